package main

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"weft/workloads/model"
	"weft/workloads/python"
	"weft/workloads/runtimes"
)

// rooms are where names of runtimes and models may stand: those of the families,
// a module of its own that compares them with their peers, and what only tests import.
var rooms = []string{"workloads/model", "workloads/python", "workloads/bench", "charts/internal/samples", "app/window/windowtest", "app/planning/planningtest"}

// otherwise are words elsewhere that happen to be such names and mean something else.
var otherwise = map[string][]string{
	"app/lawfile/columns.go":             {"threads", "processes", "goroutines", "sequential"}, // headings of a person's own columns
	"app/window/run.go":                  {"go"},                                               // the version of the language, in the log
	"packaging/licences/parts.go":        {"go"},                                               // the go command
	"packaging/licences/text.go":         {"go"},
	"workloads/runtimes/facts.go":        {"threads", "goroutines", "processes"}, // kinds of models
	"workloads/catalogue/matmulnumpy.go": {"threads"},                            // a unit
}

// registered are the names of all runtimes and models of the program's families,
// with and without the runtime before the model.
func registered() map[string]bool {
	names := map[string]bool{}
	for _, f := range []runtimes.Family{model.Family(nil), python.Family()} {
		for _, runtime := range f.Examples {
			names[runtime] = true
			for _, m := range f.Models(runtime) {
				names[m.Name], names[runtime+"/"+m.Name] = true, true
			}
		}
	}
	return names
}

// named are the words in a file's literals that are such names; those that don't
// happen to mean something else are errors.
func named(t *testing.T, path string, names map[string]bool) (met []string) {
	t.Helper()
	set := token.NewFileSet()
	file, err := parser.ParseFile(set, path, nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	ast.Inspect(file, func(n ast.Node) bool {
		lit, ok := n.(*ast.BasicLit)
		if !ok || lit.Kind != token.STRING {
			return true
		}
		word, err := strconv.Unquote(lit.Value)
		if err != nil || !names[word] {
			return true
		}
		met = append(met, word)
		if !slices.Contains(otherwise[filepath.ToSlash(path)], word) {
			t.Errorf("%s: %q is the name of a runtime or model: ask package runtimes", set.Position(lit.Pos()), word)
		}
		return true
	})
	return met
}

// Nobody but a family knows a runtime or a model by its name: what is asked of
// them, their facts tell.
func TestOnlyFamiliesNameRuntimesAndModels(t *testing.T) {
	names, met := registered(), map[string][]string{}
	err := filepath.WalkDir(".", func(path string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && (slices.Contains(rooms, filepath.ToSlash(path)) || d.Name() != "." && strings.HasPrefix(d.Name(), ".")):
			return filepath.SkipDir
		case filepath.Ext(path) != ".go" || strings.HasSuffix(path, "_test.go"):
			return nil
		}
		met[path] = named(t, path, names)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for path, words := range otherwise {
		for _, word := range words {
			if !slices.Contains(met[filepath.FromSlash(path)], word) {
				t.Errorf("%s has no %q any more", path, word)
			}
		}
	}
}
