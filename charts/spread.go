package charts

import (
	"cmp"
	"slices"
)

// spread moves wished positions of labels apart so that neighbours are at least
// gap apart and all lie within low to high, moving them as little as it can
// (least squares, by merging neighbours that touch into blocks). Labels keep
// their order. When they cannot all fit, they share the room evenly.
func spread(wished []float64, gap, low, high float64) []float64 {
	n := len(wished)
	if n == 0 {
		return nil
	}
	if n > 1 && float64(n-1)*gap > high-low {
		gap = max(high-low, 0) / float64(n-1)
	}
	order := make([]int, n)
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(wished[a], wished[b]) })

	type block struct {
		count int
		sum   float64 // of each member's wish less its offset in the block
		start float64
	}
	place := func(b *block) {
		last := high - float64(b.count-1)*gap
		b.start = max(min(b.sum/float64(b.count), last), low)
	}
	var blocks []block
	for _, i := range order {
		b := block{count: 1, sum: wished[i]}
		place(&b)
		for len(blocks) > 0 {
			before := blocks[len(blocks)-1]
			if before.start+float64(before.count)*gap <= b.start {
				break
			}
			b = block{count: before.count + b.count, sum: before.sum + b.sum - float64(b.count)*float64(before.count)*gap}
			place(&b)
			blocks = blocks[:len(blocks)-1]
		}
		blocks = append(blocks, b)
	}

	placed := make([]float64, n)
	next := 0
	for _, b := range blocks {
		for k := range b.count {
			placed[order[next]] = b.start + float64(k)*gap
			next++
		}
	}
	return placed
}
