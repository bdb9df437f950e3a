package notification_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"yanlu/services/docket"
	"yanlu/services/docket/lawtest"
	"yanlu/services/lifecycle"
	"yanlu/services/notification"
)

type note struct{ person, zh, en string }

// tell delivers the last event of a subject twice and returns what was written.
func tell(t *testing.T, b *lawtest.Bureau, subject string) map[string]note {
	t.Helper()
	seq := b.Get(t, subject).Seq
	for range 2 {
		if err := notification.Deliver(t.Context(), b.Pool, subject, seq); err != nil {
			t.Fatal(err)
		}
	}
	rows, err := b.Pool.Query(t.Context(), "select person, zh, en from notification where subject = $1 and seq = $2", subject, seq)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	out := map[string]note{}
	for rows.Next() {
		var n note
		if err := rows.Scan(&n.person, &n.zh, &n.en); err != nil {
			t.Fatal(err)
		}
		if _, twice := out[n.person]; twice {
			t.Errorf("%s was told twice", n.person)
		}
		out[n.person] = n
	}
	return out
}

func people(notes map[string]note) []string {
	out := []string{}
	for p := range notes {
		out = append(out, strings.TrimPrefix(p, "person-"))
	}
	slices.Sort(out)
	return out
}

func TestWhoIsTold(t *testing.T) {
	for name, c := range map[string]struct {
		from  lifecycle.State
		event lifecycle.Event
		by    lifecycle.Role
		want  []string
	}{
		"the institution is asked, the applicant acted itself":  {lifecycle.Draft, "send_to_unit", lifecycle.PI, []string{"institution"}},
		"the recommending body is asked, the applicant knows":   {lifecycle.UnitCheck, "unit_approve", lifecycle.Institution, []string{"pi", "recommender"}},
		"a reminder goes to whose turn it is":                   {lifecycle.Draft, "remind_draft", lifecycle.System, []string{"pi"}},
		"a late recommendation is told to the officer":          {lifecycle.Recommending, "escalate_recommendation", lifecycle.System, []string{"officer", "recommender"}},
		"returned: the applicant's side mends it":               {lifecycle.FormalCheck, "return_once", lifecycle.Officer, []string{"institution", "pi"}},
		"an appeal asks whoever may answer it":                  {lifecycle.NotAccepted, "file_appeal", lifecycle.PI, []string{"director"}},
		"an appeal against refusal asks discipline":             {lifecycle.NotFunded, "file_appeal", lifecycle.Institution, []string{"discipline"}},
		"scores are in: the agency, never the applicant":        {lifecycle.UnderReview, "quorum_reached", lifecycle.System, []string{"agency"}},
		"more reviewers: nobody else's matter":                  {lifecycle.UnderReview, "invite_more", lifecycle.Agency, []string{}},
		"a payment: the applicant knows":                        {lifecycle.Active, "pay", lifecycle.Finance, []string{"pi"}},
		"an objection asks discipline and director":             {lifecycle.Publicity, "objection", lifecycle.Public, []string{"director", "discipline", "pi"}},
		"a suspension that is too long is told to the director": {lifecycle.Suspended, "escalate_suspension", lifecycle.System, []string{"director"}},
	} {
		t.Run(name, func(t *testing.T) {
			b := lawtest.New(t)
			subject := b.Place(t, lifecycle.ProjectMachine, c.from, "", lawtest.Due{c.event: lawtest.Epoch})
			b.Must(t, subject, lifecycle.ProjectMachine, c.event, c.by, nil)
			if got := people(tell(t, b, subject)); !slices.Equal(got, c.want) {
				t.Errorf("told %v, want %v", got, c.want)
			}
		})
	}
}

// An extension for all is told to whoever is writing, and to nobody who has handed in.
func TestExtensionIsToldToWhoeverIsWriting(t *testing.T) {
	b := lawtest.New(t)
	call := b.Place(t, lifecycle.CallMachine, lifecycle.CallOpen, "", nil)
	b.Place(t, lifecycle.ProjectMachine, lifecycle.FormalCheck, call, nil)
	b.Must(t, call, lifecycle.CallMachine, "extend", lifecycle.Director, nil)
	if got := people(tell(t, b, call)); len(got) > 0 {
		t.Errorf("told %v, and nobody is writing", got)
	}
	b.Place(t, lifecycle.ProjectMachine, lifecycle.Draft, call, nil)
	b.Must(t, call, lifecycle.CallMachine, "extend", lifecycle.Director, nil)
	if got := people(tell(t, b, call)); !slices.Equal(got, []string{"pi"}) {
		t.Errorf("told %v", got)
	}
}

// A reminder before the close reaches exactly those who are still writing.
func TestReminderReachesWhoeverIsWriting(t *testing.T) {
	b := lawtest.New(t)
	call := b.Place(t, lifecycle.CallMachine, lifecycle.CallOpen, "", lawtest.Due{"remind_drafts": lawtest.Epoch})
	b.Place(t, lifecycle.ProjectMachine, lifecycle.Draft, call, nil)
	b.Must(t, call, lifecycle.CallMachine, "remind_drafts", lifecycle.System, nil)
	if got := people(tell(t, b, call)); !slices.Equal(got, []string{"pi"}) {
		t.Errorf("told %v", got)
	}
}

