package python

import "path/filepath"

// Where interpreters lie besides PATH, as filepath.Glob takes them, with slashes
// on every system. They are data, so that each system's can be tested on all.

// linuxPatterns are the usual folders, for a window that was started without
// the PATH of a shell.
var linuxPatterns = []string{
	"/usr/bin/python3", "/usr/bin/python3.*[0-9t]", "/usr/local/bin/python3", "/usr/local/bin/python3.*[0-9t]",
	"/opt/python*/bin/python3", "/home/linuxbrew/.linuxbrew/bin/python3.*[0-9t]",
}

// darwinPatterns are those of Homebrew, on either kind of processor, of
// python.org's framework, whose free-threaded builds have a framework and a
// name of their own, and of MacPorts.
var darwinPatterns = []string{
	"/opt/homebrew/opt/python@3*/bin/python3.*[0-9t]", "/opt/homebrew/opt/python-freethreading/bin/python3.*t",
	"/usr/local/opt/python@3*/bin/python3.*[0-9t]", "/usr/local/opt/python-freethreading/bin/python3.*t",
	"/Library/Frameworks/Python.framework/Versions/3*/bin/python3", "/Library/Frameworks/PythonT.framework/Versions/3*/bin/python3.*t",
	"/opt/local/bin/python3.*[0-9t]",
}

// unixPatterns are those of pyenv, uv, conda and its kin, in the home or where
// variables of the environment say.
func unixPatterns(home string, env func(string) string) []string {
	pyenv := append(inHome(home, ".pyenv"), env("PYENV_ROOT"))
	uv := append(inHome(home, ".local/share/uv/python"), env("UV_PYTHON_INSTALL_DIR"))
	conda := append(inHome(home, "miniconda3", "anaconda3", "miniforge3", "mambaforge", "micromamba", ".conda"),
		"/opt/conda", "/opt/miniconda3", "/opt/homebrew/Caskroom/miniconda/base", env("CONDA_PREFIX"), env("MAMBA_ROOT_PREFIX"))
	all := underRoots(pyenv, "versions/*/bin/python3")
	all = append(all, underRoots(uv, "*/bin/python3")...)
	all = append(all, underRoots(conda, "bin/python3", "envs/*/bin/python3")...)
	return append(all, underRoots([]string{env("VIRTUAL_ENV")}, "bin/python3")...)
}

// windowsPatterns are those of python.org's installer, pyenv-win, uv and conda.
func windowsPatterns(home string, env func(string) string) []string {
	all := underRoots([]string{env("LOCALAPPDATA")},
		"Programs/Python/Python3*/python.exe", "Programs/Python/Python3*/python3.*t.exe", "Python/pythoncore-3*/python.exe")
	all = append(all, underRoots([]string{env("ProgramFiles")}, "Python3*/python.exe", "Python3*/python3.*t.exe")...)
	all = append(all, underRoots(append(inHome(home, ".pyenv/pyenv-win"), env("PYENV_ROOT")), "versions/*/python.exe")...)
	uv := []string{env("UV_PYTHON_INSTALL_DIR")}
	if roaming := env("APPDATA"); roaming != "" {
		uv = append(uv, filepath.Join(roaming, "uv", "python"))
	}
	all = append(all, underRoots(uv, "*/python.exe")...)
	conda := append(inHome(home, "miniconda3", "anaconda3", "miniforge3"), env("CONDA_PREFIX"))
	all = append(all, underRoots(conda, "python.exe", "envs/*/python.exe")...)
	return append(all, underRoots([]string{env("VIRTUAL_ENV")}, "Scripts/python.exe")...)
}

// underRoots are the places below folders of versions or environments.
func underRoots(roots []string, places ...string) []string {
	var all []string
	for _, root := range roots {
		if root == "" {
			continue
		}
		for _, place := range places {
			all = append(all, filepath.Join(root, filepath.FromSlash(place)))
		}
	}
	return all
}

// inHome are folders of the home, none where there is no home.
func inHome(home string, folders ...string) []string {
	if home == "" {
		return nil
	}
	return underRoots([]string{home}, folders...)
}
