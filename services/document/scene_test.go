package document

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"io"
	"net/url"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"yanlu/services/application"
	applicationact "yanlu/services/application/act"
	awardact "yanlu/services/award/act"
	"yanlu/services/bureau/bureautest"
	"yanlu/services/docket"
	"yanlu/services/document/archive"
	"yanlu/services/document/typeset/pdftext"
	"yanlu/services/lifecycle"
	reviewact "yanlu/services/review/act"
)

// Words that must stay where they belong.
const (
	secretScore    = "这一句只有评审专家和机构能看到"
	secretObjector = "异议人张三"
	secretAvoided  = "回避对象李四"
	secretDraft    = "尚未提交的构想"
)

// scene is an application under review with a score in, one on public notice with
// an objection, and a draft.
type scene struct {
	*desk
	call, project, onNotice, draft string
	reviews                        []string
}

func stage(t *testing.T) *scene {
	t.Helper()
	d := newDesk(t)
	s := &scene{desk: d, call: d.OpenCall()}
	s.onNotice, s.project = d.FormalCheck(s.call, 1), s.avoiding(0)
	s.draft = d.Draft(s.call, 2)
	content := d.Content(2)
	content["body.summary"] = secretDraft
	d.Save(s.draft, bureautest.Applicants[2].PI, 2, content)
	for _, id := range []string{s.onNotice, s.project} {
		d.Project("linzhou", id, "accept", docket.Note{})
	}
	d.Commissioned(s.call)
	d.Reviewed(s.onNotice, 85)
	d.Recommended(s.onNotice)
	d.Project("heyuan", s.onNotice, "approve", awardact.Minutes{Minutes: "局办纪要第9期"})
	d.Project("public", s.onNotice, "objection", awardact.FileObjection{Name: secretObjector, Contact: "13800000000", Grounds: "指标失实", Evidence: "检测报告"})
	var people []string
	for _, r := range bureautest.Reviewers[:5] {
		people = append(people, "person-"+r)
	}
	d.Project("pingheng", s.project, "assign_review", reviewact.AssignReview{Reviewers: people})
	for i, r := range d.Reviews(s.project) {
		s.reviews = append(s.reviews, r.ID)
		if i > 1 {
			continue
		}
		d.Do(s.reviewer(i), r.ID, lifecycle.ReviewMachine, "accept_review", reviewact.AcceptReview{NoConflict: true, Confidential: true})
		if i == 0 {
			in := d.Opinion(70)
			in.Comment = secretScore + in.Comment
			d.Do(s.reviewer(0), r.ID, lifecycle.ReviewMachine, "score", in)
		}
	}
	return s
}

// avoiding is an application, up to its formal check, that asks for somebody to be kept out of the panel.
func (s *scene) avoiding(n int) string {
	who := bureautest.Applicants[n]
	id := s.Draft(s.call, n)
	content := s.Content(n)
	content["compliance.avoid_experts"] = []any{map[string]any{"name": secretAvoided, "unit": "某研究院", "reason": "存在竞争关系"}}
	s.Save(id, who.PI, 2, content)
	s.Project(who.PI, id, "send_to_unit", applicationact.SendToUnit{Pledged: true})
	s.Project(who.Institution, id, "unit_approve", applicationact.Opinion{Opinion: "同意申报"})
	s.Project("lingsong", id, "recommend", applicationact.Opinion{Opinion: "同意推荐"})
	s.Project("linzhou", id, "start_check", nil)
	return id
}

// reviewer is the login of the nth reviewer of the project.
func (s *scene) reviewer(n int) string {
	return strings.TrimPrefix(s.Get(s.reviews[n]).Parties().Reviewer, "person-")
}

// signed carries an application to its signed agreement.
func (d *desk) signed(call string, n int) string {
	d.T.Helper()
	id := d.Announced(call, n)
	d.Clock(id, "publicity_over")
	d.agree(id, bureautest.Applicants[n].PI)
	d.Project("heyuan", id, "sign", awardact.Sign{Opinion: "同意签署"})
	return id
}

