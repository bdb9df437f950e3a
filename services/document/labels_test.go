package document

import (
	"bufio"
	"os"
	"strings"
	"testing"
)

// Every fact that somebody may see has a name on paper; the list is the portal's.
func TestEveryVisibleFactHasAName(t *testing.T) {
	list, err := os.Open("../../web/src/words/facts.txt")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = list.Close() }()
	for lines := bufio.NewScanner(list); lines.Scan(); {
		for _, code := range strings.Split(lines.Text(), ".") {
			if l, known := labelOf(code); code != "en" && (!known || l.zh == "") {
				t.Errorf("%s: “%s” has no name", lines.Text(), code)
			}
		}
	}
}
