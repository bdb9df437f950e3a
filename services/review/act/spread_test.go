package act_test

import (
	"testing"

	"yanlu/services/docket"
	"yanlu/services/lifecycle"
	"yanlu/services/review/act"
	"yanlu/services/review/reviewtest"
)

func TestScoresFarApartAskTheChair(t *testing.T) {
	t.Parallel()
	w := scoredPanel(t)
	end := func(remark string) error {
		_, err := w.Do(lifecycle.ProjectMachine, w.Project, "close_review", reviewtest.Agency, act.CloseReview{Report: "建议立项。", Chair: reviewtest.ReviewerID(0), Remark: remark})
		return err
	}
	w.Must(lifecycle.ProjectMachine, w.Project, "quorum_reached", docket.SystemActor, nil)
	if _, o := w.Outcome(); !o.Dispersed {
		t.Error("the agency is not told that the scores lie far apart")
	}
	refused(t, end(" "), "SPREAD_UNEXPLAINED")
	if err := end(" 专家B对技术路线存疑，其余一致。 "); err != nil {
		t.Fatal(err)
	}
	if _, o := w.Outcome(); o.Remark != "专家B对技术路线存疑，其余一致。" || !o.Dispersed {
		t.Errorf("%+v", o)
	}
}
