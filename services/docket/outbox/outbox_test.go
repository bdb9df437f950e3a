package outbox_test

import (
	"context"
	"errors"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"yanlu/services/docket/lawtest"
	"yanlu/services/docket/outbox"
	"yanlu/services/lifecycle"
)

// empty carries everything that is waiting and returns what was signalled.
func empty(t *testing.T, b *lawtest.Bureau) []outbox.Row {
	t.Helper()
	var all []outbox.Row
	for {
		result, err := outbox.Carry(t.Context(), b.Pool, 10, func(_ context.Context, rows []outbox.Row) []bool {
			all = append(all, rows...)
			return slices.Repeat([]bool{true}, len(rows))
		}, nil)
		if err != nil {
			t.Fatal(err)
		}
		if result.Taken == 0 {
			return all
		}
	}
}

func woken(rows []outbox.Row, subject string) (seqs []int64) {
	for _, r := range rows {
		if r.Subject == subject {
			seqs = append(seqs, r.Seq)
		}
	}
	return seqs
}

func TestEveryEventIsCarriedOnce(t *testing.T) {
	b := lawtest.New(t)
	subject := b.Place(t, lifecycle.ProjectMachine, lifecycle.Submitted, "", nil)
	if got := woken(empty(t, b), subject); !slices.Equal(got, []int64{1, 2, 3, 4}) {
		t.Errorf("carried %v, want each event in order", got)
	}
	if got := empty(t, b); len(got) > 0 {
		t.Errorf("carried again: %v", got)
	}
}

func TestWhatWasNotSentStays(t *testing.T) {
	b := lawtest.New(t)
	b.Place(t, lifecycle.NeedMachine, lifecycle.NeedSubmitted, "", nil)
	told := 0
	tell := func(context.Context, pgx.Tx, outbox.Row) error { told++; return nil }
	result, err := outbox.Carry(t.Context(), b.Pool, 10, func(context.Context, []outbox.Row) []bool { return []bool{true, false} }, tell)
	if err != nil || result.Taken != 2 || result.Carried != 1 || told != 1 {
		t.Fatalf("%+v, told %d, %v", result, told, err)
	}
	if rest := empty(t, b); len(rest) != 1 || rest[0].Seq != 2 {
		t.Errorf("the rest is %v", rest)
	}
}

// What tell writes appears with the row's end; a tell that fails spoils neither its batch nor its connection.
func TestTellFailsAlone(t *testing.T) {
	b := lawtest.New(t)
	b.Place(t, lifecycle.NeedMachine, lifecycle.NeedScreened, "", nil)
	tell := func(ctx context.Context, tx pgx.Tx, r outbox.Row) error {
		if r.Seq == 2 {
			_, err := tx.Exec(ctx, "select 1/0")
			return err
		}
		_, err := tx.Exec(ctx, "insert into notification (person, subject, seq, zh, en, at) values ($1, $2, $3, 'x', 'x', now())", lawtest.Person(lifecycle.Officer), r.Subject, r.Seq)
		return err
	}
	result, err := outbox.Carry(t.Context(), b.Pool, 10, func(_ context.Context, rows []outbox.Row) []bool { return slices.Repeat([]bool{true}, len(rows)) }, tell)
	if err != nil || result.Carried != 3 || result.TellErr == nil {
		t.Fatalf("%+v, %v", result, err)
	}
	var n int
	if err := b.Pool.QueryRow(t.Context(), "select count(*) from notification").Scan(&n); err != nil || n != 2 {
		t.Errorf("%d notifications, %v; want the other two", n, err)
	}
}

