package bench

import (
	"context"
	"fmt"
	"time"

	"yanlu/services/platform/authn"
)

// Shares of the record: how many dockets a call and a person have, how often the
// largest institution is the host, how many sit on a panel.
const (
	perCall   = 2500
	perPerson = 5
	largest   = 50 // one docket in so many
	panel     = 5
	reviewers = 200
)

// lakeUnit is the largest institution, lakePerson one of its applicants.
const (
	lakeUnit   = "bench-org-0"
	lakePerson = "bench-pi-7"
)

// standing is a state with its share of the dockets, in hundredths.
type standing struct {
	state string
	share int
	ended bool
}

var lakeStandings = []standing{
	{"ARCHIVED", 34, true}, {"ACTIVE", 18, false}, {"NOT_FUNDED", 12, false}, {"WITHDRAWN", 5, true}, {"EXPIRED", 5, true}, {"DRAFT", 4, false},
	{"UNDER_REVIEW", 4, false}, {"FORMAL_CHECK", 3, false}, {"SUBMITTED", 2, false}, {"RETURNED", 1, false}, {"CHANGE_PENDING", 1, false},
	{"CLOSURE_DUE", 3, false}, {"CLOSURE_REVIEW", 2, false}, {"PUBLICITY", 2, false}, {"AWARDED", 2, false}, {"RECOMMENDED", 1, false}, {"DECISION", 1, false},
}

// Words that titles are made of: nearly all say 关键技术, one in eight says each subject, one in a thousand the rare word.
var (
	lakeSubjects = []string{"新能源汽车热管理", "低温固态储氢材料", "高精度减速器", "工业视觉检测", "生物医用高分子材料", "碳化硅功率器件", "河湖水质在线监测", "城市级时空数据"}
	lakeKinds    = []string{"关键技术研究", "关键技术攻关与应用示范", "装备研制", "关键技术研究及产业化", "关键工艺与关键技术集成"}
	rareWord     = "石墨烯气凝胶"
)

// lake is a record of many dockets, on an instance that holds nothing else.
type lake struct {
	*district
	dockets  int
	calls    []string
	sessions map[string]string // caller → token
}

// fill puts n projects on file with the people, calls and reviews around them.
// The rows are copies of an application that was carried by its lawful events,
// moved to other states with the facts that each state must have; every
// constraint and trigger of the record is in force. The events, which no list
// reads, are left out.
func fill(ctx context.Context, d *district, n int) (*lake, error) {
	l := &lake{district: d, dockets: n, sessions: map[string]string{}}
	list, err := l.create(ctx, 0, 1)
	if err != nil {
		return nil, err
	}
	if err := l.ready(ctx, list); err != nil {
		return nil, err
	}
	for _, step := range []func(context.Context) error{
		l.fillCalls, func(ctx context.Context) error { return l.fillProjects(ctx, list[0].id) }, l.fillReviews, l.settleDown, l.signIn,
	} {
		if err := step(ctx); err != nil {
			return nil, err
		}
	}
	return l, nil
}

func (l *lake) exec(ctx context.Context, what, sql string, args ...any) error {
	if _, err := l.pool.Exec(ctx, sql, args...); err != nil {
		return fmt.Errorf("bench: %s: %w", what, err)
	}
	return nil
}

func (l *lake) fillCalls(ctx context.Context) error {
	for n := range max(l.dockets/perCall, 2) {
		id := fmt.Sprintf("bench-call-%d", n)
		l.calls = append(l.calls, id)
		err := l.exec(ctx, "calls", `insert into docket (id, machine, state, terminal, seq, head, opened_at, since, facts)
			select $1, machine, state, terminal, seq, head, opened_at - make_interval(days => $2), since - make_interval(days => $2),
				jsonb_set(jsonb_set(facts, '{parties,title}', to_jsonb($3::text)), '{parties,code}', to_jsonb($1::text)) from docket where id = $4`,
			id, 30*n, fmt.Sprintf("第%d批次重点研发计划", n+1), l.call)
		if err != nil {
			return err
		}
	}
	return nil
}

