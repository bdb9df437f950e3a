package bureau_test

import (
	"bytes"
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	docketv1 "yanlu/proto/gen/yanlu/docket/v1"
	reviewv1 "yanlu/proto/gen/yanlu/review/v1"
	"yanlu/seeds"
	"yanlu/services/bureau/bureautest"
	"yanlu/services/docket"
	"yanlu/services/lifecycle"
	"yanlu/services/platform/problem"
	"yanlu/services/policy"
	"yanlu/services/review"
	reviewact "yanlu/services/review/act"
	"yanlu/services/review/reviewing/store"
	"yanlu/services/review/sheet"
)

func refused(t *testing.T, err error, reason string) {
	t.Helper()
	if problem.ReasonOf(err) != reason || len(problem.Of(err).Zh) == 0 {
		t.Errorf("want %s, got %v", reason, err)
	}
}

func accepting(token, request string) *reviewv1.AnswerInvitationRequest {
	return &reviewv1.AnswerInvitationRequest{RequestId: request, Token: token, Answer: &reviewv1.AnswerInvitationRequest_Accept{Accept: &reviewv1.AcceptInvitation{NoConflict: true, Confidential: true}}}
}

// A link answers one invitation, once, until its deadline, in its reviewer's name.
func TestALinkAnswersOneInvitationOnce(t *testing.T) {
	s := stageBlind(t, review.SingleBlind)
	ctx, desk := context.Background(), s.w.Desktop
	second, third := s.links[s.reviews[1]], s.links[s.reviews[2]]
	for name, token := range map[string]string{"cut": second[:len(second)-2], "swapped": s.reviews[2] + second[len(s.reviews[1]):], "nothing": "never.0.AAAA", "later": strings.Replace(second, ".t", ".u", 1), "empty": "."} {
		if name == "later" && token == second {
			continue
		}
		_, err := desk.GetInvitationByLink(ctx, &reviewv1.GetInvitationByLinkRequest{Token: token})
		refused(t, err, "LINK_INVALID")
		_, err = desk.AnswerInvitation(ctx, accepting(token, "request-"+name))
		refused(t, err, "LINK_INVALID")
	}
	offer, err := desk.GetInvitationByLink(ctx, &reviewv1.GetInvitationByLinkRequest{Token: second})
	if err != nil || offer.GetTitle() == "" || len(offer.GetTeam()) < 2 || offer.GetAgency() == "" || offer.GetLoad() != 0 {
		t.Fatal(err, offer)
	}
	for range 2 { // the same request is answered the same
		got, err := desk.AnswerInvitation(ctx, accepting(second, "request-second"))
		if err != nil || got.GetState() != "ACCEPTED" {
			t.Fatal(err, got)
		}
	}
	_, err = desk.AnswerInvitation(ctx, accepting(second, "request-again"))
	refused(t, err, "LINK_USED")
	_, err = desk.GetInvitationByLink(ctx, &reviewv1.GetInvitationByLinkRequest{Token: s.links[s.reviews[0]]})
	refused(t, err, "LINK_USED")
	events, err := docket.Events(ctx, s.w.Pool, s.reviews[1], 1, 1)
	if err != nil || events[0].Cause != store.ByLink || events[0].Person != "person-"+s.login(1) || events[0].Role != lifecycle.Reviewer {
		t.Errorf("%v %+v", err, events)
	}
	s.w.At(time.Unix(s.w.Due(s.reviews[2], "lapse_review").Unix()+1, 0))
	_, err = desk.AnswerInvitation(ctx, accepting(third, "request-third"))
	refused(t, err, "LINK_EXPIRED")
}

func TestLinksAreTheAgencysAlone(t *testing.T) {
	s := stageBlind(t, review.SingleBlind)
	for _, login := range []string{"linzhou", "suqing", s.login(1), "shenji"} {
		for _, id := range []string{s.project, s.call} {
			if _, err := s.w.Desktop.ListInvitationLinks(s.w.As(login), &reviewv1.ListInvitationLinksRequest{Docket: id}); err == nil {
				t.Errorf("%s lists links", login)
			}
		}
	}
	one, err := store.LinkSecret(t.Context(), s.w.Pool, time.Now())
	two, err2 := store.LinkSecret(t.Context(), s.w.Pool, time.Now())
	if err != nil || err2 != nil || !bytes.Equal(one, two) || len(one) != review.LinkSecretBytes {
		t.Error("the key is made once")
	}
}

