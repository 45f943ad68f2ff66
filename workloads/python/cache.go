package python

import (
	"encoding/json"
	"errors"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"sync"
)

// cache remembers what interpreters answered, so that they are asked once as
// long as their files stay as they are. Failures are asked again.
type cache struct {
	file string // "" remembers nothing

	mu      sync.Mutex
	before  map[string]remembered
	present map[string]remembered // of the interpreters that were met
	changed bool
}

// remembered is an answer, and the file that gave it. Question is the hash of
// what was asked: another release asks something else.
type remembered struct {
	Size     int64  `json:"size"`
	Modified int64  `json:"modified_ns"`
	Question string `json:"question"`
	Facts    facts  `json:"facts"`
}

// openCache reads what is remembered. A file that can't be read is as good as none.
func openCache(file string) *cache {
	c := &cache{file: file, before: map[string]remembered{}, present: map[string]remembered{}}
	if file == "" {
		return c
	}
	text, err := os.ReadFile(file)
	if errors.Is(err, fs.ErrNotExist) {
		return c
	}
	if err == nil {
		err = json.Unmarshal(text, &c.before)
	}
	if err != nil {
		slog.Debug("reading what is known of Pythons", "error", err)
		c.before = map[string]remembered{}
	}
	return c
}

// get returns what is remembered of a candidate, or else what asking it says.
func (c *cache) get(of candidate, ask func() interpreter) interpreter {
	info, err := os.Stat(of.path)
	if err != nil || of.shim() { // what a shim chooses may change while it does not
		return ask()
	}
	now := remembered{Size: info.Size(), Modified: info.ModTime().UnixNano(), Question: hashOf(question)}
	c.mu.Lock()
	known, ok := c.before[of.path]
	c.mu.Unlock()
	now.Facts = known.Facts
	if !ok || known.Size != now.Size || known.Modified != now.Modified || known.Question != now.Question {
		answer := ask()
		if answer.Version == "" {
			return answer
		}
		now.Facts = answer.facts
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.present[of.path] = now
	c.changed = c.changed || !ok || known.Modified != now.Modified || known.Size != now.Size || known.Question != now.Question
	return judge(interpreter{candidate: of, facts: now.Facts})
}

// save writes what is remembered when there is something new: also of
// interpreters that were not asked for this time, while they are there.
func (c *cache) save() {
	if c.file == "" || !c.changed {
		return
	}
	for path, known := range c.before {
		if _, asked := c.present[path]; !asked && runnable(path) {
			c.present[path] = known
		}
	}
	if err := c.write(); err != nil {
		slog.Debug("saving what is known of Pythons", "error", err)
	}
}

func (c *cache) write() error {
	text, err := json.Marshal(c.present)
	if err != nil {
		return err
	}
	folder := filepath.Dir(c.file)
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return err
	}
	f, err := os.CreateTemp(folder, "pythons-*")
	if err != nil {
		return err
	}
	_, err = f.Write(text)
	if err = errors.Join(err, f.Close()); err == nil {
		err = os.Rename(f.Name(), c.file)
	}
	if err != nil {
		return errors.Join(err, os.Remove(f.Name()))
	}
	return nil
}
