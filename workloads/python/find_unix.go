//go:build unix

package python

import (
	"io/fs"
	"os"
)

// patterns are where interpreters lie besides PATH, as filepath.Glob takes them.
func patterns(home string) []string {
	pyenv := append(inHome(home, ".pyenv"), os.Getenv("PYENV_ROOT"))
	uv := append(inHome(home, ".local/share/uv/python"), os.Getenv("UV_PYTHON_INSTALL_DIR"))
	conda := append(inHome(home, "miniconda3", "anaconda3", "miniforge3", "mambaforge", "micromamba"),
		"/opt/conda", os.Getenv("CONDA_PREFIX"), os.Getenv("MAMBA_ROOT_PREFIX"))
	all := underRoots(pyenv, "versions/*/bin/python3")
	all = append(all, underRoots(uv, "*/bin/python3")...)
	all = append(all, underRoots(conda, "bin/python3", "envs/*/bin/python3")...)
	return append(all, systemPatterns()...)
}

// listed are the interpreters that the system keeps a list of.
func listed() []string { return nil }

func executable(info fs.FileInfo) bool { return info.Mode().Perm()&0o111 != 0 }
