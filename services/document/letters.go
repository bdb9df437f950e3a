package document

import (
	"context"
	"net/http"
	"strings"

	awardv1 "yanlu/proto/gen/yanlu/award/v1"
	"yanlu/services/document/typeset"
	"yanlu/services/lifecycle"
	"yanlu/services/policy"
)

// receipt sets the receipt of an application: what was received, when, and how to check it.
func (p *Papers) receipt(ctx context.Context, req request) (*sheet, error) {
	s, err := p.see(ctx, req.docket)
	if err != nil {
		return nil, err
	}
	number := s.text("intake", "receipt")
	if number == "" {
		return nil, notYet("尚未受理提交，没有回执", "nothing was submitted yet; there is no receipt")
	}
	hash := s.text("intake", "content_hash")
	paper, err := p.paper(ctx, s, "受理回执", hash, "")
	if err != nil {
		return nil, err
	}
	paper.Head()
	paper.Text("以下申报材料已由系统收讫，登记如下：")
	paper.Pairs([]typeset.Pair{
		{Label: "受理编号", Value: number}, {Label: "项目名称", Value: s.GetTitle()}, {Label: "申报单位", Value: s.said("parties", "host_org")},
		{Label: "所属批次", Value: s.batch()}, {Label: "提交时间（北京时间）", Value: s.said("intake", "submitted_at")},
		{Label: "内容凭证（SHA-256）", Value: hash}, {Label: "核验地址", Value: req.site + "/check?number=" + number},
	})
	paper.Note("内容凭证由提交时的全部申报内容与附件清单计算得出，内容有任何改动，凭证即不相同。持本回执可在核验地址输入受理编号和内容凭证的前几位，核对本回执是否由本系统出具。")
	return &sheet{paper, s.fileName("受理回执", ".pdf")}, nil
}

// agreement sets the task agreement: the signed one, or the one last submitted, marked as unsigned.
func (p *Papers) agreement(ctx context.Context, req request) (*sheet, error) {
	s, err := p.see(ctx, req.docket)
	if err != nil {
		return nil, err
	}
	list, err := p.snapshots(ctx, s.GetId())
	if err != nil {
		return nil, err
	}
	snap := newest(list, req.snapshot, "signed_agreement", "agreement")
	if snap == nil || s.machine() != lifecycle.ProjectMachine {
		return nil, notYet("尚无任务书", "there is no task agreement yet")
	}
	content := snap.GetContent().AsMap()
	changed, _ := content["change_no"].(string)
	if whole, ok := content["agreement"].(map[string]any); ok { // a change keeps the agreement as changed, with the change
		content = whole
	}
	signed := content["signed_at"] != nil
	mark := ""
	if !signed {
		mark = "未签署"
	}
	number, _ := content["number"].(string)
	bureau, err := p.bureau(ctx)
	if err != nil {
		return nil, err
	}
	paper, err := typeset.New(typeset.Meta{
		Bureau: bureau, Title: "科技计划项目任务书", Name: s.GetTitle(), Number: number, Hash: snap.GetHash(), At: p.now(), Zone: policy.Shanghai, Mark: mark,
	})
	if err != nil {
		return nil, err
	}
	paper.Head()
	s.setAgreement(paper, content, bureau, changed)
	name := s.fileName("任务书", ".pdf")
	if number != "" {
		name = safeName(number+"-任务书", "任务书") + ".pdf"
	}
	return &sheet{paper, name}, nil
}

