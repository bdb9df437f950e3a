package rpc

import (
	applicationv1 "yanlu/proto/gen/yanlu/application/v1"
	"yanlu/services/application/act"
	dockrpc "yanlu/services/docket/rpc"
	programmestore "yanlu/services/programme/store"
)

// Drafting serves DraftingService.
type Drafting struct {
	*dockrpc.Carrier
	Docket *dockrpc.Server
	Book   *programmestore.Book
	Rules  act.Rules
	applicationv1.UnimplementedDraftingServiceServer
}
