// Package store keeps what belongs to a commission beside its record: the
// system's secret, the sealed batch, and every version of the plan. It reads
// what panels are made of and how far reviews are.
//
// It guarantees that what it reads inside a transaction is what that transaction
// sees, and that it never reads a score of an application. It refuses to judge.
package store

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"

	"github.com/jackc/pgx/v5"

	"yanlu/services/docket"
	"yanlu/services/lifecycle"
	"yanlu/services/review/commission"
)

// SaveSecret keeps the number that the system drew and the salt of the pseudonyms.
func SaveSecret(ctx context.Context, tx pgx.Tx, id string, number, salt []byte) error {
	_, err := tx.Exec(ctx, "insert into commission_secret (commission, nonce, salt) values ($1, $2, $3)", id, number, salt)
	return wrap("secret", err)
}

// Secret reads both.
func Secret(ctx context.Context, q docket.Querier, id string) (number, salt []byte, err error) {
	err = q.QueryRow(ctx, "select nonce, salt from commission_secret where commission = $1", id).Scan(&number, &salt)
	return number, salt, wrap("secret", err)
}

// NextNumber takes the next number of commissions.
func NextNumber(ctx context.Context, tx pgx.Tx) (n int64, err error) {
	err = tx.QueryRow(ctx, "select nextval('commission_number')").Scan(&n)
	return n, wrap("number", err)
}

// Holder is the sealed commission that an application belongs to; empty when there is none.
func Holder(ctx context.Context, q docket.Querier, application string) (string, error) {
	var id string
	err := q.QueryRow(ctx, "select commission from commission_application where application = $1", application).Scan(&id)
	if errors.Is(err, pgx.ErrNoRows) {
		return "", nil
	}
	return id, wrap("holder", err)
}

// HandedOver says whether a commission was handed over.
func HandedOver(ctx context.Context, q docket.Querier, id string) (over bool, err error) {
	err = q.QueryRow(ctx, "select state in ($2, $3) from docket where id = $1", id, lifecycle.CommissionHandedOver, lifecycle.CommissionEvaluated).Scan(&over)
	return over, wrap("hand-over", err)
}

// SaveSeal freezes a batch. An application that another commission holds is refused by the primary key.
func SaveSeal(ctx context.Context, tx pgx.Tx, b *commission.Batch) error {
	apps, pool, out := make([][]any, 0, len(b.Applications)), make([][]any, 0, len(b.Pool)), make([][]any, 0, len(b.Exclusions))
	for _, a := range b.Applications {
		apps = append(apps, []any{a.ID, b.ID, a.Pseudonym, a.Seats})
	}
	for _, e := range b.Pool {
		content, err := json.Marshal(e)
		if err != nil {
			return fmt.Errorf("commission: seal: %w", err)
		}
		pool = append(pool, []any{b.ID, e.ID, e.Pseudonym, string(content)})
	}
	for _, x := range b.Exclusions {
		out = append(out, []any{b.ID, x.Application, x.Expert, x.Ground, x.Rule, x.Evidence, x.EvidenceEn})
	}
	for _, t := range []struct {
		table   string
		columns []string
		rows    [][]any
	}{
		{"commission_application", []string{"application", "commission", "pseudonym", "seats"}, apps},
		{"commission_expert", []string{"commission", "expert", "pseudonym", "content"}, pool},
		{"commission_exclusion", []string{"commission", "application", "expert", "ground", "rule", "evidence", "evidence_en"}, out},
	} {
		if _, err := tx.CopyFrom(ctx, pgx.Identifier{t.table}, t.columns, pgx.CopyFromRows(t.rows)); err != nil {
			return fmt.Errorf("commission: seal: %w", err)
		}
	}
	return nil
}

// Release lets go of the applications of a revoked commission.
func Release(ctx context.Context, tx pgx.Tx, id string) error {
	_, err := tx.Exec(ctx, "delete from commission_application where commission = $1", id)
	return wrap("release", err)
}

