package main

import (
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

// mark begins each line that names what the text below it holds for.
const mark = "== "

const preface = `Weft's programs contain the parts named below, each under its own licence. A line that begins
with two equals signs names a part and the file that the text below it stands in. The photograph
of Chelsea the cat is by Stéfan van der Walt (CC0, public domain). The window's program for Windows
also contains start-up code of mingw-w64 (public domain) and of GCC (GPL 3 with GCC's runtime
library exception, which lets it be part of any program).

`

// licence is one text, and what it holds for.
type licence struct {
	holds []string // "module version: file"
	text  string
}

// generate is the whole text.
func generate() (string, error) {
	licences, err := ofParts()
	if err != nil {
		return "", err
	}
	own, err := ofGo()
	if err != nil {
		return "", err
	}
	return preface + written(licences) + written([]licence{own}), nil
}

// ofParts are the licences of all but Go, each once, in the order of the first
// part that it holds for.
func ofParts() ([]licence, error) {
	all, err := parts()
	if err != nil {
		return nil, err
	}
	licences, err := read(nil, "Noto Sans: OFL.txt", filepath.Join("assets", "fonts", "OFL.txt"))
	for _, p := range all {
		if err != nil {
			return nil, err
		}
		var files []string
		files, err = p.licences()
		for _, f := range files {
			if licences, err = read(licences, p.name+": "+filepath.ToSlash(f), filepath.Join(p.root, f)); err != nil {
				return nil, err
			}
		}
	}
	return licences, err
}

// goName stands for what every Go program contains. It comes last and alone:
// it is the text of whichever Go is at hand.
const goName = "Go, its runtime and standard library"

func ofGo() (licence, error) {
	out, err := exec.Command("go", "env", "GOROOT").Output()
	if err != nil {
		return licence{}, fmt.Errorf("asking for Go's folder: %w", err)
	}
	own, err := read(nil, goName+": LICENSE", filepath.Join(strings.TrimSpace(string(out)), "LICENSE"))
	if err != nil {
		return licence{}, err
	}
	return own[0], nil
}

// read joins the text in a file to the licences.
func read(licences []licence, holds, path string) ([]licence, error) {
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("reading the licence of %s: %w", holds, err)
	}
	return joined(licences, holds, tidy(string(text))), nil
}

// joined adds a text, or what it holds for when the text is there already.
func joined(licences []licence, holds, text string) []licence {
	if i := slices.IndexFunc(licences, func(l licence) bool { return l.text == text }); i >= 0 {
		licences[i].holds = append(licences[i].holds, holds)
		return licences
	}
	return append(licences, licence{[]string{holds}, text})
}

func written(licences []licence) string {
	var b strings.Builder
	for _, l := range licences {
		for _, h := range l.holds {
			b.WriteString(mark + h + "\n")
		}
		b.WriteString("\n" + l.text + "\n\n")
	}
	return b.String()
}

// tidy ends lines as Unix does and takes blanks off their ends.
func tidy(text string) string {
	var b strings.Builder
	for line := range strings.Lines(text) {
		b.WriteString(strings.TrimRight(line, " \t\r\n\f") + "\n")
	}
	return strings.Trim(b.String(), "\n")
}

var (
	// licenceFile is what the files are called that say under which terms code may be used.
	licenceFile = regexp.MustCompile(`(?i)^(licen[cs]e|copying|notice|patents|ftl)([-_.].*)?$`)
	// noText are files so called that hold no terms: a link to a text that lies beside.
	noText = regexp.MustCompile(`(?i)-link\.txt$`)
)

// licences are the files of a module that hold terms for what is built in: at
// its root, in or right below the folders of its packages that are built in,
// and in a folder for licences. Paths are relative to the root.
func (p part) licences() ([]string, error) {
	var found []string
	err := filepath.WalkDir(p.root, func(path string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && d.Name() == "testdata":
			return filepath.SkipDir
		case d.IsDir():
			return nil
		}
		folder := filepath.Dir(path)
		concerned := folder == p.root || folder == filepath.Join(p.root, "licenses") ||
			slices.Contains(p.folders, folder) || slices.Contains(p.folders, filepath.Dir(folder))
		if concerned && licenceFile.MatchString(d.Name()) && !noText.MatchString(d.Name()) {
			relative, err := filepath.Rel(p.root, path)
			found = append(found, relative)
			return err
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("looking for the licence of %s: %w", p.name, err)
	}
	if len(found) == 0 {
		return nil, fmt.Errorf("%s has no licence file in %s", p.name, p.root)
	}
	return found, nil
}
