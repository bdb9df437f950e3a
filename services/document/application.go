package document

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"maps"
	"slices"

	docketv1 "yanlu/proto/gen/yanlu/docket/v1"
	"yanlu/services/document/typeset"
	"yanlu/services/lifecycle"
	"yanlu/services/platform/problem"
)

// material is what a form was filled in with, and where it comes from.
type material struct {
	content map[string]any
	files   []file
	hash    string
	version string // such as 草稿第 3 版
	at      string
	draft   bool
}

// file is one attachment as a paper names it.
type file struct {
	ID     string  `json:"id"`
	Field  string  `json:"field"`
	Name   string  `json:"name"`
	SHA256 string  `json:"sha256"`
	Size   float64 `json:"size"`
}

// application sets what was submitted, or the draft as it stands.
func (p *Papers) application(ctx context.Context, req request) (*sheet, error) {
	s, err := p.see(ctx, req.docket)
	if err != nil {
		return nil, err
	}
	read := p.submitted
	if req.draft {
		read = p.drafted
	}
	m, err := read(ctx, s, req.snapshot)
	if err != nil {
		return nil, err
	}
	return p.filled(ctx, s, m)
}

// submitted reads what was laid before a gate.
func (p *Papers) submitted(ctx context.Context, s *subject, hash string) (*material, error) {
	list, err := p.snapshots(ctx, s.GetId())
	if err != nil {
		return nil, err
	}
	snap := newest(list, hash, "application", "need")
	if snap == nil {
		return nil, notYet("没有可供阅读的提交版本", "there is no submitted version to read")
	}
	return materialOf(snap)
}

func materialOf(snap *docketv1.Snapshot) (*material, error) {
	m := &material{content: snap.GetContent().AsMap(), hash: snap.GetHash(), at: stamp(snap.GetAt().AsTime())}
	if snap.GetKind() != "application" {
		return m, nil
	}
	raw, err := json.Marshal(m.content)
	if err != nil {
		return nil, fmt.Errorf("document: snapshot %s: %w", snap.GetHash(), err)
	}
	var whole struct {
		Content map[string]any `json:"content"`
		Files   []file         `json:"files"`
	}
	if err := json.Unmarshal(raw, &whole); err != nil {
		return nil, fmt.Errorf("document: snapshot %s: %w", snap.GetHash(), err)
	}
	m.content, m.files = whole.Content, whole.Files
	return m, nil
}

// drafted reads the draft as it stands. A reviewer's notes are no application.
func (p *Papers) drafted(ctx context.Context, s *subject, _ string) (*material, error) {
	if s.blind() {
		return nil, notYet("评审记录没有申报草稿", "a review has no draft of an application")
	}
	d, err := p.Docket.GetDraft(ctx, &docketv1.GetDraftRequest{Docket: s.GetId()})
	if err != nil {
		return nil, err
	}
	content := d.GetContent().AsMap()
	raw, err := json.Marshal(content)
	if err != nil {
		return nil, fmt.Errorf("document: draft of %s: %w", s.GetId(), err)
	}
	sum := sha256.Sum256(raw)
	m := &material{content: content, hash: hex.EncodeToString(sum[:]), draft: true, version: fmt.Sprintf("草稿第 %d 版", d.GetVersion())}
	if d.GetVersion() > 0 {
		m.at = stamp(d.GetSavedAt().AsTime())
	}
	m.files, err = p.attachments(ctx, s.GetId())
	return m, err
}

func (p *Papers) attachments(ctx context.Context, id string) ([]file, error) {
	reply, err := p.Docket.ListAttachments(ctx, &docketv1.ListAttachmentsRequest{Docket: id})
	if err != nil {
		return nil, err
	}
	var out []file
	for _, a := range reply.GetAttachments() {
		out = append(out, file{a.GetId(), a.GetField(), a.GetFileName(), a.GetSha256(), float64(a.GetSize())})
	}
	return out, nil
}

// filled sets a form with its answers.
func (p *Papers) filled(ctx context.Context, s *subject, m *material) (*sheet, error) {
	form, err := p.Docket.GetForm(ctx, &docketv1.GetFormRequest{Docket: s.GetId()})
	if err != nil {
		return nil, err
	}
	if len(form.GetSections()) == 0 {
		return nil, problem.New(problem.NotFound, "FORM_NOT_FOUND", "该事项没有表单", "this docket has no form")
	}
	title, mark := "申报书", ""
	if s.machine() == lifecycle.NeedMachine {
		title = "需求表"
	}
	if m.draft {
		mark = "草稿"
	}
	paper, err := p.paper(ctx, s, title, m.hash, mark)
	if err != nil {
		return nil, err
	}
	paper.Head()
	paper.Pairs(s.cover(m))
	answers := filling{form: form, content: m.content, files: m.files, words: s.words, brief: s.blind()}
	answers.set(paper)
	if m.draft {
		title += "草稿"
	}
	return &sheet{paper, s.fileName(title, ".pdf")}, nil
}

// cover says what the material is, as far as the reader may know it.
func (s *subject) cover(m *material) []typeset.Pair {
	when := "提交时间"
	if m.draft {
		when = "保存时间"
	}
	return []typeset.Pair{
		{Label: "编号", Value: s.number()}, {Label: "所属批次", Value: s.batch()}, {Label: "申报单位", Value: s.said("parties", "host_org")},
		{Label: "项目负责人", Value: s.said("parties", "pi")}, {Label: "推荐单位", Value: s.said("parties", "recommender_org")},
		{Label: "需求单位", Value: s.said("parties", "demander_org")}, {Label: "版本", Value: m.version}, {Label: when + "（北京时间）", Value: m.at},
	}
}

// batch is the call of an application.
func (s *subject) batch() string {
	if s.machine() == lifecycle.ProjectMachine {
		return s.GetParentTitle()
	}
	return ""
}

// filesOf are the attachments of one question.
func filesOf(list []file, field string) []file {
	return slices.DeleteFunc(slices.Clone(list), func(f file) bool { return f.Field != field })
}

// unknown are answers to questions that the form no longer knows: they are shown all the same.
func unknown(form *docketv1.Form, content map[string]any) []string {
	known := map[string]bool{}
	for _, section := range form.GetSections() {
		for _, f := range section.GetFields() {
			known[f.GetPath()] = true
		}
	}
	return slices.DeleteFunc(slices.Sorted(maps.Keys(content)), func(path string) bool { return known[path] })
}
