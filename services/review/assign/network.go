package assign

// arc is an edge of a network before it is laid out: flow is a wish, kept where
// the potentials leave the choice.
type arc struct {
	from, to  int32
	cap, flow int32
	cost      int64
}

// network is a min-cost flow on a graph that may start from any potentials and
// any flow: build makes the flow agree with the potentials and notes the excess
// of each node, solve carries excess to deficit along shortest paths.
type network struct {
	first  []int32 // of a node's residual arcs
	head   []int32
	back   []int32 // the opposite residual arc
	free   []int32 // residual capacity
	cost   []int64
	at     []int32 // of arc k: where its forward residual arc lies
	pot    []int64 // reduced cost of u→v is cost + pot[u] − pot[v], never negative on a free arc
	excess []int32

	search
}

// build lays the arcs out by node. supply is what a node must send away.
func (w *network) build(nodes int, arcs []arc, pot []int64, supply []int32) {
	w.first = resize(w.first, nodes+1)
	w.at = resize(w.at, len(arcs))
	w.head, w.back, w.free = resize(w.head, 2*len(arcs)), resize(w.back, 2*len(arcs)), resize(w.free, 2*len(arcs))
	w.cost = resize(w.cost, 2*len(arcs))
	w.pot, w.excess = pot, supply
	clear(w.first)
	for _, a := range arcs {
		w.first[a.from+1]++
		w.first[a.to+1]++
	}
	for v := range nodes {
		w.first[v+1] += w.first[v]
	}
	w.next = resize(w.next, nodes)
	copy(w.next, w.first)
	for k, a := range arcs {
		f, b := w.next[a.from], w.next[a.to]
		w.next[a.from]++
		if a.from == a.to {
			panic("assign: an arc leads back to its node")
		}
		w.next[a.to]++
		flow := a.flow
		switch reduced := a.cost + pot[a.from] - pot[a.to]; {
		case reduced < 0:
			flow = a.cap
		case reduced > 0:
			flow = 0
		}
		w.at[k] = f
		w.head[f], w.back[f], w.free[f], w.cost[f] = a.to, b, a.cap-flow, a.cost
		w.head[b], w.back[b], w.free[b], w.cost[b] = a.from, f, flow, -a.cost
		w.excess[a.from] -= flow
		w.excess[a.to] += flow
	}
	w.prepare(nodes)
}

// flow of the arc that was given as the k-th.
func (w *network) flow(k int) int32 { return w.free[w.back[w.at[k]]] }

// push sends n units along a residual arc.
func (w *network) push(e, n int32) {
	w.free[e] -= n
	w.free[w.back[e]] += n
}

func (w *network) reduced(u, e int32) int64 { return w.cost[e] + w.pot[u] - w.pot[w.head[e]] }

// resize gives a slice of n elements with whatever they hold.
func resize[T any](s []T, n int) []T {
	if cap(s) < n {
		return make([]T, n, n+n/8)
	}
	return s[:n]
}
