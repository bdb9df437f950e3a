package typeset

import (
	"fmt"
	"strings"
	"unicode"

	"yanlu/services/document/font"
)

// A millimetre is so many points.
const pointsPerMM = 72 / 25.4

// codeScale is the size of a code in a box, against the text around it.
const codeScale = 0.62

// silent characters have no shape by their nature; nothing is missing where they are left undrawn.
func silent(r rune) bool {
	return r == '\u200b' || r == '\u200c' || r == '\u200d' || r == '\u2060' || r == '\ufeff' || r == '\ufe0e' || r == '\ufe0f'
}

// tidy turns what a form may hold into paragraphs: line ends of every kind, tabs as blanks.
func tidy(text string) []string {
	text = strings.ToValidUTF8(text, "\ufffd")
	text = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\u2028", "\n", "\u2029", "\n", "\v", "\n", "\f", "\n", "\t", "    ", "\u00a0", " ").Replace(text)
	return strings.Split(strings.TrimRight(text, "\n"), "\n")
}

// missing says whether a character has to be shown by its code.
func missing(f *font.Face, r rune) bool {
	return !silent(r) && !unicode.Is(unicode.Zs, r) && !f.Has(r)
}

func code(r rune) string { return fmt.Sprintf("%04X", r) }

// measure is the width of a character at a size in points, in millimetres.
func measure(f *font.Face, size float64) width {
	mm := size / pointsPerMM / 1000
	return func(r rune) float64 {
		switch {
		case silent(r):
			return 0
		case r == '\u3000':
			return 1000 * mm
		case missing(f, r):
			return boxWidth(f, r, size)
		case f.Has(r):
			return float64(f.Width(r)) * mm
		default: // blanks of other widths
			return 250 * mm
		}
	}
}

// boxWidth is the room that a code in its box takes, in millimetres.
func boxWidth(f *font.Face, r rune, size float64) float64 {
	sum := 0
	for _, c := range code(r) {
		sum += f.Width(c)
	}
	return float64(sum)*size*codeScale/pointsPerMM/1000 + boxPad*4
}

// boxPad is the room around a code within its box, in millimetres.
const boxPad = 0.35

func textWidth(text string, w width) float64 {
	sum := 0.0
	for _, r := range text {
		sum += w(r)
	}
	return sum
}
