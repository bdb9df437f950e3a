package bureau_test

import (
	"testing"

	reviewv1 "yanlu/proto/gen/yanlu/review/v1"
	"yanlu/services/bureau/bureautest"
	"yanlu/services/lifecycle"
	commissionact "yanlu/services/review/commission/act"
)

// No figure over reviews tells the bureau what they came to before the hand-over,
// and no row says who gave them; the agency reads its own at any time.
func TestFiguresWaitForTheHandOver(t *testing.T) {
	t.Parallel()
	s := drawnStage(t)
	figures := func(login string) (total string, scorers, paid int) {
		ctx := s.w.As(login)
		year, err := s.w.Desktop.ReviewStatistics(ctx, &reviewv1.ReviewStatisticsRequest{Year: int32(bureautest.Start.Year())})
		if err != nil || year.GetInvited() == 0 || year.GetRoundsClosed() != 1 {
			t.Fatalf("%s: how far the work is: %v %v", login, year, err)
		}
		quality, err := s.w.Desktop.ReviewerQuality(ctx, &reviewv1.ReviewerQualityRequest{})
		if err != nil {
			t.Fatal(err)
		}
		fees, err := s.w.Experts.ListFees(ctx, &reviewv1.ListFeesRequest{})
		if err != nil {
			t.Fatal(err)
		}
		return year.GetTotal() + year.GetCommentChars(), len(quality.GetRows()), len(fees.GetFees())
	}
	for _, login := range []string{"linzhou", "shenji"} {
		if total, scorers, paid := figures(login); total != "" || scorers != 0 || paid != 0 {
			t.Errorf("%s reads before the hand-over: %q, %d scorers, %d fees", login, total, scorers, paid)
		}
	}
	if total, scorers, paid := figures("pingheng"); total == "" || scorers != 5 || paid != 5 {
		t.Errorf("the agency reads of its own: %q, %d scorers, %d fees", total, scorers, paid)
	}
	s.w.Do("pingheng", s.commission, lifecycle.CommissionMachine, "hand_over", commissionact.HandOver{Report: "完成"})
	for _, login := range []string{"linzhou", "shenji"} {
		if total, scorers, paid := figures(login); total == "" || scorers != 5 || paid != 5 {
			t.Errorf("%s reads after the hand-over: %q, %d scorers, %d fees", login, total, scorers, paid)
		}
	}
}
