// Package pdftext reads the text out of the papers that package typeset writes,
// so that a test sees what a person's reader would find and copy.
//
// It guarantees to follow the font's own map from codes to characters, and to
// fail on a paper without one. It refuses to be a reader of other PDF files.
package pdftext

import (
	"bytes"
	"compress/zlib"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf16"
)

var (
	streams = regexp.MustCompile(`/Length (\d+)[^>]*>>\s*stream\r?\n`)
	shown   = regexp.MustCompile(`(?s)BT ([0-9.-]+) ([0-9.-]+) Td \(((?:\\.|[^\\)])*)\) Tj ET`)
	ranges  = regexp.MustCompile(`<([0-9A-Fa-f]{4})> <([0-9A-Fa-f]{4})> <([0-9A-Fa-f]{4})>`)
)

// ErrNoMap says that a paper has no map from codes to characters: its text could not be copied or searched.
var ErrNoMap = errors.New("pdftext: the font has no ToUnicode map")

// Extract returns the text of a paper, one line for each piece that was set, pages in order.
func Extract(pdf []byte) (string, error) {
	var content []string
	var toUnicode func(uint16) rune
	for _, at := range streams.FindAllSubmatchIndex(pdf, -1) {
		size, err := strconv.Atoi(string(pdf[at[2]:at[3]]))
		if err != nil || at[1]+size > len(pdf) {
			return "", fmt.Errorf("pdftext: a stream of %s bytes at %d", pdf[at[2]:at[3]], at[1])
		}
		text := inflate(pdf[at[1] : at[1]+size])
		switch {
		case strings.Contains(text, "begincmap"):
			toUnicode = mapOf(text)
		case strings.Contains(text, "BT "):
			content = append(content, text)
		}
	}
	if toUnicode == nil {
		return "", ErrNoMap
	}
	var out strings.Builder
	for _, page := range content {
		for _, m := range shown.FindAllStringSubmatch(page, -1) {
			codes, err := unescape(m[3])
			if err != nil {
				return "", err
			}
			for _, c := range codes {
				out.WriteRune(toUnicode(c))
			}
			out.WriteByte('\n')
		}
	}
	return out.String(), nil
}

func inflate(raw []byte) string {
	z, err := zlib.NewReader(bytes.NewReader(raw))
	if err != nil {
		return string(raw)
	}
	text, err := io.ReadAll(z)
	if err != nil {
		return ""
	}
	return string(text)
}

// mapOf reads the ranges of a ToUnicode map.
func mapOf(cmap string) func(uint16) rune {
	type span struct{ from, to, first uint64 }
	var spans []span
	for _, m := range ranges.FindAllStringSubmatch(cmap, -1) {
		var s span
		for i, into := range []*uint64{&s.from, &s.to, &s.first} {
			*into, _ = strconv.ParseUint(m[i+1], 16, 16) // the pattern allows nothing else
		}
		spans = append(spans, s)
	}
	return func(c uint16) rune {
		for _, s := range spans {
			if uint64(c) >= s.from && uint64(c) <= s.to {
				return utf16.Decode([]uint16{uint16(s.first + uint64(c) - s.from)})[0]
			}
		}
		return '\ufffd'
	}
}

// unescape reads a string of the page: two bytes a code.
func unescape(s string) ([]uint16, error) {
	var raw []byte
	for i := 0; i < len(s); i++ {
		if s[i] == '\\' && i+1 < len(s) {
			i++
			if s[i] == 'r' {
				raw = append(raw, '\r')
				continue
			}
		}
		raw = append(raw, s[i])
	}
	if len(raw)%2 != 0 {
		return nil, fmt.Errorf("pdftext: half a code in %q", s)
	}
	out := make([]uint16, len(raw)/2)
	for i := range out {
		out[i] = uint16(raw[2*i])<<8 | uint16(raw[2*i+1])
	}
	return out, nil
}
