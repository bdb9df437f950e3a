package project_test

import (
	"slices"
	"testing"
	"time"

	"yanlu/services/lifecycle"
	"yanlu/workflows/contract"
	"yanlu/workflows/workflowtest"
)

const day = 24 * time.Hour

// A stage's story: where the docket stands, what is on its agenda, what people
// do meanwhile, and what must be on record in the end.
type stageStory struct {
	name  string
	from  lifecycle.State
	due   workflowtest.Due
	steps func(*testing.T, *workflowtest.Bureau, string) []workflowtest.Step
	until time.Duration
	want  []string
	state lifecycle.State
	ended bool
}

func (s stageStory) run(t *testing.T) {
	b := workflowtest.New(t)
	subject := b.Place(t, lifecycle.ProjectMachine, s.from, "", s.due)
	placed := b.Get(t, subject).Seq
	var steps []workflowtest.Step
	if s.steps != nil {
		steps = s.steps(t, b, subject)
	}
	ride := b.Carry(t, lifecycle.ProjectMachine, subject, s.until, steps...)
	if got := b.History(t, subject, placed); !slices.Equal(got, s.want) {
		t.Errorf("on record: %v\nwant       %v", got, s.want)
	}
	if r := b.Get(t, subject); r.State != s.state || ride.Ended != s.ended {
		t.Errorf("state %s, workflow ended %t; want %s, %t", r.State, ride.Ended, s.state, s.ended)
	}
}

func at(d time.Duration) time.Time { return workflowtest.Epoch.Add(d) }

func person(at time.Duration, e lifecycle.Event, r lifecycle.Role, p workflowtest.Patch) func(*testing.T, *workflowtest.Bureau, string) []workflowtest.Step {
	return func(t *testing.T, b *workflowtest.Bureau, subject string) []workflowtest.Step {
		return []workflowtest.Step{b.Person(t, at, subject, lifecycle.ProjectMachine, e, r, p)}
	}
}

func TestStages(t *testing.T) {
	for _, s := range []stageStory{
		{
			name: "a draft is reminded and misses its deadline", from: lifecycle.Draft,
			due:  workflowtest.Due{"remind_draft": at(3 * day), "miss_deadline": at(5 * day)},
			want: []string{"remind_draft@72h0m0s", "miss_deadline@120h0m0s"}, until: 9 * day, state: lifecycle.Expired, ended: true,
		},
		{
			name: "the institution lets the deadline pass", from: lifecycle.UnitCheck, due: workflowtest.Due{"miss_deadline": at(day)},
			want: []string{"miss_deadline@24h0m0s"}, until: 2 * day, state: lifecycle.Expired, ended: true,
		},
		{
			name: "one applicant is extended", from: lifecycle.Draft, due: workflowtest.Due{"miss_deadline": at(5 * day)},
			steps: person(4*day, "extend_deadline", lifecycle.Director, workflowtest.Patch{}.With(workflowtest.Due{"miss_deadline": at(8 * day)})),
			want:  []string{"extend_deadline@96h0m0s", "miss_deadline@192h0m0s"}, until: 9 * day, state: lifecycle.Expired, ended: true,
		},
		{
			name: "silence on a recommendation is escalated once", from: lifecycle.Recommending, due: workflowtest.Due{"escalate_recommendation": at(2 * day)},
			want: []string{"escalate_recommendation@48h0m0s"}, until: 30 * day, state: lifecycle.Recommending,
		},
		{
			name: "a correction lapses", from: lifecycle.Returned, due: workflowtest.Due{"lapse": at(10 * day)},
			want: []string{"lapse@240h0m0s"}, until: 11 * day, state: lifecycle.NotAccepted,
		},
		{
			name: "a correction in time does not lapse", from: lifecycle.Returned, due: workflowtest.Due{"lapse": at(10 * day)},
			steps: person(9*day, "resubmit", lifecycle.PI, nil), want: []string{"resubmit@216h0m0s"}, until: 30 * day, state: lifecycle.FormalCheck,
		},
		{
			name: "too few scores", from: lifecycle.UnderReview, due: workflowtest.Due{"panel_fails_quorum": at(day)},
			want: []string{"panel_fails_quorum@24h0m0s"}, until: 3 * day, state: lifecycle.UnderReview,
		},
		{
			name: "the reserve list is cleared", from: lifecycle.Reserve, due: workflowtest.Due{"reserve_lapse": at(365 * day)},
			want: []string{"reserve_lapse@8760h0m0s"}, until: 366 * day, state: lifecycle.NotFunded,
		},
		{
			name: "the notice is over", from: lifecycle.Publicity, due: workflowtest.Due{"publicity_over": at(5 * day)},
			want: []string{"publicity_over@120h0m0s"}, until: 6 * day, state: lifecycle.Awarded,
		},
		{
			name: "an agreement is reminded and forfeited", from: lifecycle.Awarded,
			due:  workflowtest.Due{"remind_agreement": at(20 * day), "forfeit": at(30 * day)},
			want: []string{"remind_agreement@480h0m0s", "forfeit@720h0m0s"}, until: 31 * day, state: lifecycle.Forfeited, ended: true,
		},
		{
			name: "a term is warned of and ends", from: lifecycle.Active, due: workflowtest.Due{"warn_term": at(640 * day), "term_ends": at(730 * day)},
			want: []string{"warn_term@15360h0m0s", "term_ends@17520h0m0s"}, until: 731 * day, state: lifecycle.ClosureDue,
		},
		{
			name: "a late reply is escalated and is no approval", from: lifecycle.ChangePending, due: workflowtest.Due{"escalate_change": at(15 * day)},
			want: []string{"escalate_change@360h0m0s"}, until: 60 * day, state: lifecycle.ChangePending,
		},
		{
			name: "a suspension is too long", from: lifecycle.Suspended, due: workflowtest.Due{"escalate_suspension": at(180 * day)},
			want: []string{"escalate_suspension@4320h0m0s"}, until: 200 * day, state: lifecycle.Suspended,
		},
		{
			name: "no papers for closure", from: lifecycle.ClosureDue, due: workflowtest.Due{"overdue": at(90 * day)},
			want: []string{"overdue@2160h0m0s"}, until: 100 * day, state: lifecycle.Overdue,
		},
		{
			name: "the remediation lapses", from: lifecycle.Remediation, due: workflowtest.Due{"lapse": at(60 * day)},
			want: []string{"lapse@1440h0m0s"}, until: 61 * day, state: lifecycle.NotPassed,
		},
		{
			name: "money is dunned for and comes back", from: lifecycle.Recovery, due: workflowtest.Due{"dun": at(30 * day)},
			steps: person(40*day, "paid_back", lifecycle.Finance, nil),
			want:  []string{"dun@720h0m0s", "paid_back@960h0m0s"}, until: 41 * day, state: lifecycle.Archived, ended: true,
		},
	} {
		t.Run(s.name, s.run)
	}
}

