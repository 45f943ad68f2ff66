package laws

import "testing"

func TestAxisReachesBeyondWhatWasMeasured(t *testing.T) {
	law := Law{Workers: []float64{1, 8, 64}, Value: []float64{1, 6, 18}, Measured: 8}
	c := newChart(Figure{Laws: []Law{law}, To: 64})
	if c.measured != 8 || c.to != 64 {
		t.Fatalf("measured to %d, drawn to %d", c.measured, c.to)
	}
}
