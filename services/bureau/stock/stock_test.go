package stock_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"yanlu/seeds"
	"yanlu/services/bureau/stock"
	"yanlu/services/lifecycle"
	"yanlu/services/platform/authn"
	"yanlu/services/platform/postgres/postgrestest"
	"yanlu/services/policy"
	"yanlu/services/programme/store"
)

func load(t *testing.T, pool *pgxpool.Pool, people bool) stock.Report {
	t.Helper()
	report, err := stock.Load(t.Context(), pool, stock.Options{People: people})
	if err != nil {
		t.Fatal(err)
	}
	return report
}

func one[T any](t *testing.T, pool *pgxpool.Pool, query string, args ...any) T {
	t.Helper()
	rows, err := pool.Query(t.Context(), query, args...)
	if err != nil {
		t.Fatal(err)
	}
	v, err := pgx.CollectExactlyOneRow(rows, pgx.RowTo[T])
	if err != nil {
		t.Fatalf("%s: %v", query, err)
	}
	return v
}

// picture is everything that loading writes, as one text.
func picture(t *testing.T, pool *pgxpool.Pool) string {
	t.Helper()
	var b strings.Builder
	for _, table := range []string{
		"rule_pack", "call_template", "plan_base", "plan_box", "plan_topic", "plan_item", "plan_indicator", "plan_institution", "plan_figure", "plan_note",
		"organisation", "person", "role_grant", "phrase",
	} {
		fmt.Fprintln(&b, table, one[int](t, pool, "select count(*) from "+table),
			one[string](t, pool, "select coalesce(md5(string_agg(x::text, '|' order by x::text)), '') from "+table+" x"))
	}
	return b.String()
}

func TestLoadingTwiceChangesNothing(t *testing.T) {
	pool := postgrestest.New(t)
	first := load(t, pool, true)
	want := stock.Report{
		Packs: len(shippedPacks(t)), Templates: 3, Phrases: 42, PlanRows: 8 + 24 + 36 + 98 + 24 + 75 + 72 + 16, Organisations: 27, People: 41, RoleGrants: 42, Disciplines: 44, Experts: 14,
	}
	if first != want {
		t.Errorf("loaded %+v, want %+v", first, want)
	}
	before := picture(t, pool)
	if second := load(t, pool, true); !second.Empty() {
		t.Errorf("the second time wrote %+v", second)
	}
	if after := picture(t, pool); after != before {
		t.Errorf("before:\n%s\nafter:\n%s", before, after)
	}
}

func TestPeopleAreLoadedOnlyWhenAsked(t *testing.T) {
	pool := postgrestest.New(t)
	report := load(t, pool, false)
	if report.People != 0 || report.Organisations != 0 || one[int](t, pool, "select count(*) from person") != 0 {
		t.Fatalf("%+v", report)
	}
	if report = load(t, pool, true); report.People == 0 || report.PlanRows != 0 {
		t.Fatalf("people may follow later: %+v", report)
	}
}

func TestTwoStartsAtOnceLoadOnce(t *testing.T) {
	pool := postgrestest.New(t)
	var (
		wg      sync.WaitGroup
		reports [2]stock.Report
		errs    [2]error
	)
	for i := range reports {
		wg.Go(func() { reports[i], errs[i] = stock.Load(context.Background(), pool, stock.Options{People: true}) })
	}
	wg.Wait()
	if err := errors.Join(errs[:]...); err != nil || reports[0].Empty() == reports[1].Empty() {
		t.Fatal(reports, err)
	}
}

func TestWhatTheBureauChangedStays(t *testing.T) {
	pool := postgrestest.New(t)
	load(t, pool, true)
	for _, change := range []string{
		`update call_template set content = jsonb_set(content, '{cap_fen}', '1') where code = 'application-development'`,
		`update person set password_hash = 'changed' where login = 'suqing'`,
		`delete from role_grant where role = 'admin'`,
		`update phrase set removed_at = now() where id = 'formal-ok'`,
		`update organisation set address = '新址' where id = 'org-qinglan'`,
	} {
		if tag, err := pool.Exec(t.Context(), change); err != nil || tag.RowsAffected() == 0 {
			t.Fatal(change, err)
		}
	}
	before := picture(t, pool)
	load(t, pool, true)
	if after := picture(t, pool); after != before {
		t.Errorf("before:\n%s\nafter:\n%s", before, after)
	}
}

// A version on file with another content stays in force as it is; what was shipped is offered beside it.
func TestAPackIsNotChangedUnderItsVersion(t *testing.T) {
	pool := postgrestest.New(t)
	_, err := pool.Exec(t.Context(), `insert into rule_pack (hash, code, version, title, practice, effective_from, content)
		values ('other', 'fuling', $1, 'x', false, '2026-01-01', '{}'), ('drill', 'practice', $1, 'x', true, '2026-01-01', '{}')`, seeds.Version)
	if err != nil {
		t.Fatal(err)
	}
	first := load(t, pool, false)
	if first.Kept != "fuling "+seeds.Version+", practice "+seeds.Version || first.Offers != 1 || first.Packs != len(shippedPacks(t))-2 {
		t.Fatalf("%+v", first)
	}
	if second := load(t, pool, false); second.Kept != first.Kept || !second.Empty() {
		t.Errorf("told once only, or offered twice: %+v", second)
	}
	if n := one[int](t, pool, "select count(*) from rule_pack where hash in ('other', 'drill') and content = '{}'"); n != 2 {
		t.Errorf("%d of two packs kept their content", n)
	}
	offers, err := store.Offers(t.Context(), pool)
	if err != nil || len(offers) != 1 || offers[0].BaseHash != "other" || !offers[0].VersionTaken {
		t.Errorf("%+v %v", offers, err)
	}
}

