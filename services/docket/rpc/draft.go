package rpc

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"google.golang.org/protobuf/types/known/structpb"
	"google.golang.org/protobuf/types/known/timestamppb"

	docketv1 "yanlu/proto/gen/yanlu/docket/v1"
	"yanlu/services/application"
	"yanlu/services/docket"
	"yanlu/services/identity"
	"yanlu/services/lifecycle"
	"yanlu/services/platform/problem"
	"yanlu/services/policy"
	"yanlu/services/programme"
	"yanlu/services/review"
)

// drafting says who may write a draft in which state: the one table of it.
var drafting = []struct {
	machine lifecycle.Machine
	state   lifecycle.State
	roles   []lifecycle.Role
}{
	{lifecycle.ProjectMachine, lifecycle.Draft, []lifecycle.Role{lifecycle.PI, lifecycle.Writer}},
	{lifecycle.ProjectMachine, lifecycle.Returned, []lifecycle.Role{lifecycle.PI, lifecycle.Writer, lifecycle.Institution}},
	{lifecycle.NeedMachine, lifecycle.NeedDraft, []lifecycle.Role{lifecycle.Demander}},
	{lifecycle.NeedMachine, lifecycle.NeedReturned, []lifecycle.Role{lifecycle.Demander}},
	{lifecycle.ReviewMachine, lifecycle.ReviewAccepted, []lifecycle.Role{lifecycle.Reviewer}},
}

// editable returns the roles in which the actor may write the draft now; nil when they may not.
func editable(a docket.Actor, r, parent *docket.Record) []lifecycle.Role {
	roles := Standing(a, r, parent)
	for _, d := range drafting {
		if d.machine == r.Machine && d.state == r.State && slices.ContainsFunc(d.roles, func(x lifecycle.Role) bool { return slices.Contains(roles, x) }) {
			return d.roles
		}
	}
	return nil
}

// mayReadDraft: whoever may write it; the parties and the bureau from the moment it was sent to the institution. A reviewer's notes are the reviewer's alone.
func mayReadDraft(a docket.Actor, r, parent *docket.Record) bool {
	if editable(a, r, parent) != nil {
		return true
	}
	roles := Standing(a, r, parent)
	switch r.Machine {
	case lifecycle.ReviewMachine:
		return slices.Contains(roles, lifecycle.Reviewer)
	case lifecycle.MeetingMachine:
		return false // its files are read item by item (MeetingFiles)
	}
	if slices.ContainsFunc(roles, func(x lifecycle.Role) bool {
		return x == lifecycle.PI || x == lifecycle.Writer || x == lifecycle.Institution || x == lifecycle.Demander
	}) {
		return true
	}
	return r.State != lifecycle.Draft && r.State != lifecycle.NeedDraft && slices.ContainsFunc(roles, func(x lifecycle.Role) bool {
		return x == lifecycle.Recommender || slices.Contains(bureau, x)
	})
}

// GetDraft returns the newest draft.
func (s *Server) GetDraft(ctx context.Context, req *docketv1.GetDraftRequest) (*docketv1.Draft, error) {
	r, parent, a, err := s.find(ctx, req.GetDocket())
	if err != nil {
		return nil, err
	}
	if !mayReadDraft(a, r, parent) {
		return nil, docket.NotFound(req.GetDocket())
	}
	d, err := docket.LatestDraft(ctx, s.Door.Pool(), r.ID)
	if err != nil {
		return nil, err
	}
	return s.showDraft(ctx, r, d)
}

// ListDraftVersions lists versions, newest first.
func (s *Server) ListDraftVersions(ctx context.Context, req *docketv1.ListDraftVersionsRequest) (*docketv1.ListDraftVersionsResponse, error) {
	r, parent, a, err := s.find(ctx, req.GetDocket())
	if err != nil {
		return nil, err
	}
	if !mayReadDraft(a, r, parent) {
		return nil, docket.NotFound(req.GetDocket())
	}
	list, err := docket.Drafts(ctx, s.Door.Pool(), r.ID, 50)
	if err != nil {
		return nil, err
	}
	out := &docketv1.ListDraftVersionsResponse{}
	for _, d := range list {
		shown, err := s.showDraft(ctx, r, d)
		if err != nil {
			return nil, err
		}
		out.Drafts = append(out.Drafts, shown)
	}
	return out, nil
}

