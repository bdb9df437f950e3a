package expertise

import (
	"bytes"
	"compress/gzip"
	_ "embed" // the word list
	"fmt"
	"io"
	"strings"
	"sync"
	"unicode"
	"weak"

	"github.com/go-ego/gse"
	"golang.org/x/text/unicode/norm"
)

//go:embed words/words.txt.gz
var packed []byte

// The segmenter takes a second and 100 MB. It is loaded when first needed, shared
// by all who use it at the time, and let go with the last of them.
var (
	loading sync.Mutex
	loaded  weak.Pointer[gse.Segmenter]
)

func segmenter() (*gse.Segmenter, error) {
	loading.Lock()
	defer loading.Unlock()
	if s := loaded.Value(); s != nil {
		return s, nil
	}
	r, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		return nil, fmt.Errorf("expertise: word list: %w", err)
	}
	list, err := io.ReadAll(r)
	if err != nil {
		return nil, fmt.Errorf("expertise: word list: %w", err)
	}
	s := &gse.Segmenter{SkipLog: true}
	if err := s.LoadDictStr(string(list)); err != nil {
		return nil, fmt.Errorf("expertise: word list: %w", err)
	}
	loaded = weak.Make(s)
	return s, nil
}

// stop are words that say nothing of a field; rare corpora would give them weight.
var stop = func() map[string]bool {
	out := map[string]bool{}
	for _, w := range strings.Fields("的 了 和 与 及 在 中 对 等 之 为 是 以 于 其 从 向 并 或 而 且 将 被 把 由 上 下 有 一种 基于 及其 以及 通过 进行 其中 研究 the of and in on for a an to with by is are") {
		out[w] = true
	}
	return out
}()

// cutter turns text into words.
type cutter struct{ seg *gse.Segmenter }

// words cuts text: Chinese by the word list, everything else at spaces and signs,
// so that C++, COVID-19 and 5G stay whole. Width and case are evened out;
// numbers and stop words are dropped.
func (c cutter) words(text string) []string {
	var out []string
	runes := []rune(strings.ToLower(norm.NFKC.String(text)))
	for from := 0; from < len(runes); {
		to := from + 1
		switch {
		case unicode.Is(unicode.Han, runes[from]):
			for to < len(runes) && unicode.Is(unicode.Han, runes[to]) {
				to++
			}
			out = append(out, c.seg.Cut(string(runes[from:to]))...)
		case letter(runes[from]):
			to = latinEnd(runes, from)
			out = append(out, string(runes[from:to]))
		}
		from = to
	}
	kept := out[:0]
	for _, w := range out {
		if !stop[w] && strings.ContainsFunc(w, unicode.IsLetter) {
			kept = append(kept, w)
		}
	}
	return kept
}

func letter(r rune) bool {
	return (unicode.IsLetter(r) || unicode.IsDigit(r)) && !unicode.Is(unicode.Han, r)
}

// latinEnd is where a word of letters and digits ends: - _ . / & ' inside it and + # after it belong to it.
func latinEnd(runes []rune, from int) int {
	to := from
	for to < len(runes) {
		switch r := runes[to]; {
		case letter(r):
		case strings.ContainsRune("-_./&'", r) && to+1 < len(runes) && letter(runes[to+1]):
		case r == '+' || r == '#':
			for to < len(runes) && (runes[to] == '+' || runes[to] == '#') {
				to++
			}
			return to
		default:
			return to
		}
		to++
	}
	return to
}
