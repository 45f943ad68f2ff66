//go:build unix

package python

import (
	"context"
	"io/fs"
	"os"
)

// patterns are where interpreters lie besides PATH, as filepath.Glob takes them.
func patterns(home string) []string { return append(unixPatterns(home, os.Getenv), systemPatterns...) }

// listed are the interpreters that the system keeps a list of.
func listed(context.Context) []string { return nil }

func executable(info fs.FileInfo) bool { return info.Mode().Perm()&0o111 != 0 }

// inEnvironment are where an environment or an installation has its interpreter.
var inEnvironment = []string{"bin/python3", "bin/python"}
