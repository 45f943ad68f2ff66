package main

import (
	"strings"
	"testing"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"weft/app/cli"
)

func TestPageDescribesEveryCommandAndOption(t *testing.T) {
	root := cli.Program{Version: "1.2.3"}.Commands()
	got := page(root, "2026-01-02")
	count := func(want string, times int) {
		t.Helper()
		if n := strings.Count(got, want); n != times {
			t.Errorf("%q stands %d times in the page, want %d", want, n, times)
		}
	}
	count(`.TH WEFT 1 "2026\-01\-02" "Weft 1.2.3"`, 1)
	count(`\fB\-\-version\fR`, 1)
	count(`\fB\-\-verbose\fR`, 1)
	commands := described(root)
	if len(commands) < 6 {
		t.Fatalf("only %d commands are described", len(commands))
	}
	for _, c := range commands {
		count(".SS \""+c.CommandPath()+"\"\n", 1)
		_, section, _ := strings.Cut(got, ".SS \""+c.CommandPath()+"\"\n")
		section, _, _ = strings.Cut(section, ".S")
		c.LocalNonPersistentFlags().VisitAll(func(f *pflag.Flag) {
			if name := text("--" + f.Name); strings.Contains(section, `\fB`+name+`\fR`) == f.Hidden {
				t.Errorf("%s and its option --%s: hidden is %v, and the page disagrees", c.Name(), f.Name, f.Hidden)
			}
		})
	}
}

func TestTextIsSafeForRoff(t *testing.T) {
	c := &cobra.Command{Use: "x", Short: "x", Long: ".so /etc/passwd\n'quoted\na\\b --c", Run: func(*cobra.Command, []string) {}}
	var b strings.Builder
	command(&b, c)
	want := ".SS \"x\"\n.PP\n\\&.so /etc/passwd\n\\&'quoted\na\\eb \\-\\-c\n"
	if b.String() != want {
		t.Errorf("%q, want %q", b.String(), want)
	}
}
