package document

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"

	docketv1 "yanlu/proto/gen/yanlu/docket/v1"
	"yanlu/services/document/typeset"
	"yanlu/services/lifecycle"
)

// kinds are what snapshots are called.
var kinds = map[string]string{
	"application": "申报书", "need": "需求", "call": "批次", "agreement": "任务书", "signed_agreement": "已签任务书", "closure": "验收材料", "report": "进展报告",
	"change": "变更申请", "termination": "终止", "exemption": "免责申请", "revocation": "撤销", "archive": "归档", "panel_report": "评审报告", "opinion": "评审意见", "objection": "异议",
}

func kindName(kind string) string {
	base, number, _ := strings.Cut(kind, ":")
	name := kinds[base]
	if name == "" {
		name = base
	}
	if number != "" {
		name += " " + number
	}
	return name
}

// dossier sets everything the reader may know of a docket: facts, history, what
// was laid before gates, files.
func (p *Papers) dossier(ctx context.Context, req request) (*sheet, error) {
	s, err := p.see(ctx, req.docket)
	if err != nil {
		return nil, err
	}
	events, err := p.events(ctx, s.GetId())
	if err != nil {
		return nil, err
	}
	list, err := p.snapshots(ctx, s.GetId())
	if err != nil {
		return nil, err
	}
	head := ""
	if len(events) > 0 {
		head = events[len(events)-1].GetHash()
	}
	paper, err := p.paper(ctx, s, machineName(s.machine())+"档案", head, "")
	if err != nil {
		return nil, err
	}
	paper.Head()
	paper.Pairs([]typeset.Pair{
		{Label: "编号", Value: s.number()}, {Label: "名称", Value: s.GetTitle()}, {Label: "所属", Value: s.GetParentTitle()}, {Label: "状态", Value: s.GetStateZh()},
		{Label: "建立时间", Value: stamp(s.GetOpenedAt().AsTime())}, {Label: "进入现状态", Value: stamp(s.GetSince().AsTime())}, {Label: "下一时限", Value: s.nextDue()},
	})
	s.setFacts(paper)
	paper.Section("办理记录")
	paper.Table(s.history(events))
	if len(list) > 0 {
		paper.Section("存证内容")
		paper.Table(snapshotTable(list))
	}
	if err := p.setFiles(ctx, s, paper); err != nil {
		return nil, err
	}
	s.setChildren(paper)
	paper.Note("本档案按查阅人的权限生成，未列入的内容可能不在其权限之内。页脚的内容凭证是办理记录最后一条的凭证，每条凭证都由前一条计算得出。")
	return &sheet{paper, s.fileName("档案", ".pdf")}, nil
}

func machineName(m lifecycle.Machine) string {
	switch m {
	case lifecycle.NeedMachine:
		return "需求"
	case lifecycle.CallMachine:
		return "批次"
	case lifecycle.ReviewMachine:
		return "评审"
	case lifecycle.MeetingMachine:
		return "评审会"
	case lifecycle.LobbyMachine:
		return "请托登记"
	}
	return "项目"
}

func (s *subject) nextDue() string {
	if s.GetDueAt() == nil {
		return ""
	}
	return stamp(s.GetDueAt().AsTime()) + " " + s.GetDueZh()
}

func (s *subject) setFacts(paper *typeset.Paper) {
	for _, section := range sectionsOf(s.facts) {
		m, _ := s.facts[section].(map[string]any)
		pairs := s.words.pairs(m)
		if len(pairs) > 0 {
			paper.Section(s.words.name(section))
			paper.Pairs(pairs)
		}
	}
}

// history says who did what, when, to what effect and why.
func (s *subject) history(events []*docketv1.Event) typeset.Table {
	t := typeset.Table{Columns: []typeset.Column{{Head: "序", Right: true, Whole: true}, {Head: "北京时间", Whole: true}, {Head: "事项"}, {Head: "办理人"}, {Head: "结果"}, {Head: "说明"}}}
	for _, e := range events {
		t.Rows = append(t.Rows, []string{
			fmt.Sprint(e.GetSeq()), stamp(e.GetAt().AsTime()), e.GetZh(), who(e), e.GetTargetZh(), s.why(e),
		})
	}
	return t
}

