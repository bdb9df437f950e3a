// Command errordetails writes the descriptors of google/rpc/error_details.proto
// to its standard output, as a serialized FileDescriptorSet.
//
// The portal's error types are generated from it. No Go module carries a
// current copy of that .proto file, but the Go package generated from it holds
// the whole descriptor, at the very version the server answers with.
package main

import (
	"log"
	"os"

	"google.golang.org/genproto/googleapis/rpc/errdetails"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protodesc"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/types/descriptorpb"
)

func main() {
	set := &descriptorpb.FileDescriptorSet{}
	add(set, errdetails.File_google_rpc_error_details_proto)
	raw, err := proto.MarshalOptions{Deterministic: true}.Marshal(set)
	if err != nil {
		log.Fatal(err)
	}
	if _, err := os.Stdout.Write(raw); err != nil {
		log.Fatal(err)
	}
}

// add appends file after everything it imports, as buf expects.
func add(set *descriptorpb.FileDescriptorSet, file protoreflect.FileDescriptor) {
	for _, known := range set.File {
		if known.GetName() == file.Path() {
			return
		}
	}
	for i := range file.Imports().Len() {
		add(set, file.Imports().Get(i).FileDescriptor)
	}
	set.File = append(set.File, protodesc.ToFileDescriptorProto(file))
}
