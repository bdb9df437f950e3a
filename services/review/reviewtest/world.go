// Package reviewtest gives a test an accepted application in a commissioned call,
// on a real database behind a real door, with a clock the test turns.
//
// It guarantees that every fact on the way there is a lawful event: what the
// rules of other contexts would establish is given, the law is not. It refuses
// to be used outside tests, and it checks the whole record when the test ends.
package reviewtest

import (
	"context"
	"fmt"
	"sync/atomic"
	"testing"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"

	"yanlu/services/docket"
	"yanlu/services/lifecycle"
	"yanlu/services/platform/postgres/postgrestest"
	"yanlu/services/policy"
	programmestore "yanlu/services/programme/store"
	"yanlu/services/review"
	"yanlu/services/review/act"
	"yanlu/services/review/store"
)

// World is one call and one application, and the people around them.
type World struct {
	T             testing.TB
	Pool          *pgxpool.Pool
	Door          *docket.Door
	Book          *programmestore.Book
	Rules         act.Rules
	Call, Project string

	clock    atomic.Int64 // Unix microseconds
	requests atomic.Int64
	rules    []string
}

// Given is the input of an event whose facts the test gives: by section.
type Given map[string]any

// Start is the moment a World's clock begins to stand at: a Monday morning.
var Start = time.Date(2026, 5, 11, 1, 0, 0, 0, time.UTC)

// People of a World. Reviewer(0) … Reviewer(11) each belong to an organisation of their own.
var (
	PI          = actor("pi", lifecycle.PI, "host")
	Institution = actor("unit", lifecycle.Institution, "host")
	Recommender = actor("rec", lifecycle.Recommender, "park")
	Agency      = actor("agent", lifecycle.Agency, "agency")
	OtherAgency = actor("agent2", lifecycle.Agency, "agency2")
	Officer     = actor("officer", lifecycle.Officer, "bureau")
	Director    = actor("director", lifecycle.Director, "bureau")
	Discipline  = actor("watch", lifecycle.Discipline, "bureau")
	Stranger    = actor("pi2", lifecycle.PI, "org0")
)

// Reviewers is how many there are.
const Reviewers = 12

func actor(person string, role lifecycle.Role, org string) docket.Actor {
	return docket.Actor{Person: person, Capacities: []docket.Capacity{{Role: role, Org: org}}}
}

// ReviewerID is the id of a reviewer.
func ReviewerID(n int) string { return fmt.Sprintf("expert-%02d", n) }

// ReviewerName is the name of a reviewer, which no applicant may ever read.
func ReviewerName(n int) string { return fmt.Sprintf("评审人甲%02d", n) }

// Reviewer acts as one.
func Reviewer(n int) docket.Actor {
	return actor(ReviewerID(n), lifecycle.Reviewer, fmt.Sprintf("org%d", n))
}

// IDs of several reviewers.
func IDs(n ...int) []string {
	out := make([]string, 0, len(n))
	for _, i := range n {
		out = append(out, ReviewerID(i))
	}
	return out
}

// New makes a World whose application was accepted and asks for requestedFen, in
// 分. Its pack has these rules, as they are stored, beside its own.
func New(t testing.TB, requestedFen int64, rules ...string) *World {
	t.Helper()
	w := &World{T: t, Pool: postgrestest.New(t), rules: rules}
	w.clock.Store(Start.UnixMicro())
	w.Book = programmestore.NewBook(w.Pool)
	w.Rules = act.Rules{Book: w.Book, Cal: policy.NewCalendar()}
	w.Door = docket.New(w.Pool, agenda, func() time.Time { return time.UnixMicro(w.clock.Load()).UTC() })
	w.Rules.Register(w.Door)
	w.registerGiven()
	w.people()
	w.accepted(requestedFen)
	t.Cleanup(w.verify)
	return w
}

// agenda lets the fixture's call open and close at once; all else is the review's own.
func agenda(ctx context.Context, q docket.Querier, r, parent *docket.Record) ([]docket.Due, error) {
	if r.Machine == lifecycle.CallMachine {
		return []docket.Due{{Event: "open", At: Start}, {Event: "close", At: Start}}, nil
	}
	return act.Agenda(ctx, q, r, parent)
}

