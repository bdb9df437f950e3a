package application

import (
	"fmt"
	"reflect"
	"sort"
	"strconv"
	"strings"
	"time"

	"yanlu/services/platform/problem"
	"yanlu/services/programme"
)

// Request is what a draft asks for. Money in 分.
type Request struct {
	Topic      string
	RequestFen int64
	OwnFen     int64
	Months     int
	Targets    []Target
}

// Changed lists the fields in which two drafts differ, sorted.
func Changed(before, after map[string]any) []string {
	var out []string
	for k, v := range after {
		if !reflect.DeepEqual(before[k], v) {
			out = append(out, k)
		}
	}
	for k := range before {
		if _, ok := after[k]; !ok {
			out = append(out, k)
		}
	}
	sort.Strings(out)
	return out
}

// OnlyListed refuses a correction that touches fields which were not listed as
// defects (intake.correction.*). A defect without a field opens every field.
func OnlyListed(before, after map[string]any, defects []programme.Defect) error {
	listed := map[string]bool{}
	for _, d := range defects {
		if strings.TrimSpace(d.Field) == "" {
			return nil
		}
		listed[d.Field] = true
	}
	p := problem.New(problem.Precondition, "FIELD_NOT_LISTED", "补正只能修改退回时列出的内容", "A correction may only touch the fields that were listed")
	for _, f := range Changed(before, after) {
		if !listed[f] {
			p.At(f, "该项未列入补正清单", "not listed for correction")
		}
	}
	if len(p.Violations) > 0 {
		return p.With("listed", fmt.Sprint(len(listed))).For("officer")
	}
	return nil
}

// Asked reads from a draft (values by “section.field”) what it asks for. Fields
// that are missing stay zero: the form says so elsewhere.
func Asked(content map[string]any) Request {
	r := Request{Topic: text(content["basics.base_code"]), Months: months(content["cover.term"])}
	for _, row := range rows(content["budget.sources"]) {
		switch text(row["source"]) {
		case "requested":
			r.RequestFen += fen(row["amount"])
		case "own":
			r.OwnFen += fen(row["amount"])
		}
	}
	for _, row := range rows(content["basics.targets"]) {
		if name := text(row["name"]); name != "" {
			r.Targets = append(r.Targets, Target{Name: name, Value: text(row["target"]), Unit: text(row["unit"])})
		}
	}
	return r
}

func text(v any) string {
	s, _ := v.(string)
	return strings.TrimSpace(s)
}

func rows(v any) []map[string]any {
	list, _ := v.([]any)
	out := make([]map[string]any, 0, len(list))
	for _, x := range list {
		if m, ok := x.(map[string]any); ok {
			out = append(out, m)
		}
	}
	return out
}

// fen reads whole 分 from JSON, where a number is a float64 or, in forms sent as text, a string of digits.
func fen(v any) int64 {
	switch n := v.(type) {
	case float64:
		return int64(n)
	case int64:
		return n
	case int:
		return int64(n)
	case string:
		i, err := strconv.ParseInt(n, 10, 64)
		if err == nil {
			return i
		}
	}
	return 0
}

// months counts the months that a date range {from, to} covers, rounded up.
func months(v any) int {
	m, _ := v.(map[string]any)
	from, errA := time.Parse(time.DateOnly, text(m["from"]))
	to, errB := time.Parse(time.DateOnly, text(m["to"]))
	if errA != nil || errB != nil || !to.After(from) {
		return 0
	}
	n := 0
	for from.AddDate(0, n, 0).Before(to.AddDate(0, 0, 1)) {
		n++
	}
	return n
}
