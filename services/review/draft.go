package review

import (
	"regexp"

	"github.com/shopspring/decimal"

	"yanlu/services/platform/problem"
	"yanlu/services/policy"
)

// A draft of an opinion is kept as the portal's form of the act “score” keeps
// what is typed: a row for each criterion, texts, and the amount in 万元 as text.
// So it is one draft, wherever it is written.
const (
	scoresPart  = "scores"
	commentPart = "comment"
	advicePart  = "advice"
	fundingPart = "fundingFen"
)

// fenPerWan turns 万元, in which people write amounts, into 分.
var fenPerWan = decimal.NewFromInt(1_000_000)

// Content is an opinion as a draft keeps it; what is empty is left out.
func (o Opinion) Content() map[string]any {
	out := map[string]any{}
	var rows []any
	for _, s := range o.Scores {
		rows = append(rows, map[string]any{"criterion": s.Criterion, "points": s.Points, "comment": s.Comment})
	}
	if len(rows) > 0 {
		out[scoresPart] = rows
	}
	for part, text := range map[string]string{commentPart: o.Comment, advicePart: o.Advice} {
		if text != "" {
			out[part] = text
		}
	}
	if o.FundingFen != 0 {
		out[fundingPart] = decimal.NewFromInt(o.FundingFen).Div(fenPerWan).String()
	}
	return out
}

// OfContent reads a draft in the order of the rubric. What it does not know, and
// an amount that is still being typed, it leaves out.
func OfContent(rubric policy.Rubric, content map[string]any) Opinion {
	text := func(m map[string]any, part string) string {
		s, _ := m[part].(string)
		return s
	}
	o := Opinion{Comment: text(content, commentPart), Advice: text(content, advicePart)}
	rows, _ := content[scoresPart].([]any)
	for _, c := range rubric.Criteria {
		for _, x := range rows {
			row, _ := x.(map[string]any)
			if s := (Score{Criterion: c.Code, Points: text(row, "points"), Comment: text(row, "comment")}); text(row, "criterion") == c.Code && (s.Points != "" || s.Comment != "") {
				o.Scores = append(o.Scores, s)
				break
			}
		}
	}
	o.FundingFen, _ = ParseWan(text(content, fundingPart))
	return o
}

// mostFen bounds an advised amount, in 分, as ScoreRequest does.
const mostFen = 100_000_000_000

// ParseWan reads an amount written in 万元 exactly; false when it is none.
func ParseWan(text string) (fen int64, ok bool) {
	if !wanForm.MatchString(text) {
		return 0, false
	}
	d, err := decimal.NewFromString(text)
	d = d.Mul(fenPerWan)
	if err != nil || !d.IsInteger() || d.GreaterThan(decimal.NewFromInt(mostFen)) {
		return 0, false
	}
	return d.IntPart(), true
}

var wanForm = regexp.MustCompile(`^[0-9]{1,8}(\.[0-9]{1,6})?$`)

// The longest texts that a draft takes, in characters as they are typed.
const (
	longestPoints = 12
	longestReason = 5000
)

// CheckDraft refuses (DRAFT_INVALID) what no opinion could ever hold: unknown
// criteria, one twice, an advice there is not. Gaps and points still being typed are allowed.
func CheckDraft(rubric policy.Rubric, o Opinion) error {
	p := problem.New(problem.Invalid, "DRAFT_INVALID", "有内容不符合评分表要求", "Something does not fit the score sheet").With("rubric", rubric.Code)
	seen := map[string]bool{}
	for _, s := range o.Scores {
		if _, known := rubric.Criterion(s.Criterion); !known || seen[s.Criterion] {
			p.At("scores", "评分表中没有“"+s.Criterion+"”这一项，或重复", "the rubric has no criterion “"+s.Criterion+"”, or it stands twice")
		}
		seen[s.Criterion] = true
		if len([]rune(s.Points)) > longestPoints || len([]rune(s.Comment)) > longestReason {
			p.At("scores."+s.Criterion, "过长", "too long")
		}
	}
	if o.Advice != "" && o.Advice != Recommend && o.Advice != NotRecommend {
		p.At("advice", "请选择推荐或不推荐", "choose to recommend or not to recommend")
	}
	if len(p.Violations) > 0 {
		return p
	}
	return nil
}

// Over lays an opinion over a draft: what it leaves empty stays as it was typed before.
func (o Opinion) Over(rubric policy.Rubric, before map[string]any) Opinion {
	out, old := o, OfContent(rubric, before)
	out.Scores = nil
	for _, c := range rubric.Criteria {
		s := Score{Criterion: c.Code}
		for _, x := range append(append([]Score{}, old.Scores...), o.Scores...) {
			if x.Criterion != c.Code {
				continue
			}
			if x.Points != "" {
				s.Points = x.Points
			}
			if x.Comment != "" {
				s.Comment = x.Comment
			}
		}
		if s.Points != "" || s.Comment != "" {
			out.Scores = append(out.Scores, s)
		}
	}
	if out.Comment == "" {
		out.Comment = old.Comment
	}
	if out.Advice == "" {
		out.Advice = old.Advice
	}
	if out.FundingFen == 0 {
		out.FundingFen = old.FundingFen
	}
	return out
}
