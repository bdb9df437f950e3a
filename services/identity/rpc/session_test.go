package rpc

import (
	"sync"
	"testing"
	"time"

	identityv1 "yanlu/proto/gen/yanlu/identity/v1"
	"yanlu/services/identity"
	"yanlu/services/lifecycle"
	"yanlu/services/platform/problem"
)

func TestSignInSaysWhoAndWhatRoles(t *testing.T) {
	f := newFixture(t)
	s, err := f.signIn("10.0.0.1", " Wang ", password)
	f.must(err)
	me := s.GetMe()
	if me.GetPerson() != "p-wang" || len(me.GetRoles()) != 1 || me.GetRoles()[0].GetRoleZh() != "项目负责人" || me.GetRoles()[0].GetOrganisationName() != "university单位" {
		t.Fatal(me)
	}
	c, err := f.Authenticate(t.Context(), s.GetToken())
	f.must(err)
	if c.Person != "p-wang" || !c.HasIn(lifecycle.PI, "org-university") || !c.Demo || c.Credential != identity.BySession {
		t.Fatalf("%+v", c)
	}
	who, err := f.WhoAmI(f.with(s.GetToken()), &identityv1.WhoAmIRequest{})
	f.must(err)
	if who.GetMe().GetLogin() != "wang" {
		t.Fatal(who)
	}
	var stored int
	f.must(f.pool.QueryRow(t.Context(), "select count(*) from session where encode(token_hash, 'escape') like '%' || $1 || '%'", s.GetToken()).Scan(&stored))
	if stored != 0 {
		t.Fatal("the token itself is in the database")
	}
}

func TestUnknownWrongAndDisabledLookTheSame(t *testing.T) {
	f := newFixture(t)
	_, err := f.pool.Exec(t.Context(), "update person set disabled_at = now() where id = 'p-li'; update person set password_hash = null where id = 'p-zhao'")
	f.must(err)
	var first *problem.Problem
	for _, c := range [][2]string{{"nobody", password}, {"wang", "Wrong-River-7"}, {"li", password}, {"zhao", password}} {
		_, err := f.signIn("10.0.0.1", c[0], c[1])
		p := problem.Of(err)
		if p == nil || p.Reason != "SIGN_IN_FAILED" || p.Kind != problem.Unauthenticated {
			t.Fatal(c, err)
		}
		if first == nil {
			first = p
		}
		if p.Error() != first.Error() || p.Zh != first.Zh || len(p.Facts) != 0 {
			t.Errorf("%v is answered otherwise: %v", c, p)
		}
	}
}

func TestLockoutByLogin(t *testing.T) {
	f := newFixture(t)
	limit := f.settings.FailuresPerLogin
	for _, login := range []string{"wang", "nobody"} { // the lock does not say which of them exists
		for i := range limit {
			_, err := f.signIn("10.0.0.1", login, "Wrong-River-7")
			if problem.ReasonOf(err) != "SIGN_IN_FAILED" {
				t.Fatal(login, i, err)
			}
		}
		_, err := f.signIn("10.0.0.2", login, password)
		f.refused(err, "SIGN_IN_LOCKED")
	}
	if _, err := f.signIn("10.0.0.1", "li", password); err != nil {
		t.Fatal("others are not locked:", err)
	}
	f.pass(f.settings.FailureWindow)
	if _, err := f.signIn("10.0.0.1", "wang", password); err != nil {
		t.Fatal("the lock ends:", err)
	}
}

func TestSuccessClearsFailures(t *testing.T) {
	f := newFixture(t)
	for range 3 {
		for range f.settings.FailuresPerLogin - 1 {
			_, err := f.signIn("10.0.0.1", "wang", "Wrong-River-7")
			f.refused(err, "SIGN_IN_FAILED")
		}
		if _, err := f.signIn("10.0.0.1", "wang", password); err != nil {
			t.Fatal(err)
		}
	}
}

func TestLockoutBySource(t *testing.T) {
	f := newFixture(t)
	f.settings.FailuresPerSource = 5
	for _, login := range []string{"a1", "a2", "a3", "a4", "a5"} {
		_, err := f.signIn("10.0.0.1", login, password)
		f.refused(err, "SIGN_IN_FAILED")
	}
	_, err := f.signIn("10.0.0.1", "wang", password)
	f.refused(err, "SIGN_IN_LOCKED")
	if _, err := f.signIn("10.0.0.2", "wang", password); err != nil {
		t.Fatal("another address is not locked:", err)
	}
}

func TestManyAttemptsAtOnceCannotOutrunTheLock(t *testing.T) {
	f := newFixture(t)
	var wg sync.WaitGroup
	var mu sync.Mutex
	answers := map[string]int{}
	for range 40 {
		wg.Go(func() {
			_, err := f.signIn("10.0.0.1", "wang", "Wrong-River-7")
			mu.Lock()
			defer mu.Unlock()
			answers[problem.ReasonOf(err)]++
		})
	}
	wg.Wait()
	const slots = 2 // of the fixture's hasher
	if n := answers["SIGN_IN_FAILED"]; n < f.settings.FailuresPerLogin || n > f.settings.FailuresPerLogin+slots-1 || n+answers["SIGN_IN_LOCKED"] != 40 {
		t.Fatal(answers)
	}
}

func TestSessionEnds(t *testing.T) {
	f := newFixture(t)
	idle := func(d time.Duration) error {
		s, err := f.signIn("10.0.0.1", "wang", password)
		f.must(err)
		f.pass(d)
		_, err = f.Authenticate(t.Context(), s.GetToken())
		return err
	}
	if err := idle(f.settings.SessionIdle - time.Minute); err != nil {
		t.Error("in use:", err)
	}
	f.refused(idle(f.settings.SessionIdle), "SESSION_ENDED")

	s, err := f.signIn("10.0.0.1", "wang", password)
	f.must(err)
	step := f.settings.SessionIdle / 2
	for passed := step; passed < f.settings.SessionAbsolute; passed += step {
		f.pass(step)
		if _, err := f.Authenticate(t.Context(), s.GetToken()); err != nil {
			t.Fatal("use keeps it alive:", passed, err)
		}
	}
	f.pass(step)
	_, err = f.Authenticate(t.Context(), s.GetToken())
	f.refused(err, "SESSION_ENDED")
	for _, token := range []string{"", "yls_x", "ylt_x"} {
		_, err := f.Authenticate(t.Context(), token)
		f.refused(err, "SESSION_ENDED")
	}
}

func TestSignOutEndsThisSessionOnly(t *testing.T) {
	f := newFixture(t)
	a, err := f.signIn("10.0.0.1", "wang", password)
	f.must(err)
	b, err := f.signIn("10.0.0.1", "wang", password)
	f.must(err)
	_, err = f.SignOut(f.with(a.GetToken()), &identityv1.SignOutRequest{})
	f.must(err)
	_, err = f.Authenticate(t.Context(), a.GetToken())
	f.refused(err, "SESSION_ENDED")
	f.with(b.GetToken())
}

func TestDisabledPersonIsOutAtOnce(t *testing.T) {
	f := newFixture(t)
	s, err := f.signIn("10.0.0.1", "wang", password)
	f.must(err)
	_, err = f.pool.Exec(t.Context(), "update person set disabled_at = now() where id = 'p-wang'")
	f.must(err)
	_, err = f.Authenticate(t.Context(), s.GetToken())
	f.refused(err, "SESSION_ENDED")
}
