package worker

import (
	"testing"
	"time"

	"weft/workloads/model/lane"
)

func TestHandingOverCountsWithTheTaskBefore(t *testing.T) {
	began := time.Now()
	p := &Process{zero: began}
	var job [2]lane.Record
	first, second, third := Reply{handed: 7}, Reply{handed: 30}, Reply{handed: 30}
	first.Record = lane.Record{Start: 100, End: 200, Transfer: 5}
	second.Record = lane.Record{Start: 300, End: 400}
	p.handedOver(&first) // there is no task before
	p.Fill(&job[0], &first.Record, 1, began)
	p.handedOver(&second)
	p.Fill(&job[1], &second.Record, 1, began)
	p.HandedOverBy(410) // the result was there then
	p.handedOver(&third)
	if r := job[0]; r.Transfer != 5+30 || r.End != 230 || r.Lane != 1 || !r.Done {
		t.Errorf("the first record is %+v", r)
	}
	if r := job[1]; r.Transfer != 10 || r.End != 410 {
		t.Errorf("the second record is %+v", r)
	}
}
