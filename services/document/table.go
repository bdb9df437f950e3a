package document

import (
	"context"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	deskv1 "yanlu/proto/gen/yanlu/desk/v1"
	identityv1 "yanlu/proto/gen/yanlu/identity/v1"
	reviewv1 "yanlu/proto/gen/yanlu/review/v1"
	"yanlu/services/identity"
	"yanlu/services/lifecycle"
)

// Tables are the reading methods of lists that are no lists of dockets. Each is
// asked in the reader's name, after Allows said that the reader may call it.
type Tables struct {
	Allows  func(method string, caller *identity.Caller) error
	Desk    deskv1.DeskServiceServer
	Members identityv1.MemberServiceServer
}

// table is one such list: the method whose permission it has, its columns, and how its rows are read.
type table struct {
	name    string
	method  string
	columns []column
	rows    func(ctx context.Context, p *Papers, q url.Values, row func(...any) error) error
}

var tables = map[string]table{
	"rank.xlsx": {"评审排序表", reviewv1.ReviewService_RankList_FullMethodName, []column{
		{head: "序位", width: 6, kind: figures}, {head: "名称", width: 44}, {head: "申报单位", width: 28}, {head: "综合得分", width: 10, kind: figures},
		{head: "有效评分", width: 9, kind: figures}, {head: "低于入围线", width: 10}, {head: "核心指标不足", width: 20}, {head: "资金线以上", width: 10},
		{head: "专家推荐", width: 9}, {head: "专家建议金额（万元）", width: 18, kind: wans}, {head: "状态", width: 16}, {head: "申请金额（万元）", width: 16, kind: wans},
		{head: "累计申请（万元）", width: 16, kind: wans},
	}, rankRows},
	"extensions.xlsx": {"延期办理表", deskv1.DeskService_ListExtensions_FullMethodName, []column{
		{head: "编号", width: 18}, {head: "名称", width: 44}, {head: "申报单位", width: 28}, {head: "状态", width: 16}, {head: "延至", width: 17, kind: moments},
		{head: "仍在延期", width: 9}, {head: "理由", width: 44}, {head: "批准人", width: 12}, {head: "批准时间", width: 17, kind: moments},
	}, extensionRows},
	"members.xlsx": {"人员与权限表", identityv1.MemberService_ListMembers_FullMethodName, []column{
		{head: "姓名", width: 12}, {head: "登录名", width: 16}, {head: "职称职务", width: 20}, {head: "权限", width: 36}, {head: "负责的在办项目", width: 14, kind: figures},
	}, memberRows},
	"messages.xlsx": {"群发消息表", deskv1.DeskService_ListMessages_FullMethodName, []column{
		{head: "主题", width: 28}, {head: "内容", width: 60}, {head: "发送人", width: 12}, {head: "发送时间", width: 17, kind: moments}, {head: "涉及项目", width: 9, kind: figures},
		{head: "收件人", width: 9, kind: figures}, {head: "已读", width: 9, kind: figures},
	}, messageRows},
}

// table answers with a list as a spreadsheet.
func (p *Papers) table(w http.ResponseWriter, r *http.Request) error {
	t, ok := tables[r.PathValue("table")]
	if !ok || p.Tables.Allows == nil {
		return noPaper(w, r)
	}
	caller, signedIn := identity.FromContext(r.Context())
	who := &caller
	if !signedIn {
		who = nil
	}
	if err := p.Tables.Allows(t.method, who); err != nil {
		return err
	}
	book, err := newTable(t.columns)
	if err != nil {
		return err
	}
	defer book.close()
	if err := p.writeTable(r.Context(), t, r.URL.Query(), caller.Name, book); err != nil {
		return err
	}
	headers(w, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", disposition("attachment", t.name+"-"+p.now().In(shanghai).Format("20060102-150405")+".xlsx"))
	return book.write(w)
}

func (p *Papers) writeTable(ctx context.Context, t table, q url.Values, who string, book *workbook) error {
	done, err := p.listTurn.take(ctx)
	if err != nil {
		return err
	}
	defer done()
	if err := t.rows(ctx, p, q, func(values ...any) error { return book.row(values) }); err != nil {
		return err
	}
	return book.finish([][2]string{
		{"列表", t.name}, {"导出人", who}, {"导出时间（北京时间）", p.now().In(shanghai).Format("2006-01-02 15:04:05")}, {"行数", strconv.Itoa(book.rows)},
		{"说明", "本表按导出人的权限生成；金额单位为万元，时间为北京时间。"},
	})
}

func rankRows(ctx context.Context, p *Papers, q url.Values, row func(...any) error) error {
	list, err := p.reviews().RankList(ctx, &reviewv1.RankListRequest{Call: q.Get("call")})
	if err != nil {
		return err
	}
	for _, r := range list.GetRows() {
		var short []string
		for _, c := range r.GetShort() {
			short = append(short, c.GetZh())
		}
		var advice any // nobody named an amount
		if r.GetAdviceFen() > 0 {
			advice = r.GetAdviceFen()
		}
		err := row(int(r.GetRank()), r.GetTitle(), r.GetHost(), points(r.GetAggregate()), int(r.GetValid()), yes(r.GetBelowLine()), strings.Join(short, "、"), yes(r.GetAboveMoneyLine()), r.GetAdvised(), advice,
			stateName(lifecycle.ProjectMachine, r.GetState()), r.GetRequestedFen(), r.GetCumulativeFen())
		if err != nil {
			return err
		}
	}
	return nil
}

func extensionRows(ctx context.Context, p *Papers, q url.Values, row func(...any) error) error {
	list, err := p.Tables.Desk.ListExtensions(ctx, &deskv1.ListExtensionsRequest{Call: q.Get("call")})
	if err != nil {
		return err
	}
	for _, x := range list.GetExtensions() {
		d := x.GetDocket()
		err := row(numberOf(d), d.GetTitle(), named("host_org")(d), d.GetStateZh(), when(x.GetUntil()), yes(x.GetRunning()), x.GetReason(), x.GetGrantedByName(), when(x.GetGrantedAt()))
		if err != nil {
			return err
		}
	}
	return nil
}

func memberRows(ctx context.Context, p *Papers, q url.Values, row func(...any) error) error {
	list, err := p.Tables.Members.ListMembers(ctx, &identityv1.ListMembersRequest{Organisation: q.Get("organisation")})
	if err != nil {
		return err
	}
	for _, m := range list.GetMembers() {
		var roles []string
		for _, g := range m.GetRoles() {
			roles = append(roles, lifecycle.RoleName(lifecycle.Role(g.GetRole())).Zh)
		}
		if err := row(m.GetName(), m.GetLogin(), m.GetTitle(), strings.Join(roles, "、"), int(m.GetOpen())); err != nil {
			return err
		}
	}
	return nil
}

func messageRows(ctx context.Context, p *Papers, _ url.Values, row func(...any) error) error {
	for req := (&deskv1.ListMessagesRequest{}); ; {
		list, err := p.Tables.Desk.ListMessages(ctx, req)
		if err != nil {
			return err
		}
		for _, m := range list.GetMessages() {
			if err := row(m.GetSubject(), m.GetText(), m.GetSenderName(), when(m.GetAt()), int(m.GetDockets()), int(m.GetPeople()), int(m.GetRead())); err != nil {
				return err
			}
		}
		if req.PageToken = list.GetNextPageToken(); req.PageToken == "" {
			return nil
		}
	}
}
