package commission

import (
	"cmp"
	"maps"
	"slices"
	"time"

	"yanlu/services/platform/problem"
)

// Seats of a panel.
const (
	Member  = "member"
	Reserve = "reserve"
)

// Million is the expertise of a perfect match.
const Million = 1_000_000

// Seat is one place in a plan. Place counts from 1 among members and among reserves.
type Seat struct {
	Expert    string `json:"expert"`
	Seat      string `json:"seat"`
	Place     int    `json:"place"`
	Locked    bool   `json:"locked,omitempty"`
	Expertise int64  `json:"expertise"` // millionths
}

// Panel is one application's seats.
type Panel struct {
	Application string  `json:"application"`
	Seats       []Seat  `json:"seats"`
	Faults      []Fault `json:"faults,omitempty"`
}

// Of lists the experts who hold a kind of seat, in order.
func (p Panel) Of(seat string) []string {
	var out []string
	for _, s := range p.Seats {
		if s.Seat == seat {
			out = append(out, s.Expert)
		}
	}
	return out
}

// Expertise is the sum over the members, in millionths.
func (p Panel) Expertise() int64 {
	var sum int64
	for _, s := range p.Seats {
		if s.Seat == Member {
			sum += s.Expertise
		}
	}
	return sum
}

// Forbidden keeps a pair apart by hand.
type Forbidden struct {
	Application string `json:"application"`
	Expert      string `json:"expert"`
	Reason      string `json:"reason"`
}

// Figures says how good a plan is; expertise in millionths.
type Figures struct {
	Total   int64         `json:"total"`
	Bound   int64         `json:"bound,omitempty"` // no lawful plan is worth more
	Proved  bool          `json:"proved,omitempty"`
	Worst   string        `json:"worst,omitempty"` // the application that fares worst
	Least   int64         `json:"least"`           // and what its panel comes to
	Members int           `json:"members"`
	Used    int           `json:"used"` // experts with a seat
	Took    time.Duration `json:"took_ns,omitempty"`
	// What raising the worst-off cost and gained; nothing when it was not asked for. The worst-off is the least of
	// the applications whose panel could be better, so Least can be below it.
	TotalBefore int64 `json:"total_before,omitempty"`
	WorstBefore int64 `json:"worst_before,omitempty"`
	WorstAfter  int64 `json:"worst_after,omitempty"`
}

// Plan is one version of all panels.
type Plan struct {
	Method    string      `json:"method"`
	Panels    []Panel     `json:"panels"`
	Forbidden []Forbidden `json:"forbidden,omitempty"`
	Changes   []Change    `json:"changes,omitempty"` // that led to this version
	Restored  int64       `json:"restored,omitempty"`
	// MinLoad is how many panels every expert gets at least, as far as their limit allows; Floors says it of one expert by hand.
	MinLoad int            `json:"min_load,omitempty"`
	Floors  map[string]int `json:"floors,omitempty"`
	Faults  []Fault        `json:"faults,omitempty"` // of the whole
	Figures Figures        `json:"figures"`
	// Prices of an expert's place when the plan was solved, in billionths of expertise: the next solution starts from them.
	Prices map[string]int64 `json:"prices,omitempty"`
}

// The acts of a change by hand.
const (
	Add    = "add"
	Remove = "remove"
	Lock   = "lock"
	Unlock = "unlock"
	Forbid = "forbid"
	Allow  = "allow"
	Floor  = "floor" // concerns an expert and no application
)

// Change is one change by hand and its reason. Floor is of the change of that name.
type Change struct {
	Act         string `json:"act"`
	Application string `json:"application"`
	Expert      string `json:"expert"`
	Reason      string `json:"reason"`
	Floor       int    `json:"floor,omitempty"`
}

// Panel finds an application's panel; nil when the plan has none.
func (p *Plan) Panel(application string) *Panel {
	for i := range p.Panels {
		if p.Panels[i].Application == application {
			return &p.Panels[i]
		}
	}
	return nil
}

// Reserves is how many reserves the panels have, at most.
func (p *Plan) Reserves() int {
	n := 0
	for _, x := range p.Panels {
		n = max(n, len(x.Of(Reserve)))
	}
	return n
}

// Forbids says whether a pair is kept apart by hand.
func (p *Plan) Forbids(application, expert string) bool {
	return slices.ContainsFunc(p.Forbidden, func(f Forbidden) bool { return f.Application == application && f.Expert == expert })
}

