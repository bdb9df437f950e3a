package review

import (
	"strings"

	"yanlu/services/platform/problem"
	"yanlu/services/policy"
)

// A draft of an opinion is kept by path like every other draft, so that two
// windows of one reviewer are merged field by field: points.CODE and reason.CODE
// of each criterion, and the three that concern the whole.
const (
	pointsPath  = "points."
	reasonPath  = "reason."
	commentPath = "opinion.comment"
	advicePath  = "opinion.advice"
	fundingPath = "opinion.funding_fen"
)

// Content is an opinion as a draft keeps it; what is empty is left out.
func (o Opinion) Content() map[string]any {
	out := map[string]any{}
	put := func(path, text string) {
		if text != "" {
			out[path] = text
		}
	}
	for _, s := range o.Scores {
		put(pointsPath+s.Criterion, s.Points)
		put(reasonPath+s.Criterion, s.Comment)
	}
	put(commentPath, o.Comment)
	put(advicePath, o.Advice)
	if o.FundingFen != 0 {
		out[fundingPath] = float64(o.FundingFen) // as JSON brings it back
	}
	return out
}

// OfContent reads a draft in the order of the rubric. What it does not know it leaves out.
func OfContent(rubric policy.Rubric, content map[string]any) Opinion {
	text := func(path string) string {
		s, _ := content[path].(string)
		return s
	}
	o := Opinion{Comment: text(commentPath), Advice: text(advicePath)}
	for _, c := range rubric.Criteria {
		if s := (Score{Criterion: c.Code, Points: text(pointsPath + c.Code), Comment: text(reasonPath + c.Code)}); s.Points != "" || s.Comment != "" {
			o.Scores = append(o.Scores, s)
		}
	}
	if n, ok := content[fundingPath].(float64); ok {
		o.FundingFen = int64(n)
	}
	return o
}

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

// Trimmed is an opinion without blanks around its texts.
func (o Opinion) Trimmed() Opinion {
	out := o
	out.Comment, out.Scores = strings.TrimSpace(o.Comment), nil
	for _, s := range o.Scores {
		out.Scores = append(out.Scores, Score{s.Criterion, strings.TrimSpace(s.Points), strings.TrimSpace(s.Comment)})
	}
	return out
}
