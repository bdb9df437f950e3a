package policy

import (
	"encoding/json"
	"slices"
	"time"
)

// Text is a label in both languages of the product.
type Text struct {
	Zh string `json:"zh"`
	En string `json:"en"`
}

// Ref names a pack by code and version.
type Ref struct {
	Code    string `json:"code"`
	Version string `json:"version"`
}

// Pack is one version of a bureau's rules. It is read-only once loaded and safe for concurrent use.
type Pack struct {
	Code          string     `json:"code"`
	Version       string     `json:"version"`
	Title         Text       `json:"title"`
	EffectiveFrom string     `json:"effective_from"` // YYYY-MM-DD, Asia/Shanghai
	Level         string     `json:"level,omitempty"`
	Practice      bool       `json:"practice"`
	Extends       *Ref       `json:"extends,omitempty"`
	Overrides     []Override `json:"overrides,omitempty"`
	Sources       []Source   `json:"sources"`
	Rules         []Rule     `json:"rules"`
	Anchors       []Anchor   `json:"anchors"`
	Rubrics       []Rubric   `json:"rubrics"`
	Forms         []Form     `json:"forms"`
	Eligibility   []Criteria `json:"eligibility"`

	rules   map[string]*Rule
	rubrics map[string]*Rubric
	forms   map[string]*Form
	checks  []*compiledCheck
	later   *Pack          // answers for rules that came after this pack; nil: nobody does
	values  map[string]any // rule values as CEL sees them
	relaxed map[string]any // the same in an open competition
	params  map[string]any
}

// Rule is one entry of the pack. Value is in Unit; money is in 万元 where the unit says so.
type Rule struct {
	ID               string         `json:"id"`
	Domain           string         `json:"domain"`
	Zh               string         `json:"zh"`
	En               string         `json:"en"`
	Value            any            `json:"value"`
	Unit             string         `json:"unit,omitempty"`
	Level            string         `json:"level,omitempty"`
	Source           []string       `json:"source,omitempty"`
	Evidence         string         `json:"evidence"`
	Note             string         `json:"note,omitempty"`
	Op               string         `json:"op,omitempty"`
	Min              json.Number    `json:"min,omitempty"`
	Max              json.Number    `json:"max,omitempty"`
	Params           map[string]any `json:"params,omitempty"`
	DistrictDefault  any            `json:"district_default,omitempty"`
	DistrictEvidence string         `json:"district_evidence,omitempty"`
	JbgsOverride     any            `json:"jbgs_override,omitempty"`
	More             map[string]any `json:"more,omitempty"` // remarks of the rule's source that nothing computes with
}

// Grade is how well the rule's value in force is sourced.
func (r Rule) Grade() Grade { return gradeOf(r.Evidence) }

// Override replaces the value of a rule of the pack that is extended. Why is shown to those who ask.
type Override struct {
	ID    string `json:"id"`
	Value any    `json:"value"`
	Unit  string `json:"unit,omitempty"`
	Why   string `json:"why"`
}

// Anchor says what a share of a criterion's points means; At is in percent.
type Anchor struct {
	At int    `json:"at"`
	Zh string `json:"zh"`
	En string `json:"en"`
}

// Rubric is a scoring sheet of 100 points. Pass is the line of an award rubric, Lines those of a closure rubric.
type Rubric struct {
	Code          string      `json:"code"`
	Zh            string      `json:"zh"`
	En            string      `json:"en"`
	Evidence      string      `json:"evidence"`
	Note          string      `json:"note,omitempty"`
	Pass          int         `json:"pass,omitempty"`
	Lines         *Lines      `json:"lines,omitempty"`
	DemanderShare json.Number `json:"demander_share,omitempty"`
	Veto          []string    `json:"veto,omitempty"`
	Core          []string    `json:"core,omitempty"` // criteria with a floor of their own (rev.score.pass)
	Criteria      []Criterion `json:"criteria"`
}

// CoreCriteria lists the criteria that have a floor of their own.
func (r Rubric) CoreCriteria() []Criterion {
	var out []Criterion
	for _, c := range r.Criteria {
		if slices.Contains(r.Core, c.Code) {
			out = append(out, c)
		}
	}
	return out
}

// Lines are the closing lines of a rubric in score points.
type Lines struct {
	Excellent int `json:"excellent"`
	Pass      int `json:"pass"`
	Shortfall int `json:"shortfall"`
}

// Criterion is one line of a rubric; W is its weight in points, all of a rubric's weights add up to 100.
type Criterion struct {
	Code string `json:"code"`
	Zh   string `json:"zh"`
	En   string `json:"en"`
	W    int    `json:"w"`
}

// Criteria is one eligibility rule: CEL is true when the applicant passes. Value and Limit are CEL texts filled into
// the reason; Unblock is the role that can remove the obstacle.
type Criteria struct {
	ID      string   `json:"id"`
	Rule    string   `json:"rule"`
	When    []string `json:"when"`
	CEL     string   `json:"cel"`
	Value   string   `json:"value,omitempty"`
	Limit   string   `json:"limit,omitempty"`
	Zh      string   `json:"zh"`
	En      string   `json:"en"`
	Unblock string   `json:"unblock"`
}

// Name is code and version, as errors and logs give it.
func (p *Pack) Name() string { return p.Code + " " + p.Version }

// InForce says whether the pack is in effect at t; a pack takes effect at the start of its day in Asia/Shanghai.
func (p *Pack) InForce(t time.Time) bool {
	from, err := time.ParseInLocation(time.DateOnly, p.EffectiveFrom, shanghai)
	return err == nil && !t.Before(from)
}

// Rubric returns the scoring sheet of this code.
func (p *Pack) Rubric(code string) (Rubric, bool) {
	r, ok := p.rubrics[code]
	if !ok {
		return Rubric{}, false
	}
	return *r, true
}

// Criterion returns the line of this code.
func (r Rubric) Criterion(code string) (Criterion, bool) {
	for _, c := range r.Criteria {
		if c.Code == code {
			return c, true
		}
	}
	return Criterion{}, false
}

// Form returns the form of this code.
func (p *Pack) Form(code string) (Form, bool) {
	f, ok := p.forms[code]
	if !ok {
		return Form{}, false
	}
	return *f, true
}

// SourceByID returns the source that a rule refers to; a reference may carry an article after the id.
func (p *Pack) SourceByID(ref string) (Source, bool) {
	for _, s := range p.Sources {
		if s.ID == sourceID(ref) {
			return s, true
		}
	}
	return Source{}, false
}
