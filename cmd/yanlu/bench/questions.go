package bench

import (
	"context"
	"fmt"
	"strings"

	"google.golang.org/protobuf/proto"

	deskv1 "yanlu/proto/gen/yanlu/desk/v1"
	docketv1 "yanlu/proto/gen/yanlu/docket/v1"
)

// desk asks what people ask all day.
type desk struct {
	*lake
	dockets docketv1.DocketServiceClient
	desk    deskv1.DeskServiceClient
}

const (
	pageOfList = 50
	// columns are what every list reads of a docket.
	columns = "select id, machine, state, terminal, seq, head, opened_at, since, ended_at, facts from docket where "
	words   = "id in (select id from search_entry where kind = 'docket' and grams @> grams_of(array[$1]) and plain like '%' || $1 || '%')"
)

// questions are the lists that are measured.
func (d *desk) questions(ctx context.Context) ([]question, error) {
	out := d.plain()
	deep, err := d.deep(ctx)
	if err != nil {
		return nil, err
	}
	out = append(out, deep)
	for _, s := range []struct {
		name  string
		words []string
	}{
		{"search: a rare word", []string{rareWord, "气凝胶", "石墨烯"}},
		{"search: a common word", []string{"关键技术", "关键技术研究"}},
		{"search: two characters", []string{"材料", "装备", "储氢", "检测"}},
		{"search: one character", []string{"氢", "术", "高", "硅"}},
	} {
		q := question{caller: "officer", name: s.name}
		find := question{caller: "officer", name: "box " + s.name, unranked: true}
		for _, w := range s.words {
			q.asks = append(q.asks, d.list("officer", &docketv1.ListDocketsRequest{Machine: "project", Query: w}, "machine = 'project' and "+words, "since desc, id desc", w))
			find.asks = append(find.asks, d.box(w))
		}
		out = append(out, q, find)
	}
	return append(append(out, d.near()...), d.pipeline(), d.queue()), nil
}

// plain are an officer's lists by filter and order.
func (d *desk) plain() []question {
	one := func(name string, asks ...ask) question { return question{caller: "officer", name: name, asks: asks} }
	project := func(r *docketv1.ListDocketsRequest, where, order string, args ...any) ask {
		r.Machine = "project"
		return d.list("officer", r, "machine = 'project'"+where, order, args...)
	}
	var states, calls, hosts []ask
	for _, s := range []string{"ACTIVE", "FORMAL_CHECK", "RETURNED", "ARCHIVED", "DECISION"} {
		states = append(states, project(&docketv1.ListDocketsRequest{States: []string{s}}, " and state = $1", "since desc, id desc", s))
	}
	for _, c := range d.calls[:2] {
		calls = append(calls, project(&docketv1.ListDocketsRequest{Parent: c, States: []string{"ACTIVE", "CLOSURE_DUE"}}, " and parent = $1 and state in ('ACTIVE', 'CLOSURE_DUE')", "since desc, id desc", c))
	}
	for _, h := range []string{lakeUnit, "bench-org-1"} {
		hosts = append(hosts, project(&docketv1.ListDocketsRequest{HostOrg: h}, " and host_org = $1", "since desc, id desc", h))
	}
	return []question{
		one("all, latest first", project(&docketv1.ListDocketsRequest{}, "", "since desc, id desc")),
		one("filter: a state", states...), one("filter: a call and states", calls...), one("filter: an institution", hosts...),
		one("filter: late", project(&docketv1.ListDocketsRequest{Late: true}, " and deadline < $1 and state <> 'DRAFT'", "since desc, id desc", d.door.Now())),
		one("filter: mine, oldest first", project(&docketv1.ListDocketsRequest{Mine: true, Ascending: true},
			" and state = any($1)", "since, id", []string{"SUBMITTED", "FORMAL_CHECK", "RECOMMENDED", "CHANGE_PENDING", "CLOSURE_REVIEW"})),
		one("sort: title", project(&docketv1.ListDocketsRequest{Sort: "title", Ascending: true}, "", `title collate "zh-x-icu", id`)),
		one("sort: number", project(&docketv1.ListDocketsRequest{Sort: "code"}, "", "coalesce(code, '') desc, id desc")),
		one("sort: opened", project(&docketv1.ListDocketsRequest{Sort: "opened", Ascending: true}, "", "opened_at, id")),
		one("sort: state", project(&docketv1.ListDocketsRequest{Sort: "state"}, "", "state desc, since desc, id desc")),
	}
}

