package rpc

import (
	"strings"
	"testing"
	"time"

	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/timestamppb"

	identityv1 "yanlu/proto/gen/yanlu/identity/v1"
	"yanlu/services/identity"
	"yanlu/services/identity/store"
	"yanlu/services/lifecycle"
)

func TestRegisterOrganisation(t *testing.T) {
	f := newFixture(t)
	ctx := f.as("officer")
	request := &identityv1.RegisterOrganisationRequest{
		RequestId: "org-0001", Name: "示例研究院", Uscc: "91350100M000100Y43", Kind: "institute", RegisteredOn: "2015-06-01", InDistrict: true,
	}
	_, err := f.RegisterOrganisation(ctx, request) // the fixture holds an organisation with this code
	f.refused(err, "USCC_TAKEN")
	_, err = f.pool.Exec(t.Context(), "update organisation set uscc = 'moved' where uscc = $1", request.GetUscc())
	f.must(err)
	first, err := f.RegisterOrganisation(ctx, request)
	f.must(err)
	second, err := f.RegisterOrganisation(ctx, request)
	f.must(err)
	if !proto.Equal(first, second) || first.GetKind() != "institute" || !first.GetInDistrict() || first.GetBankChecked() {
		t.Fatal(first, second)
	}
	request.RequestId, request.Uscc = "org-0002", "91350100M000100Y44"
	_, err = f.RegisterOrganisation(ctx, request)
	f.refused(err, "USCC_INVALID")
	request.Uscc, request.RegisteredOn = "91350100M000100Y43", "2015-06-31"
	_, err = f.RegisterOrganisation(ctx, request)
	f.refused(err, "DAY_INVALID")
}

func TestGrantAndRevoke(t *testing.T) {
	f := newFixture(t)
	admin := f.as("admin")
	grant := func(person, org, role string) error {
		_, err := f.GrantRole(admin, &identityv1.GrantRoleRequest{RequestId: f.requestID(), Person: person, Organisation: org, Role: role})
		return err
	}
	revoke := func(person, org, role string) error {
		_, err := f.RevokeRole(admin, &identityv1.RevokeRoleRequest{RequestId: f.requestID(), Person: person, Organisation: org, Role: role})
		return err
	}
	session, err := f.signIn("10.0.0.1", "wang", password)
	f.must(err)
	has := func(role lifecycle.Role) bool {
		c, err := f.Authenticate(t.Context(), session.GetToken())
		f.must(err)
		return c.Has(role)
	}
	f.must(grant("p-wang", "org-bureau", "officer"))
	if !has(lifecycle.Officer) {
		t.Fatal("a role holds at once")
	}
	f.must(revoke("p-wang", "org-bureau", "officer"))
	if has(lifecycle.Officer) {
		t.Fatal("a role ends at once")
	}
	f.refused(revoke("p-wang", "org-bureau", "officer"), "ROLE_NOT_HELD")
	f.refused(grant("p-wang", "org-university", "officer"), "ROLE_NOT_FOR_KIND")
	f.refused(grant("p-nobody", "org-bureau", "officer"), "PERSON_NOT_FOUND")
	f.refused(grant("p-wang", "org-none", "officer"), "ORGANISATION_NOT_FOUND")
	f.refused(grant("p-wang", "org-bureau", "emperor"), "ROLE_UNKNOWN")
	f.refused(grant("p-admin", "org-bureau", "director"), "SELF_GRANT")
	f.refused(revoke("p-admin", "org-bureau", "admin"), "LAST_ADMIN")
	f.must(grant("p-officer", "org-bureau", "admin"))
	f.must(revoke("p-admin", "org-bureau", "admin"))
}

func TestBankAndSanctions(t *testing.T) {
	f := newFixture(t)
	ctx := f.as("admin")
	o, err := f.CheckBankAccount(ctx, &identityv1.CheckBankAccountRequest{RequestId: "bank-001", Organisation: "org-university", BankAccount: "6222 0000"})
	f.must(err)
	if !o.GetBankChecked() || o.GetId() != "org-university" {
		t.Fatal(o)
	}
	_, err = f.CheckBankAccount(ctx, &identityv1.CheckBankAccountRequest{RequestId: "bank-002", Organisation: "none", BankAccount: "6222 0000"})
	f.refused(err, "ORGANISATION_NOT_FOUND")

	sanction := func(person, org string, until time.Time) error {
		r := &identityv1.RecordSanctionRequest{RequestId: f.requestID(), Person: person, Organisation: org, Reason: "学术不端"}
		if !until.IsZero() {
			r.Until = timestamppb.New(until)
		}
		_, err := f.RecordSanction(ctx, r)
		return err
	}
	ahead := f.now().AddDate(2, 0, 0)
	f.must(sanction("p-wang", "", ahead))
	f.must(sanction("", "org-enterprise", ahead))
	f.refused(sanction("p-wang", "org-enterprise", ahead), "SANCTION_TARGET")
	f.refused(sanction("", "", ahead), "SANCTION_TARGET")
	f.refused(sanction("p-wang", "", f.now()), "SANCTION_TERM")
	f.refused(sanction("p-none", "", ahead), "PERSON_NOT_FOUND")
	f.refused(sanction("", "none", ahead), "ORGANISATION_NOT_FOUND")

	var until *time.Time
	read := func() {
		f.must(f.pool.QueryRow(t.Context(), "select sanctioned_until from person where id = 'p-wang'").Scan(&until))
	}
	if read(); until == nil || !until.Equal(ahead) {
		t.Fatal(until)
	}
	f.must(sanction("p-wang", "", time.Time{}))
	if read(); until != nil {
		t.Fatal("the sanction was lifted:", until)
	}
	var reasons int
	f.must(f.pool.QueryRow(t.Context(), "select count(*) from command where reply ->> 'reason' = '学术不端' and actor = 'p-admin'").Scan(&reasons))
	if reasons != 3 {
		t.Fatal("who sanctioned whom, and why, stays on record:", reasons)
	}
}

