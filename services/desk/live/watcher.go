package live

import (
	"sync"
	"sync/atomic"

	deskv1 "yanlu/proto/gen/yanlu/desk/v1"
	"yanlu/services/docket"
)

// mostWords wait for one reader; beyond them one word stands for all.
const mostWords = 500

// The kinds that are not a change of something.
const (
	hello = "hello"
	beat  = "beat"
)

// about is what makes a word its own: a later one about the same replaces it.
type about struct{ kind, docket string }

// watcher is one stream. Whoever tells it something never waits for its reader.
type watcher struct {
	person string
	actor  atomic.Pointer[docket.Actor]
	wake   chan struct{}

	mu    sync.Mutex
	words map[about]*deskv1.WatchResponse
	order []about
}

func newWatcher(a docket.Actor) *watcher {
	w := &watcher{person: a.Person, wake: make(chan struct{}, 1), words: map[about]*deskv1.WatchResponse{}}
	w.actor.Store(&a)
	return w
}

// tell leaves a word. A reader who has fallen too far behind is told to read everything again.
func (w *watcher) tell(m *deskv1.WatchResponse) {
	w.mu.Lock()
	key := about{m.GetKind(), m.GetDocket()}
	if _, known := w.words[key]; !known {
		w.order = append(w.order, key)
	}
	w.words[key] = m
	if len(w.order) > mostWords || m.GetKind() == hello {
		w.order = []about{{kind: hello}}
		w.words = map[about]*deskv1.WatchResponse{{kind: hello}: {Kind: hello}}
	}
	w.mu.Unlock()
	select {
	case w.wake <- struct{}{}:
	default:
	}
}

// take returns what waits, in the order in which it was first heard.
func (w *watcher) take() []*deskv1.WatchResponse {
	w.mu.Lock()
	defer w.mu.Unlock()
	out := make([]*deskv1.WatchResponse, 0, len(w.order))
	for _, key := range w.order {
		out = append(out, w.words[key])
	}
	clear(w.words)
	w.order = w.order[:0]
	return out
}