// A bureau with rules is only offered newer ones.
func TestRulesInForceAreNotReplaced(t *testing.T) {
	pool := postgrestest.New(t)
	_, err := pool.Exec(t.Context(), `insert into rule_pack (hash, code, version, title, practice, effective_from, content)
		values ('own', 'fuling', '2025.9', 'x', false, '2025-01-01', '{}')`)
	if err != nil {
		t.Fatal(err)
	}
	if report := load(t, pool, false); report.Kept != "" || report.Offers != 1 || report.Packs != len(shippedPacks(t))-1 {
		t.Errorf("%+v", report)
	}
	if hash := one[string](t, pool, "select hash from rule_pack where not practice"); hash != "own" {
		t.Errorf("in force is %s", hash)
	}
}

func TestStoredPacksAndTemplatesReadBack(t *testing.T) {
	pool := postgrestest.New(t)
	load(t, pool, false)
	packs, err := seeds.Packs()
	if err != nil {
		t.Fatal(err)
	}
	book := store.NewBook(pool)
	for _, p := range packs {
		got, err := book.Find(t.Context(), p.Code, p.Version)
		if err != nil || got.Hash() != p.Hash() {
			t.Errorf("%s: %v", p.Name(), err)
		}
	}
	inForce, err := book.InForce(t.Context(), time.Date(2026, 11, 24, 0, 0, 0, 0, time.UTC))
	if err != nil || inForce.Practice {
		t.Errorf("a practice pack must not rule where another is in force: %v", err)
	}
	templates, err := seeds.Templates()
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range templates {
		got, err := store.Template(t.Context(), pool, want.Code)
		if err != nil || fmt.Sprint(got) != fmt.Sprint(want.Terms) {
			t.Errorf("%s: %+v %v", want.Code, got, err)
		}
		if title := one[string](t, pool, "select content ->> 'title_zh' from call_template where code = $1", want.Code); title != want.TitleZh {
			t.Error(title)
		}
	}
}

func TestThePlanReadsBack(t *testing.T) {
	pool := postgrestest.New(t)
	load(t, pool, false)
	plan, err := store.Plan(t.Context(), pool)
	if err != nil || len(plan.Bases) != 8 || len(plan.Indicators) != 24 || len(plan.Notes) != 16 {
		t.Fatal(len(plan.Bases), len(plan.Indicators), len(plan.Notes), err)
	}
	topics, err := store.Topics(t.Context(), pool)
	if err != nil || len(topics) != 36 || topics[0].Code != "ZC-01" || len(topics[0].Items) == 0 {
		t.Fatal(len(topics), err)
	}
	if v := one[string](t, pool, "select value from plan_figure where key = '2020.science_literacy'"); v != "10.02" {
		t.Error(v)
	}
	if v := one[string](t, pool, "select value from plan_figure where key = '2025.science_literacy'"); v != "15" {
		t.Error(v)
	}
	if parents := one[int](t, pool, "select count(*) from plan_indicator where child_of is not null"); parents != 5 {
		t.Errorf("%d indicators are part of another", parents)
	}
}

func TestTheDistrictCanSignIn(t *testing.T) {
	pool := postgrestest.New(t)
	load(t, pool, true)
	accounts, err := stock.DemoAccounts()
	if err != nil || len(accounts) != one[int](t, pool, "select count(*) from person where demo") {
		t.Fatal(len(accounts), err)
	}
	if hashes := one[int](t, pool, "select count(distinct password_hash) from person"); hashes != 1 {
		t.Errorf("the shared password was hashed %d times", hashes)
	}
	slot, err := authn.NewHasher(authn.DefaultParams, 1, 0).Enter(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer slot.Leave()
	a := accounts[0]
	encoded := one[string](t, pool, "select password_hash from person where login = $1 and name = $2", a.Login, a.Name)
	if ok, err := slot.Verify(encoded, a.Password); !ok || err != nil {
		t.Error(ok, err)
	}
	for _, a := range accounts {
		if a.Login == "" || a.RoleZh == "" || a.RoleEn == "" || strings.HasPrefix(a.RoleEn, "the ") {
			t.Errorf("%+v", a)
		}
	}
	if label := lifecycle.RoleName(lifecycle.Officer); a.RoleZh != label.Zh {
		t.Errorf("the bureau comes first, not %s", a.RoleZh)
	}
	unchecked := one[string](t, pool, `select string_agg(distinct o.id, ',') from organisation o join role_grant g on g.organisation = o.id
		where g.role = 'pi' and o.bank_checked_at is null`)
	if unchecked != "org-shuoyun" {
		t.Errorf("one host is left for the bank check, not %q", unchecked)
	}
}

func shippedPacks(t *testing.T) []*policy.Pack {
	t.Helper()
	packs, err := seeds.Packs()
	if err != nil {
		t.Fatal(err)
	}
	return packs
}
