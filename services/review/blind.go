package review

import (
	"path"
	"slices"
	"strings"

	"yanlu/services/policy"
)

// The blindness of a review (rev.blind), as the call lays it down; a commission may only be stricter.
const (
	SingleBlind = "single" // applicants do not learn who reviews
	DoubleBlind = "double" // reviewers do not learn whose application it is, either
)

// Stricter is the blindness of a review for which both a call and a commission
// say one: double where either does, single where neither says anything.
func Stricter(call, commission string) string {
	if call == DoubleBlind || commission == DoubleBlind {
		return DoubleBlind
	}
	return SingleBlind
}

// hiddenAlways are fields of an application that no reviewer sees.
var hiddenAlways = []string{"compliance.avoid_experts"}

// HiddenFromReviewers says whether no reviewer ever sees a field of an application; the form says so too, so that a preview is true.
func HiddenFromReviewers(field string) bool { return slices.Contains(hiddenAlways, field) }

// hiddenName stands where a name was written into a text.
const hiddenName = "〔隐去〕"

// Curtain hides from a reviewer what a form's answers say of their authors.
type Curtain struct {
	hidden map[string]bool
	names  []string // longest first, so that no part of one stays
	double bool
}

// NewCurtain makes the curtain for a form. In a double-blind review it hides the
// fields marked as identifying, and in the other texts the names given: those of
// the team and those that the hidden fields hold.
func NewCurtain(form policy.Form, double bool, content map[string]any, team []string) Curtain {
	c := Curtain{hidden: map[string]bool{}, double: double}
	for _, f := range hiddenAlways {
		c.hidden[f] = true
	}
	if !double {
		return c
	}
	names := map[string]bool{}
	for _, n := range team {
		names[n] = true
	}
	for _, s := range form.Sections {
		for _, f := range s.Fields {
			if where := s.Code + "." + f.F; f.Identifies {
				c.hidden[where] = true
				gatherNames(content[where], names)
			}
		}
	}
	for n := range names {
		if n = strings.TrimSpace(n); len([]rune(n)) > 1 {
			c.names = append(c.names, n)
		}
	}
	slices.SortFunc(c.names, func(a, b string) int {
		if d := len(b) - len(a); d != 0 {
			return d
		}
		return strings.Compare(a, b)
	})
	return c
}

// nameColumns hold names of people and organisations in the tables of a form.
var nameColumns = []string{"name", "unit", "contact"}

func gatherNames(v any, into map[string]bool) {
	rows, _ := v.([]any)
	for _, r := range rows {
		row, _ := r.(map[string]any)
		for _, column := range nameColumns {
			if s, ok := row[column].(string); ok {
				into[s] = true
			}
		}
	}
	if s, ok := v.(string); ok {
		into[s] = true
	}
}

// Hides says whether a field (“section.field”) is behind the curtain.
func (c Curtain) Hides(field string) bool { return c.hidden[field] }

// Content is what the reviewer sees of answers by path; the answers themselves stay as they are.
func (c Curtain) Content(content map[string]any) map[string]any {
	out := map[string]any{}
	for field, v := range content {
		if !c.hidden[field] {
			out[field] = c.clean(v)
		}
	}
	return out
}

func (c Curtain) clean(v any) any {
	switch x := v.(type) {
	case string:
		return c.Text(x)
	case []any:
		out := make([]any, len(x))
		for i := range x {
			out[i] = c.clean(x[i])
		}
		return out
	case map[string]any:
		out := make(map[string]any, len(x))
		for k := range x {
			out[k] = c.clean(x[k])
		}
		return out
	}
	return v
}

// Text is a text without the names.
func (c Curtain) Text(s string) string {
	for _, n := range c.names {
		s = strings.ReplaceAll(s, n, hiddenName)
	}
	return s
}

// FileName is what a file is called: in a double-blind review by its type alone,
// as people name files after themselves.
func (c Curtain) FileName(name string) string {
	if !c.double {
		return name
	}
	return "附件" + strings.ToLower(path.Ext(name))
}
