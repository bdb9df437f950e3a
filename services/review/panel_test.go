package review

import (
	"fmt"
	"strings"
	"testing"

	"yanlu/services/platform/problem"
)

var size = SizeRule{Min: 5, Max: 9, Odd: true, SmallMin: 3}

func TestPanelBounds(t *testing.T) {
	for _, c := range []struct {
		small       bool
		size        int
		least, most int
	}{
		{false, 0, 5, 9}, {true, 0, 3, 9}, {false, 7, 7, 7}, {true, 3, 3, 3},
		{false, 3, 5, 9},  // three is lawful for small projects only
		{false, 6, 5, 9},  // even
		{false, 11, 5, 9}, // too many
	} {
		if least, most := size.Bounds(c.small, c.size); least != c.least || most != c.most {
			t.Errorf("small %v, call says %d: %d..%d", c.small, c.size, least, most)
		}
	}
}

func members(n int) []Candidate {
	var out []Candidate
	for i := range n {
		org := fmt.Sprintf("org%d", i)
		out = append(out, Candidate{ID: fmt.Sprintf("p%d", i), Name: fmt.Sprintf("甲%d", i), Reviewer: true, Orgs: []string{org}, Units: []Unit{{org, "单位" + org}}})
	}
	return out
}

func panel(n int) Composition {
	return Composition{Size: size, SameMax: 1, First: true, New: members(n), Case: Case{PI: "pi", Applicant: []string{"host", "joint"}, Recommend: "park", Avoid: []string{" 老对手 "}}}
}

func TestPanelIsJudgedWhole(t *testing.T) {
	for _, c := range []struct {
		name  string
		spoil func(*Composition)
		want  string // part of the Chinese sentence; "" when lawful
	}{
		{"lawful", func(*Composition) {}, ""},
		{"even", func(c *Composition) { c.New = members(6) }, "单数"},
		{"too few", func(c *Composition) { c.New = members(3) }, "5至9人"},
		{"few, but the project is small", func(c *Composition) { c.New, c.Small = members(3), true }, ""},
		{"too many", func(c *Composition) { c.New = members(11) }, "现为11人"},
		{"not what the call lays down", func(c *Composition) { c.Preset = 7 }, "须为7人"},
		{"nobody", func(c *Composition) { c.New = nil }, "请选择"},
		{"twice", func(c *Composition) { c.New[1] = c.New[0] }, "重复列出"},
		{"unknown person", func(c *Composition) { c.New[0] = Candidate{ID: "ghost"} }, "查无此人"},
		{"not a reviewer", func(c *Composition) { c.New[0].Reviewer = false }, "不是在册"},
		{"disabled", func(c *Composition) { c.New[0].Disabled = true }, "不是在册"},
		{"sanctioned", func(c *Composition) { c.New[0].Sanctioned = true }, "惩戒"},
		{"conflict on record", func(c *Composition) { c.New[0].Conflict = "师生" }, "师生"},
		{"the investigator", func(c *Composition) { c.New[0].ID = "pi" }, "申报单位"},
		{"of the host", func(c *Composition) { c.New[0].Orgs = append(c.New[0].Orgs, "host") }, "申报单位"},
		{"of a co-applicant", func(c *Composition) { c.New[0].Orgs = []string{"joint"} }, "申报单位"},
		{"of the recommender", func(c *Composition) { c.New[0].Orgs = []string{"park"} }, "推荐单位"},
		{"to be avoided", func(c *Composition) { c.New[0].Name = "老对手" }, "申请回避"},
		{"invited before", func(c *Composition) { c.New[0].InRound = true }, "已邀请"},
		{"judged before", func(c *Composition) { c.New[0].Judged = true }, "另组专家"},
		{"two of one unit", func(c *Composition) { c.New[1].Units = c.New[0].Units }, "同一单位最多1名"},
		{"unit already seated", func(c *Composition) {
			c.First, c.Seated, c.New = false, members(5), []Candidate{{ID: "x", Name: "乙", Reviewer: true, Units: []Unit{{"org0", "单位org0"}}}}
		}, "同一单位最多1名"},
		{"one replacement", func(c *Composition) { c.First, c.Seated, c.New = false, members(5)[1:], members(1) }, ""},
		{"an extra expert", func(c *Composition) { c.First, c.Seated, c.New = false, members(6)[1:], members(1) }, ""},
		{"beyond the most", func(c *Composition) { c.First, c.Seated, c.New = false, members(10)[1:], members(1) }, "现为10人"},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := panel(5)
			c.spoil(&p)
			err := p.Check()
			if c.want == "" {
				if err != nil {
					t.Error(err)
				}
				return
			}
			got := problem.Of(err)
			if got == nil || got.Reason != "PANEL_UNLAWFUL" {
				t.Fatalf("%v", err)
			}
			var all []string
			for _, v := range got.Violations {
				all = append(all, v.Zh)
			}
			if !strings.Contains(strings.Join(all, "\n"), c.want) {
				t.Errorf("no %q in %v", c.want, all)
			}
		})
	}
}

func TestPanelListsEveryFault(t *testing.T) {
	p := panel(5)
	p.New[0].Sanctioned, p.New[1].Conflict, p.New[2].Reviewer = true, "近亲属", false
	if got := problem.Of(p.Check()); got == nil || len(got.Violations) != 3 {
		t.Errorf("%v", got)
	}
}

// Opinions that lie far apart let two more judge than the call lays down, so that the number stays odd.
func TestAPanelFarApartTakesTwoMore(t *testing.T) {
	for _, c := range []struct {
		wider         bool
		preset        int
		seated, added int
		lawful        bool
	}{
		{true, 5, 5, 2, true},
		{true, 5, 5, 1, false}, // even
		{true, 5, 5, 4, false}, // too many
		{true, 5, 7, 2, false}, // twice
		{true, 5, 4, 1, true},  // a lost seat is filled, no more
		{true, 9, 9, 2, false}, // the rule takes nine at most
		{false, 5, 5, 2, false},
		{true, 0, 5, 1, true}, // the call lays nothing down: the rule's own bounds
	} {
		p := panel(0)
		all := members(c.seated + c.added)
		p.First, p.Wider, p.Preset, p.Seated, p.New = false, c.wider, c.preset, all[:c.seated], all[c.seated:]
		if err := p.Check(); (err == nil) != c.lawful {
			t.Errorf("%+v: %v", c, err)
		}
	}
}
