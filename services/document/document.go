// Package document makes papers: forms and receipts as PDF, lists as
// spreadsheets, a docket as a complete archive with its manifest.
//
// It guarantees that a paper holds what its reader may see and nothing else —
// every fact comes through the reading methods of the record, asked in the
// reader's name — and that every file of an archive is named in its manifest with
// size and SHA-256. It refuses to decide anything.
package document

import (
	"context"
	"log/slog"
	"maps"
	"net/http"
	"slices"
	"strings"

	awardrpc "yanlu/services/award/rpc"
	dockrpc "yanlu/services/docket/rpc"
	fundingrpc "yanlu/services/funding/rpc"
	"yanlu/services/platform/blob"
	"yanlu/services/platform/problem"
	programmerpc "yanlu/services/programme/rpc"
	meetingrpc "yanlu/services/review/meeting/rpc"
	reviewrpc "yanlu/services/review/rpc"
)

// Papers answers requests for papers. All fields must be given except Log and Tables,
// without which there are no tables.
type Papers struct {
	Docket *dockrpc.Server
	Store  *blob.Store
	Refuse func(http.ResponseWriter, *http.Request, error) // answers an error
	Tables Tables                                          // the lists beside those of dockets
	Log    *slog.Logger                                    // hears of characters without a shape; nil: the default logger

	turn, openTurn, listTurn turns // those without an account take no turn of those with one
}

// Handler serves what needs an account under /papers/. It must stand behind
// something that puts the caller into the context.
func (p *Papers) Handler() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /papers/dockets/{docket}/{paper}", p.answer(p.ofDocket))
	mux.HandleFunc("GET /papers/reviews/pack.zip", p.answer(p.reviewPack))
	mux.HandleFunc("GET /papers/list.xlsx", p.answer(p.list))
	mux.HandleFunc("GET /papers/tables/{table}", p.answer(p.table))
	mux.HandleFunc("/papers/", p.answer(noPaper))
	return mux
}

// Open serves what needs no account under /open/.
func (p *Papers) Open() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /open/calls/{call}/form.pdf", p.answer(p.blankForm))
	mux.HandleFunc("GET /open/notices/{paper}", p.answer(p.notice))
	mux.HandleFunc("/open/", p.answer(noPaper))
	return mux
}

func (p *Papers) answer(do func(http.ResponseWriter, *http.Request) error) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if err := do(w, r); err != nil {
			p.Refuse(w, r, err)
		}
	}
}

func noPaper(http.ResponseWriter, *http.Request) error {
	return problem.New(problem.NotFound, "PAPER_NOT_FOUND", "没有这种文书", "there is no such paper")
}

// notYet is the refusal of a paper whose occasion has not come.
func notYet(zh, en string) error {
	return problem.New(problem.NotFound, "PAPER_NOT_YET", zh, en)
}

// papers are those of a docket that are set when they are asked for, by name.
func (p *Papers) papers() map[string]func(context.Context, request) (*sheet, error) {
	return map[string]func(context.Context, request) (*sheet, error){
		"application.pdf": p.application, "receipt.pdf": p.receipt, "agreement.pdf": p.agreement, "certificate.pdf": p.certificate, "docket.pdf": p.dossier,
		"minutes.pdf": p.minutes,
	}
}

const archiveName = "archive.zip"

// Downloads lists every path under which something of the dockets given can be
// asked for, so that whoever checks what they tell forgets none.
func (p *Papers) Downloads(dockets ...string) []string {
	out := []string{"/papers/list.xlsx"}
	for _, name := range slices.Sorted(maps.Keys(tables)) {
		out = append(out, "/papers/tables/"+name)
		for _, id := range dockets {
			out = append(out, "/papers/tables/"+name+"?call="+id)
		}
	}
	for _, id := range dockets {
		for _, name := range append(slices.Sorted(maps.Keys(p.papers())), archiveName) {
			out = append(out, "/papers/dockets/"+id+"/"+name)
		}
		out = append(out, "/papers/dockets/"+id+"/application.pdf?draft=1", "/papers/reviews/pack.zip?call="+id, "/open/calls/"+id+"/form.pdf", "/open/notices/"+id+".pdf")
	}
	return out
}

// ofDocket serves the papers of one docket by name.
func (p *Papers) ofDocket(w http.ResponseWriter, r *http.Request) error {
	make := p.papers()[r.PathValue("paper")]
	switch {
	case r.PathValue("paper") == archiveName:
		return p.archive(w, r)
	case make == nil:
		return noPaper(w, r)
	}
	return p.print(w, r, &p.turn, make)
}

// request is what a paper is asked for.
type request struct {
	docket   string
	snapshot string // hex, empty for the newest
	draft    bool
	site     string // address of the portal, to be printed where a paper can be checked
}

func requestOf(r *http.Request) request {
	q := r.URL.Query()
	id := r.PathValue("docket")
	if id == "" {
		id = r.PathValue("call")
	}
	if id == "" {
		id = strings.TrimSuffix(r.PathValue("paper"), ".pdf")
	}
	return request{docket: id, snapshot: q.Get("snapshot"), draft: q.Get("draft") == "1" || q.Get("draft") == "true", site: siteOf(r)}
}

// siteOf is the address under which the reader came.
func siteOf(r *http.Request) string {
	scheme := "http"
	if r.TLS != nil || r.Header.Get("X-Forwarded-Proto") == "https" {
		scheme = "https"
	}
	return scheme + "://" + r.Host
}

// The reading methods beside those of the record itself.

func (p *Papers) awards() *awardrpc.Server  { return &awardrpc.Server{Carrier: p.Docket.Carrier} }
func (p *Papers) funds() *fundingrpc.Server { return &fundingrpc.Server{Carrier: p.Docket.Carrier} }
func (p *Papers) reviews() *reviewrpc.Server {
	return &reviewrpc.Server{Carrier: p.Docket.Carrier, Book: p.Docket.Book}
}
func (p *Papers) meetings() *meetingrpc.Server {
	return &meetingrpc.Server{Carrier: p.Docket.Carrier, Book: p.Docket.Book}
}
func (p *Papers) programmes() *programmerpc.Server {
	return &programmerpc.Server{Carrier: p.Docket.Carrier, Book: p.Docket.Book}
}
