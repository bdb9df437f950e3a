package act_test

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"yanlu/services/bureau/bureautest"
	"yanlu/services/docket"
	"yanlu/services/lifecycle"
	"yanlu/services/platform/problem"
	"yanlu/services/review"
	reviewact "yanlu/services/review/act"
	"yanlu/services/review/commission"
	"yanlu/services/review/commission/act"
	"yanlu/services/review/commission/store"
	"yanlu/services/review/draw"
	"yanlu/services/review/draw/proof"
)

const (
	machine = lifecycle.CommissionMachine
	project = lifecycle.ProjectMachine
	call    = lifecycle.CallMachine
	agent   = "pingheng"
	officer = "linzhou"
)

// world is a bureau whose reviewers have files: two of finance, three of industry, three of the district.
func world(t *testing.T) *bureautest.World {
	t.Helper()
	w := bureautest.New(t)
	for sql, list := range map[string][]string{
		"{finance}":  {"qianshenzhi", "mengzhishu"},
		"{industry}": {"fangqicheng", "baizhiyan", "luoyuanshan"},
		"{technical}": {
			"luzhiyuan", "guqinghe", "shensuining", "hanruoxi", "wenyiheng", "jiangyanzhou", "subanxia", "shituojiang", "yantinglan",
		},
	} {
		for _, login := range list {
			local := slices.Contains([]string{"luzhiyuan", "guqinghe", "baizhiyan"}, login)
			exec(t, w, `insert into expert (person, status, source, kinds, local, keywords, verified_at, refreshed_at) select id, 'active', 'imported', $2::text[], $3, fields, now(), now() from person where id = $1
				on conflict (person) do update set kinds = excluded.kinds, local = excluded.local`,
				"person-"+login, sql, local)
		}
	}
	return w
}

func exec(t *testing.T, w *bureautest.World, sql string, args ...any) {
	t.Helper()
	if _, err := w.Pool.Exec(context.Background(), sql, args...); err != nil {
		t.Fatal(err)
	}
}

func refused(t *testing.T, err error, reason string) {
	t.Helper()
	if problem.ReasonOf(err) != reason {
		t.Errorf("want %s, got %v", reason, err)
	}
}

func brief(w *bureautest.World, method string) commission.Brief {
	due := w.Door.Now().AddDate(0, 3, 0)
	return commission.Brief{Mode: "remote", Method: method, Blind: commission.Single, All: true, Due: &due}
}

func accepted(w *bureautest.World, callID string, n int) string {
	id := w.FormalCheck(callID, n)
	w.Project(officer, id, "accept", docket.Note{})
	return id
}

func section[T any](t *testing.T, w *bureautest.World, id, name string) T {
	t.Helper()
	var v T
	if err := w.Get(id).Section(name, &v); err != nil {
		t.Fatal(err)
	}
	return v
}

func plan(t *testing.T, w *bureautest.World, id string) commission.Plan {
	t.Helper()
	v, found, err := store.Plan(context.Background(), w.Pool, id, section[commission.Planned](t, w, id, "plan").Version)
	if err != nil || !found {
		t.Fatalf("no plan: %v", err)
	}
	return v.Plan
}

// everyoneScores lets those invited accept and score; skip names who does not.
func everyoneScores(w *bureautest.World, id string, skip ...string) {
	for _, r := range w.Reviews(id) {
		login := r.Parties().Reviewer[len("person-"):]
		if r.State != lifecycle.ReviewInvited || slices.Contains(skip, login) {
			continue
		}
		w.Do(login, r.ID, lifecycle.ReviewMachine, "accept_review", reviewact.AcceptReview{NoConflict: true, Confidential: true})
		w.Do(login, r.ID, lifecycle.ReviewMachine, "score", w.Opinion(85))
	}
}

