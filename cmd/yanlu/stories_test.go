package main

import (
	"context"
	"io/fs"
	"slices"
	"testing"
	"testing/fstest"
	"time"

	"google.golang.org/grpc"
	"google.golang.org/grpc/credentials/insecure"
	"google.golang.org/grpc/metadata"

	"yanlu/cmd/yanlu/story"
	docketv1 "yanlu/proto/gen/yanlu/docket/v1"
	identityv1 "yanlu/proto/gen/yanlu/identity/v1"
	"yanlu/seeds"
)

// Every story reaches its end through the public API, and what it leaves folds clean: `yanlu demo`.
func TestStories(t *testing.T) {
	t.Parallel()
	needEngine(t)
	d := &DemoCmd{Parallel: 8, Window: 20 * time.Second}
	if err := d.Run(t.Context()); err != nil {
		t.Fatal(err)
	}
}

// The living stories leave work in people's queues, by the real clocks.
func TestLivingStories(t *testing.T) {
	t.Parallel()
	i := private(t)
	tellAll(t, i, slices.DeleteFunc(load(t), func(s story.Story) bool { return s.Kind != story.Living }))
	verifyClean(t, i.db.url())
}

func load(t *testing.T) []story.Story {
	t.Helper()
	stories, err := story.Load()
	if err != nil {
		t.Fatal(err)
	}
	return stories
}

func paths(t *testing.T, names ...string) []story.Story {
	t.Helper()
	return slices.DeleteFunc(load(t), func(s story.Story) bool {
		return s.Kind != story.Path || len(names) > 0 && !slices.Contains(names, s.Name)
	})
}

// written reads a story of this test, which may use the fragments of the seeds.
func written(t *testing.T, name, text string) []story.Story {
	t.Helper()
	fsys := fstest.MapFS{"stories/" + name + ".yaml": {Data: []byte(text)}}
	files, err := fs.Glob(seeds.FS(), "stories/fragments/*.yaml")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		raw, err := fs.ReadFile(seeds.FS(), f)
		if err != nil {
			t.Fatal(err)
		}
		fsys[f] = &fstest.MapFile{Data: raw}
	}
	stories, err := story.Read(fsys)
	if err != nil {
		t.Fatal(err)
	}
	return stories
}

func target(i *Instance) story.Target {
	return story.Target{GRPC: i.GRPC(), HTTP: "http://" + i.HTTP()}
}

func tellAll(t *testing.T, i *Instance, stories []story.Story) []story.Result {
	t.Helper()
	results := story.RunAll(t.Context(), target(i), stories, story.Options{Parallel: 8, Window: 6 * time.Second})
	good(t, results)
	return results
}

func good(t *testing.T, results []story.Result) {
	t.Helper()
	if len(results) == 0 {
		t.Fatal("no story was told")
	}
	for _, r := range results {
		if !r.OK() {
			t.Errorf("%s: %s", r.Story, r.Error)
		}
	}
}

// desk is the API in the name of one person.
type desk struct {
	t    *testing.T
	conn *grpc.ClientConn
	with context.Context
}

func signIn(t *testing.T, i *Instance, login string) desk {
	t.Helper()
	conn, err := grpc.NewClient(i.GRPC(), grpc.WithTransportCredentials(insecure.NewCredentials()))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = conn.Close() })
	district, err := seeds.People()
	if err != nil {
		t.Fatal(err)
	}
	reply, err := identityv1.NewIdentityServiceClient(conn).SignIn(t.Context(), &identityv1.SignInRequest{Login: login, Password: district.Password})
	if err != nil {
		t.Fatal(err)
	}
	return desk{t, conn, metadata.AppendToOutgoingContext(t.Context(), "authorization", "Bearer "+reply.GetToken())}
}

func (d desk) get(id string) *docketv1.Docket {
	d.t.Helper()
	reply, err := docketv1.NewDocketServiceClient(d.conn).GetDocket(d.with, &docketv1.GetDocketRequest{Docket: id})
	if err != nil {
		d.t.Fatal(err)
	}
	return reply.GetDocket()
}

// reaches waits until a docket is in a state.
func (d desk) reaches(id, state string) {
	d.t.Helper()
	ctx, cancel := context.WithTimeout(d.t.Context(), patience)
	defer cancel()
	tick := time.NewTicker(100 * time.Millisecond)
	defer tick.Stop()
	for {
		if got := d.get(id).GetState(); got == state {
			return
		}
		select {
		case <-tick.C:
		case <-ctx.Done():
			d.t.Fatalf("%s is still %s, not %s", id, d.get(id).GetState(), state)
		}
	}
}

// events lists what is on record, oldest first.
func (d desk) events(id string) []*docketv1.Event {
	d.t.Helper()
	reply, err := docketv1.NewDocketServiceClient(d.conn).ListEvents(d.with, &docketv1.ListEventsRequest{Docket: id, PageSize: 200})
	if err != nil {
		d.t.Fatal(err)
	}
	return reply.GetEvents()
}

func (d desk) count(id, event string) int {
	d.t.Helper()
	n := 0
	for _, e := range d.events(id) {
		if e.GetEvent() == event {
			n++
		}
	}
	return n
}
