package rpc

import (
	"slices"
	"testing"
	"time"

	identityv1 "yanlu/proto/gen/yanlu/identity/v1"
	"yanlu/services/identity"
	"yanlu/services/identity/store"
	"yanlu/services/lifecycle"
	"yanlu/services/platform/problem"
)

func (d *district) standIn(by, deputy, org string, from, until time.Duration, roles ...string) (*identityv1.StandIn, error) {
	return d.SetStandIn(d.as(by), &identityv1.SetStandInRequest{
		RequestId: d.requestID(), Deputy: deputy, Organisation: org, Roles: roles, From: stamp(d.now().Add(from)), Until: stamp(d.now().Add(until)), Reason: "出差",
	})
}

func (d *district) holds(login string, role lifecycle.Role, org string) bool {
	d.t.Helper()
	r, err := d.startSession(d.t.Context(), "p-"+login, login, login)
	d.must(err)
	c, err := d.Authenticate(d.t.Context(), r.GetToken())
	d.must(err)
	return c.HasIn(role, org)
}

func TestAStandInRunsByTheClock(t *testing.T) {
	d := newDistrict(t)
	s, err := d.standIn("chief", "p-officer", "org-bureau", time.Hour, 24*time.Hour)
	d.must(err)
	if s.GetStatus() != "planned" || !slices.Equal(s.GetRoles(), []string{"director"}) || s.GetDeputyName() != "officer" {
		t.Errorf("set %v", s)
	}
	for _, c := range []struct {
		pass  time.Duration
		holds bool
	}{{0, false}, {time.Hour - time.Second, false}, {time.Second, true}, {23*time.Hour - time.Second, true}, {time.Second, false}} {
		d.pass(c.pass)
		if got := d.holds("officer", lifecycle.Director, "org-bureau"); got != c.holds {
			t.Errorf("at %s the deputy holds it: %v", d.now(), got)
		}
	}
	list, err := d.ListStandIns(d.as("officer"), &identityv1.ListStandInsRequest{})
	d.must(err)
	if len(list.GetStandIns()) != 1 || list.GetStandIns()[0].GetStatus() != "ended" {
		t.Errorf("listed %v", list)
	}
}

func TestAStandInIsEndedEarlyByEither(t *testing.T) {
	d := newDistrict(t)
	for _, by := range []string{"chief", "officer"} {
		s, err := d.standIn("chief", "p-officer", "org-bureau", 0, 24*time.Hour)
		d.must(err)
		if !d.holds("officer", lifecycle.Director, "org-bureau") {
			t.Fatal("it does not run")
		}
		_, err = d.EndStandIn(d.as("unit"), &identityv1.EndStandInRequest{RequestId: d.requestID(), Id: s.GetId()})
		d.refused(err, "STAND_IN_NOT_FOUND")
		ended, err := d.EndStandIn(d.as(by), &identityv1.EndStandInRequest{RequestId: d.requestID(), Id: s.GetId()})
		d.must(err)
		if ended.GetStatus() != "ended" || d.holds("officer", lifecycle.Director, "org-bureau") {
			t.Errorf("ended by %s: %v", by, ended)
		}
	}
	others, err := d.ListStandIns(d.as("wang"), &identityv1.ListStandInsRequest{})
	d.must(err)
	if len(others.GetStandIns()) != 0 {
		t.Errorf("a stranger sees %v", others)
	}
}

