package commission_test

import (
	"slices"
	"testing"

	"yanlu/services/review/commission"
)

// weighed is the worth of one expert to one application.
func weighed(t *testing.T, w commission.Weighing, a commission.Application, e commission.Expert) int64 {
	t.Helper()
	a.ID, e.ID = "a", "e"
	b := &commission.Batch{Applications: []commission.Application{a}, Pool: []commission.Expert{e}}
	if err := b.Weigh(w, map[string]string{"S02": "", "S0201": "S02", "NM-02": "box/3"}); err != nil {
		t.Fatal(err)
	}
	return b.Worth("a", "e")
}

// Every part of an application meets every part of a file that can say the same,
// each by itself: text meets text and a field meets its like.
func TestEveryPartCountsInTheMatch(t *testing.T) {
	const word = "聚氨酯"
	even := commission.Weighing{Field: 1, Text: 1, Top: 1}
	texts := map[string]commission.Application{"title": {Title: word}, "abstract": {Abstract: word}, "keywords": {Keywords: []string{word}}}
	says := map[string]commission.Expert{
		"keywords": {Keywords: []string{word}}, "title of a work": {Works: []commission.Work{{Title: word}}}, "keywords of a work": {Works: []commission.Work{{Keywords: []string{word}}}},
	}
	for part, a := range texts {
		for file, e := range says {
			if got := weighed(t, even, a, e); got != commission.Million {
				t.Errorf("%s and %s: %d", part, file, got)
			}
		}
	}
	for part, a := range map[string]commission.Application{"topic": {Topic: "NM-02"}, "disciplines": {Disciplines: []string{"S0201"}}} {
		topic, discipline := weighed(t, even, a, commission.Expert{Topics: []string{"NM-02"}}), weighed(t, even, a, commission.Expert{Disciplines: []string{"S0201"}})
		if want := map[bool]int64{true: commission.Million}; topic != want[part == "topic"] || discipline != want[part == "disciplines"] {
			t.Errorf("%s: by topic %d, by discipline %d", part, topic, discipline)
		}
	}
}

// Fields and text count as the pack weighs them, and text by as many works as it says.
func TestTheMatchIsWeighedByThePack(t *testing.T) {
	a := commission.Application{Title: "聚氨酯", Topic: "NM-02"}
	good, other := commission.Work{Title: "聚氨酯"}, commission.Work{Title: "钢"}
	for name, c := range map[string]struct {
		w    commission.Weighing
		e    commission.Expert
		want int64
	}{
		"the field alone":         {commission.Weighing{Field: 3, Text: 1, Top: 1}, commission.Expert{Topics: []string{"NM-02"}}, 750_000},
		"the text alone":          {commission.Weighing{Field: 3, Text: 1, Top: 1}, commission.Expert{Works: []commission.Work{good}}, 250_000},
		"the best work":           {commission.Weighing{Field: 0, Text: 1, Top: 1}, commission.Expert{Works: []commission.Work{other, good}}, commission.Million},
		"the two best":            {commission.Weighing{Field: 0, Text: 1, Top: 2}, commission.Expert{Works: []commission.Work{other, good}}, 500_000},
		"nothing in common":       {commission.Weighing{Field: 1, Text: 1, Top: 1}, commission.Expert{Works: []commission.Work{other}, Disciplines: []string{"S0201"}}, 0},
		"somebody without a file": {commission.Weighing{Field: 1, Text: 1, Top: 1}, commission.Expert{}, 0},
	} {
		if got := weighed(t, c.w, a, c.e); got != c.want {
			t.Errorf("%s: %d, want %d", name, got, c.want)
		}
	}
}

// A match is told by what the two share and by nothing else, each once.
func TestTheReasonOfAMatchIsWhatIsShared(t *testing.T) {
	b := &commission.Batch{Fields: map[string]string{"NM-02": "聚氨酯材料", "S0201": "高分子材料", "S0801": "冶金"}}
	a := commission.Application{Title: "保温材料", Abstract: "以植物油为原料", Keywords: []string{"多元醇"}, Topic: "NM-02", Disciplines: []string{"S0201"}}
	e := commission.Expert{
		Topics: []string{"NM-02"}, Disciplines: []string{"S0801", "S0201"}, Keywords: []string{"保温", "炼钢", "植物油", "保温"},
		Works: []commission.Work{{Title: "保温材料", Keywords: []string{"多元醇", "植物油", "轧制"}}},
	}
	if got := b.Because(a, e); !slices.Equal(got, []string{"聚氨酯材料", "高分子材料", "保温", "植物油", "多元醇"}) {
		t.Errorf("%q", got)
	}
	if got := b.Because(a, commission.Expert{Disciplines: []string{"S0801"}, Keywords: []string{"炼钢", ""}}); len(got) != 0 {
		t.Errorf("nothing is shared, and said is %q", got)
	}
}
