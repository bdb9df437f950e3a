// Package document makes papers: forms and receipts as PDF, lists as
// spreadsheets, a docket as a complete archive with its manifest.
//
// It guarantees that a paper holds what its reader may see and nothing else, and
// that every file of an archive is named in its manifest with size and SHA-256.
// It refuses to decide anything.
package document

import (
	"net/http"

	applicationv1 "yanlu/proto/gen/yanlu/application/v1"
	dockrpc "yanlu/services/docket/rpc"
	"yanlu/services/platform/blob"
)

// Papers answers requests for papers. All fields must be given.
type Papers struct {
	Docket   *dockrpc.Server
	Drafting applicationv1.DraftingServiceServer
	Store    *blob.Store
	Refuse   func(http.ResponseWriter, *http.Request, error) // answers an error
}

// Handler serves what needs an account under /papers/.
func (p *Papers) Handler() http.Handler { return http.NewServeMux() }

// Open serves what needs none under /open/.
func (p *Papers) Open() http.Handler { return http.NewServeMux() }