func TestWhoMayStandInForWhat(t *testing.T) {
	d := newDistrict(t)
	d.must(store.GrantRole(t.Context(), d.fixture.pool, "p-unit", "org-university", lifecycle.PI))
	for _, c := range []struct {
		by, deputy, org string
		roles           []string
		reason          string
	}{
		{"chief", "p-wang", "org-bureau", nil, "NOT_A_COLLEAGUE"},
		{"chief", "p-chief", "org-bureau", nil, "STAND_IN_IS_SELF"},
		{"chief", "p-nobody", "org-bureau", nil, "NOT_A_COLLEAGUE"},
		{"chief", "p-officer", "org-university", nil, "NOT_A_COLLEAGUE"},
		{"chief", "p-officer", "org-bureau", []string{"party_group"}, "ROLE_NOT_HELD"},
		{"wang", "p-li", "org-university", nil, "NOTHING_TO_STAND_IN"},
		{"wang", "p-li", "org-university", []string{"pi"}, "ROLE_IS_PERSONAL"},
		{"li", "p-wang", "org-university", []string{"reviewer"}, "ROLE_IS_PERSONAL"},
		{"unit", "p-unit2", "org-university", nil, "NOTHING_TO_STAND_IN"}, // holds it already
		{"unit", "p-wang", "org-university", nil, ""},                     // institution, and not pi
	} {
		s, err := d.standIn(c.by, c.deputy, c.org, 0, time.Hour, c.roles...)
		if problem.ReasonOf(err) != c.reason {
			t.Errorf("%s names %s for %v: %v, want %q", c.by, c.deputy, c.roles, err, c.reason)
		}
		if err == nil && !slices.Equal(s.GetRoles(), []string{"institution"}) {
			t.Errorf("stands in as %v", s.GetRoles())
		}
	}
	for _, term := range [][2]time.Duration{{0, 0}, {2 * time.Hour, time.Hour}, {0, 400 * 24 * time.Hour}} {
		_, err := d.standIn("chief", "p-officer", "org-bureau", term[0], term[1])
		d.refused(err, "STAND_IN_TERM")
	}
	token, err := d.CreateToken(d.as("chief"), &identityv1.CreateTokenRequest{RequestId: d.requestID(), Name: "x", Days: 1})
	d.must(err)
	_, err = d.SetStandIn(d.with(token.GetToken()), &identityv1.SetStandInRequest{RequestId: d.requestID(), Deputy: "p-officer", Organisation: "org-bureau", Until: stamp(d.now().Add(time.Hour)), Reason: "出差"})
	d.refused(err, "SESSION_REQUIRED")
}

// What is stood in for is not handed on, and it goes when the principal loses it.
func TestAStandInIsNotHandedOn(t *testing.T) {
	d := newDistrict(t)
	_, err := d.standIn("chief", "p-officer", "org-bureau", 0, 24*time.Hour)
	d.must(err)
	_, err = d.standIn("officer", "p-admin", "org-bureau", 0, time.Hour, "director")
	d.refused(err, "ROLE_NOT_HELD")
	s, err := d.standIn("officer", "p-admin", "org-bureau", 0, time.Hour)
	d.must(err)
	if !slices.Equal(s.GetRoles(), []string{"officer"}) || d.holds("admin", lifecycle.Director, "org-bureau") {
		t.Errorf("handed on %v", s.GetRoles())
	}
	who, err := d.WhoAmI(d.as("officer"), &identityv1.WhoAmIRequest{})
	d.must(err)
	if len(who.GetMe().GetRoles()) != 2 {
		t.Errorf("the deputy is told %v", who.GetMe().GetRoles())
	}
	_, err = d.fixture.pool.Exec(t.Context(), "delete from role_grant where person = 'p-chief'")
	d.must(err)
	if d.holds("officer", lifecycle.Director, "org-bureau") {
		t.Error("the principal lost the role and the deputy kept it")
	}
}

