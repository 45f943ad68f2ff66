// Package scaling holds the numbers behind the figures, one subject a file:
// medians and ratios; intervals of both, and whether two can be told apart; how
// steady times are, and what disturbs them; the parts an overhead is made of;
// the laws of scaling and their fits; round axes, and the thinning of long
// series. It is pure maths on plain values: it draws nothing, reads nothing,
// keeps no state, and imports nothing of this project.
package scaling
