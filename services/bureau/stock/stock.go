// Package stock fills a database with the seeds: rule packs, call templates, phrases, the plan and, where asked, the
// demonstration district.
//
// It guarantees that loading is one transaction and may be repeated: what is there already stays as it is, so a
// template that the bureau has edited, a role it has taken away and a password it has changed are never put back. It
// refuses to change a rule pack under its version, because calls have frozen it.
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

// Report counts the rows that were not there before.
type Report struct {
	Packs, Templates, Phrases         int
	PlanRows, Disciplines             int
	Organisations, People, RoleGrants int
	Experts                           int
}

// Empty says that everything was there already.
func (r Report) Empty() bool { return r == Report{} }

// PackChanged says that a pack of the same code and version is stored with another content.
type PackChanged struct {
	Code, Version   string
	Stored, Offered string // hashes
}

func (e *PackChanged) Error() string {
	return fmt.Sprintf("政策包 %s %s 已装载且内容不同，请换用新的版本号 / rule pack %[1]s %[2]s is stored with another content; give it a new version", e.Code, e.Version)
}

// loadLock keeps two processes that start at once from loading at the same time.
const loadLock = 0x79616e6c75 // “yanlu”

// Load stores the seeds. Errors: *PackChanged; *seeds.Fault or *policy.LoadError when the seeds are damaged.
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
		for _, p := range goods.packs {
			if err := storePack(ctx, tx, p, &report); err != nil {
				return err
			}
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

func storePack(ctx context.Context, tx pgx.Tx, p *policy.Pack, report *Report) error {
	content, err := p.Marshal()
	if err != nil {
		return err
	}
	tag, err := tx.Exec(ctx, `insert into rule_pack (hash, code, version, title, practice, effective_from, content)
		values ($1, $2, $3, $4, $5, $6::text::date, $7) on conflict do nothing`,
		p.Hash(), p.Code, p.Version, p.Title.Zh, p.Practice, p.EffectiveFrom, json.RawMessage(content))
	if err != nil {
		return fmt.Errorf("rule pack %s: %w", p.Name(), err)
	}
	report.Packs += int(tag.RowsAffected())
	var stored string
	if err := tx.QueryRow(ctx, "select hash from rule_pack where code = $1 and version = $2", p.Code, p.Version).Scan(&stored); err != nil {
		return fmt.Errorf("rule pack %s: %w", p.Name(), err)
	}
	if stored != p.Hash() {
		return &PackChanged{p.Code, p.Version, stored, p.Hash()}
	}
	return nil
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
