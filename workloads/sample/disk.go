package sample

import (
	"fmt"

	"github.com/shirou/gopsutil/v3/disk"
)

// Free is the room that this person has left where a folder lies, in bytes.
func Free(folder string) (uint64, error) {
	u, err := disk.Usage(folder)
	if err != nil {
		return 0, fmt.Errorf("asking how much room %s has: %w", folder, err)
	}
	return u.Free, nil
}
