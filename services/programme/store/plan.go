package store

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"yanlu/services/docket"
	"yanlu/services/lifecycle"
	"yanlu/services/platform/problem"
	"yanlu/services/policy"
	"yanlu/services/programme"
)

// InForce returns the newest pack in force at a time. A practice pack counts only where no other is in force.
func (b *Book) InForce(ctx context.Context, at time.Time) (*policy.Pack, error) {
	var hash string
	err := b.pool.QueryRow(ctx, "select hash from rule_pack where effective_from <= $1 order by practice, effective_from desc, version desc limit 1",
		at.In(policy.Shanghai)).Scan(&hash)
	if errors.Is(err, pgx.ErrNoRows) {
		return nil, problem.New(problem.Precondition, "NO_PACK_IN_FORCE", "尚无生效的政策包，请先装载", "No rule pack is in force; load one first").For("admin")
	}
	if err != nil {
		return nil, fmt.Errorf("programme: pack in force: %w", err)
	}
	return b.Pack(ctx, hash)
}

// Template reads a call template's terms.
func Template(ctx context.Context, q docket.Querier, code string) (programme.Terms, error) {
	var (
		t   programme.Terms
		raw []byte
	)
	err := q.QueryRow(ctx, "select content from call_template where code = $1", code).Scan(&raw)
	if errors.Is(err, pgx.ErrNoRows) {
		return t, problem.New(problem.Invalid, "TEMPLATE_UNKNOWN", "没有该批次模板", "No such call template").At("template", "没有模板 "+code, "no template "+code)
	}
	if err != nil {
		return t, fmt.Errorf("programme: template: %w", err)
	}
	return t, json.Unmarshal(raw, &t)
}

// KnownTopics returns those codes that the plan has.
func KnownTopics(ctx context.Context, q docket.Querier, codes []string) ([]string, error) {
	rows, err := q.Query(ctx, "select code from plan_topic where code = any($1)", codes)
	if err != nil {
		return nil, fmt.Errorf("programme: topics: %w", err)
	}
	return pgx.CollectRows(rows, pgx.RowTo[string])
}

// IsAgency says whether an organisation is a review agency.
func IsAgency(ctx context.Context, q docket.Querier, org string) (bool, error) {
	var ok bool
	err := q.QueryRow(ctx, "select exists (select 1 from organisation where id = $1 and kind = 'agency')", org).Scan(&ok)
	return ok, err
}

// AppliesIn says whether an organisation is an applicant or co-applicant in a call.
func AppliesIn(ctx context.Context, q docket.Querier, call, org string) (bool, error) {
	var ok bool
	err := q.QueryRow(ctx, `select exists (select 1 from docket where parent = $1 and machine = 'project' and state not in ('WITHDRAWN','EXPIRED')
		and (host_org = $2 or facts #> '{parties,co_applicants}' @> jsonb_build_array(jsonb_build_object('org', $2::text))))`, call, org).Scan(&ok)
	return ok, err
}

// CountOpen counts a call's applications in the given states.
func CountOpen(ctx context.Context, q docket.Querier, call string, states []lifecycle.State) (int, error) {
	names := make([]string, len(states))
	for i, s := range states {
		names[i] = string(s)
	}
	var n int
	err := q.QueryRow(ctx, "select count(*) from docket where parent = $1 and machine = 'project' and state = any($2)", call, names).Scan(&n)
	return n, err
}

// NotEvaluated lists the codes of a call's commissions that were handed over and
// whose agency nobody has evaluated yet, oldest first.
func NotEvaluated(ctx context.Context, q docket.Querier, call string) ([]string, error) {
	rows, err := q.Query(ctx, "select code from docket where parent = $1 and machine = 'commission' and state = $2 order by opened_at, id", call, lifecycle.CommissionHandedOver)
	if err != nil {
		return nil, fmt.Errorf("programme: commissions: %w", err)
	}
	return pgx.CollectRows(rows, pgx.RowTo[string])
}

// Topic is one research topic of the plan with its items.
type Topic struct {
	Code, Title, Domain, Body string
	SourceLine                int
	Items                     []string
}

// Topics lists the plan's topics in order.
func Topics(ctx context.Context, q docket.Querier) ([]Topic, error) {
	rows, err := q.Query(ctx, `select t.code, t.title, t.domain, t.body, t.source_line, coalesce(array_agg(i.body order by i.code) filter (where i.code is not null), '{}')
		from plan_topic t left join plan_item i on i.topic = t.code group by t.code order by t.source_line, t.code`)
	if err != nil {
		return nil, fmt.Errorf("programme: topics: %w", err)
	}
	return pgx.CollectRows(rows, pgx.RowToStructByPos[Topic])
}

// PlanFacts is what the plan says of itself, as written.
type PlanFacts struct {
	Bases []struct{ Code, Name, Tier, Lead string }

	Indicators []struct {
		Number                                       int
		Category, Title, Unit, Value2020, Target2025 string
		SourceLine                                   int
	}

	Notes []struct{ ID, Subject, ValueA, ValueB, Advice string }
}

// Plan reads bases, indicators and notes.
func Plan(ctx context.Context, q docket.Querier) (PlanFacts, error) {
	var p PlanFacts
	rows, err := q.Query(ctx, "select code, name, tier, lead_quote from plan_base order by source_line")
	if err != nil {
		return p, err
	}
	if p.Bases, err = pgx.CollectRows(rows, pgx.RowToStructByPos[struct{ Code, Name, Tier, Lead string }]); err != nil {
		return p, fmt.Errorf("programme: bases: %w", err)
	}
	if rows, err = q.Query(ctx, "select no, category, title, unit, value_2020, target_2025, source_line from plan_indicator order by no"); err != nil {
		return p, err
	}
	p.Indicators, err = pgx.CollectRows(rows, pgx.RowToStructByPos[struct {
		Number                                       int
		Category, Title, Unit, Value2020, Target2025 string
		SourceLine                                   int
	}])
	if err != nil {
		return p, fmt.Errorf("programme: indicators: %w", err)
	}
	if rows, err = q.Query(ctx, "select id, subject, value_a, value_b, advice from plan_note order by length(id), id"); err != nil {
		return p, err
	}
	p.Notes, err = pgx.CollectRows(rows, pgx.RowToStructByPos[struct{ ID, Subject, ValueA, ValueB, Advice string }])
	return p, err
}

// TemplateRow is one stored call template.
type TemplateRow struct {
	Code    string
	Content json.RawMessage
}

// Templates lists the call templates.
func Templates(ctx context.Context, q docket.Querier) ([]TemplateRow, error) {
	rows, err := q.Query(ctx, "select code, content from call_template order by code")
	if err != nil {
		return nil, fmt.Errorf("programme: templates: %w", err)
	}
	return pgx.CollectRows(rows, pgx.RowToStructByPos[TemplateRow])
}
