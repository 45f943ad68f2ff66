// Package sweep executes many runs of one workload and says what they have in
// common: a plan of models, worker counts and repetitions (plan.go), its order
// (order.go), the sweep itself (sweep.go), and the points of the curves that
// its results give (points.go). It knows nothing of intervals, laws or drawing:
// those belong to the charts.
package sweep
