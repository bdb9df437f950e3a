package lifecycle

import (
	"fmt"
	"strings"
)

// Markdown writes the machine as a page: a diagram, the states with whose turn
// they are, and every transition. The pages in docs/law are made of it.
func (l *Law) Markdown() string {
	var b strings.Builder
	fmt.Fprintf(&b, "# %s · %s\n\nWritten by `yanlu law --docs docs/law` from services/lifecycle; a test fails when the two differ.\n", l.Zh, l.En)
	b.WriteString("Solid names are the ordinary path; events marked ✕ are exceptional.\n\n```mermaid\nstateDiagram-v2\n")
	for _, s := range l.Standings {
		fmt.Fprintf(&b, "  %s: %s %s\n", s.State, s.Zh, s.En)
	}
	for _, t := range l.Transitions {
		from := string(t.From)
		if t.From == None {
			from = "[*]"
		}
		mark := ""
		if t.Path == Exceptional {
			mark = " ✕"
		}
		fmt.Fprintf(&b, "  %s --> %s: %s%s\n", from, t.To, t.Event, mark)
	}
	for _, s := range l.Standings {
		if s.Terminal {
			fmt.Fprintf(&b, "  %s --> [*]\n", s.State)
		}
	}
	b.WriteString("```\n\n| State | 状态 | Whose turn |\n|---|---|---|\n")
	for _, s := range l.Standings {
		fmt.Fprintf(&b, "| %s | %s | %s |\n", s.State, s.Zh, joinRoles(s.Turn))
	}
	b.WriteString("\n| From | Event | 事件 | To | Who | Path | Rule | On record |\n|---|---|---|---|---|---|---|---|\n")
	for _, t := range l.Transitions {
		fmt.Fprintf(&b, "| %s | %s | %s | %s | %s | %c | %s | %s |\n", t.From, t.Event, l.Labels[t.Event].Zh, t.To, joinRoles(t.Actors), t.Path, t.Rule, t.Guard)
	}
	return b.String()
}

func joinRoles(roles []Role) string {
	out := make([]string, len(roles))
	for i, r := range roles {
		out[i] = string(r)
	}
	return strings.Join(out, ", ")
}
