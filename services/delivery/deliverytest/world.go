// Package deliverytest gives a test an active project: signed, with its award
// committed in the ledger, on a real database behind a real door, with a clock
// the test turns.
//
// It guarantees that every fact on the way there is a lawful event: what the
// rules of other contexts would establish is given, the law is not. It refuses
// to be used outside tests, and it checks the whole record when the test ends.
package deliverytest

import (
	"context"
	"fmt"
	"sync/atomic"
	"testing"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"

	closureact "yanlu/services/closure/act"
	deliveryact "yanlu/services/delivery/act"
	"yanlu/services/docket"
	fundingact "yanlu/services/funding/act"
	"yanlu/services/lifecycle"
	"yanlu/services/platform/postgres/postgrestest"
	"yanlu/services/platform/problem"
	"yanlu/services/policy"
	programmestore "yanlu/services/programme/store"
)

// World is one call, its active projects, and the people around them.
type World struct {
	T             testing.TB
	Pool          *pgxpool.Pool
	Door          *docket.Door
	Cal           *policy.Calendar
	Call, Project string

	funding  fundingact.Rules
	delivery deliveryact.Rules
	closure  closureact.Rules
	clock    atomic.Int64 // Unix microseconds
	requests atomic.Int64
}

// Given is the input of an event whose facts the test gives: by section.
type Given map[string]any

// Start is the moment a World's clock begins to stand at: a Monday morning, and the day of signing.
var Start = time.Date(2026, 5, 11, 1, 0, 0, 0, time.UTC)

// Sums of a World, in 分.
const (
	Envelope = 100_000_000
	Award    = 20_000_000
	Own      = 5_000_000
)

// TermMonths is the length of a World's projects.
const TermMonths = 24

// Experts is how many reviewers there are, each with an organisation of their own.
const Experts = 12

// Expert is the id of a reviewer.
func Expert(n int) string { return fmt.Sprintf("expert-%02d", n) }

// IDs of several reviewers.
func IDs(n ...int) []string {
	out := make([]string, 0, len(n))
	for _, i := range n {
		out = append(out, Expert(i))
	}
	return out
}

// As is an actor in a role; Chair is Expert(0).
func As(role lifecycle.Role) docket.Actor {
	switch role {
	case lifecycle.System:
		return docket.SystemActor
	case lifecycle.Public:
		return docket.PublicActor
	case lifecycle.Chair, lifecycle.Reviewer:
		return actor(Expert(0), lifecycle.Reviewer, "org0")
	}
	return actor("person-"+string(role), role, orgOf(role))
}

func actor(person string, role lifecycle.Role, org string) docket.Actor {
	return docket.Actor{Person: person, Capacities: []docket.Capacity{{Role: role, Org: org}}}
}

func orgOf(role lifecycle.Role) string {
	switch role {
	case lifecycle.PI, lifecycle.Institution:
		return "host"
	case lifecycle.Recommender:
		return "park"
	case lifecycle.Agency:
		return "agency"
	}
	return "bureau"
}

// New makes a World with one active project. kind is that of its institution.
func New(t testing.TB, kind string) *World {
	t.Helper()
	w := &World{T: t, Pool: postgrestest.New(t), Cal: policy.NewCalendar()}
	w.clock.Store(Start.UnixMicro())
	book := programmestore.NewBook(w.Pool)
	w.funding, w.delivery, w.closure = fundingact.Rules{Book: book, Cal: w.Cal}, deliveryact.Rules{Book: book, Cal: w.Cal}, closureact.Rules{Book: book, Cal: w.Cal}
	w.Door = docket.New(w.Pool, w.agenda, func() time.Time { return time.UnixMicro(w.clock.Load()).UTC() })
	w.funding.Register(w.Door)
	w.delivery.Register(w.Door)
	w.closure.Register(w.Door)
	w.registerGiven()
	w.people(kind)
	w.Call = w.Must(lifecycle.CallMachine, "", lifecycle.Create, lifecycle.Officer, Given{
		"parties": docket.Parties{Title: "年度批次", AgencyOrg: "agency"}, "terms": map[string]any{"pack_hash": "pack", "envelope_fen": Envelope},
		"post": []docket.Posting{{From: "treasury", To: "envelope", Amount: Envelope}},
	}).ID
	w.Project = w.Active()
	t.Cleanup(w.verify)
	return w
}

