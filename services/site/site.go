// Package site is what anybody may read: the first page, results, the check of a
// number, feeds, and every public page as plain HTML for readers without script.
//
// It guarantees that nothing is shown that a visitor without an account could not
// ask the API for: pages and feeds are made from the API's own answers. It
// refuses to know who is asking.
package site

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	"google.golang.org/protobuf/types/known/timestamppb"

	awardv1 "yanlu/proto/gen/yanlu/award/v1"
	programmev1 "yanlu/proto/gen/yanlu/programme/v1"
	sitev1 "yanlu/proto/gen/yanlu/site/v1"
	"yanlu/services/closure"
	"yanlu/services/docket"
	"yanlu/services/lifecycle"
	"yanlu/services/platform/page"
	"yanlu/services/platform/problem"
)

// Server serves SiteService; pages and feeds are made from the same answers.
type Server struct {
	Pool      *pgxpool.Pool
	Programme programmev1.ProgrammeServiceServer
	Award     awardv1.AwardServiceServer
	sitev1.UnsafeSiteServiceServer
}

// The states of a project whose award stands, by what the public is told of it.
var (
	running   = []lifecycle.State{lifecycle.Awarded, lifecycle.AgreementReview, lifecycle.Active, lifecycle.ChangePending, lifecycle.Suspended, lifecycle.ClosureDue, lifecycle.Overdue, lifecycle.ClosureReview, lifecycle.Remediation, lifecycle.TerminationReview} // a termination may be refused: until then the project runs
	passed    = []lifecycle.State{lifecycle.Passed}
	shortfall = []lifecycle.State{lifecycle.Shortfall}
	ended     = []lifecycle.State{lifecycle.NotPassed, lifecycle.Terminated, lifecycle.Revoked, lifecycle.Recovery, lifecycle.ExemptionReview}
)

// published are the states in which a call is for everyone to read; one that is being prepared is not counted either.
var published = []lifecycle.State{lifecycle.CallPublished, lifecycle.CallOpen, lifecycle.CallClosed, lifecycle.CallInReview, lifecycle.CallDecided, lifecycle.CallArchived}

// good are the outcomes of a closure that was passed.
var good = []string{closure.PassedExcellent, closure.Passed}

// statusOf says in the public's words how a funded project stands; an archived one keeps its conclusion.
func statusOf(state lifecycle.State, outcome string) string {
	switch {
	case slices.Contains(running, state):
		return "running"
	case slices.Contains(passed, state):
		return "passed"
	case slices.Contains(shortfall, state):
		return "shortfall"
	case state == lifecycle.Archived && slices.Contains(good, outcome):
		return "passed"
	case state == lifecycle.Archived && outcome == closure.WithShortfall:
		return "shortfall"
	}
	return "ended"
}

func statesOf(lists ...[]lifecycle.State) []string {
	var out []string
	for _, list := range lists {
		for _, s := range list {
			out = append(out, string(s))
		}
	}
	return out
}

// GetHome returns the first page: open and coming calls, running notices, the plan's bases.
func (s *Server) GetHome(ctx context.Context, _ *sitev1.GetHomeRequest) (*sitev1.GetHomeResponse, error) {
	out := &sitev1.GetHomeResponse{}
	calls, err := s.Programme.ListCalls(ctx, &programmev1.ListCallsRequest{PageSize: 50})
	if err != nil {
		return nil, err
	}
	for _, c := range calls.GetCalls() {
		switch lifecycle.State(c.GetState()) {
		case lifecycle.CallOpen:
			out.OpenCalls = append(out.OpenCalls, c)
		case lifecycle.CallPublished:
			out.ComingCalls = append(out.ComingCalls, c)
		}
	}
	notices, err := s.Award.ListNotices(ctx, &awardv1.ListNoticesRequest{PageSize: 20})
	if err != nil {
		return nil, err
	}
	out.Notices = notices.GetNotices()
	if out.Bases, err = s.bases(ctx); err != nil {
		return nil, err
	}
	return out, s.count(ctx, out)
}

func (s *Server) bases(ctx context.Context) ([]*sitev1.Base, error) {
	rows, err := s.Pool.Query(ctx, `select b.code, b.name, b.tier, b.lead_quote, (select count(*) from plan_topic t where t.box = any(b.boxes))::int
		from plan_base b order by b.source_line`)
	if err != nil {
		return nil, fmt.Errorf("site: bases: %w", err)
	}
	return pgx.CollectRows(rows, func(row pgx.CollectableRow) (*sitev1.Base, error) {
		b := &sitev1.Base{}
		return b, row.Scan(&b.Code, &b.Name, &b.Tier, &b.Lead, &b.Topics)
	})
}

func (s *Server) count(ctx context.Context, out *sitev1.GetHomeResponse) error {
	err := s.Pool.QueryRow(ctx, `select
		(select count(*) from docket where machine = 'project' and state = any($1)),
		(select count(*) from docket where machine = 'project' and (state = any($2) or state = 'ARCHIVED' and facts #>> '{closure,outcome}' = any($3))),
		(select count(*) from docket where machine = 'call' and state = any($4))`,
		statesOf(running), statesOf(passed), good, statesOf(published)).Scan(&out.Running, &out.Passed, &out.Calls)
	if err != nil {
		return fmt.Errorf("site: counts: %w", err)
	}
	return nil
}