// list is a page of a list, and the query of the same rows.
func (d *desk) list(role string, r *docketv1.ListDocketsRequest, where, order string, args ...any) ask {
	r.PageSize = pageOfList
	return ask{
		server: func(ctx context.Context) ([]string, error) {
			got, err := d.dockets.ListDockets(d.as(ctx, role), r)
			if err == nil && got.GetTotal() < int32(len(got.GetDockets())) {
				err = fmt.Errorf("%d dockets of %d", len(got.GetDockets()), got.GetTotal())
			}
			return idsOf(got.GetDockets()), err
		},
		sql: fmt.Sprintf("%s%s order by %s limit %d", columns, where, order, pageOfList), args: args,
	}
}

func idsOf(list []*docketv1.Docket) []string {
	ids := make([]string, len(list))
	for i, x := range list {
		ids[i] = x.GetId()
	}
	return ids
}

// deep are later pages of the whole list, twenty in turn.
func (d *desk) deep(ctx context.Context) (question, error) {
	q := question{caller: "officer", name: "page: the next twenty"}
	r := &docketv1.ListDocketsRequest{Machine: "project", PageSize: pageOfList}
	for range 20 {
		got, err := d.dockets.ListDockets(d.as(ctx, "officer"), r)
		if err != nil {
			return q, err
		}
		if got.GetNextPageToken() == "" {
			break
		}
		last := got.GetDockets()[len(got.GetDockets())-1]
		r = proto.CloneOf(r)
		r.PageToken = got.GetNextPageToken()
		q.asks = append(q.asks, d.list("officer", r, "machine = 'project' and (since, id) < ($1::timestamptz, $2)", "since desc, id desc", last.GetSince().AsTime(), last.GetId()))
	}
	return q, nil
}

// box is the search box: dockets only, best first, against whatever the words find.
func (d *desk) box(w string) ask {
	return ask{
		server: func(ctx context.Context) ([]string, error) {
			got, err := d.desk.Search(d.as(ctx, "officer"), &deskv1.SearchRequest{Query: w})
			var ids []string
			for _, h := range got.GetHits() {
				ids = append(ids, h.GetId())
			}
			if err == nil && len(ids) == 0 {
				err = fmt.Errorf("nothing was found by %s", w)
			}
			return ids, err
		},
		sql: "select id, title, state from docket where machine = 'project' and " + words + " limit 8", args: []any{w},
	}
}

// near are the lists of an institution and of an applicant.
func (d *desk) near() []question {
	r := func(query string) *docketv1.ListDocketsRequest {
		return &docketv1.ListDocketsRequest{Machine: "project", Query: query}
	}
	said := " and id in (select id from search_entry where kind = 'docket' and plain like '%' || $2 || '%')"
	return []question{
		{caller: "institution", name: "all, latest first", asks: []ask{d.list("institution", r(""), "machine = 'project' and host_org = $1", "since desc, id desc", lakeUnit)}},
		{caller: "institution", name: "search: a common word", asks: []ask{d.list("institution", r("关键技术"), "machine = 'project' and host_org = $1"+said, "since desc, id desc", lakeUnit, "关键技术")}},
		{caller: "pi", name: "all, latest first", asks: []ask{d.list("pi", r(""), "machine = 'project' and pi = $1", "since desc, id desc", lakePerson)}},
		{caller: "pi", name: "search: one character", asks: []ask{d.list("pi", r("术"), "machine = 'project' and pi = $1"+said, "since desc, id desc", lakePerson, "术")}},
	}
}

func (d *desk) pipeline() question {
	return question{caller: "officer", name: "pipeline", unranked: true, asks: []ask{{
		server: func(ctx context.Context) ([]string, error) {
			got, err := d.desk.GetPipeline(d.as(ctx, "officer"), &deskv1.GetPipelineRequest{})
			var cells []string
			for _, row := range got.GetRows() {
				for _, c := range row.GetCells() {
					cells = append(cells, row.GetCall()+"/"+c.GetState())
				}
			}
			return cells, err
		},
		sql: `select parent || '/' || state, count(*), count(*) filter (where deadline < now()), min(since), percentile_cont(0.5) within group (order by extract(epoch from now() - since))
			from docket where machine = 'project' group by parent, state`,
	}}}
}

func (d *desk) queue() question {
	var states []string
	for _, s := range []string{"SUBMITTED", "FORMAL_CHECK", "REVIEWED", "SURVEY", "RECOMMENDED", "CHANGE_PENDING", "CLOSURE_REVIEW", "PASSED", "SHORTFALL"} {
		states = append(states, "'"+s+"'")
	}
	return question{caller: "officer", name: "queue", asks: []ask{{
		server: func(ctx context.Context) ([]string, error) {
			got, err := d.dockets.ListQueue(d.as(ctx, "officer"), &docketv1.ListQueueRequest{PageSize: pageOfList})
			return idsOf(got.GetDockets()), err
		},
		sql: fmt.Sprintf("%smachine = 'project' and state in (%s) order by since, id limit %d", columns, strings.Join(states, ", "), pageOfList),
	}}}
}
