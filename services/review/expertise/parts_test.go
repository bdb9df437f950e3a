package expertise

import "testing"

// Title, abstract and keywords are one text: a word counts the same wherever it stands.
func TestEveryPartOfATextCounts(t *testing.T) {
	parts := map[string]Text{"title": {Title: "青菜头"}, "abstract": {Abstract: "青菜头"}, "keywords": {Keywords: []string{"青菜头"}}}
	for mine, work := range parts {
		x := index(t, Weights{Text: 1, Top: 1}, Expert{Works: []Text{work}}, Expert{Works: []Text{{Title: "榨菜"}}})
		for theirs, text := range parts {
			if got := row(x, Application{Text: text}); got[0].Text != Million || got[1].Text != 0 {
				t.Errorf("%s and %s: %v", mine, theirs, got)
			}
		}
	}
}

// Who names the whole keyword knows it better than who names its words apart.
func TestAKeywordCountsAsAWhole(t *testing.T) {
	whole, apart := Text{Keywords: []string{"青菜头 榨菜"}}, Text{Keywords: []string{"榨菜", "青菜头"}}
	x := index(t, Weights{Text: 1, Top: 1}, Expert{Works: []Text{whole}}, Expert{Works: []Text{apart}})
	if got := row(x, Application{Text: whole}); got[0].Text != Million || got[1].Text >= got[0].Text || got[1].Text < Million/4 {
		t.Errorf("%v", got)
	}
}

// A word said four times counts for more than once and for less than four: by
// 1 + ln 4, two words weighed (1 + ln 4, 1) are 0.9256 like (1, 1), in proportion they would be 0.8575.
func TestRepetitionCountsLessThanInProportion(t *testing.T) {
	x := index(t, Weights{Text: 1, Top: 1}, Expert{Works: []Text{{Title: "青菜头 青菜头 青菜头 青菜头 榨菜"}}})
	if got := row(x, Application{Text: Text{Title: "青菜头 榨菜"}})[0].Text; got < 925_000 || got > 926_500 {
		t.Errorf("%d", got)
	}
}

// A field that is named twice is one field.
func TestAFieldNamedTwiceIsOne(t *testing.T) {
	x := index(t, Weights{Field: 1, Top: 1}, Expert{Fields: []string{"5202010"}})
	if got := row(x, Application{Fields: []string{"5202010", "ZC-01", "5202010"}})[0].Field; got != Million/2 {
		t.Errorf("%d, want %d", got, Million/2)
	}
}
