package identity

import (
	"errors"
	"reflect"
	"strings"
	"testing"
	"time"

	"yanlu/services/lifecycle"
	"yanlu/services/platform/problem"
)

func TestCaller(t *testing.T) {
	c := Caller{Person: "p1", Grants: []Grant{{lifecycle.PI, "o2"}, {lifecycle.PI, "o1"}, {lifecycle.Reviewer, "o1"}}}
	if !c.Has(lifecycle.PI) || c.Has(lifecycle.Officer) || !c.HasIn(lifecycle.Reviewer, "o1") || c.HasIn(lifecycle.Reviewer, "o2") {
		t.Fatal("roles are held where they were granted")
	}
	if got := c.OrgsWith(lifecycle.PI); !reflect.DeepEqual(got, []string{"o1", "o2"}) {
		t.Fatal(got)
	}
	if got := c.Roles(); !reflect.DeepEqual(got, []lifecycle.Role{lifecycle.PI, lifecycle.Reviewer}) {
		t.Fatal(got)
	}
	if _, ok := FromContext(t.Context()); ok {
		t.Fatal("nobody is signed in")
	}
	if got, ok := FromContext(WithCaller(t.Context(), c)); !ok || got.Person != "p1" {
		t.Fatal(got, ok)
	}
}

func TestPasswords(t *testing.T) {
	for _, c := range []struct {
		password, login string
		defects         int
	}{
		{"Tr0ub4dor&3x", "wang.fang", 0},
		{"山高水长风清月明云淡天高地阔人和", "x1", 0},
		{"correct horse battery", "x1", 0},
		{"short1A", "x1", 1},
		{"alllowercase", "x1", 1},
		{"aaaaaaaaaaaaaaaa", "x1", 1},
		{"Wang.Fang-2026", "wang.fang", 1},
		{"Password-2026", "x1", 1},
		{strings.Repeat("Aa1-xyz", 40), "x1", 1},
		{"", "", 3},
	} {
		err := DefaultSettings.CheckPassword("new_password", c.password, c.login)
		got := 0
		if p := problem.Of(err); p != nil {
			got = len(p.Violations)
		}
		if got != c.defects {
			t.Errorf("%q: %d defects, want %d: %v", c.password, got, c.defects, err)
		}
	}
}

func TestLockedUntil(t *testing.T) {
	s := Settings{FailureWindow: 10 * time.Minute, FailuresPerLogin: 3, FailuresPerSource: 5}
	at := time.Date(2026, 3, 1, 9, 0, 0, 0, time.UTC)
	for _, c := range []struct {
		name string
		f    Failures
		want time.Time
	}{
		{"none", Failures{}, time.Time{}},
		{"below", Failures{Login: 2, Source: 4, OldestLogin: at, OldestSource: at}, time.Time{}},
		{"login", Failures{Login: 3, Source: 3, OldestLogin: at, OldestSource: at}, at.Add(10 * time.Minute)},
		{"source", Failures{Login: 0, Source: 5, OldestSource: at.Add(time.Minute)}, at.Add(11 * time.Minute)},
		{"both", Failures{Login: 3, Source: 5, OldestLogin: at.Add(2 * time.Minute), OldestSource: at}, at.Add(12 * time.Minute)},
	} {
		until, locked := s.LockedUntil(c.f)
		if !until.Equal(c.want) || locked != !c.want.IsZero() {
			t.Errorf("%s: %v %v", c.name, until, locked)
		}
	}
	p := Locked(at.Add(90*time.Second), at)
	if p.Kind != problem.Exhausted || !strings.Contains(p.En, "2 min") || p.Facts["retry_at"] != "2026-03-01T09:01:30Z" {
		t.Fatal(p, p.Facts)
	}
}

func TestSessionEnds(t *testing.T) {
	s := Settings{SessionIdle: time.Hour}
	seen := time.Date(2026, 3, 1, 9, 0, 0, 0, time.UTC)
	if got := s.SessionEnds(seen, seen.Add(8*time.Hour)); !got.Equal(seen.Add(time.Hour)) {
		t.Fatal("idle first:", got)
	}
	if got := s.SessionEnds(seen, seen.Add(time.Minute)); !got.Equal(seen.Add(time.Minute)) {
		t.Fatal("absolute first:", got)
	}
}

func TestGrants(t *testing.T) {
	for _, c := range []struct {
		role    lifecycle.Role
		kind    string
		to      string
		refused string
	}{
		{lifecycle.PI, University, "b", ""},
		{lifecycle.Reviewer, Enterprise, "b", ""},
		{lifecycle.Officer, Bureau, "b", ""},
		{lifecycle.Agency, AgencyKind, "b", ""},
		{lifecycle.Auditor, Association, "b", ""},
		{lifecycle.Officer, Enterprise, "b", "ROLE_NOT_FOR_KIND"},
		{lifecycle.Agency, Bureau, "b", "ROLE_NOT_FOR_KIND"},
		{lifecycle.PI, University, "a", "SELF_GRANT"},
		{lifecycle.System, Bureau, "b", "ROLE_UNKNOWN"},
		{lifecycle.Public, Bureau, "b", "ROLE_UNKNOWN"},
		{lifecycle.Chair, Bureau, "b", "ROLE_UNKNOWN"},
	} {
		if got := problem.ReasonOf(CheckGrant(c.role, c.kind, c.to, "a")); got != c.refused {
			t.Errorf("%s in %s: %q, want %q", c.role, c.kind, got, c.refused)
		}
	}
}

func TestUSCC(t *testing.T) {
	for code, want := range map[string]bool{
		"91350100M000100Y43": true, // the example of the standard
		"91350100M000100Y44": false,
		"91350100M000100Y4":  false,
		"91350100O000100Y43": false, // the letter O is not used
		"":                   false,
	} {
		if ValidUSCC(code) != want {
			t.Errorf("%q: want %v", code, want)
		}
	}
}

func TestDays(t *testing.T) {
	if d, err := ParseDay("born_on", ""); err != nil || !d.IsZero() {
		t.Fatal(d, err)
	}
	if d, err := ParseDay("born_on", "1980-02-29"); err != nil || d.Day() != 29 {
		t.Fatal(d, err)
	}
	if _, err := ParseDay("born_on", "1981-02-29"); !errors.Is(err, problem.New(problem.Invalid, "DAY_INVALID", "", "")) {
		t.Fatal(err)
	}
}
