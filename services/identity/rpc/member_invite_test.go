package rpc

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	identityv1 "yanlu/proto/gen/yanlu/identity/v1"
	"yanlu/services/lifecycle"
	"yanlu/services/platform/problem"
)

func (d *district) invite(by, org string, roles ...string) *identityv1.Invitation {
	d.t.Helper()
	i, err := d.InviteMember(d.as(by), &identityv1.InviteMemberRequest{RequestId: d.requestID(), Organisation: org, Name: "陈新", Email: "chen@example.com", Roles: roles})
	d.must(err)
	return i
}

func (d *district) accept(ctx context.Context, secret, login string) (*identityv1.SignInResponse, error) {
	return d.AcceptInvitation(ctx, &identityv1.AcceptInvitationRequest{RequestId: d.requestID(), Secret: secret, Login: login, Password: password})
}

func TestAnInvitationMakesAnAccount(t *testing.T) {
	d := newDistrict(t)
	i := d.invite("unit", "org-university", "pi", "pi")
	if i.GetStatus() != "open" || !strings.HasPrefix(i.GetSecret(), "yli_") || len(i.GetRoles()) != 1 || i.GetExpiresAt().AsTime() != d.now().AddDate(0, 0, 14) {
		t.Errorf("invited %v", i)
	}
	var kept int
	d.must(d.fixture.pool.QueryRow(t.Context(), "select count(*) from command where reply::text like '%' || $1 || '%'", i.GetSecret()).Scan(&kept))
	if kept != 0 {
		t.Error("the secret is in the database")
	}
	seen, err := d.ReadInvitation(d.at("10.0.0.1"), &identityv1.ReadInvitationRequest{Secret: i.GetSecret()})
	d.must(err)
	if seen.GetName() != "陈新" || seen.GetOrganisationName() != "university单位" || seen.GetInvitedByName() != "unit" || seen.GetSecret() != "" || seen.GetStatus() != "open" {
		t.Errorf("read %v", seen)
	}
	r, err := d.accept(d.at("10.0.0.1"), i.GetSecret(), "chenxin")
	d.must(err)
	if r.GetMe().GetName() != "陈新" || len(r.GetMe().GetRoles()) != 1 || r.GetMe().GetRoles()[0].GetRole() != "pi" {
		t.Errorf("accepted as %v", r.GetMe())
	}
	c, err := d.Authenticate(t.Context(), r.GetToken())
	d.must(err)
	if !c.HasIn(lifecycle.PI, "org-university") {
		t.Errorf("holds %v", c.Grants)
	}
	if _, err := d.signIn("10.0.0.1", "chenxin", password); err != nil {
		t.Error("the new password:", err)
	}
	_, err = d.accept(d.at("10.0.0.2"), i.GetSecret(), "again")
	d.refused(err, "INVITATION_USED")
	list, err := d.ListInvitations(d.as("unit"), &identityv1.ListInvitationsRequest{})
	d.must(err)
	if x := list.GetInvitations()[0]; x.GetStatus() != "accepted" || x.GetAcceptedByName() != "陈新" || x.GetSecret() != "" {
		t.Errorf("listed %v", x)
	}
	_, err = d.RevokeInvitation(d.as("unit"), &identityv1.RevokeInvitationRequest{RequestId: d.requestID(), Id: i.GetId()})
	d.refused(err, "INVITATION_ACCEPTED")
}

func TestAnInvitationAddsRolesToASession(t *testing.T) {
	d := newDistrict(t)
	i := d.invite("unit", "org-university", "pi")
	_, err := d.accept(d.as("unit"), i.GetSecret(), "")
	d.refused(err, "SELF_GRANT")
	r, err := d.accept(d.as("zhao"), i.GetSecret(), "")
	d.must(err)
	if r.GetToken() != "" || !slices.Contains(d.roles("p-zhao", "org-university"), "pi") {
		t.Errorf("accepted %v", r)
	}
	token, err := d.CreateToken(d.as("zhao"), &identityv1.CreateTokenRequest{RequestId: d.requestID(), Name: "x", Days: 1})
	d.must(err)
	_, err = d.accept(d.with(token.GetToken()), d.invite("unit", "org-university", "institution").GetSecret(), "")
	d.refused(err, "SESSION_REQUIRED")
}

