package main

import (
	"context"
	"fmt"
	"math/rand/v2"
	"sync"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
	"google.golang.org/genproto/googleapis/rpc/errdetails"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"

	"yanlu/cmd/yanlu/story"
	applicationv1 "yanlu/proto/gen/yanlu/application/v1"
	awardv1 "yanlu/proto/gen/yanlu/award/v1"
	docketv1 "yanlu/proto/gen/yanlu/docket/v1"
	programmev1 "yanlu/proto/gen/yanlu/programme/v1"
	"yanlu/services/platform/embedded"
	"yanlu/workflows/resync"
)

const (
	kills    = 20
	seed     = 20261124
	shortest = 500 * time.Millisecond // from a start to its kill: some fall into the start itself
	longest  = 5 * time.Second
	atOnce   = 20               // stories: more would not be through their intake before it closes
	intake   = 60 * time.Second // what is killed so often is slow
)

// The server is killed twenty times at random moments while the stories run. What was
// acknowledged stays, nothing happens twice, every story reaches its end.
func TestKillNineTimesTwenty(t *testing.T) {
	t.Parallel()
	s := newChildServer(t)
	s.start()
	told := make(chan []story.Result, 1)
	stories := paths(t)
	go func() {
		told <- story.RunAll(t.Context(), story.Target{GRPC: s.GRPC, HTTP: "http://" + s.HTTP}, stories,
			story.Options{Parallel: atOnce, Window: intake, Patience: 2 * patience})
	}()
	chance := rand.New(rand.NewPCG(seed, kills))
	for n := range kills {
		moment := shortest + time.Duration(chance.Int64N(int64(longest-shortest)))
		select {
		case <-time.After(moment):
		case results := <-told:
			good(t, results)
			t.Fatalf("the stories ended after %d kills; they must outlast %d", n, kills)
		}
		s.kill()
		s.start()
	}
	good(t, <-told)
	dsn, _, ok := embedded.FindPostgres(s.Dir)
	if !ok {
		t.Fatalf("no database runs\n%s", s.said.String())
	}
	verifyClean(t, dsn(databaseName))
	s.stop()
}

// The engine loses everything it knew in the middle of stories. Resync tells it again from the record.
func TestTemporalDatabasesDroppedMidStory(t *testing.T) {
	t.Parallel()
	i := private(t)
	stories := paths(t, "objection-dismissed", "suspended-and-resumed", "draft-missed-the-deadline")
	halfway := make(chan struct{})
	var once sync.Once
	told := make(chan []story.Result, 1)
	go func() {
		told <- story.RunAll(t.Context(), target(i), stories, story.Options{Parallel: 8, Window: 12 * time.Second, Progress: func(p story.Progress) {
			if p.Story == "objection-dismissed" && p.Done > 15 {
				once.Do(func() { close(halfway) })
			}
		}})
	}()
	select {
	case <-halfway:
	case results := <-told:
		good(t, results)
		t.Fatal("the stories ended too soon")
	}
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	defer cancel()
	before := i.engine.Restarts()
	statement(t, i.db.dsn("postgres"), "drop database if exists temporal with (force)")
	statement(t, i.db.dsn("postgres"), "drop database if exists temporal_visibility with (force)")
	if err := i.engine.Kill(); err != nil {
		t.Fatal(err)
	}
	if err := i.engine.Await(ctx, before+1); err != nil {
		t.Fatal(err)
	}
	report, err := resync.Run(ctx, i.Pool, i.client, resync.Options{})
	if err != nil || report.Woken == 0 {
		t.Fatalf("%+v %v", report, err)
	}
	good(t, <-told)
	verifyClean(t, i.db.url())
}

func statement(t *testing.T, dsn, sql string) {
	t.Helper()
	conn, err := pgx.Connect(t.Context(), dsn)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = conn.Close(context.Background()) }()
	if _, err := conn.Exec(t.Context(), sql); err != nil {
		t.Fatalf("%s: %v", sql, err)
	}
}

const peopleAlone = `
name: people-alone
title: {zh: 只有人办理, en: People alone}
pack: practice
steps:
  - {use: submitted_need, with: {need: need, sample: pool-lifting, title: 榨菜原料自动起池机研制}}
  - {as: officer, do: ProgrammeService.ScreenNeed, with: {docket: "${need}", topic: [ZC-03]}}
  - {as: officer, do: ProgrammeService.ReserveNeed, with: {docket: "${need}", until: "${now+1s}"}}
  - as: officer
    do: ProgrammeService.CreateCall
    with: {template: application-development, title: 无人值守, pack_code: practice, pack_version: "${shipped}"}
    save: call
  - {as: officer, do: ProgrammeService.ConsultCall, with: {docket: "${call}"}}
  - {as: director, do: ProgrammeService.ApproveCall, with: {docket: "${call}", answers: 无, minutes: 一号}, while_refused: CONSULTATION_OPEN}
  - {as: officer, do: ProgrammeService.PublishCall, with: {docket: "${call}", opens_at: "${now}", closes_at: "${now+2s}"}}
expect: {need: IN_RESERVE, call: PUBLISHED}
`

