package document

import (
	"slices"
	"strings"
	"time"

	docketv1 "yanlu/proto/gen/yanlu/docket/v1"
	"yanlu/services/lifecycle"

	"google.golang.org/protobuf/types/known/timestamppb"
)

var (
	needs    = []lifecycle.Machine{lifecycle.NeedMachine, ""}
	calls    = []lifecycle.Machine{lifecycle.CallMachine}
	projects = []lifecycle.Machine{lifecycle.ProjectMachine, ""}
	panels   = []lifecycle.Machine{lifecycle.ReviewMachine}
	mixed    = []lifecycle.Machine{""}
	children = []lifecycle.Machine{lifecycle.ProjectMachine, lifecycle.ReviewMachine, ""}
	numbered = []lifecycle.Machine{lifecycle.NeedMachine, lifecycle.CallMachine, lifecycle.ProjectMachine, ""}
)

// columns of all lists, in order; a fact that the reader may not see leaves its cell empty.
var columns = []column{
	{"编号", 18, words, numbered, func(d *docketv1.Docket) any { return numberOf(d) }},
	{"类型", 8, words, mixed, func(d *docketv1.Docket) any { return machineName(lifecycle.Machine(d.GetMachine())) }},
	{"名称", 44, words, nil, func(d *docketv1.Docket) any { return d.GetTitle() }},
	{"所属", 32, words, children, func(d *docketv1.Docket) any { return d.GetParentTitle() }},
	{"申报单位", 28, words, projects, named("host_org")},
	{"项目负责人", 12, words, projects, named("pi")},
	{"推荐单位", 24, words, projects, named("recommender_org")},
	{"需求单位", 28, words, needs, named("demander_org")},
	{"代号", 8, words, panels, said("review", "label")},
	{"评审专家", 12, words, panels, named("reviewer")},
	{"评审机构", 28, words, slices.Concat(calls, panels), named("agency_org")},
	{"状态", 16, words, nil, func(d *docketv1.Docket) any { return d.GetStateZh() }},
	{"待办方", 20, words, nil, func(d *docketv1.Docket) any { return turnOf(d) }},
	{"进入现状态", 17, moments, nil, func(d *docketv1.Docket) any { return when(d.GetSince()) }},
	{"下一时限", 17, moments, nil, func(d *docketv1.Docket) any { return when(d.GetDueAt()) }},
	{"到时事项", 16, words, nil, func(d *docketv1.Docket) any { return d.GetDueZh() }},
	{"已超时限", 9, words, nil, func(d *docketv1.Docket) any { return yes(d.GetLate()) }},
	{"开始受理", 17, moments, calls, dated("window", "opens_at")},
	{"受理截止", 17, moments, calls, dated("window", "closes_at")},
	{"规划选题", 16, words, slices.Concat(calls, projects), topicsOf},
	{"资金盘子（万元）", 16, wans, calls, money("terms", "envelope_fen")},
	{"申请金额（万元）", 16, wans, projects, money("intake", "requested_fen")},
	{"自筹金额（万元）", 16, wans, projects, money("intake", "own_fen")},
	{"提交时间", 17, moments, projects, dated("intake", "submitted_at")},
	{"综合得分", 10, figures, projects, func(d *docketv1.Docket) any { return points(fact(d, "review", "aggregate")) }},
	{"建议金额（万元）", 16, wans, projects, money("decision", "advised_fen")},
	{"立项金额（万元）", 16, wans, projects, money("decision", "amount_fen")},
	{"任务书编号", 18, words, projects, said("agreement", "number")},
	{"执行期截止", 17, moments, projects, dated("agreement", "term_ends")},
	{"建立时间", 17, moments, nil, func(d *docketv1.Docket) any { return when(d.GetOpenedAt()) }},
}

func columnsOf(m lifecycle.Machine) []column {
	return slices.DeleteFunc(slices.Clone(columns), func(c column) bool { return c.only != nil && !slices.Contains(c.only, m) })
}

// numberOf leaves out the number of a review: a list of reviews goes by title.
func numberOf(d *docketv1.Docket) string {
	if d.GetMachine() == string(lifecycle.ReviewMachine) {
		return ""
	}
	return d.GetCode()
}

func fact(d *docketv1.Docket, section, name string) string {
	return d.GetFacts().GetFields()[section].GetStructValue().GetFields()[name].GetStringValue()
}

func said(section, name string) func(*docketv1.Docket) any {
	return func(d *docketv1.Docket) any { return fact(d, section, name) }
}

func named(party string) func(*docketv1.Docket) any {
	return func(d *docketv1.Docket) any { return d.GetNames()[fact(d, "parties", party)] }
}

func money(section, name string) func(*docketv1.Docket) any {
	return func(d *docketv1.Docket) any {
		if v := d.GetFacts().GetFields()[section].GetStructValue().GetFields()[name]; v != nil {
			return int64(v.GetNumberValue())
		}
		return nil
	}
}

func dated(section, name string) func(*docketv1.Docket) any {
	return func(d *docketv1.Docket) any {
		if t, err := time.Parse(time.RFC3339Nano, fact(d, section, name)); err == nil {
			return t
		}
		return nil
	}
}

func when(t *timestamppb.Timestamp) any {
	if t == nil {
		return nil
	}
	return t.AsTime()
}

func turnOf(d *docketv1.Docket) string {
	var out []string
	for _, role := range d.GetTurn() {
		out = append(out, lifecycle.RoleName(lifecycle.Role(role)).Zh)
	}
	return strings.Join(out, "、")
}

func topicsOf(d *docketv1.Docket) any {
	if t := fact(d, "intake", "topic"); t != "" {
		return t
	}
	var out []string
	for _, v := range d.GetFacts().GetFields()["terms"].GetStructValue().GetFields()["topics"].GetListValue().GetValues() {
		out = append(out, v.GetStringValue())
	}
	return strings.Join(out, "、")
}