// registerGiven lets the events of other contexts establish what their input says.
func (w *World) registerGiven() {
	given := func(_ context.Context, a *docket.Act) error {
		for section, v := range docket.Input[Given](a) {
			if err := a.Set(section, v); err != nil {
				return err
			}
		}
		return nil
	}
	for _, e := range []lifecycle.Event{lifecycle.Create, "consult", "approve_call", "publish", "open", "close", "start_review"} {
		w.Door.Register(lifecycle.CallMachine, e, given, nil)
	}
	for _, e := range []lifecycle.Event{lifecycle.Create, "send_to_unit", "unit_approve", "recommend", "start_check", "accept", "advise", "table", "approve", "objection"} {
		w.Door.Register(lifecycle.ProjectMachine, e, given, nil)
	}
	for _, e := range []lifecycle.Event{lifecycle.Create, "open_meeting", "sign_minutes"} {
		w.Door.Register(lifecycle.MeetingMachine, e, given, nil)
	}
	w.Door.Register(lifecycle.ProjectMachine, "re_review", w.Rules.NextRound, nil)
}

// people enters organisations, persons and grants.
func (w *World) people() {
	w.T.Helper()
	org := func(id, kind string) {
		w.exec("insert into organisation (id, uscc, name, kind) values ($1, $1, $2, $3)", id, "单位"+id, kind)
	}
	person := func(a docket.Actor, name string) {
		w.exec("insert into person (id, login, name) values ($1, $1, $2)", a.Person, name)
		w.exec("insert into role_grant (person, organisation, role) values ($1, $2, $3)", a.Person, a.Capacities[0].Org, a.Capacities[0].Role)
	}
	for id, kind := range map[string]string{"host": "enterprise", "joint": "university", "park": "association", "agency": "agency", "agency2": "agency", "bureau": "bureau"} {
		org(id, kind)
	}
	for n := range Reviewers {
		org(fmt.Sprintf("org%d", n), "university")
		person(Reviewer(n), ReviewerName(n))
	}
	for _, a := range []docket.Actor{PI, Institution, Recommender, Agency, OtherAgency, Officer, Director, Discipline, Stranger} {
		person(a, "经办人"+a.Person)
	}
	w.exec("insert into rule_pack (hash, code, version, title, practice, effective_from, content) values ('pack', 'test', '1', 'test', false, '2026-01-01', $1)", packWith(w.rules))
}

func (w *World) exec(sql string, args ...any) {
	w.T.Helper()
	if _, err := w.Pool.Exec(context.Background(), sql, args...); err != nil {
		w.T.Fatal(err)
	}
}

// accepted carries a call to its review and an application to acceptance.
func (w *World) accepted(requestedFen int64) {
	w.T.Helper()
	call := w.Must(lifecycle.CallMachine, "", lifecycle.Create, Officer, Given{
		"parties": docket.Parties{Title: "年度批次", AgencyOrg: "agency"},
		"terms":   map[string]any{"pack_hash": "pack", "rubric": "plain", "envelope_fen": 90_000_000},
		"window":  map[string]any{"opens_at": Start, "closes_at": Start},
	})
	w.Call = call.ID
	for _, s := range []struct {
		event lifecycle.Event
		by    docket.Actor
	}{{"consult", Officer}, {"approve_call", Director}, {"publish", Officer}, {"open", docket.SystemActor}, {"close", docket.SystemActor}} {
		w.Must(lifecycle.CallMachine, w.Call, s.event, s.by, Given{})
	}
	w.Project = w.Apply("石墨烯散热膜", requestedFen, "R-0001")
}

// Commission hands the call's review to the agency.
func (w *World) Commission() {
	w.T.Helper()
	w.Must(lifecycle.CallMachine, w.Call, "start_review", Officer, Given{"commission": map[string]any{"agency": "agency", "started_at": Start}})
}

// Apply carries another application of the same call to acceptance and returns its id.
func (w *World) Apply(title string, requestedFen int64, receipt string) string {
	w.T.Helper()
	p := w.Must(lifecycle.ProjectMachine, "", lifecycle.Create, PI, Given{"parties": docket.Parties{
		Title: title, Parent: w.Call, PI: PI.Person, HostOrg: "host", RecommenderOrg: "park", CoApplicants: []docket.CoApplicant{{Org: "joint", Role: "联合"}},
	}})
	for _, s := range []struct {
		event lifecycle.Event
		by    docket.Actor
		given Given
	}{
		{"send_to_unit", PI, Given{}},
		{"unit_approve", Institution, Given{"intake": map[string]any{"requested_fen": requestedFen}}},
		{"recommend", Recommender, Given{"intake": map[string]any{"receipt": receipt}}},
		{"start_check", Officer, Given{}}, {"accept", Officer, Given{}},
	} {
		w.Must(lifecycle.ProjectMachine, p.ID, s.event, s.by, s.given)
	}
	return p.ID
}

// Avoid writes the applicant's list of reviewers to avoid into the draft.
func (w *World) Avoid(name string) {
	w.T.Helper()
	w.exec(`insert into draft (subject, version, content, saved_by, saved_at) values ($1, 1, $2, 'pi', now())`, w.Project,
		map[string]any{"compliance.avoid_experts": []map[string]any{{"name": name, "unit": "x", "reason": "y"}}})
}

