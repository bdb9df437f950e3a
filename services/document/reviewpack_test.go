package document

import (
	"archive/zip"
	"bytes"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"yanlu/services/bureau/bureautest"
	"yanlu/services/docket"
	"yanlu/services/lifecycle"
	"yanlu/services/review"
	reviewact "yanlu/services/review/act"
)

// blindDesk is one application of a call with the given blindness, accepted by its first reviewer.
func blindDesk(t *testing.T, blind string) *scene {
	t.Helper()
	d := newDesk(t)
	s := &scene{desk: d, call: d.OpenBlindCall(blind)}
	s.project = d.FormalCheck(s.call, 0)
	d.Project("linzhou", s.project, "accept", docket.Note{})
	d.Commissioned(s.call)
	var people []string
	for _, r := range bureautest.Reviewers[:5] {
		people = append(people, "person-"+r)
	}
	d.Project("pingheng", s.project, "assign_review", reviewact.AssignReview{Reviewers: people})
	for _, r := range d.Reviews(s.project) {
		s.reviews = append(s.reviews, r.ID)
	}
	d.Do(s.reviewer(0), s.reviews[0], lifecycle.ReviewMachine, "accept_review", reviewact.AcceptReview{NoConflict: true, Confidential: true})
	return s
}

// carried is all that the offline pack holds, by name, and its own name.
func (s *scene) carried(login string) (names []string, text string) {
	s.T.Helper()
	w := s.get(login, "/papers/reviews/pack.zip?call="+s.call)
	if w.Code != http.StatusOK {
		return nil, ""
	}
	own, err := url.PathUnescape(w.Header().Get("Content-Disposition"))
	if err != nil {
		s.T.Fatal(err)
	}
	raw := w.Body.Bytes()
	z, err := zip.NewReader(bytes.NewReader(raw), int64(len(raw)))
	if err != nil {
		s.T.Fatal(err)
	}
	var all strings.Builder
	all.WriteString(own)
	for _, f := range z.File {
		rc, err := f.Open()
		if err != nil {
			s.T.Fatal(err)
		}
		content, err := io.ReadAll(rc)
		if err != nil {
			s.T.Fatal(err)
		}
		rc.Close()
		names = append(names, f.Name)
		all.WriteString("\n" + f.Name + "\n" + readable(s.T, f.Name, content))
	}
	return names, squeeze(all.String())
}

// No paper, no name of a file and no offline pack tells a reviewer whose application it is in a double-blind review.
func TestPapersKeepADoubleBlindReviewBlind(t *testing.T) {
	s := blindDesk(t, review.DoubleBlind)
	whose := []string{"苏青", "青岚新材料", "91000000YANLU00020", "person-suqing", "org-qinglan", s.Get(s.project).Parties().Code}
	for n := range 2 {
		login := s.reviewer(n)
		var all strings.Builder
		for _, id := range []string{s.reviews[n], s.project} {
			for _, paper := range []string{"application.pdf", "docket.pdf", "receipt.pdf", "archive.zip"} {
				all.WriteString(s.reading(login, "/papers/dockets/"+id+"/"+paper))
			}
		}
		all.WriteString(s.reading(login, "/papers/list.xlsx?machine=review"))
		_, pack := s.carried(login)
		text := all.String() + pack
		for _, word := range whose {
			if strings.Contains(text, squeeze(word)) {
				t.Errorf("reviewer %d reads “%s”", n, word)
			}
		}
		if n == 0 && !strings.Contains(text, "主要研究内容与技术创新点") {
			t.Error("the reviewer at work cannot read the plan")
		}
	}
	if !strings.Contains(s.reading("linzhou", "/papers/dockets/"+s.project+"/application.pdf"), "苏青") {
		t.Error("the officer reads the whole application")
	}
}

// The pack holds what waits for the reviewer: one paper each and one sheet, and the team where it is not hidden.
func TestTheOfflinePackIsTheReviewersOwn(t *testing.T) {
	s := blindDesk(t, review.SingleBlind)
	names, text := s.carried(s.reviewer(0))
	if len(names) != 2 || names[0] != sheetName || !strings.HasPrefix(names[1], "01-示例项目1") {
		t.Fatalf("%v", names)
	}
	if !strings.Contains(text, s.reviews[0]) || !strings.Contains(text, "[NEED]") || !strings.Contains(text, "青岚新材料") {
		t.Error("the sheet names the review and its criteria; a single-blind file is whole")
	}
	for _, login := range []string{s.reviewer(1), "suqing", "pingheng", "linzhou"} {
		if got := s.get(login, "/papers/reviews/pack.zip?call="+s.call); got.Code != http.StatusNotFound {
			t.Errorf("%s: %d", login, got.Code)
		}
	}
	if slices.ContainsFunc(names, func(n string) bool { return strings.Contains(n, "苏青") }) {
		t.Error("a file is named after somebody")
	}
}
