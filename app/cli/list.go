package cli

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"weft/workloads"
	"weft/workloads/model"
)

// listing is what weft list --json prints.
type listing struct {
	Workloads []listedWorkload `json:"workloads"`
	Models    []listedModel    `json:"models"`
}

type listedWorkload struct {
	Name    string        `json:"name"`
	Kind    string        `json:"kind"`
	Short   string        `json:"short"`
	Teaches string        `json:"teaches"`
	Params  []listedParam `json:"params"`
}

type listedModel struct {
	Runtime   string        `json:"runtime"`
	Name      string        `json:"name"`
	Title     string        `json:"title"`
	Available bool          `json:"available"`
	Reason    string        `json:"reason"` // why it is not available
	Short     string        `json:"short"`
	Help      string        `json:"help"`
	Params    []listedParam `json:"params"`
}

// listedParam is a parameter. Min and Max are null for what is not a number.
type listedParam struct {
	Name    string   `json:"name"`
	Type    string   `json:"type"`
	Unit    string   `json:"unit"`
	Default any      `json:"default"`
	Min     *float64 `json:"min"`
	Max     *float64 `json:"max"`
	Choices []string `json:"choices,omitempty"`
	Presets []string `json:"presets,omitempty"`
	Help    string   `json:"help"`
}

func (a *app) list() *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "list [NAME]",
		Short: "Name the workloads and models, with their parameters",
		Long:  "Names all workloads and models. With the name of one, tells all about it.",
		RunE: func(_ *cobra.Command, args []string) error {
			if len(args) > 1 {
				return fmt.Errorf("list tells about one name at a time, not %d", len(args))
			}
			l, err := listOf(args)
			switch {
			case err != nil:
				return err
			case asJSON:
				return a.out.json(l)
			}
			a.printList(l, len(args) > 0)
			return nil
		},
		ValidArgsFunction: complete(0, func() []string { return append(workloadNames(), modelNames()...) }),
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "print one JSON object")
	return cmd
}

// listOf lists everything, or the one workload or model that is named.
func listOf(names []string) (listing, error) {
	l := listing{Workloads: []listedWorkload{}, Models: []listedModel{}}
	for _, w := range workloads.All() {
		if len(names) == 0 || names[0] == w.Name {
			l.Workloads = append(l.Workloads, listedWorkload{
				Name: w.Name, Kind: string(w.Kind), Short: w.Short, Teaches: w.Teaches, Params: listParams(w.Params),
			})
		}
	}
	for _, m := range model.All() {
		if len(names) == 0 || names[0] == m.Name || names[0] == model.Runtime+"/"+m.Name {
			l.Models = append(l.Models, listedModel{
				Runtime: model.Runtime, Name: m.Name, Title: m.Title, Available: true,
				Short: m.Short, Help: m.Help, Params: listParams(m.Params),
			})
		}
	}
	if len(l.Workloads)+len(l.Models) == 0 {
		return l, unknown("workload or model", names[0], append(workloadNames(), modelNames()...))
	}
	return l, nil
}

func listParams(params []workloads.Param) []listedParam {
	list := make([]listedParam, len(params))
	for i, p := range params {
		list[i] = listedParam{
			Name: p.Name, Type: string(p.Type), Unit: p.Unit, Default: p.Number(p.Default),
			Choices: p.Choices, Presets: p.Presets, Help: p.Help,
		}
		if p.Type == workloads.Int || p.Type == workloads.Float || p.Type == workloads.IntList {
			list[i].Min, list[i].Max = &p.Min, &p.Max
		}
	}
	return list
}

// printList prints a listing for people; of one thing it tells everything.
func (a *app) printList(l listing, all bool) {
	kind := ""
	var names []string
	for _, w := range l.Workloads {
		names = append(names, w.Name)
	}
	for _, m := range l.Models {
		names = append(names, m.Runtime+"/"+m.Name)
	}
	wide := widest(names)
	for _, w := range l.Workloads {
		if w.Kind != kind {
			kind = w.Kind
			a.out.printf("%s\n", a.bold(workloads.Kind(kind).Title()+" workloads"))
		}
		a.printEntry(wide, w.Name, w.Short, w.Teaches, w.Params, all)
	}
	if len(l.Models) > 0 {
		a.out.printf("%s\n", a.bold("Models"))
	}
	for _, m := range l.Models {
		short := m.Short
		if !m.Available {
			short = "not here: " + m.Reason
		}
		a.printEntry(wide, m.Runtime+"/"+m.Name, short, m.Help, m.Params, all)
	}
	if !all {
		a.out.printf("\nweft list NAME tells what one of them does and means.\n")
	}
}

// printEntry prints one workload or model.
func (a *app) printEntry(wide int, name, short, long string, params []listedParam, all bool) {
	a.out.printf("  %s  %s\n", pad(name, wide), short)
	if all && long != "" {
		a.out.printf("%s", indent(wrap(long, 92), 4))
	}
	var brief []string
	for _, p := range params {
		if all {
			a.out.printf("\n    --set %s=%v  %s\n", p.Name, p.Default, rangeOf(p))
			a.out.printf("%s", indent(wrap(p.Help, 88), 8))
		}
		brief = append(brief, strings.TrimSpace(fmt.Sprintf("%s=%v %s", p.Name, p.Default, p.Unit)))
	}
	if !all && len(brief) > 0 {
		a.out.printf("%s", indent(wrap(joined(brief), 88), wide+6))
	}
}

// rangeOf says what values a parameter takes.
func rangeOf(p listedParam) string {
	switch {
	case len(p.Choices) > 0:
		return "one of " + joined(p.Choices)
	case p.Min != nil:
		text := fmt.Sprintf("%s to %s", plainNumber(*p.Min), plainNumber(*p.Max))
		if p.Unit != "" {
			text += " " + p.Unit
		}
		if p.Type == string(workloads.IntList) {
			text += ", several with commas between"
		}
		return text
	}
	return "true or false"
}
