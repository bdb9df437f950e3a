package rpc_test

import (
	"context"
	"errors"
	"net"
	"strings"
	"testing"

	"google.golang.org/grpc"
	"google.golang.org/grpc/credentials/insecure"
	"google.golang.org/grpc/test/bufconn"
	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/proto"

	docketv1 "yanlu/proto/gen/yanlu/docket/v1"
	reviewv1 "yanlu/proto/gen/yanlu/review/v1"
	"yanlu/services/docket"
	dockrpc "yanlu/services/docket/rpc"
	"yanlu/services/identity"
	"yanlu/services/lifecycle"
	"yanlu/services/platform/problem"
	"yanlu/services/review/reviewtest"
	"yanlu/services/review/rpc"
)

const amount = 20_000_000

// service is the real server over a World, called as different people. Refusals
// come back as they left the server, before any transport wraps them.
type service struct {
	*reviewtest.World
	client  reviewv1.ReviewServiceClient
	caller  docket.Actor
	refusal error
}

func serve(t *testing.T) *service {
	t.Helper()
	s := &service{World: reviewtest.New(t, amount)}
	server := grpc.NewServer(grpc.UnaryInterceptor(func(ctx context.Context, req any, _ *grpc.UnaryServerInfo, next grpc.UnaryHandler) (any, error) {
		c := identity.Caller{Person: s.caller.Person}
		for _, x := range s.caller.Capacities {
			c.Grants = append(c.Grants, identity.Grant{Role: x.Role, Org: x.Org})
		}
		var out any
		out, s.refusal = next(identity.WithCaller(ctx, c), req)
		return out, s.refusal
	}))
	reviewv1.RegisterReviewServiceServer(server, &rpc.Server{Carrier: &dockrpc.Carrier{Door: s.Door, View: &dockrpc.View{Door: s.Door}}, Book: s.Book})
	pipe := bufconn.Listen(1 << 20)
	go func() { _ = server.Serve(pipe) }()
	t.Cleanup(server.Stop)
	conn, err := grpc.NewClient("passthrough:///review", grpc.WithTransportCredentials(insecure.NewCredentials()),
		grpc.WithContextDialer(func(ctx context.Context, _ string) (net.Conn, error) { return pipe.DialContext(ctx) }))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = conn.Close() })
	s.client = reviewv1.NewReviewServiceClient(conn)
	return s
}

func (s *service) as(a docket.Actor) reviewv1.ReviewServiceClient {
	s.caller = a
	return s.client
}

