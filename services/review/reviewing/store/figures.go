package store

import (
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"yanlu/services/docket"
	reviewstore "yanlu/services/review/store"
)

// Rating is a judgement of one opinion; Usefulness is from 1 to 3.
type Rating struct {
	Review, Role, Person string
	Usefulness           int32
	Note                 string
	At                   time.Time
}

// Rate keeps a judgement; false when the role has judged the opinion before.
func Rate(ctx context.Context, w Writer, r Rating) (bool, error) {
	tag, err := w.Exec(ctx, `insert into opinion_rating (review, role, person, usefulness, note, at) values ($1, $2, $3, $4, $5, $6)
		on conflict (review, role) do nothing`, r.Review, r.Role, r.Person, r.Usefulness, r.Note, r.At)
	if err != nil {
		return false, fmt.Errorf("reviewing: rate: %w", err)
	}
	return tag.RowsAffected() == 1, nil
}

// Quality is how one reviewer worked. Figures are decimals as text, empty where there is nothing to count.
type Quality struct {
	Reviewer, Name                          string
	Invited, Accepted, Scored, Late, Judged int32
	OnTime, Chars, Usefulness, Distance     string
}

// Whose says of which reviews somebody reads the figures: of every agency (nil) or
// of some. Early includes what its agency has not handed over yet (rev.agency.separation).
type Whose struct {
	Agencies []string
	Early    bool
}

// Qualities counts the reviews whose round is closed, by reviewer; reviewer "": all of them.
func Qualities(ctx context.Context, q docket.Querier, of Whose, reviewer string) ([]Quality, error) {
	rows, err := q.Query(ctx, `
		with w as (
			select r.id, r.reviewer, r.state, r.facts -> 'review' as f, p.facts #> array['review', 'rounds', r.facts #>> '{review,round}'] as o
			from docket r join docket p on p.id = r.parent
			where r.machine = 'review' and ($1::text[] is null or r.agency_org = any($1)) and ($2 = '' or r.reviewer = $2) and ($3 or `+reviewstore.Delivered("p")+`)),
		c as (
			select w.*, w.f ->> 'declared_at' is not null as took, w.state = 'SCORED' as counted,
			       (select avg(g.usefulness) from opinion_rating g where g.review = w.id) as useful,
			       (select count(*) from opinion_rating g where g.review = w.id) as judged
			from w where o is not null)
		select c.reviewer, p.name, count(*)::int, count(*) filter (where took)::int, count(*) filter (where counted)::int, count(*) filter (where state = 'LATE')::int,
		       coalesce(sum(judged), 0)::int,
		       coalesce(round(100.0 * count(*) filter (where took and state in ('SCORED', 'INVALIDATED')) / nullif(count(*) filter (where took and state in ('SCORED', 'INVALIDATED', 'LATE')), 0))::text, ''),
		       coalesce((percentile_disc(0.5) within group (order by length(f ->> 'comment')) filter (where counted))::text, ''),
		       coalesce(round(avg(useful), 2)::text, ''),
		       coalesce(round(avg(abs((f ->> 'total')::numeric - (o ->> 'aggregate')::numeric)) filter (where counted), 2)::text, '')
		from c join person p on p.id = c.reviewer group by c.reviewer, p.name order by p.name, c.reviewer`, of.Agencies, reviewer, of.Early)
	if err != nil {
		return nil, fmt.Errorf("reviewing: quality: %w", err)
	}
	return pgx.CollectRows(rows, pgx.RowToStructByPos[Quality])
}

// Year is a year of reviews: those invited in it, and the rounds closed in it.
type Year struct {
	Invited, ByLink, Applications, Closed, Dispersed, TakenBack, Rebutted int32
	AnswerHours, ScoreHours, Chars, Total                                 string
	States, Declined                                                      map[string]int32
}

// known is the condition under which the bureau knows what a review d of an application p came to: its round is closed and handed over.
var known = `(` + reviewstore.Delivered("p") + ` and (p.facts #>> '{review,closed_at}' is not null or (d.facts #>> '{review,round}')::int < (p.facts #>> '{review,round}')::int))`

// Statistics counts from one moment up to another: how far reviews are of all, what they came to of those that the reader may know.
func Statistics(ctx context.Context, q docket.Querier, of Whose, from, to time.Time) (Year, error) {
	y := Year{States: map[string]int32{}, Declined: map[string]int32{}}
	err := q.QueryRow(ctx, `
		with r as (
			select id, parent, state, opened_at, facts -> 'review' as f,
			       (select min(e.at) from event e where e.subject = d.id and e.source = 'INVITED' and e.target <> 'INVITED' and e.role = 'reviewer') as answered,
			       exists (select 1 from docket p where p.id = d.parent and ($5 or `+known+`)) as known
			from docket d where machine = 'review' and opened_at >= $2 and opened_at < $3 and ($1::text[] is null or agency_org = any($1))),
		closed as (
			select p.id, p.facts -> 'review' as o, $5 or `+reviewstore.Delivered("p")+` as known from docket p join docket c on c.id = p.parent
			where p.machine = 'project' and (p.facts #>> '{review,closed_at}')::timestamptz >= $2 and (p.facts #>> '{review,closed_at}')::timestamptz < $3
			      and ($1::text[] is null or c.agency_org = any($1)))
		select count(*)::int, count(*) filter (where exists (select 1 from event e where e.subject = r.id and e.cause = $4))::int, count(distinct parent)::int,
		       (select count(*)::int from closed), (select count(*)::int from closed where known and o ->> 'dispersed' = 'true'),
		       coalesce(sum((f ->> 'taken_back')::int), 0)::int, (select count(*)::int from closed where o ->> 'rebutted_at' is not null),
		       coalesce(round((percentile_cont(0.5) within group (order by extract(epoch from answered - opened_at) / 3600))::numeric, 1)::text, ''),
		       coalesce(round((percentile_cont(0.5) within group (order by extract(epoch from (f ->> 'submitted_at')::timestamptz - (f ->> 'declared_at')::timestamptz) / 3600))::numeric, 1)::text, ''),
		       coalesce((percentile_disc(0.5) within group (order by length(f ->> 'comment')) filter (where state = 'SCORED' and known))::text, ''),
		       coalesce((percentile_disc(0.5) within group (order by (f ->> 'total')::numeric) filter (where state = 'SCORED' and known))::text, '')
		from r`, of.Agencies, from, to, ByLink, of.Early).
		Scan(&y.Invited, &y.ByLink, &y.Applications, &y.Closed, &y.Dispersed, &y.TakenBack, &y.Rebutted, &y.AnswerHours, &y.ScoreHours, &y.Chars, &y.Total)
	if err != nil {
		return y, fmt.Errorf("reviewing: statistics: %w", err)
	}
	for _, tally := range []struct {
		by   string
		into map[string]int32
	}{{"state", y.States}, {"facts #>> '{review,decline_reason}'", y.Declined}} {
		rows, err := q.Query(ctx, `select `+tally.by+`, count(*)::int from docket where machine = 'review' and opened_at >= $2 and opened_at < $3
			and ($1::text[] is null or agency_org = any($1)) and `+tally.by+` is not null group by 1`, of.Agencies, from, to)
		if err != nil {
			return y, fmt.Errorf("reviewing: statistics: %w", err)
		}
		var code string
		var n int32
		if _, err := pgx.ForEachRow(rows, []any{&code, &n}, func() error { tally.into[code] = n; return nil }); err != nil {
			return y, fmt.Errorf("reviewing: statistics: %w", err)
		}
	}
	return y, nil
}

// ByLink is the cause of an answer that was given by link, without an account.
const ByLink = "by link"
