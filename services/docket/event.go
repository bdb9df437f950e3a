package docket

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"hash"
	"time"

	"yanlu/services/lifecycle"
)

// Event is one act on record. Body is a JSON merge patch (RFC 7386) to the facts, kept byte for byte.
type Event struct {
	Subject   string
	Seq       int64
	Machine   lifecycle.Machine
	Event     lifecycle.Event
	Source    lifecycle.State
	Target    lifecycle.State
	Role      lifecycle.Role
	Person    string // empty for the system and the public
	Org       string
	At        time.Time
	Cause     string // rule id, or the timer or event a system act rests on
	Body      string
	Snapshot  []byte // SHA-256 of what was laid before this gate, or nil
	RequestID string
	Prev      []byte
	Hash      []byte
}

// Seal computes the hash that chains an event to the one before: SHA-256 over
// every field, each preceded by its length so that no two events share a form.
func (e *Event) Seal() []byte {
	h := sha256.New()
	var n [8]byte
	binary.BigEndian.PutUint64(n[:], uint64(e.Seq))
	h.Write(n[:])
	for _, s := range []string{
		e.Subject, string(e.Machine), string(e.Event), string(e.Source), string(e.Target), string(e.Role),
		e.Person, e.Org, e.At.UTC().Format(time.RFC3339Nano), e.Cause, e.Body, e.RequestID,
	} {
		writeSized(h, []byte(s))
	}
	writeSized(h, e.Snapshot)
	writeSized(h, e.Prev)
	return h.Sum(nil)
}

func writeSized(h hash.Hash, b []byte) {
	var n [8]byte
	binary.BigEndian.PutUint64(n[:], uint64(len(b)))
	h.Write(n[:])
	h.Write(b)
}

// Mismatch says what a verification found.
type Mismatch struct {
	Subject string `json:"subject"`
	Seq     int64  `json:"seq"`
	What    string `json:"what"`
}

func (m *Mismatch) Error() string { return fmt.Sprintf("%s #%d: %s", m.Subject, m.Seq, m.What) }

// Fold applies one event to a record (the zero Record before the first). It
// returns *Mismatch when the event does not continue the chain or breaks the law.
func Fold(r Record, e Event) (Record, error) {
	bad := func(format string, args ...any) (Record, error) {
		return Record{}, &Mismatch{e.Subject, e.Seq, fmt.Sprintf(format, args...)}
	}
	switch {
	case e.Seq != r.Seq+1:
		return bad("follows #%d", r.Seq)
	case string(e.Prev) != string(r.Head):
		return bad("does not continue the hash chain")
	case string(e.Seal()) != string(e.Hash):
		return bad("hash does not match the content")
	case e.Source != r.State || (r.Seq > 0 && (e.Machine != r.Machine || e.Subject != r.ID)):
		return bad("leaves %s, but the record is in %s", e.Source, r.State)
	}
	if _, err := lifecycle.Apply(e.Machine, e.Source, e.Event, e.Role, e.Target); err != nil {
		return bad("%v", err)
	}
	var patch map[string]any
	if err := json.Unmarshal([]byte(e.Body), &patch); err != nil {
		return bad("body: %v", err)
	}
	law := lifecycle.Of(e.Machine)
	standing, _ := law.Standing(e.Target)
	out := r
	out.ID, out.Machine, out.State, out.Terminal = e.Subject, e.Machine, e.Target, standing.Terminal
	out.Seq, out.Head = e.Seq, e.Hash
	if r.Seq == 0 {
		out.OpenedAt = e.At
	}
	if r.State != e.Target || r.Seq == 0 {
		out.Since = e.At
	}
	if standing.Terminal && out.EndedAt == nil {
		at := e.At
		out.EndedAt = &at
	}
	out.Facts = MergePatch(r.Facts, patch)
	return out, nil
}

// MergePatch applies an RFC 7386 patch and returns a new value; the inputs are not changed.
func MergePatch(base map[string]any, patch map[string]any) map[string]any {
	out := make(map[string]any, len(base)+len(patch))
	for k, v := range base {
		out[k] = v
	}
	for k, v := range patch {
		switch p := v.(type) {
		case nil:
			delete(out, k)
		case map[string]any:
			old, _ := out[k].(map[string]any)
			out[k] = MergePatch(old, p)
		default:
			out[k] = v
		}
	}
	return out
}
