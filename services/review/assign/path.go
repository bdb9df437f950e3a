package assign

import "math"

const unreached = math.MaxInt64

// search is the memory of shortest paths over a network.
type search struct {
	dist     []int64
	via      []int32 // residual arc by which a node was reached
	stamp    []int32 // equals round when dist and via are of this search
	round    int32
	settled  []int32
	heap     heap
	next     []int32 // first arc of a node not yet tried by an advance
	level    []int32
	trail    []int32
	found    int32 // the deficit that approach came to
	queue    []int32
	sources  int // how many of the queue have excess
	searches int
}

func (w *network) prepare(nodes int) {
	w.dist, w.via, w.level = resize(w.dist, nodes), resize(w.via, nodes), resize(w.level, nodes)
	w.stamp = resize(w.stamp, nodes)
	clear(w.stamp)
	w.round = 0
	w.queue, w.settled, w.heap.items = w.queue[:0], w.settled[:0], w.heap.items[:0]
}

// solve carries all excess to deficits at the least cost. It says false when
// excess is left that nothing can take; the builder's costly arcs rule that out.
//
// Equal similarities make many paths of length nothing: those are filled all at
// once. Distances are shared by all sources as long as that moves much, and
// then searched from one source at a time, which looks at less of the graph.
func (w *network) solve() bool {
	w.fill()
	for {
		left := w.remaining()
		if left == 0 {
			return true
		}
		if !w.approach(w.queue) {
			return false
		}
		if w.fill() < left/16 {
			break
		}
	}
	for v := range w.excess {
		for w.excess[v] > 0 {
			if !w.carry(int32(v)) {
				return false
			}
		}
	}
	return true
}

// remaining lists the nodes with excess and counts it.
func (w *network) remaining() (units int) {
	w.queue = w.queue[:0]
	for v, x := range w.excess {
		if x > 0 {
			w.queue = append(w.queue, int32(v))
			units += int(x)
		}
	}
	return units
}

// carry moves excess of one node along one shortest path.
func (w *network) carry(from int32) bool {
	w.queue = append(w.queue[:0], from)
	if !w.approach(w.queue) {
		return false
	}
	to := w.found
	n := min(w.excess[from], -w.excess[to])
	for v := to; v != from; {
		e := w.via[v]
		n = min(n, w.free[e])
		v = w.head[w.back[e]]
	}
	for v := to; v != from; {
		e := w.via[v]
		w.push(e, n)
		v = w.head[w.back[e]]
	}
	w.excess[from] -= n
	w.excess[to] += n
	return true
}

// approach searches the deficit nearest to any of the sources and lowers the
// potentials of what is nearer than it, so that its path costs nothing.
func (w *network) approach(sources []int32) bool {
	w.searches++
	w.round++
	w.heap.items, w.settled = w.heap.items[:0], w.settled[:0]
	w.found = -1
	level := w.trail[:0] // nodes at exactly the distance that is being settled
	for _, s := range sources {
		w.dist[s], w.stamp[s] = 0, w.round
		level = append(level, s)
	}
	best, now := int64(unreached), int64(0)
	for best > now {
		var u int32
		if n := len(level); n > 0 {
			u = level[n-1]
			level = level[:n-1]
		} else {
			item, ok := w.heap.pop()
			if !ok || item.key >= best {
				break
			}
			if u = item.node; item.key > w.dist[u] {
				continue
			}
			now = item.key
		}
		w.settled = append(w.settled, u)
		base := now + w.pot[u]
		for e := w.first[u]; e < w.first[u+1]; e++ {
			if w.free[e] == 0 {
				continue
			}
			v := w.head[e]
			d := base + w.cost[e] - w.pot[v]
			if d >= best || (w.stamp[v] == w.round && d >= w.dist[v]) {
				continue
			}
			w.dist[v], w.via[v], w.stamp[v] = d, e, w.round
			switch {
			case w.excess[v] < 0:
				best, w.found = d, v
			case d == now:
				level = append(level, v)
			default:
				w.heap.push(d, v)
			}
		}
	}
	w.trail = level[:0]
	if w.found < 0 {
		return false
	}
	for _, u := range w.settled {
		w.pot[u] += w.dist[u] - best
	}
	return true
}

// heap is a binary heap of nodes by distance that may hold a node twice.
type heap struct{ items []heapItem }

type heapItem struct {
	key  int64
	node int32
}

func (h *heap) push(key int64, node int32) {
	h.items = append(h.items, heapItem{key, node})
	a, i := h.items, len(h.items)-1
	for i > 0 {
		up := (i - 1) / 2
		if a[up].key <= key {
			break
		}
		a[i] = a[up]
		i = up
	}
	a[i] = heapItem{key, node}
}

func (h *heap) pop() (top heapItem, ok bool) {
	if len(h.items) == 0 {
		return top, false
	}
	top = h.items[0]
	last := h.items[len(h.items)-1]
	h.items = h.items[:len(h.items)-1]
	a, n, i := h.items, len(h.items), 0
	for {
		down := 2*i + 1
		if down >= n {
			break
		}
		if down+1 < n && a[down+1].key < a[down].key {
			down++
		}
		if a[down].key >= last.key {
			break
		}
		a[i] = a[down]
		i = down
	}
	if n > 0 {
		a[i] = last
	}
	return top, true
}
