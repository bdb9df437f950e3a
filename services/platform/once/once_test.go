package once_test

import (
	"context"
	"errors"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	"google.golang.org/protobuf/types/known/wrapperspb"

	"yanlu/services/platform/once"
	"yanlu/services/platform/postgres"
	"yanlu/services/platform/postgres/postgrestest"
	"yanlu/services/platform/problem"
)

func do(ctx context.Context, pool *pgxpool.Pool, id, actor, body string, fn func() ([]byte, error)) (reply []byte, err error) {
	err = postgres.InTx(ctx, pool, func(tx pgx.Tx) error {
		reply, err = once.Do(ctx, tx, id, actor, []byte(body), "s", fn)
		return err
	})
	return reply, err
}

func TestSameRequestSameAnswer(t *testing.T) {
	pool := postgrestest.New(t)
	runs := 0
	effect := func() ([]byte, error) { runs++; return []byte(`{"n": 1}`), nil }
	for range 3 {
		if got, err := do(t.Context(), pool, "request-1", "p1", "body", effect); err != nil || string(got) != `{"n": 1}` {
			t.Fatal(string(got), err)
		}
	}
	if runs != 1 {
		t.Fatalf("the effect happened %d times", runs)
	}
	for _, c := range [][2]string{{"p1", "other body"}, {"p2", "body"}} {
		if _, err := do(t.Context(), pool, "request-1", c[0], c[1], effect); problem.ReasonOf(err) != once.Reused || problem.Of(err).Kind != problem.Duplicate {
			t.Errorf("%v: %v", c, err)
		}
	}
}

func TestFailedRequestMayBeTriedAgain(t *testing.T) {
	pool := postgrestest.New(t)
	failed := errors.New("failed")
	if _, err := do(t.Context(), pool, "request-1", "p1", "body", func() ([]byte, error) { return nil, failed }); !errors.Is(err, failed) {
		t.Fatal(err)
	}
	if got, err := do(t.Context(), pool, "request-1", "p1", "another body", func() ([]byte, error) { return nil, nil }); err != nil || got != nil {
		t.Fatal(string(got), err)
	}
	if got, err := do(t.Context(), pool, "request-1", "p1", "another body", func() ([]byte, error) { return nil, failed }); err != nil || got != nil {
		t.Fatal("an empty reply is kept too:", string(got), err)
	}
}

func TestManyAtOnceHaveOneEffect(t *testing.T) {
	pool := postgrestest.New(t)
	var runs atomic.Int32
	var wg sync.WaitGroup
	for range 12 {
		wg.Go(func() {
			got, err := do(t.Context(), pool, "request-1", "p1", "body", func() ([]byte, error) { runs.Add(1); return []byte(`1`), nil })
			if err != nil || string(got) != "1" {
				t.Error(string(got), err)
			}
		})
	}
	wg.Wait()
	if runs.Load() != 1 {
		t.Fatalf("the effect happened %d times", runs.Load())
	}
}

func TestIntoFillsTheReply(t *testing.T) {
	pool := postgrestest.New(t)
	body, err := once.Body("/a/B", wrapperspb.String("x"))
	if err != nil {
		t.Fatal(err)
	}
	for _, value := range []string{"first", "second"} {
		reply := wrapperspb.String("")
		err := postgres.InTx(t.Context(), pool, func(tx pgx.Tx) error {
			return once.Into(t.Context(), tx, "request-1", "p1", body, "", reply, func() error { reply.Value = value; return nil })
		})
		if err != nil || reply.GetValue() != "first" {
			t.Fatal(reply, err)
		}
	}
}

func TestBodiesDiffer(t *testing.T) {
	seen := map[string]int{}
	for i, c := range []struct {
		method, value string
		extra         []byte
	}{{"/a/B", "x", nil}, {"/a/C", "x", nil}, {"/a/B", "y", nil}, {"/a/B", "x", []byte("z")}, {"/a/Bx", "", nil}} {
		b, err := once.Body(c.method, wrapperspb.String(c.value), c.extra)
		if err != nil {
			t.Fatal(err)
		}
		if j, ok := seen[string(b)]; ok {
			t.Errorf("requests %d and %d look the same", i, j)
		}
		seen[string(b)] = i
	}
}