// Sealed reads a frozen batch with what its applications are about, or of one application alone when it is named;
// the law it is judged by is the caller's to add.
func Sealed(ctx context.Context, q docket.Querier, id, only string) (*commission.Batch, error) {
	b := &commission.Batch{ID: id}
	var err error
	if b.Applications, err = SealedApplications(ctx, q, id); err != nil {
		return nil, err
	}
	if only != "" {
		b.Applications = slices.DeleteFunc(b.Applications, func(a commission.Application) bool { return a.ID != only })
	}
	if b.Pool, err = sealedPool(ctx, q, id); err != nil {
		return nil, err
	}
	if b.Exclusions, _, err = Exclusions(ctx, q, Filter{Commission: id, Application: only}); err != nil {
		return nil, err
	}
	b.Index()
	return b, nil
}

// SealedApplications lists the applications of a sealed commission by pseudonym.
func SealedApplications(ctx context.Context, q docket.Querier, id string) ([]commission.Application, error) {
	rows, err := q.Query(ctx, `select c.application, c.pseudonym, c.seats, `+aboutColumns+`
		from commission_application c join docket d on d.id = c.application `+aboutJoin+`
		where c.commission = $1 order by c.pseudonym`, id)
	if err != nil {
		return nil, wrap("applications", err)
	}
	return pgx.CollectRows(rows, func(row pgx.CollectableRow) (commission.Application, error) {
		var a commission.Application
		err := row.Scan(&a.ID, &a.Pseudonym, &a.Seats, &a.Title, &a.Topic, &a.Disciplines, &a.Keywords, &a.Abstract)
		return a, err
	})
}

func sealedPool(ctx context.Context, q docket.Querier, id string) ([]commission.Expert, error) {
	rows, err := q.Query(ctx, "select content from commission_expert where commission = $1 order by pseudonym", id)
	if err != nil {
		return nil, wrap("pool", err)
	}
	return pgx.CollectRows(rows, func(row pgx.CollectableRow) (commission.Expert, error) {
		var e commission.Expert
		err := row.Scan(&e)
		return e, err
	})
}

// Filter names the exclusions wanted; empty names ask for all, and Limit 0 for every row.
type Filter struct {
	Commission, Application, Expert string
	After, Limit                    int
}

// Exclusions lists frozen exclusions by application and expert, with how many there are.
func Exclusions(ctx context.Context, q docket.Querier, f Filter) ([]commission.Exclusion, int, error) {
	where := "from commission_exclusion where commission = $1 and ($2 = '' or application = $2) and ($3 = '' or expert = $3)"
	var total int
	if err := q.QueryRow(ctx, "select count(*) "+where, f.Commission, f.Application, f.Expert).Scan(&total); err != nil {
		return nil, 0, wrap("exclusions", err)
	}
	var limit *int
	if f.Limit > 0 {
		limit = &f.Limit
	}
	rows, err := q.Query(ctx, "select application, expert, ground, rule, evidence, evidence_en "+where+" order by application, expert offset $4 limit $5",
		f.Commission, f.Application, f.Expert, f.After, limit)
	if err != nil {
		return nil, 0, wrap("exclusions", err)
	}
	out, err := pgx.CollectRows(rows, pgx.RowToStructByPos[commission.Exclusion])
	return out, total, wrap("exclusions", err)
}

func wrap(what string, err error) error {
	if err != nil {
		return fmt.Errorf("commission: %s: %w", what, err)
	}
	return nil
}

// Tree reads what is above each code of a field: disciplines in their groups, topics of the plan in their boxes.
func Tree(ctx context.Context, q docket.Querier) (map[string]string, error) {
	rows, err := q.Query(ctx, `select code, coalesce(parent, '') from discipline union all select code, 'box/' || box from plan_topic`)
	if err != nil {
		return nil, wrap("fields", err)
	}
	out := map[string]string{}
	var code, parent string
	_, err = pgx.ForEachRow(rows, []any{&code, &parent}, func() error {
		out[code] = parent
		return nil
	})
	return out, wrap("fields", err)
}

// FieldNames reads what topics of the plan and disciplines are called, by code.
func FieldNames(ctx context.Context, q docket.Querier) (map[string]string, error) {
	rows, err := q.Query(ctx, "select code, zh from discipline union all select code, title from plan_topic")
	if err != nil {
		return nil, wrap("names of fields", err)
	}
	out := map[string]string{}
	var code, name string
	_, err = pgx.ForEachRow(rows, []any{&code, &name}, func() error {
		out[code] = name
		return nil
	})
	return out, wrap("names of fields", err)
}
