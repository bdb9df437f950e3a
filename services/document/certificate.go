package document

import (
	"context"
	"slices"
	"strings"

	"yanlu/services/closure"
	"yanlu/services/document/typeset"
	"yanlu/services/lifecycle"
)

// certified are the conclusions that a certificate is given for.
var certified = []string{closure.PassedExcellent, closure.Passed}

// certificate sets the closure certificate of a project that has passed: its
// number is the agreement's with another prefix, and is answered by the check of numbers.
func (p *Papers) certificate(ctx context.Context, req request) (*sheet, error) {
	s, err := p.see(ctx, req.docket)
	if err != nil {
		return nil, err
	}
	agreed, had := strings.CutPrefix(s.text("agreement", "number"), "HT-")
	over := []string{string(lifecycle.Passed), string(lifecycle.Archived)}
	if !had || !slices.Contains(certified, s.text("closure", "outcome")) || !slices.Contains(over, s.GetState()) {
		return nil, notYet("项目尚未通过验收，没有结题证书", "the project has not passed its closure; there is no certificate")
	}
	number := "JT-" + agreed
	bureau, err := p.bureau(ctx)
	if err != nil {
		return nil, err
	}
	paper, err := typeset.New(typeset.Meta{Bureau: bureau, Title: "科技计划项目结题证书", Name: s.GetTitle(), Number: number, At: p.now(), Zone: shanghai})
	if err != nil {
		return nil, err
	}
	paper.Head()
	paper.Text("下列项目已按任务书完成，经验收通过，准予结题。")
	paper.Pairs([]typeset.Pair{
		{Label: "证书编号", Value: number}, {Label: "项目名称", Value: s.GetTitle()}, {Label: "立项编号", Value: s.GetCode()}, {Label: "任务书编号", Value: "HT-" + agreed},
		{Label: "承担单位", Value: s.said("parties", "host_org")}, {Label: "项目负责人", Value: s.said("parties", "pi")}, {Label: "所属批次", Value: s.batch()},
		{Label: "资助金额", Value: s.said("decision", "amount_fen")}, {Label: "验收结论", Value: s.said("closure", "outcome")},
		{Label: "验收时间（北京时间）", Value: s.said("closure", "concluded_at")}, {Label: "核验地址", Value: req.site + "/check?number=" + number},
	})
	paper.Note("在核验地址输入证书编号，可核对本证书是否由本系统出具。")
	return &sheet{paper, safeName(number+"-结题证书", "结题证书") + ".pdf"}, nil
}