func closeRound(w *bureautest.World, id string) {
	var chair string
	for _, r := range w.Reviews(id) {
		if r.State == lifecycle.ReviewScored {
			chair = r.Parties().Reviewer
		}
	}
	w.Project(agent, id, "close_review", reviewact.CloseReview{Report: "专家组一致认为项目目标明确，技术路线可行，建议立项。", Chair: chair})
}

// A commission by draw from before the close to the evaluation, with what is refused on the way.
func TestDrawnCommission(t *testing.T) {
	t.Parallel()
	w := world(t)
	callID := w.OpenCall()
	app := accepted(w, callID, 0)
	try := func(login, id string, e lifecycle.Event, in any) error {
		_, err := w.Try(login, id, machine, e, in)
		return err
	}
	refused(t, try(officer, "", lifecycle.Create, act.Create{Call: callID, Agency: "org-qinglan", Brief: brief(w, commission.ByDraw)}), "NOT_AN_AGENCY")
	refused(t, try(officer, "", lifecycle.Create, act.Create{Call: callID, Agency: "org-hengping", Brief: commission.Brief{}}), "COMMISSION_INCOMPLETE")
	id := w.Do(officer, "", machine, lifecycle.Create, act.Create{Call: callID, Agency: "org-hengping", Brief: brief(w, commission.ByDraw)}).Record.ID

	seed := proof.NewSeed()
	refused(t, try(agent, id, "commit_draw", act.CommitDraw{Commitment: "no"}), "COMMITMENT_INVALID")
	w.Do(agent, id, machine, "commit_draw", act.CommitDraw{Commitment: seed.Commit(id)})
	refused(t, try(agent, id, "commit_draw", act.CommitDraw{Commitment: seed.Commit(id)}), "COMMITMENT_PUBLISHED")
	if d := section[commission.Drawing](t, w, id, "draw"); !d.InTime || d.Number != "" || d.System == "" {
		t.Errorf("before the close: %+v", d)
	}
	refused(t, try(agent, id, "seal_commission", act.Seal{Independent: true}), "REVIEW_NOT_COMMISSIONED")
	w.Commissioned(callID)
	w.Do(agent, id, machine, "seal_commission", act.Seal{Independent: true})
	chancesBeforeTheDraw(t, w, id)
	_, err := w.Try(agent, app, project, "assign_review", reviewact.AssignReview{Reviewers: []string{"person-luzhiyuan"}})
	refused(t, err, "REVIEW_IN_COMMISSION")
	refused(t, try(agent, id, "propose_panels", act.Propose{}), "NOT_BY_MATCH")
	refused(t, try(agent, id, "adopt_panels", act.Adopt{Version: 1}), "NO_PLAN")
	refused(t, try(agent, id, "draw_panels", act.DrawPanels{Seed: proof.NewSeed().String()}), "DRAW_SEED_WRONG")
	w.Do(agent, id, machine, "draw_panels", act.DrawPanels{Seed: seed.String()})
	refused(t, try(agent, id, "draw_panels", act.DrawPanels{Seed: seed.String()}), "ALREADY_DRAWN")

	raw, err := store.DrawRecord(t.Context(), w.Pool, id)
	if err != nil {
		t.Fatal(err)
	}
	if report, err := commission.Verify([]byte(raw)); err != nil || !report.Sound() {
		t.Errorf("the record does not verify: %v %+v", err, report.Findings)
	}
	p := plan(t, w, id)
	if !p.Lawful() || len(p.Panels) != 1 || len(p.Panels[0].Of(commission.Member)) != 5 || len(p.Panels[0].Of(commission.Reserve)) == 0 {
		t.Fatalf("plan %+v", p)
	}
	w.Do(agent, id, machine, "adopt_panels", act.Adopt{Version: 1})
	if w.State(app) != lifecycle.UnderReview || w.State(id) != lifecycle.CommissionReviewing {
		t.Fatalf("%s, %s", w.State(app), w.State(id))
	}
	refused(t, try(agent, id, "hand_over", act.HandOver{Report: "r"}), "REVIEWS_UNFINISHED")

	lost := w.Reviews(app)[0]
	w.Do(lost.Parties().Reviewer[len("person-"):], lost.ID, lifecycle.ReviewMachine, "decline_review", reviewact.DeclineReview{Reason: "load"})
	w.Clock(app, "invite_reserve")
	seated := w.Reviews(app)
	if called := seated[len(seated)-1].Parties(); len(seated) != 6 || !slices.Contains(p.Panels[0].Of(commission.Reserve), called.Reviewer) || called.AgencyOrg != "org-hengping" {
		t.Errorf("%d reviews, the last of %+v", len(seated), called)
	}
	everyoneScores(w, app)
	w.Clock(app, "quorum_reached")
	closeRound(w, app)
	_, err = w.Try(officer, app, project, "decline", docket.Reason{Reason: "r"})
	refused(t, err, "REVIEW_NOT_HANDED_OVER")
	_, err = w.Try(agent, app, project, "deliver_review", reviewact.Deliver{})
	refused(t, err, "COMMISSION_NOT_HANDED_OVER")
	w.Do(agent, id, machine, "hand_over", act.HandOver{Report: "按期完成"})
	if o := section[review.Outcome](t, w, app, "review"); o.Withheld() || o.Commission != id {
		t.Errorf("%+v", o)
	}
	refused(t, try(agent, id, "hand_over", act.HandOver{Report: "r"}), "")
	refused(t, try(officer, id, "evaluate_agency", act.Evaluate{Comment: "c"}), "EVALUATION_INCOMPLETE")
	w.Project(officer, app, "decline", docket.Reason{Reason: "本批次资金有限"})
	w.Do("heyuan", callID, call, "decide", docket.Note{})
	_, err = w.Try(officer, callID, call, "archive_call", docket.Note{})
	refused(t, err, "AGENCY_NOT_EVALUATED")
	w.Do(officer, id, machine, "evaluate_agency", act.Evaluate{Comment: "履约良好", Scores: []review.Score{
		{Criterion: "TIME", Points: "20"}, {Criterion: "PANEL", Points: "28.5"}, {Criterion: "QUALITY", Points: "22"}, {Criterion: "COMPLAINT", Points: "15"}, {Criterion: "FILES", Points: "10"},
	}})
	if e := section[commission.Evaluation](t, w, id, "evaluation"); e.Total != "95.5" || len(e.Figures) < 8 {
		t.Errorf("%+v", e)
	}
	w.Do(officer, callID, call, "archive_call", docket.Note{})
}

