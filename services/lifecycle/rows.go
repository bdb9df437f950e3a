package lifecycle

import (
	"fmt"
	"strings"
)

// SQL writes the law as INSERT statements, in table order. What the migrations
// insert together must be equal to it; a test compares them.
func SQL() string {
	var b strings.Builder
	b.WriteString("-- +goose Up\n-- Written by `yanlu law --sql` from services/lifecycle; a test fails when the two differ.\n")
	for _, l := range Laws() {
		for _, s := range l.Standings {
			fmt.Fprintf(&b, "insert into lifecycle_state values ('%s', '%s', %t);\n", l.Machine, s.State, s.Terminal)
		}
		for _, t := range l.Transitions {
			for _, r := range t.Actors {
				fmt.Fprintf(&b, "insert into lifecycle_transition values ('%s', '%s', '%s', '%s', '%s');\n", l.Machine, t.From, t.Event, t.To, r)
			}
		}
	}
	b.WriteString("\n-- +goose Down\ndelete from lifecycle_transition;\ndelete from lifecycle_state;\n")
	return b.String()
}
