package live

import (
	"context"
	"fmt"
	"log/slog"
	"slices"
	"sync"
	"time"

	"github.com/jackc/pgx/v5"

	deskv1 "yanlu/proto/gen/yanlu/desk/v1"
	"yanlu/services/docket"
	dockrpc "yanlu/services/docket/rpc"
	"yanlu/services/lifecycle"
)

const (
	mostStreams  = 20   // of one person: a stream a tab
	mostUnread   = 4096 // changes that wait to be looked up; more become one word
	readWithin   = 5 * time.Second
	byeWithin    = time.Second
	firstRetry   = 100 * time.Millisecond
	longestRetry = 2 * time.Second
)

// hub hears the database once for all streams of this process.
type hub struct {
	door    *docket.Door
	heard   chan docket.Change
	stopped chan struct{}

	mu      sync.Mutex
	streams map[*watcher]struct{}
	of      map[string]int // streams by person
}

func newHub(door *docket.Door) *hub {
	return &hub{door: door, heard: make(chan docket.Change, mostUnread), stopped: make(chan struct{}), streams: map[*watcher]struct{}{}, of: map[string]int{}}
}

func (h *hub) stop() { close(h.stopped) }

// join adds a stream; false when the person has too many.
func (h *hub) join(w *watcher) bool {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.of[w.person] >= mostStreams {
		return false
	}
	h.of[w.person]++
	h.streams[w] = struct{}{}
	return true
}

func (h *hub) leave(w *watcher) {
	h.mu.Lock()
	defer h.mu.Unlock()
	delete(h.streams, w)
	if h.of[w.person]--; h.of[w.person] == 0 {
		delete(h.of, w.person)
	}
}

func (h *hub) everyone() []*watcher {
	h.mu.Lock()
	defer h.mu.Unlock()
	out := make([]*watcher, 0, len(h.streams))
	for w := range h.streams {
		out = append(out, w)
	}
	return out
}

// readAll tells every stream to read everything again: words may have been lost.
func (h *hub) readAll() {
	for _, w := range h.everyone() {
		w.tell(&deskv1.WatchResponse{Kind: hello})
	}
}

// run hears and tells until ctx ends.
func (h *hub) run(ctx context.Context) error {
	var telling sync.WaitGroup
	telling.Go(func() { h.tellAll(ctx) })
	defer telling.Wait()
	retry := firstRetry
	for ctx.Err() == nil {
		began := time.Now()
		err := h.listen(ctx)
		if ctx.Err() != nil {
			return nil
		}
		slog.Warn("open pages do not hear the database and will read again", "error", err)
		if time.Since(began) > longestRetry {
			retry = firstRetry
		}
		select {
		case <-ctx.Done():
		case <-time.After(retry):
		}
		retry = min(2*retry, longestRetry)
	}
	return nil
}

// listen hears changes until ctx ends or the connection is lost. What was said
// before it stood was lost, so everybody reads again.
func (h *hub) listen(ctx context.Context) error {
	conn, err := pgx.ConnectConfig(ctx, h.door.Pool().Config().ConnConfig)
	if err != nil {
		return fmt.Errorf("live: listen: %w", err)
	}
	defer func() {
		bye, cancel := context.WithTimeout(context.WithoutCancel(ctx), byeWithin)
		defer cancel()
		_ = conn.Close(bye)
	}()
	if _, err := conn.Exec(ctx, "listen "+docket.ChangeChannel); err != nil {
		return fmt.Errorf("live: listen: %w", err)
	}
	h.readAll()
	for {
		n, err := conn.WaitForNotification(ctx)
		if err != nil {
			return fmt.Errorf("live: listen: %w", err)
		}
		h.hear(docket.ParsePayload(n.Payload))
	}
}

func (h *hub) hear(changes []docket.Change) {
	for _, c := range changes {
		select {
		case h.heard <- c:
		default:
			h.readAll() // the readers of this process cannot keep up
			return
		}
	}
}

// tellAll looks up what was heard, once for all streams, and passes it on.
func (h *hub) tellAll(ctx context.Context) {
	for {
		select {
		case <-ctx.Done():
			return
		case c := <-h.heard:
			h.tell(ctx, h.drain(c))
		}
	}
}

// drain takes everything that is waiting, each thing once.
func (h *hub) drain(first docket.Change) []docket.Change {
	out := []docket.Change{first}
	seen := map[docket.Change]bool{first: true}
	for {
		select {
		case c := <-h.heard:
			if !seen[c] {
				seen[c] = true
				out = append(out, c)
			}
		default:
			return out
		}
	}
}

func (h *hub) tell(ctx context.Context, changes []docket.Change) {
	streams := h.everyone()
	if len(streams) == 0 {
		return
	}
	ctx, cancel := context.WithTimeout(ctx, readWithin)
	defer cancel()
	known, err := look(ctx, h.door.Pool(), changes)
	if err != nil || slices.ContainsFunc(changes, func(c docket.Change) bool { return c.Kind == docket.EverythingChanged }) {
		h.readAll()
		return
	}
	for _, c := range changes {
		word := known.word(c)
		if word == nil {
			continue
		}
		for _, w := range streams {
			switch actor := *w.actor.Load(); {
			case known.concerns(c, actor):
				w.tell(word)
			case known.shutOut(c, actor):
				w.tell(&deskv1.WatchResponse{Kind: word.GetKind(), Docket: word.GetDocket()})
			}
		}
	}
}

