package python

import (
	"context"
	"io/fs"
	"log/slog"
	"os"
	"os/exec"
	"strings"

	"weft/workloads/child"
)

// patterns are where interpreters lie besides PATH, as filepath.Glob takes them.
func patterns(home string) []string {
	local, files := os.Getenv("LOCALAPPDATA"), os.Getenv("ProgramFiles")
	all := underRoots([]string{local}, `Programs\Python\Python3*\python.exe`)
	all = append(all, underRoots([]string{files}, `Python3*\python.exe`)...)
	all = append(all, underRoots(append(inHome(home, `.pyenv\pyenv-win`), os.Getenv("PYENV_ROOT")), `versions\*\python.exe`)...)
	all = append(all, underRoots([]string{os.Getenv("APPDATA") + `\uv\python`, os.Getenv("UV_PYTHON_INSTALL_DIR")}, `*\python.exe`)...)
	conda := append(inHome(home, "miniconda3", "anaconda3", "miniforge3"), os.Getenv("CONDA_PREFIX"))
	return append(all, underRoots(conda, `python.exe`, `envs\*\python.exe`)...)
}

// listed are those that the launcher knows: py -0p prints a tag and a path a line.
func listed() []string {
	ctx, cancel := context.WithTimeout(context.Background(), probeTimeout)
	defer cancel()
	cmd := exec.CommandContext(ctx, "py", "-0p")
	child.Hide(cmd)
	out, err := cmd.Output()
	if err != nil {
		slog.Debug("asking the Python launcher", "error", err)
		return nil
	}
	var paths []string
	for line := range strings.Lines(string(out)) {
		if at := strings.Index(line, `:\`); at > 0 {
			paths = append(paths, strings.TrimSpace(line[at-1:]))
		}
	}
	return paths
}

func executable(info fs.FileInfo) bool {
	return strings.HasSuffix(strings.ToLower(info.Name()), ".exe")
}
