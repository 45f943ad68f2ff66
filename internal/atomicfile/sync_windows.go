package atomicfile

// SyncFolder has nothing to do: Windows syncs no folders, and NTFS has names in
// a journal.
func SyncFolder(string) {}
