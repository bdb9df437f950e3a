package bureau_test

import (
	"testing"

	"yanlu/seeds"
	applicationact "yanlu/services/application/act"
	awardact "yanlu/services/award/act"
	"yanlu/services/bureau/bureautest"
	"yanlu/services/docket"
	"yanlu/services/platform/postgres"
	"yanlu/services/policy"
	"yanlu/services/programme/store"
)

// Whatever release a bureau comes from, its record still is the fold of its events when the schema has been brought up to date.
func TestARecordOfTheFirstReleaseVerifiesAfterMigrating(t *testing.T) {
	dsn := bureautest.Earlier(t)
	if n, err := postgres.Migrate(t.Context(), dsn); err != nil || n == 0 {
		t.Fatal(n, err)
	}
	pool, err := postgres.Open(t.Context(), dsn)
	if err != nil {
		t.Fatal(err)
	}
	defer pool.Close()
	rep, err := docket.Verify(t.Context(), pool)
	if err != nil || len(rep.Mismatches) > 0 || rep.Dockets != 6 || rep.Events == 0 {
		t.Fatalf("%+v %v", rep, err)
	}
}

// The release that brought newer rules starts on a database with older ones, and nothing that was in force changes.
func TestAnUpgradeLeavesTheRulesInForce(t *testing.T) {
	w := bureautest.Upgraded(t)
	now, err := w.Book.InForce(t.Context(), w.Door.Now())
	if err != nil || now.Hash() != bureautest.FirstHash {
		t.Fatalf("in force is %s, %v", now.Name(), err)
	}
	offers, err := store.Offers(t.Context(), w.Pool)
	if err != nil || len(offers) != 1 || offers[0].Version != seeds.Version || offers[0].BaseVersion != bureautest.FirstVersion || offers[0].VersionTaken {
		t.Fatalf("%+v %v", offers, err)
	}
	if _, err := w.Book.Find(t.Context(), "fuling", seeds.Version); err == nil {
		t.Error("a call could be opened under rules that nobody adopted")
	}
	if _, err := w.Book.Find(t.Context(), "practice", seeds.Version); err != nil {
		t.Errorf("practice rules bind nobody and stand beside: %v", err)
	}
}

// What began under the old rules goes on under them, also through what the old release did not have.
func TestWhatBeganBeforeAnUpgradeGoesOn(t *testing.T) {
	w := bureautest.Upgraded(t)
	checked, draft, submitted := one(t, w, "FORMAL_CHECK"), one(t, w, "DRAFT"), one(t, w, "SUBMITTED")
	w.Project("weigang", draft, "send_to_unit", applicationact.SendToUnit{Pledged: true})
	w.Project("fanglei", draft, "unit_approve", applicationact.Opinion{Opinion: "同意申报"})
	w.Project("linzhou", submitted, "start_check", nil)
	w.Project("linzhou", checked, "accept", docket.Note{})
	w.Commissioned(w.Get(checked).Parties().Parent)
	w.Reviewed(checked, 88)
	w.Recommended(checked)
	w.Project("heyuan", checked, "approve", awardact.Minutes{Minutes: "局办纪要第9期"})
	old, err := w.Book.Pack(t.Context(), bureautest.FirstHash)
	if err != nil {
		t.Fatal(err)
	}
	if span, err := old.Span("rev.meeting.minutes_wd"); err != nil || span != (policy.Span{N: 3, Unit: policy.WorkDay}) {
		t.Errorf("a rule that came later is answered with %v, %v", span, err)
	}
	if old.Hash() != bureautest.FirstHash {
		t.Error("the old rules are no longer what they were")
	}
}

// one is the application in a state.
func one(t *testing.T, w *bureautest.World, state string) string {
	t.Helper()
	var id string
	if err := w.Pool.QueryRow(t.Context(), "select id from docket where machine = 'project' and state = $1", state).Scan(&id); err != nil {
		t.Fatalf("%s: %v", state, err)
	}
	return id
}
