package typeset_test

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"regexp"
	"strings"
	"testing"
	"time"

	"yanlu/services/document/typeset"
	"yanlu/services/document/typeset/pdftext"
)

func begin(t *testing.T) *typeset.Paper {
	t.Helper()
	p, err := typeset.New(typeset.Meta{
		Bureau: "某区科技局", Title: "申报书", Name: "示例项目", Number: "SQ-2026-000001", Hash: strings.Repeat("ab", 32),
		At: time.Date(2026, 3, 2, 1, 0, 0, 0, time.UTC), Zone: time.FixedZone("CST", 8*3600),
	})
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func finish(t *testing.T, p *typeset.Paper) string {
	t.Helper()
	var b bytes.Buffer
	if err := p.Write(&b); err != nil {
		t.Fatal(err)
	}
	text, err := pdftext.Extract(b.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	return text
}

var blanks = regexp.MustCompile(`\s+`)

func squeeze(s string) string { return blanks.ReplaceAllString(s, "") }

// frame is what stands around the text of every page.
var frame = regexp.MustCompile(`(?m)^(申报书　示例项目|SQ-2026-000001|编号 SQ.*|第 \d+ / \d+ 页|内容凭证 .*)\n`)

// Nothing is lost over lines, cells and pages.
func TestWhatIsWrittenCanBeReadAgain(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	signs := []rune("研究内容与技术创新点，。、；：？！（）《》“”abc 123.45%￥\n")
	write := func(n int) string {
		out := make([]rune, n)
		for i := range out {
			out[i] = signs[random.IntN(len(signs))]
		}
		return string(out)
	}
	for round := range 8 {
		p := begin(t)
		var want strings.Builder
		for range 6 {
			long := write(400)
			p.Text(long)
			want.WriteString(long)
			cell := write(3000)
			p.Pairs([]typeset.Pair{{Label: "内容", Value: cell}})
			want.WriteString("内容" + cell)
		}
		got := frame.ReplaceAllString(finish(t, p), "")
		if a, b := letters(got), letters(want.String()); a != b {
			t.Fatalf("round %d: characters were lost: %s became %s", round, b, a)
		}
	}
}

// Prose of every offset: no line of a page begins with a sign that may not stand there, and none ends with an opening one.
func TestNoLineStandsWrong(t *testing.T) {
	const prose = "项目面向冷链物流（含冷库、冷藏车）和建筑节能对低导热、低排放保温材料的需求，利用本地MDI产业基础，开展“植物油多元醇改性”、泡孔结构调控和连续发泡工艺研究；形成配方、工艺和示范线：替代率达到30.5%以上，单价不高于￥1,200元。"
	p := begin(t)
	for n := range 40 {
		p.Text(strings.Repeat("研", n) + prose)
		p.Pairs([]typeset.Pair{{Label: strings.Repeat("研", n%7) + "（名称，含编号）", Value: strings.Repeat("究", n) + prose}})
	}
	for _, line := range strings.Split(strings.TrimSpace(finish(t, p)), "\n") {
		line = strings.TrimSpace(line)
		runes := []rune(line)
		if strings.ContainsRune("，。、；：）”%", runes[0]) || strings.ContainsRune("（“￥", runes[len(runes)-1]) {
			t.Errorf("a line stands wrong: %s", line)
		}
	}
}

// letters are the characters of a text in order of their codes: cells cut by a page come in another order.
func letters(s string) string {
	count := map[rune]int{}
	for _, r := range squeeze(s) {
		if r != '\u3000' { // what indents a paragraph
			count[r]++
		}
	}
	return fmt.Sprint(count)
}

func TestTheHeadOfATableIsRepeated(t *testing.T) {
	p := begin(t)
	table := typeset.Table{Columns: []typeset.Column{{Head: "科目"}, {Head: "金额（万元）", Right: true}}}
	for i := range 100 {
		table.Rows = append(table.Rows, []string{fmt.Sprintf("第%d行", i), "12.50"})
	}
	p.Table(table)
	text := finish(t, p)
	pages := strings.Count(text, "页\n")
	if pages < 3 || strings.Count(text, "金额（万元）") != pages || strings.Count(text, "12.50") != 100 {
		t.Errorf("%d pages, %d heads, %d rows", pages, strings.Count(text, "金额（万元）"), strings.Count(text, "12.50"))
	}
	if !strings.Contains(text, fmt.Sprintf("第 %d / %d 页", pages, pages)) {
		t.Error("the last page does not say that it is the last")
	}
}

// A row that is higher than a page goes on on the next, with the head again.
func TestARowMayBeHigherThanAPage(t *testing.T) {
	p := begin(t)
	long := strings.Repeat("这一格的内容比一页还要长。", 400)
	p.Table(typeset.Table{Columns: []typeset.Column{{Head: "栏目"}, {Head: "说明"}}, Rows: [][]string{{"甲", long}, {"乙", "短"}}})
	text := finish(t, p)
	if strings.Count(text, "栏目") < 3 || strings.Count(squeeze(text), "。") != 400 || !strings.Contains(text, "乙") {
		t.Errorf("%d heads, %d sentences", strings.Count(text, "栏目"), strings.Count(squeeze(text), "。"))
	}
}

func TestMissingCharactersAreBoxedAndReported(t *testing.T) {
	p := begin(t)
	p.Text("王𠮷\ue123\x02好")
	p.Pairs([]typeset.Pair{{Label: "😀", Value: "v"}})
	if got := fmt.Sprintf("%X", p.Missing()); got != "[2 E123 1F600 20BB7]" {
		t.Errorf("missing: %s", got)
	}
	text := squeeze(finish(t, p))
	for _, code := range []string{"20BB7", "E123", "0002", "1F600", "王", "好"} {
		if !strings.Contains(text, code) {
			t.Errorf("%s is not in %s", code, text)
		}
	}
}
