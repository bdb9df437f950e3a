package rpc

import (
	"testing"

	identityv1 "yanlu/proto/gen/yanlu/identity/v1"
)

func TestAnAccountIsOpenedWithoutARole(t *testing.T) {
	f := newFixture(t)
	m := &Members{Server: f.Server}
	open := func(login, secret string) (*identityv1.SignInResponse, error) {
		return m.OpenAccount(f.from("10.0.0.1"), &identityv1.OpenAccountRequest{RequestId: f.requestID(), Login: login, Password: secret, Name: " 新人 ", Email: "new@example.invalid"})
	}
	r, err := open("Newcomer", password)
	f.must(err)
	if r.GetMe().GetName() != "新人" || len(r.GetMe().GetRoles()) != 0 || r.GetToken() == "" {
		t.Errorf("opened %v", r.GetMe())
	}
	if _, err := f.signIn("10.0.0.1", "newcomer", password); err != nil {
		t.Error("signs in:", err)
	}
	_, err = open("newcomer", password)
	f.refused(err, "LOGIN_TAKEN")
	_, err = open("9", password)
	f.refused(err, "LOGIN_INVALID")
	_, err = open("another", "short")
	if err == nil {
		t.Error("a short password is taken")
	}
	var kept int
	f.must(f.pool.QueryRow(t.Context(), "select count(*) from command where reply::text like '%' || $1 || '%'", password).Scan(&kept))
	if kept != 0 {
		t.Error("the password is in the database")
	}
}

// One address opens so many accounts and no more for a while.
func TestAccountsAreNotOpenedByTheHundred(t *testing.T) {
	f := newFixture(t)
	m := &Members{Server: f.Server}
	opened := 0
	for i := range f.settings.FailuresPerSource + 1 {
		_, err := m.OpenAccount(f.from("10.0.0.2"), &identityv1.OpenAccountRequest{RequestId: f.requestID(), Login: "person" + string(rune('a'+i%26)) + string(rune('a'+i/26)), Password: password, Name: "x"})
		if err != nil {
			f.refused(err, "SIGN_IN_LOCKED")
			break
		}
		opened++
	}
	if opened != f.settings.FailuresPerSource {
		t.Errorf("%d accounts were opened from one address", opened)
	}
}

// A link for somebody on file opens that person's account once, and adds no role and no person.
func TestALinkOpensTheAccountOfSomebodyOnFile(t *testing.T) {
	d := newDistrict(t)
	_, err := d.fixture.pool.Exec(t.Context(), "insert into person (id, login, name) values ('p-file', 'expert-file', '在档人')")
	d.must(err)
	secret, err := InviteToAccount(t.Context(), d.fixture.pool, "p-file", "在档人", "", "org-university", "p-unit", []string{"reviewer"}, d.now(), d.now().AddDate(0, 0, 14))
	d.must(err)
	_, err = d.accept(d.as("unit"), secret, "")
	d.refused(err, "INVITATION_OPENS_ACCOUNT")
	_, err = d.accept(d.at("10.0.0.1"), secret, "wang")
	d.refused(err, "LOGIN_TAKEN")
	r, err := d.accept(d.at("10.0.0.1"), secret, "zaidang")
	d.must(err)
	if r.GetMe().GetPerson() != "p-file" || len(r.GetMe().GetRoles()) != 0 {
		t.Errorf("opened %v", r.GetMe())
	}
	if _, err := d.signIn("10.0.0.1", "zaidang", password); err != nil {
		t.Error("signs in:", err)
	}
	_, err = d.accept(d.at("10.0.0.1"), secret, "again")
	d.refused(err, "INVITATION_USED")
	other, err := InviteToAccount(t.Context(), d.fixture.pool, "p-file", "在档人", "", "org-university", "p-unit", []string{"reviewer"}, d.now(), d.now().AddDate(0, 0, 14))
	d.must(err)
	if _, err := d.accept(d.at("10.0.0.1"), other, "stolen"); err == nil {
		t.Error("a second link takes over an account that is open")
	}
}
