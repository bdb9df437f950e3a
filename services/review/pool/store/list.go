package store

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"

	"yanlu/services/docket"
	"yanlu/services/review/pool"
)

// Filter narrows the pool. Of is nil for all of it, or the organisations whose recommendations are meant.
type Filter struct {
	Query             string
	Status, Kinds     []string
	Topic, Discipline string
	StaleBy           *time.Time // refreshed then or earlier
	FreeOn            string     // day YYYY-MM-DD: could take another review
	Of                []string
	Sort              string
	Limit, Offset     int
}

// Listed is an expert with the open reviews they have.
type Listed struct {
	pool.Expert
	Load    int
	Account bool // can sign in
}

// open counts a person's reviews that wait for them.
const open = `(select count(*) from docket d where d.machine = 'review' and d.reviewer = e.person and d.state in ('INVITED', 'ACCEPTED'))`

// sorts are the orders a list can be read in.
var sorts = map[string]string{
	"": "p.name, e.person", "name": "p.name, e.person", "-name": "p.name desc, e.person",
	"load": open + ", p.name, e.person", "-load": open + " desc, p.name, e.person",
	"refreshed": "e.refreshed_at, e.person", "-refreshed": "e.refreshed_at desc, e.person",
	"status": "array_position(array['candidate','active','suspended','removed'], e.status), p.name, e.person",
}

// Sorts says whether there is such an order.
func Sorts(name string) bool { _, ok := sorts[name]; return ok }

// where writes the filter as conditions over numbered arguments.
func (f Filter) where() (string, []any) {
	var args []any
	conditions := []string{"true"}
	add := func(condition string, arg any) {
		args = append(args, arg)
		conditions = append(conditions, strings.ReplaceAll(condition, "?", fmt.Sprintf("$%d", len(args))))
	}
	if f.Query != "" {
		add(`(p.name like ? or p.title like ? or array_to_string(e.keywords, ' ') ilike ? or exists (select 1 from expert_employment m left join organisation o on o.id = m.organisation
			where m.person = e.person and m.to_day is null and coalesce(o.name, m.organisation_name) like ?))`, "%"+like.Replace(f.Query)+"%")
	}
	if len(f.Status) > 0 {
		add("e.status = any(?)", f.Status)
	}
	if len(f.Kinds) > 0 {
		add("e.kinds && ?::text[]", f.Kinds)
	}
	if f.Topic != "" {
		add("? = any(e.topics)", f.Topic)
	}
	if f.Discipline != "" {
		add("e.disciplines && (select array_agg(code) from discipline where code = ? or parent = ?)", f.Discipline)
	}
	if f.StaleBy != nil {
		add("e.status in ('candidate', 'active') and e.refreshed_at <= ?", *f.StaleBy)
	}
	if f.FreeOn != "" {
		add(`e.status = 'active' and `+open+` < e.max_load and not exists (select 1 from jsonb_array_elements(e.away) a where a->>'from' <= ?::text and ?::text <= a->>'to')`, f.FreeOn)
	}
	if f.Of != nil {
		add("e.recommended_by = any(?)", f.Of)
	}
	return " where " + strings.Join(conditions, " and "), args
}

var like = strings.NewReplacer(`\`, `\\`, "%", `\%`, "_", `\_`)

// List reads one page of the pool, and how many there are of it.
func List(ctx context.Context, q docket.Querier, f Filter) (list []Listed, total int, err error) {
	where, args := f.where()
	if err := q.QueryRow(ctx, "select count(*)"+from+where, args...).Scan(&total); err != nil {
		return nil, 0, fmt.Errorf("pool: count: %w", err)
	}
	n := len(args)
	rows, err := q.Query(ctx, fmt.Sprintf("select %s, %s, p.password_hash is not null%s%s order by %s limit $%d offset $%d", columns, open, from, where, sorts[f.Sort], n+1, n+2),
		append(args, f.Limit, f.Offset)...)
	if err != nil {
		return nil, 0, fmt.Errorf("pool: list: %w", err)
	}
	list, err = pgx.CollectRows(rows, func(row pgx.CollectableRow) (Listed, error) {
		var l Listed
		var err error
		l.Expert, err = scan(row, &l.Load, &l.Account)
		return l, err
	})
	return list, total, err
}

// One reads a file as a list shows it.
func One(ctx context.Context, q docket.Querier, person string) (Listed, error) {
	var l Listed
	var err error
	l.Expert, err = found(scan(q.QueryRow(ctx, "select "+columns+", "+open+", p.password_hash is not null"+from+"where e.person = $1", person), &l.Load, &l.Account))
	return l, err
}

// Stale lists who is due to refresh, of those named or of all.
func Stale(ctx context.Context, q docket.Querier, by time.Time, people []string) ([]string, error) {
	rows, err := q.Query(ctx, `select e.person`+from+`where e.status in ('candidate', 'active') and p.disabled_at is null
		and (e.person = any($2) or cardinality($2::text[]) = 0 and e.refreshed_at <= $1) order by e.person`, by, some(people))
	if err != nil {
		return nil, fmt.Errorf("pool: stale: %w", err)
	}
	return pgx.CollectRows(rows, pgx.RowTo[string])
}

// DueToAsk lists whose file is stale by a moment and who was not asked after it and after their last refresh. It holds
// off others who would ask the same people until the transaction ends.
func DueToAsk(ctx context.Context, tx pgx.Tx, by time.Time) ([]string, error) {
	if _, err := tx.Exec(ctx, "select pg_advisory_xact_lock(hashtext('pool: ask to refresh'))"); err != nil {
		return nil, fmt.Errorf("pool: due to ask: %w", err)
	}
	rows, err := tx.Query(ctx, `select e.person`+from+`where e.status in ('candidate', 'active') and p.disabled_at is null and e.refreshed_at <= $1
		and not exists (select 1 from expert_history h where h.person = e.person and h.act = $2 and h.at > greatest($1, e.refreshed_at)) order by e.person`, by, pool.AskRefresh)
	if err != nil {
		return nil, fmt.Errorf("pool: due to ask: %w", err)
	}
	return pgx.CollectRows(rows, pgx.RowTo[string])
}
