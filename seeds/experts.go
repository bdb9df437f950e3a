package seeds

import (
	"io/fs"
	"slices"

	"yanlu/services/lifecycle"
	"yanlu/services/review/pool"
)

// Discipline is one of the two-level tree of fields; a group has no parent.
type Discipline struct {
	Code   string `yaml:"code"`
	Parent string `yaml:"parent"`
	Zh     string `yaml:"zh"`
	En     string `yaml:"en"`
}

// Expert is the file of a demonstration reviewer in the pool of experts.
type Expert struct {
	Person string // id
	pool.File
}

const (
	disciplinesFile = "disciplines.yaml"
	expertsFile     = "people/experts.yaml"
)

// Disciplines reads the tree, a group before its own. Errors are *Fault, joined.
func Disciplines() ([]Discipline, error) { return readDisciplines(files) }

func readDisciplines(fsys fs.FS) ([]Discipline, error) {
	var (
		doc struct {
			Disciplines []Discipline `yaml:"disciplines"`
		}
		report faults
		groups = map[string]bool{}
		seen   = map[string]bool{}
	)
	at := readYAML(fsys, disciplinesFile, &doc, &report)
	for i, d := range doc.Disciplines {
		fault := func(format string, args ...any) {
			report.add(disciplinesFile, at.of("disciplines", i), format, args...)
		}
		if d.Code == "" || d.Zh == "" || d.En == "" || seen[d.Code] {
			fault("discipline %q has no code of its own or no name", d.Code)
		}
		if d.Parent != "" && !groups[d.Parent] {
			fault("discipline %s: no group %q stands before it", d.Code, d.Parent)
		}
		seen[d.Code], groups[d.Code] = true, d.Parent == ""
	}
	return doc.Disciplines, report.err()
}

type expertDoc struct {
	Person      string   `yaml:"person"`
	Kinds       []string `yaml:"kinds"`
	Topics      []string `yaml:"topics"`
	Disciplines []string `yaml:"disciplines"`
	Grade       string   `yaml:"grade"`
	Since       string   `yaml:"since"`
	MaxLoad     int      `yaml:"max_load"` // open reviews at once; the usual number when 0
	Keywords    []string `yaml:"keywords"`
	Works       []struct {
		Title string `yaml:"title"`
		Year  int    `yaml:"year"`
	} `yaml:"works"`
}

// Experts reads the files of the demonstration reviewers: one for each, judged
// as the pool judges them. Errors are *Fault, joined.
func Experts() ([]Expert, error) {
	d, err := People()
	if err != nil {
		return nil, err
	}
	known, err := fieldsKnown()
	if err != nil {
		return nil, err
	}
	return readExperts(files, d, known)
}

func fieldsKnown() (pool.Fields, error) {
	f := pool.Fields{Topics: map[string]bool{}, Disciplines: map[string]bool{}}
	plan, err := Plan()
	if err != nil {
		return f, err
	}
	for _, t := range plan.Topics {
		f.Topics[t.Code] = true
	}
	tree, err := Disciplines()
	for _, d := range tree {
		f.Disciplines[d.Code] = true
	}
	return f, err
}

func readExperts(fsys fs.FS, d District, known pool.Fields) ([]Expert, error) {
	var (
		doc struct {
			Experts []expertDoc `yaml:"experts"`
		}
		report faults
		out    []Expert
	)
	at := readYAML(fsys, expertsFile, &doc, &report)
	for i, x := range doc.Experts {
		line := at.of("experts", i)
		p, ok := d.Person("person-" + x.Person)
		if !ok || !slices.ContainsFunc(p.Roles, func(g Grant) bool { return g.Role == lifecycle.Reviewer }) {
			report.add(expertsFile, line, "%q is no reviewer of the district", x.Person)
			continue
		}
		e := Expert{p.ID, x.file(d, p)}
		if err := e.Check(known); err != nil {
			report.add(expertsFile, line, "%s: %v", x.Person, err)
		}
		out = append(out, e)
	}
	return out, report.err()
}

// file is what the document says, with the employer of the person.
func (x expertDoc) file(d District, p Person) pool.File {
	org, _ := d.Organisation(p.Employer)
	f := pool.File{
		Kinds: x.Kinds, Local: org.InDistrict, Topics: x.Topics, Disciplines: x.Disciplines, Keywords: x.Keywords, Grade: x.Grade, MaxLoad: x.MaxLoad,
		Employments: []pool.Employment{{Organisation: org.ID, OrganisationName: org.Name, Position: p.Title, From: x.Since}},
	}
	for _, w := range x.Works {
		f.Works = append(f.Works, pool.Work{Title: w.Title, Year: w.Year})
	}
	return f.Normal()
}
