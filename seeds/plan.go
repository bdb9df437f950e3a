package seeds

import (
	"io/fs"
	"regexp"
	"strconv"
	"strings"
)

// PlanData is the district's plan as data. SourceLine is the line of Text that a row stands on.
type PlanData struct {
	Bases        []Base
	Boxes        []Box
	Topics       []Topic
	Items        []Item
	Indicators   []Indicator
	Institutions []Institution
	Figures      []Figure
	Notes        []Note
	Requirements []Requirement
	Text         string // the plan, word for word
}

// Base is one innovation base of an industry. Tier is international, national or regional.
type Base struct {
	Code, Name, Tier, TierQuote, LeadQuote string
	Boxes                                  []int
	SourceLine                             int
}

// Box is one 专栏 of the plan. Kind is topic, platform or programme; Chars is the length of Body without line breaks.
type Box struct {
	No                                 int
	Title, Kind, Domain, Section, Body string
	SourceLine, Chars                  int
}

// Topic is one research topic: what an application names in basics.base_code.
type Topic struct {
	Code                string
	Box                 int
	Domain, Title, Body string
	SourceLine          int
}

// Item is one clause of a topic, word for word.
type Item struct{ Code, Topic, Text string }

// Indicator is one row of the plan's table. Value2020 and Unit are empty where the plan leaves them so; ChildOf is 0 at the top.
type Indicator struct {
	No                                           int
	Category, Title, Unit, Value2020, Target2025 string
	ChildOf                                      int
	Kind                                         string
	SourceLine                                   int
	Note                                         string
}

// Institution is an organisation, park, platform or result that the plan names.
type Institution struct {
	Name, Kind, Role string
	SourceLine       int
	Quote            string
}

// Figure is a number in the plan's prose: of 2020, or aimed at for 2025. Value is as written, for instance “>=12”.
type Figure struct {
	Year                            int
	Key, Value, Unit, Section, Note string
	SourceLine                      int
	Quote                           string
}

// Note is a place where the plan contradicts itself or is unclear: both values, and how the product treats them.
type Note struct{ ID, Subject, ValueA, ValueB, Advice string }

// Requirement is a sentence of the plan and what it asks of the product.
type Requirement struct {
	ID, Section string
	SourceLine  int
	Quote, Kind string
	Implies     string
}

const planText = "plan/plan-2021-2025.txt"

type planReader struct {
	fsys  fs.FS
	lines []string
	plan  PlanData
	faults

	domains map[int]string  // box → domain, of boxes that hold topics
	boxes   map[int]string  // box → title
	topics  map[string]int  // index into plan.Topics
	notes   map[string]bool // ids
}

// Plan reads the plan. Errors are *Fault, joined.
func Plan() (PlanData, error) { return readPlan(files) }

func readPlan(fsys fs.FS) (PlanData, error) {
	r := &planReader{fsys: fsys, domains: map[int]string{}, boxes: map[int]string{}, topics: map[string]int{}, notes: map[string]bool{}}
	raw, err := fs.ReadFile(fsys, planText)
	if err != nil {
		r.add(planText, 0, "cannot be read: %v", err)
	}
	r.plan.Text = string(raw)
	r.lines = strings.Split(r.plan.Text, "\n")
	for _, read := range []func(){r.readNotes, r.readBoxes, r.readBases, r.readTopics, r.readItems, r.readIndicators, r.readInstitutions, r.readFigures, r.readRequirements} {
		read()
	}
	return r.plan, r.err()
}

// source is the line a row stands on; the words must be on it.
func (r *planReader) source(rec record, words string) int {
	n := rec.number("source_line")
	if n > len(r.lines) || n > 0 && !strings.Contains(r.lines[n-1], words) {
		rec.fault("line %d of the plan does not say %q", n, words)
	}
	return n
}

// once refuses a key that was used before.
func once[K comparable](rec record, seen map[K]bool, key K) {
	if seen[key] {
		rec.fault("%v is named twice", key)
	}
	seen[key] = true
}

var noteID = regexp.MustCompile(`\bD[0-9]+\b`)

// remark is a note that may point at contradictions; each must be on the list.
func (r *planReader) remark(rec record) string {
	text := rec.text("note")
	for _, id := range noteID.FindAllString(text, -1) {
		if !r.notes[id] {
			rec.fault("the note points at %s, which is not among the discrepancies", id)
		}
	}
	return text
}