// The clock of a notice stands still while an objection is open, and goes on with what was left.
func TestObjectionPausesTheNotice(t *testing.T) {
	stageStory{
		from: lifecycle.Publicity, due: workflowtest.Due{"publicity_over": at(5 * day)}, until: 40 * day,
		steps: func(t *testing.T, b *workflowtest.Bureau, subject string) []workflowtest.Step {
			return []workflowtest.Step{
				b.Person(t, 3*day, subject, lifecycle.ProjectMachine, "objection", lifecycle.Public, workflowtest.Patch{}.With(workflowtest.Due{"escalate_objection": at(10 * day)})),
				b.Person(t, 12*day, subject, lifecycle.ProjectMachine, "dismiss", lifecycle.Discipline, workflowtest.Patch{}.With(workflowtest.Due{"publicity_over": at(14 * day)})),
			}
		},
		want:  []string{"objection@72h0m0s", "escalate_objection@240h0m0s", "dismiss@288h0m0s", "publicity_over@336h0m0s"},
		state: lifecycle.Awarded,
	}.run(t)
}

func TestScoresAreInWhenTheLastReviewEnds(t *testing.T) {
	b := workflowtest.New(t)
	subject := b.Place(t, lifecycle.ProjectMachine, lifecycle.UnderReview, "", nil)
	review := b.Place(t, lifecycle.ReviewMachine, lifecycle.ReviewAccepted, subject, nil)
	placed := b.Get(t, subject).Seq
	b.Carry(t, lifecycle.ProjectMachine, subject, 3*day, workflowtest.Step{At: day, Do: func(wake func(contract.Nudge)) {
		b.Must(t, review, lifecycle.ReviewMachine, "score", lifecycle.Reviewer, nil)
		wake(contract.Nudge{Subject: subject}) // as the relay does for the application of a review
	}})
	if got := b.History(t, subject, placed); !slices.Equal(got, []string{"quorum_reached@24h0m0s"}) {
		t.Errorf("on record: %v", got)
	}
}

// A draft without an own extension has its call's deadline; an extension for all moves it.
func TestExtensionOfTheCallMovesTheDraft(t *testing.T) {
	b := workflowtest.New(t)
	call := b.Place(t, lifecycle.CallMachine, lifecycle.CallOpen, "", nil)
	subject := b.Place(t, lifecycle.ProjectMachine, lifecycle.Draft, call, nil)
	b.Carry(t, lifecycle.ProjectMachine, subject, 90*day, workflowtest.Step{At: 20 * day, Do: func(wake func(contract.Nudge)) {
		b.Must(t, call, lifecycle.CallMachine, "extend", lifecycle.Director, workflowtest.Patch{"window": map[string]any{"closes_at": at(60 * day)}})
		wake(contract.Nudge{Subject: subject})
	}})
	if got := b.History(t, subject, 1); !slices.Equal(got, []string{"miss_deadline@1440h0m0s"}) {
		t.Errorf("on record: %v", got)
	}
}
