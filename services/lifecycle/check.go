package lifecycle

import (
	"errors"
	"fmt"
	"slices"
)

// Check reports every defect of a table: unknown states, states nobody reaches
// or leaves, terminal states that can be left by the ordinary path, events
// without a label, rows that say the same thing twice.
func (l *Law) Check() error {
	var errs []error
	add := func(format string, args ...any) {
		errs = append(errs, fmt.Errorf(string(l.Machine)+": "+format, args...))
	}
	if _, ok := l.Standing(l.Initial); !ok {
		add("initial state %s is not declared", l.Initial)
	}
	seen := map[string]bool{}
	for _, t := range l.Transitions {
		l.checkRow(t, add)
		key := fmt.Sprint(t.From, "/", t.Event, "/", t.To)
		if seen[key] {
			add("%s is written twice", key)
		}
		seen[key] = true
	}
	for _, s := range l.Standings {
		l.checkStanding(s, add)
	}
	return errors.Join(errs...)
}

func (l *Law) checkRow(t Transition, add func(string, ...any)) {
	if _, ok := l.Standing(t.To); !ok {
		add("%s leads to undeclared state %s", t.Event, t.To)
	}
	if t.From != None {
		if _, ok := l.Standing(t.From); !ok {
			add("%s leaves undeclared state %s", t.Event, t.From)
		}
	}
	if len(t.Actors) == 0 {
		add("%s from %s has no actor", t.Event, t.From)
	}
	if t.Path != Normal && t.Path != Exceptional {
		add("%s from %s has no path", t.Event, t.From)
	}
	if _, ok := l.Labels[t.Event]; !ok {
		add("%s has no label", t.Event)
	}
}

func (l *Law) checkStanding(s Standing, add func(string, ...any)) {
	leaves := slices.ContainsFunc(l.Transitions, func(t Transition) bool { return t.From == s.State && t.To != s.State })
	reached := slices.ContainsFunc(l.Transitions, func(t Transition) bool { return t.To == s.State && t.From != s.State })
	if !reached {
		add("state %s is never reached", s.State)
	}
	if s.Terminal && leaves {
		add("terminal state %s can be left", s.State)
	}
	if !s.Terminal && !leaves {
		add("state %s cannot be left: mark it terminal", s.State)
	}
	if !s.Terminal && len(s.Turn) == 0 {
		add("state %s does not say whose turn it is", s.State)
	}
	if s.Zh == "" || s.En == "" {
		add("state %s has no name", s.State)
	}
}

// Events lists each event of the law once, in table order.
func (l *Law) Events() []Event {
	var out []Event
	for _, t := range l.Transitions {
		if !slices.Contains(out, t.Event) {
			out = append(out, t.Event)
		}
	}
	return out
}

// Actors lists every role that may cause an event somewhere in the law.
func (l *Law) Actors(e Event) []Role {
	var out []Role
	for _, t := range l.Transitions {
		if t.Event == e {
			out = append(out, t.Actors...)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// by and the helpers below keep the tables readable as tables.
func by(roles ...Role) []Role { return roles }

func each(from []State, e Event, to State, actors []Role, p Path, rule, guard string) []Transition {
	out := make([]Transition, 0, len(from))
	for _, f := range from {
		out = append(out, Transition{f, e, to, actors, p, rule, guard})
	}
	return out
}

func stay(in []State, e Event, actors []Role, p Path, rule, guard string) []Transition {
	out := make([]Transition, 0, len(in))
	for _, s := range in {
		out = append(out, Transition{s, e, s, actors, p, rule, guard})
	}
	return out
}