func (d *desk) agree(id, pi string) {
	d.T.Helper()
	var in application.Intake
	if err := d.Get(id).Section("intake", &in); err != nil {
		d.T.Fatal(err)
	}
	d.Project(pi, id, "submit_agreement", awardact.SubmitAgreement{
		Content: "按申报书的研究内容实施。", Targets: in.Targets, IPClause: "成果归承担单位所有。", Breach: "违约的按规定处理。", Months: in.Months,
	})
}

// paths are all papers of the dockets of a scene.
func (s *scene) paths() []string {
	out := []string{"/papers/list.xlsx", "/papers/list.xlsx?machine=project", "/papers/list.xlsx?machine=review", "/papers/list.xlsx?machine=call"}
	for _, id := range []string{s.call, s.project, s.onNotice, s.draft, s.reviews[0], s.reviews[1], s.reviews[3]} {
		for _, paper := range []string{"application.pdf", "application.pdf?draft=1", "receipt.pdf", "agreement.pdf", "docket.pdf", "archive.zip"} {
			out = append(out, "/papers/dockets/"+id+"/"+paper)
		}
		out = append(out, "/open/calls/"+id+"/form.pdf", "/open/notices/"+id+".pdf")
	}
	return out
}

// reading is all that somebody can read out of a paper, name and content, without blanks.
func (s *scene) reading(login, path string) string {
	s.T.Helper()
	if login == "public" && strings.HasPrefix(path, "/papers/") {
		return "" // the guard lets nobody pass
	}
	w := s.get(login, path)
	name, err := url.PathUnescape(w.Header().Get("Content-Disposition"))
	if err != nil {
		s.T.Fatal(err)
	}
	return squeeze(name + "\n" + readable(s.T, path, w.Body.Bytes()))
}

func readable(t testing.TB, name string, raw []byte) string {
	t.Helper()
	switch {
	case bytes.HasPrefix(raw, []byte("%PDF")):
		text, err := pdftext.Extract(raw)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		return text + meta(raw)
	case strings.Contains(name, ".xlsx") && bytes.HasPrefix(raw, []byte("PK")):
		return cells(t, raw)
	case bytes.HasPrefix(raw, []byte("PK")):
		var out strings.Builder
		for name, content := range entries(t, raw) {
			out.WriteString(name + "\n" + readable(t, name, content) + "\n")
		}
		return out.String()
	}
	return string(raw)
}

// entries are the files of an archive that must verify.
func entries(t testing.TB, raw []byte) map[string][]byte {
	t.Helper()
	report, err := archive.Verify(bytes.NewReader(raw), int64(len(raw)))
	if err != nil || !report.OK() {
		t.Fatalf("the archive does not verify: %+v %v", report.Faults, err)
	}
	z, err := zip.NewReader(bytes.NewReader(raw), int64(len(raw)))
	if err != nil {
		t.Fatal(err)
	}
	out := map[string][]byte{}
	for _, f := range z.File {
		rc, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		content, err := io.ReadAll(rc)
		if err != nil {
			t.Fatal(err)
		}
		rc.Close()
		out[f.Name] = content
	}
	return out
}

func manifest(t testing.TB, files map[string][]byte) archive.Manifest {
	t.Helper()
	var m archive.Manifest
	if err := json.Unmarshal(files[archive.ManifestName], &m); err != nil {
		t.Fatal(err)
	}
	return m
}

func cells(t testing.TB, raw []byte) string {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(raw))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var out strings.Builder
	for _, sheet := range f.GetSheetList() {
		rows, err := f.GetRows(sheet)
		if err != nil {
			t.Fatal(err)
		}
		for _, row := range rows {
			out.WriteString(strings.Join(row, "\t") + "\n")
		}
	}
	return out.String()
}

var (
	sendToUnit = applicationact.SendToUnit{Pledged: true}
	agreed     = applicationact.Opinion{Opinion: "同意"}
)
