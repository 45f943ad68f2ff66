package cli

import (
	"path/filepath"
	"strings"
	"testing"

	"weft/workloads/python/pythontest"
	"weft/workloads/runtimes"
)

func TestPythonsAreNamed(t *testing.T) {
	withPythons(t)
	out := weft(t, "python").want(t, statusOK).out
	if !strings.Contains(out, "python3.11  CPython 3.11.2") || !strings.Contains(out, "can't be used: Python 3.6.1 is too old") {
		t.Errorf("it names\n%s", out)
	}
	t.Setenv("WEFT_PYTHON", "off")
	runtimes.Forget()
	if out := weft(t, "python").want(t, statusOK).out; !strings.Contains(out, "No Python was found") {
		t.Errorf("without any it says\n%s", out)
	}
	if said := weft(t, "python", "ad").want(t, statusUsage); !strings.Contains(said.err, "did you mean add") {
		t.Errorf("a slip of the fingers is told as %s", said.err)
	}
}

func TestPythonsAreAddedAndRemoved(t *testing.T) {
	path := pythontest.Write(t, filepath.Join(pythontest.Alone(t), "snake"), "3.95.2", "")
	if out := weft(t, "python", "add", path).want(t, statusOK).out; !strings.Contains(out, "Added CPython 3.95.2") {
		t.Errorf("adding it says %s", out)
	}
	if out := weft(t, "python").want(t, statusOK).out; !strings.Contains(out, path+" (added)") {
		t.Errorf("it is not among\n%s", out)
	}
	if said := weft(t, "python", "add", path).want(t, statusFailed); !strings.Contains(said.err, "has been added before") {
		t.Errorf("adding it again says %s", said.err)
	}
	weft(t, "python", "remove", path).want(t, statusOK)
	if said := weft(t, "python", "remove", path).want(t, statusFailed); !strings.Contains(said.err, "was not added") {
		t.Errorf("removing it again says %s", said.err)
	}
	weft(t, "python", "add").want(t, statusUsage)
}
