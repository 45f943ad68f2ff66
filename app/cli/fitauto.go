package cli

import (
	"cmp"
	"fmt"
	"math"
	"slices"

	"weft/charts/scaling"
)

// autoLaw asks for the laws that describe the points.
const autoLaw = "auto"

// choice is how a law stands against the others on the same points.
type choice struct {
	aicc     float64 // +Inf when refused, NaN below as many points as tell laws apart
	shown    bool    // its fit is printed
	sentence string
}

// candidates are the laws that may describe a series: Gustafson's is about work
// that grew, which a file of times does not say.
func candidates(scaling.Series) []string { return []string{scaling.AmdahlLaw, scaling.USLLaw} }

// rank orders the laws of one series by AICc, Akaike's criterion corrected for
// few points (Hurvich and Tsai 1989), on the logarithms of speeds at all points;
// each curve may move up and down, so that none gains by its baseline. Below
// two points more than parameters nothing is chosen.
func rank(reports []fitReport) {
	few := false
	for i := range reports {
		r := &reports[i]
		r.choice = &choice{aicc: math.Inf(1)}
		if r.fit == nil {
			r.choice.sentence = "Not fitted: " + string(r.refused)
			continue
		}
		r.choice.aicc = r.fit.AICc(r.series)
		few = few || math.IsInf(r.choice.aicc, 1)
	}
	slices.SortStableFunc(reports, func(a, b fitReport) int {
		switch {
		case a.fit == nil && b.fit != nil:
			return 1
		case a.fit != nil && b.fit == nil:
			return -1
		}
		return cmp.Compare(a.choice.aicc, b.choice.aicc)
	})
	tell(reports, few)
}

// tell fills in the sentences.
func tell(reports []fitReport, few bool) {
	const asGood = 2 // a difference in AICc that does not decide (Burnham and Anderson 2002)
	best := reports[0].choice.aicc
	alone := len(reports) < 2 || reports[1].fit == nil
	for i := range reports {
		c := reports[i].choice
		if reports[i].fit == nil {
			continue
		}
		name := formulas[reports[i].law]
		switch behind := c.aicc - best; {
		case alone:
			c.shown, c.sentence = true, name+": the only law of those tried that can be fitted to the points."
		case few:
			c.shown, c.sentence = true, fmt.Sprintf("%s: too few points to choose between laws, so all are shown.", name)
		case i == 0:
			c.shown, c.sentence = true, fmt.Sprintf("%s: describes the points best.", name)
		case behind < asGood:
			c.shown, c.sentence = true, fmt.Sprintf("%s: describes them about as well (AICc %.1f higher).", name, behind)
		default:
			c.sentence = fmt.Sprintf("%s: describes them less well (AICc %.1f higher).", name, behind)
		}
	}
}
