package seeds

import (
	"slices"
	"strings"
	"testing"
	"time"

	"yanlu/services/identity"
	"yanlu/services/lifecycle"
)

func district(t *testing.T) District {
	t.Helper()
	d, err := People()
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func employers(people []Person) []string {
	var out []string
	for _, p := range people {
		out = append(out, p.Employer)
	}
	slices.Sort(out)
	return out
}

func TestEveryRoleIsHeld(t *testing.T) {
	d := district(t)
	for role, want := range map[lifecycle.Role]int{
		lifecycle.PI: 6, lifecycle.Institution: 6, lifecycle.Recommender: 2, lifecycle.Demander: 2, lifecycle.Reviewer: 14, lifecycle.Agency: 2,
		lifecycle.Officer: 2, lifecycle.Director: 1, lifecycle.PartyGroup: 1, lifecycle.LeadingGroup: 1, lifecycle.Finance: 1,
		lifecycle.Discipline: 1, lifecycle.Auditor: 1, lifecycle.Admin: 1,
	} {
		if got := len(d.With(role)); got != want {
			t.Errorf("%d people hold %s, want %d", got, role, want)
		}
	}
	for _, role := range identity.Grantable {
		if len(d.With(role)) == 0 {
			t.Errorf("nobody holds %s", role)
		}
	}
}

func TestHostsHaveOneOfEach(t *testing.T) {
	d := district(t)
	hosts := employers(d.With(lifecycle.PI))
	if len(slices.Compact(slices.Clone(hosts))) != 6 || !slices.Equal(hosts, employers(d.With(lifecycle.Institution))) {
		t.Errorf("hosts %v, checked by %v", hosts, employers(d.With(lifecycle.Institution)))
	}
	kinds := map[string]int{}
	unchecked := 0
	for _, id := range hosts {
		o, _ := d.Organisation(id)
		kinds[o.Kind]++
		if !o.BankChecked {
			unchecked++
		}
		if o.BankAccount == "" || !o.LegalPerson || !o.InDistrict {
			t.Errorf("%s cannot be a host", o.Name)
		}
	}
	if kinds[identity.Enterprise] != 4 || kinds[identity.University] != 1 || kinds[identity.Hospital] != 1 || unchecked != 1 {
		t.Error(kinds, unchecked)
	}
}

func TestReviewersAreStrangers(t *testing.T) {
	d := district(t)
	reviewers := d.With(lifecycle.Reviewer)
	if places := employers(reviewers); len(slices.Compact(places)) != len(reviewers) {
		t.Error("two reviewers share an employer")
	}
	hosts := employers(d.With(lifecycle.PI))
	conflicted := 0
	for _, p := range reviewers {
		for _, g := range p.Roles {
			if g.Role != lifecycle.Reviewer {
				t.Errorf("%s holds %s too", p.Name, g.Role)
			}
			if slices.Contains(hosts, g.Organisation) {
				conflicted++
			}
		}
	}
	if conflicted != 1 {
		t.Errorf("%d reviewers work for a host, one is wanted", conflicted)
	}
}

func TestNothingNamesARealPlace(t *testing.T) {
	d := district(t)
	plan, err := Plan()
	if err != nil {
		t.Fatal(err)
	}
	for _, o := range d.Organisations {
		if !strings.Contains(o.Name, "（演示）") || !strings.Contains(o.NameEn, "(demo)") || o.USCC[2:8] != "000000" {
			t.Errorf("%s does not say that it is invented", o.Name)
		}
		for _, i := range plan.Institutions {
			if strings.Contains(o.Name, i.Name) {
				t.Errorf("%s has the name of %s", o.Name, i.Name)
			}
		}
	}
	now := time.Date(2026, 11, 24, 0, 0, 0, 0, time.UTC)
	for _, p := range d.People {
		if p.BornOn.After(now.AddDate(-18, 0, 0)) || p.BornOn.Before(now.AddDate(-80, 0, 0)) || p.Title == "" || len(p.Fields) == 0 {
			t.Errorf("%+v", p)
		}
	}
}

func TestDamagedPeopleAreRefusedByLine(t *testing.T) {
	for _, c := range []struct{ file, old, by, words string }{
		{organisationsFile, "91000000YANLU00020", "91000000YANLU00021", "check digit"},
		{organisationsFile, "91000000YANLU00020", "91000000YANLU00033", "used twice"},
		{organisationsFile, "kind: hospital", "kind: clinic", "no kind"},
		{organisationsFile, `registered_on: "2012-03-16"`, `registered_on: "2012-13-16"`, "not a day"},
		{organisationsFile, "name_en:", "english:", "field english not found"},
		{peopleFile, "role: director, org: bureau", "role: director, org: qinglan", "role \"director\""},
		{peopleFile, "role: officer", "role: king", "role \"king\""},
		{peopleFile, "org: hejing", "org: nowhere", "no organisation"},
		{peopleFile, "login: suqing", "login: SuQing", "lower-case"},
		{peopleFile, "suqing@example.invalid", "suqing@example.com", "could be somebody's"},
		{peopleFile, "login: suqing", "login: hemiao", "used twice"},
		{demoFile, "password: yanlu-demo-2026", "password: \"\"", "missing"},
	} {
		_, err := readDistrict(altered(t, c.file, c.old, c.by))
		wantFault(t, err, c.file, 0, c.words)
	}
	_, err := readDistrict(altered(t, organisationsFile, "91000000YANLU00020", "91000000YANLU00021"))
	wantFault(t, err, organisationsFile, 8, "check digit")
	_, err = readDistrict(altered(t, organisationsFile, "name_en:", "english:"))
	wantFault(t, err, organisationsFile, 5, "field english not found")
	_, err = readDistrict(altered(t, peopleFile, "people:", "people: ]"))
	wantFault(t, err, peopleFile, 0, "did not find")
}
