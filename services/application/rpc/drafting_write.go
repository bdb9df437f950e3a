package rpc

import (
	"context"
	"errors"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	applicationv1 "yanlu/proto/gen/yanlu/application/v1"
	docketv1 "yanlu/proto/gen/yanlu/docket/v1"
	"yanlu/services/application"
	"yanlu/services/docket"
	dockrpc "yanlu/services/docket/rpc"
	"yanlu/services/platform/postgres"
	"yanlu/services/platform/problem"
	"yanlu/services/policy"
)

// CopyDraft fills an empty draft from another application that the caller may read as applicant.
func (s *Drafting) CopyDraft(ctx context.Context, req *applicationv1.CopyDraftRequest) (*docketv1.Draft, error) {
	r, call, err := s.writable(ctx, req.GetDocket())
	if err != nil {
		return nil, err
	}
	from, fromCall, err := s.readable(ctx, req.GetFrom())
	if err != nil {
		return nil, err
	}
	if !dockrpc.ReadsAsApplicant(dockrpc.ActorOf(ctx), from, fromCall) || from.ID == r.ID {
		return nil, docket.NotFound(req.GetFrom())
	}
	form, _, err := s.Docket.FormOf(ctx, r, call)
	if err != nil {
		return nil, err
	}
	was, err := s.written(ctx, from, from.Parties().HostOrg == r.Parties().HostOrg)
	if err != nil {
		return nil, err
	}
	if was == nil {
		return nil, problem.New(problem.Precondition, "NOTHING_TO_COPY", "所选申报书还没有内容", "Nothing was written in that application yet").For("pi")
	}
	v := dockrpc.Version{
		RequestID: req.GetRequestId(), Docket: r.ID, Request: []any{"copy", from.ID, req.GetFiles()},
		Content: application.Carry(was.Form, form, was.Content, was.SameHost),
	}
	if req.GetFiles() {
		v.Also = func(ctx context.Context, tx pgx.Tx) error {
			return s.copyFiles(ctx, tx, from.ID, r.ID, fileFields(form))
		}
	}
	return s.Docket.SaveVersion(ctx, v)
}

func fileFields(form policy.Form) []string {
	out := []string{}
	for _, section := range form.Sections {
		for _, f := range section.Fields {
			if f.Type == "file" {
				out = append(out, section.Code+"."+f.F)
			}
		}
	}
	return out
}

// copyFiles attaches the same contents again: what happens to one attachment later is nothing to the other.
func (s *Drafting) copyFiles(ctx context.Context, tx pgx.Tx, from, to string, fields []string) error {
	rows, err := tx.Query(ctx, "select field, file_name, sha256 from attachment where subject = $1 and removed_at is null and field = any($2) order by uploaded_at, id", from, fields)
	if err != nil {
		return err
	}
	files, err := pgx.CollectRows(rows, pgx.RowToStructByPos[struct{ Field, Name, SHA256 string }])
	if err != nil {
		return err
	}
	by, now := dockrpc.ActorOf(ctx).Person, s.Door.Now()
	for _, f := range files {
		_, err := tx.Exec(ctx, "insert into attachment (id, subject, field, file_name, sha256, uploaded_by, uploaded_at) values ($1, $2, $3, $4, $5, $6, $7)",
			uuid.Must(uuid.NewV7()).String(), to, f.Field, f.Name, f.SHA256, by, now)
		if err != nil {
			return err
		}
	}
	return nil
}

// RestoreDraft puts an earlier version on top, as a new version, under the rules of SaveDraft.
func (s *Drafting) RestoreDraft(ctx context.Context, req *applicationv1.RestoreDraftRequest) (*docketv1.Draft, error) {
	r, _, _, err := s.Docket.ReadableDraft(ctx, req.GetDocket())
	if err != nil {
		return nil, err
	}
	was, err := docket.DraftAt(ctx, s.Door.Pool(), r.ID, req.GetVersion())
	if errors.Is(err, pgx.ErrNoRows) {
		return nil, problem.New(problem.NotFound, "VERSION_NOT_FOUND", "没有这个版本", "There is no such version").At("version", "没有这个版本", "no such version")
	}
	if err != nil {
		return nil, err
	}
	return s.Docket.SaveVersion(ctx, dockrpc.Version{
		RequestID: req.GetRequestId(), Docket: r.ID, Base: req.GetBaseVersion(), Request: []any{"restore", req.GetVersion()}, Content: was.Content,
	})
}

// MarkSection marks a section as finished by hand, or takes the mark back. It stops nothing.
func (s *Drafting) MarkSection(ctx context.Context, req *applicationv1.MarkSectionRequest) (*applicationv1.MarkSectionResponse, error) {
	r, call, err := s.writable(ctx, req.GetDocket())
	if err != nil {
		return nil, err
	}
	form, _, err := s.Docket.FormOf(ctx, r, call)
	if err != nil {
		return nil, err
	}
	if !hasSection(form, req.GetSection()) {
		return nil, problem.New(problem.Invalid, "SECTION_UNKNOWN", "表单中没有这一部分", "The form has no such section").At("section", "没有这一部分", "no such section")
	}
	person := dockrpc.ActorOf(ctx).Person
	err = postgres.InTx(ctx, s.Door.Pool(), func(tx pgx.Tx) error {
		_, err := docket.Once(ctx, tx, req.GetRequestId(), person, r.ID, []any{"mark", r.ID, req.GetSection(), req.GetDone()}, func() (any, error) {
			return struct{}{}, s.mark(ctx, tx, r.ID, person, req)
		})
		return err
	})
	return &applicationv1.MarkSectionResponse{}, err
}

func (s *Drafting) mark(ctx context.Context, tx pgx.Tx, id, person string, req *applicationv1.MarkSectionRequest) error {
	var err error
	if req.GetDone() {
		_, err = tx.Exec(ctx, `insert into section_mark (docket, section, person, at) values ($1, $2, $3, $4)
			on conflict (docket, section) do update set person = excluded.person, at = excluded.at`, id, req.GetSection(), person, s.Door.Now())
	} else {
		_, err = tx.Exec(ctx, "delete from section_mark where docket = $1 and section = $2", id, req.GetSection())
	}
	return err
}

func hasSection(form policy.Form, code string) bool {
	for _, s := range form.Sections {
		if s.Code == code {
			return true
		}
	}
	return false
}
