package relay

import (
	"context"
	"io"
	"log/slog"
	"net"
	"slices"
	"testing"
	"time"

	"go.temporal.io/sdk/client"

	"yanlu/services/docket/lawtest"
	"yanlu/services/docket/outbox"
	"yanlu/services/lifecycle"
)

func TestCoalesce(t *testing.T) {
	rows := []outbox.Row{{ID: 1, Subject: "a", Seq: 1}, {ID: 2, Subject: "b", Seq: 7}, {ID: 3, Subject: "a", Seq: 3}, {ID: 4, Subject: "a", Seq: 2}, {ID: 5, Subject: "b"}}
	wakes, of := coalesce(rows)
	if len(wakes) != 2 || wakes[0].Seq != 3 || wakes[1].Seq != 0 || !slices.Equal(of, []int{0, 1, 0, 0, 1}) {
		t.Errorf("wakes %v of %v: want the newest number of a, and 0 for b, which includes every number", wakes, of)
	}
}

// With the engine away nothing is lost, people act on, and the relay stops when told to.
func TestEngineAway(t *testing.T) {
	b := lawtest.New(t)
	c, err := client.NewLazyClient(client.Options{HostPort: deadAddress(t), Logger: silent{}})
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	ctx, stop := context.WithCancel(t.Context())
	done := make(chan error, 1)
	r := newRelay(b.Pool, c, Options{Logger: slog.New(slog.NewTextHandler(io.Discard, nil))})
	go func() { done <- Run(ctx, b.Pool, c, r.opts) }()
	b.Place(t, lifecycle.ProjectMachine, lifecycle.Submitted, "", nil)
	brief, cancel := context.WithTimeout(t.Context(), 300*time.Millisecond)
	defer cancel()
	if result, err := r.batch(brief); err == nil && result.Carried > 0 {
		t.Errorf("%+v was carried to nobody", result)
	}
	stop()
	if err := <-done; err != nil {
		t.Error(err)
	}
	rows, _, err := outbox.Waiting(t.Context(), b.Pool)
	if err != nil || rows != 5 {
		t.Errorf("%d rows wait, %v; want all five", rows, err)
	}
}

// deadAddress is one where nobody listens.
func deadAddress(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return l.Addr().String()
}

type silent struct{}

func (silent) Debug(string, ...any) {}
func (silent) Info(string, ...any)  {}
func (silent) Warn(string, ...any)  {}
func (silent) Error(string, ...any) {}
