package document

import (
	"archive/zip"
	"bytes"
	"context"
	"fmt"
	"log/slog"
	"net/http"
	"slices"
	"time"

	"yanlu/services/docket"
	dockrpc "yanlu/services/docket/rpc"
	"yanlu/services/lifecycle"
	"yanlu/services/platform/problem"
	"yanlu/services/policy"
	"yanlu/services/review"
	"yanlu/services/review/act"
	"yanlu/services/review/reviewing/store"
	scores "yanlu/services/review/sheet"
)

// sheetName is the score sheet of an offline pack.
const sheetName = "评分表.xlsx"

// reviewPack is what a reviewer takes along: the applications of a call that they
// have accepted and not yet scored, as they may read them, and one score sheet.
// A file is named by its place and the title alone.
func (p *Papers) reviewPack(w http.ResponseWriter, r *http.Request) error {
	call, open, err := p.openReviews(r.Context(), r.URL.Query().Get("call"))
	if err != nil {
		return err
	}
	book, err := p.scoreSheet(r.Context(), call, open)
	if err != nil {
		return err
	}
	headers(w, "application/zip", disposition("attachment", safeName(call.Parties().Title+"-评审包", "评审包")+".zip"))
	if err := p.packReviews(r.Context(), requestOf(r), open, book, zip.NewWriter(w)); err != nil {
		p.log().LogAttrs(r.Context(), slog.LevelError, "a review pack broke off", slog.String("call", call.ID), slog.String("error", err.Error()))
		panic(http.ErrAbortHandler) // the reader must not take a part for the whole
	}
	return nil
}

// openReviews are the caller's; a call in which they have none is as one that never was.
func (p *Papers) openReviews(ctx context.Context, id string) (*docket.Record, []*docket.Record, error) {
	none := problem.New(problem.NotFound, "NO_OPEN_REVIEWS", "该批次没有待您评分的项目", "no application of this call waits for your score")
	a := dockrpc.ActorOf(ctx)
	if a.Person == "" || !a.Is(lifecycle.Reviewer) || id == "" {
		return nil, nil, none
	}
	list, err := store.Mine(ctx, p.Docket.Door.Pool(), a.Person, id)
	if err != nil {
		return nil, nil, err
	}
	list = slices.DeleteFunc(list, func(r *docket.Record) bool { return r.State != lifecycle.ReviewAccepted })
	if len(list) == 0 {
		return nil, nil, none
	}
	call, err := docket.Get(ctx, p.Docket.Door.Pool(), id)
	return call, list, err
}

func (p *Papers) packReviews(ctx context.Context, req request, open []*docket.Record, book []byte, z *zip.Writer) error {
	if err := p.entry(z, sheetName, book); err != nil {
		return err
	}
	for i, r := range open {
		raw, _, err := p.setOne(ctx, request{docket: r.ID, site: req.site}, &p.turn, p.application)
		if err != nil {
			return err
		}
		title := fmt.Sprintf("%02d-%s", i+1, safeName(r.Parties().Title, "申报书"))
		if err := p.entry(z, safeName(title, "申报书")+".pdf", raw); err != nil {
			return err
		}
	}
	return z.Close()
}

func (p *Papers) entry(z *zip.Writer, name string, raw []byte) error {
	f, err := z.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Deflate, Modified: p.now().In(policy.Shanghai).Truncate(time.Second)})
	if err == nil {
		_, err = f.Write(raw)
	}
	if err != nil {
		return fmt.Errorf("document: %s: %w", name, err)
	}
	return nil
}

// scoreSheet has a row for each review, filled in as far as the reviewer has typed.
func (p *Papers) scoreSheet(ctx context.Context, call *docket.Record, open []*docket.Record) ([]byte, error) {
	project, err := docket.Get(ctx, p.Docket.Door.Pool(), open[0].Parties().Parent)
	if err != nil {
		return nil, err
	}
	f, err := act.FrameOf(ctx, p.Docket.Door.Pool(), p.Docket.Book, project, call)
	if err != nil {
		return nil, err
	}
	rubric, err := f.Rubric()
	if err != nil {
		return nil, err
	}
	ids := make([]string, len(open))
	for i, r := range open {
		ids[i] = r.ID
	}
	drafts, err := store.Drafts(ctx, p.Docket.Door.Pool(), ids)
	if err != nil {
		return nil, err
	}
	rows := make([]scores.Row, len(open))
	for i, r := range open {
		rows[i] = scores.Row{Review: r.ID, Title: r.Parties().Title, Opinion: review.OfContent(rubric, drafts[r.ID].Content)}
	}
	var b bytes.Buffer
	err = scores.Write(&b, rubric, f.Pack.Anchors, rows)
	return b.Bytes(), err
}
