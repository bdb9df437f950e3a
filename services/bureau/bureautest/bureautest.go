// Package bureautest gives a test the whole bureau — every context's real rules
// behind the real door on a real database, with the shipped people and the
// default rule pack — and a clock that the test turns.
//
// It guarantees that every fact on the way is a lawful act of the person whose
// it is. It refuses to be used outside tests.
package bureautest

import (
	"context"
	"fmt"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/shopspring/decimal"

	"yanlu/seeds"
	applicationact "yanlu/services/application/act"
	awardact "yanlu/services/award/act"
	"yanlu/services/bureau"
	"yanlu/services/bureau/stock"
	"yanlu/services/docket"
	"yanlu/services/identity"
	"yanlu/services/lifecycle"
	"yanlu/services/platform/postgres/postgrestest"
	"yanlu/services/policy"
	"yanlu/services/programme"
	programmeact "yanlu/services/programme/act"
	"yanlu/services/review"
	reviewact "yanlu/services/review/act"
)

// Start is where a test's clock begins: a Monday morning in Shanghai.
var Start = time.Date(2026, 3, 2, 9, 0, 0, 0, policy.Shanghai)

// World is a bureau and a clock.
type World struct {
	T testing.TB
	*bureau.Bureau
	Pool *pgxpool.Pool
	Cal  *policy.Calendar
	// Version of the packs that calls are opened under.
	Version string

	clock    atomic.Int64
	requests atomic.Int64
}

// New makes a bureau on a database of its own, whose record is verified when the test ends.
func New(t testing.TB) *World {
	t.Helper()
	w := Unverified(t)
	t.Cleanup(w.verify)
	return w
}

// Unverified makes a bureau for a measurement, which may put dockets on file that no event led to.
func Unverified(t testing.TB) *World {
	t.Helper()
	return start(t, postgrestest.New(t))
}

// start makes a bureau on a migrated database, as the server does.
func start(t testing.TB, pool *pgxpool.Pool) *World {
	t.Helper()
	w := &World{T: t, Pool: pool, Version: seeds.Version}
	w.At(Start)
	if _, err := stock.Load(context.Background(), w.Pool, stock.Options{People: true}); err != nil {
		t.Fatal(err)
	}
	cal, err := seeds.Calendar()
	if err != nil {
		t.Fatal(err)
	}
	w.Cal = cal
	if w.Bureau, err = bureau.New(w.Pool, cal, func() time.Time { return time.UnixMicro(w.clock.Load()) }); err != nil {
		t.Fatal(err)
	}
	return w
}

func (w *World) verify() {
	rep, err := docket.Verify(context.Background(), w.Pool)
	if err != nil || len(rep.Mismatches) > 0 {
		w.T.Errorf("the record does not verify: %v %v", rep.Mismatches, err)
	}
}

// At sets the clock.
func (w *World) At(t time.Time) { w.clock.Store(t.UnixMicro()) }

// Pass lets time go by.
func (w *World) Pass(d time.Duration) { w.clock.Add(d.Microseconds()) }

// As is the context of a call by a seeded person, in every capacity of theirs.
func (w *World) As(login string) context.Context {
	if login == "public" {
		return context.Background()
	}
	a := w.Actor(login)
	c := identity.Caller{Person: a.Person, Name: login}
	for _, x := range a.Capacities {
		c.Grants = append(c.Grants, identity.Grant{Role: x.Role, Org: x.Org})
	}
	return identity.WithCaller(context.Background(), c)
}

// Actor is a seeded person with all their capacities, by login; "system" and "public" are those.
func (w *World) Actor(login string) docket.Actor {
	w.T.Helper()
	switch login {
	case "system":
		return docket.SystemActor
	case "public":
		return docket.PublicActor
	}
	a := docket.Actor{Person: "person-" + login}
	rows, err := w.Pool.Query(context.Background(), "select role, organisation from role_grant where person = $1", a.Person)
	if err != nil {
		w.T.Fatal(err)
	}
	defer rows.Close()
	for rows.Next() {
		var c docket.Capacity
		if err := rows.Scan(&c.Role, &c.Org); err != nil {
			w.T.Fatal(err)
		}
		a.Capacities = append(a.Capacities, c)
	}
	if len(a.Capacities) == 0 {
		w.T.Fatalf("nobody is called %s", login)
	}
	return a
}

// Try carries an event and returns what the door said.
func (w *World) Try(login, subject string, m lifecycle.Machine, e lifecycle.Event, in any) (docket.Receipt, error) {
	if in == nil {
		in = struct{}{}
	}
	return w.Door.Do(context.Background(), docket.Command{
		RequestID: fmt.Sprintf("test-request-%d", w.requests.Add(1)), Machine: m, Subject: subject, Event: e, Actor: w.Actor(login), Input: in,
	})
}

// Do carries an event that must succeed.
func (w *World) Do(login, subject string, m lifecycle.Machine, e lifecycle.Event, in any) docket.Receipt {
	w.T.Helper()
	r, err := w.Try(login, subject, m, e, in)
	if err != nil {
		w.T.Fatalf("%s %s by %s: %v", m, e, login, err)
	}
	return r
}

