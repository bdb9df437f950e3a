package draw

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/binary"
	"math/big"
	"slices"
	"testing"
)

// oracle draws a batch a second time. It shares nothing with the code that draws
// but the batch: numbers are big integers, the questions of docs/adr/0014 are
// answered by trying everybody, and nothing is remembered between them.
type oracle struct {
	b     Batch
	key   []byte
	words []uint64
	panel map[string][]Expert
	load  map[string]int
}

func (o *oracle) below(n int) int {
	whole := new(big.Int).Lsh(big.NewInt(1), 64)
	limit := new(big.Int).Sub(whole, new(big.Int).Mod(whole, big.NewInt(int64(n))))
	for {
		mac := hmac.New(sha256.New, o.key)
		_ = binary.Write(mac, binary.BigEndian, uint64(len(o.words)/4))
		sum := mac.Sum(nil)
		at := len(o.words) % 4 * 8
		w := new(big.Int).SetBytes(sum[at : at+8])
		o.words = append(o.words, w.Uint64())
		if w.Cmp(limit) < 0 {
			return int(new(big.Int).Mod(w, big.NewInt(int64(n))).Int64())
		}
	}
}

func (o *oracle) urn(ids []string, more func(id string) bool) {
	urn := slices.Clone(ids)
	for len(urn) > 0 {
		i := o.below(len(urn))
		id := urn[i]
		urn[i] = urn[len(urn)-1]
		urn = urn[:len(urn)-1]
		if !more(id) {
			return
		}
	}
}

func (o *oracle) expert(id string) Expert {
	return o.b.Pool[slices.IndexFunc(o.b.Pool, func(e Expert) bool { return e.ID == id })]
}

func eligible(b Batch, a Application) []string {
	var ids []string
	for _, e := range b.Pool {
		if !slices.Contains(a.Locked, e.ID) && !slices.ContainsFunc(a.Excluded, func(x Exclusion) bool { return x.Expert == e.ID }) {
			ids = append(ids, e.ID)
		}
	}
	return ids
}

// within says whether members break no upper limit; whole asks for all seats and minima too.
func within(b Batch, a Application, members []Expert, whole bool) bool {
	orgs := map[string]int{}
	for _, e := range members {
		for _, x := range e.Orgs {
			if orgs[x]++; orgs[x] > b.Rule.OrgMax {
				return false
			}
		}
	}
	for _, q := range a.Quotas {
		n := 0
		for _, e := range members {
			if slices.Contains(e.Kinds, q.Kind) {
				n++
			}
		}
		if n > q.Max || whole && n < q.Min {
			return false
		}
	}
	return len(members) <= a.Seats && (!whole || len(members) == a.Seats)
}

// alone says whether a panel can be filled by itself: every subset of those with load left.
func (o *oracle) alone(a Application, members []Expert, ids []string) bool {
	if within(o.b, a, members, true) {
		return true
	}
	if len(members) == a.Seats {
		return false
	}
	for i, id := range ids {
		e := o.expert(id)
		if o.load[id] >= e.Load || slices.ContainsFunc(o.panel[a.ID], func(x Expert) bool { return x.ID == id }) {
			continue
		}
		if next := append(slices.Clone(members), e); within(o.b, a, next, false) && o.alone(a, next, ids[i+1:]) {
			return true
		}
	}
	return false
}

// borne says whether loads suffice for what all panels need of people of one kind
// (or of any) who are not of another: a maximum matching of seats with loads.
func (o *oracle) borne(kind, not string) bool {
	type seat struct{ app, id string }
	taken := map[seat]bool{}
	var give func(app string, met map[string]bool) bool
	holders := func(id string) (apps []string) {
		for _, a := range o.b.Applications {
			if taken[seat{a.ID, id}] {
				apps = append(apps, a.ID)
			}
		}
		return apps
	}
	app := func(id string) Application {
		return o.b.Applications[slices.IndexFunc(o.b.Applications, func(a Application) bool { return a.ID == id })]
	}
	give = func(name string, met map[string]bool) bool {
		for _, id := range eligible(o.b, app(name)) {
			e := o.expert(id)
			if kind != "" && !slices.Contains(e.Kinds, kind) || not != "" && slices.Contains(e.Kinds, not) || met[id] || taken[seat{name, id}] ||
				slices.ContainsFunc(o.panel[name], func(x Expert) bool { return x.ID == id }) {
				continue
			}
			met[id] = true
			if o.load[id]+len(holders(id)) < e.Load {
				taken[seat{name, id}] = true
				return true
			}
			for _, other := range holders(id) {
				if give(other, met) {
					delete(taken, seat{other, id})
					taken[seat{name, id}] = true
					return true
				}
			}
		}
		return false
	}
	for _, a := range o.b.Applications {
		for range o.needs(a, kind, not) {
			if !give(a.ID, map[string]bool{}) {
				return false
			}
		}
	}
	return true
}