func TestAnInvitationIsRepeatedTheSame(t *testing.T) {
	d := newDistrict(t)
	request := &identityv1.InviteMemberRequest{RequestId: d.requestID(), Organisation: "org-university", Name: "陈新", Roles: []string{"pi"}}
	first, err := d.InviteMember(d.as("unit"), request)
	d.must(err)
	second, err := d.InviteMember(d.as("unit"), request)
	d.must(err)
	if second.GetId() != first.GetId() || second.GetSecret() != "" {
		t.Errorf("repeated as %v", second)
	}
	accept := &identityv1.AcceptInvitationRequest{RequestId: d.requestID(), Secret: first.GetSecret(), Login: "chenxin", Password: password}
	one, err := d.AcceptInvitation(d.at("10.0.0.1"), accept)
	d.must(err)
	two, err := d.AcceptInvitation(d.at("10.0.0.1"), accept) // the answer was lost on the way
	d.must(err)
	if one.GetMe().GetPerson() != two.GetMe().GetPerson() || two.GetToken() == "" {
		t.Errorf("repeated as %v", two)
	}
	accept.Password = "Another-River-8"
	_, err = d.AcceptInvitation(d.at("10.0.0.1"), accept)
	d.refused(err, "REQUEST_ID_REUSED")
}

func TestAnInvitationEnds(t *testing.T) {
	d := newDistrict(t)
	i := d.invite("unit", "org-university", "pi")
	d.pass(14*24*time.Hour - time.Second)
	seen, err := d.ReadInvitation(d.at("10.0.0.1"), &identityv1.ReadInvitationRequest{Secret: i.GetSecret()})
	d.must(err)
	if seen.GetStatus() != "open" {
		t.Errorf("a second before its end it is %s", seen.GetStatus())
	}
	d.pass(time.Second)
	_, err = d.accept(d.at("10.0.0.1"), i.GetSecret(), "chenxin")
	d.refused(err, "INVITATION_EXPIRED")
	j := d.invite("unit", "org-university", "pi")
	_, err = d.RevokeInvitation(d.as("unit2"), &identityv1.RevokeInvitationRequest{RequestId: d.requestID(), Id: j.GetId()})
	d.must(err)
	_, err = d.accept(d.at("10.0.0.1"), j.GetSecret(), "chenxin")
	d.refused(err, "INVITATION_REVOKED")
}

func TestTwoAcceptAtOnce(t *testing.T) {
	d := newDistrict(t)
	i := d.invite("unit", "org-university", "pi")
	// A third hand holds the invitation until both stand before it.
	held, err := d.fixture.pool.Begin(t.Context())
	d.must(err)
	_, err = held.Exec(t.Context(), "select 1 from invitation where id = $1 for update", i.GetId())
	d.must(err)
	done := make(chan error, 2)
	for _, login := range []string{"chenone", "chentwo"} {
		go func() {
			_, err := d.AcceptInvitation(d.fixture.from("10.0.0.1"), &identityv1.AcceptInvitationRequest{
				RequestId: "two-at-once-" + login, Secret: i.GetSecret(), Login: login, Password: password,
			})
			done <- err
		}()
	}
	for waiting := 0; waiting < 2; {
		d.must(d.fixture.pool.QueryRow(t.Context(), "select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'").Scan(&waiting))
	}
	d.must(held.Commit(t.Context()))
	a, b := <-done, <-done
	if a != nil {
		a, b = b, a
	}
	if a != nil || problem.ReasonOf(b) != "INVITATION_USED" {
		t.Errorf("%v and %v", a, b)
	}
	var people int
	d.must(d.fixture.pool.QueryRow(t.Context(), "select count(*) from person where login in ('chenone', 'chentwo')").Scan(&people))
	if people != 1 {
		t.Errorf("%d accounts were made", people)
	}
}

