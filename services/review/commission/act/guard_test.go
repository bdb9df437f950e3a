package act_test

import (
	"context"
	"slices"
	"strings"
	"testing"

	"yanlu/services/bureau/bureautest"
	"yanlu/services/docket"
	"yanlu/services/lifecycle"
	"yanlu/services/platform/problem"
	reviewact "yanlu/services/review/act"
	"yanlu/services/review/commission"
	"yanlu/services/review/commission/act"
	"yanlu/services/review/commission/store"
	"yanlu/services/review/draw/proof"
)

// lawful is a panel of five that breaks no rule in world: three technical, one of finance, one of industry.
var lawful = persons("luzhiyuan", "shensuining", "wenyiheng", "qianshenzhi", "fangqicheng")

func persons(logins ...string) []string {
	var out []string
	for _, l := range logins {
		out = append(out, "person-"+l)
	}
	return out
}

// says ends the test unless a refusal names what it should, in Chinese.
func says(t *testing.T, err error, reason string, parts ...string) {
	t.Helper()
	refused(t, err, reason)
	p := problem.Of(err)
	if p == nil {
		return
	}
	all := p.Zh
	for _, v := range p.Violations {
		all += "\n" + v.Zh
	}
	for _, part := range parts {
		if !strings.Contains(all, part) {
			t.Errorf("no %q in\n%s", part, all)
		}
	}
}

func commissioned(w *bureautest.World, callID string, b commission.Brief) string {
	return w.Do(officer, "", machine, lifecycle.Create, act.Create{Call: callID, Agency: "org-hengping", Brief: b}).Record.ID
}

// relate enters a relation with an application's organisation into an expert's file.
func relate(t *testing.T, w *bureautest.World, person, org string) {
	t.Helper()
	exec(t, w, `insert into expert_relation (person, seq, kind, other_org, note, declared_at) select $1, coalesce(max(seq), 0) + 1, 'share', $2, '', now() from expert_relation where person = $1`, person, org)
}

// A hand panel is refused as soon as a commission means the application, and goes through its law where none does.
func TestHandPanelsGoThroughTheLawOfCommissions(t *testing.T) {
	t.Parallel()
	w := world(t)
	callID := w.OpenCall()
	app := accepted(w, callID, 0)
	w.Commissioned(callID)
	assign := func(people []string) error {
		_, err := w.Try(agent, app, project, "assign_review", reviewact.AssignReview{Reviewers: people})
		return err
	}
	id := commissioned(w, callID, brief(w, commission.Optimal))
	says(t, assign(lawful), "REVIEW_IN_COMMISSION", "专家组须在委托中产生", "科技局经办人")
	w.Do(officer, id, machine, "revoke_commission", docket.Reason{Reason: "另行组织"})

	technical := persons("luzhiyuan", "shensuining", "wenyiheng", "jiangyanzhou", "subanxia")
	says(t, assign(technical), "PANEL_UNLAWFUL", "财务专家至少1人", "产业专家至少1人")
	says(t, assign(persons("luzhiyuan", "guqinghe", "baizhiyan", "qianshenzhi", "wenyiheng")), "PANEL_UNLAWFUL", "本地专家至多2人")
	relate(t, w, "person-shensuining", w.Get(app).Parties().HostOrg)
	says(t, assign(lawful), "PANEL_UNLAWFUL", "沈穗宁：应回避", "持有申报单位股份")
	exec(t, w, `delete from expert_relation where person = 'person-shensuining'`)
	exec(t, w, `update expert set max_load = 1 where person = 'person-wenyiheng'`)
	if err := assign(lawful); err != nil {
		t.Fatal(err)
	}
	_, err := w.Try(agent, app, project, "invite_more", reviewact.InviteMore{Reviewers: persons("jiangyanzhou", "wenyiheng")})
	says(t, err, "PANEL_UNLAWFUL", "温以恒：本轮已邀请过")

	other := accepted(w, w.OpenCall(), 1)
	w.Commissioned(w.Get(other).Parties().Parent)
	_, err = w.Try(agent, other, project, "assign_review", reviewact.AssignReview{Reviewers: lawful})
	says(t, err, "PANEL_UNLAWFUL", "温以恒：在评任务已满")
}

