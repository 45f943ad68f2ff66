package sample

import (
	"encoding/json"
	"runtime"
	"testing"
)

func TestDescribe(t *testing.T) {
	m := Describe()
	if m.OS != runtime.GOOS || m.Arch != runtime.GOARCH || m.Go != runtime.Version() {
		t.Errorf("the program itself is described as %s/%s %s", m.OS, m.Arch, m.Go)
	}
	if m.Logical < 1 || m.Physical < 0 || m.Physical > 4096 {
		t.Errorf("%d logical and %d physical cores", m.Logical, m.Physical)
	}
	if runtime.GOOS == "linux" && (m.Memory < 1<<26 || m.Kernel == "") {
		t.Errorf("memory %d, kernel %q", m.Memory, m.Kernel)
	}
	text, err := json.Marshal(m)
	if err != nil {
		t.Fatal(err)
	}
	var back Machine
	if err := json.Unmarshal(text, &back); err != nil || back != m {
		t.Errorf("read back as %+v (%v), was %+v", back, err, m)
	}
}

func TestAvailableIsPartOfMemory(t *testing.T) {
	if got, all := Available(), Describe().Memory; got > all || (runtime.GOOS == "linux" && got == 0) {
		t.Errorf("%d of %d are available", got, all)
	}
}