// What becomes of a need is told to whoever registered it.
func TestDemandOwnerHearsOfTheNeed(t *testing.T) {
	b := lawtest.New(t)
	need := b.Place(t, lifecycle.NeedMachine, lifecycle.NeedScreened, "", nil)
	b.Must(t, need, lifecycle.NeedMachine, "decline", lifecycle.Officer, nil)
	if got := people(tell(t, b, need)); !slices.Equal(got, []string{"demander"}) {
		t.Errorf("told %v", got)
	}
}

// Whatever happens to a review, the applicant's side hears nothing and nobody
// reads a reviewer's name or, before the declaration, a title.
func TestReviewsStayWithReviewerAndAgency(t *testing.T) {
	for _, row := range lifecycle.Review.Transitions {
		if row.From == lifecycle.None {
			continue
		}
		for _, by := range row.Actors {
			b := lawtest.New(t)
			review := b.Place(t, lifecycle.ReviewMachine, row.From, "", lawtest.Due{row.Event: lawtest.Epoch})
			b.Must(t, review, lifecycle.ReviewMachine, row.Event, by, nil)
			for person, n := range tell(t, b, review) {
				if person != lawtest.Person(lifecycle.Reviewer) && person != lawtest.Person(lifecycle.Agency) {
					t.Errorf("%s by %s was told to %s", row.Event, by, person)
				}
				if strings.Contains(n.zh+n.en, "人员reviewer") || strings.Contains(n.zh+n.en, "基于") {
					t.Errorf("%s says %q %q", row.Event, n.zh, n.en)
				}
			}
		}
	}
}

func TestEveryEventOfTheLawHasASentence(t *testing.T) {
	r := &docket.Record{Facts: docket.Facts{"parties": map[string]any{"title": "题目"}}}
	for _, law := range lifecycle.Laws() {
		for _, row := range law.Transitions {
			zh, en := notification.Sentence(docket.Event{Machine: law.Machine, Event: row.Event, Source: row.From, Target: row.To}, r, true)
			if strings.Contains(zh, "：，") || strings.Contains(zh, "“”") || strings.Contains(en, ": .") || strings.Contains(en, "“”") {
				t.Errorf("%s %s: %q %q", law.Machine, row.Event, zh, en)
			}
		}
	}
}

func TestDisabledPeopleAndUnknownEventsAreLeftAlone(t *testing.T) {
	b := lawtest.New(t)
	subject := b.Place(t, lifecycle.ProjectMachine, lifecycle.UnitCheck, "", nil)
	if err := notification.Deliver(t.Context(), b.Pool, subject, 99); err != nil {
		t.Error(err)
	}
	if _, err := b.Pool.Exec(t.Context(), "update person set disabled_at = now() where id = $1", lawtest.Person(lifecycle.Recommender)); err != nil {
		t.Fatal(err)
	}
	b.Must(t, subject, lifecycle.ProjectMachine, "unit_approve", lifecycle.Institution, nil)
	if got := people(tell(t, b, subject)); !slices.Equal(got, []string{"pi"}) {
		t.Errorf("told %v", got)
	}
}

// Whoever stands in for a colleague on leave hears what the colleague would: in
// their roles, in the organisation, for the term alone.
func TestStandInsHear(t *testing.T) {
	day := 24 * time.Hour
	for name, c := range map[string]struct {
		role     lifecycle.Role
		from, to time.Duration
		want     []string
	}{
		"now, for the institution":      {lifecycle.Institution, -day, day, []string{"institution", "officer"}},
		"now, in another role":          {lifecycle.Recommender, -day, day, []string{"institution"}},
		"over":                          {lifecycle.Institution, -2 * day, -day, []string{"institution"}},
		"not yet":                       {lifecycle.Institution, day, 2 * day, []string{"institution"}},
		"until this moment, which ends": {lifecycle.Institution, -day, 0, []string{"institution"}},
	} {
		t.Run(name, func(t *testing.T) {
			b := lawtest.New(t)
			_, err := b.Pool.Exec(t.Context(), `insert into stand_in (id, principal, deputy, organisation, roles, starts_at, ends_at, reason, set_at)
				values ('s', $1, $2, $3, array[$4], $5, $6, '休假', $5)`,
				lawtest.Person(c.role), lawtest.Person(lifecycle.Officer), lawtest.Org, string(c.role), lawtest.Epoch.Add(c.from), lawtest.Epoch.Add(c.to))
			if err != nil {
				t.Fatal(err)
			}
			subject := b.Place(t, lifecycle.ProjectMachine, lifecycle.Draft, "", nil)
			b.Must(t, subject, lifecycle.ProjectMachine, "send_to_unit", lifecycle.PI, nil)
			if got := people(tell(t, b, subject)); !slices.Equal(got, c.want) {
				t.Errorf("told %v, want %v", got, c.want)
			}
		})
	}
}