func TestListsPage(t *testing.T) {
	f := newFixture(t)
	var names []string
	token := ""
	for {
		page, err := f.ListPeople(t.Context(), &identityv1.ListPeopleRequest{PageSize: 2, PageToken: token})
		f.must(err)
		for _, p := range page.GetPeople() {
			names = append(names, p.GetName())
		}
		if token = page.GetNextPageToken(); token == "" {
			break
		}
	}
	if got := strings.Join(names, " "); got != "admin li officer wang zhao" {
		t.Fatal(got)
	}
	_, err := f.ListPeople(t.Context(), &identityv1.ListPeopleRequest{PageToken: "!!"})
	f.refused(err, "PAGE_TOKEN_INVALID")
	for _, c := range []struct {
		r    *identityv1.ListOrganisationsRequest
		want string
	}{
		{&identityv1.ListOrganisationsRequest{Kind: "bureau"}, "org-bureau"},
		{&identityv1.ListOrganisationsRequest{Query: "univers"}, "org-university"},
		{&identityv1.ListOrganisationsRequest{WithRole: "reviewer"}, "org-enterprise org-university"},
		{&identityv1.ListOrganisationsRequest{Kind: "hospital"}, ""},
	} {
		got, err := f.ListOrganisations(t.Context(), c.r)
		f.must(err)
		var ids []string
		for _, o := range got.GetOrganisations() {
			ids = append(ids, o.GetId())
		}
		if strings.Join(ids, " ") != c.want {
			t.Errorf("%v: %v", c.r, ids)
		}
	}
}

func TestPeopleWithAConflictAreLeftOut(t *testing.T) {
	f := newFixture(t)
	_, err := f.pool.Exec(t.Context(), `
		insert into docket (id, machine, state, terminal, seq, head, opened_at, since, facts)
		values ('call', 'call', 'OPEN', false, 1, '\x00', now(), now(), '{"parties": {"title": "c"}, "window": {"opens_at": "2026-01-01", "closes_at": "2026-02-01"}}'),
		       ('d1', 'project', 'DRAFT', false, 1, '\x00', now(), now(), '{"parties": {"title": "t", "parent": "call", "pi": "p-wang", "partners": [{"organisation": "org-enterprise"}]}}'),
		       ('d2', 'project', 'DRAFT', false, 1, '\x00', now(), now(), '{"parties": {"title": "t", "parent": "call", "host_org": "org-university", "agency_org": "org-enterprise"}}')`)
	f.must(err)
	reviewers := func(docket string) string {
		got, err := f.ListPeople(t.Context(), &identityv1.ListPeopleRequest{Role: "reviewer", WithoutConflictWith: docket})
		f.must(err)
		var names []string
		for _, p := range got.GetPeople() {
			names = append(names, p.GetName())
		}
		return strings.Join(names, " ")
	}
	for docket, want := range map[string]string{"": "li zhao", "d1": "li", "d2": "zhao"} {
		if got := reviewers(docket); got != want {
			t.Errorf("%q: %q, want %q", docket, got, want)
		}
	}
	_, err = f.pool.Exec(t.Context(), "insert into conflict (subject, person, ground, at) values ('call', 'p-li', '师生', now())")
	f.must(err)
	if got := reviewers("d1"); got != "" {
		t.Errorf("a conflict with the call counts: %q", got)
	}
}

func TestSeedsMayRunAgain(t *testing.T) {
	f := newFixture(t)
	before := f.as("wang")
	_, err := f.ChangePassword(before, &identityv1.ChangePasswordRequest{RequestId: "change-1", OldPassword: password, NewPassword: newPassword})
	f.must(err)
	f.must(store.RegisterPerson(t.Context(), f.pool, identity.Person{ID: "p-wang", Login: "WANG", Name: "王芳", Demo: true}, "$argon2id$other"))
	f.must(store.GrantRole(t.Context(), f.pool, "p-wang", "org-university", lifecycle.PI))
	s, err := f.signIn("10.0.0.1", "wang", newPassword)
	f.must(err)
	if s.GetMe().GetName() != "王芳" || len(s.GetMe().GetRoles()) != 1 {
		t.Fatal("facts follow the seed, a changed password stays:", s)
	}
}