// A draft is its reviewer's, version by version; another window's older one is refused.
func TestOpinionDrafts(t *testing.T) {
	s := stageBlind(t, review.SingleBlind)
	ctx, desk := s.w.As(s.login(0)), s.w.Desktop
	save := func(ctx context.Context, id string, version int64, comment string) (*reviewv1.OpinionDraft, error) {
		return desk.SaveOpinionDraft(ctx, &reviewv1.SaveOpinionDraftRequest{RequestId: "request-" + comment, Draft: &reviewv1.OpinionDraft{
			Docket: id, Version: version, Comment: comment, FundingFen: 12_300_000, Scores: []*docketv1.CriterionScore{{Criterion: "NEED", Points: "12."}},
		}})
	}
	d, err := save(ctx, s.reviews[0], 0, "first")
	if err != nil || d.GetVersion() != 1 || d.GetSavedAt() == nil {
		t.Fatal(err, d)
	}
	_, err = save(ctx, s.reviews[0], 0, "stale")
	refused(t, err, "DRAFT_STALE")
	_, err = save(s.w.As(s.login(1)), s.reviews[0], 1, "stranger")
	refused(t, err, "NOT_FOUND")
	_, err = save(s.w.As(s.login(1)), s.reviews[1], 0, "invited")
	refused(t, err, "NOT_EDITABLE")
	mine, err := desk.ListMyReviews(ctx, &reviewv1.ListMyReviewsRequest{})
	if err != nil || len(mine.GetReviews()) != 1 || len(mine.GetCalls()) != 1 || mine.GetCalls()[0].GetOpen() != 1 {
		t.Fatal(err, mine)
	}
	if mine.GetDailyLimit() < 1 || mine.GetSubmittedToday() != 0 {
		t.Errorf("today %d of %d", mine.GetSubmittedToday(), mine.GetDailyLimit())
	}
	if got := mine.GetReviews()[0].GetDraft(); got.GetComment() != "first" || got.GetFundingFen() != 12_300_000 || got.GetScores()[0].GetPoints() != "12." || !got.GetEditable() {
		t.Errorf("%v", got)
	}
}

// A filled sheet becomes drafts: good rows kept, bad ones reported, nobody else's touched.
func TestAFilledSheetBecomesDrafts(t *testing.T) {
	s := stageBlind(t, review.SingleBlind)
	s.w.Do(s.login(1), s.reviews[1], lifecycle.ReviewMachine, "accept_review", reviewact.AcceptReview{NoConflict: true, Confidential: true})
	pack, err := s.w.Book.Find(t.Context(), "fuling", seeds.Version)
	if err != nil {
		t.Fatal(err)
	}
	rubric, _ := pack.Rubric("application_development")
	var b bytes.Buffer
	rows := []sheet.Row{
		{Review: s.reviews[0], Title: "a", Opinion: review.Opinion{Comment: "评语", Scores: []review.Score{{Criterion: "NEED", Points: "11"}}}},
		{Review: s.reviews[1], Title: "another reviewer's", Opinion: review.Opinion{Comment: "不应写入"}},
	}
	if err := sheet.Write(&b, rubric, pack.Anchors, rows); err != nil {
		t.Fatal(err)
	}
	ctx := s.w.As(s.login(0))
	for n := range 2 {
		got, err := s.w.Desktop.ImportOpinionDrafts(ctx, &reviewv1.ImportOpinionDraftsRequest{RequestId: "request-import", File: b.Bytes()})
		if n == 0 && (err != nil || got.GetKept() != 1 || got.GetRows()[0].GetVersion() != 1 || len(got.GetRows()[1].GetFaults()) != 1) {
			t.Fatal(err, got)
		}
	}
	bad := broken(t, b.Bytes())
	got, err := s.w.Desktop.ImportOpinionDrafts(ctx, &reviewv1.ImportOpinionDraftsRequest{RequestId: "request-bad", File: bad})
	if err != nil || got.GetKept() != 0 || got.GetRows()[0].GetFaults()[0].GetField() != "scores.NEED" {
		t.Fatal(err, got)
	}
	d, err := docket.LatestDraft(t.Context(), s.w.Pool, s.reviews[1])
	if err != nil || d.Version != 0 {
		t.Errorf("another's draft: %v %v", d, err)
	}
}

