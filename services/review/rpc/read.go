package rpc

import (
	"context"
	"slices"

	"github.com/shopspring/decimal"

	docketv1 "yanlu/proto/gen/yanlu/docket/v1"
	reviewv1 "yanlu/proto/gen/yanlu/review/v1"
	"yanlu/services/docket"
	dockrpc "yanlu/services/docket/rpc"
	"yanlu/services/lifecycle"
	"yanlu/services/platform/problem"
	"yanlu/services/policy"
	"yanlu/services/programme"
	"yanlu/services/review"
	"yanlu/services/review/act"
	"yanlu/services/review/store"
)

// Who may read what, beside standing in relation to the record.
var (
	progressReaders = []lifecycle.Role{lifecycle.Agency, lifecycle.Officer, lifecycle.Director, lifecycle.Discipline, lifecycle.Auditor}
	rankReaders     = append(slices.Clone(progressReaders), lifecycle.PartyGroup, lifecycle.LeadingGroup)
	rubricReaders   = append(slices.Clone(rankReaders), lifecycle.Finance, lifecycle.PI, lifecycle.Institution, lifecycle.Recommender, lifecycle.Reviewer)
	feedbackReaders = append(slices.Clone(progressReaders), lifecycle.PI, lifecycle.Institution)
)

// read finds a record for a caller who stands in relation to it in one of the
// roles; to anyone else it does not exist.
func (s *Server) read(ctx context.Context, id string, machine []lifecycle.Machine, roles []lifecycle.Role) (r, parent *docket.Record, in []lifecycle.Role, err error) {
	if r, parent, err = docket.WithParent(ctx, s.Door.Pool(), id); err != nil {
		return nil, nil, nil, err
	}
	for _, c := range docket.Relations(dockrpc.ActorOf(ctx), r, parent) {
		if slices.Contains(roles, c.Role) {
			in = append(in, c.Role)
		}
	}
	if len(in) == 0 || !slices.Contains(machine, r.Machine) {
		return nil, nil, nil, docket.NotFound(id)
	}
	return r, parent, in, nil
}

// GetRubric returns the scoring sheet of an application or a review. A stranger is told NOT_FOUND.
func (s *Server) GetRubric(ctx context.Context, req *reviewv1.GetRubricRequest) (*reviewv1.GetRubricResponse, error) {
	r, parent, _, err := s.read(ctx, req.GetDocket(), []lifecycle.Machine{lifecycle.ProjectMachine, lifecycle.ReviewMachine}, rubricReaders)
	if err != nil {
		return nil, err
	}
	f, err := act.FrameOf(ctx, s.Door.Pool(), s.Book, r, parent)
	if err != nil {
		return nil, err
	}
	rubric, err := f.Rubric()
	if err != nil {
		return nil, err
	}
	comments, err := f.Comments()
	if err != nil {
		return nil, err
	}
	pass, err := act.Value[review.PassRule](f.Pack, "rev.score.pass")
	if err != nil {
		return nil, err
	}
	out := &reviewv1.GetRubricResponse{Code: rubric.Code, Pass: pass.Line(rubric).String(), CommentMinChars: int32(comments.Overall),
		CommentMinCharsBelow: int32(comments.WhenBelow), BelowPercent: comments.BelowScore.String()}
	for _, c := range rubric.Criteria {
		out.Criteria = append(out.Criteria, &reviewv1.RubricCriterion{Code: c.Code, Zh: c.Zh, En: c.En, Weight: int32(c.W), Anchors: anchors(f.Pack, c)})
	}
	return out, nil
}

// anchors are what shares of a criterion's points mean, in its own points.
func anchors(pack *policy.Pack, c policy.Criterion) []*reviewv1.Anchor {
	var out []*reviewv1.Anchor
	for _, a := range pack.Anchors {
		points := decimal.NewFromInt(int64(c.W * a.At)).Div(decimal.NewFromInt(100))
		out = append(out, &reviewv1.Anchor{Points: points.String(), Zh: a.Zh, En: a.En})
	}
	return out
}

// RankList lists a call's reviewed applications by aggregate, to the bureau and to the agency of that call.
func (s *Server) RankList(ctx context.Context, req *reviewv1.RankListRequest) (*reviewv1.RankListResponse, error) {
	call, _, roles, err := s.read(ctx, req.GetCall(), []lifecycle.Machine{lifecycle.CallMachine}, rankReaders)
	if err != nil {
		return nil, err
	}
	places, terms, err := act.RankList(ctx, s.Door.Pool(), s.Book, call, slices.Contains(roles, lifecycle.Agency))
	if err != nil {
		return nil, err
	}
	pack, err := s.Book.Pack(ctx, terms.PackHash)
	if err != nil {
		return nil, err
	}
	rubric, _ := pack.Rubric(terms.Rubric)
	return rankList(places, terms, rubric), nil
}

