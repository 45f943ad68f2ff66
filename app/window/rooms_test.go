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

// elsewhere is what else starts goroutines or waits for them, and who does it.
var elsewhere = map[string]string{
	"sync.WaitGroup": "background.Tasks has the one", "time.AfterFunc": "background.Tasks.After calls back",
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
				if of, ok := it.X.(*ast.Ident); ok && elsewhere[of.Name+"."+it.Sel.Name] != "" {
					t.Errorf("%s has a %s of its own: %s", files.Position(it.Pos()), it.Sel.Name, elsewhere[of.Name+"."+it.Sel.Name])
				}
			}
			return true
		})
	})
}

// Bounds of the methods of a type: of the window itself, and of any other.
const (
	mostOfWindow = 25
	mostOfAny    = 30
)

// TestTypesStaySmall holds that no type of the window's rooms grows into one that
// does everything.
func TestTypesStaySmall(t *testing.T) {
	methods := map[string]int{}
	source(t, func(folder string, _ *token.FileSet, file *ast.File) {
		for _, d := range file.Decls {
			f, ok := d.(*ast.FuncDecl)
			if !ok || f.Recv == nil {
				continue
			}
			of := f.Recv.List[0].Type
			if star, ok := of.(*ast.StarExpr); ok {
				of = star.X
			}
			if name, ok := of.(*ast.Ident); ok {
				methods[folder+" "+name.Name]++
			}
		}
	})
	if methods[". mainWindow"] == 0 {
		t.Fatal("there is no mainWindow")
	}
	for name, n := range methods {
		most := mostOfAny
		if name == ". mainWindow" {
			most = mostOfWindow
		}
		if n > most {
			t.Errorf("%s has %d methods, more than %d: give some to a type of their own", name, n, most)
		}
	}
}

// TestNobodyTakesTheWindow holds that what left mainWindow does not need it: no
// function has it for a parameter, and no other type for a field.
func TestNobodyTakesTheWindow(t *testing.T) {
	source(t, func(folder string, files *token.FileSet, file *ast.File) {
		if folder != "." {
			return
		}
		ast.Inspect(file, func(n ast.Node) bool {
			var fields *ast.FieldList
			switch it := n.(type) {
			case *ast.FuncType:
				fields = it.Params
			case *ast.StructType:
				fields = it.Fields
			}
			if fields == nil {
				return true
			}
			for _, f := range fields.List {
				if star, ok := f.Type.(*ast.StarExpr); ok {
					if name, ok := star.X.(*ast.Ident); ok && name.Name == "mainWindow" {
						t.Errorf("%s takes the whole window", files.Position(f.Pos()))
					}
				}
			}
			return true
		})
	})
}
