package expertise

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"
	"weak"

	"github.com/go-ego/gse"
)

func index(t testing.TB, w Weights, experts ...Expert) *Index {
	t.Helper()
	tree, err := NewTree(map[string]string{"52020": "520", "5202010": "52020", "5202020": "52020", "52030": "520", "ZC-01": "box3", "ZC-02": "box3"})
	if err != nil {
		t.Fatal(err)
	}
	x, err := New(w, tree, experts)
	if err != nil {
		t.Fatal(err)
	}
	return x
}

func words(t testing.TB, text string) []string {
	t.Helper()
	seg, err := segmenter()
	if err != nil {
		t.Fatal(err)
	}
	return cutter{seg}.words(text)
}

func TestWords(t *testing.T) {
	for text, want := range map[string][]string{
		"南京市长江大桥":                             {"南京市", "长江大桥"}, // not 市长
		"乒乓球拍卖完了":                             {"乒乓球拍", "卖完"},  // not 拍卖
		"研究生命起源":                              {"生命", "起源"},    // not 研究生; 研究 says nothing
		"结合成分子时":                              {"结合", "成", "分子", "时"},
		"基于BERT-large的COVID-19检测":             {"bert-large", "covid-19", "检测"},
		"C++与C#、5G通信，R&D 3.5 2011年":           {"c++", "c#", "5g", "通信", "r&d", "年"},
		"ＧａＡｓ　ＭＥＳＦＥＴ（英）":                      {"gaas", "mesfet", "英"},
		"16S-23S rRNA基因":                      {"16s-23s", "rrna", "基因"},
		"state-of-the-art - dash, e.g. this.": {"state-of-the-art", "dash", "e.g", "this"},
		"青菜头新品种选育":                            {"青菜头", "新品种", "选育"},
		"，。！ 123 的了":                          nil,
		"":                                    nil,
	} {
		if got := words(t, text); !slices.Equal(got, want) {
			t.Errorf("%s: %q, want %q", text, got, want)
		}
	}
}

var corpus = []Expert{
	{Works: []Text{{Title: "青菜头轻简栽培与机械化采收"}, {Title: "青菜头根肿病抗性品种选育", Keywords: []string{"青菜头", "根肿病"}}, {Title: "榨菜原料低盐腌制工艺"}}},
	{Works: []Text{{Title: "页岩气水平井压裂参数优化"}, {Title: "页岩储层孔隙结构与甲烷吸附"}, {Title: "深层页岩气钻井液体系"}}},
	{Works: []Text{{Title: "基于深度学习的肺结节CT影像分割"}, {Title: "医学影像的卷积神经网络压缩"}, {Title: "联邦学习下的影像诊断"}}},
	{Works: []Text{{Title: "石墨烯改性锂离子电池负极材料"}, {Title: "硅碳负极的循环稳定性"}, {Title: "固态电解质界面离子传输"}}},
	{Works: []Text{{Title: "中药饮片重金属残留检测"}, {Title: "黄连生物碱提取分离"}, {Title: "中成药质量控制指纹图谱"}}},
	{},
}

func TestObviousRanking(t *testing.T) {
	x := index(t, Weights{Text: 1, Top: 3}, corpus...)
	for want, a := range []Text{
		{Title: "青菜头抗根肿病新品种选育及繁育", Abstract: "针对榨菜原料青菜头，选育抗病品种并推广轻简栽培。"},
		{Title: "页岩气压裂装备研制", Keywords: []string{"页岩气", "压裂"}},
		{Title: "胸部CT影像的深度学习辅助诊断"},
		{Title: "锂离子电池硅碳负极材料产业化"},
		{Title: "中药材有害物质与重金属检测技术"},
	} {
		for _, row := range x.Rows([]Application{{Text: a}}) {
			best := slices.MaxFunc(row, func(a, b Score) int { return a.Total - b.Total })
			if best.Expert != want {
				t.Errorf("%s: %+v", a.Title, row)
			}
			for _, s := range row {
				if s.Expert != want && 2*s.Total > best.Total {
					t.Errorf("%s: %+v comes near %+v", a.Title, s, best)
				}
			}
		}
	}
}