func (s *Server) showDraft(ctx context.Context, r *docket.Record, d docket.Draft) (*docketv1.Draft, error) {
	content, err := structpb.NewStruct(d.Content)
	if err != nil {
		return nil, fmt.Errorf("docket/rpc: draft of %s: %w", r.ID, err)
	}
	out := &docketv1.Draft{Docket: r.ID, Version: d.Version, Content: content, EditableFields: listedFields(r)}
	if d.Version > 0 {
		out.SavedAt = timestamppb.New(d.SavedAt)
		names, err := s.View.names(ctx, map[string]bool{d.SavedBy: true})
		if err != nil {
			return nil, err
		}
		out.SavedBy = names[d.SavedBy]
	}
	return out, nil
}

// listedFields are the fields a correction may touch; nil means all.
func listedFields(r *docket.Record) []string {
	if r.Machine != lifecycle.ProjectMachine || r.State != lifecycle.Returned {
		return nil
	}
	var in application.Intake
	_ = r.Section("intake", &in)
	var out []string
	for _, d := range in.Defects {
		if d.Field == "" {
			return nil
		}
		out = append(out, d.Field)
	}
	return out
}

// SaveDraft saves a whole draft on the version it was read at.
func (s *Server) SaveDraft(ctx context.Context, req *docketv1.SaveDraftRequest) (*docketv1.Draft, error) {
	caller, ok := identity.FromContext(ctx)
	if !ok {
		return nil, problem.New(problem.Unauthenticated, "SIGN_IN", "请先登录", "Sign in first")
	}
	r, parent, a, err := s.find(ctx, req.GetDocket())
	if err != nil {
		return nil, err
	}
	content := req.GetContent().AsMap()
	if err := s.checkDraft(ctx, r, parent, content); err != nil {
		return nil, err
	}
	var saved docket.Draft
	err = inTx(ctx, s.Door.Pool(), func(tx txn) error {
		reply, err := docket.Once(ctx, tx, req.GetRequestId(), caller.Person, r.ID, []any{r.ID, req.GetBaseVersion(), content}, func() (any, error) {
			return s.save(ctx, tx, a, r.ID, req.GetBaseVersion(), content)
		})
		if err != nil {
			return err
		}
		return json.Unmarshal(reply, &saved)
	})
	if err != nil {
		return nil, err
	}
	s.Door.Notify(docket.DraftSaved, r.ID, saved.Version)
	return s.showDraft(ctx, r, saved)
}

// save appends a version under the lock of the record, so that two hands cannot save on the same version.
func (s *Server) save(ctx context.Context, tx txn, a docket.Actor, id string, base int64, content map[string]any) (docket.Draft, error) {
	if _, err := tx.Exec(ctx, "select 1 from docket where id = $1 for update", id); err != nil {
		return docket.Draft{}, err
	}
	r, parent, err := docket.WithParent(ctx, tx, id)
	if err != nil {
		return docket.Draft{}, err
	}
	if editable(a, r, parent) == nil {
		return docket.Draft{}, problem.New(problem.Precondition, "NOT_EDITABLE", "当前状态下不能修改材料", "The material cannot be changed in this state").
			With("state", string(r.State)).For("officer")
	}
	latest, err := docket.LatestDraft(ctx, tx, id)
	if err != nil {
		return docket.Draft{}, err
	}
	if latest.Version != base {
		return docket.Draft{}, s.stale(ctx, tx, id, base, latest)
	}
	if err := onlyEditable(r, latest.Content, content); err != nil {
		return docket.Draft{}, err
	}
	saved := docket.Draft{Version: base + 1, Content: content, SavedBy: a.Person, SavedAt: s.Door.Now()}
	_, err = tx.Exec(ctx, "insert into draft (subject, version, content, saved_by, saved_at) values ($1,$2,$3,$4,$5)", id, saved.Version, content, a.Person, saved.SavedAt)
	return saved, err
}

