package input

import "weft/workloads"

// vocabulary is what texts are made of.
var vocabulary = [...]string{
	"thread", "task", "worker", "queue", "lane", "fibre", "loom", "weft", "warp", "shuttle", "pattern", "cloth", "signal", "clock", "cache", "core",
	"memory", "page", "process", "channel", "lock", "barrier", "future", "promise", "event", "loop", "timer", "socket", "stream", "buffer", "stack", "heap",
	"the", "a", "of", "and", "in", "to", "with", "over", "under", "between", "waits", "runs", "shares", "sends", "takes", "gives", "wakes", "sleeps",
	"fast", "slow", "even", "uneven", "shared", "private", "busy", "idle", "small", "large", "early", "late", "open", "closed",
}

// Words is an endless text: splitmix64 picks one word after the other.
type Words struct{ state uint64 }

// NewWords begins the text that is fixed by seed.
func NewWords(seed uint64) *Words { return &Words{state: seed} }

// Number is a number that the text goes on with, in place of a word.
func (w *Words) Number() uint64 {
	w.state += 0x9e3779b97f4a7c15
	return workloads.Mix(w.state)
}

// Next is the next word.
func (w *Words) Next() string { return vocabulary[w.Number()%uint64(len(vocabulary))] }

// Text is size bytes of the text that is fixed by seed: words with a space after each.
func Text(size int, seed uint64) []byte {
	words := NewWords(seed)
	text := make([]byte, 0, size+32)
	for len(text) < size {
		text = append(append(text, words.Next()...), ' ')
	}
	return text[:size]
}
