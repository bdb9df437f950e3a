package docket

import (
	"context"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"yanlu/services/lifecycle"
	"yanlu/services/platform/faults"
	"yanlu/services/platform/postgres"
	"yanlu/services/platform/problem"
	"yanlu/services/platform/progress"
)

// Door is the one way in. Make it with New, register every rule, then Do.
type Door struct {
	pool   *pgxpool.Pool
	clock  func() time.Time
	agenda Agenda
	rules  map[string]registration
	words  *words
}

type registration struct {
	rule  Rule
	locks Locks
}

// Locks says what a command must lock before the docket itself: people and
// organisations whose limits are counted, and the call whose money is spent.
type Locks func(r *Record) LockSet

// LockSet is taken in a fixed order: people, organisations, the call, then the docket.
type LockSet struct {
	People, Organisations []string
	Parent                bool
	// Named lists further people, where the command or what it refers to says who they are. What it reads does not change any more.
	Named func(ctx context.Context, q Querier, c Command) ([]string, error)
}

// people lists everybody to lock for a command.
func (l LockSet) people(ctx context.Context, q Querier, c Command) ([]string, error) {
	if l.Named == nil {
		return l.People, nil
	}
	named, err := l.Named(ctx, q, c)
	return slices.Concat(l.People, named), err
}

// New makes a door over a pool. The clock is the server's; tests may pass their own.
func New(pool *pgxpool.Pool, agenda Agenda, clock func() time.Time) *Door {
	if clock == nil {
		clock = time.Now
	}
	return &Door{pool: pool, clock: clock, agenda: agenda, rules: map[string]registration{}, words: newWords()}
}

// Register states the rule of an event. Registering an event the law does not know, or twice, panics.
func (d *Door) Register(m lifecycle.Machine, e lifecycle.Event, rule Rule, locks Locks) {
	key := ruleKey(m, e)
	law := lifecycle.Of(m)
	if law == nil || !slices.Contains(law.Events(), e) {
		panic("docket: the law does not know " + key)
	}
	if _, twice := d.rules[key]; twice {
		panic("docket: registered twice: " + key)
	}
	d.rules[key] = registration{rule, locks}
}

// Unregistered lists the events of the law that no context has stated a rule for.
func (d *Door) Unregistered() []string {
	var out []string
	for _, l := range lifecycle.Laws() {
		for _, e := range l.Events() {
			if _, ok := d.rules[ruleKey(l.Machine, e)]; !ok {
				out = append(out, ruleKey(l.Machine, e))
			}
		}
	}
	return out
}

func ruleKey(m lifecycle.Machine, e lifecycle.Event) string { return string(m) + "/" + string(e) }

// Pool gives read access to the same database.
func (d *Door) Pool() *pgxpool.Pool { return d.pool }

// Now reads the server's clock, in UTC at the precision the record keeps.
func (d *Door) Now() time.Time { return d.clock().UTC().Truncate(time.Microsecond) }

// Agenda lists what the system has to do for a record, soonest first.
func (d *Door) Agenda(ctx context.Context, q Querier, r, parent *Record) ([]Due, error) {
	due, err := d.agenda(ctx, q, r, parent)
	slices.SortStableFunc(due, func(a, b Due) int { return a.At.Compare(b.At) })
	return due, err
}

// Do carries one command. It returns *problem.Problem or *lifecycle.Refusal when
// the answer is no; nothing is then on record. The same request is answered the same.
func (d *Door) Do(ctx context.Context, c Command) (Receipt, error) {
	if c.RequestID == "" {
		return Receipt{}, problem.Missing("request_id", "请求编号", "request_id")
	}
	out, carried, err := d.inTx(ctx, c)
	if postgres.IsUnique(err, "command_pkey") {
		// The same request was being carried by another connection and has just committed.
		out, carried, err = d.inTx(ctx, c)
	}
	if err != nil {
		return out, err
	}
	faults.Point("door.committed")
	d.words.add(carried...)
	return out, nil
}

// inTx carries a command with its companions in one transaction and lists the
// events that it put on record.
func (d *Door) inTx(ctx context.Context, c Command) (out Receipt, carried []Change, err error) {
	err = postgres.InTx(ctx, d.pool, func(tx pgx.Tx) error {
		carried = nil
		var err error
		out, err = d.do(ctx, tx, c, 0, &carried)
		return err
	})
	return out, carried, err
}

const maxDepth = 3 // a command's companions may have companions, and no further

func (d *Door) do(ctx context.Context, tx pgx.Tx, c Command, depth int, carried *[]Change) (Receipt, error) {
	if depth > maxDepth {
		return Receipt{}, fmt.Errorf("docket: %s %s: companions nest too deep", c.Machine, c.Event)
	}
	reg, ok := d.rules[ruleKey(c.Machine, c.Event)]
	if !ok {
		return Receipt{}, fmt.Errorf("docket: no rule for %s", ruleKey(c.Machine, c.Event))
	}
	body, err := bodyHash(c)
	if err != nil {
		return Receipt{}, err
	}
	o, err := open(ctx, tx, c, reg.locks)
	if err != nil {
		return Receipt{}, err
	}
	if o.answered != nil {
		return o.answered.receipt(ctx, tx, c, body)
	}
	if c.Event != lifecycle.Create && (o.record == nil || o.record.Machine != c.Machine) {
		return Receipt{}, NotFound(c.Subject)
	}
	a := &Act{Tx: tx, Command: c, Record: o.record, Parent: o.parent, subject: o.subject, conflict: o.ground, patch: map[string]any{}}
	a.Now = d.Now()
	if err := d.judge(ctx, a); err != nil {
		return Receipt{}, err
	}
	if err := reg.rule(ctx, a); err != nil {
		return Receipt{}, err
	}
	receipt, err := d.record(ctx, a, body)
	if err != nil {
		return Receipt{}, err
	}
	*carried = append(*carried, Change{DocketChanged, receipt.Record.ID, receipt.Seq})
	if err := d.companions(ctx, tx, a, depth, carried); err != nil {
		return Receipt{}, err
	}
	return receipt, nil
}

