package act_test

import (
	"slices"
	"strings"
	"testing"

	"yanlu/services/bureau/bureautest"
	"yanlu/services/docket"
	"yanlu/services/lifecycle"
	"yanlu/services/platform/problem"
	"yanlu/services/review"
	reviewact "yanlu/services/review/act"
	"yanlu/services/review/commission"
	"yanlu/services/review/commission/act"
	"yanlu/services/review/commission/store"
)

// under is an application whose panel of a commission was adopted, with everybody left in the pool as a reserve.
func under(t *testing.T) (w *bureautest.World, app string) {
	t.Helper()
	w = world(t)
	exec(t, w, "update expert set local = false where kinds = '{industry}'")
	callID := w.OpenCall()
	app = accepted(w, callID, 0)
	w.Commissioned(callID)
	id := w.Do(officer, "", machine, lifecycle.Create, act.Create{Call: callID, Agency: "org-hengping", Brief: brief(w, commission.Optimal)}).Record.ID
	w.Do(agent, id, machine, "seal_commission", act.Seal{Independent: true})
	w.Do(agent, id, machine, "propose_panels", act.Propose{Reserves: 20})
	w.Do(agent, id, machine, "adopt_panels", act.Adopt{Version: 1})
	return w, app
}

// sitting is the panel as it is now, with what each counts as.
func sitting(t *testing.T, w *bureautest.World, app string) []commission.Expert {
	t.Helper()
	var ids []string
	for _, r := range w.Reviews(app) {
		if review.Seated(r.State) {
			ids = append(ids, r.Parties().Reviewer)
		}
	}
	list, err := store.Present(t.Context(), w.Pool, ids)
	if err != nil {
		t.Fatal(err)
	}
	return list
}

// leave lets the member of a kind decline and returns who it was.
func leave(t *testing.T, w *bureautest.World, app, kind string) string {
	t.Helper()
	on := sitting(t, w, app)
	i := slices.IndexFunc(on, func(e commission.Expert) bool { return e.Is(kind) })
	if i < 0 {
		t.Fatalf("nobody of %s sits on the panel", kind)
	}
	for _, r := range w.Reviews(app) {
		if r.Parties().Reviewer == on[i].ID {
			w.Do(strings.TrimPrefix(on[i].ID, "person-"), r.ID, lifecycle.ReviewMachine, "decline_review", reviewact.DeclineReview{Reason: "load"})
		}
	}
	return on[i].ID
}

func outcome(t *testing.T, w *bureautest.World, app string) review.Outcome {
	t.Helper()
	return section[review.Outcome](t, w, app, "review")
}

// A seat that was lost goes to the reserve who keeps the panel lawful; when none does, people decide, and a departure from the rule is on record.
func TestReservesKeepTheComposition(t *testing.T) {
	t.Parallel()
	w, app := under(t)
	pack, err := w.Book.InForce(t.Context(), w.Door.Now())
	if err != nil {
		t.Fatal(err)
	}
	law, _, err := commission.LawOf(pack)
	if err != nil {
		t.Fatal(err)
	}
	whole := func(when string) {
		t.Helper()
		if f := law.Faults(5, sitting(t, w, app)); len(f) > 0 {
			t.Errorf("%s: %+v", when, f)
		}
	}
	leave(t, w, app, commission.Finance)
	w.Clock(app, "invite_reserve")
	whole("the other finance expert comes in")
	leave(t, w, app, commission.Technical)
	leave(t, w, app, commission.Industry)
	w.Clock(app, "invite_reserve")
	w.Clock(app, "invite_reserve")
	whole("two seats at once")

	leave(t, w, app, commission.Finance) // there is no third
	w.Clock(app, "invite_reserve")
	o := outcome(t, w, app)
	if o.Shortage == nil || o.Shortage.Rule != commission.MixRule || !strings.Contains(o.Shortage.Zh, "财务专家至少1人，现为0人") || len(sitting(t, w, app)) != 4 {
		t.Fatalf("%+v", o.Shortage)
	}
	w.Clock(app, "escalate_review")
	events, err := docket.Events(t.Context(), w.Pool, app, 0, 500)
	if err != nil || events[len(events)-1].Cause != commission.MixRule {
		t.Errorf("escalated for %q, %v", events[len(events)-1].Cause, err)
	}
	leave(t, w, app, commission.Industry) // a further loss is looked at again: of two seats one can be filled
	w.Clock(app, "invite_reserve")
	if len(sitting(t, w, app)) != 4 {
		t.Errorf("%d sit after the second loss: %+v", len(sitting(t, w, app)), outcome(t, w, app).Shortage)
	}
	byHand(t, w, app)
}

