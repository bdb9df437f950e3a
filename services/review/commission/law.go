package commission

import (
	"fmt"
	"slices"

	"yanlu/services/policy"
	"yanlu/services/review"
)

// Fault is what a panel lacks, and the rule that asks for it; no rule where the agency laid it down itself.
type Fault struct {
	Rule string `json:"rule"`
	Zh   string `json:"zh"`
	En   string `json:"en"`
}

func fault(rule, zh, en string, args ...any) Fault {
	return Fault{rule, fmt.Sprintf(zh, args...), fmt.Sprintf(en, args...)}
}

// Law is what the pack lays down for panels.
type Law struct {
	Mix     Mix
	SameMax int // rev.panel.same_unit_max
	Odd     bool
}

// LawOf is what a pack lays down for panels, and how many reserves it asks for of each seat.
func LawOf(pack *policy.Pack) (law Law, backup int, err error) {
	var (
		size review.SizeRule
		draw struct {
			Backup int `json:"ratio_backup"`
		}
	)
	for id, into := range map[string]any{"rev.panel.mix": &law.Mix, "rev.panel.same_unit_max": &law.SameMax, "rev.panel.size": &size, "rev.panel.draw": &draw} {
		if err := pack.Value(id, into); err != nil {
			return law, 0, err
		}
	}
	law.Odd = size.Odd
	return law, draw.Backup, nil
}

// Faults lists what a panel of members lacks.
func (l Law) Faults(size int, members []Expert) []Fault {
	var out []Fault
	if len(members) != size {
		out = append(out, fault("rev.panel.size", "须有%d人，现为%d人", "needs %d members and has %d", size, len(members)))
	}
	if l.Odd && size%2 == 0 {
		out = append(out, fault("rev.panel.size", "须为单数，现为%d个席位", "needs an odd number of seats and has %d", size))
	}
	short, _ := l.short(size, members)
	return slices.Concat(out, short, l.over(size, members))
}

// Stuck lists what no further member could mend: maxima that are passed, and the
// minima where fewer seats are left than they still ask for.
func (l Law) Stuck(size int, members []Expert) []Fault {
	short, wanted := l.short(size, members)
	if wanted <= max(0, size-len(members)) {
		short = nil
	}
	return append(short, l.over(size, members)...)
}

// short lists the minima that are not met, and how many more members they ask for.
func (l Law) short(size int, members []Expert) (out []Fault, wanted int) {
	need, have := l.Mix.Needs(size), map[string]int{}
	for _, e := range members {
		for _, k := range e.Kinds {
			have[k]++
		}
	}
	for _, k := range []struct {
		kind, zh, en string
		n            int
	}{{Technical, "技术", "technical", need.Technical}, {Finance, "财务", "finance", need.Finance}, {Industry, "产业", "industry", need.Industry}} {
		if lacking := k.n - have[k.kind]; lacking > 0 {
			wanted += lacking
			out = append(out, fault(MixRule, k.zh+"专家至少%d人，现为%d人", "needs %d "+k.en+" experts and has %d", k.n, have[k.kind]))
		}
	}
	return out, wanted
}

// over lists the maxima that are passed.
func (l Law) over(size int, members []Expert) (out []Fault) {
	most := l.Mix.Needs(size).LocalMax
	local, units := 0, map[string]int{}
	for _, e := range members {
		if e.Local {
			local++
		}
		for _, o := range e.Orgs {
			units[o]++
		}
	}
	if local > most {
		out = append(out, fault(MixRule, "本地专家至多%d人，现为%d人", "may have %d experts of the district and has %d", most, local))
	}
	crowd := 0
	for _, n := range units {
		crowd = max(crowd, n)
	}
	if crowd > l.SameMax {
		out = append(out, fault("rev.panel.same_unit_max", "同一单位至多%d人，现有单位%d人", "one organisation may have %d members, and one has %d", l.SameMax, crowd))
	}
	return out
}

// Call chooses the reserve to invite beside those seated: the first with whom the
// reserves can make a lawful panel of the size; where they cannot, the first who
// leaves it possible that others complete it. Without one it returns -1 and what
// stands in the way, each fault once; nothing when there is no reserve at all.
func (l Law) Call(size int, seated, reserves []Expert) (int, []Fault) {
	if l.completes(size, seated, reserves) {
		for i, e := range reserves {
			if l.completes(size, with(seated, e), slices.Delete(slices.Clone(reserves), i, i+1)) {
				return i, nil
			}
		}
	}
	var faults []Fault
	for i, e := range reserves {
		stuck := l.Stuck(size, with(seated, e))
		if len(stuck) == 0 {
			return i, nil
		}
		for _, f := range stuck {
			if !slices.Contains(faults, f) {
				faults = append(faults, f)
			}
		}
	}
	return -1, faults
}

// thought is how many panels a search looks at before it takes its question for answered with no.
const thought = 20_000

// completes says whether some of the rest make a lawful panel with the members.
func (l Law) completes(size int, members, rest []Expert) bool {
	left := thought
	return l.search(size, members, rest, &left)
}

func (l Law) search(size int, members, rest []Expert, left *int) bool {
	*left--
	open := size - len(members)
	if open <= 0 {
		return len(l.Faults(size, members)) == 0
	}
	if *left < 0 || !l.hopeful(size, members, rest) {
		return false
	}
	for i, e := range rest {
		if l.search(size, with(members, e), rest[i+1:], left) {
			return true
		}
	}
	return false
}

// hopeful says whether nothing is passed yet, and the rest has enough of every kind that is missing.
func (l Law) hopeful(size int, members, rest []Expert) bool {
	open := size - len(members)
	if open > len(rest) || len(l.over(size, members)) > 0 {
		return false
	}
	need := l.Mix.Needs(size)
	for kind, n := range map[string]int{Technical: need.Technical, Finance: need.Finance, Industry: need.Industry} {
		if n-of(kind, members) > min(open, of(kind, rest)) {
			return false
		}
	}
	return true
}

// of counts those of a kind.
func of(kind string, list []Expert) (n int) {
	for _, e := range list {
		if e.Is(kind) {
			n++
		}
	}
	return n
}

// with is a list of its own with one more member.
func with(members []Expert, e Expert) []Expert { return append(slices.Clone(members), e) }