// ListResults lists what was funded, after its notice, newest decision first.
func (s *Server) ListResults(ctx context.Context, req *sitev1.ListResultsRequest) (*sitev1.ListResultsResponse, error) {
	p, err := page.Of(req.GetPageSize(), req.GetPageToken())
	if err != nil {
		return nil, err
	}
	rows, err := s.Pool.Query(ctx, `select coalesce(d.facts #>> '{agreement,number}', d.code, ''), d.title, coalesce(o.name, ''), coalesce(p.name, ''),
			coalesce((d.facts #>> '{decision,amount_fen}')::bigint, 0), c.title, (d.facts #>> '{decision,decided_at}')::timestamptz, d.state, coalesce(d.facts #>> '{closure,outcome}', '')
		from docket d join docket c on c.id = d.parent left join organisation o on o.id = d.host_org left join person p on p.id = d.pi
		where d.machine = 'project' and (d.state = any($1) or d.state = 'ARCHIVED' and d.facts #>> '{agreement,signed_at}' is not null) and ($2 = '' or d.parent = $2 or c.code = $2)
			and ($5 = '' or position(lower($5) in lower(concat_ws(E'\n', d.facts #>> '{agreement,number}', d.code, d.title, o.name, p.name))) > 0)
		order by (d.facts #>> '{decision,decided_at}')::timestamptz desc nulls last, d.id limit $3 offset $4`,
		statesOf(running, passed, shortfall, ended), req.GetCall(), p.Size+1, p.From, strings.TrimSpace(req.GetQuery()))
	if err != nil {
		return nil, fmt.Errorf("site: results: %w", err)
	}
	list, err := pgx.CollectRows(rows, scanResult)
	if err != nil {
		return nil, fmt.Errorf("site: results: %w", err)
	}
	out := &sitev1.ListResultsResponse{}
	out.Results, out.NextPageToken = page.Cut(p, list)
	return out, nil
}

func scanResult(row pgx.CollectableRow) (*sitev1.Result, error) {
	r := &sitev1.Result{}
	var (
		at      *time.Time
		state   lifecycle.State
		outcome string
	)
	err := row.Scan(&r.Number, &r.Title, &r.HostName, &r.LeadName, &r.AmountFen, &r.CallTitle, &at, &state, &outcome)
	r.Status = statusOf(state, outcome)
	if at != nil {
		r.DecidedAt = timestamppb.New(*at)
	}
	return r, err
}

// shortestHash is how much of a hash must be given before it says anything.
const shortestHash = 8

// paper is one kind of number that is printed on a paper: how it looks and where it is kept.
type paper struct {
	kind, prefix string
	find         string // $1 is the number; answers subject, time and call title
}

var papers = []paper{
	{"receipt", "SQ-", `select d.id, (d.facts #>> '{intake,submitted_at}')::timestamptz, c.title from docket d join docket c on c.id = d.parent
		where d.code = $1 and d.machine = 'project' and d.facts #>> '{intake,receipt}' = $1`},
	{"agreement", "HT-", `select d.id, (d.facts #>> '{agreement,signed_at}')::timestamptz, c.title from docket d join docket c on c.id = d.parent
		where d.machine = 'project' and d.facts #>> '{agreement,number}' = $1`},
	{"certificate", "JT-", `select d.id, (d.facts #>> '{closure,concluded_at}')::timestamptz, c.title from docket d join docket c on c.id = d.parent
		where d.machine = 'project' and d.facts #>> '{agreement,number}' = 'HT-' || substr($1, 4)
			and (d.state = 'PASSED' or d.state = 'ARCHIVED' and d.facts #>> '{closure,outcome}' in ('` + strings.Join(good, "', '") + `'))`},
	{"objection", "YY-", `select d.id, s.at, c.title from snapshot s join docket d on d.id = s.subject join docket c on c.id = d.parent where s.kind = 'objection:' || $1`},
}

// CheckNumber says whether a number was given here. It tells nothing that is not on the paper itself.
func (s *Server) CheckNumber(ctx context.Context, req *sitev1.CheckNumberRequest) (*sitev1.CheckNumberResponse, error) {
	number, hash := strings.ToUpper(strings.TrimSpace(req.GetNumber())), strings.ToLower(strings.TrimSpace(req.GetHash()))
	if hash != "" && (len(hash) < shortestHash || strings.Trim(hash, "0123456789abcdef") != "") {
		return nil, problem.New(problem.Invalid, "HASH_INVALID", "校验码至少填写前 8 位，由数字和字母 a–f 组成", "Give at least the first 8 characters of the hash, digits and a–f").
			At("hash", "至少 8 位十六进制字符", "at least 8 hexadecimal characters")
	}
	for _, p := range papers {
		if !strings.HasPrefix(number, p.prefix) {
			continue
		}
		var (
			subject string
			at      *time.Time
		)
		out := &sitev1.CheckNumberResponse{Known: true, Kind: p.kind}
		err := s.Pool.QueryRow(ctx, p.find, number).Scan(&subject, &at, &out.CallTitle)
		if errors.Is(err, pgx.ErrNoRows) {
			return &sitev1.CheckNumberResponse{Kind: p.kind}, nil
		}
		if err != nil {
			return nil, fmt.Errorf("site: number: %w", err)
		}
		if at != nil {
			out.At = timestamppb.New(*at)
		}
		out.HashAgrees, err = agrees(ctx, s.Pool, subject, hash)
		return out, err
	}
	return &sitev1.CheckNumberResponse{}, nil
}

// agrees compares the beginning of a hash with the hashes of a docket's events and snapshots.
func agrees(ctx context.Context, q docket.Querier, subject, hash string) (string, error) {
	if hash == "" {
		return "", nil
	}
	var found bool
	err := q.QueryRow(ctx, `select exists (select 1 from event where subject = $1 and starts_with(encode(hash, 'hex'), $2))
		or exists (select 1 from snapshot where subject = $1 and starts_with(encode(hash, 'hex'), $2))`, subject, hash).Scan(&found)
	if err != nil {
		return "", fmt.Errorf("site: hash: %w", err)
	}
	if found {
		return "yes", nil
	}
	return "no", nil
}
