package access

import (
	"context"
	"fmt"
	"log/slog"
	"runtime/debug"
	"slices"
	"strings"
	"time"

	"google.golang.org/genproto/googleapis/rpc/errdetails"
	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/peer"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/proto"
)

// Unary guards a call with one request: admitted, checked, answered, logged.
func (g *Guard) Unary() grpc.UnaryServerInterceptor {
	return func(ctx context.Context, req any, info *grpc.UnaryServerInfo, handler grpc.UnaryHandler) (any, error) {
		if open(info.FullMethod) {
			return handler(ctx, req)
		}
		var reply any
		err := g.guarded(ctx, info.FullMethod, func(ctx context.Context) error {
			ctx, err := g.admit(ctx, info.FullMethod)
			if err != nil {
				return err
			}
			if err := g.checkRequest(req); err != nil {
				return err
			}
			reply, err = handler(ctx, req)
			return err
		})
		if err != nil {
			return nil, err
		}
		return reply, nil
	}
}

// Stream guards a call with many messages: each received one is checked.
func (g *Guard) Stream() grpc.StreamServerInterceptor {
	return func(srv any, ss grpc.ServerStream, info *grpc.StreamServerInfo, handler grpc.StreamHandler) error {
		if open(info.FullMethod) {
			return handler(srv, ss)
		}
		return g.guarded(ss.Context(), info.FullMethod, func(ctx context.Context) error {
			ctx, err := g.admit(ctx, info.FullMethod)
			if err != nil {
				return err
			}
			return handler(srv, &guardedStream{ServerStream: ss, ctx: ctx, check: g.checkRequest})
		})
	}
}

type guardedStream struct {
	grpc.ServerStream
	ctx   context.Context
	check func(any) error
}

func (s *guardedStream) Context() context.Context { return s.ctx }

func (s *guardedStream) RecvMsg(m any) error {
	if err := s.ServerStream.RecvMsg(m); err != nil {
		return err
	}
	return s.check(m)
}

func open(method string) bool {
	service, _, _ := strings.Cut(strings.TrimPrefix(method, "/"), "/")
	return slices.Contains(openServices, service)
}

func (g *Guard) checkRequest(req any) error {
	m, ok := req.(proto.Message)
	if !ok {
		return fmt.Errorf("a request of type %T is no message", req)
	}
	return g.valid.check(m)
}

type noteKey struct{}

// note is what the log says of a call besides its method.
type note struct{ person string }

func noteCaller(ctx context.Context, person string) {
	if n, ok := ctx.Value(noteKey{}).(*note); ok {
		n.person = person
	}
}

// guarded runs a call, turns its error into a status and writes one line of log.
func (g *Guard) guarded(ctx context.Context, method string, call func(context.Context) error) error {
	start, n := time.Now(), &note{}
	ctx = context.WithValue(ctx, noteKey{}, n)
	err := unpanicked(func() error { return call(ctx) })
	line := []slog.Attr{
		slog.String("method", method), slog.Duration("took", time.Since(start)),
		slog.String("person", n.person), slog.String("source", sourceOf(ctx)),
	}
	if err == nil {
		g.log.LogAttrs(ctx, slog.LevelInfo, "call", append(line, slog.String("code", codes.OK.String()))...)
		return nil
	}
	s, incident := Status(err)
	line = append(line, slog.String("code", s.Code().String()), slog.String("reason", reasonOf(s)))
	if incident == "" {
		g.log.LogAttrs(ctx, slog.LevelInfo, "call", line...)
		return s.Err()
	}
	g.log.LogAttrs(ctx, slog.LevelError, "call failed", append(line, slog.String("incident", incident), slog.String("error", err.Error()))...)
	return s.Err()
}

// unpanicked turns a panic into an error that carries the stack to the log.
func unpanicked(call func() error) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("panic: %v\n%s", r, debug.Stack())
		}
	}()
	return call()
}

func sourceOf(ctx context.Context) string {
	if p, ok := peer.FromContext(ctx); ok && p.Addr != nil {
		return p.Addr.String()
	}
	return ""
}

func reasonOf(s *status.Status) string {
	for _, d := range s.Details() {
		if info, ok := d.(*errdetails.ErrorInfo); ok {
			return info.GetReason()
		}
	}
	return ""
}
