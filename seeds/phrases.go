package seeds

import (
	"io/fs"
	"slices"
	"strings"
	"unicode/utf8"

	"yanlu/services/policy"
)

// Phrase is a sentence that a check is written with. Field is “section.field” of
// the form that its topic is about, or empty for the whole.
type Phrase struct {
	ID    string `yaml:"id"`
	Topic string `yaml:"topic"`
	Field string `yaml:"field"`
	Text  string `yaml:"text"`
}

const (
	phrasesFile   = "phrases.yaml"
	longestPhrase = 500 // characters, as the desk lets people write
)

// topicForms says which form a topic's fields are of.
var topicForms = map[string]string{
	"formal_check": "proposal", "unit_check": "proposal", "correction": "proposal", "need": "need", "agreement": "agreement", "closure": "closure_application",
}

// Phrases reads the shipped phrases, checked against the forms of the default pack. Errors are *Fault, joined.
func Phrases() ([]Phrase, error) { return readPhrases(files) }

func readPhrases(fsys fs.FS) ([]Phrase, error) {
	pack, err := policy.Load(files, defaultPack)
	if err != nil {
		return nil, err
	}
	var (
		doc struct {
			Phrases []Phrase `yaml:"phrases"`
		}
		report faults
		seen   = map[string]bool{}
	)
	at := readYAML(fsys, phrasesFile, &doc, &report)
	for i, p := range doc.Phrases {
		fault := func(format string, args ...any) { report.add(phrasesFile, at.of("phrases", i), format, args...) }
		form, known := pack.Form(topicForms[p.Topic])
		switch {
		case p.ID == "" || seen[p.ID]:
			fault("phrase %q has no id of its own", p.ID)
		case !known:
			fault("phrase %s: no topic %q", p.ID, p.Topic)
		case p.Field != "" && !hasField(form, p.Field):
			fault("phrase %s: the form %s has no field %q", p.ID, form.Code, p.Field)
		case utf8.RuneCountInString(strings.TrimSpace(p.Text)) < 2 || utf8.RuneCountInString(p.Text) > longestPhrase:
			fault("phrase %s says nothing, or too much", p.ID)
		}
		seen[p.ID] = true
	}
	return doc.Phrases, report.err()
}

func hasField(form policy.Form, path string) bool {
	section, field, _ := strings.Cut(path, ".")
	return slices.ContainsFunc(form.Sections, func(s policy.Section) bool {
		return s.Code == section && slices.ContainsFunc(s.Fields, func(f policy.Field) bool { return f.F == field })
	})
}
