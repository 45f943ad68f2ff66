package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"os/exec"
	"slices"
	"strings"
)

// part is a module of which packages are built into a program.
type part struct {
	name    string   // path and version
	root    string   // its folder
	folders []string // of the packages that are built in
}

// builds are the programs that are delivered: by system, with a window or without.
var builds = [][]string{
	{"GOOS=linux", "CGO_ENABLED=1"},
	{"GOOS=linux", "CGO_ENABLED=0"},
	{"GOOS=windows", "CGO_ENABLED=1"},
	{"GOOS=windows", "CGO_ENABLED=0"},
	{"GOOS=darwin", "CGO_ENABLED=1"},
	{"GOOS=darwin", "CGO_ENABLED=0"},
}

// parts are the modules of all builds, by name.
func parts() ([]part, error) {
	byName := map[string]part{}
	for _, env := range builds {
		packages, err := built(env)
		if err != nil {
			return nil, err
		}
		for _, p := range packages {
			if p.Module == nil || p.Module.Main {
				continue
			}
			name := p.Module.Path + " " + p.Module.Version
			known := byName[name]
			byName[name] = part{name: name, root: p.Module.Dir, folders: append(known.folders, p.Dir)}
		}
	}
	if len(byName) == 0 {
		return nil, errors.New("the go command lists no modules")
	}
	return slices.SortedFunc(maps.Values(byName), func(a, b part) int { return strings.Compare(a.name, b.name) }), nil
}

// listed is what go list tells about a package.
type listed struct {
	Dir    string
	Module *struct {
		Path, Version, Dir string
		Main               bool
	}
}

// built are the packages in the program that a system's environment builds.
func built(env []string) ([]listed, error) {
	args := []string{"list", "-deps", "-json=Dir,Module"}
	if slices.Contains(env, "CGO_ENABLED=0") {
		args = append(args, "-tags", "nogui")
	}
	cmd := exec.Command("go", append(args, "weft")...)
	cmd.Env = append(os.Environ(), append(env, "GOARCH=amd64")...)
	var errs bytes.Buffer
	cmd.Stderr = &errs
	out, err := cmd.Output()
	if err != nil {
		return nil, fmt.Errorf("listing what is built for %v: %w\n%s", env, err, errs.String())
	}
	var all []listed
	for d := json.NewDecoder(bytes.NewReader(out)); ; {
		var p listed
		if err := d.Decode(&p); errors.Is(err, io.EOF) {
			return all, nil
		} else if err != nil {
			return nil, fmt.Errorf("reading what go list says: %w", err)
		}
		all = append(all, p)
	}
}
