package application

import (
	"strconv"
	"strings"

	"yanlu/services/policy"
)

// ownWords are answers about this application and its call alone: they are not
// taken along into another.
var ownWords = []string{"cover.subject_name", "cover.call_ref", "cover.filed_on"}

// Carry keeps of an earlier application's answers what a form still asks in the
// same way: fields and columns that are gone or whose type has changed are left
// out, and so is what the form would refuse. host says whether both have the same host.
func Carry(from, to policy.Form, content map[string]any, host bool) map[string]any {
	out := map[string]any{}
	for _, s := range to.Sections {
		for _, f := range s.Fields {
			path := s.Code + "." + f.F
			if contains(ownWords, path) || (!host && contains(ofHost, path)) {
				continue
			}
			if was, ok := FieldOf(from, path); ok {
				if v := fit(was, f, content[path]); v != nil {
					out[path] = v
				}
			}
		}
	}
	return out
}

// ofHost are answers about the host institution.
var ofHost = []string{"cover.host_institution", "units.lead_unit", "ip.ip_owned"}

func contains(list []string, x string) bool {
	for _, e := range list {
		if e == x {
			return true
		}
	}
	return false
}

// fit is a value as far as another field takes it; nil when it takes nothing of it.
func fit(from, to policy.Field, value any) any {
	if from.Type != to.Type || from.Range != to.Range || to.Type == "file" {
		return nil
	}
	if to.Type != "table" {
		return accepted(to, value)
	}
	var out []any
	for _, row := range rows(value) {
		kept := map[string]any{}
		for _, c := range to.Columns {
			for _, was := range from.Columns {
				if was.F == c.F {
					if v := fit(was, c, row[c.F]); v != nil {
						kept[c.F] = v
					}
				}
			}
		}
		if len(kept) > 0 {
			out = append(out, kept)
		}
	}
	if out == nil {
		return nil
	}
	return out
}

// accepted is the value when the field takes it as it stands, nil otherwise.
func accepted(f policy.Field, value any) any {
	if value == nil || !passes(f, value, false) {
		return nil
	}
	return value
}

func passes(f policy.Field, value any, final bool) bool {
	one := policy.Form{Sections: []policy.Section{{Code: "s", Fields: []policy.Field{f}}}}
	return len(one.Validate(map[string]any{"s." + f.F: value}, final)) == 0
}

// shaped turns a fact of a file into what a field holds: digits become a number
// where one is asked for. nil when the field does not take it.
func shaped(f policy.Field, value any) any {
	if s, ok := value.(string); ok {
		s = strings.TrimSpace(s)
		if s == "" {
			return nil
		}
		value = s
		if f.Type == "int" || f.Type == "money" {
			n, err := strconv.ParseFloat(s, 64)
			if err != nil {
				return nil
			}
			value = n
		}
	}
	if n, ok := value.(float64); ok && (f.Type == "text" || f.Type == "long") {
		value = strconv.FormatFloat(n, 'f', -1, 64)
	}
	return accepted(f, value)
}