// With the worker stopped people act and nothing else moves; started again, all catches up.
func TestWorkerStoppedPeopleCanAct(t *testing.T) {
	t.Parallel()
	needEngine(t)
	config := (&childServer{Dir: tempDir(t), HTTP: "127.0.0.1:0", GRPC: "127.0.0.1:0"}).config()
	config.Worker = false
	i := begin(t, config)
	subjects := tellAll(t, i, written(t, "people-alone", peopleAlone))[0].Subjects
	auditor := signIn(t, i, "shenji")
	closes := auditor.get(subjects["call"].ID).GetFacts().AsMap()["window"].(map[string]any)["closes_at"].(string)
	at, err := time.Parse(time.RFC3339Nano, closes)
	if err != nil {
		t.Fatal(err)
	}
	<-time.After(time.Until(at) + time.Second) // every clock has run out
	var acts int
	if err := i.Pool.QueryRow(t.Context(), "select count(*) from event where role = 'system'").Scan(&acts); err != nil || acts != 0 {
		t.Fatalf("the system acted %d times without a worker, %v", acts, err)
	}
	if need, call := auditor.get(subjects["need"].ID), auditor.get(subjects["call"].ID); need.GetState() != "IN_RESERVE" || call.GetState() != "PUBLISHED" {
		t.Fatalf("need %s, call %s", need.GetState(), call.GetState())
	}
	i.Stop()

	config.Worker = true
	i = begin(t, config)
	defer i.Stop()
	auditor = signIn(t, i, "shenji")
	auditor.reaches(subjects["need"].ID, "EXPIRED")
	auditor.reaches(subjects["call"].ID, "CLOSED")
	if auditor.count(subjects["call"].ID, "open") != 1 || auditor.count(subjects["call"].ID, "close") != 1 {
		t.Error("the call did not open and close once")
	}
	verifyClean(t, i.db.url())
}

func begin(t *testing.T, c Config) *Instance {
	t.Helper()
	i, err := Start(t.Context(), c)
	if err != nil {
		t.Fatal(err)
	}
	return i
}

// The same request is answered the same; the same id with another body is refused.
func TestDuplicateRequest(t *testing.T) {
	t.Parallel()
	config := (&childServer{Dir: tempDir(t), HTTP: "127.0.0.1:0", GRPC: "127.0.0.1:0"}).config()
	config.Worker = false
	i := begin(t, config)
	defer i.Stop()
	demander := signIn(t, i, "jiangwei")
	client := programmev1.NewProgrammeServiceClient(demander.conn)
	ask := func(title string) (*docketv1.Receipt, error) {
		return client.CreateNeed(demander.with, &programmev1.CreateNeedRequest{RequestId: "duplicate-request-1", Title: title})
	}
	first, err := ask("起池机")
	if err != nil {
		t.Fatal(err)
	}
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			again, err := ask("起池机")
			if err != nil || again.GetDocket().GetId() != first.GetDocket().GetId() || again.GetSeq() != first.GetSeq() || again.GetHash() != first.GetHash() {
				t.Errorf("another answer: %v, %v", again, err)
			}
		})
	}
	all.Wait()
	if _, err := ask("分拣机"); status.Code(err) != codes.AlreadyExists || reasonOf(err) != "REQUEST_ID_REUSED" {
		t.Errorf("another body under the same id: %v", err)
	}
	if n := demander.count(first.GetDocket().GetId(), "create"); n != 1 {
		t.Errorf("created %d times", n)
	}
}

func reasonOf(err error) string {
	for _, d := range status.Convert(err).Details() {
		if info, ok := d.(*errdetails.ErrorInfo); ok {
			return info.GetReason()
		}
	}
	return ""
}

const twoPeople = `
name: two-people
title: {zh: 两人同时办理, en: Two people at once}
pack: practice
cast:
  one: {name: 甲一, host: qinglan}
  two: {name: 乙二, host: qinglan}
  three: {name: 丙三, host: qinglan}
steps:
  - {use: opened_call}
  - for: {who: [one, two, three]}
    steps:
      - {use: submitted_application, with: {app: app_<who>, who: <who>}}
      - {as: officer, do: ApplicationService.StartCheck, with: {docket: "${app_<who>}"}}
expect: {app_one: FORMAL_CHECK, app_two: FORMAL_CHECK, app_three: FORMAL_CHECK}
`

