package store

import (
	"context"
	"strconv"

	"github.com/jackc/pgx/v5"
	"github.com/shopspring/decimal"

	"yanlu/services/docket"
	"yanlu/services/lifecycle"
	"yanlu/services/review"
	"yanlu/services/review/commission"
)

// Line is one application of a commission and how far its review is; it holds no score.
type Line struct {
	Application, Title, Code, Pseudonym string
	State                               lifecycle.State
	Seats, Needed, Seated, Open, Scored int
	Late, Invalidated                   int
	Reviews                             map[string]int // of the running round, by state
	ReservesInvited                     int
	ReservesLeft                        int
	Escalated, Delivered                bool
	Shortage                            *review.Shortage
	Departure                           *review.Departure
	Report                              []byte // hash of the newest panel report; nil before the close
}

// Lines lists the applications of a sealed commission by title.
func Lines(ctx context.Context, q docket.Querier, id string) ([]Line, error) {
	rows, err := q.Query(ctx, `
		with app as (select c.application, c.pseudonym, c.seats, d.title, coalesce(d.code, '') as code, d.state, d.facts -> 'review' as review
			from commission_application c join docket d on d.id = c.application where c.commission = $1),
		work as (select r.parent, r.reviewer, r.state from docket r join app a on a.application = r.parent
			where r.machine = 'review' and r.facts #>> '{review,round}' = a.review ->> 'round'),
		states as (select parent, jsonb_object_agg(state, n) as by_state from (select parent, state, count(*) as n from work group by parent, state) x group by parent),
		reserve as (select s.application, s.expert from commission_seat s join docket d on d.id = s.commission and s.version = (d.facts #>> '{plan,adopted}')::bigint
			where s.commission = $1 and s.seat = 'reserve')
		select a.application, a.title, a.code, a.pseudonym, a.state, a.seats, coalesce((a.review ->> 'needed')::int, 0), coalesce(s.by_state, '{}'),
			(select count(*) from reserve r join work w on w.parent = r.application and w.reviewer = r.expert where r.application = a.application),
			(select count(*) from reserve r where r.application = a.application and not exists (select 1 from work w where w.parent = r.application and w.reviewer = r.expert)),
			a.review ->> 'escalated_at' is not null, a.review ->> 'handed_over_at' is not null, a.review -> 'shortage', a.review -> 'departure',
			(select hash from snapshot x where x.subject = a.application and x.kind = 'panel_report' order by x.seq desc limit 1)
		from app a left join states s on s.parent = a.application order by a.title, a.application`, id)
	if err != nil {
		return nil, wrap("progress", err)
	}
	return pgx.CollectRows(rows, func(row pgx.CollectableRow) (Line, error) {
		var l Line
		err := row.Scan(&l.Application, &l.Title, &l.Code, &l.Pseudonym, &l.State, &l.Seats, &l.Needed, &l.Reviews,
			&l.ReservesInvited, &l.ReservesLeft, &l.Escalated, &l.Delivered, &l.Shortage, &l.Departure, &l.Report)
		l.count()
		return l, err
	})
}

func (l *Line) count() {
	of := func(states ...lifecycle.State) (n int) {
		for _, s := range states {
			n += l.Reviews[string(s)]
		}
		return n
	}
	l.Open = of(lifecycle.ReviewInvited, lifecycle.ReviewAccepted)
	l.Scored = of(lifecycle.ReviewScored)
	l.Seated = l.Open + l.Scored
	l.Late, l.Invalidated = of(lifecycle.ReviewLate), of(lifecycle.ReviewInvalidated)
}

// Figures are what the record says of an agency's work on one commission.
type Figures struct {
	Reviews       int     // scores handed in, in time or not
	InTime        int     // of them in time
	Late          int     // reviews that ran late
	Invalidated   int     // scores that a conflict found afterwards took out
	Recused       int     // reviewers who had to step aside after the invitation
	CommentChars  float64 // mean length of overall comments
	Escalations   int     // panels for which reserves ran out
	Objections    int     // objections and appeals against results of this commission that were upheld
	Reopened      int     // rounds beyond the first
	Recounts      int
	Applications  int
	WithReport    int // applications with a signed panel report
	DaysLate      float64
	MeanExpertise float64 // millionths, over members of the adopted plan
}

