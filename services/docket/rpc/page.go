package rpc

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"strings"
	"time"
	"unicode/utf8"

	"google.golang.org/protobuf/proto"

	"yanlu/services/docket"
	"yanlu/services/platform/problem"
)

// key is one column that a list is ordered by.
type key struct {
	expr string // as the index has it
	cast string // type of the argument
	of   func(*docket.Record) string
}

// order is how a list is read: by its keys, all in one direction. The last key
// is the id, so that no two rows are equal.
type order struct {
	name string
	keys []key
	desc bool
}

const stampLayout = "2006-01-02T15:04:05.999999Z07:00"

var (
	byID     = key{"id", "text", func(r *docket.Record) string { return r.ID }}
	bySince  = key{"since", "timestamptz", func(r *docket.Record) string { return r.Since.Format(stampLayout) }}
	byOpened = key{"opened_at", "timestamptz", func(r *docket.Record) string { return r.OpenedAt.Format(stampLayout) }}
	byTitle  = key{`title collate "zh-x-icu"`, "text", func(r *docket.Record) string { return r.Parties().Title }}
	byCode   = key{"coalesce(code, '')", "text", func(r *docket.Record) string { return r.Parties().Code }}
	byState  = key{"state", "text", func(r *docket.Record) string { return string(r.State) }}
)

// sorts are the orders of ListDockets by name.
var sorts = map[string][]key{
	"since": {bySince, byID}, "opened": {byOpened, byID}, "title": {byTitle, byID}, "code": {byCode, byID}, "state": {byState, bySince, byID},
}

func (o order) clause() string {
	direction, parts := " asc", make([]string, len(o.keys))
	if o.desc {
		direction = " desc"
	}
	for i, k := range o.keys {
		parts[i] = k.expr + direction
	}
	return strings.Join(parts, ", ")
}

// position is where a page ended; Of tells one list from another.
type position struct {
	Of  string   `json:"l"`
	Key []string `json:"k"`
}

// page is a piece of a list.
type page struct {
	order
	size  int
	of    string // fingerprint of what is listed
	after []string
}

const defaultSize = 50

// pageOf reads a token. One that was made for another filter or order is refused
// with PAGE_TOKEN_INVALID: what follows it would not be what was left out.
func pageOf(o order, size int32, token string, filter proto.Message) (page, error) {
	p := page{order: o, size: int(size), of: fingerprint(o, filter)}
	if p.size == 0 {
		p.size = defaultSize
	}
	if token == "" {
		return p, nil
	}
	var at position
	raw, err := base64.RawURLEncoding.DecodeString(token)
	if err == nil {
		err = json.Unmarshal(raw, &at)
	}
	if err != nil || at.Of != p.of || !o.fits(at.Key) {
		return p, problem.New(problem.Invalid, "PAGE_TOKEN_INVALID", "翻页标记无效，请从第一页重新开始", "The page token is not valid; start from the first page").At("page_token", "无效", "not valid")
	}
	p.after = at.Key
	return p, nil
}

// fits says whether a position has a value of the right type for every key.
func (o order) fits(at []string) bool {
	if len(at) != len(o.keys) {
		return false
	}
	for i, k := range o.keys {
		if !utf8.ValidString(at[i]) || strings.ContainsRune(at[i], 0) {
			return false
		}
		if k.cast != "timestamptz" {
			continue
		}
		if t, err := time.Parse(stampLayout, at[i]); err != nil || t.Year() < 1 {
			return false
		}
	}
	return true
}

func fingerprint(o order, filter proto.Message) string {
	content, _ := proto.MarshalOptions{Deterministic: true}.Marshal(filter) // a message that was received can be sent
	sum := sha256.Sum256(fmt.Appendf(nil, "%s %t %s", o.name, o.desc, content))
	return base64.RawURLEncoding.EncodeToString(sum[:9])
}

func (p page) token(last *docket.Record) string {
	at := position{Of: p.of}
	for _, k := range p.keys {
		at.Key = append(at.Key, k.of(last))
	}
	raw, _ := json.Marshal(at) // strings always marshal
	return base64.RawURLEncoding.EncodeToString(raw)
}

// beyond is the clause of what follows the position; "true" on the first page.
func (p page) beyond(c *Conditions) string {
	if p.after == nil {
		return "true"
	}
	left, right, compare := make([]string, len(p.keys)), make([]string, len(p.keys)), ">"
	if p.desc {
		compare = "<"
	}
	for i, k := range p.keys {
		left[i], right[i] = k.expr, c.Arg(p.after[i])+"::"+k.cast
	}
	return fmt.Sprintf("(%s) %s (%s)", strings.Join(left, ", "), compare, strings.Join(right, ", "))
}
