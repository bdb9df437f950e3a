package commission_test

import (
	"slices"
	"testing"

	"yanlu/services/review/commission"
)

// Every part of an application meets every part of a file that can say the same,
// each by itself: text meets text and a field meets its like.
func TestEveryPartCountsInTheMatch(t *testing.T) {
	const word = "聚氨酯"
	b := &commission.Batch{
		Applications: []commission.Application{
			{ID: "title", Title: word}, {ID: "abstract", Abstract: word}, {ID: "keywords", Keywords: []string{word}},
			{ID: "topic", Topic: "NM-02"}, {ID: "discipline", Disciplines: []string{"S0201"}},
		},
		Pool: []commission.Expert{
			{ID: "of keywords", Keywords: []string{word}}, {ID: "of a title", Works: []commission.Work{{Title: word}}}, {ID: "of a work", Works: []commission.Work{{Keywords: []string{word}}}},
			{ID: "of the topic", Topics: []string{"NM-02"}}, {ID: "of the discipline", Disciplines: []string{"S0201"}},
		},
	}
	if err := b.Weigh(commission.Weighing{Field: 1, Text: 1, Top: 1}, map[string]string{"S02": "", "S0201": "S02", "NM-02": "box/3"}); err != nil {
		t.Fatal(err)
	}
	for i, a := range b.Applications {
		for j, e := range b.Pool {
			want := map[bool]int64{true: commission.Million}[i < 3 && j < 3 || i >= 3 && i == j]
			if got := b.Worth(a.ID, e.ID); got != want {
				t.Errorf("%s and who is %s: %d, want %d", a.ID, e.ID, got, want)
			}
		}
	}
}

// Fields and text count as the pack weighs them, and text by as many works as it says.
func TestTheMatchIsWeighedByThePack(t *testing.T) {
	good, other := commission.Work{Title: "聚氨酯"}, commission.Work{Title: "钢"}
	for top, ofText := range map[int]int64{1: commission.Million, 2: commission.Million / 2} {
		b := &commission.Batch{
			Applications: []commission.Application{{ID: "both", Title: "聚氨酯", Topic: "NM-02"}, {ID: "text", Title: "聚氨酯"}},
			Pool:         []commission.Expert{{ID: "field", Topics: []string{"NM-02"}}, {ID: "works", Works: []commission.Work{other, good}}, {ID: "else", Works: []commission.Work{other}}, {ID: "none"}},
		}
		if err := b.Weigh(commission.Weighing{Field: 3, Text: 1, Top: top}, map[string]string{"NM-02": "box/3"}); err != nil {
			t.Fatal(err)
		}
		for pair, want := range map[[2]string]int64{
			{"both", "field"}: 750_000, {"both", "works"}: ofText / 4, {"text", "works"}: ofText, {"text", "field"}: 0, {"both", "else"}: 0, {"both", "none"}: 0,
		} {
			if got := b.Worth(pair[0], pair[1]); got != want {
				t.Errorf("the best %d works, %v: %d, want %d", top, pair, got, want)
			}
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
