package window

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"strings"
	"testing"
)

// source calls f for every file of the window's rooms that is not a test.
func source(t *testing.T, f func(folder string, files *token.FileSet, file *ast.File)) {
	t.Helper()
	files := token.NewFileSet()
	err := filepath.WalkDir(".", func(path string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.Name() == "testdata":
			return filepath.SkipDir
		case filepath.Ext(path) != ".go" || strings.HasSuffix(path, "_test.go"):
			return nil
		}
		file, err := parser.ParseFile(files, path, nil, parser.SkipObjectResolution)
		if err == nil {
			f(filepath.Dir(path), files, file)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

// TestGoroutinesStartInOneRoom holds that the window can wait for all that it
// has started: nobody but background starts goroutines, or waits for them.
func TestGoroutinesStartInOneRoom(t *testing.T) {
	source(t, func(folder string, files *token.FileSet, file *ast.File) {
		if folder == "background" {
			return
		}
		ast.Inspect(file, func(n ast.Node) bool {
			switch it := n.(type) {
			case *ast.GoStmt:
				t.Errorf("%s starts a goroutine: background.Tasks.Start does", files.Position(it.Pos()))
			case *ast.SelectorExpr:
				if of, ok := it.X.(*ast.Ident); ok && of.Name == "sync" && it.Sel.Name == "WaitGroup" {
					t.Errorf("%s has a WaitGroup of its own: background.Tasks has the one", files.Position(it.Pos()))
				}
			}
			return true
		})
	})
}
