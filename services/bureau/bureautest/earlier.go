package bureautest

import (
	"context"
	_ "embed"
	"testing"
	"time"

	"yanlu/services/platform/postgres"
	"yanlu/services/platform/postgres/postgrestest"
	"yanlu/services/policy"
)

// FirstVersion is the version of the rules that the first release shipped, and FirstHash what their content was.
const (
	FirstVersion = "2026.1"
	FirstHash    = "e72ec5a3f5420593ab6f581c0bccc1c15e96666ae6bce4967fa80007219eced2"
)

// What the first release left: a dump of its schema and rows without the plan, and the content of its rules as stored.
var (
	//go:embed testdata/first-release.sql
	firstRelease string
	//go:embed testdata/fuling-2026.1.json
	firstRules string
)

// firstStopped is when the first release was stopped: its second call had just received an application.
var firstStopped = time.Date(2026, 3, 18, 12, 0, 0, 0, policy.Shanghai)

// firstRequests is above the number of any request that the first release answered.
const firstRequests = 1000

// Upgraded is a bureau whose database the first release made and left, with calls and applications on their way, started
// again by this release. Calls are opened under the rules it has in force.
func Upgraded(t testing.TB) *World {
	t.Helper()
	dsn := Earlier(t)
	ctx := context.Background()
	if _, err := postgres.Migrate(ctx, dsn); err != nil {
		t.Fatal(err)
	}
	pool, err := postgres.Open(ctx, dsn)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(pool.Close)
	w := start(t, pool)
	t.Cleanup(w.verify)
	w.At(firstStopped)
	w.requests.Store(firstRequests)
	w.Version = FirstVersion
	return w
}

// Earlier is the address of a database as the first release left it: schema, people, rules and dockets.
func Earlier(t testing.TB) string {
	t.Helper()
	dsn := postgrestest.Empty(t)
	ctx := context.Background()
	pool, err := postgres.Open(ctx, dsn)
	if err != nil {
		t.Fatal(err)
	}
	defer pool.Close()
	if _, err := pool.Exec(ctx, firstRelease); err != nil {
		t.Fatal(err)
	}
	_, err = pool.Exec(ctx, `insert into public.rule_pack (hash, code, version, title, practice, effective_from, content)
		values ($1, 'fuling', $2, '涪陵区科技项目管理规则包（默认）', false, '2026-01-01', $3)`, FirstHash, FirstVersion, []byte(firstRules))
	if err != nil {
		t.Fatal(err)
	}
	return dsn
}
