package act

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"yanlu/services/docket"
	"yanlu/services/lifecycle"
	"yanlu/services/platform/problem"
	"yanlu/services/review"
	reviewact "yanlu/services/review/act"
	"yanlu/services/review/commission"
	"yanlu/services/review/commission/store"
)

// HandOver is the input of hand_over.
type HandOver struct{ Report string }

// handOver shows every result to the bureau, one way. What is handed over is
// fixed by the hash of the list of all panel reports.
func (r Rules) handOver(ctx context.Context, a *docket.Act) error {
	in := docket.Input[HandOver](a)
	if strings.TrimSpace(in.Report) == "" {
		return problem.Missing("report", "委托工作报告", "The report on the commission")
	}
	f, err := r.frame(ctx, a)
	if err != nil {
		return err
	}
	lines, err := store.Lines(ctx, a.Tx, a.Subject())
	if err != nil {
		return err
	}
	if n := unfinished(lines); n > 0 {
		return problem.New(problem.Precondition, "REVIEWS_UNFINISHED", fmt.Sprintf("还有%d个项目未完成评审", n), fmt.Sprintf("%d applications are not reviewed yet", n)).
			With("open", strconv.Itoa(n)).For(string(lifecycle.Agency))
	}
	list := make([]commission.Item, 0, len(lines))
	h := commission.Handover{At: &a.Now, Report: in.Report, Late: a.Now.After(*f.brief.Due)}
	for _, l := range lines {
		item := commission.Item{Application: l.Application, State: string(l.State)}
		if l.State == lifecycle.Reviewed {
			item.Report = hexOf(l.Report)
			h.Delivered++
			beside(a, docket.Command{Machine: lifecycle.ProjectMachine, Subject: l.Application, Event: "deliver_review", Input: reviewact.Deliver{By: a.Subject()}})
		} else {
			h.Gone++
		}
		list = append(list, item)
	}
	hash, err := a.Snapshot(commission.HandoverKind, map[string]any{"items": list})
	if err != nil {
		return err
	}
	h.Hash = hexOf(hash)
	a.Clear("commission", "remind_at")
	return a.Set("handover", h)
}

func unfinished(lines []store.Line) int {
	n := 0
	for _, l := range lines {
		if l.State == lifecycle.Accepted || l.State == lifecycle.UnderReview {
			n++
		}
	}
	return n
}

// Evaluate is the input of evaluate_agency.
type Evaluate struct {
	Scores  []review.Score
	Comment string
}

// evaluate scores the agency by the rubric of the pack; the figures of the record are kept beside the points.
func (r Rules) evaluate(ctx context.Context, a *docket.Act) error {
	in := docket.Input[Evaluate](a)
	if strings.TrimSpace(in.Comment) == "" {
		return problem.Missing("comment", "考核意见", "A comment")
	}
	f, err := r.frame(ctx, a)
	if err != nil {
		return err
	}
	rubric, ok := f.pack.Rubric(commission.Rubric)
	if !ok {
		return fmt.Errorf("commission: pack %s has no rubric %q", f.pack.Name(), commission.Rubric)
	}
	e, err := commission.Evaluate(rubric, in.Scores)
	if err != nil {
		return err
	}
	figures, err := store.Record(ctx, a.Tx, a.Subject())
	if err != nil {
		return err
	}
	e.Comment, e.At, e.Figures = strings.TrimSpace(in.Comment), &a.Now, figures.Say()
	if _, err := a.Snapshot("evaluation", e); err != nil {
		return err
	}
	return a.Set("evaluation", e)
}
