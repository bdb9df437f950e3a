// Package line lays what calibration says of a call's scores beside its statutory
// list: figure, interval, expected rank, and the probability that an application
// belongs above the money line.
//
// It guarantees that the list is the statutory one, row by row and figure by
// figure, and that the same scores and rules give the same answer. It refuses to
// change, order or judge anything by what it adds: that is for people to see.
package line

import (
	"context"
	"crypto/sha256"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"slices"

	"github.com/shopspring/decimal"

	"yanlu/services/docket"
	"yanlu/services/policy"
	"yanlu/services/programme"
	programmestore "yanlu/services/programme/store"
	"yanlu/services/review"
	reviewact "yanlu/services/review/act"
	"yanlu/services/review/calibrate"
	meetingstore "yanlu/services/review/meeting/store"
	"yanlu/services/review/store"
)

// Rule is the rule rev.calibrate: the gates, how often to draw, and what happens at the money line.
type Rule struct {
	calibrate.Gates
	Order calibrate.Order `json:"order"`
	Draws int             `json:"draws"`
}

// draws is how often to draw where a pack has no such rule.
const draws = 4000

// RuleOf reads the rule of a pack; a pack without it gets the measured defaults.
func RuleOf(pack *policy.Pack) (Rule, error) {
	rule, err := reviewact.Value[Rule](pack, "rev.calibrate")
	var missing *policy.RuleMissing
	if errors.As(err, &missing) {
		return Rule{Gates: calibrate.DefaultGates(), Order: calibrate.StopAtFirst, Draws: draws}, nil
	}
	return rule, err
}

// Row is a place on the statutory list and what calibration says beside it.
type Row struct {
	review.Place
	Closed    bool // its round is closed; before, the aggregate is provisional
	Tied      bool // another row has the same aggregate
	Dispersed bool // rev.score.dispersion_flag: ask the chair or invite another expert
	Odd       bool // one of its scores fits neither the others nor its reviewer's
	Calibrated
}

// Calibrated is what calibration says of a row; Estimate is nil where the scores
// say nothing of their own uncertainty. None of it is exact.
type Calibrated struct {
	Figure   *float64 // score points
	Estimate *calibrate.Estimate
	TossUp   bool
}

// Panel is the list of a call with the method that the gates chose for it.
type Panel struct {
	Rows        []Row
	EnvelopeFen int64
	Above       int // rows above the money line
	Choice      *calibrate.Choice
	Rule        Rule // the gates it was chosen by
	Waiting     int  // applications under review that have no figure yet
}

// Closed is the list of what was handed over: the statutory list as RankList shows it.
func Closed(ctx context.Context, q docket.Querier, book *programmestore.Book, call *docket.Record) (Panel, error) {
	places, terms, err := reviewact.RankList(ctx, q, book, call, false)
	if err != nil {
		return Panel{}, err
	}
	return beside(ctx, q, book, terms, places, nil)
}

// Running is the list of everything that has a figure, closed or not: the agency's.
func Running(ctx context.Context, q docket.Querier, book *programmestore.Book, call *docket.Record) (Panel, error) {
	places, terms, err := reviewact.RankList(ctx, q, book, call, true)
	if err != nil {
		return Panel{}, err
	}
	entries := make([]review.Entry, 0, len(places))
	for _, p := range places {
		entries = append(entries, p.Entry)
	}
	open, waiting, pass, err := provisional(ctx, q, book, call)
	if err != nil {
		return Panel{}, err
	}
	provisionally := map[string]bool{}
	for _, e := range open {
		provisionally[e.Docket] = true
	}
	if pass != nil {
		places = review.Rank(append(entries, open...), *pass)
	}
	out, err := beside(ctx, q, book, terms, places, provisionally)
	out.Waiting = waiting
	return out, err
}

// provisional are the applications whose opinions are all in and whose round is still open.
func provisional(ctx context.Context, q docket.Querier, book *programmestore.Book, call *docket.Record) (out []review.Entry, waiting int, pass *decimal.Decimal, err error) {
	ids, err := meetingstore.UnderReview(ctx, q, call.ID)
	if err != nil || len(ids) == 0 {
		return nil, 0, nil, err
	}
	projects, err := meetingstore.Projects(ctx, q, ids)
	if err != nil {
		return nil, 0, nil, err
	}
	rounds, err := meetingstore.Rounds(ctx, q, projects)
	if err != nil {
		return nil, 0, nil, err
	}
	hosts, err := meetingstore.Hosts(ctx, q, ids)
	if err != nil {
		return nil, 0, nil, err
	}
	for _, p := range projects {
		f, err := reviewact.FrameOf(ctx, q, book, p, call)
		if err != nil {
			return nil, 0, nil, err
		}
		o, err := f.Provisional(rounds[p.ID])
		if err != nil {
			return nil, 0, nil, err
		}
		line, _, err := f.Pass()
		if err != nil {
			return nil, 0, nil, err
		}
		pass = &line.FundLine
		if o.Aggregate == "" {
			waiting++
			continue
		}
		e, err := entryOf(p, o, hosts[p.ID])
		if err != nil {
			return nil, 0, nil, err
		}
		out = append(out, e)
	}
	return out, waiting, pass, nil
}

