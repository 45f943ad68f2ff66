package cli

import (
	"weft/app/lawfile"
	"weft/charts/scaling"
)

// fitJSON is what weft fit --json prints. What there is none of is null.
type fitJSON struct {
	Law         string               `json:"law"`
	Params      map[string]paramJSON `json:"params"`
	Peak        *float64             `json:"peak"`      // workers, not rounded
	PeakLow     *float64             `json:"peak_low"`  // its 95 % interval
	PeakHigh    *float64             `json:"peak_high"` // null when it may have no end
	PeakValue   *float64             `json:"peak_value"`
	Limit       *float64             `json:"limit"` // what the curve comes close to; null when nothing bounds it
	R2          *float64             `json:"r2"`
	N           int                  `json:"n"`        // values fitted to
	Distinct    int                  `json:"distinct"` // different numbers of workers
	Largest     int                  `json:"largest"`  // of them
	Unit        string               `json:"unit"`     // of the curve
	Baseline    string               `json:"baseline"`
	Predictions []predictionJSON     `json:"predictions"`
	Warnings    []string             `json:"warnings"`
	Refused     string               `json:"refused,omitempty"` // why there is no fit
	Series      string               `json:"series,omitempty"`  // which of several
	AICc        *float64             `json:"aicc,omitempty"`    // on logarithms of the speeds; lower describes better
	Read        []string             `json:"read,omitempty"`    // what was taken for what
	Others      []fitJSON            `json:"others,omitempty"`  // the other laws, and the other series
}

// fitsJSON is one object for all fits of a file: the first, with the others in it.
func fitsJSON(t lawfile.Table, reports []fitReport) fitJSON {
	first := reports[0].json()
	first.Read = t.Read
	for _, r := range reports[1:] {
		first.Others = append(first.Others, r.json())
	}
	return first
}

type paramJSON struct {
	Value   *float64 `json:"value"`
	Low     *float64 `json:"low"`
	High    *float64 `json:"high"`
	Meaning string   `json:"meaning"`
}

type predictionJSON struct {
	Workers      float64  `json:"workers"`
	Measured     *float64 `json:"measured"`
	Value        *float64 `json:"value"`
	Low          *float64 `json:"low"`
	High         *float64 `json:"high"`
	Speedup      *float64 `json:"speedup"`
	SpeedupLow   *float64 `json:"speedup_low"`
	SpeedupHigh  *float64 `json:"speedup_high"`
	Extrapolated bool     `json:"extrapolated"`
}

func (r *fitReport) json() fitJSON {
	j := fitJSON{
		Law: r.law, Params: map[string]paramJSON{}, Unit: r.unit(), Baseline: r.baseline(),
		Predictions: []predictionJSON{}, Warnings: []string{}, Refused: string(r.refused), Series: r.name,
	}
	if r.choice != nil {
		j.AICc = number(r.choice.aicc, true)
	}
	for _, point := range r.series.Points {
		j.N += len(point.Values)
		j.Distinct++
		j.Largest = max(j.Largest, point.Workers)
	}
	f := r.fit
	if f == nil {
		return j
	}
	j.R2, j.N, j.Distinct, j.Warnings = number(f.R2, true), f.N, f.Distinct, orEmpty(f.Warnings)
	for _, p := range f.Params {
		j.Params[p.Name] = paramJSON{number(p.Value, true), number(p.Interval.Low, true), number(p.Interval.High, true), p.Meaning}
	}
	j.addPeak(f)
	for _, p := range r.predictions {
		j.Predictions = append(j.Predictions, predictionJSON{
			Workers: p.workers, Measured: number(p.measured, true), Value: number(p.value, true), Low: number(p.low, true), High: number(p.high, true),
			Speedup: number(p.speedup, true), SpeedupLow: number(p.speedLow, true), SpeedupHigh: number(p.speedHigh, true),
			Extrapolated: p.workers > float64(f.Largest),
		})
	}
	return j
}

func (j *fitJSON) addPeak(f *scaling.Fit) {
	limit, _, _ := f.Limit()
	j.Limit = number(limit, true)
	if p := f.Peak; p != nil {
		j.Peak, j.PeakValue = number(p.Workers, true), number(p.Value, true)
		j.PeakLow, j.PeakHigh = number(p.Interval.Low, true), number(p.Interval.High, true)
	}
}
