package commission

import (
	"fmt"
	"slices"
	"strings"

	"yanlu/services/review/expertise"
)

// Weighing says how much an expert's fields and works count (rule rev.match.weights).
type Weighing struct {
	Field int `json:"field"`
	Text  int `json:"text"`
	Top   int `json:"top"` // how many of the best works count
}

// Weigh works out what every pair is worth, from fields and from text. tree gives the parent of a field's code.
func (b *Batch) Weigh(w Weighing, tree map[string]string) error {
	t, err := expertise.NewTree(tree)
	if err != nil {
		return fmt.Errorf("commission: %w", err)
	}
	experts := make([]expertise.Expert, 0, len(b.Pool))
	at := make(map[string]int, len(b.Pool))
	for i, e := range b.Pool {
		at[e.ID] = i
		x := expertise.Expert{Fields: append(append([]string{}, e.Topics...), e.Disciplines...)}
		if len(e.Keywords) > 0 {
			x.Works = append(x.Works, expertise.Text{Keywords: e.Keywords})
		}
		for _, work := range e.Works {
			x.Works = append(x.Works, expertise.Text{Title: work.Title, Keywords: work.Keywords})
		}
		experts = append(experts, x)
	}
	index, err := expertise.New(expertise.Weights{Field: w.Field, Text: w.Text, Top: w.Top}, t, experts)
	if err != nil {
		return fmt.Errorf("commission: %w", err)
	}
	worth := make(map[string][]int32, len(b.Applications))
	s := index.Scorer()
	for i, a := range b.Applications {
		b.tell(Weighed, i, len(b.Applications))
		row := make([]int32, len(b.Pool))
		for _, x := range s.Row(a.about()) {
			row[x.Expert] = int32(x.Total)
		}
		worth[a.ID] = row
	}
	b.Worth = func(application, expert string) int64 {
		i, known := at[expert]
		if row := worth[application]; known && row != nil {
			return int64(row[i])
		}
		return 0
	}
	return nil
}

func (a Application) about() expertise.Application {
	out := expertise.Application{Text: expertise.Text{Title: a.Title, Keywords: a.Keywords, Abstract: a.Abstract}}
	out.Fields = a.fields()
	return out
}

// fields are the codes that an application is about.
func (a Application) fields() []string {
	out := slices.Clone(a.Disciplines)
	if a.Topic != "" {
		out = append(out, a.Topic)
	}
	return out
}

// Because says what an application and an expert share, in words: fields by name,
// keywords of the expert and of their works that the application uses; for people
// who look at a match.
func (b *Batch) Because(a Application, e Expert) []string {
	var out []string
	add := func(word string) {
		if word != "" && !slices.Contains(out, word) {
			out = append(out, word)
		}
	}
	for _, code := range slices.Concat(e.Topics, e.Disciplines) {
		if slices.Contains(a.fields(), code) {
			add(b.Fields[code])
		}
	}
	text := a.Title + a.Abstract + strings.Join(a.Keywords, " ")
	words := slices.Clone(e.Keywords)
	for _, w := range e.Works {
		words = append(words, w.Keywords...)
	}
	for _, k := range words {
		if strings.Contains(text, k) {
			add(k)
		}
	}
	return out
}
