package award

import (
	"fmt"
	"math/big"
	"strings"

	"yanlu/services/lifecycle"
	"yanlu/services/policy"
)

// Standing is an application's place in its call's rank list.
type Standing struct {
	Rank      int
	Aggregate string     // decimal score points
	Line      string     // decimal score points
	Passed    int        // better-ranked applications that have not been recommended
	Short     []Sentence // names of the core criteria below their floor
}

// Sentence is a reason in both languages.
type Sentence struct{ Zh, En string }

// Departure says in what way recommending this application departs from the rank
// list (dec.rank_list); empty when it does not.
func (s Standing) Departure() Sentence {
	agg, okA := new(big.Rat).SetString(s.Aggregate)
	line, okL := new(big.Rat).SetString(s.Line)
	if okA && okL && agg.Cmp(line) < 0 {
		return Sentence{fmt.Sprintf("评审得分%s低于入围线%s", s.Aggregate, s.Line), fmt.Sprintf("the score %s is below the line %s", s.Aggregate, s.Line)}
	}
	if len(s.Short) > 0 {
		var zh, en []string
		for _, c := range s.Short {
			zh, en = append(zh, "“"+c.Zh+"”"), append(en, "“"+c.En+"”")
		}
		return Sentence{"核心指标" + strings.Join(zh, "、") + "低于最低要求", "below the floor of the core criteria: " + strings.Join(en, ", ")}
	}
	if s.Passed > 0 {
		return Sentence{fmt.Sprintf("有%d项得分更高的申报尚未建议立项", s.Passed), fmt.Sprintf("%d applications with a higher score are not recommended", s.Passed)}
	}
	return Sentence{}
}

// FellOut says whether a place is free for the reserve list.
func FellOut(s lifecycle.State) bool {
	switch s {
	case lifecycle.Forfeited, lifecycle.NotFunded, lifecycle.Withdrawn, lifecycle.Revoked:
		return true
	}
	return false
}

// AnswerSpan is the time to close an objection (dec.objection: close_wd working days; close_s seconds in a practice pack).
func AnswerSpan(pack *policy.Pack) (policy.Span, error) {
	var v struct {
		CloseWD int `json:"close_wd"`
		CloseS  int `json:"close_s"`
	}
	if err := pack.Value("dec.objection", &v); err != nil {
		return policy.Span{}, err
	}
	if v.CloseS > 0 {
		return policy.Span{N: v.CloseS, Unit: policy.Second}, nil
	}
	return policy.Span{N: v.CloseWD, Unit: policy.WorkDay}, nil
}

// Term is the length of a project: as agreed, in months, unless the pack fixes one (term.fixed, practice only).
func Term(pack *policy.Pack, months int) (policy.Span, error) {
	fixed, err := pack.Span("term.fixed")
	if err != nil {
		return policy.Span{}, err
	}
	if fixed.N > 0 {
		return fixed, nil
	}
	return policy.Span{N: months, Unit: policy.Month}, nil
}
