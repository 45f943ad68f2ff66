package scaling

import "sync"

// memo remembers what depends on nothing but a whole number, such as how many
// values there are, and takes a while to find out. It may be used by several
// goroutines; what it returns must not be changed.
type memo[V any] struct {
	find  func(n int) V
	mu    sync.Mutex
	known map[int]V
}

// of is what was found for n.
func (m *memo[V]) of(n int) V {
	m.mu.Lock()
	defer m.mu.Unlock()
	v, there := m.known[n]
	if !there {
		if v = m.find(n); m.known == nil {
			m.known = map[int]V{}
		}
		m.known[n] = v
	}
	return v
}
