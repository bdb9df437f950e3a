package rpc

import (
	"context"
	"encoding/json"
	"slices"

	docketv1 "yanlu/proto/gen/yanlu/docket/v1"
	"yanlu/services/docket"
	"yanlu/services/identity"
	"yanlu/services/lifecycle"
	"yanlu/services/platform/problem"
	"yanlu/services/policy"
)

// ReadableDraft finds a record whose draft the caller may read; to others it does not exist.
func (s *Server) ReadableDraft(ctx context.Context, id string) (r, parent *docket.Record, a docket.Actor, err error) {
	r, parent, a, err = s.find(ctx, id)
	if err == nil && !mayReadDraft(a, r, parent) {
		err = docket.NotFound(id)
	}
	return r, parent, a, err
}

// ReadsAsApplicant says whether an actor reads the draft of an application as
// one of those who wrote it: as its principal investigator or its institution.
func ReadsAsApplicant(a docket.Actor, r, parent *docket.Record) bool {
	return r.Machine == lifecycle.ProjectMachine && mayReadDraft(a, r, parent) &&
		slices.ContainsFunc(Standing(a, r, parent), func(x lifecycle.Role) bool { return slices.Contains(applicants, x) })
}

// IsBureau says whether an actor holds one of the bureau's roles, to whom every application is open.
func IsBureau(a docket.Actor) bool { return a.Is(bureau...) }

// FormOf is the form that a record is filled in with; false when it has none.
func (s *Server) FormOf(ctx context.Context, r, parent *docket.Record) (policy.Form, bool, error) {
	return s.formOf(ctx, r, parent)
}

// ShowForm shows a form.
func ShowForm(f policy.Form) *docketv1.Form { return showForm(f) }

// Version is a version of a draft that the server makes for the caller.
type Version struct {
	RequestID string
	Docket    string
	Base      int64 // the newest version the caller has seen
	Request   any   // what was asked for; the same request is answered the same
	Content   map[string]any
	// Also writes what belongs to it; nil when nothing does. The record is locked and may be written then.
	Also func(ctx context.Context, tx txn) error
}

// SaveVersion puts a version on top under the rules of SaveDraft: who may write,
// the base version, the form, the fields a correction may touch.
func (s *Server) SaveVersion(ctx context.Context, v Version) (*docketv1.Draft, error) {
	caller, ok := identity.FromContext(ctx)
	if !ok {
		return nil, problem.New(problem.Unauthenticated, "SIGN_IN", "请先登录", "Sign in first")
	}
	r, parent, a, err := s.find(ctx, v.Docket)
	if err != nil {
		return nil, err
	}
	if err := s.checkDraft(ctx, r, parent, v.Content); err != nil {
		return nil, err
	}
	var saved docket.Draft
	err = inTx(ctx, s.Door.Pool(), func(tx txn) error {
		reply, err := docket.Once(ctx, tx, v.RequestID, caller.Person, r.ID, []any{r.ID, v.Base, v.Request}, func() (any, error) {
			draft, err := s.save(ctx, tx, a, r.ID, v.Base, v.Content)
			if err == nil && v.Also != nil {
				err = v.Also(ctx, tx)
			}
			return draft, err
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
