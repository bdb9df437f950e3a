// Package lifecycle is the law: which states a need, a call, a project, a
// review, a meeting or a recorded contact may be in, which events move it, and who may cause each event.
//
// It guarantees that every table is well formed (Check) and that Apply answers
// the same question the same way for a person and for a workflow. It refuses to
// know about time, money, storage or transport: it uses the standard library
// only, and a rule that needs a fact belongs to the context that owns the fact.
package lifecycle

import (
	"fmt"
	"slices"
)

// Machine names one kind of life: the table an event is judged by.
type Machine string

// State is one word of a machine; its Standing says what it means and whose turn it is.
type State string

// Event is a verb that moves a subject from one state to another (or keeps it).
type Event string

// Role is the capacity in which somebody acts.
type Role string

// Path tells the ordinary course from the exceptional one.
type Path byte

// The two paths of statemachines.yaml.
const (
	Normal      Path = 'N'
	Exceptional Path = 'X'
)

// Roles of design §5, with the two that no account can hold: System and Public.
const (
	PI           Role = "pi"            // 项目负责人
	Writer       Role = "writer"        // 参与填写人: a colleague whom the investigator named for one application; no verb is theirs
	Institution  Role = "institution"   // 申报单位审核人
	Recommender  Role = "recommender"   // 推荐/归口单位
	Demander     Role = "demander"      // 需求方
	Reviewer     Role = "reviewer"      // 评审专家
	Chair        Role = "chair"         // 专家组组长: a reviewer appointed to a docket
	Agency       Role = "agency"        // 第三方评审机构
	Officer      Role = "officer"       // 业务科室经办
	Director     Role = "director"      // 局长办公会
	PartyGroup   Role = "party_group"   // 局党组会
	LeadingGroup Role = "leading_group" // 区科技领导小组
	Finance      Role = "finance"       // 财务
	Discipline   Role = "discipline"    // 纪检/监督
	Auditor      Role = "auditor"       // reads all, writes nothing
	Admin        Role = "admin"         // people and settings, no lifecycle act
	System       Role = "system"        // a workflow
	Public       Role = "public"        // anyone, without an account
)

// Create is the first event of every subject: it moves None to the initial state.
const (
	Create Event = "create"
	None   State = ""
)

// Transition is one row of the law.
type Transition struct {
	From   State
	Event  Event
	To     State
	Actors []Role
	Path   Path
	Rule   string // id in the rule pack that sets a limit or figure, or ""
	Guard  string // what must be on record, in words; the context's rule enforces it
}

// Standing describes a state: what it is called, and who acts next.
type Standing struct {
	State    State
	Zh, En   string
	Terminal bool
	Turn     []Role // who is waited for; empty when nobody is
}

// Label is what an event is called when people see it.
type Label struct{ Zh, En string }

// Law is the whole table of one machine.
type Law struct {
	Machine     Machine
	Zh, En      string
	Initial     State
	Standings   []Standing
	Transitions []Transition
	Labels      map[Event]Label
}

// Laws lists every machine, in the order people meet them.
func Laws() []*Law { return []*Law{&Need, &Call, &Project, &Review, &Commission, &Meeting, &Lobby} }

// Of returns the law of a machine, or nil when there is no such machine.
func Of(m Machine) *Law {
	for _, l := range Laws() {
		if l.Machine == m {
			return l
		}
	}
	return nil
}

// Standing returns what the law says of a state.
func (l *Law) Standing(s State) (Standing, bool) {
	i := slices.IndexFunc(l.Standings, func(x Standing) bool { return x.State == s })
	if i < 0 {
		return Standing{}, false
	}
	return l.Standings[i], true
}

// From lists the transitions that leave a state, in table order.
func (l *Law) From(s State) []Transition {
	var out []Transition
	for _, t := range l.Transitions {
		if t.From == s {
			out = append(out, t)
		}
	}
	return out
}

// Refusal says why the law does not allow an event. Who lists the roles that could.
type Refusal struct {
	Machine Machine
	State   State
	Event   Event
	Role    Role
	Who     []Role // roles that may cause the event in this state; empty: nobody may
}

func (r *Refusal) Error() string {
	if len(r.Who) == 0 {
		return fmt.Sprintf("%s: %q is not possible in state %s", r.Machine, r.Event, r.State)
	}
	return fmt.Sprintf("%s: %q in state %s is for %v, not %s", r.Machine, r.Event, r.State, r.Who, r.Role)
}

// Apply finds the transition that an event makes. Where the table offers several
// targets (a refusal that returns a project to where it was), want names the one
// meant; otherwise it may be empty. It returns *Refusal when the law says no.
func Apply(m Machine, from State, e Event, by Role, want State) (Transition, error) {
	law := Of(m)
	if law == nil {
		return Transition{}, fmt.Errorf("lifecycle: no machine %q", m)
	}
	refusal := &Refusal{Machine: m, State: from, Event: e, Role: by}
	for _, t := range law.Transitions {
		if t.From != from || t.Event != e {
			continue
		}
		if !slices.Contains(t.Actors, by) {
			refusal.Who = append(refusal.Who, t.Actors...)
			continue
		}
		if want == None || want == t.To {
			return t, nil
		}
	}
	slices.Sort(refusal.Who)
	refusal.Who = slices.Compact(refusal.Who)
	return Transition{}, refusal
}
