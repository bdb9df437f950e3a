package rpc

import (
	"context"
	"fmt"
	"slices"
	"testing"
	"time"

	"google.golang.org/grpc/peer"
	"google.golang.org/protobuf/types/known/structpb"
	"google.golang.org/protobuf/types/known/timestamppb"

	identityv1 "yanlu/proto/gen/yanlu/identity/v1"
	"yanlu/services/identity"
	"yanlu/services/identity/store"
	"yanlu/services/lifecycle"
	"yanlu/services/platform/problem"
)

// district is the fixture with the people of two institutions, a recommending body and an agency.
type district struct {
	*Members
	*helpers
	fixture *fixture
}

// helpers are of the fixture what does not also belong to the server.
type helpers struct {
	t         *testing.T
	must      func(error)
	refused   func(error, string)
	pass      func(time.Duration)
	requestID func() string
	from      func(ip string) context.Context
	with      func(token string) context.Context
	signIn    func(ip, login, secret string) (*identityv1.SignInResponse, error)
}

func newDistrict(t *testing.T) *district {
	t.Helper()
	f := newFixture(t)
	d := &district{&Members{Server: f.Server}, &helpers{t, f.must, f.refused, f.pass, f.requestID, f.from, f.with, f.signIn}, f}
	for login, grant := range map[string]identity.Grant{
		"unit": {Role: lifecycle.Institution, Org: "org-university"}, "unit2": {Role: lifecycle.Institution, Org: "org-university"},
		"other": {Role: lifecycle.Institution, Org: "org-enterprise"}, "rec": {Role: lifecycle.Recommender, Org: "org-university"},
		"agent": {Role: lifecycle.Agency, Org: "org-agency"}, "chief": {Role: lifecycle.Director, Org: "org-bureau"},
	} {
		d.enter(login, grant)
	}
	return d
}

func (d *district) enter(login string, grants ...identity.Grant) {
	d.t.Helper()
	ctx := d.t.Context()
	d.must(store.RegisterPerson(ctx, d.fixture.pool, identity.Person{ID: "p-" + login, Login: login, Name: login}, ""))
	for _, g := range grants {
		d.must(store.GrantRole(ctx, d.fixture.pool, "p-"+login, g.Org, g.Role))
	}
	// granted before the test's clock began
	_, err := d.fixture.pool.Exec(ctx, "update role_grant set granted_at = '2026-01-01'")
	d.must(err)
}

// as is a session of somebody, without the cost of a password.
func (d *district) as(login string) context.Context {
	d.t.Helper()
	r, err := d.startSession(d.t.Context(), "p-"+login, login, login)
	d.must(err)
	return d.with(r.GetToken())
}

func (d *district) roles(person, org string) []string {
	d.t.Helper()
	roles, err := d.queries().RolesIn(d.t.Context(), store.RolesInParams{Person: person, Organisation: org})
	d.must(err)
	return roles
}

func (d *district) set(by, org, person string, roles ...string) error {
	_, err := d.SetMemberRoles(d.as(by), &identityv1.SetMemberRolesRequest{RequestId: d.requestID(), Organisation: org, Person: person, Roles: roles})
	return err
}

