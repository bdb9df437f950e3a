package lawtest

import (
	"context"
	"slices"
	"testing"
	"time"

	"yanlu/services/docket"
	"yanlu/services/lifecycle"
	"yanlu/services/platform/problem"
)

// Agenda reads what the tests wrote down, as far as the law lets the system act
// in the present state. As in the product, a draft without an own deadline has its
// call's, and an application whose reviews are all in has reached its quorum.
func Agenda(ctx context.Context, q docket.Querier, r, parent *docket.Record) ([]docket.Due, error) {
	var due Due
	if err := r.Section("due", &due); err != nil {
		return nil, err
	}
	out := []docket.Due{}
	for _, t := range lifecycle.Of(r.Machine).From(r.State) {
		at, ok := due[t.Event]
		if ok && slices.Contains(t.Actors, lifecycle.System) && !slices.ContainsFunc(out, func(d docket.Due) bool { return d.Event == t.Event }) {
			out = append(out, docket.Due{Event: t.Event, At: at, Rule: t.Rule})
		}
	}
	if r.State == lifecycle.Draft && parent != nil && r.Machine == lifecycle.ProjectMachine {
		var window struct {
			ClosesAt *time.Time `json:"closes_at"`
		}
		if err := parent.Section("window", &window); err != nil {
			return nil, err
		}
		if _, own := due["miss_deadline"]; !own && window.ClosesAt != nil {
			out = append(out, docket.Due{Event: "miss_deadline", At: *window.ClosesAt, Rule: "call.window.min_days"})
		}
	}
	if r.State == lifecycle.UnderReview {
		reviews, err := docket.Select(ctx, q, "where parent = $1 and machine = 'review'", r.ID)
		if err != nil {
			return nil, err
		}
		open := slices.ContainsFunc(reviews, func(x *docket.Record) bool {
			return x.State == lifecycle.ReviewInvited || x.State == lifecycle.ReviewAccepted
		})
		if _, told := r.Facts["quorum"]; len(reviews) > 0 && !open && !told {
			out = append(out, docket.Due{Event: "quorum_reached", At: r.Since, Rule: "rev.score.aggregate"})
		}
	}
	return out, nil
}

// keep is the rule of every event: it keeps the patch. What the system did is off
// its agenda; a change of state takes the whole agenda away.
func keep(_ context.Context, a *docket.Act) error {
	p, _ := a.Command.Input.(Patch) // the system brings none
	if a.Record != nil {
		var no map[lifecycle.Event]string
		if err := a.Record.Section(refuse, &no); err != nil {
			return err
		}
		if reason := no[a.Command.Event]; reason != "" {
			return problem.New(problem.Precondition, reason, "不能办理", "It cannot be done")
		}
		law := lifecycle.Of(a.Command.Machine)
		stays := slices.ContainsFunc(law.Transitions, func(t lifecycle.Transition) bool {
			return t.From == a.Record.State && t.Event == a.Command.Event && t.To == a.Record.State
		})
		old, _ := a.Record.Facts["due"].(map[string]any)
		for name := range old {
			if !stays || name == string(a.Command.Event) {
				a.Clear("due", name)
			}
		}
	}
	if a.Command.Event == "quorum_reached" {
		if err := a.Set("quorum", map[string]bool{"reached": true}); err != nil {
			return err
		}
	}
	for section, v := range p {
		if err := a.Set(section, v); err != nil {
			return err
		}
	}
	return nil
}

// whole is what a record needs so that no CHECK stands in the way of a state.
func whole(parent, title string) Patch {
	return Patch{
		"parties": docket.Parties{
			Title: title, Parent: parent, PI: Person(lifecycle.PI), HostOrg: Org, RecommenderOrg: Org, DemanderOrg: Org, AgencyOrg: Org,
			Reviewer: Person(lifecycle.Reviewer), Reporter: Person(lifecycle.Reviewer),
		},
		"intake":    map[string]any{"receipt": "R", "correction_due": Epoch},
		"decision":  map[string]any{"minutes": "M", "amount_fen": 100},
		"notice":    map[string]any{"ends": Epoch},
		"agreement": map[string]any{"signed_at": Epoch, "pack_hash": "H"},
		"closure":   map[string]any{"chair": Person(lifecycle.Chair)},
		"meeting":   map[string]any{"chair": Person(lifecycle.Chair), "members": []string{Person(lifecycle.Reviewer)}},

		"commission":  map[string]any{"due": Epoch},
		"seal":        map[string]any{"hash": "H"},
		"plan":        map[string]any{"adopted": 1},
		"handover":    map[string]any{"hash": "H"},
		"proceedings": map[string]any{"signed_at": Epoch},
		"handling":    map[string]any{"closed_at": Epoch},
	}
}

// Place makes a subject and carries it, by lawful events, to a state, where the
// system has due to do. A project or a commission without a parent gets a call of its own.
func (b *Bureau) Place(t testing.TB, m lifecycle.Machine, s lifecycle.State, parent string, due Due) string {
	t.Helper()
	if (m == lifecycle.ProjectMachine || m == lifecycle.CommissionMachine) && parent == "" {
		parent = b.Place(t, lifecycle.CallMachine, lifecycle.CallDrafting, "", nil)
	}
	if m == lifecycle.ReviewMachine && parent == "" {
		parent = b.Place(t, lifecycle.ProjectMachine, lifecycle.Accepted, "", nil)
	}
	if m == lifecycle.MeetingMachine && parent == "" {
		parent = b.Place(t, lifecycle.CallMachine, lifecycle.CallDrafting, "", nil)
	}
	path := Path(m, s)
	subject := ""
	for i, step := range path {
		p := Patch{}
		if i == 0 {
			p = whole(parent, "基于“研路”的"+string(m))
			if m == lifecycle.CallMachine {
				p["window"] = map[string]any{"opens_at": b.Now(), "closes_at": b.Now().Add(1000 * time.Hour)}
			}
		}
		switch {
		case i == len(path)-1:
			p = p.With(due)
		case path[i+1].Actors[0] == lifecycle.System:
			p = p.With(Due{path[i+1].Event: b.Now()})
		}
		subject = b.Must(t, subject, m, step.Event, step.Actors[0], p).Record.ID
	}
	return subject
}

// Path is the shortest lawful way to a state: its first step creates the subject.
func Path(m lifecycle.Machine, goal lifecycle.State) []lifecycle.Transition {
	law := lifecycle.Of(m)
	type way struct {
		at   lifecycle.State
		rows []lifecycle.Transition
	}
	queue, seen := []way{{lifecycle.None, nil}}, map[lifecycle.State]bool{}
	for len(queue) > 0 {
		w := queue[0]
		queue = queue[1:]
		if w.at == goal {
			return w.rows
		}
		for _, row := range law.From(w.at) {
			first, _ := lifecycle.Apply(m, row.From, row.Event, row.Actors[0], lifecycle.None)
			if first.To != row.To || seen[row.To] {
				continue // several targets: the fixture takes the first
			}
			seen[row.To] = true
			queue = append(queue, way{row.To, append(slices.Clone(w.rows), row)})
		}
	}
	panic("lawtest: no way to " + string(goal))
}
