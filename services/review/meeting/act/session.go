package act

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/shopspring/decimal"

	"yanlu/services/docket"
	"yanlu/services/lifecycle"
	"yanlu/services/platform/problem"
	"yanlu/services/review"
	reviewact "yanlu/services/review/act"
	"yanlu/services/review/meeting"
	"yanlu/services/review/meeting/store"
	reviewstore "yanlu/services/review/store"
)

// MarkPresence is the input of mark_presence; Presence is present, remote or absent.
type MarkPresence struct{ Person, Presence string }

// Item is the input of take_item.
type Item struct{ Item string }

// RecuseItem is the input of recuse_item.
type RecuseItem struct{ Item, Ground, Evidence string }

// NoteItem is the input of note_item: the caller's whole note of an item; empty takes it away.
type NoteItem struct{ Item, Text string }

// SetConsensus is the input of set_consensus. Score is a decimal in score points.
type SetConsensus struct{ Item, Score, Reason string }

// RankItems is the input of rank_items; Version is the one that was seen.
type RankItems struct {
	Order   []string
	Version int
}

func markPresence(_ context.Context, a *docket.Act) error {
	in := docket.Input[MarkPresence](a)
	c, _, err := store.Sections(a.Record)
	if err != nil {
		return err
	}
	if err := c.Member("person", in.Person); err != nil {
		return err
	}
	if !slices.Contains(meeting.Presences, in.Presence) {
		return problem.Missing("presence", "到会情况（到会、线上或缺席）", "One of present, remote or absent")
	}
	return a.Set("proceedings", meeting.Proceedings{Presence: map[string]string{in.Person: in.Presence}})
}

// recuseItem keeps the member out of an item at once and enters the conflict into
// the register. An unfinished review of it ends beside; a score that was given is
// for the agency to take out of the count (expert_recused), and the minutes wait for it.
func recuseItem(ctx context.Context, a *docket.Act) error {
	in := docket.Input[RecuseItem](a)
	if strings.TrimSpace(in.Ground) == "" {
		return problem.Missing("ground", "回避情形", "The ground")
	}
	c, p, err := store.Sections(a.Record)
	if err != nil {
		return err
	}
	if err := c.On(in.Item); err != nil {
		return err
	}
	if p.Recused(in.Item, a.Person()) {
		return problem.New(problem.Precondition, "RECUSED_ALREADY", "您已回避该项目", "You have stepped aside from this item already")
	}
	if err := reviewstore.RecordConflict(ctx, a.Tx, in.Item, a.Person(), in.Ground, in.Evidence, a.Now); err != nil {
		return err
	}
	projects, err := store.Projects(ctx, a.Tx, []string{in.Item})
	if err != nil {
		return err
	}
	rounds, err := store.Rounds(ctx, a.Tx, projects)
	if err != nil {
		return err
	}
	for _, i := range rounds[in.Item] {
		if i.Reviewer() == a.Person() && review.Open(i.Record.State) {
			a.Also(docket.Command{
				Machine: lifecycle.ReviewMachine, Subject: i.Record.ID, Event: "recuse", Input: reviewact.Recuse{Ground: in.Ground, Evidence: in.Evidence},
				Actor: docket.Actor{Person: a.Person(), Capacities: []docket.Capacity{a.By}},
			})
		}
	}
	return a.Set("proceedings", meeting.Proceedings{Recusals: map[string]map[string]meeting.Recusal{in.Item: {a.Person(): {Ground: in.Ground, At: a.Now}}}})
}

// free reads the meeting for an act on an item, and refuses whoever stepped aside
// from it or has a conflict with it on record (ITEM_RECUSED).
func free(ctx context.Context, a *docket.Act, item string) (meeting.Convened, meeting.Proceedings, error) {
	c, p, err := store.Sections(a.Record)
	if err != nil {
		return c, p, err
	}
	if err := c.On(item); err != nil {
		return c, p, err
	}
	aside, err := Aside(ctx, a.Tx, a.Record, a.Person())
	if err == nil && aside[item] {
		err = problem.New(problem.Denied, "ITEM_RECUSED", "您已回避该项目，不能参与该项目的讨论和评议", "You have stepped aside from this item and take no part in it").
			For(string(lifecycle.Agency))
	}
	return c, p, err
}

// Aside lists the items of a meeting that a person keeps out of: stepped aside, or in conflict by the register.
func Aside(ctx context.Context, q docket.Querier, r *docket.Record, person string) (map[string]bool, error) {
	c, p, err := store.Sections(r)
	if err != nil {
		return nil, err
	}
	found, err := store.Conflicted(ctx, q, person, c.Agenda)
	if err != nil {
		return nil, err
	}
	out := map[string]bool{}
	for _, item := range c.Agenda {
		if p.Recused(item, person) || slices.Contains(found, item) {
			out[item] = true
		}
	}
	return out, nil
}

