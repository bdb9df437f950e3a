// Package font holds the one typeface of all papers, Noto Serif SC cut down to
// GBK, and says which characters it has and how wide they are.
//
// It guarantees that whoever asks before drawing never draws a gap: a character
// without a shape is known beforehand. It refuses to know what is set with it.
package font

import (
	"bytes"
	"compress/gzip"
	_ "embed" // the typeface
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"sync"
)

//go:embed NotoSerifSC-GBK.ttf.gz
var packed []byte

// Face is the typeface, read.
type Face struct {
	TTF    []byte // the whole file; not to be changed
	glyphs []uint16
	widths []uint16 // by glyph, in thousandths of the size
}

// Load unpacks the typeface, once.
var Load = sync.OnceValues(func() (*Face, error) {
	z, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		return nil, fmt.Errorf("font: %w", err)
	}
	raw, err := io.ReadAll(z)
	if err != nil {
		return nil, fmt.Errorf("font: %w", err)
	}
	return read(raw)
})

// Has says whether there is a shape for a character.
func (f *Face) Has(r rune) bool { return f.glyph(r) != 0 }

func (f *Face) glyph(r rune) uint16 {
	if r < 0 || int(r) >= len(f.glyphs) {
		return 0
	}
	return f.glyphs[r]
}

// Width is how far a character advances, in thousandths of the size; 0 when there is no shape for it.
func (f *Face) Width(r rune) int {
	g := f.glyph(r)
	if g == 0 {
		return 0
	}
	return int(f.widths[min(int(g), len(f.widths)-1)])
}

var errTable = errors.New("font: a table is missing or too short")

// read reads the tables cmap, head, hhea and hmtx of a TrueType file.
func read(raw []byte) (*Face, error) {
	tables, err := directory(raw)
	if err != nil {
		return nil, err
	}
	head, hhea, hmtx, cmap := tables["head"], tables["hhea"], tables["hmtx"], tables["cmap"]
	if len(head) < 20 || len(hhea) < 36 {
		return nil, errTable
	}
	units, count := int(u16(head, 18)), int(u16(hhea, 34))
	if units == 0 || count == 0 || len(hmtx) < 4*count {
		return nil, errTable
	}
	f := &Face{TTF: raw, widths: make([]uint16, count)}
	for i := range f.widths {
		f.widths[i] = uint16(int(u16(hmtx, 4*i)) * 1000 / units)
	}
	f.glyphs, err = basicPlane(cmap)
	return f, err
}

func u16(b []byte, at int) uint16 { return binary.BigEndian.Uint16(b[at:]) }

func directory(raw []byte) (map[string][]byte, error) {
	if len(raw) < 12 {
		return nil, errTable
	}
	out := map[string][]byte{}
	for i := range int(u16(raw, 4)) {
		at := 12 + 16*i
		if at+16 > len(raw) {
			return nil, errTable
		}
		from, size := int(binary.BigEndian.Uint32(raw[at+8:])), int(binary.BigEndian.Uint32(raw[at+12:]))
		if from+size > len(raw) {
			return nil, errTable
		}
		out[string(raw[at:at+4])] = raw[from : from+size]
	}
	return out, nil
}

// basicPlane reads the map of format 4, the one that PDF writers read as well.
func basicPlane(cmap []byte) ([]uint16, error) {
	if len(cmap) < 4 {
		return nil, errTable
	}
	for i := range int(u16(cmap, 2)) {
		at := 4 + 8*i
		if at+8 > len(cmap) {
			return nil, errTable
		}
		from := int(binary.BigEndian.Uint32(cmap[at+4:]))
		if from+14 <= len(cmap) && u16(cmap, from) == 4 {
			return segments(cmap[from:])
		}
	}
	return nil, errTable
}

func segments(t []byte) ([]uint16, error) {
	n := int(u16(t, 6)) // twice the number of segments
	if len(t) < 16+4*n {
		return nil, errTable
	}
	ends, starts, deltas, offsets := t[14:], t[16+n:], t[16+2*n:], t[16+3*n:]
	out := make([]uint16, 0x10000)
	for i := 0; i < n; i += 2 {
		first, last, delta, offset := int(u16(starts, i)), int(u16(ends, i)), u16(deltas, i), int(u16(offsets, i))
		for c := first; c <= last && c < 0xffff; c++ {
			g := uint16(c)
			if offset != 0 {
				at := i + offset + 2*(c-first)
				if at+2 > len(offsets) {
					return nil, errTable
				}
				if g = u16(offsets, at); g == 0 {
					continue
				}
			}
			out[c] = g + delta
		}
	}
	return out, nil
}
