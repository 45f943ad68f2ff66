package charts_test

import (
	"fmt"
	"os"
	"path/filepath"

	"weft/charts"
	"weft/charts/curves"
	"weft/charts/draw"
	"weft/charts/save"
)

func Example() {
	figure := charts.Speedup{
		Basis: curves.Basis{Cores: 2, Workers: []int{4}, Baseline: "sequential", Warm: true},
		Curves: []curves.Curve{{Model: draw.Model{ID: "process-pool", Label: "process pool"}, Points: []curves.Point{
			{Workers: 1, Value: 0.98, Low: 0.97, High: 0.99, N: 9},
			{Workers: 2, Value: 1.91, Low: 1.88, High: 1.94, N: 9},
		}}},
	}
	img, marks := charts.Render(figure, 480, 260, 2, draw.Dark())
	fmt.Println(img.Bounds().Size())
	for _, m := range marks {
		fmt.Println(m.Heading, m.Lines)
	}
	// Output:
	// (960,520)
	// process pool, p = 1 [0.98x (0.97 to 0.99) n = 9]
	// process pool, p = 2 [1.91x (1.88 to 1.94) n = 9]
}

func ExampleSave() {
	folder, err := os.MkdirTemp("", "charts")
	if err != nil {
		fmt.Println(err)
		return
	}
	defer func() { _ = os.RemoveAll(folder) }()
	figure := charts.Memory{Times: []float64{0, 0.1}, Bytes: []float64{11e6, 25e6}, Label: "PSS"}
	export := save.Export{Theme: draw.Print(), Footer: []string{"2 cores, 24 GB, go1.26"}}
	path := filepath.Join(folder, "memory.csv")
	if err := save.Save(path, figure, export); err != nil {
		fmt.Println(err)
		return
	}
	text, err := os.ReadFile(filepath.Clean(path))
	fmt.Print(string(text), err)
	// Output:
	// # Memory, of the engine's tree, PSS, peak 25.0 MB
	// # 2 cores, 24 GB, go1.26
	// time_s,bytes
	// 0,11000000
	// 0.1,25000000
	// <nil>
}