func broken(t *testing.T, raw []byte) []byte {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(raw))
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(f.SetCellStr("评分表", "C2", "99"), f.RemoveRow("评分表", 3)); err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := f.Write(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// Judgements, quality and statistics, and who reads what of them.
func TestWhatIsKnownOfReviewsAfterwards(t *testing.T) {
	s := stage(t) // onMail is reviewed by five at 85 of each hundred; project is under review
	w, year := s.w, int32(bureautest.Start.In(policy.Shanghai).Year())
	reviewed := w.Reviews(s.onMail)[1].ID
	rate := func(login, id, request string) error {
		_, err := w.Desktop.RateOpinion(w.As(login), &reviewv1.RateOpinionRequest{RequestId: request, Docket: id, Usefulness: 3, Note: "n"})
		return err
	}
	for _, err := range []error{rate("pingheng", reviewed, "rate-agency-1"), rate("pingheng", reviewed, "rate-agency-1"), rate("linzhou", reviewed, "rate-officer")} {
		if err != nil {
			t.Fatal(err)
		}
	}
	refused(t, rate("pingheng", reviewed, "rate-agency-2"), "ALREADY_RATED")
	refused(t, rate("linzhou", s.reviews[0], "rate-early"), "OPINION_NOT_READABLE")
	refused(t, rate("hemiao", reviewed, "rate-applicant"), "NOT_FOUND")

	quality := func(login string) []*reviewv1.Quality {
		got, err := w.Desktop.ReviewerQuality(w.As(login), &reviewv1.ReviewerQualityRequest{})
		if err != nil {
			t.Fatal(err)
		}
		return got.GetRows()
	}
	for _, login := range []string{"pingheng", "linzhou", "zhengyan", "shenji"} {
		for _, q := range quality(login) {
			hidden := q.GetTooFew() && q.GetDistance() == "" && q.GetUsefulness() == "" && q.GetCommentChars() == ""
			if q.GetInvited() != 1 || q.GetScored() != 1 || q.GetOnTime() != "100" || hidden != (login == "linzhou") {
				t.Errorf("%s: %v", login, q)
			}
			if q.GetReviewer() == w.Get(reviewed).Parties().Reviewer && login == "pingheng" && (q.GetUsefulness() != "3.00" || q.GetJudged() != 2 || q.GetDistance() != "0.00") {
				t.Errorf("%v", q)
			}
		}
	}
	if len(quality("pingheng")) != 5 || len(quality("dingjian")) != 0 || len(quality("hemiao")) != 0 {
		t.Error("five reviewers had a round closed, none of another's agency")
	}
	mine := w.Get(reviewed).Parties().Reviewer
	if own := quality(mine[len("person-"):]); len(own) != 1 || own[0].GetReviewer() != mine || own[0].GetScored() != 1 || !own[0].GetTooFew() || own[0].GetDistance() != "" {
		t.Errorf("a reviewer reads %v", own)
	}
	got, err := w.Desktop.ReviewStatistics(w.As("linzhou"), &reviewv1.ReviewStatisticsRequest{Year: year})
	if err != nil || got.GetInvited() != 10 || got.GetApplications() != 2 || got.GetRoundsClosed() != 1 || got.GetDispersed() != 0 || got.GetTotal() == "" || len(got.GetDeclined()) != 3 {
		t.Fatal(err, got)
	}
	none, err := w.Desktop.ReviewStatistics(w.As("linzhou"), &reviewv1.ReviewStatisticsRequest{Year: year - 1})
	if err != nil || none.GetInvited() != 0 {
		t.Fatal(err, none)
	}
}