// Every method of an organisation's people × every role × own and other organisation.
func TestWhoManagesWhom(t *testing.T) {
	d := newDistrict(t)
	d.enter("both", identity.Grant{Role: lifecycle.PI, Org: "org-enterprise"}, identity.Grant{Role: lifecycle.Reviewer, Org: "org-enterprise"})
	d.enter("lonely")
	manages := map[string][]string{ // login: organisations whose people they manage
		"unit": {"org-university"}, "other": {"org-enterprise"}, "rec": {"org-university"}, "agent": {"org-agency"},
		"admin": {"org-university", "org-enterprise", "org-agency", "org-bureau"},
	}
	belongs := map[string]string{"wang": "org-university", "li": "org-university", "zhao": "org-enterprise", "officer": "org-bureau", "chief": "org-bureau", "both": "org-enterprise"}
	for _, login := range []string{"unit", "other", "rec", "agent", "admin", "wang", "li", "zhao", "officer", "chief", "both", "lonely"} {
		for _, org := range []string{"org-university", "org-enterprise", "org-agency", "org-bureau"} {
			may := slices.Contains(manages[login], org)
			inside := may || belongs[login] == org
			ctx := d.as(login)
			check := func(method string, err error, allowed bool) {
				t.Helper()
				if reason := problem.ReasonOf(err); allowed != (err == nil) || !allowed && reason != "NOT_YOUR_PEOPLE" && reason != "ORGANISATION_NOT_FOUND" && reason != "INVITATION_NOT_FOUND" {
					t.Errorf("%s of %s by %s: %v", method, org, login, err)
				}
				if !allowed && !inside && problem.ReasonOf(err) == "NOT_YOUR_PEOPLE" {
					t.Errorf("%s of %s tells the stranger %s that it exists", method, org, login)
				}
			}
			_, err := d.ListMembers(ctx, &identityv1.ListMembersRequest{Organisation: org})
			check("ListMembers", err, inside)
			_, err = d.GetProfile(ctx, &identityv1.GetProfileRequest{Organisation: org})
			check("GetProfile", err, inside)
			_, err = d.ListInvitations(ctx, &identityv1.ListInvitationsRequest{Organisation: org})
			check("ListInvitations", err, may)
			_, err = d.SaveOrganisationProfile(ctx, &identityv1.SaveOrganisationProfileRequest{RequestId: d.requestID(), Organisation: org, Address: "示例路1号"})
			check("SaveOrganisationProfile", err, may)
			role := map[string]string{"rec": "recommender", "agent": "agency"}[login]
			if role == "" {
				role = "pi"
			}
			i, err := d.InviteMember(ctx, &identityv1.InviteMemberRequest{RequestId: d.requestID(), Organisation: org, Name: "新人", Roles: []string{role}})
			check("InviteMember", err, may)
			if err == nil {
				_, err = d.RevokeInvitation(d.as("both"), &identityv1.RevokeInvitationRequest{RequestId: d.requestID(), Id: i.GetId()})
				check("RevokeInvitation by a stranger", err, false)
				_, err = d.RevokeInvitation(ctx, &identityv1.RevokeInvitationRequest{RequestId: d.requestID(), Id: i.GetId()})
				check("RevokeInvitation", err, true)
			}
		}
	}
}

func TestWhichRolesMayBeGiven(t *testing.T) {
	d := newDistrict(t)
	for _, c := range []struct{ by, org, person, role, refusal string }{
		{"wang", "org-university", "p-li", "pi", "NOT_YOUR_PEOPLE"},
		{"unit", "org-university", "p-li", "pi", ""},
		{"unit", "org-university", "p-wang", "institution", ""},
		{"unit", "org-university", "p-wang", "recommender", "ROLE_NOT_YOURS_TO_GIVE"},
		{"unit", "org-university", "p-wang", "reviewer", "ROLE_NOT_YOURS_TO_GIVE"},
		{"unit", "org-university", "p-wang", "officer", "ROLE_NOT_FOR_KIND"},
		{"unit", "org-university", "p-wang", "emperor", "ROLE_UNKNOWN"},
		{"unit", "org-university", "p-unit", "pi", "SELF_GRANT"},
		{"unit", "org-university", "p-zhao", "pi", "PERSON_NOT_FOUND"}, // of another organisation: invited, not taken
		{"unit", "org-university", "p-nobody", "pi", "PERSON_NOT_FOUND"},
		{"unit", "org-enterprise", "p-zhao", "pi", "ORGANISATION_NOT_FOUND"},
		{"rec", "org-university", "p-wang", "recommender", ""},
		{"rec", "org-university", "p-wang", "pi", ""}, // held already: stays
		{"rec", "org-university", "p-li", "institution", "ROLE_NOT_YOURS_TO_GIVE"},
		{"agent", "org-agency", "p-agent", "agency", ""}, // held already
		{"admin", "org-bureau", "p-officer", "director", ""},
		{"admin", "org-university", "p-zhao", "pi", ""},
	} {
		held := d.roles(c.person, c.org)
		err := d.set(c.by, c.org, c.person, append(slices.Clone(held), c.role)...)
		if problem.ReasonOf(err) != c.refusal {
			t.Errorf("%s gives %s to %s: %v, want %q", c.by, c.role, c.person, err, c.refusal)
		}
		if got := slices.Contains(d.roles(c.person, c.org), c.role); got != (c.refusal == "" || slices.Contains(held, c.role)) {
			t.Errorf("%s gives %s to %s: held %v afterwards", c.by, c.role, c.person, got)
		}
	}
}

