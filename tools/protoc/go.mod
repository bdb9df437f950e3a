// The Protobuf plugins stand apart from the other generators so that their
// versions are exactly those of the run-time libraries in the product's go.mod:
// buf asks for newer ones.
//
// protovalidate and grpc-gateway are here for their .proto files only; see
// scripts/third-party-protos.
module yanlu/tools/protoc

go 1.26.0

tool (
	google.golang.org/grpc/cmd/protoc-gen-go-grpc
	google.golang.org/protobuf/cmd/protoc-gen-go
)

require (
	github.com/bufbuild/protovalidate v1.2.2
	github.com/grpc-ecosystem/grpc-gateway v1.16.0
)

require (
	google.golang.org/genproto/googleapis/rpc v0.0.0-20261104224025-d1e00e9f33ab // indirect
	google.golang.org/grpc/cmd/protoc-gen-go-grpc v1.6.2 // indirect
	google.golang.org/protobuf v1.36.12 // indirect
)