// chancesBeforeTheDraw: from the seal on anybody reads how likely everybody is to sit, and no lot.
func chancesBeforeTheDraw(t *testing.T, w *bureautest.World, id string) {
	t.Helper()
	raw, err := store.DrawRecord(t.Context(), w.Pool, id)
	if err != nil {
		t.Fatal(err)
	}
	rec, err := proof.Read[draw.Record]([]byte(raw))
	if err != nil || len(rec.Chances.Panels) != 1 || rec.Chances.Margin != 220 || rec.Outcome != nil || rec.Reveal != nil {
		t.Fatalf("%v %+v", err, rec.Chances)
	}
	sum := 0
	for _, n := range rec.Chances.Panels[0].Hits {
		sum += n
	}
	if sum != 5*rec.Batch.Rule.Rounds {
		t.Errorf("the chances of five seats add up to %d of %d", sum, rec.Batch.Rule.Rounds)
	}
	if _, err := commission.Verify([]byte(raw)); problem.ReasonOf(err) != "DRAW_NOT_REVEALED" {
		t.Error(err)
	}
}

// A commission by match: changes by hand, versions, an unlawful plan, reserves that run out, a conflict found after the close.
func TestMatchedCommission(t *testing.T) {
	t.Parallel()
	w := world(t)
	callID := w.OpenCall()
	app, other := accepted(w, callID, 0), accepted(w, callID, 1)
	leaving := accepted(w, callID, 3)
	w.Commissioned(callID)
	id := w.Do(officer, "", machine, lifecycle.Create, act.Create{Call: callID, Agency: "org-hengping", Brief: brief(w, commission.Optimal)}).Record.ID
	try := func(e lifecycle.Event, in any) error {
		_, err := w.Try(agent, id, machine, e, in)
		return err
	}
	refused(t, try("commit_draw", act.CommitDraw{Commitment: proof.NewSeed().Commit(id)}), "NOT_BY_DRAW")
	w.Do(agent, id, machine, "seal_commission", act.Seal{Independent: true})
	refused(t, try("adjust_panels", act.Adjust{Version: 1}), "NO_PLAN")
	w.Do(agent, id, machine, "propose_panels", act.Propose{Reserves: 2})
	first := plan(t, w, id)
	if !first.Lawful() || !first.Figures.Proved || first.Figures.Total <= 0 {
		t.Errorf("proposed: %+v", first.Figures)
	}
	// 严听澜 works for 青岚, which applies: excluded from the first application.
	change := func(kind, application, who string) commission.Change {
		return commission.Change{Act: kind, Application: application, Expert: "person-" + who, Reason: "专业更对口"}
	}
	refused(t, try("adjust_panels", act.Adjust{Version: 1, Changes: []commission.Change{change(commission.Add, app, "yantinglan")}}), "CHANGE_INVALID")
	refused(t, try("adjust_panels", act.Adjust{Version: 7, Changes: nil}), "PLAN_STALE")
	gone := first.Panel(app).Of(commission.Member)[0]
	w.Do(agent, id, machine, "adjust_panels", act.Adjust{Version: 1, Changes: []commission.Change{{Act: commission.Forbid, Application: app, Expert: gone, Reason: "r"}}})
	refused(t, try("adopt_panels", act.Adopt{Version: 2}), "PLAN_UNLAWFUL")
	spare := ""
	for _, login := range []string{"hanruoxi", "shituojiang", "subanxia", "jiangyanzhou"} {
		if !slices.Contains(first.Panel(other).Of(commission.Member), "person-"+login) {
			spare = login
		}
	}
	w.Do(agent, id, machine, "adjust_panels", act.Adjust{Version: 2, SolveAgain: true, Changes: []commission.Change{change(commission.Add, other, spare)}})
	third := plan(t, w, id)
	if !third.Lawful() || slices.Contains(third.Panel(app).Of(commission.Member), gone) || !slices.Contains(third.Locked(other), "person-"+spare) {
		t.Errorf("after the changes: %+v", third)
	}
	w.Do(agent, id, machine, "restore_plan", act.Restore{Version: 1})
	if p := plan(t, w, id); p.Restored != 1 || p.Forbids(app, gone) {
		t.Errorf("restored: %+v", p)
	}
	refused(t, try("restore_plan", act.Restore{Version: 9}), "NO_SUCH_PLAN")
	w.Project(bureautest.Applicants[3].PI, leaving, "withdraw", docket.Reason{Reason: "放弃申报"})
	w.Do(agent, id, machine, "adopt_panels", act.Adopt{Version: 4})
	recounted(t, w, id, app)
	exhausted(t, w, other)
	w.Do(agent, id, machine, "hand_over", act.HandOver{Report: "完成"})
	if h := section[commission.Handover](t, w, id, "handover"); h.Delivered != 2 || h.Gone != 1 || h.Hash == "" || h.Late {
		t.Errorf("handed over: %+v", h)
	}

	// After the hand-over a further conflict reopens the round; its result is delivered alone.
	scorer := w.Reviews(app)
	i := slices.IndexFunc(scorer, func(r *docket.Record) bool { return r.State == lifecycle.ReviewScored })
	w.Project(agent, app, "recount", reviewact.Recount{Reviewer: scorer[i].Parties().Reviewer, Ground: "近三年合作", Replace: true})
	if o := section[review.Outcome](t, w, app, "review"); w.State(app) != lifecycle.UnderReview || !o.Withheld() || o.Aggregate != "" || o.Recounts != 2 {
		t.Errorf("%s %+v", w.State(app), o)
	}
	for range 2 { // reserves come in until the panel is whole again or none is left
		if section[review.Outcome](t, w, app, "review").ReservesSpent {
			break
		}
		w.Clock(app, "invite_reserve")
	}
	everyoneScores(w, app)
	closeRound(w, app)
	w.Project(agent, app, "deliver_review", reviewact.Deliver{})
	if section[review.Outcome](t, w, app, "review").Withheld() {
		t.Error("still withheld after it was delivered")
	}
}

