package places

import "os"

// dataPlace is %LocalAppData%.
func dataPlace() (string, error) { return os.UserCacheDir() }

// logPlace is %LocalAppData%, too.
func logPlace() (string, error) { return os.UserCacheDir() }

// logFolder lies below the program's own folder, beside the sessions.
var logFolder = []string{"logs"}
