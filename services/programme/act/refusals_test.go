package act_test

import (
	"testing"

	"yanlu/services/bureau/bureautest"
	"yanlu/services/docket"
	"yanlu/services/lifecycle"
	"yanlu/services/programme/act"
)

// An agency judges no call in which it applies, whatever state that application is in (rev.agency.separation).
func TestAgencyThatAppliesIsNotCommissioned(t *testing.T) {
	w := bureautest.New(t)
	id := w.OpenCall()
	app := w.Submitted(id, 0)
	w.Clock(id, "close")
	host := func(org string) {
		t.Helper()
		if _, err := w.Pool.Exec(t.Context(), `update docket set facts = jsonb_set(facts, '{parties,host_org}', to_jsonb($2::text)) where id = $1`, app, org); err != nil {
			t.Fatal(err)
		}
	}
	host("org-hengping")
	_, err := w.Try("linzhou", id, call, "start_review", act.StartReview{Agency: "org-hengping"})
	refused(t, err, "AGENCY_IS_APPLICANT")
	host("org-qinglan")
	w.Do("linzhou", id, call, "start_review", act.StartReview{Agency: "org-hengping"})
}

// A call is not archived while somebody in it still waits for an agreement or the end of a notice.
func TestCallWithOpenAgreementsIsNotArchived(t *testing.T) {
	w := bureautest.New(t)
	id := w.OpenCall()
	app := w.Announced(id, 0)
	w.Do("heyuan", id, call, "decide", docket.Note{})
	archive := func() error {
		_, err := w.Try("linzhou", id, call, "archive_call", docket.Note{})
		return err
	}
	refused(t, archive(), "AGREEMENTS_OPEN")
	w.Clock(app, "publicity_over")
	refused(t, archive(), "AGREEMENTS_OPEN")
	w.Clock(app, "remind_agreement")
	w.Clock(app, "forfeit")
	if err := archive(); err != nil || w.State(id) != lifecycle.CallArchived {
		t.Errorf("%v, %s", err, w.State(id))
	}
}
