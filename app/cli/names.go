package cli

import (
	"context"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"weft/app/planning"
	"weft/internal/nearest"
	"weft/workloads"
	"weft/workloads/runtimes"
)

func workloadNames() []string {
	var names []string
	for _, w := range workloads.All() {
		names = append(names, w.Name)
	}
	return names
}

// modelNames are the models of all runtimes that can be used, "go/thread-pool".
func modelNames(ctx context.Context) []string {
	var names []string
	for _, r := range runtimes.All(ctx) {
		names = append(names, planning.NamesOf(r)...)
	}
	return names
}

// unknown is the error for a name that does not exist.
func unknown(what, name string, known []string) error {
	return fmt.Errorf("no %s is called %q%s", what, name, nearest.Hint(name, known))
}

// complete offers names for the argument at position, and files nowhere.
func complete(position int, names func(context.Context) []string) cobra.CompletionFunc {
	return func(cmd *cobra.Command, args []string, _ string) ([]cobra.Completion, cobra.ShellCompDirective) {
		if len(args) != position {
			return nil, cobra.ShellCompDirectiveNoFileComp
		}
		return names(cmd.Context()), cobra.ShellCompDirectiveNoFileComp
	}
}

// known are names that nothing has to be looked for.
func known(names func() []string) func(context.Context) []string {
	return func(context.Context) []string { return names() }
}

// completeList offers names for a flag that takes several with commas between.
func completeList(names func(context.Context) []string) cobra.CompletionFunc {
	return func(cmd *cobra.Command, _ []string, typed string) ([]cobra.Completion, cobra.ShellCompDirective) {
		before := typed[:strings.LastIndex(typed, ",")+1]
		var list []string
		for _, name := range names(cmd.Context()) {
			list = append(list, before+name)
		}
		return list, cobra.ShellCompDirectiveNoFileComp | cobra.ShellCompDirectiveNoSpace
	}
}

// completeSet offers the parameters of the workload that is named.
func completeSet(_ *cobra.Command, args []string, _ string) ([]cobra.Completion, cobra.ShellCompDirective) {
	var list []string
	if len(args) > 0 {
		if w, err := workloads.ByName(args[0]); err == nil {
			for _, p := range w.Params {
				list = append(list, p.Name+"="+p.Default)
			}
		}
	}
	return list, cobra.ShellCompDirectiveNoFileComp
}
