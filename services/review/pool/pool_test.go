package pool_test

import (
	"strings"
	"testing"
	"time"

	"github.com/shopspring/decimal"

	"yanlu/services/lifecycle"
	"yanlu/services/platform/problem"
	"yanlu/services/policy"
	"yanlu/services/review/pool"
)

// What each standing allows is written out here once more: a line of the table that is changed by mistake is seen.
func TestStandings(t *testing.T) {
	want := map[pool.Act]map[pool.Status]pool.Status{
		pool.Verify:     {pool.Candidate: pool.Active},
		pool.Suspend:    {pool.Active: pool.Suspended},
		pool.Reinstate:  {pool.Suspended: pool.Active, pool.Removed: pool.Candidate},
		pool.Remove:     {pool.Candidate: pool.Removed, pool.Active: pool.Removed, pool.Suspended: pool.Removed},
		pool.AskRefresh: {pool.Candidate: pool.Candidate, pool.Active: pool.Active},
		pool.Refresh:    {pool.Candidate: pool.Candidate, pool.Active: pool.Active, pool.Suspended: pool.Suspended},
		pool.Register:   {}, pool.Recommend: {}, pool.Import: {},
	}
	for act, lines := range want {
		for _, from := range []pool.Status{pool.Candidate, pool.Active, pool.Suspended, pool.Removed} {
			got, err := pool.Next(act, from)
			to, ok := lines[from]
			if ok != (err == nil) || ok && got != to {
				t.Errorf("%s from %s: %s %v, want %s", act, from, got, err, to)
			}
			if err != nil && problem.ReasonOf(err) != "EXPERT_STATE" {
				t.Errorf("%s from %s: %v", act, from, err)
			}
		}
	}
	if got := pool.Acts(pool.Active, false, []lifecycle.Role{lifecycle.Agency}); len(got) != 1 || got[0] != pool.AskRefresh {
		t.Errorf("an agency may %v", got)
	}
	if got := pool.Acts(pool.Active, true, []lifecycle.Role{lifecycle.PI}); len(got) != 1 || got[0] != pool.Refresh {
		t.Errorf("an expert may %v", got)
	}
}

// The visibility table, cell by cell: file, contact, relations, use.
func TestSights(t *testing.T) {
	all, none := pool.Sight{File: true, Contact: true, Relations: true, Use: true}, pool.Sight{}
	want := map[lifecycle.Role]pool.Sight{
		lifecycle.Agency: all, lifecycle.Officer: all,
		lifecycle.Discipline: {File: true, Relations: true, Use: true}, lifecycle.Director: {File: true, Use: true}, lifecycle.Auditor: {File: true, Use: true},
		lifecycle.PI: none, lifecycle.Institution: none, lifecycle.Recommender: none, lifecycle.Demander: none, lifecycle.Reviewer: none, lifecycle.Chair: none,
		lifecycle.PartyGroup: none, lifecycle.LeadingGroup: none, lifecycle.Finance: none, lifecycle.Admin: none, lifecycle.Public: none, lifecycle.System: none,
	}
	for role, sight := range want {
		if got := pool.SightOf(false, []pool.Capacity{{Role: role, Org: "o"}}, "other"); got != sight {
			t.Errorf("%s sees %+v, want %+v", role, got, sight)
		}
		recommends := role == lifecycle.Institution || role == lifecycle.Recommender
		if got := pool.SightOf(false, []pool.Capacity{{Role: role, Org: "o"}}, "o"); got.File != (sight.File || recommends) || got.Contact != sight.Contact || got.Relations != sight.Relations {
			t.Errorf("%s sees %+v of what its organisation recommended", role, got)
		}
	}
	if pool.SightOf(true, nil, "") != all {
		t.Error("an expert sees all of their own file")
	}
	if got := pool.SightOf(false, []pool.Capacity{{Role: lifecycle.Institution}}, ""); got != none {
		t.Errorf("nobody recommended it, and an institution sees %+v", got)
	}
}

func file() pool.File {
	return pool.File{
		Kinds: []string{"technical"}, Disciplines: []string{"S0201"}, Employments: []pool.Employment{{OrganisationName: "示例大学", From: "2018-09-01"}},
	}.Normal()
}

var known = pool.Fields{Topics: map[string]bool{"NM-01": true}, Disciplines: map[string]bool{"S0201": true}}

