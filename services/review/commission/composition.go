package commission

import (
	"encoding/json"
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

// MixRule is the rule of the pack that Mix reads.
const MixRule = "rev.panel.mix"

// Mix is the rule rev.panel.mix: how a panel is composed. Ratios are of the panel's size.
type Mix struct {
	TechMinRatio  decimal.Decimal `json:"tech_min_ratio"`
	FinanceMin    int             `json:"finance_min"`
	IndustryMin   int             `json:"industry_min"`
	LocalMaxRatio decimal.Decimal `json:"local_max_ratio"`
	// ByHand is WithReason where a person may fill a lost seat otherwise; empty allows nobody to.
	ByHand string `json:"by_hand,omitempty"`
}

// WithReason allows what a person gives a reason for.
const WithReason = "with_reason"

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
	Works       []Work   `json:"works,omitempty"`
	Open        int      `json:"open"`  // reviews still open elsewhere
	Limit       int      `json:"limit"` // panels that a plan may give at most
}

// Work is something that an expert wrote or made.
type Work struct {
	Title    string   `json:"title"`
	Keywords []string `json:"keywords,omitempty"`
}

// UnmarshalJSON reads a work; what was sealed before keywords counted is a title alone.
func (w *Work) UnmarshalJSON(text []byte) error {
	if err := json.Unmarshal(text, &w.Title); err == nil {
		return nil
	}
	type plain Work
	return json.Unmarshal(text, (*plain)(w))
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
	Topic       string   `json:"topic,omitempty"`
	Disciplines []string `json:"disciplines,omitempty"`
	Keywords    []string `json:"keywords,omitempty"`
	Abstract    string   `json:"abstract,omitempty"`
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
