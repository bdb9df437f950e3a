package policy

import (
	"context"
	"fmt"
	"math"
	"slices"
	"strings"
	"time"

	"cel.dev/cel-go/cel"
	"cel.dev/cel-go/common/types"
	"cel.dev/cel-go/common/types/ref"
	"cel.dev/cel-go/ext"
	"github.com/shopspring/decimal"
)

// Facts is what the eligibility rules ask about. Money in 分; times with zone.
type Facts struct {
	Org struct {
		Kind          string // enterprise or other
		LegalPerson   bool
		RegisteredOn  time.Time // zero: not on file
		InDistrict    bool
		Sanctioned    bool
		SanctionUntil time.Time // zero: without end
	}
	PI struct {
		AgeAtEnd        int
		Title, Degree   string
		ActiveLead      int
		ActiveTotal     int
		Sanctioned      bool
		OverdueProjects int
	}
	OrgOverdue    int
	OrgBatchCount int // other applications of the organisation in the call
	Mode          string
	Funding       struct{ RequestedFen, OwnFen int64 }
	CapFen        int64
	TermMonths    int
	Attachments   []string // names of the fields that have a file, without their section
	Pledged       bool
	Now           time.Time
}

// Refusal is one reason against an application.
type Refusal struct {
	ID      string // of the eligibility rule
	RuleID  string // of the rule whose value was judged
	Zh, En  string
	Grade   Grade
	Value   string
	Limit   string
	Unblock string // role that can remove the obstacle
}

type compiledCheck struct {
	Criteria
	pass, value, limit cel.Program
}

const costLimit = 20_000 // far above any sensible rule; a runaway expression is cut off

// openCompetition is the organisation mode in which some thresholds are lifted.
const openCompetition = "open_competition"

func celEnv() (*cel.Env, error) {
	dyn, byID := cel.DynType, cel.MapType(cel.StringType, cel.DynType)
	return cel.NewEnv(
		cel.Variable("org", dyn), cel.Variable("pi", dyn), cel.Variable("funding", dyn), cel.Variable("rules", byID), cel.Variable("params", byID),
		cel.Variable("org_overdue", cel.IntType), cel.Variable("org_batch_count", cel.IntType), cel.Variable("mode", cel.StringType),
		cel.Variable("cap_fen", cel.IntType), cel.Variable("term_months", cel.IntType), cel.Variable("attachments", cel.ListType(cel.StringType)),
		cel.Variable("pledged", cel.BoolType), cel.Variable("now", cel.TimestampType),
		ext.Strings(), ext.Lists(),
		function("months_after", cel.TimestampType, []*cel.Type{cel.TimestampType, cel.DynType}, func(args []ref.Val) ref.Val {
			t, n := args[0].Value().(time.Time), number(args[1])
			return types.Timestamp{Time: addMonths(t.In(Shanghai), int(n.IntPart()))}
		}),
		function("share_fen", cel.IntType, []*cel.Type{cel.DynType, cel.DynType}, func(args []ref.Val) ref.Val {
			return types.Int(number(args[0]).Mul(number(args[1])).Ceil().IntPart())
		}),
		function("known", cel.BoolType, []*cel.Type{cel.TimestampType}, func(args []ref.Val) ref.Val {
			return types.Bool(!args[0].Value().(time.Time).IsZero())
		}),
		function("day", cel.StringType, []*cel.Type{cel.TimestampType}, func(args []ref.Val) ref.Val {
			return types.String(args[0].Value().(time.Time).In(Shanghai).Format(time.DateOnly))
		}),
		function("yuan", cel.StringType, []*cel.Type{cel.DynType}, func(args []ref.Val) ref.Val {
			return types.String(number(args[0]).Div(decimal.NewFromInt(100)).StringFixed(2))
		}),
	)
}

func function(name string, out *cel.Type, in []*cel.Type, fn func([]ref.Val) ref.Val) cel.EnvOption {
	return cel.Function(name, cel.Overload(name, in, out, cel.FunctionBinding(func(args ...ref.Val) ref.Val { return fn(args) })))
}

func number(v ref.Val) decimal.Decimal {
	switch n := v.Value().(type) {
	case int64:
		return decimal.NewFromInt(n)
	case float64:
		return decimal.NewFromFloat(n)
	}
	return decimal.Zero
}

// prepareValues makes the rule values ready for CEL: whole numbers become integers.
func (p *Pack) prepareValues() {
	p.values, p.relaxed, p.params = map[string]any{}, map[string]any{}, map[string]any{}
	for id, r := range p.rules {
		p.values[id] = integers(r.Value)
		p.relaxed[id] = p.values[id]
		if r.JbgsOverride != nil {
			p.relaxed[id] = integers(r.JbgsOverride)
			if r.JbgsOverride == "none" {
				p.relaxed[id] = types.NullValue
			}
		}
		if r.Params != nil {
			p.params[id] = integers(r.Params)
		}
	}
}

func integers(v any) any {
	switch x := v.(type) {
	case float64:
		if x == math.Trunc(x) && math.Abs(x) < 1<<53 {
			return int64(x)
		}
	case map[string]any:
		out := map[string]any{}
		for k, e := range x {
			out[k] = integers(e)
		}
		return out
	case []any:
		out := make([]any, len(x))
		for i, e := range x {
			out[i] = integers(e)
		}
		return out
	}
	return v
}

