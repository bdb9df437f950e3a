package docket

import (
	"context"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"yanlu/services/lifecycle"
)

// Command asks the door for one event.
type Command struct {
	RequestID string
	Machine   lifecycle.Machine
	Subject   string // empty when the event creates the subject
	Event     lifecycle.Event
	Etag      int64 // the sequence number the caller saw; 0 acts on whatever is current
	Actor     Actor
	Cause     string // for a system act: the rule or event that led to it
	Input     any    // the verb's input, as a typed value; part of the idempotency check

	follows bool // from an act in the same transaction (see Act.Follow): no clock is asked
}

// Receipt is the acknowledgement of an act.
type Receipt struct {
	Record Record
	Parent *Record // as it was read with the record; nil when there is none or it was not read
	Seq    int64
	Hash   []byte
	At     time.Time
	Number string // the number given to the act, such as an objection's
}

// Rule is what a context says about one event: it checks what must be on record
// and says what the event establishes. It runs inside the door's transaction, under lock.
type Rule func(ctx context.Context, a *Act) error

// Act is one event in the making.
type Act struct {
	Tx      pgx.Tx
	Now     time.Time // the server's clock, read after the locks were taken
	Record  *Record   // before the event; nil when it creates the subject
	Parent  *Record   // the call of a project, the project of a review
	Command Command
	By      Capacity // the capacity the law accepted

	subject   string
	conflict  string // ground of the actor's conflict of interest, if one is on record
	patch     map[string]any
	target    lifecycle.State
	snapshots []snapshot
	postings  []Posting
	children  []Command
	number    string
}

type snapshot struct {
	kind    string
	content []byte
	hash    []byte
}

// Posting moves money between two accounts; Amount is in 分 and positive.
type Posting struct {
	From, To string
	Amount   int64
}

// Subject is the id of the record, also while it is being created.
func (a *Act) Subject() string { return a.subject }

// Person is who acts; empty for the system and the public.
func (a *Act) Person() string { return a.Command.Actor.Person }

// Set patches a section of the facts with the JSON form of v. Zero fields tagged omitempty leave facts as they are.
func (a *Act) Set(section string, v any) error {
	raw, err := json.Marshal(v)
	if err != nil {
		return fmt.Errorf("docket: section %s: %w", section, err)
	}
	var m map[string]any
	if err := json.Unmarshal(raw, &m); err != nil {
		return fmt.Errorf("docket: section %s is not an object: %w", section, err)
	}
	old, _ := a.patch[section].(map[string]any)
	a.patch[section] = MergePatch(old, m)
	return nil
}

// Clear removes facts of a section by name.
func (a *Act) Clear(section string, names ...string) {
	m, _ := a.patch[section].(map[string]any)
	if m == nil {
		m = map[string]any{}
		a.patch[section] = m
	}
	for _, n := range names {
		m[n] = nil
	}
}

// Goto chooses the target where the law offers several.
func (a *Act) Goto(s lifecycle.State) { a.target = s }

// Snapshot keeps what was laid before this gate and returns its hash. The first one's hash enters the event.
func (a *Act) Snapshot(kind string, content any) ([]byte, error) {
	raw, err := json.Marshal(content)
	if err != nil {
		return nil, fmt.Errorf("docket: snapshot %s: %w", kind, err)
	}
	sum := sha256.Sum256(raw)
	a.snapshots = append(a.snapshots, snapshot{kind, raw, sum[:]})
	return sum[:], nil
}

// Post adds a posting to the ledger.
func (a *Act) Post(p Posting) { a.postings = append(a.postings, p) }

// Also carries another command in the same transaction, after this one, by the given actor.
func (a *Act) Also(c Command) {
	c.RequestID = fmt.Sprintf("%s/%d", a.Command.RequestID, len(a.children)+1)
	a.children = append(a.children, c)
}

// Follow carries what this act brings about in another record, in the same
// transaction and after this one. The system signs it, and its cause is this
// event: who acted is on this record, and whoever reads the other one need not know.
func (a *Act) Follow(c Command) {
	c.Actor, c.Cause, c.follows = SystemActor, ruleKey(a.Command.Machine, a.Command.Event), true
	a.Also(c)
}

// Number names the act for the caller.
func (a *Act) Number(n string) { a.number = n }

// Input returns the command's input as T. It panics on another type: that is a mistake of the registration.
func Input[T any](a *Act) T {
	in, ok := a.Command.Input.(T)
	if !ok {
		panic(fmt.Sprintf("docket: %s %s: input is %T", a.Command.Machine, a.Command.Event, a.Command.Input))
	}
	return in
}
