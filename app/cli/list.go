package cli

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"weft/internal/text"
	"weft/workloads"
	"weft/workloads/runtimes"
)

// listing is what weft list --json prints.
type listing struct {
	Workloads []listedWorkload `json:"workloads"`
	Runtimes  []listedRuntime  `json:"runtimes"`
	Models    []listedModel    `json:"models"`
}

type listedRuntime struct {
	Name      string             `json:"name"`
	Label     string             `json:"label"`
	About     string             `json:"about"`
	Available bool               `json:"available"`
	Reason    string             `json:"reason"` // why it is not available
	Scales    map[string]float64 `json:"scales"` // of each workload where nobody chooses one
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
		Short: "Name the workloads, runtimes and models, with their parameters",
		Long:  "Names all workloads, and the models of every runtime that is found. With the name of one, tells all about it.",
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) > 1 {
				return fmt.Errorf("list tells about one name at a time, not %d", len(args))
			}
			l, err := listOf(cmd.Context(), args)
			switch {
			case err != nil:
				return err
			case asJSON:
				return a.out.json(l)
			}
			a.printList(l, len(args) > 0)
			return nil
		},
		ValidArgsFunction: complete(0, func(ctx context.Context) []string { return append(workloadNames(), modelNames(ctx)...) }),
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "print one JSON object")
	return cmd
}

// listOf lists everything, or the one workload, runtime or model that is named.
func listOf(ctx context.Context, names []string) (listing, error) {
	l := listing{Workloads: []listedWorkload{}, Runtimes: []listedRuntime{}, Models: []listedModel{}}
	wanted := func(of ...string) bool { return len(names) == 0 || slices.Contains(of, names[0]) }
	for _, w := range workloads.All() {
		if wanted(w.Name) {
			l.Workloads = append(l.Workloads, listedWorkload{
				Name: w.Name, Kind: string(w.Kind), Short: w.Short, Teaches: w.Teaches, Params: listParams(w.Params),
			})
		}
	}
	if len(names) > 0 && len(l.Workloads) > 0 {
		return l, nil // no runtime has to be looked for
	}
	runtimes.Examine(ctx) // a model whose library is broken must not be listed as one that works
	all := runtimes.All(ctx)
	for _, r := range all {
		if wanted(r.Name) {
			l.Runtimes = append(l.Runtimes, listRuntime(r))
		}
		l.Models = append(l.Models, listModels(r, wanted)...)
	}
	if len(l.Workloads)+len(l.Runtimes)+len(l.Models) == 0 {
		known := append(workloadNames(), modelNames(ctx)...)
		for _, r := range all {
			known = append(known, r.Name)
		}
		return l, unknown("workload, runtime or model", names[0], known)
	}
	return l, nil
}

func listRuntime(r *runtimes.Runtime) listedRuntime {
	listed := listedRuntime{
		Name: r.Name, Label: r.Label, About: r.About, Available: r.Missing == "", Reason: r.Missing, Scales: map[string]float64{},
	}
	for _, w := range workloads.All() {
		if runtimes.RunsOwnWork(r.Name) {
			break
		}
		listed.Scales[w.Name] = runtimes.Scale(r.Name, w.Name)
	}
	return listed
}

// listModels lists those of a runtime's models that are wanted; a runtime that
// can't be used has none worth listing.
func listModels(r *runtimes.Runtime, wanted func(...string) bool) []listedModel {
	var list []listedModel
	for _, m := range r.Models {
		if r.Missing == "" && wanted(m.Name, r.Name+"/"+m.Name, r.Name) {
			list = append(list, listedModel{
				Runtime: r.Name, Name: m.Name, Title: m.Title, Available: m.Missing == "", Reason: m.Missing,
				Short: m.Short, Help: m.Help, Params: listParams(m.Params),
			})
		}
	}
	return list
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
	a.printModels(l, wide, all)
	if !all {
		a.out.printf("\nweft list NAME tells what one of them does and means.\n")
	}
}