// Project is Do on a project.
func (w *World) Project(login, subject string, e lifecycle.Event, in any) docket.Receipt {
	w.T.Helper()
	return w.Do(login, subject, lifecycle.ProjectMachine, e, in)
}

// Get reads a record.
func (w *World) Get(id string) *docket.Record {
	w.T.Helper()
	r, err := docket.Get(context.Background(), w.Pool, id)
	if err != nil {
		w.T.Fatal(err)
	}
	return r
}

// State reads a record's state.
func (w *World) State(id string) lifecycle.State { w.T.Helper(); return w.Get(id).State }

// Due is when the system will do an event; it fails the test when that is not on the agenda.
func (w *World) Due(id string, e lifecycle.Event) time.Time {
	w.T.Helper()
	r, parent, err := docket.WithParent(context.Background(), w.Pool, id)
	if err != nil {
		w.T.Fatal(err)
	}
	agenda, err := w.Door.Agenda(context.Background(), w.Pool, r, parent)
	if err != nil {
		w.T.Fatal(err)
	}
	for _, d := range agenda {
		if d.Event == e {
			return d.At
		}
	}
	w.T.Fatalf("%s in %s: %s is not on the agenda %v", r.Machine, r.State, e, agenda)
	return time.Time{}
}

// Clock turns to when the system does an event, and does it.
func (w *World) Clock(id string, e lifecycle.Event) docket.Receipt {
	w.T.Helper()
	w.At(w.Due(id, e))
	return w.Do("system", id, w.Get(id).Machine, e, nil)
}

// OpenCall carries a call on the default pack to OPEN; it closes 30 days after it opened.
func (w *World) OpenCall() string { w.T.Helper(); return w.OpenBlindCall("") }

// OpenBlindCall is OpenCall with the blindness of its reviews.
func (w *World) OpenBlindCall(blind string) string { w.T.Helper(); return w.openCall("fuling", blind) }

// OpenPackCall is OpenCall on another shipped pack.
func (w *World) OpenPackCall(pack string) string { w.T.Helper(); return w.openCall(pack, "") }

func (w *World) openCall(pack, blind string) string {
	w.T.Helper()
	call := lifecycle.CallMachine
	id := w.Do("linzhou", "", call, lifecycle.Create, programme.CreateCall{
		Template: "application-development", Title: "2026年度区级应用开发项目", PackCode: pack, PackVersion: w.Version, Blind: blind,
	}).Record.ID
	w.Do("linzhou", id, call, "consult", docket.Note{})
	w.Pass(8 * 24 * time.Hour)
	w.Do("heyuan", id, call, "approve_call", programmeact.ApproveCall{Answers: "无不同意见", Minutes: "局办纪要第3期"})
	opens := w.Door.Now().Add(time.Hour)
	closes := opens.AddDate(0, 0, 30)
	w.Do("linzhou", id, call, "publish", programmeact.Publish{OpensAt: &opens, ClosesAt: &closes})
	w.Clock(id, "open")
	return id
}

// Applicants are seeded principal investigators with their institutions' officers.
var Applicants = []struct{ PI, Institution string }{
	{"suqing", "liangyue"}, {"hemiao", "tianye"}, {"weigang", "fanglei"}, {"yunfan", "xuning"}, {"zhouzhi", "songwen"}, {"anran", "jiangning"},
}

// Draft starts the application of the nth applicant with a complete form and files.
func (w *World) Draft(call string, n int) string {
	w.T.Helper()
	id := w.Project(Applicants[n].PI, "", lifecycle.Create, applicationact.Create{Call: call, Title: fmt.Sprintf("示例项目%d", n+1), Recommender: "org-tuijian"}).Record.ID
	w.Save(id, Applicants[n].PI, 1, w.Content(n))
	for _, field := range []string{"attachments.feasibility_report", "attachments.pi_id", "attachments.licence", "compliance.integrity_pledge"} {
		w.attach(id, field, Applicants[n].PI)
	}
	return id
}

// Content is the nth sample's complete form, without files.
func (w *World) Content(n int) map[string]any {
	w.T.Helper()
	s, err := seeds.Samples()
	if err != nil {
		w.T.Fatal(err)
	}
	out := map[string]any{}
	for k, v := range s.Applications[n%len(s.Applications)].Content {
		out[k] = v
	}
	return out
}

// Sent is what the nth applicant sends to the institution beside the form.
func (w *World) Sent(n int) applicationact.SendToUnit {
	w.T.Helper()
	s, err := seeds.Samples()
	if err != nil {
		w.T.Fatal(err)
	}
	x := s.Applications[n%len(s.Applications)]
	return applicationact.SendToUnit{Pledged: true, Keywords: x.Keywords, Disciplines: x.Disciplines}
}

// Save appends a version of a draft, as DocketService.SaveDraft does.
func (w *World) Save(id, login string, version int, content map[string]any) {
	w.T.Helper()
	w.exec("insert into draft (subject, version, content, saved_by, saved_at) values ($1, $2, $3, $4, $5)", id, version, content, "person-"+login, w.Door.Now())
}

