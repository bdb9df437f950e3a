package stock

import (
	"context"
	"fmt"

	"github.com/jackc/pgx/v5"

	"yanlu/seeds"
)

// storePlan writes the plan's tables in the order of their references.
func storePlan(ctx context.Context, tx pgx.Tx, p seeds.PlanData, report *Report) error {
	batch := &pgx.Batch{}
	for _, b := range p.Bases {
		batch.Queue(`insert into plan_base (code, name, tier, lead_quote, boxes, source_line) values ($1, $2, $3, $4, $5, $6) on conflict do nothing`,
			b.Code, b.Name, b.Tier, b.LeadQuote, b.Boxes, b.SourceLine)
	}
	for _, b := range p.Boxes {
		batch.Queue(`insert into plan_box (no, title, kind, domain, section, body, source_line) values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing`,
			b.No, b.Title, b.Kind, b.Domain, b.Section, b.Body, b.SourceLine)
	}
	for _, t := range p.Topics {
		batch.Queue(`insert into plan_topic (code, box, domain, title, body, source_line) values ($1, $2, $3, $4, $5, $6) on conflict do nothing`,
			t.Code, t.Box, t.Domain, t.Title, t.Body, t.SourceLine)
	}
	for _, i := range p.Items {
		batch.Queue(`insert into plan_item (code, topic, body) values ($1, $2, $3) on conflict do nothing`, i.Code, i.Topic, i.Text)
	}
	for _, i := range p.Indicators {
		batch.Queue(`insert into plan_indicator (no, category, title, unit, value_2020, target_2025, child_of, kind, source_line, note)
			values ($1, $2, $3, $4, $5, $6, nullif($7::int, 0), $8, $9, $10) on conflict do nothing`,
			i.No, i.Category, i.Title, i.Unit, i.Value2020, i.Target2025, i.ChildOf, i.Kind, i.SourceLine, i.Note)
	}
	for _, i := range p.Institutions {
		batch.Queue(`insert into plan_institution (name, kind, role, source_line, quote) values ($1, $2, $3, $4, $5) on conflict do nothing`,
			i.Name, i.Kind, i.Role, i.SourceLine, i.Quote)
	}
	for _, f := range p.Figures {
		batch.Queue(`insert into plan_figure (key, year, value, unit, source_line, quote, note) values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing`,
			figureKey(f), f.Year, f.Value, f.Unit, f.SourceLine, f.Quote, f.Note)
	}
	for _, n := range p.Notes {
		batch.Queue(`insert into plan_note (id, subject, value_a, value_b, advice) values ($1, $2, $3, $4, $5) on conflict do nothing`,
			n.ID, n.Subject, n.ValueA, n.ValueB, n.Advice)
	}
	n, err := send(ctx, tx, batch)
	if err != nil {
		return fmt.Errorf("the plan: %w", err)
	}
	report.PlanRows = n
	return nil
}

// figureKey tells a figure of 2020 from the target of the same name.
func figureKey(f seeds.Figure) string { return fmt.Sprintf("%d.%s", f.Year, f.Key) }

// send runs a batch and counts the rows it wrote.
func send(ctx context.Context, tx pgx.Tx, batch *pgx.Batch) (int, error) {
	results := tx.SendBatch(ctx, batch)
	written := 0
	for range batch.Len() {
		tag, err := results.Exec()
		if err != nil {
			_ = results.Close() // the first error is the one to tell
			return 0, err
		}
		written += int(tag.RowsAffected())
	}
	return written, results.Close()
}
