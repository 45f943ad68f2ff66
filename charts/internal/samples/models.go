package samples

import "weft/charts/draw"

// Models are as many as a figure may have to show at once, each with a look of
// its own.
func Models() []draw.Model {
	model := func(id string, dark, light uint32, dash, marker, turn string) draw.Model {
		return draw.Model{ID: id, Look: draw.Look{Dark: dark, Light: light, Dash: dash, Marker: marker}, Turn: turn}
	}
	return []draw.Model{
		model("sequential", 0xa6abb3, 0x686e78, "", "bar", ""),
		model("threads", 0xcc79a7, 0xb0558a, "93", "triangle down", ""),
		model("thread-pool", 0xe69f00, 0xb57a00, "63", "square", ""),
		model("gil-threads", 0xd55e00, 0xcc5500, "7323", "triangle", "the GIL"),
		model("goroutines", 0xf0e442, 0x948300, "42", "star", ""),
		model("goroutine-pool", 0x9d8cff, 0x5b48c8, "8222", "hexagon", ""),
		model("event-loop", 0x00a878, 0x008a63, "22", "diamond", "the loop"),
		model("processes", 0x4fd0d8, 0x0a8590, "53", "ring", ""),
		model("process-pool", 0x56b4e9, 0x0072b2, "", "circle", ""),
		model("shared-memory", 0xb5835a, 0x8a5a33, "4222", "plus", ""),
		model("hybrid", 0xa3c94a, 0x5c8018, "83", "triangle right", "the loop"),
	}
}

// Model is the one of [Models] with that ID, under a label; of an ID that is
// not there, one that looks like nothing.
func Model(id, label string) draw.Model {
	for _, m := range Models() {
		if m.ID == id {
			m.Label = label
			return m
		}
	}
	return draw.Model{ID: id, Label: label}
}

// realThreads is a thread pool of another runtime: it looks as the one at home
// does, but for an outlined marker and dashes of its runtime.
func realThreads() draw.Model {
	m := Model("thread-pool", "thread pool, Python 3.11")
	m.ID, m.Look.Dash, m.Look.Outlined = "python3.11/thread-pool", "13", true
	return m
}
