package application

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"yanlu/services/policy"
)

// Finding is one thing about a draft: an error stops it, a warning is worth a look.
type Finding struct {
	Field   string // “section.field”, with [row].column within a table; empty for the whole
	Zh, En  string
	Rule    string // empty for the form itself
	Help    string // role that can remove the obstacle
	Warning bool
}

// askedIn says, for what eligibility rules ask about an application, in which field it is answered.
var askedIn = []struct{ asks, field string }{
	{"funding.", "budget.sources"},
	{"term_months", "cover.term"},
}

// AnsweredIn finds the field of a form in which an eligibility rule's question is
// answered; empty when it is about the applicant and not about the application.
func AnsweredIn(f policy.Form, expression string) string {
	for _, a := range askedIn {
		if _, ok := FieldOf(f, a.field); ok && strings.Contains(expression, a.asks) {
			return a.field
		}
	}
	return ""
}

// FieldOf finds a field of a form by its path.
func FieldOf(f policy.Form, path string) (policy.Field, bool) {
	for _, s := range f.Sections {
		for _, field := range s.Fields {
			if s.Code+"."+field.F == path {
				return field, true
			}
		}
	}
	return policy.Field{}, false
}

// InOrder sorts findings as one reads the form: the whole first, then field by
// field, a table row by row and column by column; errors before warnings.
func InOrder(f policy.Form, found []Finding) {
	places := map[string]int{}
	columns := map[string]int{}
	for _, s := range f.Sections {
		for _, field := range s.Fields {
			path := s.Code + "." + field.F
			places[path] = len(places) + 1
			for i, c := range field.Columns {
				columns[path+"."+c.F] = i + 1
			}
		}
	}
	key := func(x Finding) [4]int {
		path, row, column := cell(x.Field)
		at, known := places[path]
		if !known && path != "" {
			at = len(places) + 1
		}
		k := [4]int{at, row, columns[path+"."+column], 0}
		if x.Warning {
			k[3] = 1
		}
		return k
	}
	slices.SortStableFunc(found, func(a, b Finding) int {
		x, y := key(a), key(b)
		return slices.CompareFunc(x[:], y[:], cmp.Compare[int])
	})
}

// cell takes “section.field[row].column” apart; row counts from 1, 0 is the field itself.
func cell(path string) (field string, row int, column string) {
	field, rest, in := strings.Cut(path, "[")
	if !in {
		return field, 0, ""
	}
	number, column, _ := strings.Cut(rest, "]")
	n, _ := strconv.Atoi(number)
	return field, n + 1, strings.TrimPrefix(column, ".")
}
