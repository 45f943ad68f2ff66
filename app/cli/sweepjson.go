package cli

import (
	"strings"

	"weft/app/adviser"
	"weft/app/figures"
	"weft/app/planning"
	"weft/charts/scaling"
	"weft/workloads/run"
	"weft/workloads/sample"
	"weft/workloads/sweep"
)

// sweepJSON is what weft sweep, weft spawn, weft gil and weft show print with
// --json. Lists are never null; a number that was not measured is.
type sweepJSON struct {
	Workload string         `json:"workload"`
	Params   map[string]any `json:"params"`
	Scale    float64        `json:"scale"`
	Mode     string         `json:"mode"` // strong, weak, spawn or gil
	Seed     uint64         `json:"seed"`

	Verdict        string             `json:"verdict"`
	Because        string             `json:"because"` // what stands below the verdict
	Winner         *string            `json:"winner"`  // null where no model is surely the fastest
	Tied           []string           `json:"tied"`    // models that can't be told from the fastest
	Class          string             `json:"class"`
	Reasons        []string           `json:"reasons"`
	Recommendation recommendationJSON `json:"recommendation"`
	WhatIf         string             `json:"what_if"`

	Likenesses []likenessJSON `json:"likenesses,omitempty"` // of an emulated GIL and a real one, where those were compared
	Points     []pointJSON    `json:"points"`
	Baseline   *baselineJSON  `json:"baseline"` // the first of the baselines
	Baselines  []baselineJSON `json:"baselines"`
	Against    string         `json:"against"` // runtime, self or best
	Laws       []lawJSON      `json:"laws"`
	Warnings   []string       `json:"warnings"`
	Machine    sample.Machine `json:"machine"`

	Runs    int      `json:"runs"`    // that ended, warm-ups too
	Failed  int      `json:"failed"`  // of these
	End     *string  `json:"end"`     // why the sweep ended: reps, precision, budget or stopped; null where that isn't known
	Stopped bool     `json:"stopped"` // before all runs of the plan had ended
	Session string   `json:"session,omitempty"`
	Files   []string `json:"files"`             // charts that were written
	Problem string   `json:"problem,omitempty"` // of a session's file that is damaged or newer
}

// recommendationJSON is which model to use, and what speaks against the others.
type recommendationJSON struct {
	Model   *string      `json:"model"` // null where nothing can be recommended
	Workers int          `json:"workers"`
	Why     string       `json:"why"`
	WhyNot  []remarkJSON `json:"why_not"`
	Changes []string     `json:"changes"`
}

type remarkJSON struct {
	Model string `json:"model"`
	Text  string `json:"text"`
}

// lawJSON is a law fitted to a model's speedups, or why it is not drawn.
type lawJSON struct {
	Law      string               `json:"law"`
	Model    string               `json:"model"`
	Params   map[string]paramJSON `json:"params,omitempty"`
	Peak     *float64             `json:"peak"`
	R2       *float64             `json:"r2"`
	N        int                  `json:"n"`
	Warnings []string             `json:"warnings"`
	Refused  string               `json:"refused,omitempty"`
}