// knowledge is what the changes are about, read once for all streams.
type knowledge struct {
	records map[string]*docket.Record
	told    map[docket.Change][]string // people notified of an event
	at      map[string][]string        // people who are at a draft
}

// packReaders see drafts of rule packs (PackService).
var packReaders = []lifecycle.Role{lifecycle.Officer, lifecycle.Director, lifecycle.Discipline, lifecycle.Auditor, lifecycle.Admin}

// ofRecord says whether a change is one of a docket on record.
func ofRecord(kind docket.ChangeKind) bool {
	return kind == docket.DocketChanged || kind == docket.DraftSaved || kind == docket.PresenceChanged
}

func look(ctx context.Context, q docket.Querier, changes []docket.Change) (*knowledge, error) {
	k := &knowledge{records: map[string]*docket.Record{}, told: map[docket.Change][]string{}, at: map[string][]string{}}
	var ids []string
	for _, c := range changes {
		if c.Kind == docket.NotificationAdded {
			people, err := toldOf(ctx, q, c)
			if err != nil {
				return nil, err
			}
			k.told[c] = people
			continue
		}
		if ofRecord(c.Kind) {
			ids = append(ids, c.Subject)
		}
	}
	if err := k.read(ctx, q, ids); err != nil {
		return nil, err
	}
	var parents []string
	for _, r := range k.records {
		if p := r.Parties().Parent; p != "" && k.records[p] == nil {
			parents = append(parents, p)
		}
	}
	if err := k.read(ctx, q, parents); err != nil {
		return nil, err
	}
	return k, k.attending(ctx, q, ids)
}

func (k *knowledge) read(ctx context.Context, q docket.Querier, ids []string) error {
	if len(ids) == 0 {
		return nil
	}
	list, err := docket.Select(ctx, q, "where id = any($1)", ids)
	for _, r := range list {
		k.records[r.ID] = r
	}
	return err
}

// attending reads who is at the drafts: one who loses the right to read there hears of it.
func (k *knowledge) attending(ctx context.Context, q docket.Querier, ids []string) error {
	if len(ids) == 0 {
		return nil
	}
	rows, err := q.Query(ctx, "select docket, person from attendance where docket = any($1)", ids)
	if err != nil {
		return fmt.Errorf("live: people at drafts: %w", err)
	}
	var id, person string
	_, err = pgx.ForEachRow(rows, []any{&id, &person}, func() error {
		k.at[id] = append(k.at[id], person)
		return nil
	})
	return err
}

func toldOf(ctx context.Context, q docket.Querier, c docket.Change) ([]string, error) {
	rows, err := q.Query(ctx, "select person from notification where subject = $1 and seq = $2", c.Subject, c.Seq)
	if err != nil {
		return nil, fmt.Errorf("live: notified people: %w", err)
	}
	return pgx.CollectRows(rows, pgx.RowTo[string])
}

// parent is the call of an application or the application of a review.
func (k *knowledge) parent(r *docket.Record) *docket.Record { return k.records[r.Parties().Parent] }

// word is what a stream is sent of a change; nil when there is nothing to read.
func (k *knowledge) word(c docket.Change) *deskv1.WatchResponse {
	if !ofRecord(c.Kind) {
		return &deskv1.WatchResponse{Kind: string(c.Kind), Docket: c.Subject, Seq: c.Seq}
	}
	r := k.records[c.Subject]
	if r == nil {
		return nil
	}
	m := &deskv1.WatchResponse{Kind: string(c.Kind), Docket: r.ID, Parent: r.Parties().Parent, Seq: c.Seq, Machine: string(r.Machine)}
	if c.Kind == docket.DocketChanged {
		m.Seq, m.State = r.Seq, string(r.State)
	}
	return m
}

// concerns says whether an actor may know of a change: what the projection of
// the record would show, who may read the draft, whom the notification names.
func (k *knowledge) concerns(c docket.Change, a docket.Actor) bool {
	switch c.Kind {
	case docket.NotificationAdded:
		return slices.Contains(k.told[c], a.Person)
	case docket.PersonChanged:
		return a.Person == c.Subject
	case docket.TeamChanged:
		return a.Is(lifecycle.Admin) || slices.ContainsFunc(a.Capacities, func(x docket.Capacity) bool { return x.Org == c.Subject })
	case docket.PackChanged:
		return a.Is(packReaders...)
	}
	r := k.records[c.Subject]
	if c.Kind == docket.DocketChanged {
		return dockrpc.MaySee(a, r, k.parent(r))
	}
	return dockrpc.MayReadDraft(a, r, k.parent(r))
}

// shutOut says whether a change took a draft away from somebody who is at it. They
// hear the docket's id, which they know, and no more.
func (k *knowledge) shutOut(c docket.Change, a docket.Actor) bool {
	return c.Kind == docket.DocketChanged && slices.Contains(k.at[c.Subject], a.Person)
}
