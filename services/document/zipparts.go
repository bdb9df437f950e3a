package document

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/jackc/pgx/v5"
	"google.golang.org/protobuf/proto"

	docketv1 "yanlu/proto/gen/yanlu/docket/v1"
	"yanlu/services/docket"
	"yanlu/services/lifecycle"
	"yanlu/services/platform/problem"
)

// drafts adds every version of the draft, to those who may read it.
func (z *packing) drafts(ctx context.Context, _ request) error {
	latest, err := z.Docket.GetDraft(ctx, &docketv1.GetDraftRequest{Docket: z.s.GetId()})
	if err != nil {
		if absent(err) {
			return nil
		}
		return err
	}
	names, err := z.savers(ctx)
	if err != nil {
		return err
	}
	type version struct {
		Version int64          `json:"version"`
		SavedBy string         `json:"saved_by"`
		SavedAt time.Time      `json:"saved_at"`
		Content map[string]any `json:"content"`
	}
	for n := int64(1); n <= latest.GetVersion(); n++ {
		name := fmt.Sprintf("drafts/%05d.json", n)
		d, err := docket.DraftAt(ctx, z.Docket.Door.Pool(), z.s.GetId(), n)
		if errors.Is(err, pgx.ErrNoRows) {
			z.Missing(name, "draft", "草稿", "", "记录中没有这一版")
			continue
		}
		if err != nil {
			return fmt.Errorf("document: draft %d of %s: %w", n, z.s.GetId(), err)
		}
		if err := z.json(name, "draft", fmt.Sprintf("草稿第 %d 版", n), version{n, names[d.SavedBy], d.SavedAt, d.Content}); err != nil {
			return err
		}
	}
	return nil
}

// savers are the names of those who saved a version; whoever may read a draft sees them.
func (z *packing) savers(ctx context.Context) (map[string]string, error) {
	rows, err := z.Docket.Door.Pool().Query(ctx, "select id, name from person where id in (select saved_by from draft where subject = $1)", z.s.GetId())
	if err != nil {
		return nil, fmt.Errorf("document: savers: %w", err)
	}
	out := map[string]string{}
	var id, name string
	_, err = pgx.ForEachRow(rows, []any{&id, &name}, func() error {
		out[id] = name
		return nil
	})
	return out, err
}

// files adds the attachments: those of now, and those that a snapshot was made with and that were taken out later.
func (z *packing) files(ctx context.Context, _ request) error {
	list, err := z.attachments(ctx, z.s.GetId())
	if err != nil && !absent(err) {
		return err
	}
	now := len(list)
	snapshots, err := z.snapshots(ctx, z.s.GetId())
	if err != nil {
		return err
	}
	for _, snap := range snapshots {
		if snap.GetKind() != "application" {
			continue
		}
		m, err := materialOf(snap)
		if err != nil {
			return err
		}
		for _, f := range m.files {
			if !slices.ContainsFunc(list, func(x file) bool { return x.ID == f.ID }) {
				list = append(list, f)
			}
		}
	}
	for i, f := range list {
		about := f.Name
		if i >= now {
			about += "（后来撤下，提交时在列）"
		}
		if err := z.attachment(ctx, f, about); err != nil {
			return err
		}
	}
	return nil
}

func (z *packing) attachment(ctx context.Context, f file, about string) error {
	name := "files/" + safeName(f.Field, "file") + "/" + safeName(f.Name, "file")
	content, err := z.Store.Open(ctx, f.SHA256)
	if err != nil {
		why := "文件库无法读取 / the file store cannot be read"
		if q := problem.Of(err); q != nil {
			why = "文件库中没有 / not in the file store"
		}
		z.Missing(name, "attachment", about, f.SHA256, why)
		return ctx.Err()
	}
	defer func() { _ = content.Close() }()
	return z.Stream(name, "attachment", about, f.SHA256, content)
}

// children adds the reviews of an application in full, and the applications of a call by what is known of each.
func (z *packing) children(ctx context.Context, _ request) error {
	if z.s.machine() == lifecycle.CallMachine {
		return z.applications(ctx)
	}
	for i, c := range z.s.reply.GetChildren() {
		folder := fmt.Sprintf("reviews/%02d/", i+1)
		if err := z.message(folder+"docket.json", "review", "评审记录", c); err != nil {
			return err
		}
		events, err := z.events(ctx, c.GetId())
		if err != nil {
			return err
		}
		if err := z.messages(folder+"events.json", "review", "评审办理记录", protos(events)); err != nil {
			return err
		}
		snapshots, err := z.snapshots(ctx, c.GetId())
		if err != nil {
			return err
		}
		if err := z.snapshotsUnder(ctx, folder, c.GetId(), snapshots); err != nil {
			return err
		}
	}
	if len(z.s.reply.GetChildren()) == childrenShown {
		z.Note(fmt.Sprintf("评审记录只列前 %d 份", childrenShown))
	}
	return nil
}

func (z *packing) applications(ctx context.Context) error {
	var all []proto.Message
	req := &docketv1.ListDocketsRequest{Parent: z.s.GetId(), PageSize: pageSize}
	for {
		reply, err := z.Docket.ListDockets(ctx, req)
		if err != nil {
			return err
		}
		for _, d := range reply.GetDockets() {
			if d.GetMachine() != "" {
				all = append(all, d)
			}
		}
		if req.PageToken = reply.GetNextPageToken(); req.PageToken == "" {
			break
		}
	}
	if len(all) == 0 {
		return nil
	}
	return z.messages("applications.json", "applications", fmt.Sprintf("本批次申报项目 %d 项", len(all)), all)
}
