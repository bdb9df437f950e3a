package commission

import (
	"fmt"
	"slices"
)

// Batch is what was sealed: applications, pool, exclusions, and the law that panels are judged by.
type Batch struct {
	ID           string        `json:"id"`
	Applications []Application `json:"applications"`
	Pool         []Expert      `json:"pool"`
	Exclusions   []Exclusion   `json:"exclusions"`
	Law          Law           `json:"law"`
	Backup       int           `json:"backup"` // reserves for each seat: rev.panel.draw ratio_backup
	// Worth gives the expertise of a pair in millionths; nil knows none.
	Worth func(application, expert string) int64 `json:"-"`
	// Fields says what topics and disciplines are called, by code.
	Fields map[string]string `json:"-"`
	// Tell is told how far long work on the batch is: a stage, and how many of how many. Nil tells nobody.
	Tell func(stage string, done, total int) `json:"-"`

	experts  map[string]*Expert
	excluded map[[2]string]bool
}

// Exclusion keeps an expert from an application: ground is a stable code,
// evidence what it rests on in words, rule an id of the pack.
type Exclusion struct {
	Application string `json:"application"`
	Expert      string `json:"expert"`
	Ground      string `json:"ground"`
	Rule        string `json:"rule"`
	Evidence    string `json:"evidence"`
	EvidenceEn  string `json:"evidence_en,omitempty"` // empty in what was sealed in one language
	// Doubts are members of whom the expert has the name and nobody has said yet that they are two people.
	Doubts []string `json:"-" db:"-"`
}

// Join adds what else speaks against the pair.
func (x *Exclusion) Join(y Exclusion) {
	x.Evidence, x.EvidenceEn = x.Evidence+"；"+y.Evidence, x.EvidenceEn+"; "+y.EvidenceEn
	x.Doubts = append(x.Doubts, y.Doubts...)
}

// Index prepares lookups; call it once after the lists are complete.
func (b *Batch) Index() {
	b.experts, b.excluded = map[string]*Expert{}, map[[2]string]bool{}
	for i := range b.Pool {
		b.experts[b.Pool[i].ID] = &b.Pool[i]
	}
	for _, x := range b.Exclusions {
		b.excluded[[2]string{x.Application, x.Expert}] = true
	}
}

// Stages of the work on a batch that are counted.
const (
	Weighed  = "weigh"   // applications matched with the pool
	Chanced  = "chances" // rounds of the simulation before a draw
	Solved   = "solve"
	Raised   = "raise"    // attempts to raise the worst-off application
	Reserved = "reserves" // applications given their reserves
)

func (b *Batch) tell(stage string, done, total int) {
	if b.Tell != nil {
		b.Tell(stage, done, total)
	}
}

// Expert finds a member of the pool; nil when there is none.
func (b *Batch) Expert(id string) *Expert { return b.experts[id] }

// Excluded says whether an expert may not review an application.
func (b *Batch) Excluded(application, expert string) bool {
	return b.excluded[[2]string{application, expert}]
}

// Expertise of a pair, in millionths.
func (b *Batch) Expertise(application, expert string) int64 {
	if b.Worth == nil {
		return 0
	}
	return b.Worth(application, expert)
}

// Eligible lists who may review an application.
func (b *Batch) Eligible(application string) []Expert {
	return slices.DeleteFunc(slices.Clone(b.Pool), func(e Expert) bool { return b.Excluded(application, e.ID) || e.Limit <= 0 })
}

func (b *Batch) name(id string) string {
	if e := b.Expert(id); e != nil {
		return e.Name
	}
	return id
}

// Judge writes into a plan what it lacks and what it is worth. Only who solved the
// plan knows its bound and what fairness cost: those are kept.
func (b *Batch) Judge(p *Plan) {
	p.Faults = nil
	load := map[string]int{}
	f := p.Figures
	f.Total, f.Worst, f.Least, f.Members = 0, "", 0, 0
	used := map[string]bool{}
	for i := range p.Panels {
		panel := &p.Panels[i]
		panel.Faults = b.judgePanel(panel, load, used)
		f.Total += panel.Expertise()
		f.Members += len(panel.Of(Member))
		if i == 0 || panel.Expertise() < f.Least {
			f.Worst, f.Least = panel.Application, panel.Expertise()
		}
	}
	f.Used = len(used)
	p.Figures = f
	for _, e := range b.Pool {
		if n := load[e.ID]; n > e.Limit {
			p.Faults = append(p.Faults, Fault{
				"rev.time.per_project_max_per_day", fmt.Sprintf("%s：至多评审%d项，现为%d项", e.Name, e.Limit, n),
				fmt.Sprintf("%s: may review %d and is given %d", e.Name, e.Limit, n),
			})
		}
		if n, floor := load[e.ID], p.Floor(e); n < floor {
			p.Faults = append(p.Faults, fault("", "%s：至少评审%d项，现为%d项", "%[1]s: has to review %[2]d at least and is given %[3]d", e.Name, floor, n))
		}
	}
}

func (b *Batch) judgePanel(panel *Panel, load map[string]int, used map[string]bool) []Fault {
	var members []Expert
	var out []Fault
	for _, id := range panel.Of(Member) {
		e := b.Expert(id)
		if e == nil {
			continue
		}
		members, used[id] = append(members, *e), true
		load[id]++
		if b.Excluded(panel.Application, id) {
			out = append(out, Fault{"rev.coi.grounds", e.Name + "应回避", e.Name + " is excluded"})
		}
	}
	for _, id := range panel.Of(Reserve) {
		used[id] = true
	}
	size := 0
	for _, a := range b.Applications {
		if a.ID == panel.Application {
			size = a.Seats
		}
	}
	return append(out, b.Law.Faults(size, members)...)
}

// Lawful says whether a plan can be adopted: nothing is lacking anywhere.
func (p *Plan) Lawful() bool {
	return len(p.Faults) == 0 && !slices.ContainsFunc(p.Panels, func(x Panel) bool { return len(x.Faults) > 0 })
}
