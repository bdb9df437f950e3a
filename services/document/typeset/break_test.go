package typeset

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

// em counts a Chinese character as 2 and everything else as 1.
func em(r rune) float64 {
	if r >= 0x2000 {
		return 2
	}
	return 1
}

func TestLines(t *testing.T) {
	for _, c := range []struct {
		name string
		text string
		most float64
		want []string
	}{
		{"nothing", "", 10, []string{""}},
		{"fits", "项目摘要", 10, []string{"项目摘要"}},
		{"fills the line", "项目摘要与研究内容", 8, []string{"项目摘要", "与研究内", "容"}},
		{"no line starts with a comma", "项目摘要，研究内容", 8, []string{"项目摘", "要，研究", "内容"}},
		{"nor with several closing signs", "他说“项目通过。”然后", 12, []string{"他说“项目通", "过。”然后"}},
		{"no line ends with an opening sign", "申报单位（盖章）", 10, []string{"申报单位", "（盖章）"}},
		{"a word stays whole", "采用MDI资源polyurethane开发", 14, []string{"采用MDI资源", "polyurethane开", "发"}},
		{"a number stays whole", "金额为12.345678万元", 10, []string{"金额为", "12.345678", "万元"}},
		{"a long word is broken where it must", "abcdefghijkl", 5, []string{"abcde", "fghij", "kl"}},
		{"a blank hangs", "alpha beta", 5, []string{"alpha ", "beta"}},
		{"percent stays with its number", "比例为百分之20%以上", 14, []string{"比例为百分之", "20%以上"}},
		{"currency stays with its number", "单价合计￥100元", 10, []string{"单价合计", "￥100元"}},
		{"dashes stay together", "甲乙丙——丁", 8, []string{"甲乙", "丙——丁"}},
		{"an accent stays with its letter", "ae\u0301io", 2, []string{"ae\u0301", "io"}},
		{"nothing but closing signs", "！！！！！！", 4, []string{"！！", "！！", "！！"}},
		{"narrower than a character", "研路", 1, []string{"研", "路"}},
	} {
		got := Lines(c.text, c.most, func(r rune) float64 {
			if clings(r) {
				return 0
			}
			return em(r)
		})
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

// FuzzLines: whatever is written, no character is lost, and no line is wider than it may be.
func FuzzLines(f *testing.F) {
	for _, s := range []string{"", "，。、", "项目摘要，研究内容（含“考核指标”）。", "a b  c", "e\u0301\u0301", "\u3000\u3000首行缩进", "￥￥￥￥100", "x\u200dy"} {
		f.Add(s, 8)
	}
	f.Fuzz(func(t *testing.T, text string, most int) {
		if !utf8.ValidString(text) || strings.ContainsRune(text, '\n') || most < 0 || most > 1000 || len(text) > 2000 {
			return
		}
		lines := Lines(text, float64(most), em)
		if strings.Join(lines, "") != text {
			t.Fatalf("%q became %q", text, lines)
		}
		for _, l := range lines {
			if l == "" && text != "" {
				t.Fatalf("%q: an empty line", text)
			}
			body := strings.TrimRight(l, " \t\u3000")
			_, first := utf8.DecodeRuneInString(body)
			if forced := strings.TrimFunc(body[first:], clings) == ""; !forced && textWidth(body, em) > float64(most) && textWidth(strings.TrimRightFunc(body, clings), em) > float64(most) {
				t.Fatalf("%q: line %q is wider than %d", text, l, most)
			}
		}
	})
}