func (s *subject) setAgreement(paper *typeset.Paper, g map[string]any, bureau, change string) {
	say := func(name string) string { return s.words.say(name, g[name]) }
	changed := ""
	if change != "" {
		changed = "含第 " + strings.TrimPrefix(change, "C") + " 次变更"
	}
	paper.Pairs([]typeset.Pair{
		{Label: "任务书编号", Value: say("number")}, {Label: "立项编号", Value: s.GetCode()}, {Label: "甲方（管理单位）", Value: bureau},
		{Label: "乙方（承担单位）", Value: s.said("parties", "host_org")}, {Label: "项目负责人", Value: s.said("parties", "pi")},
		{Label: "所属批次", Value: s.batch()}, {Label: "资助金额", Value: s.said("decision", "amount_fen")}, {Label: "执行期", Value: months(g)},
		{Label: "执行期截止", Value: say("term_ends")}, {Label: "适用规则", Value: say("pack")}, {Label: "版本", Value: say("version")}, {Label: "变更", Value: changed},
	})
	paper.Section("一、研究内容")
	paper.Text(say("content"))
	paper.Section("二、考核指标")
	paper.Table(targets(g["targets"]))
	paper.Section("三、成果归属与转化")
	paper.Text(say("ip_clause"))
	paper.Section("四、违约、终止与免责")
	paper.Text(say("breach"))
	paper.Section("五、签署")
	paper.Pairs([]typeset.Pair{
		{Label: "乙方提交（北京时间）", Value: say("submitted_at")}, {Label: "甲方签署（北京时间）", Value: say("signed_at")}, {Label: "签署意见", Value: s.said("agreement", "opinion")},
	})
	paper.Table(typeset.Table{
		Columns: []typeset.Column{{Head: "甲方（盖章）　　　　　　　　　　"}, {Head: "乙方（盖章）　　　　　　　　　　"}},
		Rows:    [][]string{{"\n\n\n年　　月　　日", "\n\n\n年　　月　　日"}},
	})
}

func months(g map[string]any) string {
	if n, ok := g["months"].(float64); ok && n > 0 {
		return number(n) + " 个月"
	}
	return ""
}

func targets(v any) typeset.Table {
	t := typeset.Table{Columns: []typeset.Column{{Head: "指标"}, {Head: "目标值", Right: true}, {Head: "单位"}}}
	list, _ := v.([]any)
	for _, x := range list {
		m, _ := x.(map[string]any)
		cell := func(name string) string { s, _ := m[name].(string); return s }
		t.Rows = append(t.Rows, []string{cell("name"), cell("value"), cell("unit")})
	}
	return t
}

// notice serves the public notice of one item, to everybody, as long as it is on notice.
func (p *Papers) notice(w http.ResponseWriter, r *http.Request) error {
	if !strings.HasSuffix(r.PathValue("paper"), ".pdf") {
		return noPaper(w, r)
	}
	return p.print(w, r, &p.openTurn, p.noticeSheet)
}

func (p *Papers) noticeSheet(ctx context.Context, req request) (*sheet, error) {
	reply, err := p.awards().GetNotice(ctx, &awardv1.GetNoticeRequest{Docket: req.docket})
	if err != nil {
		return nil, err
	}
	n := reply.GetNotice()
	bureau, err := p.bureau(ctx)
	if err != nil {
		return nil, err
	}
	paper, err := typeset.New(typeset.Meta{Bureau: bureau, Title: "拟立项项目公示", Name: n.GetCallTitle(), Number: n.GetCode(), At: p.now(), Zone: policy.Shanghai})
	if err != nil {
		return nil, err
	}
	paper.Head()
	paper.Text(n.GetText())
	paper.Pairs([]typeset.Pair{
		{Label: "项目名称", Value: n.GetTitle()}, {Label: "受理编号", Value: n.GetCode()}, {Label: "申报单位", Value: n.GetHost()}, {Label: "项目负责人", Value: n.GetPi()},
		{Label: "拟资助金额", Value: wan(n.GetAmountFen()) + " 万元"}, {Label: "公示开始", Value: stamp(n.GetStarts().AsTime())}, {Label: "公示结束", Value: stamp(n.GetEnds().AsTime())},
		{Label: "状态", Value: noticeState(n)},
	})
	paper.Text("公示期内，单位和个人对公示内容有异议的，可以书面或者通过下列地址提出，写明事实、理由和证据，并提供真实姓名或单位名称及联系方式；匿名提出的，须附证据或证据线索。提出异议人的身份依法保密。")
	paper.Pairs([]typeset.Pair{{Label: "公示与异议地址", Value: req.site + "/notices/" + n.GetDocket()}})
	return &sheet{paper, safeName(n.GetCode()+"-公示", "公示") + ".pdf"}, nil
}

func noticeState(n *awardv1.Notice) string {
	if n.GetPaused() {
		return n.GetStateZh() + "（异议处理期间公示期暂停计算）"
	}
	return n.GetStateZh()
}
