package delivery

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"yanlu/services/lifecycle"
	"yanlu/services/platform/problem"
	"yanlu/services/policy"
)

var kinds = []string{ChangePI, ChangeApproach, ChangeExtension, ChangePartner, ChangeTargets, ChangeBudget}

// Limits are what a pack says of changes.
type Limits struct {
	NotAfterEnd bool        // chg.not_after_end
	Extensions  int         // chg.extension.count
	Options     []int       // chg.extension.options_months
	Unit        policy.Unit // of Options
	Window      policy.Span // chg.extension.window_months: before the end of the term
	Officer     []string    // chg.officer_kinds: the kinds an officer may approve
}

// LimitsOf reads a pack. It returns *policy.RuleMissing or *policy.RuleType when a rule is not as it should be.
func LimitsOf(pack *policy.Pack) (Limits, error) {
	var l Limits
	for id, into := range map[string]any{
		"chg.not_after_end": &l.NotAfterEnd, "chg.extension.count": &l.Extensions,
		"chg.extension.options_months": &l.Options, "chg.officer_kinds": &l.Officer,
	} {
		if err := pack.Value(id, into); err != nil {
			return l, err
		}
	}
	l.Unit = policy.Month
	if r, ok := pack.Rule("chg.extension.options_months"); ok && r.Unit != "" {
		l.Unit = policy.Unit(r.Unit)
	}
	var err error
	l.Window, err = pack.Span("chg.extension.window_months")
	return l, err
}

// Extension is how much a granted extension adds to the term.
func (l Limits) Extension(months int) policy.Span { return policy.Span{N: months, Unit: l.Unit} }

// CheckWords refuses a request that is not whole: kind, content, reason and the institution's opinion.
func (c Change) CheckWords() error {
	p := problem.New(problem.Invalid, "FIELD_REQUIRED", "请补全必填项", "Complete the required fields")
	if !slices.Contains(kinds, c.Kind) {
		p.At("kind", "请选择变更类型", "Choose a kind of change")
	}
	for _, f := range []struct{ value, field, zh, en string }{
		{c.Text, "before_after", "调整内容与调整后", "What changes, before and after,"},
		{c.Reason, "reason", "调整理由", "A reason"},
		{c.UnitOpinion, "unit_opinion", "单位意见", "The institution's opinion"},
	} {
		if strings.TrimSpace(f.value) == "" {
			p.At(f.field, "请填写"+f.zh, f.en+" is required")
		}
	}
	if len(p.Violations) > 0 {
		return p
	}
	return nil
}

// CheckTime refuses a change after the end of the term, and an extension that
// comes too early, too often or for another length than the pack offers.
func (l Limits) CheckTime(cal *policy.Calendar, c Change, now, ends time.Time, extensions int) error {
	if l.NotAfterEnd && !now.Before(ends) {
		return problem.New(problem.Precondition, "TERM_OVER", "已超过执行期，不能申请变更", "The term is over; nothing can be changed").
			With("rule", "chg.not_after_end", "term_ends", ends.Format(time.RFC3339))
	}
	if c.Kind != ChangeExtension {
		return nil
	}
	if extensions >= l.Extensions {
		return problem.New(problem.Precondition, "EXTENSION_USED", fmt.Sprintf("延期次数（%d次）已用完", l.Extensions), fmt.Sprintf("The term was extended %d time(s) already, which is the limit", l.Extensions)).
			With("rule", "chg.extension.count")
	}
	if !slices.Contains(l.Options, c.Months) {
		return problem.New(problem.Invalid, "EXTENSION_LENGTH_INVALID", "延期时长不在可选范围内", "The extension is not one of the lengths on offer").
			At("months", "可选："+join(l.Options, "、"), "choose one of "+join(l.Options, ", ")).With("rule", "chg.extension.options_months")
	}
	if opens := cal.Before(ends, l.Window); now.Before(opens) {
		day := opens.In(policy.Shanghai).Format(time.DateOnly)
		return problem.New(problem.Precondition, "EXTENSION_TOO_EARLY", fmt.Sprintf("延期应在期满前%s内申请（%s起）", l.Window.Zh(), day), fmt.Sprintf("An extension is asked for in the last %s of the term (from %s)", l.Window.En(), day)).
			With("rule", "chg.extension.window_months", "opens", opens.Format(time.RFC3339))
	}
	return nil
}

// MayApprove says whether a role may approve a kind of change: a director all, an officer those the pack lists.
func (l Limits) MayApprove(role lifecycle.Role, kind string) bool {
	return role == lifecycle.Director || (role == lifecycle.Officer && slices.Contains(l.Officer, kind))
}

func join(n []int, by string) string {
	s := make([]string, 0, len(n))
	for _, x := range n {
		s = append(s, fmt.Sprint(x))
	}
	return strings.Join(s, by)
}
