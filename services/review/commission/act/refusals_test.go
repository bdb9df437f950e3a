package act_test

import (
	"testing"
	"time"

	"yanlu/seeds"
	"yanlu/services/bureau/bureautest"
	"yanlu/services/lifecycle"
	"yanlu/services/programme"
	"yanlu/services/review/commission"
	"yanlu/services/review/commission/act"
	"yanlu/services/review/draw/proof"
)

func create(w *bureautest.World, callID, agency, method string) error {
	_, err := w.Try(officer, "", machine, lifecycle.Create, act.Create{Call: callID, Agency: agency, Brief: brief(w, method)})
	return err
}

// anotherAgency is a second one beside the seeded.
func anotherAgency(t *testing.T, w *bureautest.World) string {
	t.Helper()
	exec(t, w, "insert into organisation (id, uscc, name, kind) select 'org-zhongzheng', 'zz', '中正评估（演示）', kind from organisation where id = 'org-hengping'")
	exec(t, w, "insert into person (id, login, name) values ('person-zhong', 'zhong', '钟正')")
	exec(t, w, "insert into role_grant (person, organisation, role) values ('person-zhong', 'org-zhongzheng', 'agency')")
	return "org-zhongzheng"
}

// A commission is of a call that is published and not decided, and of the agency that the call was given to.
func TestWhatMayBeCommissioned(t *testing.T) {
	t.Parallel()
	w := world(t)
	drafted := w.Do(officer, "", call, lifecycle.Create, programme.CreateCall{Template: "application-development", Title: "批次", PackCode: "fuling", PackVersion: seeds.Version}).Record.ID
	refused(t, create(w, drafted, "org-hengping", commission.Optimal), "CALL_NOT_COMMISSIONABLE")
	callID := w.OpenCall()
	app := accepted(w, callID, 0)
	refused(t, create(w, app, "org-hengping", commission.Optimal), "CALL_NOT_COMMISSIONABLE")
	other := anotherAgency(t, w)
	w.Commissioned(callID)
	refused(t, create(w, callID, other, commission.Optimal), "CALL_HAS_ANOTHER_AGENCY")
	if err := create(w, callID, "org-hengping", commission.Optimal); err != nil {
		t.Error(err)
	}
}

// drawnOf commissions the review of one application by draw.
func drawnOf(w *bureautest.World, callID, app string) string {
	b := brief(w, commission.ByDraw)
	b.All, b.Applications = false, []string{app}
	return w.Do(officer, "", machine, lifecycle.Create, act.Create{Call: callID, Agency: "org-hengping", Brief: b}).Record.ID
}

// A draw has its commitment before the seal and its seed in the form that was
// committed to, and the commitment is public for as long as the pack asks.
func TestADrawIsNotTakenEarly(t *testing.T) {
	t.Parallel()
	w := world(t)
	callID := w.OpenCall()
	uncommitted, id := drawnOf(w, callID, accepted(w, callID, 0)), drawnOf(w, callID, accepted(w, callID, 1))
	try := func(e lifecycle.Event, in any) error {
		_, err := w.Try(agent, id, machine, e, in)
		return err
	}
	w.At(w.Due(callID, "close").Add(-time.Minute)) // the last minute for a commitment
	seed := proof.NewSeed()
	w.Do(agent, id, machine, "commit_draw", act.CommitDraw{Commitment: seed.Commit(id)})
	w.Commissioned(callID)
	_, err := w.Try(agent, uncommitted, machine, "seal_commission", act.Seal{Independent: true})
	refused(t, err, "DRAW_NOT_COMMITTED")
	w.Do(agent, id, machine, "seal_commission", act.Seal{Independent: true})
	committed := section[commission.Drawing](t, w, id, "draw").AgencyAt
	var rule struct {
		Hours int `json:"lead_time_hours"`
	}
	if err := packOf(t, w, callID).Value("rev.panel.draw", &rule); err != nil || rule.Hours < 1 {
		t.Fatalf("%v, %d hours", err, rule.Hours)
	}
	earliest := committed.Add(time.Duration(rule.Hours) * time.Hour)
	w.At(earliest.Add(-time.Microsecond))
	refused(t, try("draw_panels", act.DrawPanels{Seed: seed.String()}), "DRAW_TOO_EARLY")
	w.At(earliest)
	refused(t, try("draw_panels", act.DrawPanels{Seed: "ABC"}), "SEED_INVALID")
	refused(t, try("draw_panels", act.DrawPanels{Seed: proof.NewSeed().String()}), "DRAW_SEED_WRONG")
	if err := try("draw_panels", act.DrawPanels{Seed: seed.String()}); err != nil {
		t.Error(err)
	}
}
