package docket_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"yanlu/services/docket"
	"yanlu/services/docket/lawtest"
	"yanlu/services/lifecycle"
)

func TestPayloadsFitAndComeBack(t *testing.T) {
	var list []docket.Change
	for i := range 1000 {
		list = append(list, docket.Change{Kind: docket.DocketChanged, Subject: fmt.Sprintf("019a0000-0000-7000-8000-%012d", i), Seq: int64(i)})
	}
	payloads, wakes := docket.Payloads(list)
	var back []docket.Change
	for _, p := range payloads {
		if len(p) >= 8000 {
			t.Errorf("a payload of %d bytes", len(p))
		}
		back = append(back, docket.ParsePayload(p)...)
	}
	if !wakes || !slices.Equal(back, list) || len(payloads) < 2 {
		t.Errorf("%d payloads, wakes %v, %d of %d came back", len(payloads), wakes, len(back), len(list))
	}
	if _, wakes := docket.Payloads([]docket.Change{{Kind: docket.DraftSaved, Subject: "x"}}); wakes {
		t.Error("a draft wakes the relay")
	}
	long, _ := docket.Payloads([]docket.Change{{Kind: docket.DocketChanged, Subject: strings.Repeat("字", 4000)}})
	if got := docket.ParsePayload(long[0]); len(got) != 1 || got[0].Kind != docket.EverythingChanged {
		t.Errorf("an impossible id is told as %v", got)
	}
}

func FuzzParsePayload(f *testing.F) {
	f.Add(`[{"k":"docket","s":"a","n":1}]`)
	f.Add(`[`)
	f.Fuzz(func(t *testing.T, payload string) {
		list := docket.ParsePayload(payload)
		again, _ := docket.Payloads(list)
		for _, p := range again {
			if len(p) >= 8000 {
				t.Errorf("a payload of %d bytes", len(p))
			}
		}
	})
}

// listen hears every payload of a channel.
func listen(t *testing.T, b *lawtest.Bureau, channel string) <-chan string {
	t.Helper()
	conn, err := pgx.ConnectConfig(t.Context(), b.Pool.Config().ConnConfig)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = conn.Close(context.Background()) })
	if _, err := conn.Exec(t.Context(), "listen "+channel); err != nil {
		t.Fatal(err)
	}
	heard := make(chan string, 1000)
	go func() {
		for {
			n, err := conn.WaitForNotification(t.Context())
			if err != nil {
				return
			}
			heard <- n.Payload
		}
	}()
	return heard
}

func next(t *testing.T, heard <-chan string) string {
	t.Helper()
	select {
	case p := <-heard:
		return p
	case <-time.After(10 * time.Second):
		t.Fatal("nothing was heard")
	}
	return ""
}

func TestActsAreToldOnceForMany(t *testing.T) {
	b := lawtest.New(t)
	changes, wakes := listen(t, b, docket.ChangeChannel), listen(t, b, docket.WakeChannel)
	id := b.Place(t, lifecycle.NeedMachine, lifecycle.NeedScreened, "", nil) // three acts, told of later
	go func() { _ = b.Door.RunNotifier(t.Context()) }()
	if got := docket.ParsePayload(next(t, changes)); len(got) != 1 || got[0] != (docket.Change{Kind: docket.DocketChanged, Subject: id, Seq: 3}) {
		t.Errorf("told %v", got)
	}
	next(t, wakes)
	b.Door.Notify(docket.NotificationAdded, id, 1)
	b.Door.Notify(docket.NotificationAdded, id, 2)
	var got []docket.Change
	for len(got) < 2 { // each number has readers of its own
		got = append(got, docket.ParsePayload(next(t, changes))...)
	}
	if len(wakes) > 0 {
		t.Error("a notification woke the relay")
	}
}

// Nobody tells: what waits stays small and says in the end that all may have changed.
func TestWordsThatNobodyTellsStayFew(t *testing.T) {
	b := lawtest.New(t)
	for i := range 25_000 {
		b.Door.Notify(docket.DocketChanged, fmt.Sprint(i), 1)
	}
	heard := listen(t, b, docket.ChangeChannel)
	go func() { _ = b.Door.RunNotifier(t.Context()) }()
	for {
		got := docket.ParsePayload(next(t, heard))
		if slices.ContainsFunc(got, func(c docket.Change) bool { return c.Kind == docket.EverythingChanged }) {
			return
		}
	}
}

func TestARefusedActTellsNobody(t *testing.T) {
	b := lawtest.New(t)
	heard := listen(t, b, docket.ChangeChannel)
	id := b.Place(t, lifecycle.NeedMachine, lifecycle.NeedSubmitted, "", nil)
	go func() { _ = b.Door.RunNotifier(t.Context()) }()
	next(t, heard)
	_, err := b.Door.Do(t.Context(), docket.Command{RequestID: "refused-1", Machine: lifecycle.NeedMachine, Subject: id, Event: "submit_need",
		Actor: lawtest.ActorOf(lifecycle.Officer), Input: lawtest.Patch{}})
	if err == nil {
		t.Fatal("not refused")
	}
	b.Door.Notify(docket.DraftSaved, id, 7)
	if got := docket.ParsePayload(next(t, heard)); len(got) != 1 || got[0].Kind != docket.DraftSaved {
		t.Errorf("told %v, want the draft and nothing of the refused act", got)
	}
}
