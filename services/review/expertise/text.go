package expertise

import (
	"maps"
	"math"
	"slices"
	"strings"
)

// one is the length of every vector: weights are whole numbers, so that sums do
// not depend on their order or on the machine.
const one = 1 << 24

// textIndex lists, for each word, the works that have it.
type textIndex struct {
	top      int
	cut      cutter
	terms    map[string]int32
	idf      []float64   // by term
	unseen   float64     // idf of a word that no work has
	postings [][]posting // by term, in order of works
	first    []int32     // by expert, their first work; one more at the end
}

// posting is a word's weight in a work.
type posting struct{ work, weight int32 }

// count is how often a word is in a document.
type count struct{ term, n int32 }

func newTextIndex(top int, experts []Expert) (*textIndex, error) {
	seg, err := segmenter()
	if err != nil {
		return nil, err
	}
	x := &textIndex{top: top, cut: cutter{seg}, terms: map[string]int32{}, first: make([]int32, 1, len(experts)+1)}
	var works [][]count
	var df []int32
	for i := range experts {
		for _, w := range experts[i].Works {
			list := x.enter(w)
			for _, c := range list {
				if int(c.term) == len(df) {
					df = append(df, 0)
				}
				df[c.term]++
			}
			works = append(works, list)
		}
		x.first = append(x.first, int32(len(works)))
	}
	x.weigh(works, df)
	return x, nil
}

// bag counts the words of a text. A keyword of several words counts as a whole besides.
func (x *textIndex) bag(t Text) map[string]int {
	bag := map[string]int{}
	for _, part := range append([]string{t.Title, t.Abstract}, t.Keywords...) {
		for _, w := range x.cut.words(part) {
			bag[w]++
		}
	}
	for _, k := range t.Keywords {
		if words := x.cut.words(k); len(words) > 1 {
			bag[strings.Join(words, " ")]++
		}
	}
	return bag
}

// enter counts a work's words and gives new ones a number; sorted by term.
func (x *textIndex) enter(t Text) []count {
	bag := x.bag(t)
	list := make([]count, 0, len(bag))
	for _, w := range slices.Sorted(maps.Keys(bag)) {
		id, known := x.terms[w]
		if !known {
			id = int32(len(x.terms))
			x.terms[w] = id
		}
		list = append(list, count{id, int32(bag[w])})
	}
	slices.SortFunc(list, func(a, b count) int { return int(a.term - b.term) })
	return list
}

// weigh turns counts into postings.
func (x *textIndex) weigh(works [][]count, df []int32) {
	inverse := func(df int32) float64 { return 1 + math.Log(float64(1+len(works))/float64(1+df)) }
	x.unseen = inverse(0)
	x.idf, x.postings = make([]float64, len(df)), make([][]posting, len(df))
	for t, n := range df {
		x.idf[t], x.postings[t] = inverse(n), make([]posting, 0, n)
	}
	var weights []float64
	for work, list := range works {
		weights = weights[:0]
		for _, c := range list {
			weights = append(weights, weight(int(c.n), x.idf[c.term]))
		}
		scale := unit(weights)
		for i, c := range list {
			if w := int32(math.Round(float64(weights[i] * scale))); w > 0 {
				x.postings[c.term] = append(x.postings[c.term], posting{int32(work), w})
			}
		}
	}
}

// weight of a word: its inverse document frequency, and more, less than in
// proportion, the more often it is there. Conversions keep machines from fusing operations.
func weight(n int, idf float64) float64 { return float64((1 + math.Log(float64(n))) * idf) }

// unit is what weights are multiplied with to make a vector of length one. They
// are summed from the least, so that the numbering of words does not matter.
func unit(weights []float64) float64 {
	sum := 0.0
	for _, w := range slices.Sorted(slices.Values(weights)) {
		sum += float64(w * w)
	}
	if sum == 0 {
		return 0
	}
	return one / math.Sqrt(sum)
}

func (x *textIndex) experts() int { return len(x.first) - 1 }

// textQuery is the space one goroutine needs to score texts.
type textQuery struct {
	*textIndex
	sums []int64 // by work
	best []int64
}

func (x *textIndex) query() *textQuery {
	return &textQuery{x, make([]int64, x.first[x.experts()]), make([]int64, x.top)}
}

// score is each expert's text similarity; false when the text has no words.
func (q *textQuery) score(t Text, into []int) bool {
	bag := q.bag(t)
	if len(bag) == 0 {
		return false
	}
	words := slices.Sorted(maps.Keys(bag))
	weights := make([]float64, len(words))
	for i, w := range words {
		idf := q.unseen
		if id, known := q.terms[w]; known {
			idf = q.idf[id]
		}
		weights[i] = weight(bag[w], idf)
	}
	scale := unit(weights)
	clear(q.sums)
	for i, w := range words {
		id, known := q.terms[w]
		if !known {
			continue
		}
		mine := int64(math.Round(float64(weights[i] * scale)))
		for _, p := range q.postings[id] {
			q.sums[p.work] += mine * int64(p.weight)
		}
	}
	for e := range into {
		into[e] = q.mean(q.sums[q.first[e]:q.first[e+1]])
	}
	return true
}

// mean of the best works, in millionths.
func (q *textQuery) mean(sums []int64) int {
	clear(q.best)
	for _, s := range sums {
		for i := range q.best {
			if s > q.best[i] {
				s, q.best[i] = q.best[i], s
			}
		}
	}
	total := 0
	for _, s := range q.best {
		total += min(millionths(s), Million)
	}
	return divide(total, q.top)
}

// millionths of a product of two vectors of length one, rounded half up.
func millionths(sum int64) int { return int((sum>>8*Million + 1<<39) >> 40) }