func (r *planReader) readNotes() {
	eachRecord(r.fsys, "plan/discrepancies.csv", []string{"id", "subject", "value_a", "value_b", "advice"}, &r.faults, func(rec record) {
		once(rec, r.notes, rec.need("id"))
		r.plan.Notes = append(r.plan.Notes, Note{rec.text("id"), rec.need("subject"), rec.need("value_a"), rec.need("value_b"), rec.need("advice")})
	})
}

func (r *planReader) readBoxes() {
	columns := []string{"box_no", "title", "kind", "base_or_domain", "section", "source_line", "chars", "full_text"}
	seen := map[int]bool{}
	eachRecord(r.fsys, "plan/boxes.csv", columns, &r.faults, func(rec record) {
		b := Box{
			No: rec.number("box_no"), Title: rec.need("title"), Kind: rec.oneOf("kind", "topic", "platform", "programme"),
			Domain: rec.need("base_or_domain"), Section: rec.need("section"), Body: rec.need("full_text"),
			SourceLine: r.source(rec, rec.text("title")), Chars: rec.number("chars"),
		}
		once(rec, seen, b.No)
		r.boxes[b.No] = b.Title
		if b.Kind == "topic" {
			r.domains[b.No] = b.Domain
		}
		r.plan.Boxes = append(r.plan.Boxes, b)
	})
}

func (r *planReader) readBases() {
	columns := []string{"code", "name", "tier", "tier_quote(名词解释)", "lead_org_quote", "boxes", "source_line"}
	seen := map[string]bool{}
	eachRecord(r.fsys, "plan/bases.csv", columns, &r.faults, func(rec record) {
		b := Base{
			Code: rec.need("code"), Name: rec.need("name"), Tier: rec.oneOf("tier", "international", "national", "regional"),
			TierQuote: rec.need("tier_quote(名词解释)"), LeadQuote: rec.need("lead_org_quote"), SourceLine: r.source(rec, rec.text("name")),
		}
		once(rec, seen, b.Code)
		for _, s := range strings.Split(rec.text("boxes"), ";") {
			n, err := strconv.Atoi(s)
			if err != nil || r.boxes[n] == "" {
				rec.fault("there is no box %q", s)
			}
			b.Boxes = append(b.Boxes, n)
		}
		r.plan.Bases = append(r.plan.Bases, b)
	})
}

func (r *planReader) readTopics() {
	columns := []string{"topic_code", "box_no", "box_title", "base_or_domain", "topic", "description", "source_line"}
	seen := map[string]bool{}
	eachRecord(r.fsys, "plan/topics.csv", columns, &r.faults, func(rec record) {
		t := Topic{
			Code: rec.need("topic_code"), Box: rec.number("box_no"), Domain: rec.need("base_or_domain"), Title: rec.need("topic"),
			Body: rec.need("description"), SourceLine: r.source(rec, rec.text("topic")),
		}
		once(rec, seen, t.Code)
		if domain, ok := r.domains[t.Box]; !ok || domain != t.Domain || r.boxes[t.Box] != rec.text("box_title") {
			rec.fault("box %d is not a box of topics named %q in %q", t.Box, rec.text("box_title"), t.Domain)
		}
		r.topics[t.Code] = len(r.plan.Topics)
		r.plan.Topics = append(r.plan.Topics, t)
	})
}

func (r *planReader) readItems() {
	seen := map[string]bool{}
	eachRecord(r.fsys, "plan/topic_items.csv", []string{"item_code", "topic_code", "box_no", "text_verbatim"}, &r.faults, func(rec record) {
		i := Item{rec.need("item_code"), rec.need("topic_code"), rec.need("text_verbatim")}
		once(rec, seen, i.Code)
		n, ok := r.topics[i.Topic]
		switch {
		case !ok:
			rec.fault("there is no topic %s", i.Topic)
		case r.plan.Topics[n].Box != rec.number("box_no"):
			rec.fault("topic %s is in box %d", i.Topic, r.plan.Topics[n].Box)
		case !strings.Contains(r.plan.Topics[n].Body, i.Text):
			rec.fault("topic %s does not say %q", i.Topic, i.Text)
		}
		r.plan.Items = append(r.plan.Items, i)
	})
}
