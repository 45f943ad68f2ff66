package worker

import (
	"bufio"
	"bytes"
	"testing"

	"pgregory.net/rapid"

	"weft/workloads/model/lane"
)

func TestWireRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var pipe bytes.Buffer
		w, r := bufio.NewWriter(&pipe), bufio.NewReader(&pipe)
		payload := rapid.SliceOf(rapid.Byte()).Draw(t, "payload")
		sent := Reply{says: saysDone, Task: rapid.IntRange(0, 1<<31).Draw(t, "task"), size: len(payload), Record: lane.Record{
			Sum: rapid.Uint64().Draw(t, "sum"), Start: rapid.Int64().Draw(t, "start"), End: rapid.Int64().Draw(t, "end"),
			CPU: rapid.Int64().Draw(t, "cpu"), Wait: rapid.Int64().Draw(t, "wait"), Lock: rapid.Int64().Draw(t, "lock"),
			GIL: rapid.Int64().Draw(t, "gil"), Transfer: rapid.Int64().Draw(t, "transfer"),
		}, handed: rapid.Int64().Draw(t, "handed")}
		ask := Request{Ask: AskTask, Task: sent.Task, size: len(payload)}
		if err := writeRequest(w, ask, payload); err != nil {
			t.Fatal(err)
		}
		if err := writeReply(w, &sent, payload); err != nil {
			t.Fatal(err)
		}
		if err := w.Flush(); err != nil {
			t.Fatal(err)
		}
		asked, err := readRequest(r)
		if err != nil || asked != ask {
			t.Fatalf("got request %+v, %v, want %+v", asked, err, ask)
		}
		if _, err := r.Discard(asked.size); err != nil {
			t.Fatal(err)
		}
		var got Reply
		if err := readReply(r, &got); err != nil || got != sent {
			t.Fatalf("got reply %+v, %v, want %+v", got, err, sent)
		}
	})
}

func FuzzReadReply(f *testing.F) {
	f.Add([]byte("something that a workload printed\n"))
	f.Add(make([]byte, replyBytes))
	f.Fuzz(func(t *testing.T, text []byte) {
		var r Reply
		err := readReply(bufio.NewReader(bytes.NewReader(text)), &r)
		if err == nil && (r.size < 0 || r.size > maxFrame) {
			t.Errorf("a reply of %d bytes was taken", r.size)
		}
	})
}

func FuzzReadRequest(f *testing.F) {
	f.Add(make([]byte, requestBytes))
	f.Fuzz(func(t *testing.T, text []byte) {
		r, err := readRequest(bufio.NewReader(bytes.NewReader(text)))
		if err == nil && (r.size < 0 || r.size > maxFrame) {
			t.Errorf("a request of %d bytes was taken", r.size)
		}
	})
}
