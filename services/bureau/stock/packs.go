package stock

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"

	"github.com/jackc/pgx/v5"

	"yanlu/services/policy"
	"yanlu/services/programme/store"
)

// storePacks gives the database the shipped packs. Whoever has none of a code gets it in force. Where the bureau has
// rules, a newer version is only offered; a practice pack binds nobody, so its new version stands beside the old one.
// A version that is on file with another content stays as it is.
func storePacks(ctx context.Context, tx pgx.Tx, packs []*policy.Pack, report *Report) error {
	var kept []string
	for _, p := range packs {
		has, err := onFile(ctx, tx, p)
		if err != nil {
			return err
		}
		if has.version == p.Hash() || has.adopted {
			continue
		}
		if has.version != "" {
			kept = append(kept, p.Name())
		}
		switch {
		case !p.Practice && has.code:
			isNew, err := store.KeepOffer(ctx, tx, p)
			if err != nil {
				return err
			}
			if isNew {
				report.Offers++
			}
		case has.version == "":
			if err := storePack(ctx, tx, p); err != nil {
				return err
			}
			report.Packs++
		}
	}
	report.Kept = strings.Join(kept, ", ")
	return nil
}

// held is what the database has of a shipped pack.
type held struct {
	code    bool   // some pack of its code
	version string // hash of the pack of its code and version; empty: none
	adopted bool   // a draft made of it was approved
}

func onFile(ctx context.Context, tx pgx.Tx, p *policy.Pack) (held, error) {
	var h held
	err := tx.QueryRow(ctx, `select count(*) > 0, coalesce(max(hash) filter (where version = $2), ''),
		exists (select 1 from pack_draft where offer_hash = $3 and status = 'approved') from rule_pack where code = $1`,
		p.Code, p.Version, p.Hash()).Scan(&h.code, &h.version, &h.adopted)
	if err != nil {
		return h, fmt.Errorf("rule pack %s: %w", p.Name(), err)
	}
	return h, nil
}

func storePack(ctx context.Context, tx pgx.Tx, p *policy.Pack) error {
	content, err := p.Marshal()
	if err != nil {
		return err
	}
	_, err = tx.Exec(ctx, `insert into rule_pack (hash, code, version, title, practice, effective_from, content)
		values ($1, $2, $3, $4, $5, $6::text::date, $7)`,
		p.Hash(), p.Code, p.Version, p.Title.Zh, p.Practice, p.EffectiveFrom, json.RawMessage(content))
	if err != nil {
		return fmt.Errorf("rule pack %s: %w", p.Name(), err)
	}
	return nil
}
