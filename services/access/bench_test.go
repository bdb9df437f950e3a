package access

import (
	"context"
	"log/slog"
	"testing"

	"google.golang.org/grpc"
	"google.golang.org/grpc/metadata"

	closurev1 "yanlu/proto/gen/yanlu/closure/v1"
	"yanlu/services/identity"
	"yanlu/services/lifecycle"
)

// BenchmarkGuard is what every call pays before its handler, without the
// database that knows the session.
func BenchmarkGuard(b *testing.B) {
	g, err := New(Config{Authenticator: accounts{"pi": identity.Caller{Person: "p", Grants: []identity.Grant{{Role: lifecycle.PI, Org: "o"}}}}, Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		b.Fatal(err)
	}
	ctx := metadata.NewIncomingContext(b.Context(), metadata.Pairs("authorization", "Bearer pi"))
	call, info := g.Unary(), &grpc.UnaryServerInfo{FullMethod: "/yanlu.closure.v1.ClosureService/SubmitClosure"}
	request := &closurev1.SubmitClosureRequest{RequestId: "12345678", Docket: "d", Summary: "完成", SpentFen: 1, Truthful: true}
	for b.Loop() {
		if _, err := call(ctx, request, info, func(context.Context, any) (any, error) { return nil, nil }); err != nil {
			b.Fatal(err)
		}
	}
}
