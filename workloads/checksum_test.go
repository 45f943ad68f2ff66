package workloads

import "testing"

func TestSign(t *testing.T) {
	if Sign(1, 2)+Sign(2, 1) == Sign(1, 1)+Sign(2, 2) {
		t.Error("two results that change places leave the checksum as it was")
	}
	if Mix(0) != 0 || Mix(1) != 0x5692161d100b05e5 {
		t.Errorf("Mix(1) is %#x", Mix(1))
	}
	// Bytes count one by one, in order, up to the last.
	base := SumBytes([]byte("0123456789a"))
	for _, other := range []string{"0123456789b", "1023456789a", "0123456789", "0123456789a\x00"} {
		if SumBytes([]byte(other)) == base {
			t.Errorf("%q has the same checksum as its neighbour", other)
		}
	}
}
