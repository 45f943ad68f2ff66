// Package scaling holds the numbers behind the figures: medians, speedup,
// efficiency and overhead, the parts an overhead is made of, round axes, and
// the thinning of long series. It is pure maths on plain values: it draws
// nothing, reads nothing, keeps no state, and imports nothing of this project.
package scaling