func TestActingAs(t *testing.T) {
	d := newDistrict(t)
	d.must(store.GrantRole(t.Context(), d.fixture.pool, "p-officer", "org-bureau", lifecycle.Finance))
	r, err := d.startSession(t.Context(), "p-officer", "officer", "officer")
	d.must(err)
	c, err := d.Authenticate(t.Context(), r.GetToken())
	d.must(err)
	for capacity, reason := range map[string]string{
		"": "", "officer@org-bureau": "", "director@org-bureau": "ACTING_AS_NOT_HELD", "officer@org-university": "ACTING_AS_NOT_HELD",
		"officer": "ACTING_AS_MALFORMED", "@org-bureau": "ACTING_AS_MALFORMED", "officer@": "ACTING_AS_MALFORMED", "system@org-bureau": "ACTING_AS_MALFORMED",
		"officer@org-bureau,finance@org-bureau": "ACTING_AS_NOT_HELD",
	} {
		limited, err := c.As(capacity)
		if problem.ReasonOf(err) != reason {
			t.Errorf("%q: %v, want %q", capacity, err, reason)
		}
		if capacity == "officer@org-bureau" && (len(limited.Grants) != 1 || limited.Has(lifecycle.Finance)) {
			t.Errorf("limited to %v", limited.Grants)
		}
	}
	limited, _ := c.As("officer@org-bureau")
	again, err := d.Again(t.Context(), limited)
	d.must(err)
	if again.Has(lifecycle.Finance) || !again.Has(lifecycle.Officer) {
		t.Errorf("asked again the caller holds %v", again.Grants)
	}
	_, err = d.fixture.pool.Exec(t.Context(), "delete from role_grant where person = 'p-officer' and role = 'officer'")
	d.must(err)
	_, err = d.Again(t.Context(), limited)
	d.refused(err, "ACTING_AS_NOT_HELD")
}

// Who is taken out of an organisation acts for nobody there, whatever the term.
func TestADeputyWhoLeftActsNoLonger(t *testing.T) {
	d := newDistrict(t)
	_, err := d.standIn("chief", "p-officer", "org-bureau", 0, 24*time.Hour)
	d.must(err)
	d.must(store.GrantRole(t.Context(), d.fixture.pool, "p-officer", "org-university", lifecycle.Reviewer))
	token, err := d.CreateToken(d.as("officer"), &identityv1.CreateTokenRequest{RequestId: d.requestID(), Name: "x", Days: 1})
	d.must(err)
	_, err = d.SetMemberRoles(d.as("admin"), &identityv1.SetMemberRolesRequest{RequestId: d.requestID(), Organisation: "org-bureau", Person: "p-officer"})
	d.must(err)
	c, err := d.Authenticate(t.Context(), token.GetToken())
	d.must(err)
	if d.holds("officer", lifecycle.Director, "org-bureau") || c.HasIn(lifecycle.Director, "org-bureau") {
		t.Error("the deputy left the organisation and acts for its director")
	}
	who, err := d.WhoAmI(d.as("officer"), &identityv1.WhoAmIRequest{})
	d.must(err)
	if roles := who.GetMe().GetRoles(); len(roles) != 1 || roles[0].GetRole() != "reviewer" {
		t.Errorf("and is told %v", roles)
	}
}

// Who oversees and who is overseen do not stand in for one another, and nobody for an administrator.
func TestRolesThatAreKeptApart(t *testing.T) {
	d := newDistrict(t)
	d.enter("watch", identity.Grant{Role: lifecycle.Discipline, Org: "org-bureau"})
	d.enter("audit", identity.Grant{Role: lifecycle.Auditor, Org: "org-bureau"})
	for _, c := range []struct {
		by, deputy string
		roles      []string
		reason     string
	}{
		{"watch", "p-officer", []string{"discipline"}, "ROLES_APART"},
		{"watch", "p-officer", nil, "NOTHING_TO_STAND_IN"},
		{"chief", "p-watch", []string{"director"}, "ROLES_APART"},
		{"chief", "p-audit", nil, "NOTHING_TO_STAND_IN"},
		{"audit", "p-watch", []string{"auditor"}, ""},
		{"admin", "p-officer", []string{"admin"}, "ROLE_IS_PERSONAL"},
		{"admin", "p-officer", nil, "NOTHING_TO_STAND_IN"},
	} {
		if _, err := d.standIn(c.by, c.deputy, "org-bureau", 0, time.Hour, c.roles...); problem.ReasonOf(err) != c.reason {
			t.Errorf("%s names %s for %v: %v, want %q", c.by, c.deputy, c.roles, err, c.reason)
		}
	}
}
