// Package sweep executes many runs of one workload and says what they have in
// common. A plan (plan.go, mode.go, check.go, pairs.go) says what is compared;
// calibrate.go settles how much work it is; agenda.go decides which run comes
// next, so that repetitions go where intervals are widest; sweep.go makes the
// runs; summarise.go, baseline.go and warnings.go sum their results up as the
// points of the curves. It takes its statistics from the pure maths in
// weft/charts/scaling, and knows nothing of laws, figures or advice.
package sweep