func TestWhatANewAccountNeeds(t *testing.T) {
	d := newDistrict(t)
	i := d.invite("unit", "org-university", "pi")
	for _, c := range []struct{ login, password, reason string }{
		{"", password, "ACCOUNT_NEEDED"}, {"chen", "", "ACCOUNT_NEEDED"}, {"1chen", password, "LOGIN_INVALID"}, {"chen xin", password, "LOGIN_INVALID"},
		{"chen", "short", "WEAK_PASSWORD"}, {"wang", password, "LOGIN_TAKEN"},
	} {
		_, err := d.AcceptInvitation(d.at("10.0.0.1"), &identityv1.AcceptInvitationRequest{RequestId: d.requestID(), Secret: i.GetSecret(), Login: c.login, Password: c.password})
		if problem.ReasonOf(err) != c.reason {
			t.Errorf("%q: %v, want %s", c.login, err, c.reason)
		}
	}
	if _, err := d.accept(d.at("10.0.0.1"), i.GetSecret(), " ChenXin "); err != nil {
		t.Error("the invitation is still open:", err)
	}
}

func TestGuessingLinksIsLimited(t *testing.T) {
	d := newDistrict(t)
	d.settings.FailuresPerSource = 5
	good := d.invite("unit", "org-university", "pi")
	for range 5 {
		_, err := d.ReadInvitation(d.at("10.0.0.1"), &identityv1.ReadInvitationRequest{Secret: "yli_nobody-has-this-secret"})
		d.refused(err, "INVITATION_NOT_FOUND")
	}
	_, err := d.ReadInvitation(d.at("10.0.0.1"), &identityv1.ReadInvitationRequest{Secret: good.GetSecret()})
	d.refused(err, "SIGN_IN_LOCKED")
	_, err = d.accept(d.at("10.0.0.1"), good.GetSecret(), "chenxin")
	d.refused(err, "SIGN_IN_LOCKED")
	if _, err := d.accept(d.at("10.0.0.2"), good.GetSecret(), "chenxin"); err != nil {
		t.Error("another address:", err)
	}
}

func TestAnInvitationLeadsToAnOpenCall(t *testing.T) {
	d := newDistrict(t)
	_, err := d.InviteMember(d.as("unit"), &identityv1.InviteMemberRequest{RequestId: d.requestID(), Organisation: "org-university", Name: "陈新", Roles: []string{"pi"}, Call: "no-such-call"})
	d.refused(err, "CALL_NOT_OPEN")
}

// A link counts as the word of whoever gave it, as long as they may give the roles.
func TestALinkDoesNotOutliveItsInviter(t *testing.T) {
	d := newDistrict(t)
	exec := func(sql string) {
		t.Helper()
		_, err := d.fixture.pool.Exec(t.Context(), sql)
		d.must(err)
	}
	i := d.invite("unit", "org-university", "pi")
	exec("delete from role_grant where person = 'p-unit'")
	_, err := d.accept(d.at("10.0.0.1"), i.GetSecret(), "chenxin")
	d.refused(err, "INVITATION_LAPSED")
	_, err = d.accept(d.as("zhao"), i.GetSecret(), "")
	d.refused(err, "INVITATION_LAPSED")
	if roles := d.roles("p-zhao", "org-university"); len(roles) != 0 {
		t.Errorf("and still gives %v", roles)
	}
	j := d.invite("unit2", "org-university", "pi")
	exec("update person set disabled_at = '2026-03-02' where id = 'p-unit2'")
	_, err = d.accept(d.at("10.0.0.1"), j.GetSecret(), "chenxin")
	d.refused(err, "INVITATION_LAPSED")
	exec("update person set disabled_at = null where id = 'p-unit2'")
	if _, err := d.accept(d.at("10.0.0.1"), j.GetSecret(), "chenxin"); err != nil {
		t.Error("the inviter may give it again:", err)
	}
	_, err = d.standIn("unit2", "p-wang", "org-university", 0, time.Hour)
	d.must(err)
	k := d.invite("wang", "org-university", "institution")
	d.pass(time.Hour)
	_, err = d.accept(d.as("zhao"), k.GetSecret(), "")
	d.refused(err, "INVITATION_LAPSED")
}