func rankList(places []review.Place, terms programme.Terms, rubric policy.Rubric) *reviewv1.RankListResponse {
	out := &reviewv1.RankListResponse{EnvelopeFen: terms.EnvelopeFen}
	for _, p := range places {
		row := &reviewv1.RankRow{
			Rank: int32(p.Rank), Docket: p.Docket, Title: p.Title, Host: p.Host, Aggregate: p.Aggregate.StringFixed(review.Places), Valid: int32(p.Valid),
			BelowLine: p.BelowLine, State: p.State, RequestedFen: p.RequestedFen, CumulativeFen: p.CumulativeFen,
			AboveMoneyLine: p.Above, Advised: p.Advised,
		}
		if p.AdviceFen != nil {
			row.AdviceFen = *p.AdviceFen
		}
		for _, code := range p.Short {
			if c, ok := rubric.Criterion(code); ok {
				row.Short = append(row.Short, &reviewv1.RubricCriterion{Code: c.Code, Zh: c.Zh, En: c.En, Weight: int32(c.W)})
			}
		}
		out.Rows = append(out.Rows, row)
	}
	return out
}

// ReviewProgress counts the running round's reviews by state.
func (s *Server) ReviewProgress(ctx context.Context, req *reviewv1.ReviewProgressRequest) (*reviewv1.ReviewProgressResponse, error) {
	project, _, _, err := s.read(ctx, req.GetDocket(), []lifecycle.Machine{lifecycle.ProjectMachine}, progressReaders)
	if err != nil {
		return nil, err
	}
	var o review.Outcome
	if err := project.Section("review", &o); err != nil {
		return nil, err
	}
	all, err := store.Reviews(ctx, s.Door.Pool(), project.ID)
	if err != nil {
		return nil, err
	}
	out := &reviewv1.ReviewProgressResponse{Counts: map[string]int32{}, Needed: int32(o.Needed)}
	for _, i := range store.OfRound(all, o.Round) {
		out.Counts[string(i.Record.State)]++
	}
	return out, nil
}

// Feedback returns the opinions of the round closed last, under their labels:
// to the bureau and the agency once it is closed, to the applicant once the
// result has been told (FEEDBACK_NOT_YET before). An applicant who may answer them
// (rev.rebuttal) reads the comments before the result, without a point of the scores.
func (s *Server) Feedback(ctx context.Context, req *reviewv1.FeedbackRequest) (*reviewv1.FeedbackResponse, error) {
	project, _, roles, err := s.read(ctx, req.GetDocket(), []lifecycle.Machine{lifecycle.ProjectMachine}, feedbackReaders)
	if err != nil {
		return nil, err
	}
	var o review.Outcome
	if err := project.Section("review", &o); err != nil {
		return nil, err
	}
	whole := slices.ContainsFunc(roles, func(r lifecycle.Role) bool { return review.MayReadFeedback(r, project.State) })
	if !whole && !slices.ContainsFunc(roles, func(r lifecycle.Role) bool { return o.MayReadComments(r, project.State, s.Door.Now()) }) {
		return nil, notYet("评审意见在结果公布后反馈", "Opinions are fed back once the result has been announced")
	}
	if o.Withheld() && !slices.Contains(roles, lifecycle.Agency) {
		return nil, notYet("评审机构尚未移交评审结果", "The agency has not handed the result over yet")
	}
	report, closed, err := store.PanelReport(ctx, s.Door.Pool(), project.ID)
	if err != nil {
		return nil, err
	}
	if !closed {
		return nil, notYet("评审尚未结束，暂无评审意见", "The review is not closed yet; there are no opinions to show")
	}
	if !whole {
		return comments(report), nil
	}
	return feedback(report), nil
}

func notYet(zh, en string) error {
	return problem.New(problem.Precondition, "FEEDBACK_NOT_YET", zh, en).With("rule", "rev.feedback_to_applicant").For(string(lifecycle.Agency))
}

// comments are the words of a report alone.
func comments(p review.PanelReport) *reviewv1.FeedbackResponse {
	out := &reviewv1.FeedbackResponse{}
	for _, o := range p.Opinions {
		opinion := &reviewv1.Opinion{Label: o.Label, Comment: o.Comment}
		for _, s := range o.Scores {
			if s.Comment != "" {
				opinion.Scores = append(opinion.Scores, &docketv1.CriterionScore{Criterion: s.Criterion, Comment: s.Comment})
			}
		}
		out.Opinions = append(out.Opinions, opinion)
	}
	return out
}

func feedback(p review.PanelReport) *reviewv1.FeedbackResponse {
	out := &reviewv1.FeedbackResponse{Aggregate: p.Aggregate}
	for _, o := range p.Opinions {
		opinion := &reviewv1.Opinion{Label: o.Label, Comment: o.Comment, Total: o.Total, Advice: o.Advice}
		for _, s := range o.Scores {
			opinion.Scores = append(opinion.Scores, &docketv1.CriterionScore{Criterion: s.Criterion, Points: s.Points, Comment: s.Comment})
		}
		out.Opinions = append(out.Opinions, opinion)
	}
	return out
}
