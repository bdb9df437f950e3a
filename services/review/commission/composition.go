package commission

import (
	"fmt"
	"slices"

	"github.com/shopspring/decimal"

	"yanlu/services/review/draw"
)

// The kinds of expert that rev.panel.mix knows.
const (
	Technical = "technical"
	Finance   = "finance"
	Industry  = "industry"
)

// Mix is the rule rev.panel.mix: how a panel is composed. Ratios are of the panel's size.
type Mix struct {
	TechMinRatio  decimal.Decimal `json:"tech_min_ratio"`
	FinanceMin    int             `json:"finance_min"`
	IndustryMin   int             `json:"industry_min"`
	LocalMaxRatio decimal.Decimal `json:"local_max_ratio"`
}

// Needs is how many of each kind a panel has to have at least, and how many of the district at most.
type Needs struct{ Technical, Finance, Industry, LocalMax int }

// Needs of a panel of a size. A panel too small for every kind does without
// industry first, then without finance: the technical share is kept.
func (m Mix) Needs(size int) Needs {
	of := decimal.NewFromInt(int64(size))
	n := Needs{
		Technical: int(m.TechMinRatio.Mul(of).Ceil().IntPart()), Finance: m.FinanceMin, Industry: m.IndustryMin,
		LocalMax: int(m.LocalMaxRatio.Mul(of).Floor().IntPart()),
	}
	n.Industry = max(0, min(n.Industry, size-n.Technical-n.Finance))
	n.Finance = max(0, min(n.Finance, size-n.Technical))
	return n
}

// Expert is one member of the pool as it was sealed.
type Expert struct {
	ID          string   `json:"id"`
	Pseudonym   string   `json:"pseudonym"`
	Name        string   `json:"name"`
	Orgs        []string `json:"orgs"` // every organisation the expert stands for now
	Unit        string   `json:"unit"` // the name of the first
	Kinds       []string `json:"kinds"`
	Local       bool     `json:"local"`
	Topics      []string `json:"topics,omitempty"`
	Disciplines []string `json:"disciplines,omitempty"`
	Keywords    []string `json:"keywords,omitempty"`
	Works       []string `json:"works,omitempty"`
	Open        int      `json:"open"`  // reviews still open elsewhere
	Limit       int      `json:"limit"` // panels that a plan may give at most
}

// Is says whether the expert is of a kind.
func (e Expert) Is(kind string) bool { return slices.Contains(e.Kinds, kind) }

// Kind is the scarcest of an expert's kinds: the one that is missed when they leave.
func (e Expert) Kind() string {
	for _, k := range []string{Finance, Industry, Technical} {
		if e.Is(k) {
			return k
		}
	}
	return "other"
}

// Stratum is whom an expert stands in for as a reserve, first of all: kind, and whether of the district.
func (e Expert) Stratum() string {
	if e.Local {
		return e.Kind() + "/local"
	}
	return e.Kind() + "/outside"
}

// Application is one application of the batch as it was sealed.
type Application struct {
	ID        string `json:"id"`
	Pseudonym string `json:"pseudonym"`
	Title     string `json:"title"`
	Seats     int    `json:"seats"` // size of its panel
	// What it is about, for the match.
	Topic    string   `json:"topic,omitempty"`
	Keywords []string `json:"keywords,omitempty"`
	Abstract string   `json:"abstract,omitempty"`
}

// Local is the kind by which a draw counts those of the district.
const Local = "local"

// Quotas are the numbers of each kind as a draw keeps them: those that Needs asks for, and no others.
func (m Mix) Quotas(size int) []draw.Quota {
	n := m.Needs(size)
	return []draw.Quota{
		{Kind: Technical, Min: n.Technical, Max: size}, {Kind: Finance, Min: n.Finance, Max: size},
		{Kind: Industry, Min: n.Industry, Max: size}, {Kind: Local, Max: n.LocalMax},
	}
}

// drawnAs are the kinds by which a draw knows an expert.
func (e Expert) drawnAs() []string {
	if e.Local {
		return append(slices.Clone(e.Kinds), Local)
	}
	return e.Kinds
}

// Fault is what a panel lacks, and the rule that asks for it.
type Fault struct {
	Rule string `json:"rule"`
	Zh   string `json:"zh"`
	En   string `json:"en"`
}

// Law is what the pack lays down for panels.
type Law struct {
	Mix     Mix
	SameMax int // rev.panel.same_unit_max
	Odd     bool
}

// Faults lists what a panel of members lacks.
func (l Law) Faults(size int, members []Expert) []Fault {
	var out []Fault
	add := func(rule, zh, en string, args ...any) {
		out = append(out, Fault{rule, fmt.Sprintf(zh, args...), fmt.Sprintf(en, args...)})
	}
	if len(members) != size {
		add("rev.panel.size", "须有%d人，现为%d人", "needs %d members and has %d", size, len(members))
	}
	if l.Odd && size%2 == 0 {
		add("rev.panel.size", "须为单数，现为%d个席位", "needs an odd number of seats and has %d", size)
	}
	need, have := l.Mix.Needs(size), map[string]int{}
	local, units := 0, map[string]int{}
	for _, e := range members {
		for _, k := range e.Kinds {
			have[k]++
		}
		if e.Local {
			local++
		}
		for _, o := range e.Orgs {
			units[o]++
		}
	}
	for _, k := range []struct {
		kind, zh, en string
		n            int
	}{{Technical, "技术", "technical", need.Technical}, {Finance, "财务", "finance", need.Finance}, {Industry, "产业", "industry", need.Industry}} {
		if have[k.kind] < k.n {
			add("rev.panel.mix", k.zh+"专家至少%d人，现为%d人", "needs %d "+k.en+" experts and has %d", k.n, have[k.kind])
		}
	}
	if local > need.LocalMax {
		add("rev.panel.mix", "本地专家至多%d人，现为%d人", "may have %d experts of the district and has %d", need.LocalMax, local)
	}
	for _, n := range units {
		if n > l.SameMax {
			add("rev.panel.same_unit_max", "同一单位至多%d人，现有单位%d人", "one organisation may have %d members, and one has %d", l.SameMax, n)
			break
		}
	}
	return out
}
