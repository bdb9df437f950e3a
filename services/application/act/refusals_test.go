package act_test

import (
	"strings"
	"testing"

	"yanlu/services/application/act"
	"yanlu/services/bureau/bureautest"
	"yanlu/services/docket"
	"yanlu/services/lifecycle"
)

// Co-applicants are registered organisations, each once, and none is the applicant.
func TestCoApplicantsAreRegisteredAndNamedOnce(t *testing.T) {
	w := bureautest.New(t)
	call := w.OpenCall()
	create := func(orgs ...string) error {
		in := act.Create{Call: call, Title: "联合申报", Recommender: "org-tuijian"}
		for _, o := range orgs {
			in.CoApplicants = append(in.CoApplicants, docket.CoApplicant{Org: o, Role: "联合"})
		}
		_, err := w.Try("suqing", "", project, lifecycle.Create, in)
		return err
	}
	for field, orgs := range map[string][]string{
		"co_applicants[0]": {"org-qinglan"},
		"co_applicants[1]": {"org-jiangzhi", "org-nowhere"},
		"co_applicants[2]": {"org-jiangzhi", "org-hejing", "org-jiangzhi"},
	} {
		if p := refused(t, create(orgs...), "CO_APPLICANT_INVALID"); p.Violations[0].Field != field {
			t.Errorf("%v: %+v", orgs, p.Violations)
		}
	}
	if err := create("org-jiangzhi", "org-hejing"); err != nil {
		t.Error(err)
	}
}

// Keywords are words and disciplines are of the tree; what is empty or said twice is dropped.
func TestKeywordsAndDisciplinesAreChecked(t *testing.T) {
	w := bureautest.New(t)
	id := w.Draft(w.OpenCall(), 0)
	send := func(in act.SendToUnit) error {
		in.Pledged = true
		_, err := w.Try("suqing", id, project, "send_to_unit", in)
		return err
	}
	refused(t, send(act.SendToUnit{Keywords: []string{"保温", strings.Repeat("词", 51)}}), "KEYWORD_TOO_LONG")
	refused(t, send(act.SendToUnit{Disciplines: []string{"S0201", "S9999"}}), "DISCIPLINE_UNKNOWN")
	longest := strings.Repeat("词", 50)
	if err := send(act.SendToUnit{Keywords: []string{longest, " 保温 ", "", "保温"}, Disciplines: []string{"S0201"}}); err != nil {
		t.Fatal(err)
	}
	if got := intake(t, w, id).Keywords; len(got) != 2 || got[0] != longest || got[1] != "保温" {
		t.Errorf("kept %q", got)
	}
}
