package doctor

import (
	"fmt"
	"strings"

	"weft/internal/text"
	"weft/workloads/runtimes"
)

// pythonVariable may name the interpreters to look at, or say off.
const pythonVariable = "WEFT_PYTHON"

// always is the runtime that is built in.
const always = "go"

// pythons tells about each runtime beside Go; named is what the variable says.
func pythons(all []*runtimes.Runtime, named string) []Finding {
	var found []Finding
	for _, r := range all {
		if r.Name != always {
			found = append(found, python(r))
		}
	}
	if len(found) > 0 {
		return found
	}
	f := Finding{Name: "Python", State: Note, Found: "No Python was found.", Advice: "To compare with Python, install 3.8 or newer (python.org, apt, uv, pyenv)."}
	if named != "" {
		f.Found = fmt.Sprintf("No Python was found: the variable %s says %q.", pythonVariable, named)
		f.Advice = "Take the variable away to have the usual places looked at."
	}
	return []Finding{f}
}

// python tells what one runtime is, which of its models it can't run, and what
// would help.
func python(r *runtimes.Runtime) Finding {
	f := Finding{Name: r.Name, State: OK, Found: text.Sentence(r.About)}
	if r.Missing != "" {
		f.State, f.Found = Note, text.Sentence(r.About+" can't be used: "+r.Missing)
		f.Advice = "Leave it, or install a newer one: other runtimes are not affected."
		return f
	}
	var missing []string
	for _, m := range r.Models {
		if m.InTurn() && m.Worker == runtimes.Thread && !strings.Contains(f.Found, "GIL") {
			f.Found += " Its threads share a GIL."
		}
		if m.Missing != "" {
			missing = append(missing, m.Name)
		}
	}
	if len(missing) == 0 {
		f.Found += " It can run all models."
		return f
	}
	f.Found += fmt.Sprintf(" It can run %d of %d models, not %s.", len(r.Models)-len(missing), len(r.Models), strings.Join(missing, ", "))
	if r.More != "" {
		f.Advice = "For libraries that are missing, give: " + r.More
	}
	return f
}
