package bench

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
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

	Again AssignAgain `json:"after_one_change"`
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

// AssignAgain is the same instance after one pair of the result was forbidden by hand.
type AssignAgain struct {
	Seconds   float64 `json:"seconds"`
	Rounds    int     `json:"rounds"`
	Objective string  `json:"objective"`
	Proved    bool    `json:"proved"`
	Lawful    bool    `json:"lawful"`
	Obstacle  string  `json:"obstacle,omitempty"` // why nothing lawful was left
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

// Assign solves one instance, has the result verified, and solves again after a change.
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
	opts.Progress.say("改动后重算", "solving again after a change")
	report.Again, err = again(s, in, r)
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

// again forbids one pair of a result, solves, verifies, and takes the change back.
func again(s *assign.Solver, in assign.Instance, before *assign.Result) (AssignAgain, error) {
	in.Forbid = nil
	for i, list := range before.Reviewers {
		if len(list) > 0 {
			in.Forbid = []assign.Pair{{Proposal: i, Reviewer: int(list[0])}}
			break
		}
	}
	began := time.Now()
	r, err := s.Change(nil, in.Forbid)
	var no *assign.Infeasible
	if errors.As(err, &no) {
		return AssignAgain{Seconds: time.Since(began).Seconds(), Obstacle: no.Error()}, nil
	}
	if err != nil {
		return AssignAgain{}, fmt.Errorf("bench: after one change: %w", err)
	}
	a := AssignAgain{Seconds: time.Since(began).Seconds(), Rounds: r.Stats.Rounds, Objective: assign.Decimal(r.Total)}
	v := assign.Verify(in, r)
	a.Lawful, a.Proved = v.Lawful(), v.Bound == v.Total
	return a, nil
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
