package review

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"yanlu/services/platform/problem"
)

// SizeRule is the rule rev.panel.size: how many reviewers judge one application.
type SizeRule struct {
	Min      int  `json:"min"`
	Max      int  `json:"max"`
	Odd      bool `json:"odd"`
	SmallMin int  `json:"small_project_min"`
}

// Bounds are the lawful sizes of a panel. small: the amount asked for is that of
// a small project. size is what the call lays down; it counts where it is lawful.
func (r SizeRule) Bounds(small bool, size int) (least, most int) {
	least, most = r.Min, r.Max
	if small && r.SmallMin > 0 {
		least = min(least, r.SmallMin)
	}
	if size >= least && size <= most && r.fits(size) {
		return size, size
	}
	return least, most
}

// fits says whether a size has the parity the rule asks for.
func (r SizeRule) fits(n int) bool { return !r.Odd || n%2 == 1 }

// Unit is an organisation a reviewer stands for.
type Unit struct{ ID, Name string }

// Candidate is a person proposed for a panel, with all that could speak against it.
type Candidate struct {
	ID, Name   string // Name is empty when there is no such person
	Reviewer   bool   // holds the role
	Disabled   bool
	Suspended  bool // the pool of experts has suspended or removed them
	Sanctioned bool
	Orgs       []string // every organisation in which the person holds any role
	Units      []Unit   // those for which the person is a reviewer
	Conflict   string   // ground of a recorded conflict with this application
	InRound    bool     // was invited to this round before
	Judged     bool     // scored in an earlier round that reached a result
	Idle       bool     // has a file in the pool that is not in use
	Full       bool     // has as many open reviews as they take, or is away until the opinions are due
	Excluded   string   // what the live screening, or the seal of a commission, holds against the person here; in Chinese
}

// Lack is what a panel lacks as a whole, by a rule.
type Lack struct{ Rule, Zh, En string }

// Case is the application a panel is to judge.
type Case struct {
	PI        string
	Applicant []string // host and co-applicants
	Recommend string   // recommending organisation
	Avoid     []string // names the applicant asked to be spared
}

// Composition is a panel in the making.
type Composition struct {
	Size    SizeRule
	Small   bool
	Preset  int // panel size laid down by the call; 0 when it lays down none
	SameMax int // rev.panel.same_unit_max

	Case   Case
	Seated []Candidate // whose reviews of this round take a seat
	New    []Candidate
	First  bool // the round has no reviews yet, so the panel must be whole
	Wider  bool // the opinions lie far apart: more may judge than the call lays down
	Lost   int  // seats of a drawn panel whose members may no longer sit: reserves are called for them
	Lacks  []Lack
}

// sameUnit is the rule of how many of one organisation sit on a panel.
const sameUnit = "rev.panel.same_unit_max"

// Check refuses an unlawful panel (PANEL_UNLAWFUL) with one violation for each
// fault: the size, too many of one organisation, and each person with the reason.
func (c Composition) Check() error {
	p := problem.New(problem.Invalid, "PANEL_UNLAWFUL", "专家组组成不符合要求，请按提示调整", "The panel is not lawful; change the points listed").
		With("rule", "rev.panel.size")
	c.size(p)
	seen := map[string]bool{}
	for _, n := range c.New {
		if seen[n.ID] {
			p.At("reviewers", n.Name+"：重复列出", n.Name+": listed twice")
		}
		seen[n.ID] = true
		if zh, en := c.objection(n); zh != "" {
			p.At("reviewers", n.shown()+"："+zh, n.shown()+": "+en)
		}
	}
	crowded := c.units(p)
	for _, l := range c.Lacks {
		if l.Rule != sameUnit || !crowded {
			p.At("reviewers", l.Zh, l.En)
		}
	}
	if len(p.Violations) > 0 {
		return p
	}
	return nil
}

// more is how many a panel may be wider by when its opinions lie far apart; two
// keep the number odd.
const more = 2

