package faulttest

import (
	"context"
	"testing"
	"time"

	enumspb "go.temporal.io/api/enums/v1"

	"yanlu/services/docket"
	"yanlu/services/docket/lawtest"
	"yanlu/services/lifecycle"
	"yanlu/workflows/contract"
	"yanlu/workflows/replay"
	"yanlu/workflows/resync"
)

// The life of one subject of each machine, recorded for the replay with -record.
func TestRecord(t *testing.T) {
	o := newOffice(t, shared(t))
	o.running(true)
	now := o.Now()
	award := o.Place(t, lifecycle.ProjectMachine, lifecycle.Publicity, "", lawtest.Due{"publicity_over": now.Add(24 * time.Hour)})
	lapse := o.Place(t, lifecycle.ProjectMachine, lifecycle.Draft, "", lawtest.Due{"remind_draft": now, "miss_deadline": now.Add(24 * time.Hour)})
	call := o.Place(t, lifecycle.CallMachine, lifecycle.CallPublished, "", lawtest.Due{"open": now.Add(24 * time.Hour)})
	need := o.Place(t, lifecycle.NeedMachine, lifecycle.NeedInReserve, "", lawtest.Due{"expire": now.Add(24 * time.Hour)})
	review := o.Place(t, lifecycle.ReviewMachine, lifecycle.ReviewInvited, "", lawtest.Due{"remind_reviewer": now, "lapse_review": now.Add(24 * time.Hour)})
	commission := o.Place(t, lifecycle.CommissionMachine, lifecycle.CommissionReviewing, "", lawtest.Due{"remind_agency": now, "run_overdue": now.Add(24 * time.Hour)})
	meeting := o.Place(t, lifecycle.MeetingMachine, lifecycle.MeetingConvened, "", lawtest.Due{"remind_meeting": now.Add(24 * time.Hour)})
	contact := o.Place(t, lifecycle.LobbyMachine, lifecycle.LobbyRecorded, "", lawtest.Due{"remind_lobby": now.Add(24 * time.Hour)})
	o.waits(lifecycle.ProjectMachine, award)
	o.Must(t, award, lifecycle.ProjectMachine, "objection", lifecycle.Public, lawtest.Patch{}.With(lawtest.Due{"escalate_objection": now}))
	o.until("the escalation", func(context.Context) bool { return len(o.due(award)) == 0 })
	o.Must(t, award, lifecycle.ProjectMachine, "dismiss", lifecycle.Discipline, lawtest.Patch{}.With(lawtest.Due{"publicity_over": now}))
	o.reaches(award, lifecycle.Awarded)
	o.Must(t, award, lifecycle.ProjectMachine, "forfeit", lifecycle.PI, nil)
	for m, ids := range map[lifecycle.Machine][]string{lifecycle.ProjectMachine: {lapse}, lifecycle.CallMachine: {call}, lifecycle.NeedMachine: {need}, lifecycle.ReviewMachine: {review}, lifecycle.CommissionMachine: {commission}, lifecycle.MeetingMachine: {meeting}, lifecycle.LobbyMachine: {contact}} {
		for _, id := range ids {
			o.waits(m, id)
		}
	}
	o.pass(48 * time.Hour)
	if _, err := resync.Run(t.Context(), o.Pool, o.client, resync.Options{}); err != nil {
		t.Fatal(err)
	}
	o.reaches(lapse, lifecycle.Expired)
	o.reaches(call, lifecycle.CallOpen)
	o.Must(t, call, lifecycle.CallMachine, "cancel", lifecycle.Director, nil)
	o.reaches(need, lifecycle.NeedExpired)
	o.reaches(review, lifecycle.ReviewLapsed)
	o.until("the reminder", func(context.Context) bool { return len(o.due(meeting)) == 0 })
	o.Must(t, meeting, lifecycle.MeetingMachine, "open_meeting", lifecycle.Agency, lawtest.Patch{}.With(lawtest.Due{"escalate_minutes": o.Now()}))
	o.until("the escalation of the minutes", func(context.Context) bool { return len(o.due(meeting)) == 0 })
	o.Must(t, meeting, lifecycle.MeetingMachine, "sign_minutes", lifecycle.Chair, nil)
	o.until("the commission is overdue", func(context.Context) bool { return len(o.due(commission)) == 0 })
	o.Must(t, commission, lifecycle.CommissionMachine, "hand_over", lifecycle.Agency, nil)
	o.Must(t, commission, lifecycle.CommissionMachine, "evaluate_agency", lifecycle.Officer, nil)
	o.until("the reminder of the contact", func(context.Context) bool { return len(o.due(contact)) == 0 })
	o.Must(t, contact, lifecycle.LobbyMachine, "take_up_lobby", lifecycle.Discipline, nil)
	o.Must(t, contact, lifecycle.LobbyMachine, "close_lobby", lifecycle.Discipline, nil)
	o.keep(map[string]string{
		"project-awarded": contract.WorkflowID(lifecycle.ProjectMachine, award), "project-expired": contract.WorkflowID(lifecycle.ProjectMachine, lapse),
		"call-cancelled": contract.WorkflowID(lifecycle.CallMachine, call), "need-expired": contract.WorkflowID(lifecycle.NeedMachine, need),
		"commission-overdue": contract.WorkflowID(lifecycle.CommissionMachine, commission), "meeting-minuted": contract.WorkflowID(lifecycle.MeetingMachine, meeting), "review-lapsed": contract.WorkflowID(lifecycle.ReviewMachine, review),
		"lobby-closed": contract.WorkflowID(lifecycle.LobbyMachine, contact),
	})
}

func (o *office) due(subject string) []docket.Due {
	r, parent, err := docket.WithParent(context.Background(), o.Pool, subject)
	if err != nil {
		o.t.Fatal(err)
	}
	due, err := o.Door.Agenda(context.Background(), o.Pool, r, parent)
	if err != nil {
		o.t.Fatal(err)
	}
	return due
}

// keep records the histories, once their workflows have ended, and replays them.
func (o *office) keep(ids map[string]string) {
	o.t.Helper()
	dir := o.t.TempDir()
	if *record {
		dir = "../replay/testdata"
	}
	for name, id := range ids {
		o.until(id+" has ended", func(ctx context.Context) bool {
			d, err := o.client.DescribeWorkflowExecution(ctx, id, "")
			return err == nil && d.WorkflowExecutionInfo.Status == enumspb.WORKFLOW_EXECUTION_STATUS_COMPLETED
		})
		if _, err := replay.Record(context.Background(), o.client, id, dir, name); err != nil {
			o.t.Fatal(err)
		}
	}
	if n, err := replay.Files(dir, nil); err != nil || n < len(ids) {
		o.t.Errorf("replayed %d, %v", n, err)
	}
}