// Whoever the seal excluded stays out, by hand too; and the database is the last to say so.
func TestSealedExclusionsBindInvitationsByHand(t *testing.T) {
	t.Parallel()
	w := world(t)
	callID := w.OpenCall()
	app := accepted(w, callID, 0)
	w.Commissioned(callID)
	id := commissioned(w, callID, brief(w, commission.Optimal))
	relate(t, w, "person-subanxia", w.Get(app).Parties().HostOrg)
	w.Do(agent, id, machine, "seal_commission", act.Seal{Independent: true})
	exec(t, w, `delete from expert_relation where person = 'person-subanxia'`) // the file forgets, the seal does not
	w.Do(agent, id, machine, "propose_panels", act.Propose{})
	w.Do(agent, id, machine, "adopt_panels", act.Adopt{Version: 1})
	first := w.Reviews(app)[0]
	w.Do(first.Parties().Reviewer[len("person-"):], first.ID, lifecycle.ReviewMachine, "decline_review", reviewact.DeclineReview{Reason: "field"})
	_, err := w.Try(agent, app, project, "invite_more", reviewact.InviteMore{Reviewers: persons("subanxia")})
	says(t, err, "REVIEWER_EXCLUDED", "苏半夏：持有申报单位股份")

	_, err = w.Pool.Exec(context.Background(), `insert into docket (id, machine, state, terminal, seq, head, opened_at, since, facts)
		select 'sneaked', 'review', 'INVITED', false, 1, ''::bytea, now(), now(),
			jsonb_build_object('parties', jsonb_build_object('title', 't', 'parent', $1::text, 'reviewer', 'person-subanxia'), 'review', '{"round": 1}'::jsonb)`, app)
	if err == nil || !strings.Contains(err.Error(), "an excluded expert has no review") {
		t.Errorf("the database took it: %v", err)
	}
}

// What is drawn binds: the commission is not revoked, its applications are not
// commissioned again, and by hand nobody comes before the reserves.
func TestTheDrawIsBinding(t *testing.T) {
	t.Parallel()
	w := world(t)
	callID := w.OpenCall()
	app := accepted(w, callID, 0)
	id := commissioned(w, callID, brief(w, commission.ByDraw))
	_, err := w.Try(officer, "", machine, lifecycle.Create, act.Create{Call: callID, Agency: "org-hengping", Brief: brief(w, commission.Optimal)})
	says(t, err, "APPLICATION_COMMISSIONED", "全部受理项目")
	named := brief(w, commission.Optimal)
	named.All, named.Applications = false, []string{app}
	_, err = w.Try(officer, "", machine, lifecycle.Create, act.Create{Call: callID, Agency: "org-hengping", Brief: named})
	says(t, err, "APPLICATION_COMMISSIONED", "已列入另一委托")

	seed := proof.NewSeed()
	w.Do(agent, id, machine, "commit_draw", act.CommitDraw{Commitment: seed.Commit(id)})
	w.Commissioned(callID)
	w.Do(agent, id, machine, "seal_commission", act.Seal{Independent: true})
	w.Do(agent, id, machine, "draw_panels", act.DrawPanels{Seed: seed.String()})
	_, err = w.Try(officer, id, machine, "revoke_commission", docket.Reason{Reason: "结果不理想"})
	says(t, err, "DRAW_IS_BINDING", "评审机构确认抽取结果")
	_, err = w.Try(officer, "", machine, lifecycle.Create, act.Create{Call: callID, Agency: "org-hengping", Brief: named})
	refused(t, err, "APPLICATION_COMMISSIONED")

	w.Do(agent, id, machine, "adopt_panels", act.Adopt{Version: 1})
	places, err := store.Adopted(t.Context(), w.Pool, id, app)
	if err != nil {
		t.Fatal(err)
	}
	technical := slices.IndexFunc(places, func(p store.Place) bool { return p.Seat == commission.Member && p.Stratum == "technical/outside" })
	for _, gone := range w.Reviews(app) {
		if gone.Parties().Reviewer == places[technical].Expert {
			w.Do(agent, gone.ID, lifecycle.ReviewMachine, "cancel_review", docket.Reason{Reason: "改请他人"})
		}
	}
	var turn, others []string
	for _, p := range slices.Backward(places) { // the last first: it is nobody's turn there
		if p.Seat != commission.Reserve {
			continue
		}
		if err := tryMore(w, app, p.Expert); problem.ReasonOf(err) == "RESERVE_OUT_OF_ORDER" {
			others = append(others, p.Expert)
		} else if err == nil {
			turn = append(turn, p.Expert)
			break
		}
	}
	if len(turn) != 1 || len(others) == 0 {
		t.Fatalf("the turn of %v, out of order %v", turn, others)
	}
}

