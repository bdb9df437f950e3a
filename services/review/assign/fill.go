package assign

// fill moves all that can move from excess to deficit along arcs that cost
// nothing (Dinic's blocking flows) and says how many units did.
func (w *network) fill() (moved int) {
	for w.layer() {
		copy(w.next, w.first[:len(w.next)])
		before := moved
		for _, s := range w.queue[:w.sources] {
			for w.excess[s] > 0 {
				n := w.advance(s)
				if n == 0 {
					break
				}
				moved += int(n)
			}
		}
		if moved == before {
			break
		}
	}
	return moved
}

// layer numbers nodes by their distance in arcs from the nodes with excess and
// says whether a deficit was met.
func (w *network) layer() (met bool) {
	for v := range w.level {
		w.level[v] = -1
	}
	w.queue = w.queue[:0]
	for v, x := range w.excess {
		if x > 0 {
			w.level[v] = 0
			w.queue = append(w.queue, int32(v))
		}
	}
	w.sources = len(w.queue)
	for q := 0; q < len(w.queue); q++ {
		u := w.queue[q]
		if met && w.excess[u] < 0 {
			break // what follows is no nearer
		}
		for e := w.first[u]; e < w.first[u+1]; e++ {
			v := w.head[e]
			if w.free[e] == 0 || w.level[v] >= 0 || w.reduced(u, e) != 0 {
				continue
			}
			w.level[v] = w.level[u] + 1
			w.queue = append(w.queue, v)
			met = met || w.excess[v] < 0
		}
	}
	return met
}

// advance finds one path along the layers and sends what it carries.
func (w *network) advance(from int32) int32 {
	w.trail = w.trail[:0]
	for u := from; ; {
		if w.excess[u] < 0 {
			return w.send(from, u)
		}
		e := w.step(u)
		if e >= 0 {
			w.trail = append(w.trail, e)
			u = w.head[e]
			continue
		}
		if len(w.trail) == 0 {
			return 0
		}
		e = w.trail[len(w.trail)-1]
		w.trail = w.trail[:len(w.trail)-1]
		u = w.head[w.back[e]]
		w.next[u]++ // a dead end
	}
}

// step is the next arc of a node that leads one layer on, or −1.
func (w *network) step(u int32) int32 {
	for ; w.next[u] < w.first[u+1]; w.next[u]++ {
		e := w.next[u]
		if w.free[e] > 0 && w.level[w.head[e]] == w.level[u]+1 && w.reduced(u, e) == 0 {
			return e
		}
	}
	return -1
}

func (w *network) send(from, to int32) int32 {
	n := min(w.excess[from], -w.excess[to])
	for _, e := range w.trail {
		n = min(n, w.free[e])
	}
	for _, e := range w.trail {
		w.push(e, n)
	}
	w.excess[from] -= n
	w.excess[to] += n
	return n
}