// recounted: a conflict found after the close; the score is kept, the result worked out again.
func recounted(t *testing.T, w *bureautest.World, _, app string) {
	t.Helper()
	everyoneScores(w, app)
	closeRound(w, app)
	before := section[review.Outcome](t, w, app, "review")
	var victim *docket.Record
	for _, r := range w.Reviews(app) {
		if r.Parties().Reviewer != before.Chair {
			victim = r
		}
	}
	_, err := w.Try(agent, app, project, "recount", reviewact.Recount{Reviewer: before.Chair, Ground: "g"})
	refused(t, err, "CHAIR_IN_CONFLICT")
	w.Project(agent, app, "recount", reviewact.Recount{Reviewer: victim.Parties().Reviewer, Ground: "近三年合作", Evidence: "论文"})
	after := section[review.Outcome](t, w, app, "review")
	if after.Valid != before.Valid-1 || after.Recounts != 1 || after.Method != "mean" || after.ClosedAt == nil || w.State(victim.ID) != lifecycle.ReviewInvalidated {
		t.Errorf("after the recount: %+v, the score is %s", after, w.State(victim.ID))
	}
	if section[review.Work](t, w, victim.ID, "review").Total == "" {
		t.Error("the score was not kept")
	}
}

// exhausted: more seats are lost than there are reserves; people are told, and invite by hand.
func exhausted(t *testing.T, w *bureautest.World, app string) {
	t.Helper()
	for _, r := range w.Reviews(app)[:4] {
		w.Do(r.Parties().Reviewer[len("person-"):], r.ID, lifecycle.ReviewMachine, "decline_review", reviewact.DeclineReview{Reason: "field"})
	}
	for range 3 {
		if section[review.Outcome](t, w, app, "review").ReservesSpent || len(w.Reviews(app)) == 7 {
			break
		}
		w.Clock(app, "invite_reserve")
	}
	w.Clock(app, "escalate_review")
	_, err := w.Try("system", app, project, "escalate_review", nil)
	refused(t, err, "NOT_DUE")
	var more []string
	on := w.Reviews(app)
	for _, login := range []string{"luzhiyuan", "guqinghe", "shensuining", "hanruoxi", "wenyiheng", "jiangyanzhou", "subanxia", "shituojiang"} {
		if !slices.ContainsFunc(on, func(r *docket.Record) bool { return r.Parties().Reviewer == "person-"+login }) && len(more) < 2 {
			more = append(more, "person-"+login)
		}
	}
	w.Project(agent, app, "invite_more", reviewact.InviteMore{Reviewers: more})
	if section[review.Outcome](t, w, app, "review").EscalatedAt != nil {
		t.Error("still escalated after somebody was invited")
	}
	everyoneScores(w, app)
	closeRound(w, app)
}

