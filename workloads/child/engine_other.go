//go:build !windows

package child

const engineName = "weft-engine"