func TestFileFaults(t *testing.T) {
	if err := file().Check(known); err != nil {
		t.Fatal(err)
	}
	for field, spoil := range map[string]func(*pool.File){
		"kinds":                               func(f *pool.File) { f.Kinds = nil },
		"disciplines":                         func(f *pool.File) { f.Disciplines = []string{"X"} },
		"topics":                              func(f *pool.File) { f.Topics = []string{"X"} },
		"grade":                               func(f *pool.File) { f.Grade = "best" },
		"max_load":                            func(f *pool.File) { f.MaxLoad = -1 },
		"employments":                         func(f *pool.File) { f.Employments[0].To = "2020-01-01" },
		"employments.0.to":                    func(f *pool.File) { f.Employments[0].To = "2017-01-01" },
		"employments.0.from":                  func(f *pool.File) { f.Employments[0].From = "2018-13-01" },
		"employments.0.organisation_name":     func(f *pool.File) { f.Employments[0].OrganisationName = "" },
		"away.0.to":                           func(f *pool.File) { f.Away = []pool.Away{{From: "2026-03-02"}} },
		"works.0.title":                       func(f *pool.File) { f.Works = []pool.Work{{}} },
		"relations.0.other_name":              func(f *pool.File) { f.Relations = []pool.Relation{{Kind: "relative"}} },
		"relations.0.other_organisation_name": func(f *pool.File) { f.Relations = []pool.Relation{{Kind: "share", OtherName: "某人"}} },
	} {
		f := file()
		spoil(&f)
		p := problem.Of(f.Check(known))
		if p == nil || p.Reason != "EXPERT_FILE_INVALID" {
			t.Errorf("%s: %v", field, p)
			continue
		}
		found := false
		for _, v := range p.Violations {
			found = found || v.Field == field && v.Zh != "" && v.En != ""
		}
		if !found {
			t.Errorf("%s is not named by %v", field, p.Violations)
		}
	}
}

func TestEmployerAndAbsence(t *testing.T) {
	f := file()
	f.Employments = append(f.Employments, pool.Employment{Organisation: "org-new", OrganisationName: "新单位", From: "2022-01-01"}, pool.Employment{Organisation: "org-old", From: "2023-01-01", To: "2024-01-01"})
	if f.Employer() != "org-new" {
		t.Errorf("works at %s", f.Employer())
	}
	if got := pool.AfterRefresh(pool.Expert{Status: pool.Active, File: file()}, f); got != pool.Candidate {
		t.Errorf("after another employer: %s", got)
	}
	f.Away = []pool.Away{{From: "2026-03-02", To: "2026-03-04"}}
	for day, want := range map[string]bool{"2026-03-01": false, "2026-03-02": true, "2026-03-04": true, "2026-03-05": false} {
		if f.AwayOn(day) != want {
			t.Errorf("away on %s: %t", day, !want)
		}
	}
}

func TestStale(t *testing.T) {
	now := time.Date(2026, 3, 2, 9, 0, 0, 0, policy.Shanghai)
	cutoff := pool.Cutoff(now, policy.Span{N: 12, Unit: policy.Month})
	for refreshed, want := range map[time.Time]bool{now.AddDate(-1, 0, 0): true, now.AddDate(-1, 0, 0).Add(time.Second): false, now: false} {
		if got := (pool.Expert{RefreshedAt: refreshed}).Stale(cutoff); got != want {
			t.Errorf("refreshed %s: stale %t", refreshed, got)
		}
	}
}

func TestDiffNamesWhatChanged(t *testing.T) {
	before := pool.Expert{Status: pool.Candidate, File: file(), Facts: pool.Facts{Name: "某人", Email: "a@example.invalid"}}
	after := before
	after.Status, after.Email, after.MaxLoad = pool.Active, "b@example.invalid", 3
	got, err := pool.Diff(&before, after)
	if err != nil || len(got) != 3 || string(got["status"].Before) != `"candidate"` || string(got["status"].After) != `"active"` || string(got["max_load"].Before) != "8" {
		t.Fatalf("%v %v", got, err)
	}
	if seen := (pool.Sight{File: true, Use: true}).Seen(got); len(seen) != 2 || seen["email"].After != nil {
		t.Errorf("without contact: %v", seen)
	}
	first, err := pool.Diff(nil, before)
	if err != nil || string(first["name"].Before) != "null" {
		t.Errorf("the first entry: %v %v", first["name"], err)
	}
}