func (w *World) agenda(ctx context.Context, q docket.Querier, r, parent *docket.Record) ([]docket.Due, error) {
	if r.State == lifecycle.Publicity {
		return []docket.Due{{Event: "publicity_over", At: Start, Rule: "dec.publicity.wd"}}, nil
	}
	out, err := w.delivery.Agenda(ctx, q, r, parent)
	if err != nil {
		return nil, err
	}
	for _, more := range []docket.Agenda{fundingact.Agenda, closureact.Agenda} {
		due, err := more(ctx, q, r, parent)
		if err != nil {
			return nil, err
		}
		out = append(out, due...)
	}
	return out, nil
}

// registerGiven lets the events of other contexts establish what their input says.
func (w *World) registerGiven() {
	for _, name := range w.Door.Unregistered() {
		machine, event := split(name)
		switch {
		case machine == lifecycle.ProjectMachine && event == "lapse":
			w.Door.Register(machine, event, w.closure.LapseRemediation, nil)
		case machine == lifecycle.ProjectMachine && event == "appeal_upheld":
			w.Door.Register(machine, event, w.closure.Reopen, nil)
		default:
			w.Door.Register(machine, event, given, nil)
		}
	}
}

func split(name string) (lifecycle.Machine, lifecycle.Event) {
	for i := range name {
		if name[i] == '/' {
			return lifecycle.Machine(name[:i]), lifecycle.Event(name[i+1:])
		}
	}
	return "", lifecycle.Event(name)
}

func given(_ context.Context, a *docket.Act) error {
	in, _ := a.Command.Input.(Given) // the system brings none
	for section, v := range in {
		if posts, ok := v.([]docket.Posting); ok {
			for _, p := range posts {
				if p.To == "envelope" {
					p.To = "envelope:" + a.Subject()
				}
				a.Post(p)
			}
			continue
		}
		if err := a.Set(section, v); err != nil {
			return err
		}
	}
	return nil
}

func (w *World) people(kind string) {
	w.T.Helper()
	for id, k := range map[string]string{"host": kind, "joint": "university", "park": "association", "agency": "agency", "bureau": "bureau"} {
		w.Exec("insert into organisation (id, uscc, name, kind, bank_checked_at) values ($1, $1, $2, $3, now())", id, "单位"+id, k)
	}
	person := func(a docket.Actor) {
		w.Exec("insert into person (id, login, name) values ($1, $1, $2)", a.Person, "人员"+a.Person)
		w.Exec("insert into role_grant (person, organisation, role) values ($1, $2, $3)", a.Person, a.Capacities[0].Org, a.Capacities[0].Role)
	}
	for _, role := range []lifecycle.Role{
		lifecycle.PI, lifecycle.Institution, lifecycle.Recommender, lifecycle.Agency, lifecycle.Officer, lifecycle.Director,
		lifecycle.PartyGroup, lifecycle.Finance, lifecycle.Discipline,
	} {
		person(As(role))
	}
	for n := range Experts {
		org := fmt.Sprintf("org%d", n)
		w.Exec("insert into organisation (id, uscc, name, kind) values ($1, $1, $1, 'university')", org)
		person(actor(Expert(n), lifecycle.Reviewer, org))
	}
	w.Exec("insert into rule_pack (hash, code, version, title, practice, effective_from, content) values ('pack', 'test', '1', 'test', false, '2026-01-01', $1)", packJSON)
}

// Exec runs a statement beside the door, for what is no docket.
func (w *World) Exec(sql string, args ...any) {
	w.T.Helper()
	if _, err := w.Pool.Exec(context.Background(), sql, args...); err != nil {
		w.T.Fatal(err)
	}
}