func tryMore(w *bureautest.World, app, person string) error {
	_, err := w.Try(agent, app, project, "invite_more", reviewact.InviteMore{Reviewers: []string{person}})
	return err
}

// After the close of the call nobody commits to a seed any more: the commission is made to be matched instead.
func TestNoCommitmentAfterTheClose(t *testing.T) {
	t.Parallel()
	w := world(t)
	callID := w.OpenCall()
	accepted(w, callID, 0)
	id := commissioned(w, callID, brief(w, commission.ByDraw))
	w.Commissioned(callID)
	_, err := w.Try(agent, id, machine, "commit_draw", act.CommitDraw{Commitment: proof.NewSeed().Commit(id)})
	says(t, err, "COMMITMENT_TOO_LATE", "改为专业匹配")
	w.Do(officer, id, machine, "revise_commission", act.Revise{Brief: commission.Brief{Method: commission.Optimal}})
	w.Do(agent, id, machine, "seal_commission", act.Seal{Independent: true})
}

// An applicant's list counts to the rule's number, wherever it is asked.
func TestTheAvoidListCountsAlikeEverywhere(t *testing.T) {
	t.Parallel()
	w := world(t)
	callID := w.OpenCall()
	app := accepted(w, callID, 0)
	var rows []map[string]any
	for _, name := range []string{"某甲", "某乙", "某丙", "钱慎之", "孟知书", "陆知远", "沈穗宁", "温以恒"} {
		rows = append(rows, map[string]any{"name": name, "unit": "x", "reason": "y"})
	}
	exec(t, w, `insert into draft (subject, version, content, saved_by, saved_at)
		select subject, version + 1, content || $2, saved_by, now() from draft where subject = $1 order by version desc limit 1`, app, map[string]any{"compliance.avoid_experts": rows})
	w.Commissioned(callID)
	id := commissioned(w, callID, brief(w, commission.Optimal))
	w.Do(agent, id, machine, "seal_commission", act.Seal{Independent: true})
	w.Do(agent, id, machine, "propose_panels", act.Propose{})
	w.Do(agent, id, machine, "adopt_panels", act.Adopt{Version: 1})
}