// companions carries what an act brings with it, and tells how far that has come.
func (d *Door) companions(ctx context.Context, tx pgx.Tx, a *Act, depth int, carried *[]Change) error {
	tell := progress.Teller(ctx, progress.Companions)
	for i, child := range a.children {
		if _, err := d.do(ctx, tx, child, depth+1, carried); err != nil {
			return fmt.Errorf("%s %s: %w", child.Machine, child.Event, err)
		}
		if depth == 0 {
			tell(i+1, len(a.children))
		}
	}
	if depth == 0 {
		progress.At(ctx, progress.Commit, 0, 0)
	}
	return nil
}

// judge asks the law, the relation, the clock and the conflict register.
func (d *Door) judge(ctx context.Context, a *Act) error {
	c := a.Command
	if a.Record == nil {
		return d.judgeCreation(a)
	}
	if c.Etag != 0 && c.Etag != a.Record.Seq {
		return problem.New(problem.Stale, "ETAG_STALE", "这条记录刚刚有了新的进展，请刷新后再操作", "The record has moved on; reload and decide again").
			With("seen", fmt.Sprint(c.Etag), "current", fmt.Sprint(a.Record.Seq))
	}
	by, err := Permit(c.Actor, a.Record, a.Parent, c.Event)
	if err != nil {
		return err
	}
	a.By = by
	if by.Role == lifecycle.System && !c.follows {
		return d.judgeTimer(ctx, a)
	}
	return judgeConflict(a)
}

// judgeTimer refuses a system act whose time has not come: a stale timer moves nothing.
func (d *Door) judgeTimer(ctx context.Context, a *Act) error {
	agenda, err := d.agenda(ctx, a.Tx, a.Record, a.Parent)
	if err != nil {
		return err
	}
	for _, due := range agenda {
		if due.Event == a.Command.Event && !due.At.After(a.Now) {
			if a.Command.Cause == "" {
				a.Command.Cause = due.Rule
			}
			return nil
		}
	}
	return problem.New(problem.Precondition, "NOT_DUE", "时限未到，系统不会代为办理", "The time has not come; the system does not act early").
		With("event", string(a.Command.Event), "state", string(a.Record.State))
}

func (d *Door) judgeCreation(a *Act) error {
	refusal := &lifecycle.Refusal{Machine: a.Command.Machine, Event: lifecycle.Create}
	for _, c := range a.Command.Actor.Capacities {
		if _, err := lifecycle.Apply(a.Command.Machine, lifecycle.None, lifecycle.Create, c.Role, lifecycle.None); err == nil {
			a.By = c
			return nil
		}
		refusal.Role = c.Role
	}
	refusal.Who = lifecycle.Of(a.Command.Machine).Actors(lifecycle.Create)
	return refusal
}

func judgeConflict(a *Act) error {
	switch {
	case a.conflict == "" || a.Person() == "":
		return nil
	case a.By.Role == lifecycle.PI || a.By.Role == lifecycle.Institution:
		return nil // a party is not a judge in its own cause, and may act for itself
	case a.Command.Event == "recuse":
		return nil // stepping aside is what a conflict asks for
	}
	return problem.New(problem.Denied, "CONFLICT_OF_INTEREST", "您对该事项登记有应回避情形，不能办理", "A conflict of interest of yours is on record; you may not act").
		With("ground", a.conflict).For("officer")
}

// Permit finds the capacity in which the actor may cause the event, or says why none does.
func Permit(actor Actor, r, parent *Record, e lifecycle.Event) (Capacity, error) {
	var refusal error
	related := Relations(actor, r, parent)
	for _, c := range related {
		_, err := lifecycle.Apply(r.Machine, r.State, e, c.Role, lifecycle.None)
		if err == nil {
			return c, nil
		}
		refusal = err
	}
	if refusal != nil {
		return Capacity{}, refusal
	}
	// Not related at all: to strangers the subject does not exist, unless the law would be the one to refuse.
	return Capacity{}, NotFound(r.ID)
}

// NotFound is the answer for a subject that does not exist or that the caller may not see: the two look the same.
func NotFound(id string) *problem.Problem {
	return problem.New(problem.NotFound, "NOT_FOUND", "没有找到这条记录，或您无权查看", "No such record, or you may not see it").With("docket", id)
}

func notFound(err error, id string) error {
	if errors.Is(err, pgx.ErrNoRows) {
		return NotFound(id)
	}
	return fmt.Errorf("docket: read %s: %w", id, err)
}

func bodyHash(c Command) ([]byte, error) {
	raw, err := json.Marshal(c.Input)
	if err != nil {
		return nil, fmt.Errorf("docket: input of %s: %w", c.Event, err)
	}
	sum := sha256.Sum256([]byte(strings.Join([]string{string(c.Machine), c.Subject, string(c.Event), string(raw)}, "\x00")))
	return sum[:], nil
}
