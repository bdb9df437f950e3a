package rpc_test

import (
	"strings"
	"testing"

	"google.golang.org/protobuf/encoding/protojson"

	awardv1 "yanlu/proto/gen/yanlu/award/v1"
	"yanlu/services/award/act"
	"yanlu/services/bureau/bureautest"
	"yanlu/services/docket"
	"yanlu/services/lifecycle"
	"yanlu/services/platform/problem"
)

// objector is whoever objects: nothing of them is for the public.
var objector = act.FileObjection{Name: "异议人甲", Contact: "13811112222", Grounds: "成果系他人所有", Evidence: "见登记证书"}

func listed(t *testing.T, w *bureautest.World) []*awardv1.Notice {
	t.Helper()
	out, err := w.Site.Award.ListNotices(t.Context(), &awardv1.ListNoticesRequest{})
	if err != nil {
		t.Fatal(err)
	}
	return out.GetNotices()
}

// The public reads what is on notice while it is, and of an objection that there is one to wait for.
func TestThePublicReadsTheNoticeAlone(t *testing.T) {
	w := bureautest.New(t)
	call := w.OpenCall()
	id := w.FormalCheck(call, 0)
	read := func() (*awardv1.Notice, error) {
		got, err := w.Site.Award.GetNotice(t.Context(), &awardv1.GetNoticeRequest{Docket: id})
		return got.GetNotice(), err
	}
	for _, other := range []string{id, call, "no-such-docket"} {
		if _, err := w.Site.Award.GetNotice(t.Context(), &awardv1.GetNoticeRequest{Docket: other}); problem.ReasonOf(err) != "NOT_FOUND" {
			t.Errorf("%s is on notice: %v", other, err)
		}
	}
	if list := listed(t, w); len(list) != 0 {
		t.Errorf("nothing is on notice, and listed is %v", list)
	}
	w.Project("linzhou", id, "accept", docket.Note{})
	w.Commissioned(call)
	w.Reviewed(id, 88)
	w.Recommended(id)
	w.Project("heyuan", id, "approve", act.Minutes{Minutes: "局办纪要第9期"})
	got, err := read()
	if err != nil || got.GetAmountFen() != 10_000_000 || got.GetPi() != "苏青" || got.GetEnds() == nil || got.GetPaused() || len(listed(t, w)) != 1 {
		t.Fatal(err, got)
	}
	if _, err := w.Try("public", id, lifecycle.ProjectMachine, "objection", objector); err != nil {
		t.Fatal(err)
	}
	got, err = read()
	if err != nil || !got.GetPaused() {
		t.Error("the notice does not say that it waits", err)
	}
	text := protojson.Format(got)
	for _, secret := range []string{objector.Name, objector.Contact, objector.Grounds, objector.Evidence, "88.00", "局办纪要", "person-"} {
		if strings.Contains(text, secret) {
			t.Errorf("the public reads %q in %s", secret, text)
		}
	}
}

// Whoever has the number follows the objection, and a number that was not given opens nothing.
func TestAnObjectionIsFollowedByItsNumber(t *testing.T) {
	w := bureautest.New(t)
	id := w.Announced(w.OpenCall(), 0)
	receipt, err := w.Try("public", id, lifecycle.ProjectMachine, "objection", objector)
	if err != nil {
		t.Fatal(err)
	}
	track := func(number string) (*awardv1.TrackObjectionResponse, error) {
		return w.Site.Award.TrackObjection(t.Context(), &awardv1.TrackObjectionRequest{Number: number})
	}
	number := receipt.Number
	for _, guess := range []string{"", number[:len(number)-1], number[:len(number)-8] + "AAAAAAAA", "%", id, strings.ToLower(number)} {
		if got, err := track(guess); problem.ReasonOf(err) != "OBJECTION_NOT_FOUND" {
			t.Errorf("%q opens %v, %v", guess, got, err)
		}
	}
	if got, err := track(number); err != nil || got.GetStatus() != "open" || got.GetStatusZh() != "处理中" || got.GetAnswer() != "" {
		t.Errorf("%v %v", got, err)
	}
	w.Project("zhengyan", id, "dismiss", act.Answer{Objection: number, Answer: "经核查不成立"})
	got, err := track(number)
	if err != nil || got.GetStatus() != "dismissed" || got.GetAnswer() != "经核查不成立" || got.GetStatusEn() == "" {
		t.Errorf("%v %v", got, err)
	}
	if text := protojson.Format(got); strings.Contains(text, objector.Name) || strings.Contains(text, objector.Contact) || strings.Contains(text, "person-") {
		t.Errorf("who objected or answered is told: %s", text)
	}
}

// Who objected and why is read by those who answer it, and by nobody else of the docket.
func TestTheObjectionIsReadByThoseWhoAnswer(t *testing.T) {
	w := bureautest.New(t)
	id := w.Announced(w.OpenCall(), 0)
	receipt, err := w.Try("public", id, lifecycle.ProjectMachine, "objection", objector)
	if err != nil {
		t.Fatal(err)
	}
	read := func(login, number string) (*awardv1.ReadObjectionResponse, error) {
		return w.Site.Award.ReadObjection(w.As(login), &awardv1.ReadObjectionRequest{Docket: id, Number: number})
	}
	if got, err := read("zhengyan", receipt.Number); err != nil || got.GetName() != objector.Name || got.GetGrounds() != objector.Grounds {
		t.Errorf("the discipline office reads %v, %v", got, err)
	}
	if _, err := read("zhengyan", receipt.Number+"X"); problem.ReasonOf(err) != "NOT_FOUND" {
		t.Errorf("another number: %v", err)
	}
	for _, login := range []string{"hemiao", "luzhiyuan"} { // of another application; a reviewer
		if got, err := read(login, receipt.Number); err == nil {
			t.Errorf("%s reads %v", login, got)
		}
	}
}
