package shm

import "os"

// anonymous is a temporary file whose name is gone before it is used.
func anonymous() (*os.File, error) {
	file, err := os.CreateTemp("", "weft-")
	if err != nil {
		return nil, err
	}
	if err := os.Remove(file.Name()); err != nil {
		_ = file.Close()
		return nil, err
	}
	return file, nil
}
