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
func patterns(home string) []string { return windowsPatterns(home, os.Getenv) }

// listed are those that the launcher knows.
func listed(ctx context.Context) []string {
	ctx, cancel := context.WithTimeout(ctx, probeTimeout)
	defer cancel()
	cmd := exec.CommandContext(ctx, "py", "-0p")
	child.Hide(cmd)
	out, err := cmd.Output()
	if err != nil {
		slog.Debug("asking the Python launcher", "error", err)
		return nil
	}
	return launched(string(out))
}

func executable(info fs.FileInfo) bool {
	return strings.HasSuffix(strings.ToLower(info.Name()), ".exe")
}

// inEnvironment are where an environment or an installation has its interpreter.
var inEnvironment = []string{"Scripts/python.exe", "python.exe"}
