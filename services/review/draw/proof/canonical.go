package proof

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode/utf8"
)

// Canonical writes a value as canonical JSON: keys sorted, no spaces, integers
// and strings only, and only what must be escaped is. It is the part of RFC 8785
// that needs no floating point, and refuses a number that is not an integer.
func Canonical(v any) ([]byte, error) {
	raw, err := json.Marshal(v)
	if err != nil {
		return nil, err
	}
	return rewrite(raw)
}

// rewrite writes any JSON text canonically.
func rewrite(raw []byte) ([]byte, error) {
	d := json.NewDecoder(bytes.NewReader(raw))
	d.UseNumber()
	var tree any
	if err := d.Decode(&tree); err != nil {
		return nil, err
	}
	var b bytes.Buffer
	err := write(&b, tree)
	return b.Bytes(), err
}

func write(b *bytes.Buffer, v any) error {
	switch v := v.(type) {
	case nil:
		b.WriteString("null")
	case bool:
		fmt.Fprint(b, v)
	case json.Number:
		if strings.ContainsAny(v.String(), ".eE") {
			return fmt.Errorf("proof: %s is not an integer", v)
		}
		b.WriteString(v.String())
	case string:
		quote(b, v)
	case []any:
		return writeList(b, v)
	case map[string]any:
		return writeObject(b, v)
	}
	return nil
}

func writeList(b *bytes.Buffer, list []any) error {
	b.WriteByte('[')
	for i, x := range list {
		if i > 0 {
			b.WriteByte(',')
		}
		if err := write(b, x); err != nil {
			return err
		}
	}
	b.WriteByte(']')
	return nil
}

func writeObject(b *bytes.Buffer, object map[string]any) error {
	b.WriteByte('{')
	for i, key := range slices.Sorted(maps.Keys(object)) {
		if i > 0 {
			b.WriteByte(',')
		}
		quote(b, key)
		b.WriteByte(':')
		if err := write(b, object[key]); err != nil {
			return err
		}
	}
	b.WriteByte('}')
	return nil
}

var short = map[rune]string{'"': `\"`, '\\': `\\`, '\b': `\b`, '\f': `\f`, '\n': `\n`, '\r': `\r`, '\t': `\t`}

func quote(b *bytes.Buffer, s string) {
	b.WriteByte('"')
	for _, r := range s {
		switch e, ok := short[r]; {
		case ok:
			b.WriteString(e)
		case r < 0x20:
			fmt.Fprintf(b, `\u%04x`, r)
		default:
			b.WriteRune(r)
		}
	}
	b.WriteByte('"')
}

// Digest is SHA-256 over a domain and its parts, each with its length before it,
// so that no two lists of parts run together to the same bytes.
func Digest(domain string, parts ...[]byte) string {
	h := sha256.New()
	for _, p := range append([][]byte{[]byte(domain)}, parts...) {
		fmt.Fprintf(h, "%d:", len(p))
		h.Write(p)
	}
	return hex.EncodeToString(h.Sum(nil))
}

// Read decodes a public record. It refuses whatever another reader could
// understand otherwise, for what is not understood is not proven either: unknown
// fields, fields in other letters, twice, or written out though they are empty,
// a second value, and text that is not UTF-8.
func Read[R any](raw []byte) (R, error) {
	var r R
	if !utf8.Valid(raw) {
		return r, errors.New("draw: the record is not UTF-8")
	}
	d := json.NewDecoder(bytes.NewReader(raw))
	d.DisallowUnknownFields()
	if err := d.Decode(&r); err != nil {
		return r, fmt.Errorf("draw: %w", err)
	}
	if d.More() {
		return r, errors.New("draw: more than one record")
	}
	said, err := rewrite(raw)
	if err != nil {
		return r, err
	}
	understood, err := Canonical(r)
	if err != nil {
		return r, err
	}
	if !bytes.Equal(said, understood) || tokens(said) != tokens(raw) {
		return r, errors.New("draw: the record is not written as it was published")
	}
	return r, nil
}

// tokens counts those of a JSON text: a key that stands twice counts twice.
func tokens(raw []byte) int {
	d := json.NewDecoder(bytes.NewReader(raw))
	d.UseNumber()
	for n := 0; ; n++ {
		if _, err := d.Token(); err != nil {
			return n
		}
	}
}
