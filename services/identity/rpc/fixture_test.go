package rpc

import (
	"context"
	"fmt"
	"net"
	"sync/atomic"
	"testing"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"
	"google.golang.org/grpc/peer"

	identityv1 "yanlu/proto/gen/yanlu/identity/v1"
	"yanlu/services/identity"
	"yanlu/services/identity/store"
	"yanlu/services/lifecycle"
	"yanlu/services/platform/authn"
	"yanlu/services/platform/postgres/postgrestest"
	"yanlu/services/platform/problem"
)

const password = "Spring-River-7"

// fixture is a small district with a clock that the test turns.
type fixture struct {
	*Server
	t    *testing.T
	pool *pgxpool.Pool
	at   atomic.Int64 // Unix seconds
	ids  int
}

func newFixture(t *testing.T) *fixture {
	t.Helper()
	f := &fixture{t: t, pool: postgrestest.New(t)}
	f.at.Store(time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC).Unix())
	hasher := authn.NewHasher(authn.Params{MemoryKiB: 64, Time: 1, Threads: 1}, 2, 100)
	s, err := New(f.pool, Options{Hasher: hasher, Now: func() time.Time { return time.Unix(f.at.Load(), 0).UTC() }})
	if err != nil {
		t.Fatal(err)
	}
	f.Server = s
	f.seed(hasher)
	return f
}

func (f *fixture) seed(hasher *authn.Hasher) {
	f.t.Helper()
	ctx := f.t.Context()
	hash, err := hasher.Hash(ctx, password)
	f.must(err)
	for i, kind := range []string{identity.Bureau, identity.University, identity.Enterprise, identity.AgencyKind} {
		f.must(store.RegisterOrganisation(ctx, f.pool, identity.Organisation{
			ID: "org-" + kind, USCC: fmt.Sprintf("91350100M000100Y4%d", i), Name: kind + "单位", Kind: kind,
		}))
	}
	for login, grant := range map[string]identity.Grant{
		"admin": {Role: lifecycle.Admin, Org: "org-bureau"}, "officer": {Role: lifecycle.Officer, Org: "org-bureau"},
		"wang": {Role: lifecycle.PI, Org: "org-university"}, "li": {Role: lifecycle.Reviewer, Org: "org-university"}, "zhao": {Role: lifecycle.Reviewer, Org: "org-enterprise"},
	} {
		f.must(store.RegisterPerson(ctx, f.pool, identity.Person{ID: "p-" + login, Login: login, Name: login, Demo: true, Fields: []string{"机器人"}}, hash))
		f.must(store.GrantRole(ctx, f.pool, "p-"+login, grant.Org, grant.Role))
	}
}

func (f *fixture) must(err error) {
	f.t.Helper()
	if err != nil {
		f.t.Fatal(err)
	}
}

func (f *fixture) pass(d time.Duration) { f.at.Add(int64(d / time.Second)) }

func (f *fixture) requestID() string {
	f.ids++
	return fmt.Sprintf("request-%d", f.ids)
}

// from is a context of a request from an address.
func (f *fixture) from(ip string) context.Context {
	return peer.NewContext(f.t.Context(), &peer.Peer{Addr: &net.TCPAddr{IP: net.ParseIP(ip), Port: 1}})
}

func (f *fixture) signIn(ip, login, secret string) (*identityv1.SignInResponse, error) {
	return f.SignIn(f.from(ip), &identityv1.SignInRequest{Login: login, Password: secret})
}

// as is a context of a request of somebody who signed in.
func (f *fixture) as(login string) context.Context {
	f.t.Helper()
	s, err := f.signIn("10.0.0.9", login, password)
	f.must(err)
	return f.with(s.GetToken())
}

func (f *fixture) with(token string) context.Context {
	f.t.Helper()
	c, err := f.Authenticate(f.t.Context(), token)
	f.must(err)
	return identity.WithCaller(f.from("10.0.0.9"), c)
}

func (f *fixture) refused(err error, reason string) {
	f.t.Helper()
	if problem.ReasonOf(err) != reason {
		f.t.Errorf("%v, want %s", err, reason)
	}
}
