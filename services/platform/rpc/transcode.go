package rpc

import (
	"mime"
	"net/http"

	"connectrpc.com/vanguard"
	"connectrpc.com/vanguard/vanguardgrpc"
	"google.golang.org/grpc"
	"google.golang.org/grpc/encoding"
	"google.golang.org/protobuf/encoding/protojson"
)

// The JSON that callers see says every field, also those that are zero: a reader
// need not know which were left out.
func init() {
	encoding.RegisterCodec(vanguardgrpc.NewCodec(&vanguard.JSONCodec{
		MarshalOptions:   protojson.MarshalOptions{EmitDefaultValues: true},
		UnmarshalOptions: protojson.UnmarshalOptions{DiscardUnknown: true},
	}))
}

// newTranscoder serves the services of a gRPC server as JSON, Connect and
// gRPC-Web. No other file knows what does it.
func newTranscoder(s *grpc.Server) (http.Handler, error) {
	t, err := vanguardgrpc.NewTranscoder(s, vanguard.WithDefaultServiceOptions(
		vanguard.WithMaxMessageBufferBytes(maxMessage),
		vanguard.WithTargetCodecs(vanguard.CodecProto, vanguard.CodecJSON),
		vanguard.WithTargetProtocols(vanguard.ProtocolGRPC),
	))
	if err != nil {
		return nil, err
	}
	return plainJSON(t), nil
}

// plainJSON takes a JSON request that names no protocol for one of Connect, so
// that a call needs nothing but a URL and a body.
func plainJSON(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		media, _, _ := mime.ParseMediaType(r.Header.Get("Content-Type"))
		if r.Method == http.MethodPost && media == "application/json" && r.Header.Get("Connect-Protocol-Version") == "" {
			r.Header.Set("Connect-Protocol-Version", "1")
		}
		next.ServeHTTP(w, r)
	})
}
