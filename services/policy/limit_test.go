package policy

import (
	"slices"
	"testing"
	"time"
)

func applicant() Facts {
	f := Facts{TermMonths: 18, Pledged: true, Now: time.Date(2026, 5, 1, 9, 0, 0, 0, Shanghai), OrgBatchCount: 2, OrgOverdue: 1}
	f.Org.Kind, f.Org.LegalPerson, f.Org.InDistrict, f.Org.RegisteredOn = "enterprise", true, true, time.Date(2012, 1, 1, 0, 0, 0, 0, Shanghai)
	f.PI.ActiveLead, f.PI.ActiveTotal, f.PI.Title, f.PI.Degree = 3, 3, "工程师", "硕士"
	return f
}

func TestLimitsAreFoundInTheRules(t *testing.T) {
	p := load(t, fuling)
	got, err := p.Limits(t.Context(), "submit", applicant())
	if err != nil {
		t.Fatal(err)
	}
	want := []struct {
		rule              string
		of                Count
		used, limit, left int
	}{
		{"elig.unit.max_per_batch", CountOrgBatch, 2, 3, 1},
		{"elig.unit.overdue_block", CountOrgOverdue, 1, 2, 1},
		{"elig.pi.active_as_lead_max", CountPILead, 3, 1, 0},
		{"elig.pi.active_total_max", CountPITotal, 3, 2, 0},
		{"elig.pi.overdue_max", CountPIOverdue, 0, 0, 0},
	}
	if len(got) != len(want) {
		t.Fatalf("%+v", got)
	}
	for i, w := range want {
		if u := got[i]; u.Rule.ID != w.rule || u.Of != w.of || u.Used != w.used || u.Limit != w.limit || u.Left() != w.left {
			t.Errorf("%+v, want %+v", u, w)
		}
	}
}

// A limit that does not hold for somebody is none for them; one of another kind of applicant is another number.
func TestLimitsFollowTheFacts(t *testing.T) {
	p := load(t, fuling)
	f := applicant()
	f.Mode, f.Org.Kind = openCompetition, "other"
	got, err := p.Limits(t.Context(), "submit", f)
	if err != nil {
		t.Fatal(err)
	}
	if slices.ContainsFunc(got, func(u Use) bool { return u.Of == CountPILead || u.Of == CountPITotal }) {
		t.Errorf("challenges are left out of the count: %+v", got)
	}
	if i := slices.IndexFunc(got, func(u Use) bool { return u.Of == CountOrgBatch }); i < 0 || got[i].Limit != 10 {
		t.Errorf("%+v", got)
	}
	f.Org.LegalPerson = false // refused for another reason, and the limits hold all the same
	again, err := p.Limits(t.Context(), "submit", f)
	if err != nil || len(again) != len(got) {
		t.Errorf("%+v %v", again, err)
	}
	if none, err := p.Limits(t.Context(), "sign", f); err != nil || len(none) != 0 {
		t.Errorf("nothing is counted at signing: %+v %v", none, err)
	}
}

func TestCriteriaByID(t *testing.T) {
	p := load(t, fuling)
	if c, ok := p.Criteria("own_funds"); !ok || c.Rule != "elig.ownfund.enterprise_ratio" {
		t.Error(c, ok)
	}
	if _, ok := p.Criteria("none"); ok {
		t.Error("a rule that is not there")
	}
}