func (c Composition) size(p *problem.Problem) {
	least, most := c.Size.Bounds(c.Small, c.Preset)
	wide := c.Wider && least == most
	if wide {
		most = min(most+more, max(most, c.Size.Max))
	}
	n := len(c.Seated) + len(c.New) + c.Lost
	switch {
	case len(c.New) == 0:
		p.At("reviewers", "请选择评审专家", "choose reviewers")
	case c.First && least == most && n != least:
		p.At("reviewers", fmt.Sprintf("专家组须为%d人，现为%d人", least, n), fmt.Sprintf("the panel has to have %d members and has %d", least, n))
	case c.First && (n < least || !c.Size.fits(n)), n > most, wide && n > least && !c.Size.fits(n):
		parity, parityEn := "", ""
		if c.Size.Odd && (c.First || wide) {
			parity, parityEn = "单数", ", an odd number"
		}
		p.At("reviewers", fmt.Sprintf("专家组须为%d至%d人%s，现为%d人", least, most, parity, n), fmt.Sprintf("the panel takes %d to %d members%s, and has %d", least, most, parityEn, n))
	default:
		return
	}
	p.With("min", strconv.Itoa(least), "max", strconv.Itoa(most), "actual", strconv.Itoa(n))
}

// shown is the name, or the id of somebody who does not exist.
func (n Candidate) shown() string {
	if n.Name == "" {
		return n.ID
	}
	return n.Name
}

// Objection is the first reason against one candidate, in both languages; "" when there is none.
func (c Composition) Objection(n Candidate) (zh, en string) { return c.objection(n) }

// objection is the first reason against one candidate, in both languages.
func (c Composition) objection(n Candidate) (zh, en string) {
	holdsIn := func(orgs ...string) bool {
		return slices.ContainsFunc(n.Orgs, func(o string) bool { return slices.Contains(orgs, o) })
	}
	named := func(name string) bool { return strings.TrimSpace(name) == n.Name }
	switch {
	case n.Name == "":
		return "查无此人", "no such person"
	case n.Suspended:
		return "专家资格已暂停或已移出专家库", "is suspended or removed from the pool of experts"
	case !n.Reviewer || n.Disabled || n.Idle:
		return "不是在册评审专家", "is not a reviewer on the register"
	case n.Sanctioned:
		return "处于惩戒期内", "is inside a sanction term"
	case n.InRound:
		return "本轮已邀请过", "was invited to this round already"
	case n.Judged:
		return "曾参加本项目已形成结果的评审，重新评审须另组专家", "scored in a concluded round; a new review needs a new panel"
	case n.Conflict != "":
		return "登记有应回避情形（" + n.Conflict + "）", "a conflict of interest is on record (" + n.Conflict + ")"
	case n.ID == c.Case.PI || holdsIn(c.Case.Applicant...):
		return "任职于申报单位或联合申报单位", "belongs to the applicant or a co-applicant"
	case c.Case.Recommend != "" && holdsIn(c.Case.Recommend):
		return "任职于推荐单位", "belongs to the recommending organisation"
	case slices.ContainsFunc(c.Case.Avoid, named):
		return "在申请人申请回避的名单中", "is on the applicant's list of reviewers to avoid"
	case n.Excluded != "":
		return "应回避（" + n.Excluded + "）", "has to be recused (" + n.Excluded + ")"
	case n.Full:
		return "在评任务已满或评审期间不在岗", "has no room for a further review, or is away"
	}
	return "", ""
}

// units counts the members that stand for the same organisation, and says whether one has too many.
func (c Composition) units(p *problem.Problem) (crowded bool) {
	members := map[Unit][]string{}
	var order []Unit
	for _, n := range slices.Concat(c.Seated, c.New) {
		for _, u := range n.Units {
			if members[u] == nil {
				order = append(order, u)
			}
			if !slices.Contains(members[u], n.Name) {
				members[u] = append(members[u], n.Name)
			}
		}
	}
	for _, u := range order {
		if names := members[u]; len(names) > c.SameMax {
			crowded = true
			list := strings.Join(names, "、")
			p.At("reviewers", fmt.Sprintf("%s有%d名专家（%s），同一单位最多%d名", u.Name, len(names), list, c.SameMax),
				fmt.Sprintf("%s has %d reviewers (%s); one organisation may have %d", u.Name, len(names), list, c.SameMax)).With("unit_rule", sameUnit)
		}
	}
	return crowded
}