func newSweepJSON(r report) sweepJSON {
	v, d := r.view, r.advice
	j := sweepJSON{
		Workload: v.Plan.Workload, Scale: v.Plan.Scale, Mode: modeName(v.Plan.Mode), Seed: v.Plan.Seed,
		Verdict: d.Verdict, Because: d.Because, Winner: orNull(d.Winner), Tied: orEmpty(d.Tied), Class: string(d.Class), Reasons: orEmpty(d.Reasons),
		Recommendation: recommendationJSON{
			Model: orNull(d.Recommended.Model), Workers: d.Recommended.Workers, Why: d.Recommended.Why,
			WhyNot: []remarkJSON{}, Changes: orEmpty(d.Changes),
		},
		WhatIf: d.WhatIf, Points: []pointJSON{}, Baselines: []baselineJSON{}, Against: againstName(v.Against), Laws: lawsJSON(r.laws),
		Warnings: orEmpty(v.Warnings), Machine: v.Machine, Runs: len(v.Results), End: orNull(r.end), Stopped: r.end == sweep.EndStopped,
		Session: r.session, Files: r.files, Problem: r.problem,
	}
	params := v.Plan.Params
	if spec, ok := measuredSpec(v); ok { // these have their defaults filled in
		j.Workload, j.Scale, params = spec.Workload, spec.Scale, spec.Params
	}
	j.Params = typed(workloadParams(j.Workload, v.Plan.Models...), params)
	for _, one := range d.WhyNot {
		j.Recommendation.WhyNot = append(j.Recommendation.WhyNot, remarkJSON{one.Model, one.Text})
	}
	for _, res := range v.Results {
		if res.Failure != nil && res.Failure.Kind != run.KindStopped {
			j.Failed++
		}
	}
	for _, b := range v.Baselines {
		j.Baselines = append(j.Baselines, newBaselineJSON(b))
	}
	if len(j.Baselines) > 0 {
		j.Baseline = &j.Baselines[0]
	}
	j.Likenesses = likenessesJSON(v)
	for _, p := range v.Points {
		j.Points = append(j.Points, newPointJSON(v, p))
	}
	return j
}

// measuredSpec is that of a run that figures are made from: a warm-up runs
// before the scale is settled. Where work grows with p it is that of one worker.
func measuredSpec(v figures.View) (spec run.Spec, ok bool) {
	for _, r := range v.Results {
		if !r.Spec.WarmUp {
			spec = r.Spec
			if v.Plan.Mode == sweep.Weak {
				spec.Scale /= float64(max(1, spec.Workers))
			}
			return spec, true
		}
	}
	return run.Spec{}, false
}

func lawsJSON(all []figures.ModelLaws) []lawJSON {
	laws := []lawJSON{}
	for _, m := range all {
		name := m.Runtime + "/" + m.Model
		for _, f := range m.Fits {
			laws = append(laws, newLawJSON(name, f))
		}
		for _, why := range m.Refused {
			laws = append(laws, lawJSON{Law: lawOf(why), Model: name, Warnings: []string{}, Refused: why})
		}
	}
	return laws
}

// lawOf is the law that a refusal begins with; "" for one of another release.
func lawOf(refused string) string {
	for _, name := range scaling.Laws {
		if strings.HasPrefix(strings.ToLower(refused), name) {
			return name
		}
	}
	return ""
}

func newLawJSON(model string, f *scaling.Fit) lawJSON {
	j := lawJSON{
		Law: f.Law, Model: model, Params: map[string]paramJSON{}, R2: number(f.R2, true), N: f.N, Warnings: orEmpty(f.Warnings),
	}
	for _, p := range f.Params {
		j.Params[p.Name] = paramJSON{number(p.Value, true), number(p.Interval.Low, true), number(p.Interval.High, true), p.Meaning}
	}
	if f.Peak != nil {
		j.Peak = number(f.Peak.Workers, true)
	}
	return j
}

func modeName(m sweep.Mode) string {
	if m == sweep.Strong {
		return planning.Strong
	}
	return string(m)
}

func againstName(of sweep.Against) string {
	for name, against := range againsts {
		if against == of {
			return name
		}
	}
	return string(of)
}

// orNull is null in JSON when there is nothing to say.
func orNull(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}

// unstableOf are the findings about a point's times, as sentences.
func unstableOf(s scaling.Stability) []string {
	said := []string{}
	for _, f := range s.Findings {
		said = append(said, f.Text)
	}
	return said
}

// partsJSON are the parts of a point's overhead by their names, and the speedup
// that the point would have without each; null without a baseline.
func partsJSON(v figures.View, p sweep.Point) (seconds, whatIf map[string]*float64) {
	for _, part := range adviser.PartsOf(v, p) {
		if seconds == nil {
			seconds, whatIf = map[string]*float64{}, map[string]*float64{}
		}
		seconds[part.Key], whatIf[part.Key] = number(part.Seconds, true), number(part.WhatIf, true)
	}
	return seconds, whatIf
}
