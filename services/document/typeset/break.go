package typeset

import (
	"strings"
	"unicode"
)

// What may not begin a line, and what may not end one (行首禁则、行尾禁则).
const (
	closing = "，。、；：？！）》〉」』】〕〗’”…—～·％‰℃°,.;:?!)]}%、々ー―"
	opening = "（《〈「『【〔〖‘“￥¥$([{№"
)

// width says how far a character advances, in millimetres.
type width func(r rune) float64

// Lines breaks one paragraph, a text without line feeds, into lines of at most a
// width. Joined again, the lines are the text: nothing is lost and nothing added.
// A blank at the end of a line hangs into the margin.
func Lines(text string, most float64, w width) []string {
	runes := []rune(text)
	if len(runes) == 0 {
		return []string{""}
	}
	var out []string
	for start := 0; start < len(runes); {
		end := lineEnd(runes, start, most, w)
		out = append(out, string(runes[start:end]))
		start = end
	}
	return out
}

// lineEnd finds where the line that starts at start ends: at the last place that
// fits and may be broken; where none may be, at the last that fits.
func lineEnd(runes []rune, start int, most float64, w width) int {
	used, lawful, fits := 0.0, 0, start
	for i := start; i < len(runes); i++ {
		used += w(runes[i])
		if used > most && i > start && !hangs(runes[i]) {
			break
		}
		fits = i + 1
		if fits == len(runes) {
			return fits
		}
		if mayBreak(runes[i], runes[i+1]) {
			lawful = fits
		}
	}
	if lawful > start {
		return lawful
	}
	for fits < len(runes) && clings(runes[fits]) {
		fits++ // a mark stays with its letter even where nothing fits
	}
	return fits
}

func hangs(r rune) bool { return r == ' ' || r == '\t' || r == '\u3000' }

// clings says that a character has no place of its own: an accent, a selector of a variant, a joiner.
func clings(r rune) bool {
	return unicode.Is(unicode.Mn, r) || unicode.Is(unicode.Me, r) || r == '\u200d'
}

// mayBreak says whether a line may end between two characters.
func mayBreak(before, after rune) bool {
	switch {
	case clings(after) || before == '\u200d' || before == '\u00a0' || after == '\u00a0':
		return false
	case hangs(after):
		return false // the blank goes with the line before
	case strings.ContainsRune(closing, after) || strings.ContainsRune(opening, before):
		return false
	case hangs(before):
		return true
	case word(before) && word(after):
		return false
	case word(after) && strings.ContainsRune(".,:/_-@%'’+#&=", before):
		return before == '-' || before == '/' // 0.75 and a@b.cn stay whole
	case word(before) && strings.ContainsRune("/_-@'’+#&=", after):
		return false
	}
	return true
}

// word says that a character belongs to a word or number of an alphabet, which is not broken inside.
func word(r rune) bool {
	return r < 0x2e80 && (unicode.IsLetter(r) || unicode.IsDigit(r)) || clings(r)
}
