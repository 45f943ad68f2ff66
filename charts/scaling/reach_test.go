package scaling_test

import (
	"math"
	"testing"

	"pgregory.net/rapid"

	"weft/charts/scaling"
)

func drawReach(t *rapid.T, s float64) scaling.Reach {
	return scaling.Reach{
		Workers: rapid.IntRange(1, 1000).Draw(t, "workers"), Cores: rapid.Float64Range(0, 64).Draw(t, "cores"),
		Computing: rapid.Float64Range(0, s).Draw(t, "computing"), Waiting: rapid.Float64Range(0, s).Draw(t, "waiting"),
		OneByOne: rapid.Bool().Draw(t, "one by one"), Locked: rapid.Bool().Draw(t, "locked"), Stalled: rapid.Bool().Draw(t, "stalled"),
	}
}

// No what-if of any part of any decomposition passes what can be: the workers,
// the cores that compute, one thread where tasks compute one at a time.
func TestNoWhatIfBeyondWhatCanBe(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		l, b := drawLanes(t, rapid.IntRange(1, 1000), rapid.Float64Range(1e-3, 1e4))
		took := l.Setup + l.Wall + l.Teardown
		r := drawReach(t, b.Wall)
		r.Workers = l.Workers
		for i, part := range list(scaling.Decompose(l, b)) {
			turn := rapid.Bool().Draw(t, "turn")
			then := r.WhatIf(part, turn, b.Wall, took)
			if math.IsNaN(then) {
				continue
			}
			if then > r.Most(turn) || then > float64(r.Workers) {
				t.Fatalf("without part %d of %v s, %+v reaches %v", i, part, r, then)
			}
			if now := b.Wall / took; part >= 0 && then < now*(1-1e-12) {
				t.Fatalf("without part %d of %v s it falls from %v to %v", i, part, now, then)
			}
			boundByComputing(t, r, turn, then)
		}
	})
}

// boundByComputing holds that a speedup is not beyond what computes.
func boundByComputing(t *rapid.T, r scaling.Reach, turn bool, then float64) {
	if r.Computing <= 0 {
		return
	}
	own := r.Computing + r.Waiting
	if oneThread := r.OneByOne && (!r.Locked || !turn); oneThread && then > own/r.Computing*(1+1e-12) {
		t.Fatalf("%+v reaches %v on one thread", r, then)
	}
	if r.Waiting == 0 && r.Cores > 0 && then > math.Max(1, r.Cores)*(1+1e-12) {
		t.Fatalf("%+v reaches %v by computing", r, then)
	}
}

func TestMost(t *testing.T) {
	for name, c := range map[string]struct {
		reach      scaling.Reach
		most, free float64 // free: if waiting for one's turn cost nothing
	}{
		"waiting is bound by workers":           {scaling.Reach{Workers: 8, Cores: 2, Waiting: 1}, 8, 8},
		"computing by cores":                    {scaling.Reach{Workers: 8, Cores: 2, Computing: 1}, 2, 2},
		"by a quota of cores":                   {scaling.Reach{Workers: 8, Cores: 1.5, Computing: 1}, 1.5, 1.5},
		"by less than a core, as the baseline":  {scaling.Reach{Workers: 8, Cores: 0.5, Computing: 1}, 1, 1},
		"half and half: 2*(1+1)/1":              {scaling.Reach{Workers: 8, Cores: 2, Computing: 1, Waiting: 1}, 4, 4},
		"computing under a loop by its thread":  {scaling.Reach{Workers: 4, Cores: 2, Computing: 1, OneByOne: true}, 1, 1},
		"computing under a GIL, or without":     {scaling.Reach{Workers: 4, Cores: 2, Computing: 1, OneByOne: true, Locked: true}, 1, 2},
		"calls that block a loop, or that wait": {scaling.Reach{Workers: 8, Cores: 2, Waiting: 1, OneByOne: true, Stalled: true}, 1, 8},
		"what isn't known bounds nothing":       {scaling.Reach{Workers: 8, Computing: math.NaN()}, 8, 8},
	} {
		if most, free := c.reach.Most(false), c.reach.Most(true); most != c.most || free != c.free {
			t.Errorf("%s: %v and %v, want %v and %v", name, most, free, c.most, c.free)
		}
	}
}

// A run that was faster than can be promises nothing.
func TestWhatCannotBePromisesNothing(t *testing.T) {
	r := scaling.Reach{Workers: 2, Cores: 2, Computing: 1}
	if got := r.WhatIf(0.1, false, 1, 0.3); !math.IsNaN(got) {
		t.Errorf("3.33x on two cores becomes %v", got)
	}
	if got := r.WhatIf(2, false, 1, 1.2); got != 2 {
		t.Errorf("1/(1.2-2/2) on two cores is %v", got)
	}
}
