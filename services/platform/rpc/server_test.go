package rpc

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"runtime"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"google.golang.org/grpc"
	"google.golang.org/grpc/credentials/insecure"
	healthv1 "google.golang.org/grpc/health/grpc_health_v1"
)

// start serves a Config on free ports until the test ends or stop is called;
// stop returns what Serve returned.
func start(t *testing.T, c Config) (s *Server, stop func() error) {
	t.Helper()
	c.GRPCAddr, c.HTTPAddr, c.Log = "127.0.0.1:0", "127.0.0.1:0", slog.New(slog.DiscardHandler)
	s, err := New(c)
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Listen(); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	served := make(chan error, 1)
	go func() { served <- s.Serve(ctx) }()
	var stopped atomic.Bool
	stop = func() error {
		cancel()
		if stopped.Swap(true) {
			return nil
		}
		return <-served
	}
	t.Cleanup(func() {
		if err := stop(); err != nil {
			t.Error("serve:", err)
		}
	})
	return s, stop
}

func fetch(t *testing.T, url string) (int, string) {
	t.Helper()
	r, err := http.Get(url)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = r.Body.Close() }()
	b, err := io.ReadAll(r.Body)
	if err != nil {
		t.Fatal(err)
	}
	return r.StatusCode, string(b)
}

func TestProbes(t *testing.T) {
	var broken atomic.Bool
	s, _ := start(t, Config{Ready: func(context.Context) error {
		if broken.Load() {
			return errors.New("secret database address")
		}
		return nil
	}})
	base := "http://" + s.HTTPAddr()
	for _, path := range []string{"/healthz", "/readyz"} {
		if code, _ := fetch(t, base+path); code != 200 {
			t.Fatal(path, code)
		}
	}
	broken.Store(true)
	if code, body := fetch(t, base+"/readyz"); code != 503 || strings.Contains(body, "secret") {
		t.Fatal(code, body)
	}
	conn, err := grpc.NewClient(s.GRPCAddr(), grpc.WithTransportCredentials(insecure.NewCredentials()))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = conn.Close() }()
	r, err := healthv1.NewHealthClient(conn).Check(t.Context(), &healthv1.HealthCheckRequest{})
	if err != nil || r.GetStatus() != healthv1.HealthCheckResponse_SERVING {
		t.Fatal(r, err)
	}
}

func TestBegunRequestIsFinished(t *testing.T) {
	begun, finish := make(chan struct{}), make(chan struct{})
	s, stop := start(t, Config{Routes: map[string]http.Handler{
		"GET /slow": http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
			close(begun)
			<-finish
			_, _ = fmt.Fprint(w, "done")
		}),
	}})
	answer := make(chan string, 1)
	go func() {
		r, err := http.Get("http://" + s.HTTPAddr() + "/slow")
		if err != nil {
			answer <- err.Error()
			return
		}
		b, _ := io.ReadAll(r.Body)
		_ = r.Body.Close()
		answer <- string(b)
	}()
	<-begun
	stopped := make(chan error, 1)
	go func() { stopped <- stop() }()
	for !s.draining.Load() {
		runtime.Gosched() // the drain begins in another goroutine
	}
	select {
	case err := <-stopped:
		t.Fatal("the server stopped in the middle of a request:", err)
	default:
	}
	close(finish)
	if got := <-answer; got != "done" {
		t.Fatal(got)
	}
	if err := <-stopped; err != nil {
		t.Fatal(err)
	}
}

func TestDrainHasALimit(t *testing.T) {
	begun, free := make(chan struct{}), make(chan struct{})
	defer close(free)
	s, stop := start(t, Config{Drain: time.Millisecond, Routes: map[string]http.Handler{
		"GET /stuck": http.HandlerFunc(func(http.ResponseWriter, *http.Request) { close(begun); <-free }),
	}})
	go func() {
		if r, err := http.Get("http://" + s.HTTPAddr() + "/stuck"); err == nil {
			_ = r.Body.Close()
		}
	}()
	<-begun
	if err := stop(); err != nil {
		t.Fatal(err)
	}
}

func TestAddressInUse(t *testing.T) {
	s, _ := start(t, Config{})
	other, err := New(Config{GRPCAddr: "127.0.0.1:0", HTTPAddr: s.HTTPAddr()})
	if err != nil {
		t.Fatal(err)
	}
	if err := other.Listen(); err == nil || !strings.Contains(err.Error(), s.HTTPAddr()) {
		t.Fatal(err)
	}
}

func TestForwardedIsBelievedOfKnownProxiesOnly(t *testing.T) {
	s := &Server{config: Config{Proxies: []netip.Prefix{netip.MustParsePrefix("10.0.0.0/8")}}}
	for _, c := range []struct {
		name, from, forwarded, proto string
		wantAddr                     string
		wantSecure                   bool
	}{
		{"no proxy", "203.0.113.5:9", "198.51.100.1", "https", "203.0.113.5:9", false},
		{"proxy", "10.0.0.1:9", "198.51.100.1", "https", "198.51.100.1:0", true},
		{"forged first hop", "10.0.0.1:9", "1.2.3.4, 198.51.100.1", "http", "198.51.100.1:0", false},
		{"two proxies", "10.0.0.1:9", "198.51.100.1, 10.2.2.2", "https", "198.51.100.1:0", true},
		{"garbage", "10.0.0.1:9", "unknown", "", "10.0.0.1:9", false},
		{"nothing", "10.0.0.1:9", "", "", "10.0.0.1:9", false},
	} {
		var addr string
		h := s.forwarded(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			addr = r.RemoteAddr
			w.Header().Add("Set-Cookie", "a=b; Path=/")
			_, _ = w.Write(nil)
		}))
		r := httptest.NewRequest(http.MethodGet, "/", nil)
		r.RemoteAddr = c.from
		r.Header.Set("X-Forwarded-For", c.forwarded)
		r.Header.Set("X-Forwarded-Proto", c.proto)
		w := httptest.NewRecorder()
		h.ServeHTTP(w, r)
		if secure := strings.Contains(w.Result().Header.Get("Set-Cookie"), "; Secure"); addr != c.wantAddr || secure != c.wantSecure {
			t.Errorf("%s: %s %v", c.name, addr, secure)
		}
	}
}
