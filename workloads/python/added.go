package python

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"slices"

	"weft/internal/places"
)

// addedFile is where the interpreters stand that the person has added: with
// what is kept, not with what can be found out again.
func addedFile() (string, error) {
	folder, err := places.Lists()
	if err != nil {
		return "", err
	}
	return filepath.Join(folder, "pythons.json"), nil
}

// Added are the paths of the interpreters that the person has added, in order.
func Added() []string {
	paths, err := readAdded()
	if err != nil {
		slog.Debug("reading which Pythons were added", "error", err)
	}
	return paths
}

func readAdded() ([]string, error) {
	file, err := addedFile()
	if err != nil {
		return nil, err
	}
	text, err := os.ReadFile(file)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	var paths []string
	if err == nil {
		err = json.Unmarshal(text, &paths)
	}
	return paths, err
}

// Add has an interpreter listed from now on, beside those that are found; it is
// named by its path or by the folder of its environment. It is asked at once
// what it is, which takes 3 s at most. The words returned say what was added;
// the error says why it can't be used.
func Add(ctx context.Context, path string) (said string, err error) {
	path, err = interpreterAt(path)
	if err != nil {
		return "", err
	}
	i := probe(ctx, candidate{path: path, asked: true})
	if i.problem != "" {
		return "", fmt.Errorf("%s can't be used: %s", path, i.problem)
	}
	paths, err := readAdded()
	switch {
	case err != nil:
		return "", fmt.Errorf("reading which Pythons were added: %w", err)
	case slices.Contains(paths, path):
		return "", fmt.Errorf("%s has been added before", path)
	case slices.ContainsFunc(found(ctx), func(c candidate) bool { return c.path == path }):
		return "", fmt.Errorf("%s is found without being added", path)
	}
	return about(i), writeAdded(append(paths, path))
}

// Remove has an interpreter that was added forgotten. Nothing of the
// interpreter itself is touched.
func Remove(path string) error {
	paths, err := readAdded()
	if err != nil {
		return fmt.Errorf("reading which Pythons were added: %w", err)
	}
	whole, err := filepath.Abs(path)
	if err != nil {
		return err
	}
	at := slices.IndexFunc(paths, func(p string) bool {
		return p == whole || slices.Contains(underRoots([]string{whole}, inEnvironment...), p)
	})
	if at < 0 {
		return fmt.Errorf("%s was not added", path)
	}
	return writeAdded(slices.Delete(paths, at, at+1))
}

func writeAdded(paths []string) error {
	file, err := addedFile()
	if err != nil {
		return err
	}
	text, err := json.MarshalIndent(paths, "", "  ")
	if err == nil {
		err = replaceFile(file, append(text, '\n'))
	}
	if err != nil {
		return fmt.Errorf("noting which Pythons are added: %w", err)
	}
	return nil
}

// interpreterAt is the whole path of an interpreter, which may be named by the
// folder that it is installed in.
func interpreterAt(path string) (string, error) {
	if path == "" {
		return "", errors.New("the path of a Python is needed, such as that of its python3, or the folder of its environment")
	}
	path, err := filepath.Abs(path)
	if err != nil {
		return "", err
	}
	info, err := os.Stat(path)
	switch {
	case err != nil:
		return "", fmt.Errorf("there is no file %s", path)
	case !info.IsDir():
		return path, nil
	}
	for _, place := range inEnvironment {
		if inside := filepath.Join(path, filepath.FromSlash(place)); runnable(inside) {
			return inside, nil
		}
	}
	return "", fmt.Errorf("the folder %s holds no Python", path)
}