func TestTreeSimilarity(t *testing.T) {
	x := index(t, Weights{Field: 1, Top: 1})
	for _, c := range []struct {
		a, b string
		want int
	}{
		{"5202010", "5202010", Million}, {"5202010", "5202020", 666667}, {"5202010", "52020", 800000}, {"5202010", "520", 500000},
		{"5202010", "52030", 400000}, {"5202010", "ZC-01", 0}, {"ZC-01", "ZC-02", 500000}, {"unknown", "unknown", Million}, {"unknown", "520", 0}, {"", "", 0},
	} {
		if got, back := x.fields.tree.Similarity(c.a, c.b), x.fields.tree.Similarity(c.b, c.a); got != c.want || back != c.want {
			t.Errorf("%s %s: %d and %d, want %d", c.a, c.b, got, back, c.want)
		}
	}
	for _, ring := range []map[string]string{{"a": "a"}, {"a": "b", "b": "a"}, {"a": "b", "b": "c", "c": "b"}} {
		if _, err := NewTree(ring); err == nil {
			t.Errorf("%v is no tree", ring)
		}
	}
}

func row(x *Index, a Application) map[int]Score {
	out := map[int]Score{}
	for _, s := range x.Scorer().Row(a) {
		out[s.Expert] = s
	}
	return out
}

func TestCombination(t *testing.T) {
	works := []Text{{Title: "页岩气压裂"}, {Title: "页岩气压裂"}, {Title: "页岩气压裂"}}
	x := index(t, Weights{Field: 1, Text: 3, Top: 3}, Expert{Fields: []string{"5202020", "ZC-01"}, Works: works}, Expert{Fields: []string{"5202010"}}, Expert{Works: works[:1]}, Expert{})
	text := Text{Title: "页岩气压裂"}
	for _, c := range []struct {
		name string
		a    Application
		want map[int]Score
	}{
		{"both", Application{[]string{"5202010", "5202010", ""}, text}, map[int]Score{0: {0, 666667, Million, 916667}, 1: {1, Million, 0, 250000}, 2: {2, 0, 333333, 250000}}},
		{"mean over codes", Application{[]string{"5202010", "ZC-02"}, Text{}}, map[int]Score{0: {0, 583334, 0, 583334}, 1: {1, 500000, 0, 500000}}},
		{"no text", Application{[]string{"5202010"}, Text{Abstract: "，。2026"}}, map[int]Score{0: {0, 666667, 0, 666667}, 1: {1, Million, 0, Million}}},
		{"no fields", Application{nil, text}, map[int]Score{0: {0, 0, Million, Million}, 2: {2, 0, 333333, 333333}}},
		{"nothing", Application{}, map[int]Score{}},
		{"words nobody has", Application{nil, Text{Title: "甲骨文"}}, map[int]Score{}},
	} {
		if got := row(x, c.a); !reflect.DeepEqual(got, c.want) {
			t.Errorf("%s:\n got %v\nwant %v", c.name, got, c.want)
		}
	}
	for _, w := range []Weights{{}, {Field: -1, Text: 2, Top: 1}, {Field: 1}, {Text: 1, Top: -1}} {
		if _, err := New(w, &Tree{}, nil); err == nil {
			t.Errorf("%+v were taken for weights", w)
		}
	}
}

// invented makes texts of a few subjects, each with its own words.
func invented(r *rand.Rand) Text {
	vocabulary := [][]string{{"页岩气", "压裂", "钻井", "储层", "甲烷"}, {"青菜头", "榨菜", "腌制", "栽培", "品种"}, {"影像", "神经网络", "诊断", "5G", "C++"}}
	subject := vocabulary[r.IntN(3)]
	var t Text
	for range r.IntN(6) {
		t.Title += subject[r.IntN(5)]
		t.Abstract += " " + vocabulary[r.IntN(3)][r.IntN(5)]
	}
	for range r.IntN(3) {
		t.Keywords = append(t.Keywords, subject[r.IntN(5)]+subject[r.IntN(5)])
	}
	return t
}

