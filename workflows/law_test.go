package workflows_test

import (
	"context"
	"slices"
	"testing"
	"time"

	"yanlu/services/docket"
	"yanlu/services/docket/workitem"
	"yanlu/services/lifecycle"
	"yanlu/workflows"
	"yanlu/workflows/contract"
	"yanlu/workflows/workflowtest"
)

// followers are system acts that another record's act brings about at once (docket.Act.Follow): no clock leads to them.
var followers = []lifecycle.Event{"place_slot", "answer_slot", "drop_slot"}

// Every row of the law that the system may cause is carried by the workflow of
// its machine from the state it leaves. A new one fails here until a stage names it.
func TestEveryActOfTheSystemHasAStage(t *testing.T) {
	for _, law := range lifecycle.Laws() {
		for _, row := range law.Transitions {
			if row.From == lifecycle.None || !slices.Contains(row.Actors, lifecycle.System) || slices.Contains(followers, row.Event) { // what begins beside another act is that act's
				continue
			}
			t.Run(string(law.Machine)+"/"+string(row.From)+"/"+string(row.Event), func(t *testing.T) {
				b := workflowtest.New(t)
				subject := b.Place(t, law.Machine, row.From, "", workflowtest.Due{row.Event: workflowtest.Epoch.Add(time.Hour)})
				placed := b.Get(t, subject).Seq
				b.Carry(t, law.Machine, subject, 2*time.Hour)
				if got := b.History(t, subject, placed); !slices.Equal(got, []string{string(row.Event) + "@1h0m0s"}) {
					t.Errorf("on record: %v: name the event in the stage file of %s", got, row.From)
				}
				if items, err := workitem.Of(t.Context(), b.Pool, subject); err != nil || len(items) > 0 {
					t.Errorf("work items %+v, %v", items, err)
				}
			})
		}
	}
}

// Every state in which a project can still move belongs to a stage, and to one only.
func TestEveryStateOfTheLawBelongsToAStage(t *testing.T) {
	for _, law := range lifecycle.Laws() {
		if workflows.Of(law.Machine) == nil {
			t.Errorf("no workflow carries a %s: add it to workflows.Of", law.Machine)
			continue
		}
		for _, s := range law.Standings {
			stage := stageOf(t, law.Machine, s.State)
			switch {
			case !s.Terminal && (stage == "" || stage == "outside"):
				t.Errorf("%s: state %s belongs to no stage: add it to the story of the workflow", law.Machine, s.State)
			case s.Terminal && law.Machine == lifecycle.ProjectMachine && stage != "outside":
				t.Errorf("%s: %s is an end and belongs to stage %s", law.Machine, s.State, stage)
			}
		}
	}
}

// stageOf asks the workflow itself: something that no stage knows falls due, and the refusal names the stage.
func stageOf(t *testing.T, m lifecycle.Machine, s lifecycle.State) string {
	t.Helper()
	stage := ""
	load := func(context.Context, contract.Start) (contract.Plan, error) {
		plan := contract.Plan{Subject: "s", Machine: m, State: s, Seq: 1, Now: workflowtest.Epoch}
		if plan.Terminal = stage != ""; !plan.Terminal {
			plan.Agenda = []docket.Due{{Event: "nobody_knows", At: workflowtest.Epoch}}
		}
		return plan, nil
	}
	act := func(_ context.Context, o contract.Order) (contract.Outcome, error) {
		t.Errorf("%s %s: the workflow carried %s, which nobody knows", m, s, o.Event)
		stage = "acted"
		return contract.Done, nil
	}
	hold := func(_ context.Context, x contract.Stranger) error {
		stage = x.Stage
		return nil
	}
	workflowtest.Over(nil, nil).CarryWith(t, m, "s", time.Hour, load, act, hold)
	return stage
}