// Two relays at once never hold the same row, and a crash before the commit leaves every row.
func TestTwoRelaysAndACrash(t *testing.T) {
	b := lawtest.New(t)
	b.Place(t, lifecycle.NeedMachine, lifecycle.NeedScreened, "", nil)
	ctx, crash := context.WithCancel(t.Context())
	var first []outbox.Row
	_, err := outbox.Carry(ctx, b.Pool, 2, func(_ context.Context, rows []outbox.Row) []bool {
		first = rows
		var second []outbox.Row
		if _, err := outbox.Carry(t.Context(), b.Pool, 10, func(_ context.Context, rows []outbox.Row) []bool {
			second = rows
			return make([]bool, len(rows))
		}, nil); err != nil {
			t.Error(err)
		}
		if len(second) != 1 || second[0].Seq != 3 {
			t.Errorf("the second relay holds %v while the first holds %v", second, rows)
		}
		crash()
		return []bool{true, true}
	}, nil)
	if !errors.Is(err, context.Canceled) {
		t.Fatalf("got %v", err)
	}
	if all := empty(t, b); len(first) != 2 || len(all) != 3 {
		t.Errorf("%d rows are left, want 3", len(all))
	}
}

func TestKinAreWoken(t *testing.T) {
	b := lawtest.New(t)
	call := b.Place(t, lifecycle.CallMachine, lifecycle.CallOpen, "", nil)
	draft := b.Place(t, lifecycle.ProjectMachine, lifecycle.Draft, call, nil)
	past := b.Place(t, lifecycle.ProjectMachine, lifecycle.UnderReview, call, nil)
	review := b.Place(t, lifecycle.ReviewMachine, lifecycle.ReviewInvited, past, nil)
	empty(t, b)

	b.Must(t, review, lifecycle.ReviewMachine, "accept_review", lifecycle.Reviewer, nil)
	if got := woken(empty(t, b), past); !slices.Equal(got, []int64{0}) {
		t.Errorf("a review moved; its application was woken with %v", got)
	}
	b.Must(t, call, lifecycle.CallMachine, "extend", lifecycle.Director, nil)
	got := empty(t, b)
	if !slices.Equal(woken(got, draft), []int64{0}) || len(woken(got, past)) > 0 {
		t.Errorf("the window moved; woken %v, want the draft and not the application under review", got)
	}
	b.Must(t, past, lifecycle.ProjectMachine, "close_review", lifecycle.Agency, nil)
	if got := woken(empty(t, b), review); !slices.Equal(got, []int64{0}) {
		t.Errorf("the application left the review; its open review was woken with %v", got)
	}
}

func TestOpenSubjects(t *testing.T) {
	b := lawtest.New(t)
	want := []string{}
	for range 5 {
		want = append(want, b.Place(t, lifecycle.NeedMachine, lifecycle.NeedSubmitted, "", nil))
	}
	b.Place(t, lifecycle.NeedMachine, lifecycle.NeedWithdrawn, "", nil)
	slices.Sort(want)
	var got []string
	for after := ""; ; {
		page, err := outbox.Open(t.Context(), b.Pool, after, 2)
		if err != nil {
			t.Fatal(err)
		}
		if len(page) == 0 {
			break
		}
		for _, s := range page {
			got = append(got, s.ID)
		}
		after = got[len(got)-1]
	}
	n, err := outbox.CountOpen(t.Context(), b.Pool)
	if !slices.Equal(got, want) || n != 5 || err != nil {
		t.Errorf("open %v, counted %d, %v; want %v", got, n, err, want)
	}
}

func TestListenHears(t *testing.T) {
	b := lawtest.New(t)
	ctx, stop := context.WithTimeout(t.Context(), time.Minute)
	defer stop()
	heard := make(chan struct{}, 100)
	var done sync.WaitGroup
	done.Go(func() { _ = outbox.Listen(ctx, b.Pool, func() { heard <- struct{}{} }) })
	done.Go(func() { _ = b.Door.RunNotifier(ctx) })
	for len(heard) == 0 && ctx.Err() == nil { // the listener may not be there for the first
		b.Place(t, lifecycle.NeedMachine, lifecycle.NeedDraft, "", nil)
	}
	if ctx.Err() != nil {
		t.Error("nothing was heard")
	}
	stop()
	done.Wait()
	rows, oldest, err := outbox.Waiting(t.Context(), b.Pool)
	if err != nil || rows == 0 || oldest < 0 {
		t.Errorf("waiting %d rows, the oldest %s, %v", rows, oldest, err)
	}
}
