package curves

import (
	"cmp"
	"slices"
)

// labelPlacer moves labels apart so that neighbours are at least gap apart and
// all lie within low to high.
type labelPlacer struct{ gap, low, high float64 }

// labelBlock is a run of labels that touch each other.
type labelBlock struct {
	count int
	sum   float64 // of each member's wish less its offset in the block
	start float64
}

// place returns where labels stand that wish for these positions: as near to
// them as they can be (least squares, by merging neighbours that touch into
// blocks), in the same order. When they cannot all fit, they share the room evenly.
func (l labelPlacer) place(wished []float64) []float64 {
	n := len(wished)
	if n == 0 {
		return nil
	}
	if n > 1 && float64(n-1)*l.gap > l.high-l.low {
		l.gap = max(l.high-l.low, 0) / float64(n-1)
	}
	order := make([]int, n)
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(wished[a], wished[b]) })

	placed := make([]float64, n)
	next := 0
	for _, b := range l.blocks(wished, order) {
		for k := range b.count {
			placed[order[next]] = b.start + float64(k)*l.gap
			next++
		}
	}
	return placed
}

// blocks takes the wishes in the given order, and merges each with the blocks
// before it that it touches.
func (l labelPlacer) blocks(wished []float64, order []int) []labelBlock {
	var blocks []labelBlock
	for _, i := range order {
		b := l.settle(labelBlock{count: 1, sum: wished[i]})
		for len(blocks) > 0 {
			before := blocks[len(blocks)-1]
			if before.start+float64(before.count)*l.gap <= b.start {
				break
			}
			b = l.settle(labelBlock{
				count: before.count + b.count,
				sum:   before.sum + b.sum - float64(b.count)*float64(before.count)*l.gap,
			})
			blocks = blocks[:len(blocks)-1]
		}
		blocks = append(blocks, b)
	}
	return blocks
}

// settle puts a block where its members wish it on average, within the bounds.
func (l labelPlacer) settle(b labelBlock) labelBlock {
	last := l.high - float64(b.count-1)*l.gap
	b.start = max(min(b.sum/float64(b.count), last), l.low)
	return b
}
