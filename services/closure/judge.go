package closure

import (
	"fmt"
	"math/big"
	"regexp"
	"slices"
	"time"

	"yanlu/services/platform/problem"
	"yanlu/services/policy"
)

var decimal = regexp.MustCompile(`^[0-9]{1,3}(\.[0-9]{1,4})?$`)

// ParseScore reads a score: digits with at most four decimals, 0 to 100.
func ParseScore(s string) (*big.Rat, error) {
	if decimal.MatchString(s) {
		if r, ok := new(big.Rat).SetString(s); ok && r.Cmp(big.NewRat(100, 1)) <= 0 {
			return r, nil
		}
	}
	return nil, problem.New(problem.Invalid, "SCORE_INVALID", "评分应为0至100的数，至多四位小数", "A score is a number from 0 to 100 with at most four decimals").
		At("score", "请填写0至100的数", "give a number from 0 to 100")
}

// Lines are the lines of clo.pass.score, in points.
func Lines(pack *policy.Pack) (policy.Lines, error) {
	var l policy.Lines
	return l, pack.Value("clo.pass.score", &l)
}

// PassOutcome is the outcome of a score that passes; a lower score is refused.
//
//	excellent ≤ score         PASSED_EXCELLENT
//	pass ≤ score < excellent  PASSED
func PassOutcome(l policy.Lines, score string) (string, error) {
	r, err := ParseScore(score)
	switch {
	case err != nil:
		return "", err
	case reaches(r, l.Excellent):
		return PassedExcellent, nil
	case reaches(r, l.Pass):
		return Passed, nil
	}
	return "", problem.New(problem.Precondition, "SCORE_BELOW_LINE", fmt.Sprintf("评分低于通过线%d分，不能评为通过", l.Pass), fmt.Sprintf("The score is below the line of %d points; the project does not pass", l.Pass)).
		At("score", "低于通过线", "below the line").With("rule", "clo.pass.score")
}

// CheckShortfall refuses a score that passes or that falls below the line of a shortfall.
func CheckShortfall(l policy.Lines, score string) error {
	r, err := ParseScore(score)
	if err != nil {
		return err
	}
	if reaches(r, l.Shortfall) && !reaches(r, l.Pass) {
		return nil
	}
	return problem.New(problem.Precondition, "SCORE_OUTSIDE_SHORTFALL", fmt.Sprintf("结题的评分应不低于%d分且低于%d分", l.Shortfall, l.Pass), fmt.Sprintf("A completion with shortfall needs a score from %d to below %d points", l.Shortfall, l.Pass)).
		At("score", "不在结题分数段", "outside the range of a shortfall").With("rule", "clo.pass.score")
}

func reaches(r *big.Rat, line int) bool { return r.Cmp(big.NewRat(int64(line), 1)) >= 0 }

// Panel is what clo.panel asks of a closure panel.
type Panel struct {
	Min           int  `json:"min"`
	Odd           bool `json:"odd"`
	FreshMajority bool `json:"not_from_award_panel_majority"` // those who judged the award are no majority
}

// PanelOf reads clo.panel.
func PanelOf(pack *policy.Pack) (Panel, error) {
	var p Panel
	return p, pack.Value("clo.panel", &p)
}

// Check judges a composition by itself: size, odd number, nobody twice, the chair among the members.
func (p Panel) Check(chair string, members []string) error {
	bad := problem.New(problem.Invalid, "PANEL_INVALID", "专家组组成不符合要求", "The panel is not composed as it must be").With("rule", "clo.panel")
	if len(members) < p.Min {
		bad.At("members", fmt.Sprintf("专家组不得少于%d人", p.Min), fmt.Sprintf("at least %d members are needed", p.Min))
	}
	if p.Odd && len(members)%2 == 0 {
		bad.At("members", "专家组人数应为单数", "the number of members must be odd")
	}
	sorted := slices.Sorted(slices.Values(members))
	if len(slices.Compact(sorted)) != len(members) || slices.Contains(members, "") {
		bad.At("members", "专家不得重复或为空", "nobody may be named twice or left out")
	}
	if !slices.Contains(members, chair) {
		bad.At("chair", "组长应为专家组成员", "the chair must be a member")
	}
	if len(bad.Violations) > 0 {
		return bad
	}
	return nil
}