// Between seal and adoption, and between invitation and close, files change: every step asks again.
func TestFilesThatChangeAfterTheSealCount(t *testing.T) {
	t.Parallel()
	w := world(t)
	callID := w.OpenCall()
	app := accepted(w, callID, 0)
	w.Commissioned(callID)
	id := commissioned(w, callID, brief(w, commission.Optimal))
	w.Do(agent, id, machine, "seal_commission", act.Seal{Independent: true})
	w.Do(agent, id, machine, "propose_panels", act.Propose{})
	host := w.Get(app).Parties().HostOrg
	made := plan(t, w, id)
	seats := made.Panel(app).Of(commission.Member)
	relate(t, w, seats[0], host)
	_, err := w.Try(agent, id, machine, "adopt_panels", act.Adopt{Version: 1})
	says(t, err, "PLAN_UNLAWFUL", "应回避", "持有申报单位股份")
	exec(t, w, `delete from expert_relation where person = $1`, seats[0])
	w.Do(agent, id, machine, "adopt_panels", act.Adopt{Version: 1})

	asked := w.Reviews(app)[0]
	login := asked.Parties().Reviewer[len("person-"):]
	relate(t, w, asked.Parties().Reviewer, host)
	_, err = w.Try(login, asked.ID, lifecycle.ReviewMachine, "accept_review", reviewact.AcceptReview{NoConflict: true, Confidential: true})
	says(t, err, "REVIEWER_IN_CONFLICT", "请选择回避")
	if strings.Contains(err.Error(), "股份") {
		t.Error("the refusal tells a reviewer whose application it is")
	}
	exec(t, w, `delete from expert_relation where person = $1`, asked.Parties().Reviewer)
	everyoneScores(w, app)
	relate(t, w, asked.Parties().Reviewer, host)
	_, err = w.Try(agent, app, project, "close_review", reviewact.CloseReview{Report: "专家组一致认为项目目标明确，技术路线可行，建议立项。", Chair: seats[1]})
	says(t, err, "REVIEWER_IN_CONFLICT", "专家A：", "登记回避")
	w.Project(agent, app, "expert_recused", reviewact.ExpertRecused{Reviewer: asked.Parties().Reviewer, Ground: "持有申报单位股份"})
	closeRound(w, app)
}

// A drawn member who conflicts by the adoption gives the seat to the reserves; the lots are not drawn again.
func TestADrawnMemberInConflictGivesWay(t *testing.T) {
	t.Parallel()
	w := world(t)
	callID := w.OpenCall()
	app := accepted(w, callID, 0)
	id := commissioned(w, callID, brief(w, commission.ByDraw))
	seed := proof.NewSeed()
	w.Do(agent, id, machine, "commit_draw", act.CommitDraw{Commitment: seed.Commit(id)})
	w.Commissioned(callID)
	w.Do(agent, id, machine, "seal_commission", act.Seal{Independent: true})
	w.Do(agent, id, machine, "draw_panels", act.DrawPanels{Seed: seed.String()})
	drawn := plan(t, w, id)
	lost := drawn.Panel(app).Of(commission.Member)[0]
	relate(t, w, lost, w.Get(app).Parties().HostOrg)
	w.Do(agent, id, machine, "adopt_panels", act.Adopt{Version: 1})
	if on := w.Reviews(app); len(on) != 4 {
		t.Fatalf("%d reviews", len(on))
	}
	for _, r := range w.Reviews(app) {
		if r.Parties().Reviewer == lost {
			t.Error("invited in spite of the conflict")
		}
	}
	w.Clock(app, "invite_reserve")
	if on := w.Reviews(app); len(on) != 5 {
		t.Errorf("%d reviews after the reserve was called", len(on))
	}
}

// A pool that cannot fill the panels is not sealed: the refusal says who is lacking.
func TestAPoolTooSmallIsNotSealed(t *testing.T) {
	t.Parallel()
	w := world(t)
	callID := w.OpenCall()
	accepted(w, callID, 0)
	w.Commissioned(callID)
	id := commissioned(w, callID, brief(w, commission.Optimal))
	exec(t, w, `update expert set status = 'suspended', reason = '核查中' where 'finance' = any(kinds)`)
	_, err := w.Try(agent, id, machine, "seal_commission", act.Seal{Independent: true})
	says(t, err, "POOL_TOO_SMALL", "可邀请的财务专家需要1人，现有0人", "核验专家")
	exec(t, w, `delete from role_grant where role = 'reviewer'`)
	_, err = w.Try(agent, id, machine, "seal_commission", act.Seal{Independent: true})
	says(t, err, "POOL_TOO_SMALL", "可邀请的专家需要5人，现有0人")
}
