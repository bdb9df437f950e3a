package bench

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"yanlu/services/review/assign"
)

// AssignOptions say which instance is assigned.
type AssignOptions struct {
	Dir        string // of an instance on file; see ReadInstance
	Proposals  int    // of a generated one, when Dir is empty
	Reviewers  int
	Seed       uint64
	Ties       bool
	Compose    bool // quotas of kinds
	Demand     int  // where the files lay none down
	Load       int
	FairRounds int // 0: no fairness pass
	Progress   Progress
}

// AssignReport is one assignment with its proof, its cost and its limit. Totals
// are exact decimals of similarities in billionths.
type AssignReport struct {
	Benchmark string         `json:"benchmark"`
	Machine   Machine        `json:"machine"`
	Instance  AssignInstance `json:"instance"`
	Places    int            `json:"decimals"`

	Objective string         `json:"objective"`
	Searched  string         `json:"searched_bound"` // by the solver: lower than the next where branching was needed
	Bound     string         `json:"dual_bound"`     // by the verifier, from the prices
	Gap       string         `json:"gap"`
	Proved    bool           `json:"proved"` // by the verifier
	Verifier  AssignVerifier `json:"verifier"`

	Seconds    float64 `json:"seconds"`
	CPU        float64 `json:"cpu_seconds"`   // of all processors, while solving
	Limit      float64 `json:"limit_seconds"` // all pairs read and priced once, on all processors
	Ratio      float64 `json:"ratio"`
	Rounds     int     `json:"rounds"` // times that all pairs were read
	Priced     int64   `json:"pairs_priced"`
	Candidates int     `json:"candidates"`
	Searches   int     `json:"searches"`
	PeakMB     float64 `json:"peak_mb"` // of this process when solved, the instance included

	Again AssignAgain `json:"after_changes"`
	Fair  *AssignFair `json:"fair,omitempty"`
}

// AssignInstance is the size of what was assigned.
type AssignInstance struct {
	Name          string `json:"name"`
	Proposals     int    `json:"proposals"`
	Reviewers     int    `json:"reviewers"`
	Reviews       int    `json:"reviews"`
	Places        int    `json:"places"` // upper loads together
	Conflicts     int64  `json:"conflicts"`
	Organisations int    `json:"organisations"`
	SameMax       int    `json:"same_unit_max"`
}

// AssignVerifier is the verdict of code that knows nothing of the solver.
type AssignVerifier struct {
	Lawful    bool           `json:"lawful"`
	Loads     bool           `json:"loads_kept"`
	Conflicts bool           `json:"conflicts_kept"`
	Faults    map[string]int `json:"faults"`
	Seconds   float64        `json:"seconds"`
}

// AssignAgain is the same instance solved again after changes by hand: a member
// forbidden, one who is no member locked, and each taken back.
type AssignAgain struct {
	Changes  int     `json:"changes"`
	Median   float64 `json:"median_seconds"`
	Worst    float64 `json:"worst_seconds"`
	CPU      float64 `json:"worst_cpu_seconds"` // of all processors
	Ratio    float64 `json:"ratio_to_cold"`     // what part of the first solution the median takes
	Gap      string  `json:"worst_gap"`         // by the verifier
	Proved   int     `json:"proved"`
	Lawful   bool    `json:"lawful"`             // all of them
	Obstacle string  `json:"obstacle,omitempty"` // why nothing lawful was left after the last change for which it was so
}

// AssignFair is the floor for the worst-off proposal; see assign.Fairness.
type AssignFair struct {
	Seconds     float64 `json:"seconds"`
	WorstBefore string  `json:"worst_before"`
	Worst       string  `json:"worst"`
	WorstBound  string  `json:"worst_bound"`
	Total       string  `json:"objective"`
	TotalBound  string  `json:"objective_bound"`
	Share       float64 `json:"share_of_optimum"`
	Lawful      bool    `json:"lawful"`
}

