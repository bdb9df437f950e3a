package document

import (
	"context"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"buf.build/go/protovalidate"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/types/known/timestamppb"

	docketv1 "yanlu/proto/gen/yanlu/docket/v1"
	"yanlu/services/identity"
	"yanlu/services/lifecycle"
	"yanlu/services/platform/problem"
)

const (
	pageSize = 200
	// mostRows bounds a spreadsheet; what lies beyond is said in it.
	mostRows = 50_000
)

// list answers with the dockets that the caller may see and that pass the
// filters, as a spreadsheet.
func (p *Papers) list(w http.ResponseWriter, r *http.Request) error {
	req, err := filtersOf(r.URL.Query())
	if err != nil {
		return err
	}
	caller, _ := identity.FromContext(r.Context())
	book, err := newWorkbook(lifecycle.Machine(req.GetMachine()))
	if err != nil {
		return err
	}
	defer book.close()
	if err := p.write(r.Context(), req, caller.Name, book); err != nil {
		return err
	}
	name := machineList(lifecycle.Machine(req.GetMachine())) + "-" + p.now().In(shanghai).Format("20060102-150405") + ".xlsx"
	headers(w, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", disposition("attachment", name))
	return book.write(w)
}

// write fills a spreadsheet when its turn comes: a long list reads the record many times over.
func (p *Papers) write(ctx context.Context, req *docketv1.ListDocketsRequest, who string, book *workbook) error {
	done, err := p.listTurn.take(ctx)
	if err != nil {
		return err
	}
	defer done()
	cut, err := p.fill(ctx, req, book, mostRows)
	if err != nil {
		return err
	}
	return book.finish(p.aboutList(req, who, book, cut))
}

// fill writes every page of a list, and says whether rows had to be left out.
func (p *Papers) fill(ctx context.Context, req *docketv1.ListDocketsRequest, book *workbook, most int) (cut bool, err error) {
	for {
		reply, err := p.Docket.ListDockets(ctx, req)
		if err != nil {
			return false, err
		}
		for _, d := range reply.GetDockets() {
			if d.GetMachine() == "" {
				continue // not the caller's to see
			}
			if book.rows == most {
				return true, nil
			}
			if err := book.add(d); err != nil {
				return false, err
			}
		}
		if req.PageToken = reply.GetNextPageToken(); req.PageToken == "" {
			return false, nil
		}
	}
}

// filtersOf reads the filters by their JSON names. An unknown one is refused: a
// list that is silently wider than asked for would be taken for the narrow one.
func filtersOf(q url.Values) (*docketv1.ListDocketsRequest, error) {
	req := &docketv1.ListDocketsRequest{}
	p := problem.New(problem.Invalid, "FIELD_INVALID", "筛选条件有误", "a filter is wrong")
	m := req.ProtoReflect()
	for name, values := range q {
		fd := m.Descriptor().Fields().ByJSONName(name)
		if fd == nil || slices.ContainsFunc(values, garbled) || !setFilter(m, fd, values) {
			p.At(name, "不支持这一条件或取值", "not a filter, or not a value for it")
		}
	}
	if len(p.Violations) > 0 {
		return nil, p
	}
	req.PageSize, req.PageToken = pageSize, ""
	if err := protovalidate.Validate(req); err != nil {
		return nil, problem.New(problem.Invalid, "FIELD_INVALID", "筛选条件有误", "a filter is wrong: "+err.Error())
	}
	return req, nil
}

// garbled says that a value is no text.
func garbled(value string) bool { return !utf8.ValidString(value) }

func setFilter(m protoreflect.Message, fd protoreflect.FieldDescriptor, values []string) bool {
	switch {
	case fd.IsList():
		list := m.Mutable(fd).List()
		for _, v := range values {
			list.Append(protoreflect.ValueOfString(v))
		}
		return true
	case len(values) != 1:
		return false
	case fd.Kind() == protoreflect.StringKind:
		m.Set(fd, protoreflect.ValueOfString(values[0]))
		return true
	case fd.Kind() == protoreflect.BoolKind:
		on, err := strconv.ParseBool(values[0])
		m.Set(fd, protoreflect.ValueOfBool(on))
		return err == nil
	case fd.Kind() == protoreflect.MessageKind: // moments are the only messages among the filters
		at, err := time.Parse(time.RFC3339Nano, values[0])
		m.Set(fd, protoreflect.ValueOfMessage(timestamppb.New(at).ProtoReflect()))
		return err == nil
	}
	return fd.Name() == "page_size" // every page is taken
}

func machineList(m lifecycle.Machine) string {
	switch m {
	case "":
		return "事项列表"
	case lifecycle.CallMachine:
		return "批次列表"
	}
	return machineName(m) + "列表"
}

// aboutList says who exported what, when and under which filters.
func (p *Papers) aboutList(req *docketv1.ListDocketsRequest, who string, book *workbook, cut bool) [][2]string {
	at := p.now().In(shanghai)
	out := [][2]string{
		{"列表", machineList(lifecycle.Machine(req.GetMachine()))}, {"导出人", who}, {"导出时间（北京时间）", at.Format("2006-01-02 15:04:05")}, {"行数", strconv.Itoa(book.rows)},
	}
	add := func(label, value string) {
		if value != "" {
			out = append(out, [2]string{"条件：" + label, value})
		}
	}
	var states []string
	for _, s := range req.GetStates() {
		states = append(states, stateName(lifecycle.Machine(req.GetMachine()), s))
	}
	add("状态", strings.Join(states, "、"))
	add("关键词", req.GetQuery())
	add("所属", book.parents[req.GetParent()])
	add("申报单位", book.names[req.GetHostOrg()])
	add("项目负责人", book.names[req.GetPi()])
	add("规划选题", req.GetTopic())
	add("待我办理", yes(req.GetMine()))
	add("已超时限", yes(req.GetLate()))
	add("未办结", yes(req.GetOpen()))
	add("进入现状态不早于", moment(req.GetSinceFrom()))
	add("进入现状态不晚于", moment(req.GetSinceTo()))
	if cut {
		out = append(out, [2]string{"注意", "本表只列出前 " + strconv.Itoa(book.rows) + " 行，其余未列出；请缩小条件后分次导出。"})
	}
	return append(out, [2]string{"说明", "本表按导出人的权限生成；金额单位为万元，时间为北京时间。"})
}

func yes(on bool) string {
	if on {
		return "是"
	}
	return ""
}

func moment(t *timestamppb.Timestamp) string {
	if t == nil {
		return ""
	}
	return stamp(t.AsTime())
}

// stateName is what a state is called in a machine, or in the first that has it.
func stateName(m lifecycle.Machine, state string) string {
	laws := lifecycle.Laws()
	if m != "" {
		laws = slices.DeleteFunc(slices.Clone(laws), func(l *lifecycle.Law) bool { return l.Machine != m })
	}
	for _, law := range laws {
		if st, ok := law.Standing(lifecycle.State(state)); ok {
			return st.Zh
		}
	}
	return state
}
