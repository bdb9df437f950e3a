package policy

import (
	_ "embed"
	"encoding/csv"
	"strings"
)

//go:embed words.csv
var wordsCSV string

// words says what the keys and coded values of rules mean.
var words = readWords(wordsCSV)

// Word is one code with its meaning.
type Word struct {
	Code string
	Text
}

func readWords(text string) map[string]Text {
	rows, err := csv.NewReader(strings.NewReader(text)).ReadAll()
	if err != nil {
		panic(err) // the table is linked in and tested
	}
	out := map[string]Text{}
	for _, r := range rows[1:] {
		out[r[0]] = Text{r[1], r[2]}
	}
	return out
}

// Words lists every code that occurs in the values of rules with its meaning, in no particular order.
func Words() []Word {
	out := make([]Word, 0, len(words))
	for code, t := range words {
		out = append(out, Word{code, t})
	}
	return out
}

// wordOf is the meaning of a code; a code without one stands for itself, as do words that people wrote.
func wordOf(code string) Text {
	if t, ok := words[code]; ok {
		return t
	}
	return Text{code, code}
}