// Assign solves one instance, has the result verified, and solves again after changes by hand.
func Assign(opts AssignOptions) (AssignReport, error) {
	report := AssignReport{Benchmark: "assign", Machine: thisMachine(), Places: assign.Places}
	opts.Progress.say("读入实例", "reading the instance")
	in, err := instance(opts)
	if err != nil {
		return report, err
	}
	report.Instance = describe(in, opts)
	opts.Progress.say("求解", "solving")
	began, busy := time.Now(), processorTime()
	s, err := assign.NewSolver(in, assign.Effort{})
	if err != nil {
		return report, err
	}
	r, err := s.Solve()
	if err != nil {
		return report, err
	}
	report.Seconds, report.PeakMB = time.Since(began).Seconds(), peakMB()
	report.CPU = (processorTime() - busy).Seconds()
	report.Rounds, report.Priced = r.Stats.Rounds, r.Stats.Priced
	report.Candidates, report.Searches = r.Stats.Candidates, r.Stats.Searches
	report.Limit = priceOnce(in, r.Prices).Seconds()
	report.Ratio = ratio(report.Seconds, report.Limit)
	opts.Progress.say("核验", "verifying")
	report.verify(in, r)
	opts.Progress.say("改动后重算", "solving again after changes")
	report.Again, err = again(s, in, r, report.Seconds)
	if err != nil || opts.FairRounds == 0 {
		return report, err
	}
	opts.Progress.say("公平", "raising the worst-off")
	report.Fair, err = fair(s, in, opts.FairRounds)
	return report, err
}

func instance(opts AssignOptions) (assign.Instance, error) {
	if opts.Dir != "" {
		return ReadInstance(opts.Dir, opts)
	}
	if opts.Proposals < 1 || opts.Reviewers < 1 {
		return assign.Instance{}, errors.New("bench: name a folder or the size of an instance")
	}
	in := Generate(opts.Proposals, opts.Reviewers, opts.Seed, opts.Ties)
	if opts.Compose {
		Compose(&in, opts.Seed)
	}
	return in, nil
}

func describe(in assign.Instance, opts AssignOptions) AssignInstance {
	d := AssignInstance{Name: "generated", Proposals: len(in.Demand), Reviewers: len(in.Upper), SameMax: in.SameMax}
	if opts.Dir != "" {
		d.Name = filepath.Base(opts.Dir)
	}
	orgs := map[int]bool{}
	for _, o := range in.Organisation {
		orgs[o] = true
	}
	for _, n := range in.Demand {
		d.Reviews += n
	}
	for _, n := range in.Upper {
		d.Places += n
	}
	d.Organisations = len(orgs)
	d.Conflicts = pass(in, func(row []int64) (n int64) {
		for _, x := range row {
			if x == assign.Conflict {
				n++
			}
		}
		return n
	})
	return d
}

// pass reads all rows on all processors.
func pass(in assign.Instance, count func(row []int64) int64) int64 {
	var total atomic.Int64
	var all sync.WaitGroup
	workers := runtime.GOMAXPROCS(0)
	for w := range workers {
		all.Go(func() {
			row := make([]int64, len(in.Upper))
			for i := w; i < len(in.Demand); i += workers {
				in.Row(i, row)
				total.Add(count(row))
			}
		})
	}
	all.Wait()
	return total.Load()
}

// priceOnce is the limit: whoever proves an optimum must look at every pair once.
func priceOnce(in assign.Instance, prices []int64) time.Duration {
	began := time.Now()
	pass(in, func(row []int64) int64 {
		best := assign.Conflict
		for j, x := range row {
			if x != assign.Conflict && x-prices[j] > best {
				best = x - prices[j]
			}
		}
		return best
	})
	return time.Since(began)
}

func (r *AssignReport) verify(in assign.Instance, result *assign.Result) {
	began := time.Now()
	v := assign.Verify(in, result)
	r.Verifier = AssignVerifier{Lawful: v.Lawful(), Faults: map[string]int{}, Seconds: time.Since(began).Seconds()}
	for _, f := range v.Faults {
		r.Verifier.Faults[f.Rule]++
	}
	r.Verifier.Loads, r.Verifier.Conflicts = r.Verifier.Faults[assign.FaultLoad] == 0, r.Verifier.Faults[assign.FaultConflict] == 0
	r.Objective, r.Bound, r.Gap = assign.Decimal(v.Total), assign.Decimal(v.Bound), assign.Decimal(v.Bound-v.Total)
	r.Searched = assign.Decimal(result.Bound)
	r.Proved = v.Lawful() && v.Bound == v.Total
}

