package session

import "os"

// dataDir is %LocalAppData%.
func dataDir() (string, error) { return os.UserCacheDir() }
