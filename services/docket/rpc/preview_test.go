package rpc_test

import (
	"maps"
	"reflect"
	"slices"
	"testing"

	docketv1 "yanlu/proto/gen/yanlu/docket/v1"
	applicationact "yanlu/services/application/act"
	"yanlu/services/bureau/bureautest"
	"yanlu/services/docket"
	"yanlu/services/lifecycle"
	reviewact "yanlu/services/review/act"
)

// What an applicant is shown as the reviewers' view is what a reviewer is given, field by field.
func TestThePreviewIsWhatTheReviewerReads(t *testing.T) {
	w := bureautest.New(t)
	call := w.OpenCall()
	id := w.Draft(call, 0)
	applicant := bureautest.Applicants[0]
	content := w.Content(0)
	content["compliance.avoid_experts"] = []any{map[string]any{"name": "某专家", "unit": "某研究院", "reason": "存在竞争关系"}}
	w.Save(id, applicant.PI, 2, content)
	pi := w.As(applicant.PI)
	draft, err := w.Docket.GetDraft(pi, &docketv1.GetDraftRequest{Docket: id})
	if err != nil {
		t.Fatal(err)
	}
	form, err := w.Docket.GetForm(pi, &docketv1.GetFormRequest{Docket: id})
	if err != nil {
		t.Fatal(err)
	}
	preview := draft.GetContent().AsMap()
	kept := 0
	for _, section := range form.GetSections() {
		for _, field := range section.GetFields() {
			if _, written := preview[field.GetPath()]; written && field.GetHiddenFromReviewers() {
				delete(preview, field.GetPath())
				kept++
			}
		}
	}
	if kept == 0 {
		t.Fatal("the form names nothing that is kept from reviewers")
	}
	w.Project(applicant.PI, id, "send_to_unit", applicationact.SendToUnit{Pledged: true})
	w.Project(applicant.Institution, id, "unit_approve", applicationact.Opinion{Opinion: "同意申报"})
	w.Project("lingsong", id, "recommend", applicationact.Opinion{Opinion: "同意推荐"})
	w.Project("linzhou", id, "start_check", nil)
	w.Project("linzhou", id, "accept", docket.Note{})
	w.Commissioned(call)
	invite(t, w, id)
	review := w.Reviews(id)[0]
	login := review.Parties().Reviewer[len("person-"):]
	w.Do(login, review.ID, lifecycle.ReviewMachine, "accept_review", reviewact.AcceptReview{NoConflict: true, Confidential: true})
	list, err := w.Docket.ListSnapshots(w.As(login), &docketv1.ListSnapshotsRequest{Docket: review.ID})
	if err != nil {
		t.Fatal(err)
	}
	at := slices.IndexFunc(list.GetSnapshots(), func(s *docketv1.Snapshot) bool { return s.GetKind() == "application" })
	if at < 0 {
		t.Fatal("the reviewer has no application to read")
	}
	read, _ := list.GetSnapshots()[at].GetContent().AsMap()["content"].(map[string]any)
	if !reflect.DeepEqual(read, preview) {
		t.Fatalf("the preview has %v, the reviewer %v", slices.Sorted(maps.Keys(preview)), slices.Sorted(maps.Keys(read)))
	}
	own, err := w.Docket.GetForm(w.As(login), &docketv1.GetFormRequest{Docket: review.ID})
	if err != nil || own.String() != form.String() {
		t.Fatalf("the reviewer reads by another form: %v", err)
	}
}
