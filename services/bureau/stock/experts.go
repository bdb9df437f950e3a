package stock

import (
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"yanlu/seeds"
	"yanlu/services/review/pool"
	"yanlu/services/review/pool/store"
)

// storeDisciplines adds the tree of fields. One that is on file keeps its names.
func storeDisciplines(ctx context.Context, tx pgx.Tx, tree []seeds.Discipline, report *Report) error {
	batch := &pgx.Batch{}
	for _, d := range tree {
		batch.Queue("insert into discipline (code, parent, zh, en) values ($1, nullif($2, ''), $3, $4) on conflict do nothing", d.Code, d.Parent, d.Zh, d.En)
	}
	n, err := send(ctx, tx, batch)
	if err != nil {
		return fmt.Errorf("disciplines: %w", err)
	}
	report.Disciplines = n
	return nil
}

// storeExperts gives each demonstration reviewer a file in the pool. Who has one keeps it.
func storeExperts(ctx context.Context, tx pgx.Tx, list []seeds.Expert, report *Report) error {
	now := time.Now()
	for _, x := range list {
		p, ok, err := store.PersonByID(ctx, tx, x.Person, now)
		if err != nil {
			return err
		}
		if !ok || p.InPool {
			continue
		}
		e := pool.Expert{
			Person: x.Person, Status: pool.Active, Source: pool.BySelf, Facts: p.Facts, File: x.File, RefreshedAt: now, VerifiedAt: &now,
		}
		if _, err := store.Add(ctx, tx, e, store.Entry{Act: pool.Register, At: now}); err != nil {
			return err
		}
		report.Experts++
	}
	return nil
}