func inventedExperts(r *rand.Rand, n, works int) []Expert {
	codes := []string{"520", "52020", "5202010", "5202020", "52030", "ZC-01", "ZC-02", "unknown"}
	list := make([]Expert, n)
	for i := range list {
		for range r.IntN(3) {
			list[i].Fields = append(list[i].Fields, codes[r.IntN(len(codes))])
		}
		for range r.IntN(works + 1) {
			list[i].Works = append(list[i].Works, invented(r))
		}
	}
	return list
}

// check holds for any district: bounds, the order of fields and works, exactness
// against one expert compared alone with the same works on file, more fields,
// symmetry of one text with another.
func check(t *testing.T, seed uint64) {
	r := rand.New(rand.NewPCG(seed, 3))
	experts := inventedExperts(r, 1+r.IntN(6), 5)
	w := Weights{Field: r.IntN(3), Text: 1 + r.IntN(3), Top: 1 + r.IntN(3)}
	a := Application{Fields: []string{"5202010", "ZC-01"}[:r.IntN(3)], Text: invented(r)}
	want := row(index(t, w, experts...), a)
	for _, s := range want {
		if min(s.Field, s.Text, s.Total) < 0 || max(s.Field, s.Text, s.Total) > Million || s.Total > max(s.Field, s.Text) {
			t.Fatalf("out of bounds: %+v", s)
		}
	}
	shuffled := slices.Clone(experts)
	for i := range shuffled {
		shuffled[i].Works = slices.Clone(shuffled[i].Works)
		slices.Reverse(shuffled[i].Works)
		slices.Reverse(shuffled[i].Fields)
	}
	if got := row(index(t, w, shuffled...), a); !reflect.DeepEqual(got, want) {
		t.Fatalf("seed %d: the order of works counts\n%v\n%v", seed, got, want)
	}
	// The words' numbers differ when the experts come in another order.
	slices.Reverse(shuffled)
	for e, s := range row(index(t, w, shuffled...), a) {
		if was := want[len(experts)-1-e]; s.Field != was.Field || s.Text != was.Text || s.Total != was.Total {
			t.Fatalf("seed %d: the order of experts counts: %v %v", seed, s, was)
		}
	}
	more := slices.Clone(experts)
	more[0].Fields = append(slices.Clone(more[0].Fields), "5202010")
	if got := row(index(t, w, more...), a); got[0].Field < want[0].Field {
		t.Fatalf("seed %d: another field lowers %v to %v", seed, want[0], got[0])
	}
}

func TestProperties(t *testing.T) {
	keep, _ := segmenter() // held, so that it is not loaded again for each district
	for seed := range uint64(300) {
		check(t, seed)
	}
	_ = keep.Dict
}

func FuzzProperties(f *testing.F) {
	f.Add(uint64(77))
	f.Fuzz(func(t *testing.T, seed uint64) { check(t, seed) })
}

// With one corpus on file a text is as like another as the other is to it, and
// a work repeated never lowers its expert.
func TestSymmetricAndMonotone(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 5))
	var works []Text
	var experts []Expert
	for range 12 {
		w := invented(r)
		works = append(works, w)
		experts = append(experts, Expert{Works: []Text{w}})
	}
	x := index(t, Weights{Text: 1, Top: 1}, experts...)
	rows := make([]map[int]Score, len(works))
	for i, w := range works {
		rows[i] = row(x, Application{Text: w})
		if n := len(x.texts.bag(w)); n > 0 && rows[i][i].Text < Million-1 {
			t.Errorf("a work is %d like itself", rows[i][i].Text)
		}
	}
	for i := range works {
		for j := range works {
			if d := rows[i][j].Text - rows[j][i].Text; d < -1 || d > 1 {
				t.Errorf("%d and %d: %d and %d", i, j, rows[i][j].Text, rows[j][i].Text)
			}
		}
	}
	three := index(t, Weights{Text: 1, Top: 3}, Expert{Works: works[:1]}, Expert{Works: works[:2]}, Expert{Works: works[:4]}, Expert{Works: works})
	for _, w := range works {
		got := row(three, Application{Text: w})
		for e := range 3 {
			if got[e].Text > got[e+1].Text {
				t.Errorf("more works lower the match: %v", got)
			}
		}
	}
}