// After is the moment some days after another, as the calendar counts.
func (w *World) After(from time.Time, days int) time.Time {
	return w.Rules.Cal.Add(from, policy.Span{N: days, Unit: policy.Day})
}

// Before is the moment some days before a deadline, as the calendar counts.
func (w *World) Before(due time.Time, days int) time.Time {
	return w.Rules.Cal.Before(due, policy.Span{N: days, Unit: policy.Day})
}

// Turn sets the clock forward.
func (w *World) Turn(d time.Duration) { w.clock.Add(d.Microseconds()) }

// TurnTo sets the clock to a moment.
func (w *World) TurnTo(at time.Time) { w.clock.Store(at.UnixMicro()) }

// Do asks the door.
func (w *World) Do(m lifecycle.Machine, subject string, e lifecycle.Event, by docket.Actor, input any) (docket.Receipt, error) {
	return w.Door.Do(context.Background(), docket.Command{
		RequestID: fmt.Sprintf("request-%d", w.requests.Add(1)), Machine: m, Subject: subject, Event: e, Actor: by, Input: input,
	})
}

// Must asks the door and ends the test on a refusal.
func (w *World) Must(m lifecycle.Machine, subject string, e lifecycle.Event, by docket.Actor, input any) docket.Record {
	w.T.Helper()
	r, err := w.Do(m, subject, e, by, input)
	if err != nil {
		w.T.Fatalf("%s %s: %v", m, e, err)
	}
	return r.Record
}

// Assign commissions the review and invites a panel.
func (w *World) Assign(reviewers ...int) []store.Item {
	w.T.Helper()
	w.Commission()
	w.Must(lifecycle.ProjectMachine, w.Project, "assign_review", Agency, act.AssignReview{Reviewers: IDs(reviewers...)})
	return w.Reviews()
}

// Outcome is the application's section “review”.
func (w *World) Outcome() (*docket.Record, review.Outcome) {
	w.T.Helper()
	r, err := docket.Get(context.Background(), w.Pool, w.Project)
	if err != nil {
		w.T.Fatal(err)
	}
	var o review.Outcome
	if err := r.Section("review", &o); err != nil {
		w.T.Fatal(err)
	}
	return r, o
}

// Reviews are those of the running round.
func (w *World) Reviews() []store.Item {
	w.T.Helper()
	_, o := w.Outcome()
	all, err := store.Reviews(context.Background(), w.Pool, w.Project)
	if err != nil {
		w.T.Fatal(err)
	}
	return store.OfRound(all, o.Round)
}

// Of is a reviewer's review of the running round.
func (w *World) Of(reviewer int) store.Item {
	w.T.Helper()
	for _, i := range w.Reviews() {
		if i.Reviewer() == ReviewerID(reviewer) {
			return i
		}
	}
	w.T.Fatalf("reviewer %d has no review in this round", reviewer)
	return store.Item{}
}

// AsReviewer acts on the reviewer's own review.
func (w *World) AsReviewer(n int, e lifecycle.Event, input any) error {
	w.T.Helper()
	_, err := w.Do(lifecycle.ReviewMachine, w.Of(n).Record.ID, e, Reviewer(n), input)
	return err
}

// Accept declares and accepts for a reviewer.
func (w *World) Accept(n int) {
	w.T.Helper()
	if err := w.AsReviewer(n, "accept_review", act.AcceptReview{NoConflict: true, Confidential: true}); err != nil {
		w.T.Fatal(err)
	}
}

// Score accepts and scores for a reviewer: NEED of 60 points, TEAM of 40.
func (w *World) Score(n int, need, team string) {
	w.T.Helper()
	w.Accept(n)
	if err := w.AsReviewer(n, "score", Opinion(need, team)); err != nil {
		w.T.Fatal(err)
	}
}

// Opinion is a lawful opinion.
func Opinion(need, team string) act.Score {
	return act.Score{
		Scores:  []review.Score{{Criterion: "NEED", Points: need, Comment: "需求清楚"}, {Criterion: "TEAM", Points: team, Comment: "团队较强"}},
		Comment: "方案可行，指标可测，预期效益明确。", Advice: review.Recommend, FundingFen: 10_000_000,
	}
}

// verify folds everything again: the record must be true to itself at the end of every test.
func (w *World) verify() {
	rep, err := docket.Verify(context.Background(), w.Pool)
	if err != nil {
		w.T.Errorf("verify: %v", err)
	}
	for _, m := range rep.Mismatches {
		w.T.Errorf("verify: %v", &m)
	}
}
