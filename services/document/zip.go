package document

import (
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"net/http"
	"reflect"
	"slices"
	"strings"

	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/proto"

	docketv1 "yanlu/proto/gen/yanlu/docket/v1"
	fundingv1 "yanlu/proto/gen/yanlu/funding/v1"
	reviewv1 "yanlu/proto/gen/yanlu/review/v1"
	"yanlu/services/docket"
	"yanlu/services/document/archive"
	"yanlu/services/identity"
	"yanlu/services/lifecycle"
)

// archive streams everything that the caller may see of a docket as one ZIP file.
func (p *Papers) archive(w http.ResponseWriter, r *http.Request) error {
	s, err := p.see(r.Context(), r.PathValue("docket"))
	if err != nil {
		return err
	}
	headers(w, "application/zip", disposition("attachment", s.fileName("档案", ".zip")))
	if err := p.pack(r.Context(), s, requestOf(r), w); err != nil {
		p.log().LogAttrs(r.Context(), slog.LevelError, "an archive broke off", slog.String("docket", s.GetId()), slog.String("error", err.Error()))
		panic(http.ErrAbortHandler) // the reader must not take a part for the whole
	}
	return nil
}

// packing is one archive on its way.
type packing struct {
	*Papers
	*archive.Writer
	s *subject
}

func (p *Papers) pack(ctx context.Context, s *subject, req request, w http.ResponseWriter) error {
	events, err := p.events(ctx, s.GetId())
	if err != nil {
		return err
	}
	z := &packing{p, archive.NewWriter(w, p.about(ctx, s, events)), s}
	if err := z.message("docket.json", "docket", "事项的全部可见信息", s.Docket); err != nil {
		return err
	}
	if err := z.messages("events.json", "events", "办理记录", protos(events)); err != nil {
		return err
	}
	for _, part := range []func(context.Context, request) error{z.snapshotFiles, z.drafts, z.papers, z.books, z.files, z.children} {
		if err := part(ctx, req); err != nil {
			return err
		}
	}
	return z.Close()
}

// fileKinds are what the files of an archive are called.
var fileKinds = map[string]string{
	"docket": "事项信息", "events": "办理记录", "snapshot": "存证内容", "draft": "草稿版本", "paper": "文书", "ledger": "经费台账", "feedback": "匿名评审意见",
	"attachment": "附件", "review": "评审记录", "applications": "申报项目", "manifest": "清单",
}

func (p *Papers) about(ctx context.Context, s *subject, events []*docketv1.Event) archive.About {
	caller, _ := identity.FromContext(ctx)
	a := archive.About{
		Title: s.GetTitle(), Number: s.number(), Machine: s.GetMachine(), State: s.GetState(), StateZh: s.GetStateZh(), Events: int64(len(events)),
		MadeAt: p.now().In(shanghai), MadeFor: caller.Name, Notes: []string{"按查阅人的权限生成；未列入的内容可能不在其权限之内。"}, Kinds: fileKinds,
	}
	if len(events) > 0 {
		a.Head = events[len(events)-1].GetHash()
	}
	for _, role := range s.reply.GetRelations() {
		if role != string(lifecycle.Public) {
			a.As = append(a.As, lifecycle.RoleName(lifecycle.Role(role)).Zh)
		}
	}
	return a
}

func protos[M proto.Message](list []M) []proto.Message {
	out := make([]proto.Message, len(list))
	for i, m := range list {
		out[i] = m
	}
	return out
}

// plainJSON writes a message with the spacing of every other file.
func plainJSON(m proto.Message) (json.RawMessage, error) {
	raw, err := protojson.Marshal(m)
	if err != nil {
		return nil, fmt.Errorf("document: %w", err)
	}
	return raw, nil
}

func (z *packing) message(name, kind, about string, m proto.Message) error {
	raw, err := plainJSON(m)
	if err != nil {
		return err
	}
	return z.json(name, kind, about, raw)
}

