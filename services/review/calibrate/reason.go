package calibrate

import (
	"fmt"
	"strconv"
)

// Code is why a method was chosen; stable, UPPER_SNAKE_CASE.
type Code string

// The reasons. Each comment says what the figure then is.
const (
	ReviewerVariance   Code = "REVIEWER_VARIANCE"    // adjusted for reviewers
	NoReviewerVariance Code = "NO_REVIEWER_VARIANCE" // shrunken, without reviewer effects
	GraphInParts       Code = "GRAPH_IN_PARTS"       // shrunken, without reviewer effects, or compared within each proposal if reviewers differ
	FewReviews         Code = "FEW_REVIEWS"          // shrunken, without reviewer effects
	SortedPiles        Code = "SORTED_PILES"         // compared within each proposal, or what else the gates say
	ModelsDisagree     Code = "MODELS_DISAGREE"      // the same
	NoProposalVariance Code = "NO_PROPOSAL_VARIANCE" // the plain mean
	FewProposals       Code = "FEW_PROPOSALS"        // the plain mean
	SingleReviews      Code = "SINGLE_REVIEWS"       // the plain mean, without any uncertainty known
	NoDisagreement     Code = "NO_DISAGREEMENT"      // the plain mean, without any uncertainty known
)

// Codes lists every reason.
var Codes = []Code{ReviewerVariance, NoReviewerVariance, GraphInParts, FewReviews, SortedPiles, ModelsDisagree, NoProposalVariance, FewProposals, SingleReviews, NoDisagreement}

// Reason is a code with its sentences and the figures in them.
type Reason struct {
	Code  Code              `json:"code"`
	Zh    string            `json:"zh"`
	En    string            `json:"en"`
	Facts map[string]string `json:"facts,omitempty"`
}

// because puts a code into words, with the facts of the fit and the gates that decided.
func (f *Fit) because(code Code, g Gates) Reason {
	r := Reason{Code: code}
	switch code {
	case ReviewerVariance:
		r.say(fmt.Sprintf("专家之间宽严不一（检验p值%s，低于%s），已按专家宽严校准", short(f.Test.P), short(g.Alpha)),
			fmt.Sprintf("reviewers differ in severity (test p %s, below %s); figures are adjusted for it", short(f.Test.P), short(g.Alpha)))
		r.facts("p", short(f.Test.P), "alpha", short(g.Alpha), "agreement", short(*f.Agreement))
	case NoReviewerVariance:
		r.say(fmt.Sprintf("未发现专家之间宽严不一（检验p值%s，不低于%s），不作专家校准", short(f.Test.P), short(g.Alpha)),
			fmt.Sprintf("no sign that reviewers differ in severity (test p %s, not below %s); no adjustment for reviewers", short(f.Test.P), short(g.Alpha)))
		r.facts("p", short(f.Test.P), "alpha", short(g.Alpha))
	case GraphInParts:
		zh, en := "不作专家校准", "no adjustment for reviewers"
		if f.Method == Compared {
			zh, en = "只在各组之内按专家宽严校准", "figures are adjusted for severity inside each group only"
		}
		r.say(fmt.Sprintf("专家与项目分为互不相交的%d组，各组之间的宽严无从比较，%s", f.Parts, zh),
			fmt.Sprintf("reviewers and proposals fall into %d groups with nothing in common, so severity cannot be compared between them; %s", f.Parts, en))
		r.facts("parts", strconv.Itoa(f.Parts))
	case FewReviews:
		r.say(fmt.Sprintf("每名专家平均只评%.1f项，不足%s项，不作专家校准", f.Load, short(g.PerReviewer)),
			fmt.Sprintf("a reviewer judged %.1f proposals on average, fewer than %s; no adjustment for reviewers", f.Load, short(g.PerReviewer)))
		r.facts("reviews_per_reviewer", short(f.Load), "needed", short(g.PerReviewer))
	case SortedPiles:
		zh, en := f.retreated()
		r.say(fmt.Sprintf("专家之间宽严不一（检验p值%s，低于%s），且项目疑似按质量分给了不同专家（检验p值%s，低于%s）；%s", short(f.Test.P), short(g.Alpha), short(f.Sorting.P), short(g.Sorting), zh),
			fmt.Sprintf("reviewers differ in severity (test p %s, below %s) and proposals seem to have gone to them by quality (test p %s, below %s); %s", short(f.Test.P), short(g.Alpha), short(f.Sorting.P), short(g.Sorting), en))
		r.facts("p", short(f.Test.P), "alpha", short(g.Alpha), "sorting_p", short(f.Sorting.P), "sorting", short(g.Sorting))
	case ModelsDisagree:
		tau := "–"
		if f.Agreement != nil {
			tau = short(*f.Agreement)
		}
		zh, en := f.retreated()
		r.say(fmt.Sprintf("两种校准方法排序不一致（Kendall τ为%s，低于%s），可能是项目按质量分给了不同专家；%s", tau, short(g.Agreement), zh),
			fmt.Sprintf("two ways to calibrate disagree (Kendall tau %s, below %s), perhaps because proposals went to reviewers by quality; %s", tau, short(g.Agreement), en))
		r.facts("agreement", tau, "needed", short(g.Agreement))
	default:
		r.plain(f, code, g)
	}
	return r
}

// retreated says what was taken where the model cannot be believed.
func (f *Fit) retreated() (zh, en string) {
	switch f.Method {
	case Compared:
		return "只比较同一项目的评分，据此按专家宽严校准", "severity is judged by scores of the same proposal only"
	case Fixed:
		return "采用最小二乘估计", "least squares are used"
	}
	return "采用平均分", "the plain mean is used"
}

// plain words the reasons for which nothing but a mean is possible.
func (r *Reason) plain(f *Fit, code Code, g Gates) {
	switch code {
	case NoProposalVariance:
		r.say("评分区分不出项目的高低，采用平均分", "the scores do not tell the proposals apart; the plain mean is used")
	case FewProposals:
		n := len(f.Panel.proposals)
		r.say(fmt.Sprintf("只有%d个项目，不足%d个，无法校准；采用平均分", n, g.LeastProposal),
			fmt.Sprintf("there are %d proposals and calibration needs %d; the plain mean is used", n, g.LeastProposal))
		r.facts("proposals", strconv.Itoa(n), "needed", strconv.Itoa(g.LeastProposal))
	case SingleReviews:
		r.say("每个项目只有一份评分，无法判断误差；采用该评分", "every proposal has a single score, so its error is unknown; the score itself is used")
	case NoDisagreement:
		r.say("同一项目的评分全部相同，无法判断误差；采用平均分", "scores of the same proposal are all equal, so their error is unknown; the plain mean is used")
	}
}

func (r *Reason) say(zh, en string) { r.Zh, r.En = zh, en }

func (r *Reason) facts(pairs ...string) {
	r.Facts = map[string]string{}
	for i := 0; i+1 < len(pairs); i += 2 {
		r.Facts[pairs[i]] = pairs[i+1]
	}
}

// short writes a figure with three significant digits.
func short(x float64) string { return strconv.FormatFloat(x, 'g', 3, 64) }