func (o *oracle) needs(a Application, kind, not string) int {
	n := a.Seats - len(o.panel[a.ID])
	of := func(k string) (have int) {
		for _, e := range o.panel[a.ID] {
			if slices.Contains(e.Kinds, k) {
				have++
			}
		}
		return have
	}
	quota := func(k string) Quota {
		if i := slices.IndexFunc(a.Quotas, func(q Quota) bool { return q.Kind == k }); i >= 0 {
			return a.Quotas[i]
		}
		return Quota{k, 0, a.Seats}
	}
	if kind != "" {
		n = quota(kind).Min - of(kind)
	}
	if not != "" {
		n -= quota(not).Max - of(not)
	}
	return max(n, 0)
}

// open asks all the questions about the panels as they stand.
func (o *oracle) open() bool {
	kinds := []string{""}
	for _, a := range o.b.Applications {
		if !o.alone(a, o.panel[a.ID], eligible(o.b, a)) {
			return false
		}
		for _, q := range a.Quotas {
			if !slices.Contains(kinds, q.Kind) {
				kinds = append(kinds, q.Kind)
			}
		}
	}
	for _, k := range kinds {
		for _, n := range kinds {
			if (k == "" || k != n) && !o.borne(k, n) {
				return false
			}
		}
	}
	return true
}

func (o *oracle) attempt(out *Outcome) bool {
	o.panel, o.load = map[string][]Expert{}, map[string]int{}
	var names []string
	for _, a := range o.b.Applications {
		names = append(names, a.ID)
		for _, id := range a.Locked {
			o.panel[a.ID] = append(o.panel[a.ID], o.expert(id))
			o.load[id]++
		}
	}
	*out = Outcome{Attempt: out.Attempt}
	o.urn(names, func(id string) bool { out.Order = append(out.Order, id); return true })
	for _, name := range out.Order {
		i := slices.Index(names, name)
		a := o.b.Applications[i]
		p := Panel{Application: name}
		for len(o.panel[name]) < a.Seats {
			before := len(o.panel[name])
			o.urn(eligible(o.b, a), func(id string) bool {
				if !o.seat(a, id) {
					p.Aside = append(p.Aside, id)
				}
				return len(o.panel[name]) < a.Seats
			})
			if len(o.panel[name]) < a.Seats || before == a.Seats {
				return false
			}
		}
		out.Panels = append(out.Panels, p)
	}
	return true
}

func (o *oracle) seat(a Application, id string) bool {
	was := slices.Clone(o.panel[a.ID])
	next := append(slices.Clone(was), o.expert(id))
	if o.load[id] >= o.expert(id).Load || !within(o.b, a, next, false) {
		return false
	}
	o.panel[a.ID] = next
	o.load[id]++
	if o.open() {
		return true
	}
	o.panel[a.ID] = was
	o.load[id]--
	return false
}

func (o *oracle) reserves(out *Outcome) {
	for i := range out.Panels {
		p := &out.Panels[i]
		a := o.b.Applications[slices.IndexFunc(o.b.Applications, func(a Application) bool { return a.ID == p.Application })]
		for _, e := range o.panel[a.ID] {
			p.Members = append(p.Members, Member{Expert: e.ID, Locked: slices.Contains(a.Locked, e.ID)})
		}
		var called []string
		for range o.b.Rule.Backup {
			for m := range p.Members {
				o.urn(eligible(o.b, a), func(id string) bool {
					next := slices.Clone(o.panel[a.ID])
					sits := slices.ContainsFunc(next, func(e Expert) bool { return e.ID == id })
					next[m] = o.expert(id)
					if sits || slices.Contains(called, id) || o.load[id] >= o.expert(id).Load || !within(o.b, a, next, true) {
						return true
					}
					called = append(called, id)
					p.Members[m].Reserves = append(p.Members[m].Reserves, id)
					return false
				})
			}
		}
	}
	slices.SortFunc(out.Panels, func(x, y Panel) int {
		return slices.Index(ids(o.b), x.Application) - slices.Index(ids(o.b), y.Application)
	})
}

func ids(b Batch) []string {
	var out []string
	for _, a := range b.Applications {
		out = append(out, a.ID)
	}
	return out
}

// drawnByOracle is what a second implementation makes of a sealed batch and its key.
func drawnByOracle(t *testing.T, b Batch, key string) Outcome {
	t.Helper()
	o := oracle{b: b, key: []byte(key)}
	for out := (Outcome{Attempt: 1}); out.Attempt <= 100; out.Attempt++ {
		if o.attempt(&out) {
			o.reserves(&out)
			return out
		}
	}
	t.Fatal("a hundred attempts led nowhere")
	return Outcome{}
}
