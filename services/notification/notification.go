// Package notification tells people inside the product what happened and what
// waits for them.
//
// It guarantees that a person is told of an event once, in Chinese and English,
// in the law's own words; that whoever's turn it is hears of it; and that nobody
// learns through it what they may not see: an applicant never reads a reviewer's
// name, and what happens to a review is told to the reviewer and the agency only.
// It refuses to know mail and telephones, and it decides nothing.
package notification

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"

	"yanlu/services/docket"
	"yanlu/services/lifecycle"
)

// Store is a pool or a transaction that may write.
type Store interface {
	docket.Querier
	Exec(ctx context.Context, sql string, args ...any) (pgconn.CommandTag, error)
}

// Deliver tells everyone whom the event concerns. It may be repeated: a person is
// told once of each (subject, seq). An event that is not on record is nobody's news.
func Deliver(ctx context.Context, s Store, subject string, seq int64) error {
	events, err := docket.Events(ctx, s, subject, seq-1, 1)
	if err != nil || len(events) == 0 || events[0].Seq != seq {
		return err
	}
	e := events[0]
	record, parent, err := docket.WithParent(ctx, s, subject)
	if err != nil {
		return err
	}
	told, err := recipients(ctx, s, e, record, parent)
	if err != nil || len(told) == 0 {
		return err
	}
	people, zh, en := make([]string, len(told)), make([]string, len(told)), make([]string, len(told))
	for i, r := range told {
		people[i] = r.person
		zh[i], en[i] = Sentence(e, record, r.turn)
	}
	_, err = s.Exec(ctx, `insert into notification (person, subject, seq, zh, en, at)
		select p.id, $1, $2, t.zh, t.en, $6 from unnest($3::text[], $4::text[], $5::text[]) as t (person, zh, en)
		join person p on p.id = t.person and p.disabled_at is null
		on conflict (person, subject, seq) where message is null do nothing`, subject, seq, people, zh, en, e.At)
	if err != nil {
		return fmt.Errorf("notification of %s #%d: %w", subject, seq, err)
	}
	return nil
}

type recipient struct {
	person string
	turn   bool // it is theirs to act
}

// concernsWriters are the events of a call that everybody with an open draft in it hears of.
var concernsWriters = []lifecycle.Event{"extend", "cancel", "remind_drafts"}

// recipients turns roles into people: by relation where the role has one, by
// grant where it stands for the bureau.
func recipients(ctx context.Context, q docket.Querier, e docket.Event, r, parent *docket.Record) ([]recipient, error) {
	turn, know := Audience(e)
	var out []recipient
	add := func(roles []lifecycle.Role, isTurn bool) error {
		for _, role := range roles {
			people, err := holders(ctx, q, e, role, r, parent)
			if err != nil {
				return err
			}
			for _, p := range people {
				if p != e.Person && !slices.ContainsFunc(out, func(x recipient) bool { return x.person == p }) {
					out = append(out, recipient{p, isTurn})
				}
			}
		}
		return nil
	}
	if err := add(turn, true); err != nil {
		return nil, err
	}
	if err := add(know, false); err != nil {
		return nil, err
	}
	if e.Machine != lifecycle.CallMachine || !slices.Contains(concernsWriters, e.Event) {
		return out, nil
	}
	writing, err := people(ctx, q, `select distinct pi from docket where parent = $1 and machine = 'project' and state = any($2) and pi is not null order by pi`,
		e.Subject, []string{string(lifecycle.Draft), string(lifecycle.UnitCheck)})
	for _, p := range writing {
		if !slices.ContainsFunc(out, func(x recipient) bool { return x.person == p }) {
			out = append(out, recipient{p, false})
		}
	}
	return out, err
}

// holders lists the people who stood in the role's relation to the record when the
// event came: those who hold the role, and colleagues who stand in for them.
func holders(ctx context.Context, q docket.Querier, e docket.Event, role lifecycle.Role, r, parent *docket.Record) ([]string, error) {
	p := r.Parties()
	switch role {
	case lifecycle.PI:
		return known(p.PI), nil
	case lifecycle.Writer:
		return p.Writers, nil
	case lifecycle.Reviewer:
		if r.Machine == lifecycle.LobbyMachine {
			return known(p.Reporter), nil
		}
		return append(known(p.Reviewer), r.Members()...), nil
	case lifecycle.Chair:
		return known(r.Chair()), nil
	case lifecycle.Institution:
		return granted(ctx, q, e.At, role, p.HostOrg)
	case lifecycle.Recommender:
		return granted(ctx, q, e.At, role, p.RecommenderOrg)
	case lifecycle.Demander:
		return granted(ctx, q, e.At, role, p.DemanderOrg)
	case lifecycle.Agency:
		return agencyHolders(ctx, q, e.At, r, parent)
	case lifecycle.System, lifecycle.Public:
		return nil, nil
	}
	return people(ctx, q, "select distinct person from grants_at($2) where role = $1 order by person", role, e.At)
}

// agencyHolders: the agency of the record, or of the call above it; a review's
// call is its application's.
func agencyHolders(ctx context.Context, q docket.Querier, at time.Time, r, parent *docket.Record) ([]string, error) {
	org := r.Parties().AgencyOrg
	if org == "" && parent != nil {
		org = parent.Parties().AgencyOrg
		if above := parent.Parties().Parent; org == "" && above != "" {
			call, err := docket.Get(ctx, q, above)
			if err != nil {
				return nil, err
			}
			org = call.Parties().AgencyOrg
		}
	}
	return granted(ctx, q, at, lifecycle.Agency, org)
}

func known(person string) []string {
	if person == "" {
		return nil
	}
	return []string{person}
}

func granted(ctx context.Context, q docket.Querier, at time.Time, role lifecycle.Role, org string) ([]string, error) {
	if org == "" {
		return nil, nil
	}
	return people(ctx, q, "select person from grants_at($3) where role = $1 and organisation = $2 order by person", role, org, at)
}

func people(ctx context.Context, q docket.Querier, sql string, args ...any) ([]string, error) {
	rows, err := q.Query(ctx, sql, args...)
	if err != nil {
		return nil, fmt.Errorf("notification: %w", err)
	}
	return pgx.CollectRows(rows, pgx.RowTo[string])
}