func TestRolesAreTakenAndOthersStay(t *testing.T) {
	d := newDistrict(t)
	d.must(store.GrantRole(t.Context(), d.fixture.pool, "p-wang", "org-university", lifecycle.Reviewer))
	d.must(d.set("unit", "org-university", "p-wang"))
	if got := d.roles("p-wang", "org-university"); !slices.Equal(got, []string{"reviewer"}) {
		t.Errorf("left %v, want the role that is not the institution's to take", got)
	}
	d.must(d.set("unit", "org-university", "p-unit2"))
	d.refused(d.set("unit", "org-university", "p-unit"), "LAST_MANAGER")
	d.refused(d.set("admin", "org-university", "p-unit"), "LAST_MANAGER")
	d.refused(d.set("agent", "org-agency", "p-agent"), "LAST_MANAGER")
	d.refused(d.set("admin", "org-bureau", "p-admin"), "LAST_MANAGER")
}

// Two managers take each other's role at once: one of them stays.
func TestTwoManagersCannotRemoveEachOther(t *testing.T) {
	d := newDistrict(t)
	one, two := d.as("unit"), d.as("unit2")
	done := make(chan error, 2)
	for i, c := range []struct {
		ctx    context.Context
		person string
	}{{one, "p-unit2"}, {two, "p-unit"}} {
		go func() {
			_, err := d.SetMemberRoles(c.ctx, &identityv1.SetMemberRolesRequest{RequestId: fmt.Sprintf("at-once-%d", i), Organisation: "org-university", Person: c.person})
			done <- err
		}()
	}
	a, b := <-done, <-done
	if (a == nil) == (b == nil) {
		t.Errorf("%v and %v: want one refused", a, b)
	}
}

func TestMembersSayWhatTheCallerMayKnow(t *testing.T) {
	d := newDistrict(t)
	seen, err := d.ListMembers(d.as("unit"), &identityv1.ListMembersRequest{})
	d.must(err)
	if seen.GetOrganisation() != "org-university" || !slices.Equal(seen.GetGrantable(), []string{"pi", "institution"}) || len(seen.GetMembers()) != 5 || seen.GetMembers()[0].GetLogin() == "" {
		t.Errorf("the manager sees %v", seen)
	}
	seen, err = d.ListMembers(d.as("wang"), &identityv1.ListMembersRequest{})
	d.must(err)
	for _, m := range seen.GetMembers() {
		if (m.GetLogin() != "") != (m.GetPerson() == "p-wang") {
			t.Errorf("a colleague sees the login of %s", m.GetPerson())
		}
	}
	if len(seen.GetGrantable()) != 0 {
		t.Errorf("a colleague may give %v", seen.GetGrantable())
	}
}

func TestProfiles(t *testing.T) {
	d := newDistrict(t)
	more, _ := structpb.NewStruct(map[string]any{"major": "机器人工程", "staff": 12})
	p, err := d.SavePersonProfile(d.as("wang"), &identityv1.SavePersonProfileRequest{RequestId: d.requestID(), Email: "w@example.com", Phone: "0591", Title: "教授", Degree: "博士", Fields: []string{"机器人"}, More: more})
	d.must(err)
	if p.GetTitle() != "教授" || p.GetPersonMore().AsMap()["major"] != "机器人工程" || p.GetOrganisation().GetId() != "org-university" {
		t.Errorf("saved %v", p)
	}
	_, err = d.SaveOrganisationProfile(d.as("unit"), &identityv1.SaveOrganisationProfileRequest{RequestId: d.requestID(), Organisation: "org-university", Address: "学府路1号", More: more})
	d.must(err)
	p, err = d.GetProfile(d.as("wang"), &identityv1.GetProfileRequest{})
	d.must(err)
	if p.GetAddress() != "学府路1号" || p.GetOrganisationMore().AsMap()["staff"] != 12.0 || p.GetEmail() != "w@example.com" {
		t.Errorf("read %v", p)
	}
	for _, bad := range []map[string]any{{"Bad Name": "x"}, {"nested": map[string]any{"a": 1}}, {"list": []any{1}}} {
		more, _ := structpb.NewStruct(bad)
		_, err := d.SavePersonProfile(d.as("wang"), &identityv1.SavePersonProfileRequest{RequestId: d.requestID(), More: more})
		d.refused(err, "PROFILE_INVALID")
	}
}

// at is a context of a request from an address without a session.
func (d *district) at(ip string) context.Context {
	d.t.Helper()
	ctx := d.from(ip)
	if _, ok := peer.FromContext(ctx); !ok {
		d.t.Fatal("no peer")
	}
	return ctx
}

func stamp(t time.Time) *timestamppb.Timestamp { return timestamppb.New(t) }