// Active carries another application of the call to a signed agreement and returns its id.
func (w *World) Active() string {
	w.T.Helper()
	id := w.Must(lifecycle.ProjectMachine, "", lifecycle.Create, lifecycle.PI, Given{
		"parties": docket.Parties{
			Title: "石墨烯散热膜", Parent: w.Call, PI: As(lifecycle.PI).Person, HostOrg: "host", RecommenderOrg: "park",
			CoApplicants: []docket.CoApplicant{{Org: "joint", Role: "联合"}},
		},
		"intake": map[string]any{"receipt": fmt.Sprintf("R-%d", w.requests.Load()), "own_fen": Own}, "decision": map[string]any{"minutes": "M-1", "amount_fen": Award},
		"notice": map[string]any{"ends": Start},
	}).ID
	for _, s := range []struct {
		event lifecycle.Event
		by    lifecycle.Role
		given Given
	}{
		{"send_to_unit", lifecycle.PI, nil}, {"unit_approve", lifecycle.Institution, nil}, {"recommend", lifecycle.Recommender, nil},
		{"start_check", lifecycle.Officer, nil}, {"accept", lifecycle.Officer, nil}, {"assign_review", lifecycle.Agency, nil},
		{"close_review", lifecycle.Agency, nil}, {"advise", lifecycle.Officer, nil}, {"table", lifecycle.Officer, nil},
		{"approve", lifecycle.Director, Given{"post": []docket.Posting{{From: "envelope:" + w.Call, To: "award:" + id, Amount: Award}}}},
		{"publicity_over", lifecycle.System, nil}, {"submit_agreement", lifecycle.PI, nil},
		{"sign", lifecycle.Director, Given{"agreement": map[string]any{
			"signed_at": w.Door.Now(), "version": 1, "number": "HT-1", "pack_hash": "pack", "term_ends": w.TermEnds(),
		}}},
	} {
		w.Must(lifecycle.ProjectMachine, id, s.event, s.by, s.given)
	}
	return id
}

// TermEnds is the end of the term as signed at Start.
func (w *World) TermEnds() time.Time { return w.After(Start, TermMonths, policy.Month) }

// After is the moment a span after another, as the calendar counts.
func (w *World) After(from time.Time, n int, unit policy.Unit) time.Time {
	return w.Cal.Add(from, policy.Span{N: n, Unit: unit})
}

// Turn sets the clock to a moment.
func (w *World) Turn(at time.Time) { w.clock.Store(at.UnixMicro()) }

// Do asks the door in a role.
func (w *World) Do(m lifecycle.Machine, subject string, e lifecycle.Event, by lifecycle.Role, input any) (docket.Receipt, error) {
	return w.DoAs(m, subject, e, As(by), input)
}

// DoAs asks the door as somebody.
func (w *World) DoAs(m lifecycle.Machine, subject string, e lifecycle.Event, by docket.Actor, input any) (docket.Receipt, error) {
	return w.Door.Do(context.Background(), docket.Command{
		RequestID: fmt.Sprintf("request-%d", w.requests.Add(1)), Machine: m, Subject: subject, Event: e, Actor: by, Input: input,
	})
}

// Must asks the door and ends the test on a refusal.
func (w *World) Must(m lifecycle.Machine, subject string, e lifecycle.Event, by lifecycle.Role, input any) docket.Record {
	w.T.Helper()
	r, err := w.Do(m, subject, e, by, input)
	if err != nil {
		w.T.Fatalf("%s %s: %v", m, e, err)
	}
	return r.Record
}

// On is Must on the World's project.
func (w *World) On(e lifecycle.Event, by lifecycle.Role, input any) docket.Record {
	w.T.Helper()
	return w.Must(lifecycle.ProjectMachine, w.Project, e, by, input)
}

// Refused asks on the World's project and ends the test unless the answer is a no with this reason code.
func (w *World) Refused(reason string, e lifecycle.Event, by lifecycle.Role, input any) {
	w.T.Helper()
	_, err := w.Do(lifecycle.ProjectMachine, w.Project, e, by, input)
	if err == nil || problem.ReasonOf(err) != reason {
		w.T.Fatalf("%s: got %v, want refusal %s", e, err, reason)
	}
}

// Next lists what the system has to do for the project, soonest first.
func (w *World) Next() []docket.Due {
	w.T.Helper()
	r, parent, err := docket.WithParent(context.Background(), w.Pool, w.Project)
	if err != nil {
		w.T.Fatal(err)
	}
	due, err := w.Door.Agenda(context.Background(), w.Pool, r, parent)
	if err != nil {
		w.T.Fatal(err)
	}
	return due
}

// Balance sums an account, in 分.
func (w *World) Balance(account string) int64 {
	w.T.Helper()
	sum, err := docket.Balance(context.Background(), w.Pool, account)
	if err != nil {
		w.T.Fatal(err)
	}
	return sum
}

// Section reads a section of the project's facts.
func (w *World) Section(name string, into any) {
	w.T.Helper()
	r, err := docket.Get(context.Background(), w.Pool, w.Project)
	if err == nil {
		err = r.Section(name, into)
	}
	if err != nil {
		w.T.Fatal(err)
	}
}

func (w *World) verify() {
	rep, err := docket.Verify(context.Background(), w.Pool)
	if err != nil || len(rep.Mismatches) > 0 {
		w.T.Errorf("the record is not true to itself: %v %+v", err, rep.Mismatches)
	}
}