// Two officers decide on the same docket at once: exactly one of them does.
func TestTwoPeopleAtOnce(t *testing.T) {
	t.Parallel()
	i := private(t)
	subjects := tellAll(t, i, written(t, "two-people", twoPeople))[0].Subjects
	lin, zhao := signIn(t, i, "linzhou"), signIn(t, i, "zhaowen")
	for alias, s := range subjects {
		if s.Machine != "project" {
			continue
		}
		var (
			all  sync.WaitGroup
			errs [2]error
		)
		all.Go(func() {
			_, errs[0] = applicationv1.NewApplicationServiceClient(lin.conn).Accept(lin.with, &applicationv1.AcceptRequest{RequestId: "accept-" + s.ID, Docket: s.ID})
		})
		all.Go(func() {
			_, errs[1] = applicationv1.NewApplicationServiceClient(zhao.conn).NotAccept(zhao.with, &applicationv1.NotAcceptRequest{
				RequestId: "refuse-" + s.ID, Docket: s.ID, Clause: "指南第三条", Reason: "不属于选题",
			})
		})
		all.Wait()
		if (errs[0] == nil) == (errs[1] == nil) {
			t.Errorf("%s: %v, %v", alias, errs[0], errs[1])
		}
		for _, err := range errs {
			if err != nil && reasonOf(err) != "EVENT_NOT_POSSIBLE" {
				t.Errorf("%s: %v", alias, err)
			}
		}
		if n := lin.count(s.ID, "accept") + lin.count(s.ID, "not_accept"); n != 1 {
			t.Errorf("%s: decided %d times", alias, n)
		}
	}
	verifyClean(t, i.db.url())
}

const objectedTo = `
name: objected-to
title: {zh: 异议处理中, en: Objected to}
pack: practice-notice
cast:
  pi: {name: 戴后, host: qinglan}
steps:
  - {use: opened_call}
  - {use: accepted_application}
  - {use: review_commissioned}
  - {use: reviewed}
  - {use: announced}
  - as: public
    do: AwardService.FileObjection
    with: {docket: "${app}", anonymous: true, grounds: 重复申报, evidence: 批文号}
    save_number: objection
expect: {app: OBJECTION}
`

// openObjection is the number of the one objection to an award.
func openObjection(t *testing.T, d *docketv1.Docket) string {
	t.Helper()
	for number := range d.GetFacts().AsMap()["notice"].(map[string]any)["objections"].(map[string]any) {
		return number
	}
	t.Fatal("there is no objection")
	return ""
}

// maintain runs statements on the database server of a folder while nothing else uses it.
func maintain(t *testing.T, dir string, statements ...string) {
	t.Helper()
	pg, err := embedded.StartPostgres(t.Context(), embedded.Options{DataDir: dir, Logger: quiet})
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := pg.Stop(context.Background()); err != nil {
			t.Fatal(err)
		}
	}()
	for _, sql := range statements {
		statement(t, pg.DSN("postgres"), sql)
	}
}

// PostgreSQL comes back as it was before an award fell. The workflow follows the older record.
func TestPostgresRestoredOlder(t *testing.T) {
	t.Parallel()
	needEngine(t)
	s := &childServer{Dir: tempDir(t), HTTP: "127.0.0.1:0", GRPC: "127.0.0.1:0"}
	i := begin(t, s.config())
	app := tellAll(t, i, written(t, "objected-to", objectedTo))[0].Subjects["app"].ID
	i.Stop()
	maintain(t, s.Dir, "create database older template "+databaseName)

	i = begin(t, s.config())
	director := signIn(t, i, "heyuan")
	objection := openObjection(t, director.get(app))
	_, err := awardv1.NewAwardServiceClient(director.conn).UpholdObjection(director.with, &awardv1.UpholdObjectionRequest{
		RequestId: "uphold-" + app, Docket: app, Objection: objection, Answer: "属实",
	})
	if err != nil {
		t.Fatal(err)
	}
	i.Stop()
	maintain(t, s.Dir, "drop database "+databaseName, fmt.Sprintf("alter database older rename to %s", databaseName))

	i = begin(t, s.config())
	defer i.Stop()
	auditor := signIn(t, i, "shenji")
	if n := auditor.count(app, "uphold"); n != 0 {
		t.Fatal("the record is not the older one")
	}
	if _, err := resync.Run(t.Context(), i.Pool, i.client, resync.Options{}); err != nil {
		t.Fatal(err)
	}
	discipline := signIn(t, i, "zhengyan")
	_, err = awardv1.NewAwardServiceClient(discipline.conn).DismissObjection(discipline.with, &awardv1.DismissObjectionRequest{
		RequestId: "dismiss-" + app, Docket: app, Objection: objection, Answer: "不属实",
	})
	if err != nil {
		t.Fatal(err)
	}
	auditor.reaches(app, "AWARDED")
	if n := auditor.count(app, "publicity_over"); n != 1 {
		t.Errorf("the notice ended %d times", n)
	}
	verifyClean(t, i.db.url())
}