// must ends the test on a refusal.
func must[T any](t *testing.T, v T, err error) T {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// throughRPC carries a round from the invitation to the hand-over by gRPC alone.
func (s *service) throughRPC(t *testing.T) {
	t.Helper()
	ctx := context.Background()
	s.Commission()
	_, err := s.as(reviewtest.Agency).AssignReview(ctx, &reviewv1.AssignReviewRequest{RequestId: "assign-it", Docket: s.Project, Reviewers: reviewtest.IDs(0, 1, 2, 3, 4)})
	must(t, 0, err)
	for n, need := range []string{"36", "50", "51", "52"} {
		id := s.Of(n).Record.ID
		_, err := s.as(reviewtest.Reviewer(n)).AcceptReview(ctx, &reviewv1.AcceptReviewRequest{RequestId: "accept-" + id, Docket: id, NoConflict: true, Confidential: true})
		must(t, 0, err)
		_, err = s.as(reviewtest.Reviewer(n)).Score(ctx, &reviewv1.ScoreRequest{RequestId: "scored-" + id, Docket: id, Scores: []*docketv1.CriterionScore{
			{Criterion: "NEED", Points: need, Comment: "需求清楚"}, {Criterion: "TEAM", Points: "30", Comment: "团队较强"},
		}, Comment: "方案可行，指标可测，预期效益明确。", Advice: "recommend"})
		must(t, 0, err)
	}
	id := s.Of(4).Record.ID
	_, err = s.as(reviewtest.Reviewer(4)).DeclineReview(ctx, &reviewv1.DeclineReviewRequest{RequestId: "decline-it", Docket: id, Reason: "load"})
	must(t, 0, err)
	receipt, err := s.as(reviewtest.Agency).CloseReview(ctx, &reviewv1.CloseReviewRequest{RequestId: "close-it", Docket: s.Project, Report: "建议立项。", Chair: reviewtest.ReviewerID(1)})
	if must(t, receipt, err).GetDocket().GetState() != string(lifecycle.Reviewed) {
		t.Fatalf("%v", receipt)
	}
}

// publish announces the award, so that the applicant may read the feedback.
func (s *service) publish() {
	for _, e := range []lifecycle.Event{"advise", "table"} {
		s.Must(lifecycle.ProjectMachine, s.Project, e, reviewtest.Officer, reviewtest.Given{})
	}
	s.Must(lifecycle.ProjectMachine, s.Project, "approve", reviewtest.Director,
		reviewtest.Given{"decision": map[string]any{"minutes": "1"}, "notice": map[string]any{"ends": reviewtest.Start}})
}

func TestFeedbackWaitsForThePublicNotice(t *testing.T) {
	t.Parallel()
	s := serve(t)
	ctx, req := context.Background(), &reviewv1.FeedbackRequest{Docket: s.Project}
	refused := func(by docket.Actor, reason string) {
		t.Helper()
		if _, err := s.as(by).Feedback(ctx, req); err == nil || problem.ReasonOf(s.refusal) != reason {
			t.Errorf("%s: want %s, got %v", by.Person, reason, s.refusal)
		}
	}
	for _, by := range []docket.Actor{reviewtest.Officer, reviewtest.Agency, reviewtest.PI} {
		refused(by, "FEEDBACK_NOT_YET") // nothing is closed
	}
	s.throughRPC(t)
	refused(reviewtest.PI, "FEEDBACK_NOT_YET")
	refused(reviewtest.Institution, "FEEDBACK_NOT_YET")
	for _, by := range []docket.Actor{reviewtest.Stranger, reviewtest.OtherAgency, reviewtest.Reviewer(0), reviewtest.Recommender} {
		refused(by, "NOT_FOUND")
	}
	read := func(by docket.Actor) {
		t.Helper()
		got, err := s.as(by).Feedback(ctx, req)
		if err != nil || got.GetAggregate() != "77.25" || len(got.GetOpinions()) != 4 || got.GetOpinions()[0].GetLabel() != "专家A" ||
			got.GetOpinions()[0].GetTotal() != "66" || len(got.GetOpinions()[0].GetScores()) != 2 {
			t.Errorf("%s: %v %v", by.Person, err, got)
		}
	}
	read(reviewtest.Officer)
	read(reviewtest.Agency)
	s.publish()
	read(reviewtest.PI)
	read(reviewtest.Institution)
}

// TestNoAnswerNamesAReviewer is invariant 11 over every reading method and every
// role that reads: neither a name nor an id of a reviewer leaves the server.
func TestNoAnswerNamesAReviewer(t *testing.T) {
	t.Parallel()
	s := serve(t)
	s.throughRPC(t)
	s.publish()
	ctx := context.Background()
	reads := map[string]func(reviewv1.ReviewServiceClient) (proto.Message, error){
		"GetRubric": func(c reviewv1.ReviewServiceClient) (proto.Message, error) {
			return c.GetRubric(ctx, &reviewv1.GetRubricRequest{Docket: s.Project})
		},
		"RankList": func(c reviewv1.ReviewServiceClient) (proto.Message, error) {
			return c.RankList(ctx, &reviewv1.RankListRequest{Call: s.Call})
		},
		"ReviewProgress": func(c reviewv1.ReviewServiceClient) (proto.Message, error) {
			return c.ReviewProgress(ctx, &reviewv1.ReviewProgressRequest{Docket: s.Project})
		},
		"Feedback": func(c reviewv1.ReviewServiceClient) (proto.Message, error) {
			return c.Feedback(ctx, &reviewv1.FeedbackRequest{Docket: s.Project})
		},
	}
	answers := 0
	for _, by := range []docket.Actor{reviewtest.PI, reviewtest.Institution, reviewtest.Officer, reviewtest.Director, reviewtest.Discipline, reviewtest.Agency, reviewtest.Stranger, reviewtest.Reviewer(0)} {
		for name, read := range reads {
			got, err := read(s.as(by))
			var text string
			if err == nil {
				answers++
				text = protojson.Format(got)
			} else {
				text = s.refusal.Error()
			}
			for n := range reviewtest.Reviewers {
				for _, secret := range []string{reviewtest.ReviewerID(n), reviewtest.ReviewerName(n)} {
					if strings.Contains(text, secret) {
						t.Errorf("%s tells %s of %s", name, by.Person, secret)
					}
				}
			}
		}
	}
	if answers != 4*4+2*2 { // the bureau and the agency read everything, applicants the rubric and the feedback
		t.Errorf("%d answers", answers)
	}
}

func TestRankList(t *testing.T) {
	t.Parallel()
	s := serve(t)
	ctx := context.Background()
	if empty, err := s.as(reviewtest.Officer).RankList(ctx, &reviewv1.RankListRequest{Call: s.Call}); err != nil || len(empty.GetRows()) != 0 {
		t.Fatalf("%v %v", empty, err)
	}
	s.throughRPC(t)
	other := s.Apply("智慧农业传感器", 30_000_000, "R-0002")
	got, err := s.as(reviewtest.Agency).RankList(ctx, &reviewv1.RankListRequest{Call: s.Call})
	rows := must(t, got, err).GetRows()
	if len(rows) != 1 || got.GetEnvelopeFen() != 90_000_000 {
		t.Fatalf("%v", got)
	}
	r := rows[0]
	if r.GetDocket() != s.Project || r.GetRank() != 1 || r.GetAggregate() != "77.25" || r.GetValid() != 4 || r.GetBelowLine() || r.GetHost() != "单位host" ||
		r.GetRequestedFen() != amount || r.GetCumulativeFen() != amount || r.GetState() != "REVIEWED" || r.GetDocket() == other {
		t.Errorf("%v", r)
	}
	for _, by := range []docket.Actor{reviewtest.OtherAgency, reviewtest.PI, reviewtest.Institution, reviewtest.Reviewer(0), reviewtest.Stranger} {
		if _, err := s.as(by).RankList(ctx, &reviewv1.RankListRequest{Call: s.Call}); err == nil || problem.ReasonOf(s.refusal) != "NOT_FOUND" {
			t.Errorf("%s: %v", by.Person, s.refusal)
		}
	}
	if _, err := s.as(reviewtest.Officer).RankList(ctx, &reviewv1.RankListRequest{Call: s.Project}); err == nil {
		t.Error("an application has a rank list")
	}
}

func TestProgressCountsWithoutScores(t *testing.T) {
	t.Parallel()
	s := serve(t)
	s.Assign(0, 1, 2, 3, 4)
	s.Score(0, "50", "30")
	s.Accept(1)
	got, err := s.as(reviewtest.Officer).ReviewProgress(context.Background(), &reviewv1.ReviewProgressRequest{Docket: s.Project})
	counts := must(t, got, err).GetCounts()
	if got.GetNeeded() != 5 || len(counts) != 3 || counts["SCORED"] != 1 || counts["ACCEPTED"] != 1 || counts["INVITED"] != 3 {
		t.Errorf("%v", got)
	}
	if strings.Contains(protojson.Format(got), "80") {
		t.Errorf("a score in %v", got)
	}
	for _, by := range []docket.Actor{reviewtest.PI, reviewtest.Institution, reviewtest.Reviewer(0), reviewtest.OtherAgency} {
		if _, err := s.as(by).ReviewProgress(context.Background(), &reviewv1.ReviewProgressRequest{Docket: s.Project}); err == nil {
			t.Errorf("%s reads the progress", by.Person)
		}
	}
}

func TestRubricOfAnApplicationAndOfAReview(t *testing.T) {
	t.Parallel()
	s := serve(t)
	s.Assign(0, 1, 2, 3, 4)
	own := s.Of(0).Record.ID
	for _, c := range []struct {
		by docket.Actor
		id string
		ok bool
	}{
		{reviewtest.Reviewer(0), own, true}, {reviewtest.PI, s.Project, true}, {reviewtest.Agency, own, true}, {reviewtest.Officer, s.Project, true},
		{reviewtest.Reviewer(1), own, false}, {reviewtest.PI, own, false}, {reviewtest.Stranger, s.Project, false}, {reviewtest.Officer, s.Call, false},
	} {
		got, err := s.as(c.by).GetRubric(context.Background(), &reviewv1.GetRubricRequest{Docket: c.id})
		if (err == nil) != c.ok {
			t.Errorf("%s: %v", c.by.Person, err)
			continue
		}
		if c.ok && (got.GetCode() != "plain" || got.GetPass() != "70" || got.GetCommentMinChars() != 10 || len(got.GetCriteria()) != 2 || got.GetCriteria()[0].GetWeight() != 60) {
			t.Errorf("%v", got)
		}
	}
}

// TestTheOtherVerbs takes the road of every verb that the round above did not need.
func TestTheOtherVerbs(t *testing.T) {
	t.Parallel()
	s := serve(t)
	s.Assign(0, 1, 2, 3, 4)
	ctx := context.Background()
	state := func(want lifecycle.State, r *docketv1.Receipt, err error) {
		t.Helper()
		if err != nil || r.GetDocket().GetState() != string(want) {
			t.Errorf("want %s, got %v %v", want, r.GetDocket().GetState(), err)
		}
	}
	s.Score(0, "50", "30")
	s.Accept(2)
	r, err := s.as(reviewtest.Agency).InvalidateScore(ctx, &reviewv1.InvalidateScoreRequest{RequestId: "invalidate", Docket: s.Of(0).Record.ID, Reason: "代评"})
	state(lifecycle.ReviewInvalidated, r, err)
	r, err = s.as(reviewtest.Agency).CancelReview(ctx, &reviewv1.CancelReviewRequest{RequestId: "cancel-it", Docket: s.Of(1).Record.ID, Reason: "因病"})
	state(lifecycle.ReviewCancelled, r, err)
	r, err = s.as(reviewtest.Reviewer(3)).Recuse(ctx, &reviewv1.RecuseRequest{RequestId: "recuse-it", Docket: s.Of(3).Record.ID, Ground: "近亲属"})
	state(lifecycle.ReviewRecused, r, err)
	r, err = s.as(reviewtest.Agency).RecordRecusal(ctx, &reviewv1.RecordRecusalRequest{RequestId: "record-it", Docket: s.Project, Reviewer: reviewtest.ReviewerID(4), Ground: "师生"})
	state(lifecycle.UnderReview, r, err)
	s.TurnTo(*s.Of(2).Work.Due)
	s.Must(lifecycle.ReviewMachine, s.Of(2).Record.ID, "run_late", docket.SystemActor, nil)
	r, err = s.as(reviewtest.Reviewer(2)).NoteLate(ctx, &reviewv1.NoteLateRequest{RequestId: "note-late", Docket: s.Of(2).Record.ID, Scores: []*docketv1.CriterionScore{
		{Criterion: "NEED", Points: "50"}, {Criterion: "TEAM", Points: "30"},
	}, Comment: "方案可行，指标可测，预期效益明确。", Advice: "recommend"})
	state(lifecycle.ReviewLate, r, err)
	r, err = s.as(reviewtest.Agency).FailQuorum(ctx, &reviewv1.FailQuorumRequest{RequestId: "fail-quorum", Docket: s.Project, Note: "无有效评分"})
	state(lifecycle.UnderReview, r, err)
	r, err = s.as(reviewtest.Agency).InviteMore(ctx, &reviewv1.InviteMoreRequest{RequestId: "invite-more", Docket: s.Project, Reviewers: reviewtest.IDs(5, 6, 7, 8, 9)})
	state(lifecycle.UnderReview, r, err)
	if _, err := s.as(reviewtest.Officer).InvalidateScore(ctx, &reviewv1.InvalidateScoreRequest{RequestId: "by-the-bureau", Docket: s.Of(5).Record.ID, Reason: "r"}); err == nil {
		t.Error("the bureau invalidated a score")
	}
	var law *lifecycle.Refusal
	if !errors.As(s.refusal, &law) {
		t.Errorf("%v", s.refusal)
	}
}
