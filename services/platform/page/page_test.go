package page_test

import (
	"testing"

	"yanlu/services/platform/page"
	"yanlu/services/platform/problem"
)

func TestEveryRowOnce(t *testing.T) {
	rows := make([]int, 23)
	for i := range rows {
		rows[i] = i
	}
	for size := range int32(30) {
		var seen, pages, token = []int{}, 0, ""
		for {
			p, err := page.Of(size, token)
			if err != nil {
				t.Fatal(err)
			}
			read := rows[p.From:min(p.From+p.Size+1, len(rows))]
			shown, next := page.Cut(p, read)
			if counted := p.Next(len(shown), len(rows)); counted != next {
				t.Errorf("size %d from %d: the next page is %q by counting, %q by reading on", size, p.From, counted, next)
			}
			seen, pages, token = append(seen, shown...), pages+1, next
			if token == "" || pages > len(rows) {
				break
			}
		}
		for i, v := range seen {
			if i != v {
				t.Fatalf("size %d: row %d is %d", size, i, v)
			}
		}
		if len(seen) != len(rows) {
			t.Errorf("size %d: %d rows of %d", size, len(seen), len(rows))
		}
	}
}

func TestForeignTokenIsRefused(t *testing.T) {
	for _, token := range []string{"x", "-1", "1.5", "1000001", "9223372036854775808"} {
		if _, err := page.Of(0, token); problem.ReasonOf(err) != "PAGE_TOKEN_INVALID" {
			t.Errorf("%q: %v", token, err)
		}
	}
}
