package bench

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"os"
	"runtime/pprof"
	"testing"

	"google.golang.org/grpc"

	"yanlu/seeds"
	"yanlu/services/access"
	"yanlu/services/bureau"
	"yanlu/services/bureau/stock"
	identityrpc "yanlu/services/identity/rpc"
	"yanlu/services/platform/embedded"
	"yanlu/services/platform/postgres"
	"yanlu/services/platform/rpc"
)

func instance(t *testing.T) Target {
	dir, err := embedded.TempDir("yanlu-bench-")
	if err != nil {
		t.Fatal(err)
	}
	ctx := t.Context()
	pg, err := embedded.StartPostgres(ctx, embedded.Options{DataDir: dir})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = pg.Stop(context.Background()); os.RemoveAll(dir) })
	if err := pg.EnsureDatabase(ctx, "yanlu"); err != nil {
		t.Fatal(err)
	}
	if _, err := postgres.Migrate(ctx, pg.DSN("yanlu")); err != nil {
		t.Fatal(err)
	}
	pool, err := postgres.Open(ctx, pg.DSN("yanlu"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(pool.Close)
	if _, err := stock.Load(ctx, pool, stock.Options{}); err != nil {
		t.Fatal(err)
	}
	cal, err := seeds.Calendar()
	if err != nil {
		t.Fatal(err)
	}
	b, err := bureau.New(pool, cal, nil)
	if err != nil {
		t.Fatal(err)
	}
	people, err := identityrpc.New(pool, identityrpc.Options{})
	if err != nil {
		t.Fatal(err)
	}
	quiet := slog.New(slog.NewTextHandler(io.Discard, &slog.HandlerOptions{Level: slog.LevelWarn}))
	guard, err := access.New(access.Config{Authenticator: people, Log: quiet})
	if err != nil {
		t.Fatal(err)
	}
	server, err := rpc.New(rpc.Config{GRPCAddr: "127.0.0.1:0", HTTPAddr: "127.0.0.1:0", Register: []func(grpc.ServiceRegistrar){b.Serve},
		Options: []grpc.ServerOption{grpc.ChainUnaryInterceptor(guard.Unary())}, Log: quiet})
	if err != nil {
		t.Fatal(err)
	}
	if err := server.Listen(); err != nil {
		t.Fatal(err)
	}
	life, cancel := context.WithCancel(context.Background())
	done := make(chan struct{})
	go func() { defer close(done); _ = server.Serve(life) }()
	t.Cleanup(func() { cancel(); <-done })
	return Target{pool, b, cal, server.GRPCAddr()}
}

func TestScratchSubmit(t *testing.T) {
	target := instance(t)
	loads := []Load{{1, 150}, {16, 600}, {64, 1200}}
	rounds := 1
	if os.Getenv("FULL") != "" {
		rounds = 3
	}
	if p := os.Getenv("PROF"); p != "" {
		f, _ := os.Create(p)
		defer f.Close()
		profile = func(on bool) {
			if on {
				pprof.StartCPUProfile(f)
			} else {
				pprof.StopCPUProfile()
			}
		}
		loads = []Load{{16, 2000}}
	}
	r, err := Submit(t.Context(), target, SubmitOptions{Loads: loads, Rounds: rounds, Progress: func(zh, en string) { fmt.Println(en) }})
	if err != nil {
		t.Fatal(err)
	}
	raw, _ := json.MarshalIndent(r, "", " ")
	fmt.Println(string(raw))
	for _, l := range r.Levels {
		fmt.Printf("%3d grpc %.0f/s p50 %.1f p99 %.1f cpu %.2f | door %.0f/s p50 %.1f cpu %.2f | limit %.0f/s p50 %.1f p99 %.1f cpu %.2f | ratio %.2f door %.2f\n", l.Clients, l.GRPC.PerSecond, l.GRPC.P50, l.GRPC.P99, l.GRPC.CPU, l.Door.PerSecond, l.Door.P50, l.Door.CPU, l.Limit.PerSecond, l.Limit.P50, l.Limit.P99, l.Limit.CPU, l.Ratio, l.DoorRatio)
	}
}
