package document

import (
	"context"
	"fmt"
	"slices"
	"strings"

	reviewv1 "yanlu/proto/gen/yanlu/review/v1"
	"yanlu/services/document/typeset"
	"yanlu/services/lifecycle"
)

// minutes sets the minutes of a panel meeting as its reader may see them: signed, or marked as not signed yet.
func (p *Papers) minutes(ctx context.Context, req request) (*sheet, error) {
	s, err := p.see(ctx, req.docket)
	if err != nil {
		return nil, err
	}
	if s.machine() != lifecycle.MeetingMachine {
		return nil, notYet("不是评审会，没有纪要", "this is no panel meeting; there are no minutes")
	}
	m, err := p.meetings().GetMeeting(ctx, &reviewv1.GetMeetingRequest{Docket: s.GetId()})
	if err != nil {
		return nil, err
	}
	mark := ""
	if m.GetSignedAt() == nil {
		mark = "未签署"
	}
	paper, err := p.paper(ctx, s, "评审会纪要", m.GetHash(), mark)
	if err != nil {
		return nil, err
	}
	paper.Head()
	setMeeting(paper, m)
	return &sheet{paper, s.fileName("评审会纪要", ".pdf")}, nil
}

var (
	meetingModes = map[string]string{"remote": "通讯评审", "panel": "会议评审", "interview": "答辩评审", "survey": "现场考察"}
	presences    = map[string]string{"present": "到会", "remote": "线上", "absent": "缺席", "": "未登记"}
)

func setMeeting(paper *typeset.Paper, m *reviewv1.GetMeetingResponse) {
	pairs := []typeset.Pair{{Label: "所属批次", Value: m.GetCallTitle()}, {Label: "评审方式", Value: meetingModes[m.GetMode()]}, {Label: "开会时间（北京时间）", Value: stamp(m.GetAt().AsTime())}, {Label: "地点", Value: m.GetPlace()}}
	if m.GetSignedAt() != nil {
		pairs = append(pairs, typeset.Pair{Label: "签署时间（北京时间）", Value: stamp(m.GetSignedAt().AsTime())})
	}
	paper.Pairs(pairs)
	paper.Section("一、到会情况")
	seats := typeset.Table{Columns: []typeset.Column{{Head: "席位"}, {Head: "姓名"}, {Head: "职责"}, {Head: "到会情况"}}}
	for _, x := range m.GetMembers() {
		duty := "委员"
		if x.GetChair() {
			duty = "组长"
		}
		seats.Rows = append(seats.Rows, []string{x.GetSeat(), x.GetName(), duty, presences[x.GetPresence()]})
	}
	paper.Table(seats)
	paper.Section("二、逐项评议")
	for _, i := range m.GetItems() {
		setItem(paper, i)
	}
	paper.Section("三、排序")
	setOrder(paper, m)
	paper.Section("四、会议纪要")
	paper.Text(orElse(m.GetMinutes(), "——"))
	paper.Section("五、评审组意见")
	paper.Text(orElse(m.GetReport(), "——"))
	paper.Note("合议分与汇总得分并列记录，是否计入由本批次适用的规则包规定。席位不含姓名的，系按查阅人的权限生成。")
}

func setItem(paper *typeset.Paper, i *reviewv1.MeetingItem) {
	if i.GetHidden() {
		paper.Text(fmt.Sprintf("%d. 已回避", i.GetNo()))
		return
	}
	head := fmt.Sprintf("%d. %s", i.GetNo(), i.GetTitle())
	if i.GetHost() != "" { // behind the curtain of a double-blind review
		head += "（" + i.GetHost() + "）"
	}
	paper.Text(head)
	scores := make([]string, 0, len(i.GetScores()))
	for _, x := range i.GetScores() {
		scores = append(scores, x.GetLabel()+" "+x.GetTotal())
	}
	pairs := []typeset.Pair{{Label: "申请金额", Value: wan(i.GetRequestedFen()) + " 万元"}, {Label: "个人评分", Value: strings.Join(scores, "、")}, {Label: "汇总得分", Value: i.GetAggregate()}}
	if c := i.GetConsensus(); c != nil {
		pairs = append(pairs, typeset.Pair{Label: "合议分", Value: c.GetScore()}, typeset.Pair{Label: "合议理由", Value: c.GetReason()})
	}
	pairs = append(slotPairs(i), pairs...)
	for _, x := range i.GetRecusals() {
		pairs = append(pairs, typeset.Pair{Label: "回避", Value: x.GetSeat() + "：" + x.GetGround()})
	}
	for _, x := range i.GetNotes() {
		pairs = append(pairs, typeset.Pair{Label: "讨论记录（" + orElse(x.GetSeat(), "秘书") + "）", Value: x.GetText()})
	}
	paper.Pairs(slices.DeleteFunc(pairs, func(p typeset.Pair) bool { return p.Value == "" }))
}