func (w *World) attach(id, field, login string) {
	w.T.Helper()
	w.exec("insert into blob (sha256, size, media_type) values ('00', 1, 'application/pdf') on conflict do nothing")
	w.exec("insert into attachment (id, subject, field, file_name, sha256, uploaded_by, uploaded_at) values ($1, $2, $3, '材料.pdf', '00', $4, $5)",
		id+field, id, field, "person-"+login, w.Door.Now())
}

func (w *World) exec(sql string, args ...any) {
	w.T.Helper()
	if _, err := w.Pool.Exec(context.Background(), sql, args...); err != nil {
		w.T.Fatal(err)
	}
}

// Recommending carries the nth application to its recommending body.
func (w *World) Recommending(call string, n int) string {
	w.T.Helper()
	id := w.Draft(call, n)
	w.Project(Applicants[n].PI, id, "send_to_unit", w.Sent(n))
	w.Project(Applicants[n].Institution, id, "unit_approve", applicationact.Opinion{Opinion: "同意申报"})
	return id
}

// Submitted carries the nth application to its receipt.
func (w *World) Submitted(call string, n int) string {
	w.T.Helper()
	id := w.Recommending(call, n)
	w.Project("lingsong", id, "recommend", applicationact.Opinion{Opinion: "同意推荐"})
	return id
}

// FormalCheck carries the nth application into its formal check.
func (w *World) FormalCheck(call string, n int) string {
	w.T.Helper()
	id := w.Submitted(call, n)
	w.Project("linzhou", id, "start_check", nil)
	return id
}

// Reviewers are seeded reviewers of different organisations.
var Reviewers = []string{"luzhiyuan", "guqinghe", "shensuining", "hanruoxi", "wenyiheng", "jiangyanzhou", "baizhiyan", "qianshenzhi"}

// Commissioned closes the call and commissions its agency.
func (w *World) Commissioned(call string) {
	w.T.Helper()
	w.Clock(call, "close")
	w.Do("linzhou", call, lifecycle.CallMachine, "start_review", programmeact.StartReview{Agency: "org-hengping"})
}

// Reviewed carries an accepted application through a panel of five that scores so many points of each hundred.
func (w *World) Reviewed(id string, percent int64) {
	w.T.Helper()
	var people []string
	for _, r := range Reviewers[:5] {
		people = append(people, "person-"+r)
	}
	w.Project("pingheng", id, "assign_review", reviewact.AssignReview{Reviewers: people})
	for _, r := range w.Reviews(id) {
		login := r.Parties().Reviewer[len("person-"):]
		w.Do(login, r.ID, lifecycle.ReviewMachine, "accept_review", reviewact.AcceptReview{NoConflict: true, Confidential: true})
		w.Do(login, r.ID, lifecycle.ReviewMachine, "score", w.Opinion(percent))
	}
	w.Project("pingheng", id, "close_review", reviewact.CloseReview{Report: "专家组一致认为项目目标明确，技术路线可行，预期成果具有较好的应用前景。", Chair: people[0]})
}

// Reviews lists an application's reviews.
func (w *World) Reviews(id string) []*docket.Record {
	w.T.Helper()
	found, err := docket.Select(context.Background(), w.Pool, "where parent = $1 and machine = 'review' order by opened_at, id", id)
	if err != nil {
		w.T.Fatal(err)
	}
	return found
}

// Announced carries the nth application to its public notice.
func (w *World) Announced(call string, n int) string {
	w.T.Helper()
	id := w.FormalCheck(call, n)
	w.Project("linzhou", id, "accept", docket.Note{})
	w.Commissioned(call)
	w.Reviewed(id, 88)
	w.Recommended(id)
	w.Project("heyuan", id, "approve", awardact.Minutes{Minutes: "局办纪要第9期"})
	return id
}

// Recommended carries a reviewed application before the meeting.
func (w *World) Recommended(id string) {
	w.T.Helper()
	w.Project("linzhou", id, "advise", awardact.Advise{AmountFen: 10_000_000, Opinion: "建议立项"})
	w.Project("linzhou", id, "table", awardact.Table{Meeting: "局长办公会"})
}

// Opinion scores every criterion of the application-development rubric at a share of its points.
func (w *World) Opinion(percent int64) reviewact.Score {
	w.T.Helper()
	pack, err := w.Book.Find(context.Background(), "fuling", w.Version)
	if err != nil {
		w.T.Fatal(err)
	}
	rubric, _ := pack.Rubric("application_development")
	out := reviewact.Score{Advice: "recommend", FundingFen: 10_000_000, Comment: strings.Repeat("项目目标明确、路线可行、团队基础较好，建议予以支持。", 4)}
	for _, c := range rubric.Criteria {
		points := decimal.NewFromInt(int64(c.W) * percent).Div(decimal.NewFromInt(100))
		out.Scores = append(out.Scores, review.Score{Criterion: c.Code, Points: points.String(), Comment: strings.Repeat("依据较充分，论证清楚，条件具备，风险可控。", 4)})
	}
	return out
}
