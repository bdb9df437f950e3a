// Package stock fills a database with the seeds: rule packs, call templates, phrases, the plan and, where asked, the
// demonstration district.
//
// It guarantees that loading is one transaction and may be repeated: what is there already stays as it is, so a
// template that the bureau has edited, a role it has taken away and a password it has changed are never put back. A
// rule pack on file is never changed, because calls have frozen it, and never put out of force: to a bureau that has
// rules a release can only offer newer ones.
package stock

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"yanlu/seeds"
	"yanlu/services/platform/postgres"
	"yanlu/services/policy"
)

// Options says what to load besides packs, templates and plan.
type Options struct {
	People bool // the demonstration district and its accounts; never where real records are kept
}

// Report counts the rows that were not there before. Kept names the shipped packs that the database holds with another
// content, which stays, separated by commas.
type Report struct {
	Packs, Offers                     int
	Kept                              string
	Templates, Phrases                int
	PlanRows, Disciplines             int
	Organisations, People, RoleGrants int
	Experts                           int
}

// Empty says that everything was there already.
func (r Report) Empty() bool {
	r.Kept = ""
	return r == Report{}
}

// loadLock keeps two processes that start at once from loading at the same time.
const loadLock = 0x79616e6c75 // “yanlu”

// Load stores the seeds. Errors: *seeds.Fault or *policy.LoadError when the seeds are damaged.
func Load(ctx context.Context, pool *pgxpool.Pool, opt Options) (Report, error) {
	goods, err := gather(ctx, opt)
	if err != nil {
		return Report{}, err
	}
	var report Report
	err = postgres.InTx(ctx, pool, func(tx pgx.Tx) error {
		report = Report{}
		if _, err := tx.Exec(ctx, "select pg_advisory_xact_lock($1)", int64(loadLock)); err != nil {
			return err
		}
		if err := storePacks(ctx, tx, goods.packs, &report); err != nil {
			return err
		}
		for _, t := range goods.templates {
			if err := storeTemplate(ctx, tx, t, &report); err != nil {
				return err
			}
		}
		if err := storePhrases(ctx, tx, goods.phrases, &report); err != nil {
			return err
		}
		if err := storePlan(ctx, tx, goods.plan, &report); err != nil {
			return err
		}
		if err := storeDisciplines(ctx, tx, goods.disciplines, &report); err != nil {
			return err
		}
		if err := storeDistrict(ctx, tx, goods.district, goods.passwordHash, &report); err != nil {
			return err
		}
		return storeExperts(ctx, tx, goods.experts, &report)
	})
	if err != nil {
		return Report{}, fmt.Errorf("load the seeds: %w", err)
	}
	return report, nil
}

// goods is what is to be stored, read and checked before the transaction begins.
type goods struct {
	packs        []*policy.Pack
	templates    []seeds.Template
	phrases      []seeds.Phrase
	plan         seeds.PlanData
	disciplines  []seeds.Discipline
	experts      []seeds.Expert // empty without people
	district     seeds.District // empty without people
	passwordHash string
}

func gather(ctx context.Context, opt Options) (goods, error) {
	var (
		g   goods
		err error
	)
	if g.packs, err = seeds.Packs(); err != nil {
		return g, err
	}
	if g.templates, err = seeds.Templates(); err != nil {
		return g, err
	}
	if g.phrases, err = seeds.Phrases(); err != nil {
		return g, err
	}
	if g.plan, err = seeds.Plan(); err != nil {
		return g, err
	}
	if g.disciplines, err = seeds.Disciplines(); err != nil {
		return g, err
	}
	if !opt.People {
		return g, nil
	}
	if g.experts, err = seeds.Experts(); err != nil {
		return g, err
	}
	if g.district, err = seeds.People(); err != nil {
		return g, err
	}
	g.passwordHash, err = hashOnce(ctx, g.district.Password)
	return g, err
}

func storeTemplate(ctx context.Context, tx pgx.Tx, t seeds.Template, report *Report) error {
	content, err := json.Marshal(t.Content())
	if err != nil {
		return err
	}
	tag, err := tx.Exec(ctx, "insert into call_template (code, content) values ($1, $2) on conflict do nothing", t.Code, json.RawMessage(content))
	if err != nil {
		return fmt.Errorf("call template %s: %w", t.Code, err)
	}
	report.Templates += int(tag.RowsAffected())
	return nil
}

// storePhrases adds the shipped phrases. One that is on file keeps its words.
func storePhrases(ctx context.Context, tx pgx.Tx, list []seeds.Phrase, report *Report) error {
	batch := &pgx.Batch{}
	for _, p := range list {
		batch.Queue("insert into phrase (id, topic, field, words, saved_at) values ($1, $2, $3, $4, now()) on conflict (id) do nothing", p.ID, p.Topic, p.Field, p.Text)
	}
	n, err := send(ctx, tx, batch)
	if err != nil {
		return fmt.Errorf("phrases: %w", err)
	}
	report.Phrases = n
	return nil
}
