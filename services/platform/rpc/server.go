// Package rpc is the server: native gRPC on one port; JSON, Connect, gRPC-Web,
// files and the portal on another, over the same services.
//
// It guarantees that a request that was begun is finished before the server
// stops, up to a limit, and that every page leaves with headers that keep other
// sites out. It refuses to know the services it carries and the people who call
// them: what guards them is handed in.
package rpc

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"net"
	"net/http"
	"net/netip"
	"sync/atomic"
	"time"

	"golang.org/x/sync/errgroup"
	"google.golang.org/grpc"
	"google.golang.org/grpc/health"
	healthv1 "google.golang.org/grpc/health/grpc_health_v1"
	"google.golang.org/grpc/keepalive"
	"google.golang.org/grpc/reflection"
)

// Addresses that are listened on unless the Config says otherwise: this machine only.
const (
	DefaultGRPCAddr = "127.0.0.1:9090"
	DefaultHTTPAddr = "127.0.0.1:8080"
)

// Limits of the server.
const (
	maxMessage        = 4 << 20 // bytes of one request message
	readHeaderTimeout = 10 * time.Second
	idleTimeout       = 2 * time.Minute
	maxHeaderBytes    = 64 << 10
	defaultDrain      = 10 * time.Second
)

// Config is what a Server is made of.
type Config struct {
	GRPCAddr, HTTPAddr string // empty: the defaults; port 0: any free one

	Register []func(grpc.ServiceRegistrar) // each adds services
	Options  []grpc.ServerOption           // interceptors, above all

	Routes  map[string]http.Handler     // plain handlers by http.ServeMux pattern
	Portal  fs.FS                       // index.html and its assets; nil: none
	Article func(*http.Request) Article // what a page shows until its script has started; nil: nothing
	Ready   func(context.Context) error // what /readyz asks; nil: always ready
	Log     *slog.Logger                // nil: slog.Default()
	Drain   time.Duration               // how long a stop waits for what was begun; 0: ten seconds
	Proxies []netip.Prefix              // whose X-Forwarded-For and -Proto are believed; empty: nobody's
}

// Server carries the services.
type Server struct {
	config   Config
	log      *slog.Logger
	grpc     *grpc.Server
	http     *http.Server
	health   *health.Server
	draining atomic.Bool

	grpcListener, httpListener net.Listener
}

// New registers the services; nothing listens yet.
func New(c Config) (*Server, error) {
	s := &Server{config: c, log: c.Log, health: health.NewServer()}
	if s.log == nil {
		s.log = slog.Default()
	}
	options := append([]grpc.ServerOption{
		grpc.MaxRecvMsgSize(maxMessage),
		grpc.KeepaliveEnforcementPolicy(keepalive.EnforcementPolicy{MinTime: 10 * time.Second, PermitWithoutStream: true}),
	}, c.Options...)
	s.grpc = grpc.NewServer(options...)
	for _, register := range c.Register {
		register(s.grpc)
	}
	names := serviceNames(s.grpc)
	web, err := newTranscoder(s.grpc) // before health and reflection: those are for native clients
	if err != nil {
		return nil, fmt.Errorf("serve JSON, Connect and gRPC-Web: %w", err)
	}
	healthv1.RegisterHealthServer(s.grpc, s.health)
	reflection.Register(s.grpc)
	for _, name := range names {
		s.health.SetServingStatus(name, healthv1.HealthCheckResponse_SERVING)
	}
	handler, err := s.handler(names, web)
	if err != nil {
		return nil, err
	}
	s.http = newHTTPServer(handler, s.log)
	return s, nil
}

func serviceNames(s *grpc.Server) []string {
	var names []string
	for name := range s.GetServiceInfo() {
		names = append(names, name)
	}
	return names
}

// newHTTPServer has no write timeout: a watched stream stays open for hours.
func newHTTPServer(handler http.Handler, log *slog.Logger) *http.Server {
	protocols := new(http.Protocols)
	protocols.SetHTTP1(true)
	protocols.SetHTTP2(true)
	protocols.SetUnencryptedHTTP2(true) // gRPC and Connect streams without TLS
	return &http.Server{
		Handler: handler, Protocols: protocols, ErrorLog: slog.NewLogLogger(log.Handler(), slog.LevelDebug),
		ReadHeaderTimeout: readHeaderTimeout, IdleTimeout: idleTimeout, MaxHeaderBytes: maxHeaderBytes,
	}
}

// Listen opens both ports. It returns an error that names the address in use.
func (s *Server) Listen() error {
	var err error
	if s.grpcListener, err = net.Listen("tcp", orDefault(s.config.GRPCAddr, DefaultGRPCAddr)); err != nil {
		return fmt.Errorf("listen for gRPC: %w", err)
	}
	if s.httpListener, err = net.Listen("tcp", orDefault(s.config.HTTPAddr, DefaultHTTPAddr)); err != nil {
		return errors.Join(fmt.Errorf("listen for HTTP: %w", err), s.grpcListener.Close())
	}
	return nil
}

func orDefault(addr, standard string) string {
	if addr == "" {
		return standard
	}
	return addr
}

// GRPCAddr is the address that native gRPC is served on, once Listen has returned.
func (s *Server) GRPCAddr() string { return s.grpcListener.Addr().String() }

// HTTPAddr is the address that the portal is served on, once Listen has returned.
func (s *Server) HTTPAddr() string { return s.httpListener.Addr().String() }

// Serve answers until ctx ends or a port fails, then finishes what was begun.
// A stop that was asked for returns nil.
func (s *Server) Serve(ctx context.Context) error {
	group, failed := errgroup.WithContext(ctx)
	group.Go(func() error {
		if err := s.grpc.Serve(s.grpcListener); err != nil && !errors.Is(err, grpc.ErrServerStopped) {
			return fmt.Errorf("serve gRPC: %w", err)
		}
		return nil
	})
	group.Go(func() error {
		if err := s.http.Serve(s.httpListener); !errors.Is(err, http.ErrServerClosed) {
			return fmt.Errorf("serve HTTP: %w", err)
		}
		return nil
	})
	group.Go(func() error {
		<-failed.Done()
		s.stop()
		return nil
	})
	return group.Wait()
}

// stop lets HTTP finish first: its requests run inside the gRPC server, which
// would otherwise cut them.
func (s *Server) stop() {
	s.draining.Store(true)
	s.health.Shutdown()
	limit := s.config.Drain
	if limit == 0 {
		limit = defaultDrain
	}
	ctx, cancel := context.WithTimeout(context.Background(), limit)
	defer cancel()
	if err := s.http.Shutdown(ctx); err != nil {
		s.log.Warn("some requests were cut at the end of the drain", "error", err)
		_ = s.http.Close() // they had their time
	}
	done := make(chan struct{})
	go func() { s.grpc.GracefulStop(); close(done) }()
	select {
	case <-done:
	case <-ctx.Done():
		s.grpc.Stop()
		<-done
	}
}