// byHand: the last seat needs a finance expert and there is none.
func byHand(t *testing.T, w *bureautest.World, app string) {
	t.Helper()
	var more string
	for _, login := range []string{"luzhiyuan", "guqinghe", "shensuining", "hanruoxi", "wenyiheng", "jiangyanzhou", "subanxia", "shituojiang"} {
		if !slices.ContainsFunc(w.Reviews(app), func(r *docket.Record) bool { return r.Parties().Reviewer == "person-"+login }) {
			more = "person-" + login
		}
	}
	// 严听澜 works for 青岚, which applies.
	_, err := w.Try(agent, app, project, "invite_more", reviewact.InviteMore{Reviewers: []string{"person-yantinglan"}, Reason: "r"})
	refused(t, err, "REVIEWER_EXCLUDED")
	_, err = w.Try(agent, app, project, "invite_more", reviewact.InviteMore{Reviewers: []string{more}})
	refused(t, err, "PANEL_MIX")
	if p := problem.Of(err); p == nil || len(p.Violations) != 1 || p.Violations[0].Field != "reason" {
		t.Errorf("%+v", p)
	}
	w.Project(agent, app, "invite_more", reviewact.InviteMore{Reviewers: []string{more}, Reason: "财务专家均已谢绝，由机构财务人员列席把关"})
	if o := outcome(t, w, app); o.Departure == nil || o.Departure.Rule != commission.MixRule || o.Departure.Reason == "" || o.Shortage != nil || o.EscalatedAt != nil {
		t.Errorf("%+v", o)
	}
}

// Whoever has come into conflict since the seal is passed over, whatever the list said.
func TestAReserveIsScreenedWhenCalled(t *testing.T) {
	t.Parallel()
	w, app := under(t)
	o := outcome(t, w, app)
	places, err := store.Adopted(t.Context(), w.Pool, o.Commission, app)
	if err != nil {
		t.Fatal(err)
	}
	var next []string
	for _, p := range places {
		if p.Seat == commission.Reserve && p.Stratum == "technical/outside" {
			next = append(next, p.Expert)
		}
	}
	if len(next) < 2 {
		t.Fatalf("only %d reserves", len(next))
	}
	exec(t, w, `insert into expert_relation (person, seq, kind, other_org, other_org_name, other_name, note, declared_at) values ($1, 9, 'post', 'org-qinglan', '', '', '独立董事', now())`, next[0])
	leave(t, w, app, commission.Technical)
	w.Clock(app, "invite_reserve")
	on := w.Reviews(app)
	called := on[len(on)-1].Parties().Reviewer
	if called == next[0] || len(on) != 6 {
		t.Errorf("called %s of %d, in conflict is %s", called, len(on), next[0])
	}
}

// The call's blindness is the commission's, and a commission may only be stricter.
func TestBlindnessOfCallAndCommission(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ call, asked, got string }{
		"as the call":            {"", "", "single"},
		"as a double-blind call": {"double", "", "double"},
		"stricter":               {"single", "double", "double"},
		"laxer":                  {"double", "single", ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := world(t)
			callID := w.OpenBlindCall(c.call)
			app := accepted(w, callID, 0)
			w.Commissioned(callID)
			b := brief(w, commission.Optimal)
			b.Blind = c.asked
			made, err := w.Try(officer, "", machine, lifecycle.Create, act.Create{Call: callID, Agency: "org-hengping", Brief: b})
			if c.got == "" {
				refused(t, err, "BLIND_RELAXED")
				b.Blind = ""
				made = w.Do(officer, "", machine, lifecycle.Create, act.Create{Call: callID, Agency: "org-hengping", Brief: b})
				_, err = w.Try(officer, made.Record.ID, machine, "revise_commission", act.Revise{Brief: commission.Brief{Blind: "single"}})
				refused(t, err, "BLIND_RELAXED")
				c.got = "double"
			} else if err != nil {
				t.Fatal(err)
			}
			id := made.Record.ID
			if got := section[commission.Brief](t, w, id, "commission").Blind; got != c.got {
				t.Errorf("commissioned %q, want %q", got, c.got)
			}
			w.Do(agent, id, machine, "seal_commission", act.Seal{Independent: true})
			w.Do(agent, id, machine, "propose_panels", act.Propose{})
			w.Do(agent, id, machine, "adopt_panels", act.Adopt{Version: 1})
			leave(t, w, app, commission.Technical)
			w.Clock(app, "invite_reserve")
			for _, r := range w.Reviews(app) {
				x := section[review.Work](t, w, r.ID, "review")
				if x.Blind != c.got || (len(x.Team) == 0) != (c.got == "double") {
					t.Errorf("a review is %q and shows %v, want %q", x.Blind, x.Team, c.got)
				}
			}
		})
	}
}