func fees() (pool.DailyFee, pool.FeeShares) {
	d := decimal.RequireFromString
	return pool.DailyFee{Senior: [2]decimal.Decimal{d("1500"), d("2400")}, Other: [2]decimal.Decimal{d("900"), d("1500")}, AcademicianUplift: d("1.5")},
		pool.FeeShares{WithinRange: d("0"), HalfDay: d("0.6"), FromThirdDay: d("0.5"), RemoteItem: d("0.2")}
}

func TestFees(t *testing.T) {
	f, s := fees()
	third := []pool.Day{{Day: "2026-03-04", Share: pool.WholeDay}, {Day: "2026-03-02", Share: pool.WholeDay}, {Day: "2026-03-01", Share: pool.NoDay}, {Day: "2026-03-03", Share: pool.HalfDay}}
	for _, c := range []struct {
		grade      string
		item, days int64
	}{
		{pool.Other, 18_000, 90_000 + 54_000 + 45_000},
		{pool.Senior, 30_000, 150_000 + 90_000 + 75_000},
		{pool.Academician, 45_000, 225_000 + 135_000 + 112_500},
	} {
		if got := pool.ItemFen(f, s, c.grade); got != c.item {
			t.Errorf("%s: an item is %d, want %d", c.grade, got, c.item)
		}
		if got := pool.DaysFen(f, s, c.grade, third, pool.Period{}); got != c.days {
			t.Errorf("%s: the days are %d, want %d", c.grade, got, c.days)
		}
	}
	s.WithinRange = decimal.RequireFromString("0.333")
	if got := pool.ItemFen(f, s, pool.Senior); got != 35_994 { // (1500 + 900 × 0.333) × 0.2 = 359.94 yuan
		t.Errorf("within the range: %d", got)
	}
	of := pool.Period{From: "2026-03-04", To: "2026-03-31"}
	if got := pool.DaysFen(f, s, pool.Other, third, of); got != 54_990 || len(of.Within(third)) != 1 { // the third day of the call stays the third: half of (900 + 600 × 0.333)
		t.Errorf("of a period: %d", got)
	}
	if got := pool.CountDays(third); got != "2.5" {
		t.Errorf("counted %s days", got)
	}
}

// The fee of days is the same in whatever order they were recorded, never falls when a day is added, and a day is never worth more than a full one.
func FuzzDaysFen(f *testing.F) {
	f.Add([]byte{1, 2, 3, 131})
	f.Fuzz(func(t *testing.T, raw []byte) {
		rules, s := fees()
		seen := map[string]bool{}
		var days []pool.Day
		for _, b := range raw {
			day := time.Date(2026, 1, 1+int(b%100), 0, 0, 0, 0, time.UTC).Format(time.DateOnly)
			if !seen[day] {
				days = append(days, pool.Day{Day: day, Share: []pool.Share{pool.WholeDay, pool.HalfDay, pool.NoDay}[b%3]})
			}
			seen[day] = true
		}
		sum := pool.DaysFen(rules, s, pool.Other, days, pool.Period{})
		back := make([]pool.Day, 0, len(days))
		for i := range days {
			back = append(back, days[len(days)-1-i])
		}
		if pool.DaysFen(rules, s, pool.Other, back, pool.Period{}) != sum || sum > int64(len(days))*90_000 || sum < 0 {
			t.Errorf("%v: %d", days, sum)
		}
		const cut = "2026-02-01"
		early, late := pool.DaysFen(rules, s, pool.Other, days, pool.Period{To: "2026-01-31"}), pool.DaysFen(rules, s, pool.Other, days, pool.Period{From: cut})
		if early+late != sum {
			t.Errorf("%v: %d before %s and %d from it are not %d", days, early, cut, late, sum)
		}
	})
}

func TestNormalDropsWhatIsSaidTwice(t *testing.T) {
	f := pool.File{Keywords: []string{" 聚氨酯", "聚氨酯", "", "  "}}.Normal()
	if strings.Join(f.Keywords, "|") != "聚氨酯" || f.Grade != pool.Other || f.MaxLoad != pool.UsualLoad {
		t.Errorf("%+v", f)
	}
}
