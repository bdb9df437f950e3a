package review

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/shopspring/decimal"

	"yanlu/services/platform/problem"
	"yanlu/services/policy"
)

// Score is the points given for one criterion, and why. Points is a decimal with at most two places.
type Score struct {
	Criterion string `json:"criterion"`
	Points    string `json:"points"`
	Comment   string `json:"comment,omitempty"`
}

// Opinion is what a reviewer says of an application. Total is the exact sum of the points.
type Opinion struct {
	Scores      []Score    `json:"scores,omitempty"`
	Total       string     `json:"total,omitempty"`
	Comment     string     `json:"comment,omitempty"`
	Advice      string     `json:"advice,omitempty"` // recommend or not_recommend
	FundingFen  int64      `json:"funding_fen,omitempty"`
	SubmittedAt *time.Time `json:"submitted_at,omitempty"`
}

// The advice of an opinion.
const (
	Recommend    = "recommend"
	NotRecommend = "not_recommend"
)

// CommentRule is the rule rev.score.comment_min_chars.
type CommentRule struct {
	Overall    int             `json:"overall"`     // characters of the overall comment
	WhenBelow  int             `json:"when_below"`  // characters of it when the total is below BelowScore
	BelowScore decimal.Decimal `json:"below_score"` // per cent of the points there are
}

// Check reads an opinion by its rubric: every criterion exactly once, points
// within 0 and the weight with at most two places, comments where the rule asks
// for them. It returns the opinion in canonical form (rubric order, plain
// decimals, the total), or one refusal (OPINION_INCOMPLETE) that lists every fault.
func (c CommentRule) Check(rubric policy.Rubric, o Opinion) (Opinion, error) {
	p := problem.New(problem.Invalid, "OPINION_INCOMPLETE", "评审意见尚不完整或有误，请按提示修改", "The opinion is incomplete or wrong; mend the points listed").
		With("rule", "rev.score.range", "rubric", rubric.Code)
	out := Opinion{Comment: strings.TrimSpace(o.Comment), Advice: o.Advice, FundingFen: o.FundingFen}
	total, weights := decimal.Zero, decimal.Zero
	for _, s := range o.Scores {
		if _, known := rubric.Criterion(s.Criterion); !known {
			p.At("scores", "评分表中没有“"+s.Criterion+"”这一项", "the rubric has no criterion “"+s.Criterion+"”")
		}
	}
	for _, line := range rubric.Criteria {
		weight := decimal.NewFromInt(int64(line.W))
		score, points := c.line(p, line, weight, o.Scores)
		out.Scores, total, weights = append(out.Scores, score), total.Add(points), weights.Add(weight)
	}
	out.Total = total.String()
	c.overall(p, out, total, weights)
	if len(p.Violations) > 0 {
		return Opinion{}, p
	}
	return out, nil
}

// line judges the score of one criterion and adds its faults.
func (c CommentRule) line(p *problem.Problem, line policy.Criterion, weight decimal.Decimal, all []Score) (Score, decimal.Decimal) {
	given := slices.DeleteFunc(slices.Clone(all), func(s Score) bool { return s.Criterion != line.Code })
	field := "scores." + line.Code
	if len(given) != 1 {
		p.At(field, fmt.Sprintf("“%s”须评分一次", line.Zh), fmt.Sprintf("score “%s” exactly once", line.En))
		return Score{}, decimal.Zero
	}
	s := Score{Criterion: line.Code, Comment: strings.TrimSpace(given[0].Comment)}
	points, ok := Points(given[0].Points)
	if !ok || points.GreaterThan(weight) {
		p.At(field, fmt.Sprintf("“%s”须为0至%d分，最多两位小数", line.Zh, line.W), fmt.Sprintf("“%s” takes 0 to %d points with at most two decimal places", line.En, line.W))
		return s, decimal.Zero
	}
	s.Points = points.String()
	if s.Comment == "" && below(points, weight, c.BelowScore) {
		p.At(field+".comment", fmt.Sprintf("“%s”低于该项满分的%s%%，须说明理由", line.Zh, c.BelowScore), fmt.Sprintf("say why “%s” is below %s%% of its points", line.En, c.BelowScore))
	}
	return s, points
}

// overall judges what is said of the application as a whole.
func (c CommentRule) overall(p *problem.Problem, o Opinion, total, weights decimal.Decimal) {
	least := c.Overall
	if below(total, weights, c.BelowScore) {
		least = max(least, c.WhenBelow)
	}
	if n := utf8.RuneCountInString(o.Comment); n < least {
		p.At("comment", fmt.Sprintf("总体评语不少于%d字，现有%d字", least, n), fmt.Sprintf("the overall comment needs %d characters and has %d", least, n)).
			With("min_chars", strconv.Itoa(least), "min_chars_rule", "rev.score.comment_min_chars")
	}
	if o.Advice != Recommend && o.Advice != NotRecommend {
		p.At("advice", "请选择推荐或不推荐", "choose to recommend or not to recommend")
	}
	if o.FundingFen < 0 {
		p.At("funding_fen", "经费建议额度不能为负", "the advised amount cannot be negative")
	}
}

// below compares without dividing: points/weight < percent/100.
func below(points, weight, percent decimal.Decimal) bool {
	return points.Mul(decimal.NewFromInt(100)).LessThan(weight.Mul(percent))
}

// pointsForm admits plain decimals only: no sign, no exponent, at most two places.
var pointsForm = regexp.MustCompile(`^[0-9]{1,3}(\.[0-9]{1,2})?$`)

// Points reads score points; false when the text is not a plain decimal with at most two places.
func Points(s string) (decimal.Decimal, bool) {
	if !pointsForm.MatchString(s) {
		return decimal.Zero, false
	}
	d, err := decimal.NewFromString(s)
	return d, err == nil
}

// PanelReportKind and OpinionKind name the snapshots that a closed round and a submitted opinion leave.
const (
	PanelReportKind = "panel_report"
	OpinionKind     = "opinion"
)

// NamelessOpinion is an opinion under its label.
type NamelessOpinion struct {
	Label string `json:"label"`
	Opinion
}

// PanelReport is what a closed round hands over: labels only, no name and no id of a person.
type PanelReport struct {
	Round     int               `json:"round"`
	Aggregate string            `json:"aggregate"` // decimal score points
	Method    Method            `json:"method"`
	Valid     int               `json:"valid"`
	Dispersed bool              `json:"dispersed"`
	Spread    string            `json:"spread"`
	Report    string            `json:"report"`
	Remark    string            `json:"remark,omitempty"` // of the chair, on scores that lie far apart
	Chair     string            `json:"chair"`            // the label of the chair
	Opinions  []NamelessOpinion `json:"opinions"`
}