// printModels prints the models under headings of their runtimes, and then
// which runtimes can't be used.
func (a *app) printModels(l listing, wide int, all bool) {
	before, told := "", map[string]bool{} // models that were told about, by their keys
	for _, m := range l.Models {
		if m.Runtime != before {
			a.out.printf("%s\n", a.bold(headingOf(l, m.Runtime)))
			a.printScales(l, m.Runtime)
			a.printAgain(l, m.Runtime, wide, told)
		}
		before = m.Runtime
		if told[m.key()] && !all {
			continue
		}
		told[m.key()] = true
		short := m.Short
		if !m.Available {
			short = "not here: " + m.Reason
		}
		a.printEntry(wide, m.Runtime+"/"+m.Name, short, m.Help, m.Params, all)
	}
	heading := "Runtimes that can't be used"
	for _, r := range l.Runtimes {
		if r.Available {
			continue
		}
		if heading != "" {
			a.out.printf("%s\n", a.bold(heading))
			heading = ""
		}
		a.out.printf("  %s  %s\n", pad(r.Name, wide), r.Reason+" ("+r.About+")")
	}
}

// printAgain names the models of a runtime that were told about above, under
// another one.
func (a *app) printAgain(l listing, runtime string, wide int, told map[string]bool) {
	var names []string
	for _, m := range l.Models {
		if m.Runtime == runtime && m.Available && told[m.key()] {
			names = append(names, m.Name)
		}
	}
	if len(names) > 0 {
		lines := strings.TrimLeft(indent(text.Wrap(joined(names), 88), wide+4), " ")
		a.out.printf("  %s  %s", pad(runtime+"/...", wide), lines)
	}
}

// key is the same for a model of two versions of a runtime.
func (m listedModel) key() string {
	kind, _, _ := strings.Cut(runtimes.Label(m.Runtime), " ")
	return fmt.Sprint(kind, " ", m.Name, m.Available)
}

// headingOf names a runtime and says what it is.
func headingOf(l listing, runtime string) string {
	heading := runtimes.Label(runtime) + " models"
	for _, r := range l.Runtimes {
		if r.Name == runtime && r.About != "" {
			heading += ": " + r.About
		}
	}
	return heading
}

// printScales tells the scales of a runtime's work, where they aren't 1.
func (a *app) printScales(l listing, runtime string) {
	var told []string
	for _, r := range l.Runtimes {
		for _, w := range workloads.All() {
			if scale, has := r.Scales[w.Name]; r.Name == runtime && has && scale != 1 {
				told = append(told, fmt.Sprintf("%s %s", w.Name, text.Number(scale)))
			}
		}
	}
	if len(told) > 0 {
		a.out.printf("%s", indent(text.Wrap("Scale unless --scale says otherwise: "+joined(told), 100), 2))
	}
}

// printEntry prints one workload or model.
func (a *app) printEntry(wide int, name, short, long string, params []listedParam, all bool) {
	a.out.printf("  %s  %s\n", pad(name, wide), short)
	if all && long != "" {
		a.out.printf("%s", indent(text.Wrap(long, 92), 4))
	}
	var brief []string
	for _, p := range params {
		if all {
			a.out.printf("\n    --set %s=%v  %s\n", p.Name, p.Default, rangeOf(p))
			a.out.printf("%s", indent(text.Wrap(p.Help, 88), 8))
		}
		brief = append(brief, strings.TrimSpace(fmt.Sprintf("%s=%v %s", p.Name, p.Default, p.Unit)))
	}
	if !all && len(brief) > 0 {
		a.out.printf("%s", indent(text.Wrap(joined(brief), 88), wide+6))
	}
}

// rangeOf says what values a parameter takes, in words of its type.
func rangeOf(p listedParam) string {
	switch workloads.Type(p.Type) {
	case workloads.Bool:
		return "true or false"
	case workloads.Choice:
		return "one of " + joined(p.Choices)
	case workloads.Text:
		return "one line of text, or nothing" + examples(p.Presets)
	case workloads.Int, workloads.Float, workloads.IntList:
		return bounds(p)
	}
	return p.Type
}

// examples offers values of a text, "" where there are none.
func examples(presets []string) string {
	if len(presets) == 0 {
		return ""
	}
	return ", such as " + joined(presets)
}

// bounds says between which numbers a number lies.
func bounds(p listedParam) string {
	said := fmt.Sprintf("%s to %s", text.Number(*p.Min), text.Number(*p.Max))
	if p.Unit != "" {
		said += " " + p.Unit
	}
	if p.Type == string(workloads.IntList) {
		said += ", several with commas between"
	}
	return said
}
