package python

import (
	"encoding/json"
	"errors"
	"io/fs"
	"log/slog"
	"maps"
	"os"
	"path/filepath"
	"sync"

	"weft/internal/atomicfile"
)

// cache remembers what interpreters answered, so that they are asked once as
// long as their files, and the folders of their libraries, stay as they are.
// Failures are asked again.
type cache struct {
	file string // "" remembers nothing

	mu      sync.Mutex
	Answers shelf[facts]   `json:"answers"`
	Imports shelf[imports] `json:"imports"`
}

// shelf holds one kind of answers, by the path of the interpreter.
type shelf[T any] struct {
	Known   map[string]remembered[T] `json:"known"`
	changed bool
}

// remembered is an answer, and what it was true of.
type remembered[T any] struct {
	Stamp  stamp `json:"stamp"`
	Answer T     `json:"answer"`
}

// stamp tells whether an interpreter is still what it was. Question is the hash
// of what was asked: another release asks something else. Installing a library
// changes nothing of the interpreter's file, but its folder.
type stamp struct {
	Size     int64            `json:"size"`
	Modified int64            `json:"modified_ns"`
	Question string           `json:"question"`
	Places   map[string]int64 `json:"places"` // when folders of libraries were modified, ns; 0 for none
}

// stampOf is the stamp of an interpreter as it is now.
func stampOf(path, question string, places []string) (stamp, error) {
	info, err := os.Stat(path)
	if err != nil {
		return stamp{}, err
	}
	s := stamp{Size: info.Size(), Modified: info.ModTime().UnixNano(), Question: hashOf(question), Places: map[string]int64{}}
	for _, place := range places {
		s.Places[place] = 0
		if info, err := os.Stat(place); err == nil {
			s.Places[place] = info.ModTime().UnixNano()
		}
	}
	return s, nil
}

func (s stamp) same(as stamp) bool {
	return s.Size == as.Size && s.Modified == as.Modified && s.Question == as.Question && maps.Equal(s.Places, as.Places)
}

// openCache reads what is remembered. A file that can't be read is as good as none.
func openCache(file string) *cache {
	c := &cache{file: file}
	if file != "" {
		text, err := os.ReadFile(file)
		if err == nil {
			err = json.Unmarshal(text, c)
		}
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			slog.Debug("reading what is known of Pythons", "error", err)
			c = &cache{file: file}
		}
	}
	if c.Answers.Known == nil {
		c.Answers.Known = map[string]remembered[facts]{}
	}
	if c.Imports.Known == nil {
		c.Imports.Known = map[string]remembered[imports]{}
	}
	return c
}

// get returns what is remembered of a candidate, or else what asking it says.
func (c *cache) get(of candidate, ask func() interpreter) interpreter {
	if of.shim() { // what a shim chooses may change while it does not
		return ask()
	}
	if known, ok := recall(c, &c.Answers, of.path); ok {
		now, err := stampOf(of.path, question, known.Answer.Places)
		if err == nil && now.same(known.Stamp) {
			return judge(interpreter{candidate: of, facts: known.Answer})
		}
	}
	answer := ask()
	if now, err := stampOf(of.path, question, answer.Places); err == nil && answer.Version != "" {
		keep(c, &c.Answers, of.path, remembered[facts]{now, answer.facts})
	}
	return answer
}

// imports returns what is remembered of an interpreter's libraries, or else what
// asking it says; with ask nil that is nothing. ok is false when nothing is known.
func (c *cache) imports(i interpreter, ask func() (imports, bool)) (found imports, ok bool) {
	path := i.program()
	now, err := stampOf(path, importQuestion, i.Places)
	if err != nil {
		return imports{}, false
	}
	if known, ok := recall(c, &c.Imports, path); ok && known.Stamp.same(now) {
		return known.Answer, true
	}
	if ask == nil {
		return imports{}, false
	}
	if found, ok = ask(); ok {
		keep(c, &c.Imports, path, remembered[imports]{now, found})
	}
	return found, ok
}

func recall[T any](c *cache, s *shelf[T], path string) (remembered[T], bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	known, ok := s.Known[path]
	return known, ok
}

func keep[T any](c *cache, s *shelf[T], path string, answer remembered[T]) {
	c.mu.Lock()
	defer c.mu.Unlock()
	s.Known[path] = answer
	s.changed = true
}

// save writes what is remembered when there is something new, without the
// interpreters that have gone.
func (c *cache) save() {
	if c.file == "" || !c.Answers.changed && !c.Imports.changed {
		return
	}
	maps.DeleteFunc(c.Answers.Known, func(path string, _ remembered[facts]) bool { return !runnable(path) })
	maps.DeleteFunc(c.Imports.Known, func(path string, _ remembered[imports]) bool { return !runnable(path) })
	text, err := json.Marshal(c)
	if err == nil {
		err = replaceFile(c.file, text)
	}
	if err != nil {
		slog.Debug("saving what is known of Pythons", "error", err)
	}
}

// replaceFile writes a file that only this person can read, all at once.
func replaceFile(file string, text []byte) error {
	if err := os.MkdirAll(filepath.Dir(file), 0o700); err != nil {
		return err
	}
	return atomicfile.WriteBytes(file, atomicfile.Owner, text)
}