func (z *packing) messages(name, kind, about string, list []proto.Message) error {
	all := make([]json.RawMessage, len(list))
	for i, m := range list {
		raw, err := plainJSON(m)
		if err != nil {
			return err
		}
		all[i] = raw
	}
	return z.json(name, kind, about, all)
}

func (z *packing) json(name, kind, about string, v any) error {
	raw, err := toJSON(v)
	if err != nil {
		return err
	}
	return z.Bytes(name, kind, about, raw)
}

func (z *packing) snapshotFiles(ctx context.Context, _ request) error {
	list, err := z.snapshots(ctx, z.s.GetId())
	if err != nil {
		return err
	}
	return z.snapshotsUnder(ctx, "snapshots/", z.s.GetId(), list)
}

// snapshotsUnder writes snapshots byte by byte as they were kept, so that each
// has the hash that the record states. One of which the reader sees a part is
// written as they see it, and the manifest says so.
func (z *packing) snapshotsUnder(ctx context.Context, folder, id string, list []*docketv1.Snapshot) error {
	kept, err := docket.Snapshots(ctx, z.Docket.Door.Pool(), id)
	if err != nil {
		return err
	}
	for _, shown := range list {
		name := fmt.Sprintf("%s%04d-%s.json", folder, shown.GetSeq(), safeName(shown.GetKind(), "snapshot"))
		about := kindName(shown.GetKind()) + " " + shown.GetHash()
		raw := whole(kept, shown)
		if raw == nil {
			z.Note(name + " 按权限只含部分内容，与原凭证 " + shown.GetHash() + " 不同")
			err = z.json(name, "snapshot", about, shown.GetContent().AsMap())
		} else {
			err = z.Stream(name, "snapshot", about, shown.GetHash(), strings.NewReader(string(raw)))
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// whole is a snapshot as it was kept, when the reader sees all of it.
func whole(kept []docket.Snapshot, shown *docketv1.Snapshot) json.RawMessage {
	i := slices.IndexFunc(kept, func(k docket.Snapshot) bool {
		return k.Seq == shown.GetSeq() && k.Kind == shown.GetKind() && fmt.Sprintf("%x", k.Hash) == shown.GetHash()
	})
	if i < 0 {
		return nil
	}
	var content map[string]any
	if err := json.Unmarshal(kept[i].Content, &content); err != nil || !reflect.DeepEqual(content, shown.GetContent().AsMap()) {
		return nil
	}
	return kept[i].Content
}

// papers adds the papers of the docket as PDF, as far as their occasion has come.
func (z *packing) papers(ctx context.Context, req request) error {
	for _, one := range []struct {
		name string
		make func(context.Context, request) (*sheet, error)
	}{
		{"docket.pdf", z.dossier}, {"application.pdf", z.application}, {"receipt.pdf", z.receipt}, {"agreement.pdf", z.agreement}, {"notice.pdf", z.noticeSheet},
	} {
		raw, s, err := z.setOne(ctx, req, &z.turn, one.make)
		if err != nil && absent(err) {
			continue
		}
		if err != nil {
			return err
		}
		if err := z.Bytes("papers/"+one.name, "paper", s.name, raw); err != nil {
			return err
		}
	}
	return nil
}

// books adds what is read by methods of its own: the ledger, and the nameless opinions.
func (z *packing) books(ctx context.Context, _ request) error {
	if z.s.machine() != lifecycle.ProjectMachine {
		return nil
	}
	ledger, err := z.funds().ListLedger(ctx, &fundingv1.ListLedgerRequest{Docket: z.s.GetId()})
	if err == nil && len(ledger.GetEntries()) > 0 {
		err = z.message("ledger.json", "ledger", "经费台账（金额单位：分）", ledger)
	}
	if err != nil && !absent(err) {
		return err
	}
	opinions, err := z.reviews().Feedback(ctx, &reviewv1.FeedbackRequest{Docket: z.s.GetId()})
	if err == nil {
		err = z.message("feedback.json", "feedback", "匿名评审意见", opinions)
	}
	if err != nil && !absent(err) {
		return err
	}
	return nil
}
