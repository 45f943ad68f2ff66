package doctor

import (
	"fmt"
	"strings"

	"weft/internal/text"
	"weft/workloads/runtimes"
)

// runtimesHere tells about each runtime beside the one at home, and of families
// of which none is here.
func runtimesHere(all []runtimes.Here) []Finding {
	var found []Finding
	for _, family := range all {
		if family.Home != "" {
			continue
		}
		for _, r := range family.Found {
			found = append(found, whatIs(r))
		}
		if len(family.Found) == 0 && family.Absent != nil {
			f := Finding{Name: family.Name, State: Note}
			f.Found, f.Advice = family.Absent()
			found = append(found, f)
		}
	}
	return found
}

// whatIs tells what one runtime is, which of its models it can't run, and what
// would help.
func whatIs(r *runtimes.Runtime) Finding {
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
