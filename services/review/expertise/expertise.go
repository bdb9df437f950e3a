// Package expertise says how well experts know the subject of an application:
// by fields, with the distance in their tree, and by text, with TF-IDF over the
// expert's works and the mean of the best matching ones.
//
// It guarantees that similarities are whole millionths, the same on every machine
// and in every order of the works, that another application changes none of them,
// and that one more field or work never lowers an expert's own match. It refuses to know what words
// mean: synonyms are different words, and no model is asked.
package expertise

import (
	"fmt"
	"iter"
)

// Million is a perfect match; every similarity is an integer of 0..Million.
const Million = 1_000_000

// Text is a document of an application or one work of an expert. All may be empty.
type Text struct {
	Title    string
	Keywords []string
	Abstract string
}

// Application is what is to be judged.
type Application struct {
	Fields []string // codes of plan topics and disciplines
	Text   Text
}

// Expert is who may judge.
type Expert struct {
	Fields []string
	Works  []Text
}

// Weights are how the two similarities are combined: (Field·field + Text·text) / (Field + Text).
type Weights struct {
	Field, Text int // not negative, not both 0
	Top         int // how many of the best works the text similarity is the mean of; missing ones count 0
}

// Score is one expert's similarity to an application, in millionths.
type Score struct {
	Expert             int // index into the experts given
	Field, Text, Total int
}

// Index holds experts ready for comparison. It may be shared.
type Index struct {
	weights Weights
	fields  *fieldIndex
	texts   *textIndex
}

// New prepares experts. The error says which weight is not one, or that the word list is broken.
func New(w Weights, tree *Tree, experts []Expert) (*Index, error) {
	if w.Field < 0 || w.Text < 0 || w.Field+w.Text == 0 || w.Top < 1 {
		return nil, fmt.Errorf("expertise: not weights: %+v", w)
	}
	texts, err := newTextIndex(w.Top, experts)
	if err != nil {
		return nil, err
	}
	return &Index{w, newFieldIndex(tree, experts), texts}, nil
}

// Rows yields for each application, by its index, the experts with a similarity
// above 0, in their order. A row is valid until the next one.
func (x *Index) Rows(apps []Application) iter.Seq2[int, []Score] {
	return func(yield func(int, []Score) bool) {
		s := x.Scorer()
		for i := range apps {
			if !yield(i, s.Row(apps[i])) {
				return
			}
		}
	}
}

// Scorer scores applications one at a time; each goroutine needs its own.
type Scorer struct {
	index *Index
	field []int
	text  []int
	texts *textQuery
	row   []Score
}

// Scorer makes one.
func (x *Index) Scorer() *Scorer {
	n := x.texts.experts()
	return &Scorer{index: x, field: make([]int, n), text: make([]int, n), texts: x.texts.query()}
}

// Row is the scores of one application, valid until the next call. A side that
// the application does not have is left out of the total; one that an expert
// does not have counts 0.
func (s *Scorer) Row(a Application) []Score {
	clear(s.field)
	clear(s.text)
	w := s.index.weights
	if !s.index.fields.score(a.Fields, s.field) {
		w.Field = 0
	}
	if !s.texts.score(a.Text, s.text) {
		w.Text = 0
	}
	s.row = s.row[:0]
	for e := range s.field {
		if x := (Score{Expert: e, Field: s.field[e], Text: s.text[e]}); x.Field > 0 || x.Text > 0 {
			x.Total = w.total(x.Field, x.Text)
			s.row = append(s.row, x)
		}
	}
	return s.row
}

// total combines two similarities, rounded half up.
func (w Weights) total(field, text int) int {
	if w.Field+w.Text == 0 {
		return 0
	}
	return divide(w.Field*field+w.Text*text, w.Field+w.Text)
}

// divide rounds half up; both are not negative.
func divide(a, b int) int { return (2*a + b) / (2 * b) }
