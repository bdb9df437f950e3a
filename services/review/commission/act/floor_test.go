package act_test

import (
	"slices"
	"strings"
	"testing"

	"yanlu/services/bureau/bureautest"
	"yanlu/services/lifecycle"
	"yanlu/services/platform/problem"
	"yanlu/services/review/commission"
	"yanlu/services/review/commission/act"
	"yanlu/services/review/draw/proof"
)

// sealed is a commission of two applications, sealed and to be matched.
func sealed(t *testing.T) (w *bureautest.World, id string, apps []string) {
	t.Helper()
	w = world(t)
	callID := w.OpenCall()
	apps = []string{accepted(w, callID, 0), accepted(w, callID, 1)}
	id = w.Do(officer, "", machine, lifecycle.Create, act.Create{Call: callID, Agency: "org-hengping", Brief: brief(w, commission.Optimal)}).Record.ID
	w.Commissioned(callID)
	w.Do(agent, id, machine, "seal_commission", act.Seal{Independent: true})
	return w, id, apps
}

func loads(p commission.Plan) map[string]int {
	out := map[string]int{}
	for _, panel := range p.Panels {
		for _, e := range panel.Of(commission.Member) {
			out[e]++
		}
	}
	return out
}

// Least loads are kept with the plan through everything that makes a new version,
// and a version that gives somebody less cannot be adopted.
func TestLeastLoads(t *testing.T) {
	t.Parallel()
	w, id, _ := sealed(t)
	try := func(e lifecycle.Event, in any) error {
		_, err := w.Try(agent, id, machine, e, in)
		return err
	}
	refused(t, try("propose_panels", act.Propose{MinLoad: 9}), "FLOORS_TOO_HIGH")
	w.Do(agent, id, machine, "propose_panels", act.Propose{})
	first := plan(t, w, id)
	idle := ""
	for _, login := range []string{"guqinghe", "shensuining", "hanruoxi", "wenyiheng", "jiangyanzhou", "subanxia", "luzhiyuan"} {
		if loads(first)["person-"+login] == 0 {
			idle = "person-" + login
		}
	}
	if idle == "" {
		t.Fatal("everybody has a panel: the test has nobody to ask for")
	}

	asks := []commission.Change{{Act: commission.Floor, Expert: idle, Floor: 1, Reason: "新入库专家，须参加本批评审"}}
	w.Do(agent, id, machine, "adjust_panels", act.Adjust{Version: 1, Changes: asks})
	if p := plan(t, w, id); p.Lawful() || p.Floors[idle] != 1 {
		t.Errorf("saved and not solved: %v %v", p.Floors, p.Faults)
	}
	err := try("adopt_panels", act.Adopt{Version: 2})
	refused(t, err, "PLAN_UNLAWFUL")
	if p := problem.Of(err); p == nil || !slices.ContainsFunc(p.Violations, func(v problem.Violation) bool { return strings.Contains(v.Zh, "至少评审1项") }) {
		t.Errorf("the refusal does not say who has too little: %v", err)
	}

	w.Do(agent, id, machine, "propose_panels", act.Propose{RaiseWorst: true})
	if p := plan(t, w, id); loads(p)[idle] != 1 || !p.Lawful() || p.Floors[idle] != 1 {
		t.Errorf("proposed again: %d, %v, %v", loads(p)[idle], p.Floors, p.Faults)
	}
	w.Do(agent, id, machine, "restore_plan", act.Restore{Version: 2})
	if p := plan(t, w, id); p.Lawful() || p.Floors[idle] != 1 {
		t.Errorf("restored: %v %v", p.Floors, p.Faults)
	}
	w.Do(agent, id, machine, "restore_plan", act.Restore{Version: 3})
	w.Do(agent, id, machine, "adopt_panels", act.Adopt{Version: 5})
}

// Lots cannot be made to fall on everybody: the refusal says why.
func TestADrawKnowsNoLeastLoads(t *testing.T) {
	t.Parallel()
	w := world(t)
	callID := w.OpenCall()
	accepted(w, callID, 0)
	id := w.Do(officer, "", machine, lifecycle.Create, act.Create{Call: callID, Agency: "org-hengping", Brief: brief(w, commission.ByDraw)}).Record.ID
	w.Do(agent, id, machine, "commit_draw", act.CommitDraw{Commitment: proof.NewSeed().Commit(id)})
	w.Commissioned(callID)
	w.Do(agent, id, machine, "seal_commission", act.Seal{Independent: true})
	_, err := w.Try(agent, id, machine, "propose_panels", act.Propose{MinLoad: 1})
	refused(t, err, "NOT_BY_MATCH")
	if p := problem.Of(err); p == nil || len(p.Violations) != 1 || p.Violations[0].Field != "min_load" {
		t.Errorf("%v", err)
	}
}