// changed is how many proposals are changed by hand.
const changed = 4

// again makes changes by hand one after the other, takes each back, and verifies what comes.
func again(s *assign.Solver, in assign.Instance, before *assign.Result, cold float64) (AssignAgain, error) {
	a := AssignAgain{Lawful: true}
	var seconds []float64
	gap := int64(0)
	for _, c := range changes(in, before) {
		in.Keep, in.Forbid = c.keep, c.forbid
		began, busy := time.Now(), processorTime()
		r, err := s.Change(c.keep, c.forbid)
		seconds = append(seconds, time.Since(began).Seconds())
		a.CPU = max(a.CPU, (processorTime() - busy).Seconds())
		var no *assign.Infeasible
		if errors.As(err, &no) {
			a.Obstacle = no.Error()
			continue
		}
		if err != nil {
			return a, fmt.Errorf("bench: after a change: %w", err)
		}
		v := assign.Verify(in, r)
		a.Lawful, gap = a.Lawful && v.Lawful(), max(gap, v.Bound-v.Total)
		if v.Bound == v.Total {
			a.Proved++
		}
	}
	if a.Changes = len(seconds); a.Changes == 0 {
		return a, nil
	}
	slices.Sort(seconds)
	a.Median, a.Worst, a.Gap = seconds[len(seconds)/2], seconds[len(seconds)-1], assign.Decimal(gap)
	a.Ratio = ratio(a.Median, cold)
	return a, nil
}

// decisions by hand.
type decisions struct{ keep, forbid []assign.Pair }

// changes spreads over the proposals: forbid a member, take it back, lock one who
// is no member and could be, take it back.
func changes(in assign.Instance, r *assign.Result) (out []decisions) {
	row := make([]int64, len(in.Upper))
	for k := range min(changed, len(r.Reviewers)) {
		i := k * len(r.Reviewers) / changed
		if len(r.Reviewers[i]) == 0 {
			continue
		}
		member := assign.Pair{Proposal: i, Reviewer: int(r.Reviewers[i][k%len(r.Reviewers[i])])}
		out = append(out, decisions{forbid: []assign.Pair{member}}, decisions{})
		in.Row(i, row)
		for j := range row {
			if j = (j + i*7) % len(row); row[j] != assign.Conflict && in.Upper[j] > 0 && !slices.Contains(r.Reviewers[i], int32(j)) {
				out = append(out, decisions{keep: []assign.Pair{{Proposal: i, Reviewer: j}}}, decisions{})
				break
			}
		}
	}
	return out
}

// peakMB is the most memory that this process ever held (VmHWM), or what the
// runtime took from the system where the kernel does not say.
func peakMB() float64 {
	raw, _ := os.ReadFile("/proc/self/status")
	for line := range strings.Lines(string(raw)) {
		if after, ok := strings.CutPrefix(line, "VmHWM:"); ok {
			kb, err := strconv.ParseFloat(strings.TrimSuffix(strings.TrimSpace(after), " kB"), 64)
			if err == nil {
				return kb / 1024
			}
		}
	}
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return float64(m.Sys) / (1 << 20)
}

func fair(s *assign.Solver, in assign.Instance, rounds int) (*AssignFair, error) {
	before, err := s.Change(in.Keep, in.Forbid)
	if err != nil {
		return nil, err
	}
	began := time.Now()
	f, err := s.Fair(before, rounds)
	if err != nil {
		return nil, err
	}
	out := &AssignFair{Seconds: time.Since(began).Seconds(), WorstBefore: assign.Decimal(f.WorstBefore), Worst: assign.Decimal(f.Worst), WorstBound: assign.Decimal(f.WorstBound)}
	out.Total, out.TotalBound = assign.Decimal(f.After.Total), assign.Decimal(f.After.Bound)
	out.Share = ratio(float64(f.After.Total), float64(f.Before.Total))
	out.Lawful = true
	for _, fault := range assign.Verify(in, f.After).Faults {
		out.Lawful = out.Lawful && fault.Rule == assign.FaultBound // another bound: see assign.Fairness
	}
	return out, nil
}
