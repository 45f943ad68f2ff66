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
func modelNames() []string {
	var names []string
	for _, r := range runtimes.All(context.Background()) {
		names = append(names, planning.NamesOf(r)...)
	}
	return names
}

// unknown is the error for a name that does not exist.
func unknown(what, name string, known []string) error {
	return fmt.Errorf("no %s is called %q%s", what, name, nearest.Hint(name, known))
}

// complete offers names for the argument at position, and files nowhere.
func complete(position int, names func() []string) cobra.CompletionFunc {
	return func(_ *cobra.Command, args []string, _ string) ([]cobra.Completion, cobra.ShellCompDirective) {
		if len(args) != position {
			return nil, cobra.ShellCompDirectiveNoFileComp
		}
		return names(), cobra.ShellCompDirectiveNoFileComp
	}
}

// completeList offers names for a flag that takes several with commas between.
func completeList(names func() []string) cobra.CompletionFunc {
	return func(_ *cobra.Command, _ []string, typed string) ([]cobra.Completion, cobra.ShellCompDirective) {
		before := typed[:strings.LastIndex(typed, ",")+1]
		var list []string
		for _, name := range names() {
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