// Locked lists the pairs that are kept, by application.
func (p *Plan) Locked(application string) []string {
	var out []string
	if panel := p.Panel(application); panel != nil {
		for _, s := range panel.Seats {
			if s.Locked && s.Seat == Member {
				out = append(out, s.Expert)
			}
		}
	}
	return out
}

// Apply makes changes on a copy of the plan. It refuses those that contradict the
// batch or one another (CHANGE_INVALID), each with its reason.
func (p Plan) Apply(b *Batch, changes []Change) (Plan, error) {
	out := p.clone()
	out.Changes, out.Restored = changes, 0
	bad := problem.New(problem.Invalid, "CHANGE_INVALID", "调整有误，请按提示修改", "The changes are not in order; mend the points listed").With("rule", "rev.panel.mix")
	for _, c := range changes {
		if zh, en := out.change(b, c); zh != "" {
			bad.At("changes", b.name(c.Expert)+"："+zh, b.name(c.Expert)+": "+en)
		}
	}
	if len(bad.Violations) > 0 {
		return p, bad
	}
	for i := range out.Panels {
		out.Panels[i].renumber()
	}
	return out, nil
}

// change makes one change, or says why not.
func (p *Plan) change(b *Batch, c Change) (zh, en string) {
	if c.Act == Floor {
		return p.setFloor(b, c)
	}
	panel := p.Panel(c.Application)
	if panel == nil || b.Expert(c.Expert) == nil {
		return "不在本委托的项目或专家库中", "is not among the applications or the pool of this commission"
	}
	if c.Reason == "" {
		return "请填写理由", "a reason is required"
	}
	at := slices.IndexFunc(panel.Seats, func(s Seat) bool { return s.Expert == c.Expert })
	member := at >= 0 && panel.Seats[at].Seat == Member
	switch c.Act {
	case Add:
		return p.add(b, panel, at, c)
	case Remove:
		if at < 0 {
			return "不在该专家组中", "has no seat on this panel"
		}
		panel.Seats = slices.Delete(panel.Seats, at, at+1)
	case Lock, Unlock:
		if !member {
			return "不是该专家组成员", "is no member of this panel"
		}
		panel.Seats[at].Locked = c.Act == Lock
	case Forbid:
		if at >= 0 {
			panel.Seats = slices.Delete(panel.Seats, at, at+1)
		}
		if !p.Forbids(c.Application, c.Expert) {
			p.Forbidden = append(p.Forbidden, Forbidden{c.Application, c.Expert, c.Reason})
		}
	case Allow:
		p.Forbidden = slices.DeleteFunc(p.Forbidden, func(f Forbidden) bool { return f.Application == c.Application && f.Expert == c.Expert })
	default:
		return "未知的调整方式", "no such kind of change"
	}
	return "", ""
}

// add seats an expert, or moves a reserve up; who was added by hand is locked.
func (p *Plan) add(b *Batch, panel *Panel, at int, c Change) (zh, en string) {
	switch {
	case b.Excluded(c.Application, c.Expert):
		return "应回避，不能安排", "is excluded and cannot sit"
	case p.Forbids(c.Application, c.Expert):
		return "已禁止安排，请先解除", "is forbidden by hand; allow it first"
	case at >= 0 && panel.Seats[at].Seat == Member:
		return "已是成员", "is a member already"
	case at >= 0:
		panel.Seats = slices.Delete(panel.Seats, at, at+1)
	}
	panel.Seats = append(panel.Seats, Seat{Expert: c.Expert, Seat: Member, Locked: true, Expertise: b.Expertise(c.Application, c.Expert)})
	return "", ""
}

// renumber puts members before reserves and counts their places.
func (p *Panel) renumber() {
	slices.SortStableFunc(p.Seats, func(a, b Seat) int { return cmp.Compare(a.Seat, b.Seat) })
	count := map[string]int{}
	for i := range p.Seats {
		count[p.Seats[i].Seat]++
		p.Seats[i].Place = count[p.Seats[i].Seat]
	}
}

func (p Plan) clone() Plan {
	out := p
	out.Panels = make([]Panel, len(p.Panels))
	for i, panel := range p.Panels {
		out.Panels[i] = Panel{Application: panel.Application, Seats: slices.Clone(panel.Seats)}
	}
	out.Forbidden, out.Floors = slices.Clone(p.Forbidden), maps.Clone(p.Floors)
	return out
}
