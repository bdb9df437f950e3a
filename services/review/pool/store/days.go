package store

import (
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"yanlu/services/docket"
	"yanlu/services/review/pool"
	reviewstore "yanlu/services/review/store"
)

// sat are the days of experts by call. Whoever was there or joined from afar when a panel meeting was held has its day,
// in Shanghai, once the minutes are signed; what was recorded by hand last stands in its place.
const sat = `
	select coalesce(h.call, s.call) as call, coalesce(h.person, s.person) as person, coalesce(h.day, s.day) as day, coalesce(s.share, 'day') as share,
		coalesce(h.meeting, '') as meeting, coalesce(w.name, '') as by, coalesce(s.recorded_at, h.signed) as at, coalesce(s.reason, '') as reason
	from (
		select m.parent as call, x.key as person, ((m.facts #>> '{meeting,opened_at}')::timestamptz at time zone 'Asia/Shanghai')::date as day,
			string_agg(m.title, '；' order by m.id) as meeting, min((m.facts #>> '{proceedings,signed_at}')::timestamptz) as signed
		from docket m, jsonb_each_text(m.facts #> '{proceedings,presence}') x
		where m.machine = 'meeting' and m.state = 'MINUTED' and x.value in ('present', 'remote') group by 1, 2, 3) h
	full join (select distinct on (call, person, day) * from expert_day order by call, person, day, id desc) s using (call, person, day)
	left join person w on w.id = s.recorded_by`

// settled is the condition under which the bureau may know who sat for a call c: nothing of it is under review or waits
// for its hand-over, since a list of who sat is a list of who reviewed.
var settled = `not exists (select 1 from docket p where p.machine = 'project' and p.parent = c.id
	and (p.state = 'UNDER_REVIEW' or not ` + reviewstore.Delivered("p") + `))`

// Settled says whether the bureau may know who sat for a call.
func Settled(ctx context.Context, q docket.Querier, call string) (yes bool, err error) {
	if err = q.QueryRow(ctx, "select "+settled+" from docket c where c.id = $1", call).Scan(&yes); err != nil {
		err = fmt.Errorf("pool: settled: %w", err)
	}
	return yes, err
}

// Said is what somebody says of the days of a call by hand, by person.
type Said struct {
	Call, By, Reason string
	At               time.Time
	Days             map[string][]pool.Day
}

// RecordDays keeps what was said beside what was said before, which no longer holds. It counts how many days were of people whom the call knows:
// experts of the pool, and whoever sat in a meeting of it.
func RecordDays(ctx context.Context, tx pgx.Tx, s Said) (int, error) {
	n := 0
	for person, list := range s.Days {
		for _, d := range list {
			tag, err := tx.Exec(ctx, `insert into expert_day (call, person, day, share, reason, recorded_by, recorded_at)
				select $1, p.id, $3::text::date, $4, $5, $6, $7 from person p where p.id = $2
				and (exists (select 1 from expert e where e.person = p.id) or exists (select 1 from (`+sat+`) x where x.call = $1 and x.person = p.id))`,
				s.Call, person, d.Day, d.Share, s.Reason, s.By, s.At)
			if err != nil {
				return 0, fmt.Errorf("pool: days: %w", err)
			}
			n += int(tag.RowsAffected())
		}
	}
	return n, nil
}
