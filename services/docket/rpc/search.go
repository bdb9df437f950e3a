package rpc

import (
	"context"
	"fmt"
	"strings"

	"github.com/jackc/pgx/v5"

	"yanlu/services/docket"
)

// rare is how many dockets a query may name before they are no longer looked up
// one by one: words that so many share are found soon in any order.
const rare = 2000

// Terms are the words of a query; all of them must be found.
func Terms(query string) []string { return strings.Fields(withoutNUL(query)) }

// Holds is the clause of an entry of search_entry that holds every term: the
// grams find it, the text decides.
func (c *Conditions) Holds(terms []string) string { return holds(c.Arg(terms)) }

// Says is Holds for an entry that is already at hand: the text alone decides.
func (c *Conditions) Says(terms []string) string { return says(c.Arg(terms)) }

func holds(n string) string {
	return fmt.Sprintf("grams @> (select grams_of(%s::text[])) and %s", n, says(n))
}

func says(n string) string {
	return fmt.Sprintf("plain like all ((select patterns_of(%s::text[]))::text[])", n)
}

// named is the clause of the dockets whose words hold every term, and one of the
// same dockets that they are counted by. Somebody who reads the whole record is
// answered from the words; somebody who reads a few dockets has those looked at.
func (c *Conditions) named(ctx context.Context, q docket.Querier, a docket.Actor, terms []string) (clause, counted string, err error) {
	everywhere := false
	if Wide(a) {
		if everywhere, err = Everywhere(ctx, q, terms); err != nil {
			return "", "", err
		}
	}
	if Wide(a) && !everywhere {
		ids, err := found(ctx, q, terms, rare+1)
		if err != nil {
			return "", "", err
		}
		if len(ids) <= rare {
			clause = "id = any(" + c.Arg(ids) + ")"
			return clause, clause, nil
		}
	}
	n := c.Arg(terms)
	clause = "(select " + says(n) + " from search_entry e where e.kind = 'docket' and e.id = docket.id)"
	switch {
	case everywhere:
		return clause, "(" + clause + ")", nil // told apart from what few dockets hold: counted up to rare, met at every step
	case !Wide(a):
		return clause, clause, nil
	}
	return clause, "id in (select e.id from search_entry e where e.kind = 'docket' and " + holds(n) + ")", nil
}

// common is the share of names from which on a query's words are met at every
// step: the grams would list most of the record before the first is looked at.
const common = "0.3"

// Everywhere guesses from a sample of one page in fifty whether so many names
// hold every term that looking from name to name finds them sooner than the grams.
func Everywhere(ctx context.Context, q docket.Querier, terms []string) (bool, error) {
	c := &Conditions{}
	sql := "select coalesce(avg(case when " + c.Says(terms) + " then 1 else 0 end), 0) > " + common + " from search_entry tablesample system (2) repeatable (1) where kind = 'docket'"
	var out bool
	if err := q.QueryRow(ctx, sql, c.args...).Scan(&out); err != nil {
		return false, fmt.Errorf("docket/rpc: search: %w", err)
	}
	return out, nil
}

func found(ctx context.Context, q docket.Querier, terms []string, most int) ([]string, error) {
	c := &Conditions{}
	sql := fmt.Sprintf("select id from search_entry where kind = 'docket' and %s limit %d", c.Holds(terms), most)
	rows, err := q.Query(ctx, sql, c.args...)
	if err != nil {
		return nil, fmt.Errorf("docket/rpc: search: %w", err)
	}
	ids, err := pgx.CollectRows(rows, pgx.RowTo[string])
	if err != nil {
		return nil, fmt.Errorf("docket/rpc: search: %w", err)
	}
	return ids, nil
}