// The clock of a commission: a reminder, overdue, more time; and what the officer may undo before anybody is invited.
func TestDeadlineAndRevocation(t *testing.T) {
	t.Parallel()
	w := world(t)
	callID := w.OpenCall()
	app := accepted(w, callID, 0)
	due := w.Door.Now().AddDate(0, 0, 40)
	b := brief(w, commission.Optimal)
	b.Due = &due
	id := w.Do(officer, "", machine, lifecycle.Create, act.Create{Call: callID, Agency: "org-hengping", Brief: b}).Record.ID
	w.Do(officer, id, machine, "revise_commission", act.Revise{Brief: commission.Brief{Blind: commission.Double}})
	if got := section[commission.Brief](t, w, id, "commission"); got.Blind != commission.Double || got.Mode != "remote" || !got.All {
		t.Errorf("%+v", got)
	}
	w.Commissioned(callID)
	w.Do(agent, id, machine, "seal_commission", act.Seal{Independent: true})
	w.Clock(id, "remind_agency")
	w.Clock(id, "run_overdue")
	if got := section[commission.Brief](t, w, id, "commission"); got.OverdueAt == nil || !got.OverdueAt.Equal(due) {
		t.Errorf("overdue %v, due %v", got.OverdueAt, due)
	}
	earlier, later := due.Add(-time.Hour), due.AddDate(0, 0, 10)
	_, err := w.Try(officer, id, machine, "extend_commission", act.Extend{Due: &earlier, Reason: "r"})
	refused(t, err, "DUE_PASSED")
	w.Do(officer, id, machine, "extend_commission", act.Extend{Due: &later, Reason: "专家时间冲突"})
	if w.Due(id, "run_overdue") != later {
		t.Error("the clock was not moved")
	}
	w.Do(officer, id, machine, "revoke_commission", docket.Reason{Reason: "机构更换"})
	again := w.Do(officer, "", machine, lifecycle.Create, act.Create{Call: callID, Agency: "org-hengping", Brief: brief(w, commission.Optimal)}).Record.ID
	w.Do(agent, again, machine, "seal_commission", act.Seal{Independent: true})
	if holder, err := store.Holder(t.Context(), w.Pool, app); err != nil || holder != again {
		t.Errorf("held by %q, %v", holder, err)
	}
	databaseRefuses(t, w, again, app)
}

