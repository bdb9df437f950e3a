package seeds

import (
	"slices"
	"strconv"
)

// The years that the plan's figures are of: where the district stood, and where it wants to be.
const (
	BaselineYear = 2020
	TargetYear   = 2025
)

func (r *planReader) readIndicators() {
	columns := []string{"no", "category", "indicator", "unit", "value_2020", "target_2025", "child_of_no", "measure_kind", "source_line", "note"}
	seen := map[int]bool{}
	eachRecord(r.fsys, "plan/indicators.csv", columns, &r.faults, func(rec record) {
		i := Indicator{
			No: rec.number("no"), Category: rec.need("category"), Title: rec.need("indicator"), Unit: rec.text("unit"),
			Value2020: rec.text("value_2020"), Target2025: rec.need("target_2025"), Kind: rec.need("measure_kind"),
			SourceLine: r.source(rec, rec.text("indicator")), Note: r.remark(rec),
		}
		if rec.text("child_of_no") != "" {
			i.ChildOf = rec.number("child_of_no")
			if !seen[i.ChildOf] {
				rec.fault("there is no indicator %d above this one", i.ChildOf)
			}
		}
		for _, column := range []string{"value_2020", "target_2025"} {
			if _, err := strconv.ParseFloat(rec.text(column), 64); err != nil && rec.text(column) != "" {
				rec.fault("%s is %q, not a number", column, rec.text(column))
			}
		}
		once(rec, seen, i.No)
		r.plan.Indicators = append(r.plan.Indicators, i)
	})
}

func (r *planReader) readInstitutions() {
	seen := map[string]bool{}
	eachRecord(r.fsys, "plan/institutions.csv", []string{"name", "type", "role", "source_line", "quote"}, &r.faults, func(rec record) {
		i := Institution{rec.need("name"), rec.need("type"), rec.need("role"), r.source(rec, rec.text("quote")), rec.need("quote")}
		once(rec, seen, i.Name)
		r.plan.Institutions = append(r.plan.Institutions, i)
	})
}

func (r *planReader) readFigures() {
	columns := []string{"key", "value", "unit", "source_line", "quote", "note"}
	r.figures("plan/baseline_2020.csv", columns, BaselineYear)
	r.figures("plan/targets_2025.csv", slices.Insert(slices.Clone(columns), 3, "section"), TargetYear)
}

func (r *planReader) figures(file string, columns []string, year int) {
	seen := map[string]bool{}
	eachRecord(r.fsys, file, columns, &r.faults, func(rec record) {
		f := Figure{
			Year: year, Key: rec.need("key"), Value: rec.need("value"), Unit: rec.text("unit"), Section: rec.text("section"),
			Note: r.remark(rec), SourceLine: r.source(rec, rec.text("quote")), Quote: rec.need("quote"),
		}
		once(rec, seen, f.Key)
		r.plan.Figures = append(r.plan.Figures, f)
	})
}

func (r *planReader) readRequirements() {
	columns := []string{"id", "section", "source_line", "quote", "kind", "implied_feature_data_or_rule"}
	seen := map[string]bool{}
	eachRecord(r.fsys, "plan/requirements.csv", columns, &r.faults, func(rec record) {
		q := Requirement{
			rec.need("id"), rec.need("section"), r.source(rec, rec.text("quote")), rec.need("quote"),
			rec.oneOf("kind", "feature", "data", "rule", "source"), rec.need("implied_feature_data_or_rule"),
		}
		once(rec, seen, q.ID)
		r.plan.Requirements = append(r.plan.Requirements, q)
	})
}