// stale says which fields somebody else changed since the version the caller had.
func (s *Server) stale(ctx context.Context, q docket.Querier, id string, base int64, latest docket.Draft) error {
	seen, err := docket.DraftAt(ctx, q, id, base)
	if err != nil {
		return fmt.Errorf("docket/rpc: draft %s version %d: %w", id, base, err)
	}
	p := problem.New(problem.Stale, "DRAFT_STALE", "这份材料已有更新的版本，请合并后再保存（您填写的内容没有丢失）", "The draft has a newer version; merge and save again — nothing you typed is lost").
		With("base", fmt.Sprint(base), "current", fmt.Sprint(latest.Version), "saved_at", latest.SavedAt.Format(time.RFC3339))
	for _, f := range application.Changed(seen.Content, latest.Content) {
		p.At(f, "已由他人修改", "changed by somebody else")
	}
	return p
}

func onlyEditable(r *docket.Record, before, after map[string]any) error {
	listed := listedFields(r)
	if listed == nil {
		return nil
	}
	defects := make([]programme.Defect, len(listed))
	for i, f := range listed {
		defects[i].Field = f
	}
	return application.OnlyListed(before, after, defects)
}

// formOf is the form a record is filled in with; false when it has none.
func (s *Server) formOf(ctx context.Context, r, parent *docket.Record) (policy.Form, bool, error) {
	var (
		pack *policy.Pack
		err  error
		code string
	)
	switch r.Machine {
	case lifecycle.NeedMachine:
		code = "need"
		pack, err = s.Book.InForce(ctx, s.Door.Now())
	case lifecycle.ProjectMachine:
		var t programme.Terms
		if err := parent.Section("terms", &t); err != nil {
			return policy.Form{}, false, err
		}
		code = "proposal"
		pack, err = s.Book.Pack(ctx, t.PackHash)
	default:
		return policy.Form{}, false, nil
	}
	if err != nil {
		return policy.Form{}, false, err
	}
	form, ok := pack.Form(code)
	return form, ok, nil
}

// checkDraft refuses what is not of the form: unknown fields and values of the wrong type. Gaps are allowed in a draft.
func (s *Server) checkDraft(ctx context.Context, r, parent *docket.Record, content map[string]any) error {
	form, ok, err := s.formOf(ctx, r, parent)
	if err != nil || !ok {
		return err
	}
	p := problem.New(problem.Invalid, "DRAFT_INVALID", "有内容不符合表单要求", "Something does not fit the form")
	for _, v := range form.Validate(content, false) {
		if v.Severity == policy.SeverityError {
			p.At(v.Path, v.Zh, v.En)
		}
	}
	if len(p.Violations) > 0 {
		return p
	}
	return nil
}

// GetForm returns the form of a record; for a review, that of its application.
func (s *Server) GetForm(ctx context.Context, req *docketv1.GetFormRequest) (*docketv1.Form, error) {
	r, parent, _, err := s.find(ctx, req.GetDocket())
	if err != nil {
		return nil, err
	}
	if r.Machine == lifecycle.ReviewMachine && parent != nil { // a reviewer reads the application in its own words
		application := parent
		if parent, err = docket.Get(ctx, s.Door.Pool(), application.Parties().Parent); err != nil {
			return nil, err
		}
		r = application
	}
	form, ok, err := s.formOf(ctx, r, parent)
	if err != nil {
		return nil, err
	}
	if !ok {
		return &docketv1.Form{}, nil
	}
	return showForm(form), nil
}

