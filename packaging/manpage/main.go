// Manpage writes weft's manual page, weft(1), from the definitions of its
// commands: go run ./packaging/manpage VERSION DATE > weft.1. Only what no
// command says of itself (environment, files, exit statuses) is written here.
package main

import (
	_ "embed"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"weft/app/cli"
)

// rest is the end of the page: what concerns all commands.
//
//go:embed rest.roff
var rest string

func main() {
	if len(os.Args) != 3 {
		fmt.Fprintln(os.Stderr, "usage: manpage VERSION DATE > weft.1")
		os.Exit(2)
	}
	root := cli.Program{Version: os.Args[1]}.Commands()
	if _, err := io.WriteString(os.Stdout, page(root, os.Args[2])); err != nil {
		fmt.Fprintf(os.Stderr, "manpage: writing: %v\n", err)
		os.Exit(1)
	}
}

// page is the whole page, in the man macros of roff.
func page(root *cobra.Command, date string) string {
	root.InitDefaultHelpFlag()
	root.InitDefaultVersionFlag()
	var b strings.Builder
	fmt.Fprintf(&b, ".TH WEFT 1 %s %s %s\n", quoted(date), quoted("Weft "+root.Version), quoted("User commands"))
	section(&b, "NAME")
	fmt.Fprintf(&b, "weft \\- %s\n", lowered(text(root.Short)))
	section(&b, "SYNOPSIS")
	synopsis(&b, root)
	for _, c := range described(root) {
		b.WriteString(".br\n")
		synopsis(&b, c)
	}
	section(&b, "DESCRIPTION")
	paragraphs(&b, root.Long)
	section(&b, "OPTIONS")
	flags(&b, root.LocalFlags())
	section(&b, "COMMANDS")
	for _, c := range described(root) {
		command(&b, c)
	}
	b.WriteString(rest)
	return b.String()
}

// described are the commands that have a section of their own.
func described(root *cobra.Command) []*cobra.Command {
	var all []*cobra.Command
	for _, c := range root.Commands() {
		if c.IsAvailableCommand() && c.Name() != "help" && c.Name() != "completion" {
			all = append(all, c)
		}
	}
	return all
}

// command writes what one command does, its flags and examples.
func command(b *strings.Builder, c *cobra.Command) {
	fmt.Fprintf(b, ".SS %s\n", quoted(c.CommandPath()))
	said := c.Long
	if said == "" {
		said = c.Short + "."
	}
	paragraphs(b, said)
	flags(b, c.LocalNonPersistentFlags())
	if c.Example != "" {
		b.WriteString(".PP\nExamples:\n.PP\n.nf\n.RS\n")
		for line := range strings.Lines(c.Example) {
			b.WriteString(text(strings.TrimSpace(line)) + "\n")
		}
		b.WriteString(".RE\n.fi\n")
	}
}

// synopsis writes the form of a command line: the program's words in bold.
func synopsis(b *strings.Builder, c *cobra.Command) {
	words := strings.TrimPrefix(c.UseLine(), c.CommandPath())
	words = strings.ReplaceAll(words, "[flags]", "[OPTION...]")
	fmt.Fprintf(b, "\\fB%s\\fR%s\n", text(c.CommandPath()), text(words))
}

// flags writes a list of options, each with its meaning and default.
func flags(b *strings.Builder, set *pflag.FlagSet) {
	set.VisitAll(func(f *pflag.Flag) {
		if f.Hidden {
			return
		}
		name := "\\fB" + text("--"+f.Name) + "\\fR"
		if f.Shorthand != "" {
			name = "\\fB" + text("-"+f.Shorthand) + "\\fR, " + name
		}
		kind, usage := pflag.UnquoteUsage(f)
		if kind != "" {
			name += " \\fI" + text(kind) + "\\fR"
		}
		if d := f.DefValue; f.Value.Type() != "bool" && d != "" && d != "0" && d != "[]" {
			usage += " (default " + strings.Trim(d, "[]") + ")"
		}
		fmt.Fprintf(b, ".TP\n%s\n%s\n", name, text(usage))
	})
}

// paragraphs writes text as filled paragraphs, which empty lines part.
func paragraphs(b *strings.Builder, said string) {
	for p := range strings.SplitSeq(strings.TrimSpace(said), "\n\n") {
		b.WriteString(".PP\n" + text(p) + "\n")
	}
}

func section(b *strings.Builder, title string) {
	fmt.Fprintf(b, ".SH %s\n", title)
}

func quoted(s string) string {
	return `"` + strings.ReplaceAll(text(s), `"`, `\(dq`) + `"`
}

// lowered begins a phrase in lower case, as the line under NAME does.
func lowered(s string) string {
	return strings.ToLower(s[:1]) + s[1:]
}

// special spells what roff would take for its own: backslashes and hyphens
// that are typed; lines that begin with a control character are guarded in text.
var special = strings.NewReplacer(`\`, `\e`, "-", `\-`)

// text makes words safe for roff.
func text(s string) string {
	lines := strings.Split(special.Replace(s), "\n")
	for i, line := range lines {
		if strings.HasPrefix(line, ".") || strings.HasPrefix(line, "'") {
			lines[i] = `\&` + line
		}
	}
	return strings.Join(lines, "\n")
}
