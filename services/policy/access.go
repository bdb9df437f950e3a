package policy

import (
	"encoding/json"
	"slices"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"
)

// Rule returns the rule as it is in force in this pack: in a district pack a rule that carries a district default has
// that value and its evidence. Errors: [*RuleMissing].
func (p *Pack) Rule(id string) (Rule, error) {
	r, ok := p.rules[id]
	if !ok {
		return Rule{}, &RuleMissing{Pack: p.Name(), Rule: id}
	}
	out := *r
	if p.Level == "district" && r.DistrictDefault != nil {
		out.Value, out.Evidence = r.DistrictDefault, r.DistrictEvidence
	}
	return out, nil
}

func (p *Pack) wrongType(id, want string, got any) error {
	return &RuleType{Pack: p.Name(), Rule: id, Want: want, Got: compact(got)}
}

func compact(v any) string {
	data, err := json.Marshal(v)
	if err != nil {
		return "?"
	}
	return string(data)
}

// Value decodes the rule's value into out, a pointer to a struct, slice, map or scalar with json tags.
// Errors: [*RuleMissing], [*RuleType].
func (p *Pack) Value(id string, out any) error {
	r, err := p.Rule(id)
	if err != nil {
		return err
	}
	data, err := json.Marshal(r.Value)
	if err != nil {
		return p.wrongType(id, "value", r.Value)
	}
	if err := json.Unmarshal(data, out); err != nil {
		return p.wrongType(id, "value of the asked shape", r.Value)
	}
	return nil
}

// Int reads a whole number in the rule's own unit. Errors: [*RuleMissing], [*RuleType].
func (p *Pack) Int(id string) (int, error) {
	r, err := p.Rule(id)
	if err != nil {
		return 0, err
	}
	n, ok := asInt(r.Value)
	if !ok {
		return 0, p.wrongType(id, "whole number", r.Value)
	}
	return n, nil
}

func asInt(v any) (int, bool) {
	num, ok := v.(json.Number)
	if !ok {
		return 0, false
	}
	n, err := strconv.Atoi(num.String())
	return n, err == nil
}

// Decimal reads an exact number in the rule's own unit. Errors: [*RuleMissing], [*RuleType].
func (p *Pack) Decimal(id string) (decimal.Decimal, error) {
	r, err := p.Rule(id)
	if err != nil {
		return decimal.Decimal{}, err
	}
	d, ok := asDecimal(r.Value)
	if !ok {
		return decimal.Decimal{}, p.wrongType(id, "number", r.Value)
	}
	return d, nil
}

func asDecimal(v any) (decimal.Decimal, bool) {
	num, ok := v.(json.Number)
	if !ok {
		return decimal.Decimal{}, false
	}
	d, err := decimal.NewFromString(num.String())
	return d, err == nil
}

// Bool reads a yes or no. Errors: [*RuleMissing], [*RuleType].
func (p *Pack) Bool(id string) (bool, error) {
	r, err := p.Rule(id)
	if err != nil {
		return false, err
	}
	b, ok := r.Value.(bool)
	if !ok {
		return false, p.wrongType(id, "yes or no", r.Value)
	}
	return b, nil
}

// Strings reads a list of texts. Errors: [*RuleMissing], [*RuleType].
func (p *Pack) Strings(id string) ([]string, error) {
	var out []string
	if err := p.Value(id, &out); err != nil {
		return nil, err
	}
	return out, nil
}

// Span reads a time limit: a whole number with a unit of time, or {days: N, unit: U}.
// Errors: [*RuleMissing], [*RuleType].
func (p *Pack) Span(id string) (Span, error) {
	r, err := p.Rule(id)
	if err != nil {
		return Span{}, err
	}
	value, unit := r.Value, Unit(r.Unit)
	if m, ok := value.(map[string]any); ok {
		u, _ := m["unit"].(string)
		value, unit = m["days"], Unit(u)
	}
	n, ok := asInt(value)
	if !ok || !unit.isTime() {
		return Span{}, p.wrongType(id, "span", r.Value)
	}
	return Span{n, unit}, nil
}

// Spans reads a list of choices of a time limit, e.g. the lengths of an extension. Errors: [*RuleMissing], [*RuleType].
func (p *Pack) Spans(id string) ([]Span, error) {
	r, err := p.Rule(id)
	if err != nil {
		return nil, err
	}
	list, ok := r.Value.([]any)
	if !ok || !Unit(r.Unit).isTime() {
		return nil, p.wrongType(id, "list of spans", r.Value)
	}
	out := make([]Span, len(list))
	for i, v := range list {
		n, ok := asInt(v)
		if !ok {
			return nil, p.wrongType(id, "list of spans", r.Value)
		}
		out[i] = Span{n, Unit(r.Unit)}
	}
	return out, nil
}

// unitWords are the words by which a key inside a value names its unit of time, e.g. first_reply_wd, within_months.
var unitWords = map[string]Unit{"wd": WorkDay, "d": Day, "days": Day, "m": Month, "months": Month, "s": Second}

// SpanOf reads a time limit inside a structured value. The key is named without its unit: SpanOf("dec.objection",
// "first_reply") reads first_reply_wd, or first_reply_s in a practice pack. Errors: [*RuleMissing], [*RuleType].
func (p *Pack) SpanOf(id, key string) (Span, error) {
	r, err := p.Rule(id)
	if err != nil {
		return Span{}, err
	}
	m, ok := r.Value.(map[string]any)
	if !ok {
		return Span{}, p.wrongType(id, "mapping with "+key, r.Value)
	}
	for _, k := range sortedKeys(m) {
		name, unit := splitUnit(k)
		if n, ok := asInt(m[k]); ok && unit != "" && name == key {
			return Span{n, unit}, nil
		}
	}
	return Span{}, p.wrongType(id, "mapping with "+key, r.Value)
}

// splitUnit takes the unit word out of a key; the last one counts.
func splitUnit(key string) (string, Unit) {
	words := strings.Split(key, "_")
	for i := len(words) - 1; i >= 0; i-- {
		if u, ok := unitWords[words[i]]; ok {
			return strings.Join(slices.Delete(words, i, i+1), "_"), u
		}
	}
	return key, ""
}

// fenPerWan is how many 分 are in one 万元.
const fenPerWan = 1_000_000

// Money reads an amount that the rule gives in 万元 and returns it in 分. Errors: [*RuleMissing], [*RuleType].
func (p *Pack) Money(id string) (int64, error) {
	r, err := p.Rule(id)
	if err != nil {
		return 0, err
	}
	fen, ok := wanToFen(r.Value)
	if !ok || r.Unit != "万元" {
		return 0, p.wrongType(id, "amount in 万元", r.Value)
	}
	return fen, nil
}

// wanToFen refuses what is no whole number of 分.
func wanToFen(v any) (int64, bool) {
	d, ok := asDecimal(v)
	if !ok {
		return 0, false
	}
	fen := d.Mul(decimal.NewFromInt(fenPerWan))
	if !fen.IsInteger() || !fen.BigInt().IsInt64() {
		return 0, false
	}
	return fen.IntPart(), true
}
