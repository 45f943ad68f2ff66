package figures

import (
	"fmt"
	"hash/fnv"

	"weft/charts/draw"
	"weft/workloads"
	"weft/workloads/runtimes"
	"weft/workloads/sweep"
)

// ModelOf is a model as charts know it, by its name with or without its
// runtime. It is made from what the model's description says; one that no
// family here knows, as a session of another release may have, gets a look by
// its name, always the same one.
func ModelOf(name string) draw.Model { return drawn(name, nil) }

// model is a point's model under the options of the plan, which may have its
// lanes wait for something else.
func (v View) model(p sweep.Point) draw.Model { return drawn(p.Name(), v.Plan.OptionsOf(p.Name())) }

func drawn(name string, options workloads.Values) draw.Model {
	m := runtimes.Described(name, options)
	runtime, _ := runtimes.Split(runtimes.Full(name))
	l := m.Look
	if l == (runtimes.Look{}) {
		l = strangeLook(m.Name)
	}
	look := draw.Look{Dark: l.Hue.Dark, Light: l.Hue.Light, Dash: l.Dash, Marker: l.Marker}
	if l.Dash == runtimes.SolidLine {
		look.Dash = ""
	}
	if runtimes.ApartOf(runtime) == runtimes.Outlined {
		look.Dash, look.Outlined = dotsOf(runtime), true
	}
	return draw.Model{ID: runtimes.Short(name), Label: titled(m, runtime), Look: look, Turn: turns[m.Turn]}
}

// turns are what lanes wait for before they compute, as it stands in a sentence.
var turns = map[runtimes.Turn]string{runtimes.NobodysTurn: "", runtimes.GILsTurn: "the GIL", runtimes.LoopsTurn: "the loop"}

// dotsOf are the dashes of a runtime's models where those are told apart by
// them: dots with a gap that differs between runtimes, for markers can't tell
// all of them apart.
func dotsOf(runtime string) string {
	dots := [...]string{"13", "1316", "15", "131519"}
	return dots[hash(runtime)%uint32(len(dots))]
}

// strangeLook has the hue of one model at home and the shapes of another, but of
// no baseline, which stand for nothing else.
func strangeLook(name string) runtimes.Look {
	var known []runtimes.Look
	models, err := runtimes.Of(runtimes.Home())
	for _, m := range models {
		if !runtimes.IsBaseline(runtimes.Home(), m.Name) {
			known = append(known, m.Look)
		}
	}
	if err != nil || len(known) == 0 {
		return runtimes.Look{Hue: runtimes.Grey, Dash: runtimes.SolidLine, Marker: runtimes.Circle}
	}
	n, of := hash(name), uint32(len(known))
	look := known[n/64%of]
	look.Hue = known[n%of].Hue
	return look
}

func hash(text string) uint32 {
	h := fnv.New32a()
	_, _ = h.Write([]byte(text)) // a hash never fails to write
	return h.Sum32()
}

// titled is a model's title, with the runtime unless that is at home: "thread
// pool (Python 3.11)".
func titled(m *runtimes.Model, runtime string) string {
	if runtime == runtimes.Home() {
		return m.Title
	}
	return m.Title + " (" + runtimes.Label(runtime) + ")"
}

// Title is what people read for a model's name, with or without its runtime.
func Title(name string) string {
	runtime, _ := runtimes.Split(runtimes.Full(name))
	return titled(runtimes.Described(name, nil), runtime)
}

// ID names a point's model in figures: with its runtime, but for the one that
// every machine has, whose models need no other name to be told apart.
func ID(p sweep.Point) string { return IDOf(p.Runtime, p.Model) }

// IDOf is the ID of a model of a runtime.
func IDOf(runtime, model string) string { return runtimes.Short(runtime + "/" + model) }

// label is what people read for a point or run.
func label(name string, workers int) string {
	return fmt.Sprintf("%s, p = %d", Title(name), workers)
}