// databaseRefuses: whatever a program says, an excluded expert has no seat, and no state is without what it rests on.
func databaseRefuses(t *testing.T, w *bureautest.World, id, app string) {
	t.Helper()
	exec(t, w, "insert into commission_plan values ($1, 1, 'e', now(), '{}')", id)
	for sql, constraint := range map[string]string{
		"insert into commission_seat values ('" + id + "', 1, '" + app + "', 'person-yantinglan', 'member', 1)":                            "an excluded expert has no seat",
		"insert into commission_seat values ('" + id + "', 1, '" + app + "', 'person-luzhiyuan', 'guest', 1)":                              "seat_known",
		"update docket set facts = facts #- '{seal}' where id = '" + id + "'":                                                              "sealed_commission_has_hash",
		"update docket set state = 'REVIEWING' where id = '" + id + "'":                                                                    "reviewing_commission_has_panels",
		"update docket set state = 'HANDED_OVER', facts = jsonb_set(facts, '{plan}', '{\"adopted\": 1}') where id = '" + id + "'":          "handed_over_commission_has_hash",
		"update docket set facts = facts #- '{commission,due}' where id = '" + id + "'":                                                    "commission_has_call_agency_due",
		"update docket set state = 'SURVEY', facts = jsonb_set(facts, '{review}', '{\"commission\": \"x\"}') where id = '" + app + "'":     "commissioned_result_is_delivered_first",
		"update commission_exclusion set ground = 'x' where commission = '" + id + "'":                                                     "",
		"insert into commission_application (application, commission, pseudonym, seats) values ('" + app + "', '" + id + "', 'A-9999', 5)": "commission_application_pkey",
	} {
		_, err := w.Pool.Exec(context.Background(), sql)
		if err == nil || constraint != "" && !strings.Contains(err.Error(), constraint) {
			t.Errorf("%s: want %s, got %v", sql, constraint, err)
		}
	}
}
