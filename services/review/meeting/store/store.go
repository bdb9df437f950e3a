// Package store reads what a panel meeting is judged and shown by: the
// applications on its agenda with the reviews of their running rounds, and
// recorded conflicts.
//
// It guarantees one read for a whole agenda. It refuses to judge and to write.
package store

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"

	"github.com/jackc/pgx/v5"

	"yanlu/services/docket"
	"yanlu/services/lifecycle"
	"yanlu/services/platform/problem"
	"yanlu/services/review"
	"yanlu/services/review/meeting"
	reviewstore "yanlu/services/review/store"
)

// MinutesKind is the kind of the snapshot that signed minutes are.
const MinutesKind = "meeting_minutes"

// Sections reads both sections of a meeting.
func Sections(r *docket.Record) (c meeting.Convened, p meeting.Proceedings, err error) {
	if err = r.Section("meeting", &c); err == nil {
		err = r.Section("proceedings", &p)
	}
	return c, p, err
}

// UnderReview lists a call's applications under review, in the order of their receipts.
func UnderReview(ctx context.Context, q docket.Querier, call string) ([]string, error) {
	rows, err := q.Query(ctx, `select id from docket where machine = 'project' and parent = $1 and state = $2
		order by facts #>> '{intake,receipt}', id`, call, lifecycle.UnderReview)
	if err != nil {
		return nil, fmt.Errorf("meeting: under review: %w", err)
	}
	return pgx.CollectRows(rows, pgx.RowTo[string])
}

// Projects reads applications by id, in the order given; one that is unknown is left out.
func Projects(ctx context.Context, q docket.Querier, ids []string) ([]*docket.Record, error) {
	found, err := docket.Select(ctx, q, "where machine = 'project' and id = any($1)", ids)
	if err != nil {
		return nil, fmt.Errorf("meeting: projects: %w", err)
	}
	byID := map[string]*docket.Record{}
	for _, r := range found {
		byID[r.ID] = r
	}
	out := make([]*docket.Record, 0, len(ids))
	for _, id := range ids {
		if r := byID[id]; r != nil {
			out = append(out, r)
		}
	}
	return out, nil
}

// Rounds lists, by application, the reviews of its running round in the order of their labels.
func Rounds(ctx context.Context, q docket.Querier, projects []*docket.Record) (map[string][]reviewstore.Item, error) {
	round := map[string]int{}
	ids := make([]string, 0, len(projects))
	for _, p := range projects {
		var o review.Outcome
		if err := p.Section("review", &o); err != nil {
			return nil, err
		}
		round[p.ID] = o.Round
		ids = append(ids, p.ID)
	}
	records, err := docket.Select(ctx, q, "where machine = 'review' and parent = any($1) order by parent, length(facts #>> '{review,label}'), facts #>> '{review,label}', id", ids)
	if err != nil {
		return nil, fmt.Errorf("meeting: reviews: %w", err)
	}
	out := map[string][]reviewstore.Item{}
	for _, r := range records {
		i := reviewstore.Item{Record: r}
		if err := r.Section("review", &i.Work); err != nil {
			return nil, err
		}
		if parent := r.Parties().Parent; i.Work.Round == round[parent] {
			out[parent] = append(out[parent], i)
		}
	}
	return out, nil
}

// Conflicted lists those of the applications with which a person has a conflict of interest on record.
func Conflicted(ctx context.Context, q docket.Querier, person string, projects []string) ([]string, error) {
	rows, err := q.Query(ctx, "select subject from conflict where person = $1 and subject = any($2) order by subject", person, projects)
	if err != nil {
		return nil, fmt.Errorf("meeting: conflicts: %w", err)
	}
	return pgx.CollectRows(rows, pgx.RowTo[string])
}

// Hosts names the host institutions of applications, by application.
func Hosts(ctx context.Context, q docket.Querier, projects []string) (map[string]string, error) {
	rows, err := q.Query(ctx, "select d.id, o.name from docket d join organisation o on o.id = d.host_org where d.id = any($1)", projects)
	if err != nil {
		return nil, fmt.Errorf("meeting: hosts: %w", err)
	}
	out := map[string]string{}
	var id, name string
	_, err = pgx.ForEachRow(rows, []any{&id, &name}, func() error { out[id] = name; return nil })
	return out, err
}

// Signed reads the minutes as they were signed, with their hash; false before.
func Signed(ctx context.Context, q docket.Querier, id string) (s meeting.Sheet, hash []byte, signed bool, err error) {
	var content string
	err = q.QueryRow(ctx, "select content, hash from snapshot where subject = $1 and kind = $2 order by seq desc limit 1", id, MinutesKind).Scan(&content, &hash)
	if errors.Is(err, pgx.ErrNoRows) {
		return s, nil, false, nil
	}
	if err == nil {
		err = json.Unmarshal([]byte(content), &s)
	}
	if err != nil {
		return s, nil, false, fmt.Errorf("meeting: minutes: %w", err)
	}
	return s, hash, true, nil
}

// Files reads attachments of a subject under a field, in the order given. One that is not there, or was removed, is refused (FILE_UNKNOWN).
func Files(ctx context.Context, q docket.Querier, subject, field string, ids []string) ([]meeting.File, error) {
	if len(ids) == 0 {
		return nil, nil
	}
	rows, err := q.Query(ctx, `select id, file_name, sha256 from attachment where subject = $1 and field = $2 and id = any($3) and removed_at is null`, subject, field, ids)
	if err != nil {
		return nil, fmt.Errorf("meeting: files: %w", err)
	}
	found, err := pgx.CollectRows(rows, pgx.RowToStructByPos[meeting.File])
	if err != nil {
		return nil, fmt.Errorf("meeting: files: %w", err)
	}
	out := make([]meeting.File, 0, len(ids))
	for _, id := range ids {
		n := slices.IndexFunc(found, func(f meeting.File) bool { return f.ID == id })
		if n < 0 {
			return nil, problem.New(problem.Invalid, "FILE_UNKNOWN", "所附文件不存在或已删除，请重新上传", "An attached file is not there or was removed; upload it again").At("files", "文件不存在", "no such file").With("file", id)
		}
		out = append(out, found[n])
	}
	return out, nil
}