var stages = []string{"create", "submit", "award", "sign"}

func (p *Pack) compile(l *loader) {
	env, err := celEnv()
	if err != nil {
		l.fault("", 0, "eligibility", "表达式环境有误", err.Error())
		return
	}
	for i, c := range p.Eligibility {
		where := l.place("eligibility", i, c.ID)
		for _, s := range c.When {
			if !slices.Contains(stages, s) {
				l.at(where, "未知的环节："+s, "unknown stage: "+s)
			}
		}
		if _, ok := p.rules[c.Rule]; !ok {
			l.at(where, "引用的规则不存在："+c.Rule, "names a rule that does not exist: "+c.Rule)
		}
		check := &compiledCheck{Criteria: c}
		for _, e := range []struct {
			text string
			into *cel.Program
		}{{c.CEL, &check.pass}, {c.Value, &check.value}, {c.Limit, &check.limit}} {
			if e.text == "" {
				continue
			}
			prg, err := compileOne(env, e.text)
			if err != nil {
				l.at(where, "表达式有误："+err.Error(), "the expression does not compile: "+err.Error())
				continue
			}
			*e.into = prg
		}
		if c.CEL == "" {
			l.at(where, "缺少判断表达式", "the expression is missing")
		}
		p.checks = append(p.checks, check)
	}
}

func compileOne(env *cel.Env, text string) (cel.Program, error) {
	ast, issues := env.Compile(text)
	if issues.Err() != nil {
		return nil, issues.Err()
	}
	return env.Program(ast, cel.CostLimit(costLimit), cel.InterruptCheckFrequency(100))
}

// Check returns every reason against an application at a stage (create, submit,
// award or sign), in the pack's order. An expression that cannot be evaluated is
// an error and never a pass.
func (p *Pack) Check(ctx context.Context, stage string, f Facts) ([]Refusal, error) {
	in := p.input(f)
	var out []Refusal
	for _, c := range p.checks {
		if !slices.Contains(c.When, stage) {
			continue
		}
		v, _, err := c.pass.ContextEval(ctx, in)
		if err != nil {
			return nil, &Unjudgeable{p.Name(), c.ID, err}
		}
		if v == types.True {
			continue
		}
		r, err := c.refusal(ctx, in, p)
		if err != nil {
			return nil, err
		}
		out = append(out, r)
	}
	return out, nil
}

func (c *compiledCheck) refusal(ctx context.Context, in map[string]any, p *Pack) (Refusal, error) {
	r := Refusal{ID: c.ID, RuleID: c.Rule, Unblock: c.Unblock}
	if rule, ok := p.Rule(c.Rule); ok {
		r.Grade = rule.Grade()
	}
	for _, e := range []struct {
		prg  cel.Program
		into *string
	}{{c.value, &r.Value}, {c.limit, &r.Limit}} {
		if e.prg == nil {
			continue
		}
		v, _, err := e.prg.ContextEval(ctx, in)
		if err != nil {
			return r, &Unjudgeable{p.Name(), c.ID, err}
		}
		*e.into = fmt.Sprint(v.Value())
	}
	fill := strings.NewReplacer("{value}", r.Value, "{limit}", r.Limit)
	r.Zh, r.En = fill.Replace(c.Zh), fill.Replace(c.En)
	return r, nil
}

func (p *Pack) input(f Facts) map[string]any {
	rules := p.values
	if f.Mode == openCompetition {
		rules = p.relaxed
	}
	attachments := f.Attachments
	if attachments == nil {
		attachments = []string{}
	}
	return map[string]any{
		"org": map[string]any{
			"kind": f.Org.Kind, "legal_person": f.Org.LegalPerson, "registered_on": f.Org.RegisteredOn, "in_district": f.Org.InDistrict,
			"sanctioned": f.Org.Sanctioned, "sanction_until": f.Org.SanctionUntil,
		},
		"pi": map[string]any{
			"age_at_end": f.PI.AgeAtEnd, "title": f.PI.Title, "degree": f.PI.Degree, "active_lead": f.PI.ActiveLead, "active_total": f.PI.ActiveTotal,
			"sanctioned": f.PI.Sanctioned, "overdue_projects": f.PI.OverdueProjects,
		},
		"funding": map[string]any{"requested_fen": f.Funding.RequestedFen, "own_fen": f.Funding.OwnFen},
		"rules":   rules, "params": p.params, "org_overdue": f.OrgOverdue, "org_batch_count": f.OrgBatchCount, "mode": f.Mode,
		"cap_fen": f.CapFen, "term_months": f.TermMonths, "attachments": attachments, "pledged": f.Pledged, "now": f.Now,
	}
}

// Difference is a case that two packs judge differently.
type Difference struct {
	Index         int
	Before, After []Refusal
}

// DryRun judges the same cases by two packs, at submission, and returns those whose reasons differ.
func DryRun(ctx context.Context, before, after *Pack, cases []Facts) ([]Difference, error) {
	var out []Difference
	for i, f := range cases {
		a, err := before.Check(ctx, "submit", f)
		if err != nil {
			return nil, err
		}
		b, err := after.Check(ctx, "submit", f)
		if err != nil {
			return nil, err
		}
		if !slices.EqualFunc(a, b, func(x, y Refusal) bool { return x.ID == y.ID && x.Zh == y.Zh }) {
			out = append(out, Difference{i, a, b})
		}
	}
	return out, nil
}