// Record reads the figures of a commission.
func Record(ctx context.Context, q docket.Querier, id string) (Figures, error) {
	var f Figures
	err := q.QueryRow(ctx, `
		with app as (select c.application, d.facts -> 'review' as review from commission_application c join docket d on d.id = c.application where c.commission = $1),
		work as (select r.state, r.facts -> 'review' as review from docket r join app a on a.application = r.parent where r.machine = 'review')
		select (select count(*) from work where review ->> 'submitted_at' is not null or state = 'LATE'),
			(select count(*) from work where review ->> 'submitted_at' is not null),
			(select count(*) from work where state = 'LATE'),
			(select count(*) from work where state = 'INVALIDATED'),
			(select count(*) from work where state = 'RECUSED'),
			coalesce((select avg(char_length(review ->> 'comment')) from work where review ->> 'submitted_at' is not null), 0)::float8,
			(select count(*) from event e join app a on a.application = e.subject where e.event = 'escalate_review'),
			(select count(*) from event e join app a on a.application = e.subject where e.event in ('uphold', 're_review') or (e.event = 'appeal_upheld' and e.target = 'UNDER_REVIEW')),
			coalesce((select sum((review ->> 'round')::int - 1) from app where review ->> 'round' is not null), 0),
			coalesce((select sum((review ->> 'recounts')::int) from app where review ->> 'recounts' is not null), 0),
			(select count(*) from app),
			(select count(*) from app where exists (select 1 from snapshot s where s.subject = app.application and s.kind = 'panel_report')),
			coalesce((select greatest(extract(epoch from (facts #>> '{handover,at}')::timestamptz - (facts #>> '{commission,due}')::timestamptz), 0) / 86400 from docket where id = $1), 0)::float8,
			coalesce((select avg(s.expertise) from commission_seat s join docket d on d.id = s.commission and s.version = (d.facts #>> '{plan,adopted}')::bigint
				where s.commission = $1 and s.seat = 'member'), 0)::float8`, id).
		Scan(&f.Reviews, &f.InTime, &f.Late, &f.Invalidated, &f.Recused, &f.CommentChars, &f.Escalations, &f.Objections, &f.Reopened, &f.Recounts,
			&f.Applications, &f.WithReport, &f.DaysLate, &f.MeanExpertise)
	return f, wrap("figures", err)
}

// Say puts the figures to the criteria of the rubric that they speak to.
func (f Figures) Say() []commission.Figure {
	one := func(criterion, code, zh, en, value, unit string) commission.Figure {
		return commission.Figure{Criterion: criterion, Code: code, Zh: zh, En: en, Value: value, Unit: unit}
	}
	return []commission.Figure{
		one("TIME", "on_time_share", "评审意见按时率", "Share of opinions in time", share(f.InTime, f.Reviews), "%"),
		one("TIME", "days_late", "移交逾期天数", "Days the hand-over was late", decimal.NewFromFloat(f.DaysLate).StringFixed(1), "d"),
		one("PANEL", "conflicts_after", "评后发现应回避", "Conflicts found afterwards", strconv.Itoa(f.Invalidated), ""),
		one("PANEL", "recused", "应邀后回避", "Recused after the invitation", strconv.Itoa(f.Recused), ""),
		one("PANEL", "mean_expertise", "平均匹配度", "Mean expertise of members", decimal.NewFromFloat(f.MeanExpertise/commission.Million).StringFixed(3), ""),
		one("PANEL", "escalations", "备选用尽提请补选", "Panels whose reserves ran out", strconv.Itoa(f.Escalations), ""),
		one("QUALITY", "comment_chars", "评语平均字数", "Mean length of comments", decimal.NewFromFloat(f.CommentChars).StringFixed(0), "chars"),
		one("QUALITY", "reopened", "重新评审轮次", "Rounds opened again", strconv.Itoa(f.Reopened+f.Recounts), ""),
		one("COMPLAINT", "objections_upheld", "成立的异议和申诉", "Objections and appeals upheld", strconv.Itoa(f.Objections), ""),
		one("FILES", "reports", "综合评审意见齐备率", "Share of applications with a signed report", share(f.WithReport, f.Applications), "%"),
	}
}

// share is part of whole in per cent with one place; empty when there is no whole.
func share(part, whole int) string {
	if whole == 0 {
		return ""
	}
	return decimal.NewFromInt(int64(part)).Mul(decimal.NewFromInt(100)).DivRound(decimal.NewFromInt(int64(whole)), 1).String()
}