// Tops of one work with a thousand others beside it: only the best count.
func TestBestWorksCount(t *testing.T) {
	good, other := Text{Title: "页岩气压裂"}, Text{Title: "榨菜腌制"}
	x := index(t, Weights{Text: 1, Top: 2}, Expert{Works: []Text{other, good, other, good, other}}, Expert{Works: []Text{good, other}}, Expert{Works: []Text{other}})
	got := row(x, Application{Text: good})
	if got[0].Text != Million || got[1].Text != Million/2 || got[2].Text != 0 {
		t.Errorf("%v", got)
	}
}

// syllables make a vocabulary large enough to be spread as that of real abstracts.
func district(apps, experts, works int) ([]Application, []Expert) {
	r := rand.New(rand.NewPCG(2, 2))
	base := []rune("高温合金材料制备工艺优化模型算法基因蛋白病毒疫苗储层压裂钻井栽培品种土壤水质监测网络通信芯片电池负极控制系统设计分析结构性能影响机理")
	text := func(subject, n int) string {
		var out []rune
		for range n {
			f := r.Float64()
			i := int(f * f * float64(len(base)*len(base)))
			if r.IntN(2) == 0 {
				i = (subject*37 + r.IntN(40)) % (len(base) * len(base))
			}
			out = append(out, base[i/len(base)], base[i%len(base)])
		}
		return string(out)
	}
	list, all := make([]Expert, experts), make([]Application, apps)
	for i := range list {
		s := r.IntN(400)
		list[i].Fields = []string{fmt.Sprintf("%03d%02d", 100+s/40, s%40)}
		for range works {
			list[i].Works = append(list[i].Works, Text{Title: text(s, 8), Abstract: text(s, 60)})
		}
	}
	for i := range all {
		s := r.IntN(400)
		all[i] = Application{Fields: []string{fmt.Sprintf("%03d%02d", 100+s/40, s%40)}, Text: Text{Title: text(s, 8), Abstract: text(s, 100)}}
	}
	return all, list
}

func districtTree(b *testing.B) *Tree {
	parent := map[string]string{}
	for s := range 400 {
		parent[fmt.Sprintf("%03d%02d", 100+s/40, s%40)] = fmt.Sprintf("%03d", 100+s/40)
	}
	t, err := NewTree(parent)
	if err != nil {
		b.Fatal(err)
	}
	return t
}

func BenchmarkLoad(b *testing.B) {
	for b.Loop() {
		loaded = weak.Pointer[gse.Segmenter]{}
		if _, err := segmenter(); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkIndex enters 8,000 experts with ten works of about 140 characters each.
func BenchmarkIndex(b *testing.B) {
	_, experts := district(0, 8000, 10)
	tree := districtTree(b)
	for b.Loop() {
		if _, err := New(Weights{1, 1, 3}, tree, experts); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkRow scores one application against 8,000 experts; 20,000 times that is a batch.
func BenchmarkRow(b *testing.B) {
	apps, experts := district(200, 8000, 10)
	x, err := New(Weights{1, 1, 3}, districtTree(b), experts)
	if err != nil {
		b.Fatal(err)
	}
	s, i, found := x.Scorer(), 0, 0
	for b.Loop() {
		found += len(s.Row(apps[i%len(apps)]))
		i++
	}
	b.ReportMetric(float64(found)/float64(i), "experts/row")
}
