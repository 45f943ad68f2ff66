package python

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// layout makes files below a folder, and returns which of them patterns find.
func layout(t *testing.T, root string, files, patterns []string) []string {
	t.Helper()
	for _, f := range files {
		path := filepath.Join(root, filepath.FromSlash(f))
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte("x"), 0o700); err != nil {
			t.Fatal(err)
		}
	}
	var found []string
	for _, p := range patterns {
		matches, err := filepath.Glob(p)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range matches {
			name, err := filepath.Rel(root, m)
			if err != nil {
				t.Fatal(err)
			}
			found = append(found, filepath.ToSlash(name))
		}
	}
	slices.Sort(found)
	return slices.Compact(found)
}

// below puts patterns that begin at the root of a system below another folder.
func below(root string, patterns []string) []string {
	var all []string
	for _, p := range patterns {
		all = append(all, filepath.Join(root, filepath.FromSlash(p)))
	}
	return all
}

func TestSystemLayouts(t *testing.T) {
	for _, c := range []struct {
		system   string
		patterns []string
		here     []string // all of these are found
		not      []string // and none of these
	}{
		{
			"linux", linuxPatterns,
			[]string{"usr/bin/python3", "usr/bin/python3.12", "usr/bin/python3.13t", "usr/local/bin/python3.14", "opt/python312/bin/python3"},
			[]string{"usr/bin/python3-config", "usr/bin/python3.12-config", "usr/bin/python", "usr/local/bin/python3.12-gdb.py"},
		},
		{
			"darwin", darwinPatterns,
			[]string{
				"opt/homebrew/opt/python@3.12/bin/python3.12", "usr/local/opt/python@3.11/bin/python3.11", "opt/local/bin/python3.10",
				"opt/homebrew/opt/python-freethreading/bin/python3.13t",
				"Library/Frameworks/Python.framework/Versions/3.13/bin/python3", "Library/Frameworks/PythonT.framework/Versions/3.13/bin/python3.13t",
			},
			[]string{"opt/homebrew/opt/python@3.12/bin/python3.12-config", "Library/Frameworks/Python.framework/Versions/2.7/bin/python3", "opt/homebrew/opt/node/bin/node"},
		},
	} {
		root := t.TempDir()
		found := layout(t, root, slices.Concat(c.here, c.not), below(root, c.patterns))
		slices.Sort(c.here)
		if !slices.Equal(found, c.here) {
			t.Errorf("%s: found %q, want %q", c.system, found, c.here)
		}
	}
}

func TestLayoutsOfTools(t *testing.T) {
	root := t.TempDir()
	env := func(variables map[string]string) func(string) string {
		return func(name string) string {
			if place, ok := variables[name]; ok {
				return filepath.Join(root, filepath.FromSlash(place))
			}
			return ""
		}
	}
	unix := unixPatterns(filepath.Join(root, "home"), env(map[string]string{
		"PYENV_ROOT": "tools/pyenv", "UV_PYTHON_INSTALL_DIR": "tools/uv", "CONDA_PREFIX": "tools/conda", "VIRTUAL_ENV": "work/.venv",
	}))
	windows := windowsPatterns(filepath.Join(root, "home"), env(map[string]string{
		"LOCALAPPDATA": "local", "APPDATA": "roaming", "ProgramFiles": "Program Files", "VIRTUAL_ENV": "work/.venv",
	}))
	for _, c := range []struct {
		system    string
		patterns  []string
		here, not []string
	}{
		{
			"unix", unix,
			[]string{
				"home/.pyenv/versions/3.12.1/bin/python3", "tools/pyenv/versions/3.13.0t/bin/python3",
				"home/.local/share/uv/python/cpython-3.13.1-linux-x86_64-gnu/bin/python3", "tools/uv/pypy-3.10/bin/python3",
				"home/miniforge3/bin/python3", "home/miniforge3/envs/science/bin/python3", "home/.conda/envs/old/bin/python3",
				"tools/conda/bin/python3", "work/.venv/bin/python3",
			},
			[]string{"home/.pyenv/shims/python3", "home/.pyenv/versions/3.12.1/bin/pip", "home/miniforge3/pkgs/python-3.12/bin/python3"},
		},
		{
			"windows", windows,
			[]string{
				"local/Programs/Python/Python312/python.exe", "local/Programs/Python/Python313/python3.13t.exe", "Program Files/Python311/python.exe",
				"local/Python/pythoncore-3.14-64/python.exe", "home/.pyenv/pyenv-win/versions/3.9.13/python.exe", "roaming/uv/python/cpython-3.12/python.exe",
				"home/miniconda3/python.exe", "home/miniconda3/envs/science/python.exe", "work/.venv/Scripts/python.exe",
			},
			[]string{"local/Programs/Python/Python312/pythonw.exe", "local/Programs/Python/Launcher/py.exe"},
		},
	} {
		found := layout(t, root, slices.Concat(c.here, c.not), c.patterns)
		slices.Sort(c.here)
		if !slices.Equal(found, c.here) {
			t.Errorf("%s: found %q, want %q", c.system, found, c.here)
		}
	}
}

// Without a home, or with variables that aren't set, no pattern begins at the root.
func TestNoPatternsOfNowhere(t *testing.T) {
	nothing := func(string) string { return "" }
	for _, p := range slices.Concat(unixPatterns("", nothing), windowsPatterns("", nothing)) {
		if !strings.HasPrefix(filepath.ToSlash(p), "/opt/") { // where conda's images have it
			t.Errorf("%s is looked for", p)
		}
	}
}

func TestLauncher(t *testing.T) {
	for out, want := range map[string][]string{
		" -V:3.12 *        C:\\Users\\Ann Lee\\AppData\\Local\\Programs\\Python\\Python312\\python.exe\r\n -V:3.11-32       C:\\Python311-32\\python.exe\r\n": {
			`C:\Users\Ann Lee\AppData\Local\Programs\Python\Python312\python.exe`, `C:\Python311-32\python.exe`,
		},
		"Installed Pythons found by py Launcher for Windows\n -3.9-64        C:\\Python39\\python.exe *\n -2.7-32        C:\\Python27\\python.exe\n": {
			`C:\Python39\python.exe`, `C:\Python27\python.exe`,
		},
		" -3.8-32\t\"C:\\Program Files (x86)\\Python38-32\\python.exe\"\n": {`C:\Program Files (x86)\Python38-32\python.exe`},
		" -V:Astral/CPython3.13.1 D:\\uv\\cpython-3.13\\python.exe\n":      {`D:\uv\cpython-3.13\python.exe`},
		"  *               c:\\work\\.venv\\Scripts\\PYTHON.EXE\n":         {`c:\work\.venv\Scripts\PYTHON.EXE`},
		" -V:3.12          \\\\server\\share\\Python312\\python.exe\n":     {`\\server\share\Python312\python.exe`},
		"No installed Pythons found!\n -V:3.13 (not there)\n":              nil,
		"": nil,
	} {
		if got := launched(out); !slices.Equal(got, want) {
			t.Errorf("%q lists %q, want %q", out, got, want)
		}
	}
}