// ListAttachments lists the files of a record, to those who may read its draft.
func (s *Server) ListAttachments(ctx context.Context, req *docketv1.ListAttachmentsRequest) (*docketv1.ListAttachmentsResponse, error) {
	r, parent, a, err := s.find(ctx, req.GetDocket())
	if err != nil {
		return nil, err
	}
	owner, c := r, review.Curtain{}
	if r.Machine == lifecycle.ReviewMachine && parent != nil && review.MayReadMaterial(r.State) {
		owner = parent
		if c, err = s.curtain(ctx, r, parent); err != nil {
			return nil, err
		}
	} else if !mayReadDraft(a, r, parent) {
		return nil, docket.NotFound(req.GetDocket())
	}
	rows, err := s.Door.Pool().Query(ctx, `select a.id, a.field, a.file_name, b.size, b.media_type, a.sha256, a.uploaded_at from attachment a join blob b using (sha256)
		where a.subject = $1 and a.removed_at is null order by a.uploaded_at`, owner.ID)
	if err != nil {
		return nil, fmt.Errorf("docket/rpc: attachments: %w", err)
	}
	defer rows.Close()
	out := &docketv1.ListAttachmentsResponse{}
	for rows.Next() {
		x := &docketv1.Attachment{}
		var at stamp
		if err := rows.Scan(&x.Id, &x.Field, &x.FileName, &x.Size, &x.MediaType, &x.Sha256, &at); err != nil {
			return nil, err
		}
		if c.Hides(x.GetField()) {
			continue
		}
		x.FileName, x.UploadedAt = c.FileName(x.GetFileName()), timestamppb.New(at)
		out.Attachments = append(out.Attachments, x)
	}
	return out, rows.Err()
}

// MayWriteDraft says whether the caller may add files to a record now.
func (s *Server) MayWriteDraft(ctx context.Context, id string) error {
	r, parent, a, err := s.find(ctx, id)
	if err != nil {
		return err
	}
	if r.Machine == lifecycle.MeetingMachine && s.MeetingFiles != nil {
		return s.MeetingFiles.MayAttach(ctx, r)
	}
	if editable(a, r, parent) == nil {
		return problem.New(problem.Precondition, "NOT_EDITABLE", "当前状态下不能修改材料", "The material cannot be changed in this state").For("officer")
	}
	return nil
}

// MayRead says whether the caller may read a file of a record, and under which name.
func (s *Server) MayRead(ctx context.Context, id, field, name string) (string, error) {
	r, parent, a, err := s.find(ctx, id)
	if err != nil {
		return s.mayReadAsReviewer(ctx, id, field, name, err)
	}
	if r.Machine == lifecycle.MeetingMachine && s.MeetingFiles != nil {
		return name, s.MeetingFiles.MayRead(ctx, r, field)
	}
	if !mayReadDraft(a, r, parent) {
		return s.mayReadAsReviewer(ctx, id, field, name, docket.NotFound(id))
	}
	return name, nil
}

// mayReadAsReviewer lets a reviewer of the application read its files once the
// review is accepted, as far as its blindness allows.
func (s *Server) mayReadAsReviewer(ctx context.Context, id, field, name string, otherwise error) (string, error) {
	reviews, err := docket.Select(ctx, s.Door.Pool(), "where machine = 'review' and parent = $1 and reviewer = $2", id, ActorOf(ctx).Person)
	if err != nil {
		return "", err
	}
	for _, r := range reviews {
		if !review.MayReadMaterial(r.State) {
			continue
		}
		project, err := docket.Get(ctx, s.Door.Pool(), id)
		if err != nil {
			return "", err
		}
		c, err := s.curtain(ctx, r, project)
		if err != nil {
			return "", err
		}
		if !c.Hides(field) {
			return c.FileName(name), nil
		}
	}
	return "", otherwise
}

// MayReadDraft says whether an actor may read the draft of a record.
func MayReadDraft(a docket.Actor, r, parent *docket.Record) bool {
	return MaySee(a, r, parent) && mayReadDraft(a, r, parent)
}

// MayEditDraft says whether an actor may write the draft of a record now.
func MayEditDraft(a docket.Actor, r, parent *docket.Record) bool {
	return MaySee(a, r, parent) && editable(a, r, parent) != nil
}
