package live_test

import (
	"context"
	"fmt"
	"log/slog"
	"testing"
	"time"

	"google.golang.org/grpc"
	"google.golang.org/grpc/credentials/insecure"
	"google.golang.org/grpc/metadata"

	deskv1 "yanlu/proto/gen/yanlu/desk/v1"
	"yanlu/services/access"
	"yanlu/services/bureau/bureautest"
	"yanlu/services/docket"
	identityrpc "yanlu/services/identity/rpc"
	"yanlu/services/platform/authn"
	"yanlu/services/platform/rpc"
)

const (
	// soon is how late a change may be heard.
	soon = 2 * time.Second
	// patience bounds waiting on a machine that is busy with other things.
	patience = 20 * time.Second
)

// office is the whole bureau behind its server, with the notifier and the live hub running.
type office struct {
	*bureautest.World
	t      *testing.T
	server *rpc.Server
	client deskv1.LiveServiceClient
	stop   func() // the server and all that runs with it
	ids    int

	settled bool
}

func open(t *testing.T) *office {
	t.Helper()
	o := &office{t: t, World: bureautest.New(t)}
	people, err := identityrpc.New(o.Pool, identityrpc.Options{Now: o.Door.Now, Hasher: authn.NewHasher(authn.Params{MemoryKiB: 64, Time: 1, Threads: 1}, 2, 10)})
	o.must(err)
	o.Live.Again, o.Live.Beat = people.Again, 100*time.Millisecond
	log := slog.New(slog.DiscardHandler)
	guard, err := access.New(access.Config{Authenticator: people, Log: log})
	o.must(err)
	o.server, err = rpc.New(rpc.Config{
		GRPCAddr: "127.0.0.1:0", HTTPAddr: "127.0.0.1:0", Log: log, Register: []func(grpc.ServiceRegistrar){o.Serve},
		Options: []grpc.ServerOption{grpc.ChainUnaryInterceptor(guard.Unary()), grpc.ChainStreamInterceptor(guard.Stream())},
	})
	o.must(err)
	o.must(o.server.Listen())
	o.run()
	conn, err := grpc.NewClient(o.server.GRPCAddr(), grpc.WithTransportCredentials(insecure.NewCredentials()))
	o.must(err)
	t.Cleanup(func() { _ = conn.Close() })
	o.client = deskv1.NewLiveServiceClient(conn)
	return o
}

// run starts the server, the hub and the notifier; stop ends them and waits.
func (o *office) run() {
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error, 3)
	go func() { done <- o.Door.RunNotifier(ctx) }()
	go func() { done <- o.Live.Run(ctx) }()
	go func() { done <- o.server.Serve(ctx) }()
	stopped := false
	o.stop = func() {
		if stopped {
			return
		}
		stopped = true
		cancel()
		for range 3 {
			if err := <-done; err != nil {
				o.t.Error(err)
			}
		}
	}
	o.t.Cleanup(func() { o.stop() })
}

func (o *office) must(err error) {
	o.t.Helper()
	if err != nil {
		o.t.Fatal(err)
	}
}

// session is a bearer token of a seeded person.
func (o *office) session(login string) string {
	o.t.Helper()
	token, hash := authn.NewToken("yls_")
	_, err := o.Pool.Exec(o.t.Context(), "insert into session (token_hash, person, created_at, seen_at, expires_at) values ($1, $2, $3, $3, $4)",
		hash, "person-"+login, o.Door.Now(), o.Door.Now().AddDate(1, 0, 0))
	o.must(err)
	return token
}

// as is a context of a request of a person, with more metadata if given.
func (o *office) as(login string, more ...string) context.Context {
	o.t.Helper()
	return metadata.AppendToOutgoingContext(o.t.Context(), append([]string{"authorization", "Bearer " + o.session(login)}, more...)...)
}

// stream is a Watch whose words arrive on a channel; err holds how it ended.
type stream struct {
	o     *office
	words chan *deskv1.WatchResponse
	err   chan error
}

// watch opens a stream and waits until it stands. Before the first one, what the
// test did on its way is told to nobody.
func (o *office) watch(ctx context.Context) *stream {
	o.t.Helper()
	if !o.settled {
		o.settled = true
		o.settle()
	}
	return o.stream(ctx)
}

// settle waits until everything that was noted so far was passed on: words go
// in order of their batches, so the second of two marks follows all others.
func (o *office) settle() {
	o.t.Helper()
	ctx, leave := context.WithCancel(o.as("guanli"))
	defer leave()
	s := o.stream(ctx)
	for seq := range int64(2) {
		_, err := o.Pool.Exec(o.t.Context(), "insert into notification (person, subject, seq, zh, en, at) values ('person-guanli', 'mark', $1, '', '', now())", seq)
		o.must(err)
		o.Door.Notify(docket.NotificationAdded, "mark", seq)
		for m := s.change(); m.GetDocket() != "mark" || m.GetSeq() != seq; m = s.change() {
		}
	}
}

func (o *office) stream(ctx context.Context) *stream {
	o.t.Helper()
	w, err := o.client.Watch(ctx, &deskv1.WatchRequest{})
	o.must(err)
	s := &stream{o: o, words: make(chan *deskv1.WatchResponse, 1000), err: make(chan error, 1)}
	go func() {
		for {
			m, err := w.Recv()
			if err != nil {
				s.err <- err
				return
			}
			if m.GetKind() != "beat" {
				s.words <- m
			}
		}
	}()
	if m := s.next(); m.GetKind() != "hello" {
		o.t.Fatalf("the first word is %v", m)
	}
	return s
}

// next waits for the next word that is not a beat.
func (s *stream) next() *deskv1.WatchResponse {
	s.o.t.Helper()
	select {
	case m := <-s.words:
		return m
	case err := <-s.err:
		s.o.t.Fatalf("the stream ended: %v", err)
	case <-time.After(patience):
		s.o.t.Fatal("nothing was heard")
	}
	return nil
}

// change waits for the next word about something, past any that only says that words were lost.
func (s *stream) change() *deskv1.WatchResponse {
	s.o.t.Helper()
	for {
		if m := s.next(); m.GetKind() != "hello" {
			return m
		}
	}
}

func (s *stream) ended() error {
	s.o.t.Helper()
	for {
		select {
		case <-s.words:
		case err := <-s.err:
			return err
		case <-time.After(patience):
			s.o.t.Fatal("the stream does not end")
		}
	}
}

// hears fails unless the next change is of this kind about this docket.
func (s *stream) hears(kind, id string) *deskv1.WatchResponse {
	s.o.t.Helper()
	m := s.change()
	if m.GetKind() != kind || m.GetDocket() != id {
		s.o.t.Fatalf("heard %v, want %s of %s", m, kind, id)
	}
	return m
}

func (o *office) requestID() string {
	o.ids++
	return fmt.Sprintf("live-request-%d", o.ids)
}