func entryOf(p *docket.Record, o review.Outcome, host string) (review.Entry, error) {
	var intake struct {
		Receipt      string `json:"receipt"`
		RequestedFen int64  `json:"requested_fen"`
	}
	if err := p.Section("intake", &intake); err != nil {
		return review.Entry{}, err
	}
	aggregate, err := decimal.NewFromString(o.Aggregate)
	return review.Entry{
		Docket: p.ID, Title: p.Parties().Title, Host: host, State: string(p.State), Receipt: intake.Receipt,
		Aggregate: aggregate, Valid: o.Valid, RequestedFen: intake.RequestedFen, Short: o.Short, Advised: o.Advised, AdviceFen: o.AdviceFen,
	}, err
}

// beside lays the calibrated figures beside the places of a list.
func beside(ctx context.Context, q docket.Querier, book *programmestore.Book, terms programme.Terms, places []review.Place, provisional map[string]bool) (Panel, error) {
	out := Panel{EnvelopeFen: terms.EnvelopeFen, Rows: make([]Row, 0, len(places))}
	pack, err := book.Pack(ctx, terms.PackHash)
	if err != nil {
		return out, err
	}
	money, err := reviewact.MoneyOf(pack, terms)
	if err != nil {
		return out, err
	}
	review.MarkAbove(places, money)
	var ids []string
	count := map[int]int{}
	for _, p := range places {
		ids, count[p.Rank] = append(ids, p.Docket), count[p.Rank]+1
		out.Rows = append(out.Rows, Row{Place: p, Closed: !provisional[p.Docket]})
		if p.Above {
			out.Above++
		}
	}
	if len(ids) == 0 {
		return out, nil
	}
	scores, err := store.ValidScores(ctx, q, ids)
	if err != nil {
		return out, err
	}
	limits, err := reviewact.Value[review.Dispersion](pack, "rev.score.dispersion_flag")
	if err != nil {
		return out, err
	}
	totals, err := totalsOf(scores)
	if err != nil {
		return out, err
	}
	for i := range out.Rows {
		row := &out.Rows[i]
		row.Tied, row.Dispersed = count[row.Rank] > 1, limits.Flag(totals[row.Docket])
	}
	rule, err := RuleOf(pack)
	if err != nil {
		return out, err
	}
	err = calibrated(&out, scores, rule, money)
	return out, err
}

func totalsOf(scores []store.Valid) (map[string][]decimal.Decimal, error) {
	out := map[string][]decimal.Decimal{}
	for _, s := range scores {
		total, err := decimal.NewFromString(s.Total)
		if err != nil {
			return nil, fmt.Errorf("line: total of %s: %w", s.Project, err)
		}
		out[s.Project] = append(out[s.Project], total)
	}
	return out, nil
}

// calibrated fits the scores of the rows and writes what the fit says into them.
func calibrated(out *Panel, scores []store.Valid, rule Rule, money calibrate.Money) error {
	input := make([]calibrate.Score, 0, len(scores))
	scored := map[string]bool{}
	for _, s := range scores {
		total, err := decimal.NewFromString(s.Total)
		if err != nil {
			return fmt.Errorf("line: total of %s: %w", s.Project, err)
		}
		input = append(input, calibrate.Score{Proposal: s.Project, Reviewer: s.Reviewer, Value: total.InexactFloat64()})
		scored[s.Project] = true
	}
	if len(input) == 0 || slices.ContainsFunc(out.Rows, func(r Row) bool { return !scored[r.Docket] }) {
		return nil // a figure without scores behind it, such as an imported one: nothing to calibrate
	}
	apps := make([]calibrate.Application, 0, len(out.Rows))
	for _, r := range out.Rows {
		apps = append(apps, calibrate.Application{
			Proposal: r.Docket, Statutory: r.Aggregate.StringFixed(review.Places), Receipt: r.Receipt, RequestedFen: r.RequestedFen, Barred: r.BelowLine,
		})
	}
	panel, err := calibrate.NewPanel(input)
	if err != nil {
		return err
	}
	fit := calibrate.Choose(panel, rule.Gates)
	lines, err := fit.Lines(apps, money, calibrate.Draws{N: rule.Draws, Seed: seed(scores, apps, money, rule)}, rule.Gates)
	if err != nil {
		return err
	}
	out.Choice, out.Rule = &fit.Choice, rule
	byProposal := map[string]calibrate.Line{}
	for _, l := range lines {
		byProposal[l.Proposal] = l
	}
	for i := range out.Rows {
		row := &out.Rows[i]
		l := byProposal[row.Docket]
		row.Figure, row.Estimate = &l.Figure, l.Estimate
		row.TossUp, row.Odd = slices.Contains(l.Flags, calibrate.TossUp), slices.Contains(l.Flags, calibrate.OddScore)
	}
	return nil
}

// seed is drawn from all that the answer depends on, so that nobody chooses it and everybody can repeat it.
func seed(parts ...any) uint64 {
	raw, err := json.Marshal(parts)
	if err != nil {
		panic(err) // plain values
	}
	sum := sha256.Sum256(raw)
	return binary.BigEndian.Uint64(sum[:8])
}