var attendances = map[string]string{"came": "按时到场", "late": "迟到", "absent": "未到场"}

// slotPairs are when and where an applicant was heard or visited, who came, and what was found there last.
func slotPairs(i *reviewv1.MeetingItem) []typeset.Pair {
	var pairs []typeset.Pair
	if s := i.GetSlot(); s != nil {
		pairs = append(pairs, typeset.Pair{Label: "安排时段（北京时间）", Value: fmt.Sprintf("%s，%d分钟", stamp(s.GetAt().AsTime()), s.GetMinutes())}, typeset.Pair{Label: "安排地点", Value: s.GetPlace()})
	}
	if came := i.GetAttendance(); came != nil {
		value := attendances[came.GetPresence()]
		if came.GetBy() != "" {
			value += "：" + came.GetBy()
		}
		pairs = append(pairs, typeset.Pair{Label: "申报单位到场", Value: value})
	}
	if n := len(i.GetFindings()); n > 0 {
		pairs = append(pairs, findingsPairs(i.GetFindings()[n-1])...)
	}
	return pairs
}

func findingsPairs(f *reviewv1.MeetingFindings) []typeset.Pair {
	files := make([]string, 0, len(f.GetFiles()))
	for _, x := range f.GetFiles() {
		files = append(files, x.GetName()+"（SHA-256 "+x.GetSha256()+"）")
	}
	return []typeset.Pair{
		{Label: "考察记录", Value: fmt.Sprintf("第%d版，%s于%s记录", f.GetVersion(), f.GetSeat(), stamp(f.GetAt().AsTime()))},
		{Label: "考察时间和地点", Value: stamp(f.GetVisited().AsTime()) + "，" + f.GetPlace()},
		{Label: "会见人员", Value: f.GetMet()},
		{Label: "场地设备", Value: f.GetEquipment()},
		{Label: "团队", Value: f.GetTeam()},
		{Label: "前期基础", Value: f.GetBasis()},
		{Label: "经费", Value: f.GetFunds()},
		{Label: "考察结论", Value: f.GetConclusion()},
		{Label: "附件", Value: strings.Join(files, "、")},
	}
}

func setOrder(paper *typeset.Paper, m *reviewv1.GetMeetingResponse) {
	if len(m.GetOrder()) == 0 {
		paper.Text("——")
		return
	}
	items := map[string]*reviewv1.MeetingItem{}
	for _, i := range m.GetItems() {
		items[i.GetDocket()] = i
	}
	table := typeset.Table{Columns: []typeset.Column{{Head: "名次", Right: true}, {Head: "项目"}, {Head: "汇总得分", Right: true}, {Head: "合议分", Right: true}, {Head: "申请金额（万元）", Right: true}}}
	if !m.GetLineHidden() {
		table.Columns = append(table.Columns, typeset.Column{Head: "资金线"})
	}
	for n, id := range m.GetOrder() {
		i := items[id]
		row := []string{fmt.Sprint(n + 1), i.GetTitle(), i.GetAggregate(), i.GetConsensus().GetScore(), wan(i.GetRequestedFen())}
		if !m.GetLineHidden() {
			where := "线下"
			if slices.Contains(m.GetAboveLine(), id) {
				where = "线上"
			}
			row = append(row, where)
		}
		table.Rows = append(table.Rows, row)
	}
	paper.Table(table)
}

func orElse(text, otherwise string) string {
	if text == "" {
		return otherwise
	}
	return text
}
