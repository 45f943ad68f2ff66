package sample

// Limits are what the system grants this process of the machine, as containers
// and services have them. What is not limited, or not told, is 0.
type Limits struct {
	Online int     // processors of the machine that are switched on
	Cores  float64 // cores' worth of time that may be used, 1.5 for one and a half
	Memory uint64  // bytes that may be used
}

// Limited tells what this process is granted. It never fails.
func Limited() Limits { return limited() }
