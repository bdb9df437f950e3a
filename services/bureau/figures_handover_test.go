package bureau_test

import (
	"testing"

	reviewv1 "yanlu/proto/gen/yanlu/review/v1"
	"yanlu/services/bureau/bureautest"
	"yanlu/services/lifecycle"
	"yanlu/services/policy"
	commissionact "yanlu/services/review/commission/act"
)

// figures is what somebody reads of the one review on the scene in fees, quality and statistics.
type figures struct {
	fees, quality, used, fields int
	total                       string
}

func (s drawnScene) figures(t *testing.T, login string) (f figures) {
	t.Helper()
	ctx := s.w.As(login)
	must := func(err error) {
		if err != nil {
			t.Fatal(login, err)
		}
	}
	fees, err := s.w.Experts.ListFees(ctx, &reviewv1.ListFeesRequest{})
	must(err)
	quality, err := s.w.Desktop.ReviewerQuality(ctx, &reviewv1.ReviewerQualityRequest{})
	must(err)
	use, err := s.w.Experts.GetExpertStatistics(ctx, &reviewv1.GetExpertStatisticsRequest{})
	must(err)
	year, err := s.w.Desktop.ReviewStatistics(ctx, &reviewv1.ReviewStatisticsRequest{Year: int32(bureautest.Start.In(policy.Shanghai).Year())})
	must(err)
	f = figures{fees: len(fees.GetFees()), quality: len(quality.GetRows()), used: int(use.GetUse().GetScored()), total: year.GetTotal()}
	for _, field := range use.GetFields() {
		f.fields += int(field.GetUse().GetScored())
	}
	return f
}

// What a review came to reaches no figure that the bureau reads before the hand-over: no fee, no quality, no median, no use.
func TestFiguresWaitForTheHandOver(t *testing.T) {
	t.Parallel()
	s := drawnStage(t)
	panel := len(s.w.Reviews(s.project))
	if got := s.figures(t, "linzhou"); got != (figures{}) {
		t.Errorf("before the hand-over the officer reads %+v", got)
	}
	whole := s.figures(t, "pingheng")
	if whole.fees != panel || whole.quality != panel || whole.used != panel || whole.fields == 0 || whole.total == "" {
		t.Errorf("the agency reads %+v", whole)
	}
	if other := s.figures(t, "dingjian"); other != (figures{}) {
		t.Errorf("another agency reads %+v", other)
	}
	if watch := s.figures(t, "shenji"); watch.used != panel || watch.quality != 0 || watch.total != "" {
		t.Errorf("the auditor reads %+v", watch)
	}
	reviewer := s.w.Reviews(s.project)[0].Parties().Reviewer
	own, err := s.w.Experts.ListFees(s.w.As(reviewer[len("person-"):]), &reviewv1.ListFeesRequest{})
	if err != nil || len(own.GetFees()) != 1 {
		t.Errorf("who scored reads of their own fee %v %v", own, err)
	}
	s.w.Do("pingheng", s.commission, lifecycle.CommissionMachine, "hand_over", commissionact.HandOver{Report: "完成"})
	if got := s.figures(t, "linzhou"); got != whole {
		t.Errorf("after the hand-over the officer reads %+v, the agency read %+v", got, whole)
	}
}
