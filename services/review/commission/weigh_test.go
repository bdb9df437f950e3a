package commission_test

import (
	"encoding/json"
	"slices"
	"testing"

	"yanlu/services/review/commission"
)

// Disciplines, keywords of the application and keywords of works all count, and a match is told in names.
func TestWeighCountsDisciplinesAndKeywords(t *testing.T) {
	b := &commission.Batch{
		Applications: []commission.Application{{ID: "a", Title: "保温材料开发", Topic: "NM-02", Disciplines: []string{"S0201"}, Keywords: []string{"聚氨酯", "植物油多元醇"}}},
		Pool: []commission.Expert{
			{ID: "discipline", Disciplines: []string{"S0201"}}, {ID: "near", Disciplines: []string{"S0202"}},
			{ID: "works", Works: []commission.Work{{Title: "一种方法", Keywords: []string{"植物油多元醇"}}}},
			{ID: "title", Works: []commission.Work{{Title: "一种方法"}}}, {ID: "far", Disciplines: []string{"S0801"}},
		},
		Fields: map[string]string{"NM-02": "聚氨酯材料", "S0201": "高分子材料"},
	}
	tree := map[string]string{"S02": "", "S08": "", "S0201": "S02", "S0202": "S02", "S0801": "S08", "NM-02": "box/3"}
	if err := b.Weigh(commission.Weighing{Field: 1, Text: 1, Top: 1}, tree); err != nil {
		t.Fatal(err)
	}
	worth := func(e string) int64 { return b.Worth("a", e) }
	if worth("discipline") <= worth("near") || worth("near") <= 0 || worth("far") != 0 || worth("works") <= worth("title") {
		t.Errorf("discipline %d, near %d, far %d, works %d, title %d", worth("discipline"), worth("near"), worth("far"), worth("works"), worth("title"))
	}
	e := commission.Expert{Topics: []string{"NM-02"}, Disciplines: []string{"S0201", "S0801"}, Keywords: []string{"聚氨酯", "", "钢"}, Works: b.Pool[2].Works}
	if got := b.Because(b.Applications[0], e); !slices.Equal(got, []string{"聚氨酯材料", "高分子材料", "聚氨酯", "植物油多元醇"}) {
		t.Errorf("because %v", got)
	}
}

// A pool that was sealed when works were titles alone is read as it was.
func TestWorksOfAnOlderSeal(t *testing.T) {
	var e commission.Expert
	if err := json.Unmarshal([]byte(`{"id": "e", "works": ["旧作", {"title": "新作", "keywords": ["词"]}]}`), &e); err != nil {
		t.Fatal(err)
	}
	if len(e.Works) != 2 || e.Works[0].Title != "旧作" || e.Works[1].Title != "新作" || !slices.Equal(e.Works[1].Keywords, []string{"词"}) {
		t.Errorf("%+v", e.Works)
	}
}
