// Package page cuts a list into pages by counting rows. A page token is the
// number of rows before the page, so it stays good as long as the order does.
//
// It guarantees that a token it did not write is refused in words and that the
// last page carries no token. It refuses to know what is listed and in which order.
package page

import (
	"cmp"
	"strconv"

	"yanlu/services/platform/problem"
)

// usual is the number of rows of a page when none is asked for.
const usual = 50

// farthest is how many rows a token may skip.
const farthest = 1_000_000

// Page is where a page begins and how many rows it has, at most.
type Page struct{ From, Size int }

// Of reads what a request says of its page (PAGE_TOKEN_INVALID).
func Of(size int32, token string) (Page, error) {
	p := Page{Size: cmp.Or(int(size), usual)}
	if token == "" {
		return p, nil
	}
	n, err := strconv.Atoi(token)
	if err != nil || n < 0 || n > farthest {
		return p, problem.New(problem.Invalid, "PAGE_TOKEN_INVALID", "翻页标记无效，请从第一页重新开始", "The page token is not valid; start from the first page").
			At("page_token", "无效", "not valid")
	}
	p.From = n
	return p, nil
}

// Cut takes the page out of a list that was read with one row more than fits,
// and gives the token of the next page if there is one.
func Cut[T any](p Page, list []T) (shown []T, next string) {
	if len(list) <= p.Size {
		return list, ""
	}
	return list[:p.Size], strconv.Itoa(p.From + p.Size)
}

// Next is the token of the page after the rows shown, of a list whose length is known.
func (p Page) Next(shown, total int) string {
	if end := p.From + shown; end < total {
		return strconv.Itoa(end)
	}
	return ""
}
