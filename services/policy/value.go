package policy

import (
	"encoding/json"
	"fmt"
	"math"

	"github.com/shopspring/decimal"
)

// Rule returns the rule of this id with the value in force.
func (p *Pack) Rule(id string) (Rule, bool) {
	r, err := p.rule(id)
	if err != nil {
		return Rule{}, false
	}
	return *r, true
}

func (p *Pack) rule(id string) (*Rule, error) {
	if r, ok := p.rules[id]; ok {
		return r, nil
	}
	if p.later != nil {
		return p.later.rule(id)
	}
	return nil, &RuleMissing{Pack: p.Name(), Rule: id}
}

func (p *Pack) mistyped(r *Rule, want string) error {
	raw, _ := json.Marshal(r.Value)
	return &RuleType{Pack: p.Name(), Rule: r.ID, Want: want, Got: string(raw)}
}

// Value decodes a rule's value into out. Errors: *RuleMissing, *RuleType.
func (p *Pack) Value(id string, out any) error {
	r, err := p.rule(id)
	if err != nil {
		return err
	}
	raw, err := json.Marshal(r.Value)
	if err != nil {
		return p.mistyped(r, "value")
	}
	if err := json.Unmarshal(raw, out); err != nil {
		return p.mistyped(r, fmt.Sprintf("%T", out))
	}
	return nil
}

// Span reads a time limit: a whole number in wd, d, m or s.
func (p *Pack) Span(id string) (Span, error) {
	r, err := p.rule(id)
	if err != nil {
		return Span{}, err
	}
	n, ok := r.Value.(float64)
	if !ok || n != math.Trunc(n) || n < 0 || n > maxSpan || !Unit(r.Unit).isTime() {
		return Span{}, p.mistyped(r, "span")
	}
	return Span{N: int(n), Unit: Unit(r.Unit)}, nil
}

// Int reads a whole number.
func (p *Pack) Int(id string) (int, error) {
	r, err := p.rule(id)
	if err != nil {
		return 0, err
	}
	n, ok := r.Value.(float64)
	if !ok || n != math.Trunc(n) {
		return 0, p.mistyped(r, "int")
	}
	return int(n), nil
}

// Decimal reads a number exactly as written.
func (p *Pack) Decimal(id string) (decimal.Decimal, error) {
	r, err := p.rule(id)
	if err != nil {
		return decimal.Decimal{}, err
	}
	n, ok := r.Value.(float64)
	if !ok {
		return decimal.Decimal{}, p.mistyped(r, "decimal")
	}
	return decimal.NewFromFloat(n), nil
}

// Bool reads yes or no.
func (p *Pack) Bool(id string) (bool, error) {
	r, err := p.rule(id)
	if err != nil {
		return false, err
	}
	b, ok := r.Value.(bool)
	if !ok {
		return false, p.mistyped(r, "bool")
	}
	return b, nil
}

// LevelFor is who has to decide on an amount in 分, by dec.levels (whose lines are
// in 万元): the role, its name, and the rule.
func (p *Pack) LevelFor(amountFen int64) (role, zh, rule string, err error) {
	const id = "dec.levels"
	var levels []struct {
		UpTo  *float64 `json:"up_to"`
		Above *float64 `json:"above"`
		By    string   `json:"by"`
		Role  string   `json:"role"`
	}
	if err := p.Value(id, &levels); err != nil {
		return "", "", id, err
	}
	wan := decimal.NewFromInt(amountFen).Div(decimal.NewFromInt(1_000_000))
	for _, l := range levels {
		if l.UpTo == nil || wan.LessThanOrEqual(decimal.NewFromFloat(*l.UpTo)) {
			return l.Role, l.By, id, nil
		}
	}
	r, _ := p.rule(id)
	return "", "", id, p.mistyped(r, "levels that cover every amount")
}
