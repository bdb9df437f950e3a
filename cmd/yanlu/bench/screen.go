package bench

import (
	"context"
	"fmt"
	"hash/maphash"
	"runtime"
	"time"

	"yanlu/services/review/conflict"
)

// ScreenOptions says how large the invented registers are.
type ScreenOptions struct {
	Applications, Experts int
	Seed                  uint64
	Rounds                int // medians are reported
	Sample                int // applications and experts of the pairwise sample, each
	Rule                  conflict.Rule
	Progress              Progress
}

// ScreenReport is what screening every pair took, beside one pass of hashing
// over every value of the registers: nothing that reads them all can be faster.
type ScreenReport struct {
	Benchmark    string  `json:"benchmark"`
	Machine      Machine `json:"machine"`
	Applications int     `json:"applications"`
	Experts      int     `json:"experts"`
	Seed         uint64  `json:"seed"`
	Rounds       int     `json:"rounds"`
	Index        float64 `json:"index_seconds"`  // preparing the facts of all experts
	Screen       float64 `json:"screen_seconds"` // index included
	Pairs        int     `json:"pairs"`          // in conflict
	Exclusions   int     `json:"exclusions"`     // grounds over all pairs
	Barred       int     `json:"barred"`         // experts out for the whole batch
	Heap         float64 `json:"index_heap_mb"`
	Limit        float64 `json:"limit_seconds"`
	Ratio        float64 `json:"ratio"` // screening over limit
	Sample       int     `json:"pairwise_sample_pairs"`
	SamplePairs  int     `json:"pairwise_sample_conflicts"` // as the screening finds them too
	PairNanos    float64 `json:"pairwise_ns_a_pair"`
	Pairwise     float64 `json:"pairwise_seconds_all"` // the sample's pace over all pairs
	Gain         float64 `json:"pairwise_ratio"`       // that over screening
}

// Screen measures the conflict screening. The error says where the pairwise
// sample and the screening disagree: a figure over a wrong answer would mean nothing.
func Screen(ctx context.Context, o ScreenOptions) (ScreenReport, error) {
	o.Progress.say("生成登记数据", "inventing registers")
	apps, experts := conflict.Invent(o.Applications, o.Experts, o.Seed)
	r := ScreenReport{Benchmark: "screen", Machine: thisMachine(), Applications: o.Applications, Experts: o.Experts, Seed: o.Seed, Rounds: o.Rounds}
	var index, screen, limit []float64
	for round := range o.Rounds {
		if err := ctx.Err(); err != nil {
			return r, err
		}
		o.Progress.say(fmt.Sprintf("第%d轮", round+1), fmt.Sprintf("round %d", round+1))
		limit = append(limit, seconds(func() { hashAll(apps, experts) }))
		before, began := heap(), time.Now()
		s, err := conflict.New(o.Rule, apps, experts)
		if err != nil {
			return r, err
		}
		built := time.Since(began)
		r.Heap = heap() - before
		walk := seconds(func() { r.count(s) })
		index, screen = append(index, built.Seconds()), append(screen, built.Seconds()+walk)
	}
	r.Index, r.Screen, r.Limit = median(index), median(screen), median(limit)
	r.Ratio = ratio(r.Screen, r.Limit)
	o.Progress.say("逐对比较抽样", "pairwise sample")
	return r, r.pairwise(o, apps, experts)
}

func (r *ScreenReport) count(s *conflict.Screen) {
	r.Pairs, r.Exclusions, r.Barred = 0, 0, len(s.Barred())
	for _, row := range s.Rows() {
		r.Pairs += len(row)
		for _, c := range row {
			r.Exclusions += len(c.Exclusions)
		}
	}
}

// pairwise screens a corner of the registers pair by pair, and compares.
func (r *ScreenReport) pairwise(o ScreenOptions, apps []conflict.Application, experts []conflict.Expert) error {
	apps, experts = apps[:min(o.Sample, len(apps))], experts[:min(o.Sample, len(experts))]
	s, err := conflict.New(o.Rule, apps, experts)
	if err != nil {
		return err
	}
	r.Sample = len(apps) * len(experts)
	r.SamplePairs = 0
	took := seconds(func() {
		for _, row := range s.Pairwise() {
			r.SamplePairs += len(row)
		}
	})
	want := 0
	for _, row := range s.Rows() {
		want += len(row)
	}
	if want != r.SamplePairs {
		return fmt.Errorf("bench: pair by pair %d conflicts, screening %d", r.SamplePairs, want)
	}
	r.PairNanos = ratio(took*1e9, float64(r.Sample))
	r.Pairwise = r.PairNanos * float64(r.Applications) * float64(r.Experts) / 1e9
	r.Gain = ratio(r.Pairwise, r.Screen)
	return nil
}

// hashAll hashes every value that screening compares, once.
func hashAll(apps []conflict.Application, experts []conflict.Expert) (sum uint64) {
	seed := maphash.MakeSeed()
	add := func(values ...string) {
		for _, v := range values {
			sum ^= maphash.String(seed, v)
		}
	}
	works := func(list []conflict.Work) {
		for _, w := range list {
			add(w.ID)
		}
	}
	ties := func(t conflict.Ties) {
		for _, list := range [][]conflict.Known{t.Supervisors, t.Students, t.Relatives, t.Coauthors} {
			for _, k := range list {
				add(k.Person, k.Name, k.Unit)
			}
		}
	}
	for _, a := range apps {
		add(a.ID, a.Recommend)
		add(a.Orgs...)
		for _, m := range a.Team {
			add(m.Person, m.Name, m.Phone, m.Email, m.IDCard)
			ties(m.Ties)
			works(m.Works)
		}
		for _, x := range a.Avoid {
			add(x.Person, x.Name)
		}
	}
	for _, e := range experts {
		add(e.ID, e.Name, e.Phone, e.Email, e.IDCard)
		add(e.Units...)
		ties(e.Ties)
		works(e.Works)
		for _, p := range e.Posts {
			add(p.Org)
		}
		for _, i := range e.Interests {
			add(i.Org)
		}
		for _, d := range e.Declared {
			add(d.Application, d.Org, d.Person)
		}
	}
	return sum
}

func seconds(act func()) float64 {
	began := time.Now()
	act()
	return time.Since(began).Seconds()
}

// heap is what is in use after a collection, in MB.
func heap() float64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return float64(m.HeapAlloc) / (1 << 20)
}