// insertProjects makes $2 dockets like $1: $3 states and $4 which of them have
// ended, $5 calls, $6 people, $7 the time, $8 and $9 the largest institution, $10
// people of an organisation, $11 to $13 the words of titles.
const insertProjects = `
insert into docket (id, machine, state, terminal, seq, head, opened_at, since, ended_at, facts)
select 'bench-docket-' || n, 'project', x.state, x.terminal, 9, s.head, x.at - interval '90 days', x.at, case when x.terminal then x.at end,
    s.facts || jsonb_build_object(
        'parties', s.facts -> 'parties' || jsonb_build_object('title', x.title, 'code', x.code, 'parent', x.call, 'pi', x.pi, 'host_org', x.host),
        'intake', s.facts -> 'intake' || jsonb_build_object('receipt', x.code, 'check_due', x.due, 'correction_due', x.due),
        'review', jsonb_build_object('round', 1, 'due', x.due, 'needed', 5, 'aggregate', '86.40', 'valid', 5),
        'decision', jsonb_build_object('amount_fen', 30000000, 'minutes', '局办纪要', 'opinion', '建议立项', 'level', 'director'),
        'notice', jsonb_build_object('starts', x.at, 'ends', x.due),
        'agreement', jsonb_build_object('due', x.due, 'signed_at', x.at, 'pack_hash', (select c.facts #>> '{terms,pack_hash}' from docket c where c.id = x.call), 'term_ends', x.due),
        'run', jsonb_build_object('change_no', 'C1', 'changes', jsonb_build_object('C1', jsonb_build_object('kind', 'budget', 'due', x.due))),
        'closure', jsonb_build_object('due', x.due, 'decide_due', x.due))
from docket s, generate_series(1, $2) n, lateral (select
        ($3::text[])[1 + n * 37 % 100] as state, ($4::boolean[])[1 + n * 37 % 100] as terminal, 'SQ-' || lpad(n::text, 8, '0') as code,
        $7::timestamptz - make_interval(mins => (n * 17::bigint % 1500000)::int, secs => n % 60) as at,
        $7::timestamptz + make_interval(days => n * 13 % 300 - 20) as due,
        ($5::text[])[1 + n * 7 % cardinality($5::text[])] as call, 'bench-pi-' || n % $6::int as pi,
        case when n % $8::int = 0 then $9::text else 'bench-org-' || n % $6::int / $10::int end as host,
        ($11::text[])[1 + n % cardinality($11::text[])] || ($12::text[])[1 + n / 8 % cardinality($12::text[])] ||
            case when n % 1000 = 0 then $13::text else '' end || '（' || n || '）' as title) as x
where s.id = $1`

func (l *lake) fillProjects(ctx context.Context, sample string) error {
	var states []string
	var ended []bool
	for _, s := range lakeStandings {
		for range s.share {
			states, ended = append(states, s.state), append(ended, s.ended)
		}
	}
	return l.exec(ctx, "projects", insertProjects, sample, l.dockets, states, ended, l.calls, l.people, l.door.Now(), largest, lakeUnit, perOrganisation,
		lakeSubjects, lakeKinds, rareWord)
}

// fillReviews gives every application under review its panel, with two opinions in.
func (l *lake) fillReviews(ctx context.Context) error {
	err := l.exec(ctx, "reviewers", `insert into person (id, login, name) select 'bench-reviewer-' || n, 'bench-reviewer-' || n, '评审人' || n from generate_series(0, $1) n`, reviewers)
	if err != nil {
		return err
	}
	return l.exec(ctx, "reviews", `
insert into docket (id, machine, state, terminal, seq, head, opened_at, since, facts)
select 'bench-review-' || p.id || '-' || n, 'review', case when n < 3 then 'SCORED' else 'ACCEPTED' end, false, 3, p.head, p.since, p.since, jsonb_build_object(
    'parties', jsonb_build_object('title', p.title, 'parent', p.id, 'reviewer', 'bench-reviewer-' || (hashtext(p.id)::bigint + 2147483648 + n) % $1),
    'review', jsonb_build_object('round', 1, 'label', '专家' || chr(64 + n), 'due', p.facts #> '{review,due}'))
from docket p, generate_series(1, $2) n where p.machine = 'project' and p.state = 'UNDER_REVIEW'`, reviewers, panel)
}

// settleDown leaves the tables as the database's own housekeeping would.
func (l *lake) settleDown(ctx context.Context) error {
	for _, table := range []string{"docket", "search_entry", "person", "organisation", "role_grant"} {
		if err := l.exec(ctx, "housekeeping", "vacuum analyze "+table); err != nil {
			return err
		}
	}
	return nil
}

// lakeCallers are who asks, by the role they ask in.
var lakeCallers = map[string]string{"officer": "bench-officer", "institution": "bench-unit-0", "pi": lakePerson}

// signIn leaves a session for each caller, as a sign-in would.
func (l *lake) signIn(ctx context.Context) error {
	now := l.door.Now()
	for role, person := range lakeCallers {
		token, hash := authn.NewToken("")
		l.sessions[role] = token
		if err := l.exec(ctx, "sessions", "insert into session (token_hash, person, created_at, seen_at, expires_at) values ($1, $2, $3, $3, $4)",
			hash, person, now, now.Add(12*time.Hour)); err != nil {
			return err
		}
	}
	return nil
}