// Standing is what stands on record about a person who is to join a panel.
type Standing struct {
	Person, Name string
	Reviewer     bool   // holds the role and the account is in use
	Party        bool   // belongs to an institution of the project, or is its investigator
	Conflict     string // ground of a recorded conflict, or ""
	AwardPanel   bool   // scored the application
}

// CheckMembers refuses people who may not judge this project (invariant 1) and
// those who sat in an overturned round. known holds one entry for every person on file.
func (p Panel) CheckMembers(members []string, known []Standing, rounds map[string]Round) error {
	bad := problem.New(problem.Precondition, "PANEL_MEMBER_BARRED", "有专家不能参加本项目验收", "Some members may not judge this project").With("rule", "clo.panel")
	onFile, awarded := map[string]Standing{}, 0
	for _, s := range known {
		onFile[s.Person] = s
	}
	for _, m := range members {
		s, ok := onFile[m]
		if s.AwardPanel {
			awarded++
		}
		switch {
		case !ok || !s.Reviewer:
			bad.At("members", m+"不在专家库中", m+" is not a reviewer")
		case s.Party:
			bad.At("members", s.Name+"来自承担或参与单位", s.Name+" belongs to an institution of the project")
		case s.Conflict != "":
			bad.At("members", s.Name+"登记有应回避情形", s.Name+" has a conflict of interest on record")
		case satBefore(rounds, m):
			bad.At("members", s.Name+"参加过被复核的验收，须另组专家组", s.Name+" sat on the panel whose conclusion was overturned")
		}
	}
	if p.FreshMajority && 2*awarded > len(members) {
		bad.At("members", "参加过立项评审的专家不得占多数", "those who judged the award may not be the majority")
	}
	if len(bad.Violations) > 0 {
		return bad
	}
	return nil
}

func satBefore(rounds map[string]Round, person string) bool {
	for _, r := range rounds {
		if slices.Contains(r.Members, person) {
			return true
		}
	}
	return false
}

// SecondChance reads clo.second_chance: how often, and how long the remedy may take (within_months; within_s in a practice pack).
func SecondChance(pack *policy.Pack) (int, policy.Span, error) {
	var v struct {
		Times   int `json:"times"`
		Months  int `json:"within_months"`
		Seconds int `json:"within_s"`
	}
	err := pack.Value("clo.second_chance", &v)
	return v.Times, within(v.Months, v.Seconds), err
}

// FollowOn is what fol.eligible asks of a project that wants follow-on support.
type FollowOn struct {
	ClosureIn []string `json:"closure_in"`
	Months    int      `json:"within_months"`
	Seconds   int      `json:"within_s"`
	Clean     bool     `json:"integrity_clean"`
}

// FollowOnOf reads fol.eligible.
func FollowOnOf(pack *policy.Pack) (FollowOn, error) {
	var f FollowOn
	return f, pack.Value("fol.eligible", &f)
}

// Check judges an outcome, the time since the conclusion and whether a sanction is in force.
func (f FollowOn) Check(cal *policy.Calendar, c Closure, now time.Time, sanctioned bool) error {
	refuse := func(zh, en string) *problem.Problem {
		return problem.New(problem.Precondition, "FOLLOW_ON_NOT_ELIGIBLE", zh, en).With("rule", "fol.eligible")
	}
	if !slices.Contains(f.ClosureIn, c.Outcome) || c.ConcludedAt == nil {
		return refuse("验收结论不符合接续支持条件", "The outcome of the closure does not qualify for follow-on support")
	}
	span := within(f.Months, f.Seconds)
	if until := cal.Add(*c.ConcludedAt, span); now.After(until) {
		return refuse("已超过验收后"+span.Zh()+"的接续申请期", "Follow-on support is asked for within "+span.En()+" of the conclusion").With("until", until.Format(time.RFC3339))
	}
	if f.Clean && sanctioned {
		return refuse("负责人或承担单位在惩戒期内", "The investigator or the institution is under a sanction")
	}
	return nil
}

func within(months, seconds int) policy.Span {
	if seconds > 0 {
		return policy.Span{N: seconds, Unit: policy.Second}
	}
	return policy.Span{N: months, Unit: policy.Month}
}
