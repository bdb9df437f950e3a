package bureau_test

import (
	"strings"
	"testing"
	"time"

	"google.golang.org/protobuf/encoding/protojson"

	reviewv1 "yanlu/proto/gen/yanlu/review/v1"
	awardact "yanlu/services/award/act"
	"yanlu/services/bureau/bureautest"
	"yanlu/services/docket"
	"yanlu/services/lifecycle"
	"yanlu/services/platform/problem"
	"yanlu/services/policy"
	reviewact "yanlu/services/review/act"
)

// rebuttable carries an application of a practice call, which allows an answer to the opinions, to its hand-over.
func rebuttable(t *testing.T, w *bureautest.World, pack string) string {
	t.Helper()
	call := w.OpenPackCall(pack)
	id := w.FormalCheck(call, 0)
	w.Project("linzhou", id, "accept", docket.Note{})
	w.Commissioned(call)
	w.Reviewed(id, 88)
	return id
}

func TestAnApplicantAnswersTheOpinionsOnceAndInTime(t *testing.T) {
	w := bureautest.New(t)
	id := rebuttable(t, w, "practice")
	try := func(login, text string) error {
		_, err := w.Try(login, id, lifecycle.ProjectMachine, "rebut", reviewact.Rebut{Text: text})
		return err
	}
	feedback := func(login string) string {
		got, err := w.Review.Feedback(w.As(login), &reviewv1.FeedbackRequest{Docket: id})
		if err != nil {
			return ""
		}
		return protojson.Format(got)
	}
	if text := feedback("suqing"); !strings.Contains(text, "专家A") || !strings.Contains(text, "建议予以支持") || strings.Contains(text, `"total"`) || strings.Contains(text, `"points"`) || strings.Contains(text, "aggregate") || strings.Contains(text, `"advice"`) {
		t.Errorf("the applicant reads the words and no figure: %s", text)
	}
	refused(t, try("suqing", " "), "REBUTTAL_LENGTH")
	refused(t, try("suqing", strings.Repeat("字", 2001)), "REBUTTAL_LENGTH")
	refused(t, try("hemiao", "不是我的"), "NOT_FOUND")
	if err := try("suqing", "已补充第三方检测安排"); err != nil {
		t.Fatal(err)
	}
	refused(t, try("suqing", "再补充"), "REBUTTAL_ON_FILE")
	if !strings.Contains(everything(t, w, "linzhou", id), "已补充第三方检测安排") || w.State(id) != lifecycle.Reviewed {
		t.Error("the officer reads it beside the scores, and the state stays")
	}
}

func TestTheTimeToAnswerEnds(t *testing.T) {
	w := bureautest.New(t)
	id := rebuttable(t, w, "practice")
	w.Pass(90*time.Second + time.Microsecond)
	_, err := w.Try("suqing", id, lifecycle.ProjectMachine, "rebut", reviewact.Rebut{Text: "迟了"})
	refused(t, err, "REBUTTAL_LATE")
	if _, err := w.Review.Feedback(w.As("suqing"), &reviewv1.FeedbackRequest{Docket: id}); err == nil {
		t.Error("the comments close again until the result is told")
	}
	other := bureautest.New(t)
	id = rebuttable(t, other, "fuling")
	_, err = other.Try("suqing", id, lifecycle.ProjectMachine, "rebut", reviewact.Rebut{Text: "不设申辩"})
	refused(t, err, "REBUTTAL_NOT_OFFERED")
}

// The right to answer that was promised cannot be cut off: nothing ends the review
// while the time runs, unless the answer was given.
func TestNothingIsDecidedWhileTheApplicantMayAnswer(t *testing.T) {
	w := bureautest.New(t)
	id := rebuttable(t, w, "practice")
	try := func(e lifecycle.Event, in any) error {
		_, err := w.Try("linzhou", id, lifecycle.ProjectMachine, e, in)
		return err
	}
	decline := docket.Reason{Reason: "得分靠后"}
	err := try("decline", decline)
	refused(t, err, "REBUTTAL_OPEN")
	until := w.Door.Now().Add(90 * time.Second).In(policy.Shanghai)
	if zh := problem.Of(err).Zh; !strings.Contains(zh, until.Format("2006年1月2日15时04分")) {
		t.Errorf("the sentence names the time: %s", zh)
	}
	w.Project("linzhou", id, "advise", awardact.Advise{AmountFen: 10_000_000, Opinion: "建议立项"})
	refused(t, try("table", awardact.Table{Meeting: "局长办公会"}), "REBUTTAL_OPEN")
	w.Pass(90 * time.Second)
	refused(t, try("table", awardact.Table{Meeting: "局长办公会"}), "REBUTTAL_OPEN") // to the moment
	w.Pass(time.Microsecond)
	if err := try("table", awardact.Table{Meeting: "局长办公会"}); err != nil {
		t.Errorf("after the limit: %v", err)
	}
	other := bureautest.New(t)
	id = rebuttable(t, other, "practice")
	other.Project("suqing", id, "rebut", reviewact.Rebut{Text: "已补充"})
	other.Project("linzhou", id, "decline", decline)
}
