package bench

import "yanlu/services/review/assign"

// generator makes similarities from a seed: proposals and reviewers are mixtures
// of topics, and what two share, with some noise, is how well they fit. All is
// integer arithmetic, so that every machine makes the same.
type generator struct {
	seed uint64
	ties bool // only .25, .5 and 1, as people bid
}

const (
	topics   = 30
	mixture  = 4 // topics of one proposal or reviewer
	dense    = 64 << 20
	strength = 1000
)

// What a number is drawn for.
const (
	forProposal = iota + 1
	forReviewer
	forNoise
	forOrganisation
	forHost
	forConflict
	forLoad
	forKind
)

// draw mixes the seed, what it is for and two indices into 64 bits.
func (g generator) draw(what, a, b int) uint64 {
	x := g.seed*0xD6E8FEB86659FD93 ^ uint64(what)*0x9E3779B97F4A7C15 ^ uint64(a)*0xC2B2AE3D27D4EB4F ^ uint64(b)*0x165667B19E3779F9
	x = (x ^ x>>31) * 0xBF58476D1CE4E5B9
	x = (x ^ x>>29) * 0x94D049BB133111EB
	return x ^ x>>32
}

// Generate makes an instance: three reviewers a proposal, at least two proposals
// a reviewer and a tenth more places than are needed, organisations of five
// people, at most one of them at a proposal, conflicts with one's own
// organisation and three pairs in a thousand besides.
func Generate(proposals, reviewers int, seed uint64, ties bool) assign.Instance {
	g := generator{seed: seed, ties: ties}
	in := evenLoads(proposals, reviewers, AssignOptions{Demand: 3, Load: 1})
	places := 33 * proposals / 10 // a tenth more than three each
	in.Lower, in.Organisation, in.SameMax = make([]int, reviewers), make([]int, reviewers), 1
	for j := range reviewers {
		in.Upper[j] = (places + int(g.draw(forLoad, j, 0)%uint64(reviewers)) + reviewers/2) / reviewers
		in.Lower[j] = min(2, in.Upper[j]/2)
		in.Organisation[j] = int(g.draw(forOrganisation, j, 0) % uint64(max(reviewers/5, 4)))
	}
	hosts := make([]int, proposals)
	for i := range hosts {
		hosts[i] = int(g.draw(forHost, i, 0) % uint64(max(reviewers/5, 4)))
	}
	in.Row = g.rows(proposals, reviewers, hosts, in.Organisation)
	return in
}

// Compose gives reviewers kinds and proposals quotas that cross one another and
// the organisations: a third technical, one financial, at most half and one
// local. They are this instance's own; the product takes them from the rule pack.
func Compose(in *assign.Instance, seed uint64) {
	g := generator{seed: seed}
	in.Kinds, in.Quotas = make([]assign.Kind, len(in.Upper)), make([][]assign.Quota, len(in.Demand))
	for j := range in.Kinds {
		h := g.draw(forKind, j, 0)
		in.Kinds[j] = assign.Technical
		if h%5 < 2 {
			in.Kinds[j] = assign.Financial
		}
		if h>>8%10 == 0 {
			in.Kinds[j] |= assign.Industry
		}
		if h>>16%2 == 0 {
			in.Kinds[j] |= assign.Local
		}
	}
	for i, d := range in.Demand {
		in.Quotas[i] = []assign.Quota{
			{Kinds: assign.Technical, Min: d / 3, Max: -1}, {Kinds: assign.Financial, Min: min(1, d), Max: -1}, {Kinds: assign.Local, Max: d/2 + 1},
		}
	}
}

// rows are held when they are few and made anew at each reading when they are many.
func (g generator) rows(n, m int, hosts, orgs []int) func(int, []int64) {
	weights := make([][]int32, topics) // of reviewers, by topic
	for t := range weights {
		weights[t] = make([]int32, m)
	}
	for j := range m {
		for k := range mixture {
			h := g.draw(forReviewer, j, k)
			weights[h%topics][j] += int32(h >> 40 % strength)
		}
	}
	row := func(i int, into []int64) { g.row(i, into, weights, hosts, orgs) }
	if n*m > dense {
		return row
	}
	held, one := make([]int32, n*m), make([]int64, m)
	for i := range n {
		row(i, one)
		for j, x := range one {
			held[i*m+j] = int32(x)
			if x == assign.Conflict {
				held[i*m+j] = heldConflict
			}
		}
	}
	return unfold(held, m)
}

func (g generator) row(i int, into []int64, weights [][]int32, hosts, orgs []int) {
	clear(into)
	for k := range mixture {
		h := g.draw(forProposal, i, k)
		weight := int64(h >> 40 % strength)
		for j, w := range weights[h%topics] {
			into[j] += weight * int64(w)
		}
	}
	const one = 1_000_000_000
	for j := range into {
		h := g.draw(forNoise, i, j)
		x := min(into[j]*100+int64(h%300_000_000), one)
		if g.ties {
			switch {
			case x < 3*one/10:
				x = one / 4
			case x < 6*one/10:
				x = one / 2
			default:
				x = one
			}
		}
		into[j] = x
		if orgs != nil && (orgs[j] == hosts[i] || h>>40%1000 < 3) {
			into[j] = assign.Conflict
		}
	}
}
