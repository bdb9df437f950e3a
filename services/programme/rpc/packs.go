package rpc

import (
	programmev1 "yanlu/proto/gen/yanlu/programme/v1"
	"yanlu/services/docket/rpc"
	"yanlu/services/policy"
	"yanlu/services/programme/store"
)

// Packs serves PackService.
type Packs struct {
	*rpc.Carrier
	Book *store.Book
	Cal  *policy.Calendar
	programmev1.UnimplementedPackServiceServer
}