// who names the person where the reader may know them, and the role in any case.
func who(e *docketv1.Event) string {
	out := lifecycle.RoleName(lifecycle.Role(e.GetRole())).Zh
	if e.GetPerson() != "" {
		out = e.GetPerson() + "\n" + out
	}
	if e.GetStoodInFor() != "" {
		out += "\n（代 " + e.GetStoodInFor() + "）"
	}
	return out
}

// reasons are the facts that say why.
var reasons = []string{
	"reason", "clause", "opinion", "unit_opinion", "unit_comments", "recommendation", "extension_reason", "grounds", "answer", "minutes", "departure", "note", "ground", "cause", "answers", "defects", "points",
}

func (s *subject) why(e *docketv1.Event) string {
	body := e.GetBody().AsMap()
	var out []string
	for _, section := range sectionsOf(body) {
		m, _ := body[section].(map[string]any)
		for _, name := range reasons {
			if said := s.words.say(name, m[name]); said != "" {
				out = append(out, s.words.name(name)+"："+said)
			}
		}
	}
	if rule := s.words.titles[e.GetCause()]; e.GetCause() != "" && rule != "" {
		out = append(out, "依据："+rule)
	}
	return strings.Join(out, "\n")
}

func snapshotTable(list []*docketv1.Snapshot) typeset.Table {
	t := typeset.Table{Columns: []typeset.Column{{Head: "序", Right: true, Whole: true}, {Head: "内容"}, {Head: "北京时间", Whole: true}, {Head: "SHA-256"}}}
	for _, x := range list {
		t.Rows = append(t.Rows, []string{fmt.Sprint(x.GetSeq()), kindName(x.GetKind()), stamp(x.GetAt().AsTime()), x.GetHash()})
	}
	return t
}

func (p *Papers) setFiles(ctx context.Context, s *subject, paper *typeset.Paper) error {
	files, err := p.attachments(ctx, s.GetId())
	if err != nil && !absent(err) {
		return err
	}
	if len(files) == 0 {
		return nil
	}
	form, err := p.Docket.GetForm(ctx, &docketv1.GetFormRequest{Docket: s.GetId()})
	if err != nil {
		return err
	}
	paper.Section("附件清单")
	paper.Table(filling{form: form, files: files}.fileTable())
	return nil
}

func (s *subject) setChildren(paper *typeset.Paper) {
	children := s.reply.GetChildren()
	if len(children) == 0 {
		return
	}
	title := "评审"
	if s.machine() == lifecycle.CallMachine {
		title = "申报项目"
	}
	t := typeset.Table{Columns: []typeset.Column{{Head: "编号"}, {Head: "名称"}, {Head: "状态"}, {Head: "进入现状态", Whole: true}}}
	for _, c := range children {
		code := c.GetCode()
		if s.machine() != lifecycle.CallMachine {
			code = c.GetFacts().GetFields()["review"].GetStructValue().GetFields()["label"].GetStringValue()
		}
		t.Rows = append(t.Rows, []string{code, c.GetTitle(), c.GetStateZh(), stamp(c.GetSince().AsTime())})
	}
	paper.Section(title)
	paper.Table(t)
	if len(children) == childrenShown {
		paper.Note("此处列至 " + fmt.Sprint(childrenShown) + " 项；全部项目请导出列表。")
	}
}

// childrenShown is how many children the record lists with a docket.
const childrenShown = 200

// toJSON writes a value as a file of an archive.
func toJSON(v any) ([]byte, error) {
	raw, err := json.MarshalIndent(v, "", "  ")
	if err != nil {
		return nil, fmt.Errorf("document: %w", err)
	}
	return append(raw, '\n'), nil
}
