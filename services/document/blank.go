package document

import (
	"context"
	"fmt"
	"net/http"
	"strconv"
	"strings"

	"yanlu/services/document/typeset"
	"yanlu/services/lifecycle"
	"yanlu/services/platform/problem"
	"yanlu/services/policy"
)

// blankForm serves the empty form of a published call, to everybody.
func (p *Papers) blankForm(w http.ResponseWriter, r *http.Request) error {
	return p.print(w, r, &p.openTurn, p.blank)
}

// blank sets the form of a call with every question, its hint and room to write.
func (p *Papers) blank(ctx context.Context, req request) (*sheet, error) {
	call, err := p.see(ctx, req.docket)
	if err != nil {
		return nil, err
	}
	hash := call.text("terms", "pack_hash")
	if call.machine() != lifecycle.CallMachine || hash == "" {
		return nil, noForm()
	}
	pack, err := p.Docket.Book.Pack(ctx, hash)
	if err != nil {
		return nil, err
	}
	form, ok := pack.Form("proposal")
	if !ok {
		return nil, noForm()
	}
	paper, err := p.paper(ctx, call, form.Zh+"（空白表）", hash, "")
	if err != nil {
		return nil, err
	}
	paper.Head()
	paper.Pairs([]typeset.Pair{
		{Label: "开始受理", Value: call.said("window", "opens_at")}, {Label: "受理截止", Value: call.said("window", "closes_at")},
		{Label: "适用规则", Value: packTitle(pack)},
	})
	paper.Note("标 * 的为必填项。本表供填报前阅读与准备，正式申报以系统内填写的内容为准。金额单位：万元。")
	for i, section := range form.Sections {
		paper.Section(numeral(i+1) + "、" + section.Zh)
		for _, f := range section.Fields {
			question(paper, f)
		}
	}
	return &sheet{paper, call.fileName(form.Zh+"空白表", ".pdf")}, nil
}

func noForm() error {
	return problem.New(problem.NotFound, "FORM_NOT_FOUND", "该批次没有可供下载的申报表", "this call has no form to read")
}

// question sets one question with room for its answer.
func question(paper *typeset.Paper, f policy.Field) {
	paper.Sub(labelled(f.Zh, f.Req))
	if about := about(f); about != "" {
		paper.Note(about)
	}
	switch f.Type {
	case "table":
		t := typeset.Table{}
		for _, c := range f.Columns {
			t.Columns = append(t.Columns, typeset.Column{Head: labelled(c.Zh, c.Req) + unitOf(c)})
		}
		empty := make([]string, len(f.Columns))
		empty[0] = "\n " // a row high enough to write in
		t.Rows = [][]string{empty, empty, empty}
		paper.Table(t)
		for _, c := range f.Columns {
			if len(c.Options) > 0 {
				paper.Note(c.Zh + "：" + choices(c.Options))
			}
		}
	case "enum":
		paper.Text(choices(f.Options))
	case "bool":
		paper.Text("□ 是　　□ 否")
	case "long":
		paper.WritingLines(6)
	default:
		paper.WritingLines(1)
	}
}

func labelled(name string, required bool) string {
	if required {
		return name + " *"
	}
	return name
}

func choices(options []policy.Option) string {
	var out []string
	for _, o := range options {
		out = append(out, "□ "+o.Zh)
	}
	return strings.Join(out, "　　")
}

// unitOf is the unit of a column's figures.
func unitOf(f policy.Field) string {
	if f.Type == "money" {
		return "（万元）"
	}
	return ""
}

// about says how a question is to be answered.
func about(f policy.Field) string {
	var out []string
	if f.Hint != "" {
		out = append(out, "提示："+f.Hint)
	}
	switch {
	case f.Range:
		out = append(out, "填写起止两端")
	case f.Type == "money":
		out = append(out, "单位：万元")
	case f.Type == "file":
		out = append(out, "上传附件")
	case f.Type == "date":
		out = append(out, "格式：年-月-日")
	}
	if f.Max > 0 {
		out = append(out, "不超过 "+strconv.Itoa(f.Max)+" 字")
	}
	return strings.Join(out, "；")
}

// numeral writes a small number as sections are counted: 一、二、…、十一.
func numeral(n int) string {
	const digits = "零一二三四五六七八九"
	d := []rune(digits)
	switch {
	case n < 10:
		return string(d[n])
	case n < 20:
		return strings.TrimSuffix("十"+string(d[n%10]), "零")
	case n < 100:
		return strings.TrimSuffix(string(d[n/10])+"十"+string(d[n%10]), "零")
	}
	return fmt.Sprint(n)
}
