package dialogs

import (
	"net/url"
	"testing"
)

func TestFolderAddresses(t *testing.T) {
	for path, want := range map[string]string{"/a b/ü": "file:///a%20b/%C3%BC", "C:/x": "file:///C:/x"} {
		if got := fileURL(path); got.String() != want {
			t.Errorf("%s has the address %s, want %s", path, got, want)
		}
	}
	if u, err := url.Parse(fileURL("/a%b").String()); err != nil || u.Path != "/a%b" {
		t.Errorf("%v, %v", u, err)
	}
}