// takeItem says which item is discussed. Whoever keeps out of it may still call it up: they leave the room.
func takeItem(_ context.Context, a *docket.Act) error {
	in := docket.Input[Item](a)
	c, p, err := store.Sections(a.Record)
	if err != nil {
		return err
	}
	if err := c.On(in.Item); err != nil {
		return err
	}
	if _, before := p.Taken[in.Item]; !before {
		if err := a.Set("proceedings", meeting.Proceedings{Taken: map[string]time.Time{in.Item: a.Now}}); err != nil {
			return err
		}
	}
	return a.Set("meeting", meeting.Convened{Current: in.Item})
}

func noteItem(ctx context.Context, a *docket.Act) error {
	in := docket.Input[NoteItem](a)
	if _, _, err := free(ctx, a, in.Item); err != nil {
		return err
	}
	note := map[string]map[string]meeting.Note{in.Item: {a.Person(): {Text: strings.TrimSpace(in.Text), At: a.Now}}}
	return a.Set("proceedings", meeting.Proceedings{Notes: note})
}

// setConsensus records the score the panel agreed on beside the individual ones.
func (r Rules) setConsensus(ctx context.Context, a *docket.Act) error {
	in := docket.Input[SetConsensus](a)
	if strings.TrimSpace(in.Reason) == "" {
		return problem.Missing("reason", "合议理由", "A reason")
	}
	c, p, err := free(ctx, a, in.Item)
	if err != nil {
		return err
	}
	projects, err := store.Projects(ctx, a.Tx, []string{in.Item})
	if err != nil {
		return err
	}
	if err := settled(ctx, a, projects); err != nil {
		return err
	}
	if err := r.quorate(ctx, a, p, projects); err != nil {
		return err
	}
	if err := p.Visited(c.Mode, in.Item, projects[0].Parties().Title); err != nil {
		return err
	}
	f, err := reviewact.FrameOf(ctx, a.Tx, r.Book, projects[0], a.Parent)
	if err != nil {
		return err
	}
	rubric, err := f.Rubric()
	if err != nil {
		return err
	}
	var most int64
	for _, criterion := range rubric.Criteria {
		most += int64(criterion.W)
	}
	score, err := decimal.NewFromString(strings.TrimSpace(in.Score))
	if err != nil || score.IsNegative() || score.GreaterThan(decimal.NewFromInt(most)) || score.Exponent() < -review.Places {
		return problem.New(problem.Invalid, "SCORE_OUT_OF_RANGE", fmt.Sprintf("合议分须为0至%d分，最多%d位小数", most, review.Places), fmt.Sprintf("The consensus is 0 to %d points with at most %d decimal places", most, review.Places)).
			At("score", fmt.Sprintf("0至%d分", most), fmt.Sprintf("0 to %d", most))
	}
	found := meeting.Consensus{Score: score.StringFixed(review.Places), Reason: strings.TrimSpace(in.Reason), At: a.Now}
	return a.Set("proceedings", meeting.Proceedings{Consensus: map[string]meeting.Consensus{in.Item: found}})
}

// settled refuses while opinions on the applications are still open (REVIEWS_OPEN).
func settled(ctx context.Context, a *docket.Act, projects []*docket.Record) error {
	rounds, err := store.Rounds(ctx, a.Tx, projects)
	if err != nil {
		return err
	}
	n := 0
	for _, items := range rounds {
		for _, i := range items {
			if review.Open(i.Record.State) {
				n++
			}
		}
	}
	if n == 0 {
		return nil
	}
	return problem.New(problem.Precondition, "REVIEWS_OPEN", fmt.Sprintf("还有%d份评审未完成", n), fmt.Sprintf("%d reviews are still open", n)).
		With("open", strconv.Itoa(n)).For(string(lifecycle.Reviewer), string(lifecycle.Agency))
}

// rankItems keeps the order. A chair who keeps out of an item does not place it: the agency does.
func rankItems(ctx context.Context, a *docket.Act) error {
	in := docket.Input[RankItems](a)
	c, p, err := store.Sections(a.Record)
	if err != nil {
		return err
	}
	aside, err := Aside(ctx, a.Tx, a.Record, a.Person())
	if err != nil {
		return err
	}
	if len(aside) > 0 {
		return problem.New(problem.Denied, "RANK_RECUSED", "您已回避其中的项目，排序由评审机构办理", "You keep out of an item of the list: the agency ranks it").
			For(string(lifecycle.Agency))
	}
	if err := c.Reorder(p, in.Order, in.Version); err != nil {
		return err
	}
	return a.Set("proceedings", meeting.Proceedings{Order: in.Order, OrderVersion: p.OrderVersion + 1})
}
