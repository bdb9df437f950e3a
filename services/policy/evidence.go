package policy

import (
	"regexp"
	"slices"
	"strings"
)

// Grade is how well a rule is sourced; the weakest grade named in its evidence counts.
type Grade string

// The grades. Only [Sourced] may be shown as a rule in force elsewhere; the others are defaults a bureau confirms.
const (
	Sourced    Grade = "sourced"
	Unverified Grade = "unverified"
	Default    Grade = "default"
	NotFound   Grade = "not_found" // sources only: the document was looked for in vain
)

// evidenceForm: one or more grades, each with an optional part in parentheses it applies to; words may follow a semicolon.
var (
	evidenceForm  = regexp.MustCompile(`^(sourced|unverified|default|not_found)(\([^()]*\))?( (sourced|unverified|default)(\([^()]*\))?)*(;.*)?$`)
	evidenceGrade = regexp.MustCompile(`(?:^| )(sourced|unverified|default|not_found)(?:\(([^()]*)\))?`)
)

func validEvidence(s string) bool { return evidenceForm.MatchString(s) }

// gradeOf returns the weakest grade that evidence names.
func gradeOf(evidence string) Grade {
	head, _, _ := strings.Cut(evidence, ";")
	grade := Sourced
	for _, m := range evidenceGrade.FindAllStringSubmatch(head, -1) {
		switch Grade(m[1]) {
		case NotFound:
			return NotFound
		case Unverified:
			grade = Unverified
		case Default:
			if grade == Sourced {
				grade = Default
			}
		case Sourced:
		}
	}
	return grade
}

// Zh says the grade in Chinese, as shown beside a rule.
func (g Grade) Zh() string {
	switch g {
	case Sourced:
		return "有出处"
	case Unverified:
		return "默认值（未核实）"
	case Default:
		return "本系统默认值"
	case NotFound:
		return "未查到"
	}
	return string(g)
}

// En says the grade in English, as shown beside a rule.
func (g Grade) En() string {
	switch g {
	case Sourced:
		return "sourced"
	case Unverified:
		return "default, not verified"
	case Default:
		return "default"
	case NotFound:
		return "not found"
	}
	return string(g)
}

// Source is a document or public system that rules refer to.
type Source struct {
	ID       string `json:"id"`
	Title    string `json:"title"`
	Number   string `json:"number,omitempty"`
	Date     string `json:"date,omitempty"`
	Evidence string `json:"evidence"`
	Note     string `json:"note,omitempty"`
}

// PrintableNumber is the document number when the pack says that the number itself was read in a source, else "".
func (s Source) PrintableNumber() string {
	if s.Evidence == string(Sourced) {
		return s.Number
	}
	for _, m := range evidenceGrade.FindAllStringSubmatch(s.Evidence, -1) {
		parts := strings.FieldsFunc(m[2], func(r rune) bool { return strings.ContainsRune("/+,; ", r) })
		if Grade(m[1]) == Sourced && slices.Contains(parts, "number") && !slices.Contains(parts, "unverified") {
			return s.Number
		}
	}
	return ""
}

// sourceID is the id in a reference such as "LAW-STP-2021 第六十八条".
func sourceID(ref string) string {
	id, _, _ := strings.Cut(ref, " ")
	return id
}
