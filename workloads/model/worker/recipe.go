package worker

import "weft/workloads"

// Recipe is all that another process needs to build the same batch.
type Recipe struct {
	Workload string           `json:"workload"`
	Values   workloads.Values `json:"values"`
	Scale    float64          `json:"scale"`
	TempDir  string           `json:"temp_dir"`
	Pages    string           `json:"pages,omitempty"`
}

// Build prepares the batch, in a worker process without its data.
func (r Recipe) Build(worker bool) (*workloads.Batch, error) {
	w, err := workloads.ByName(r.Workload)
	if err != nil {
		return nil, err
	}
	return w.Build(workloads.Env{TempDir: r.TempDir, Pages: r.Pages, Worker: worker}, r.Values, r.Scale)
}
