package rpc

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"

	programmev1 "yanlu/proto/gen/yanlu/programme/v1"
	"yanlu/services/docket"
	"yanlu/services/docket/rpc"
	"yanlu/services/identity"
	"yanlu/services/platform/postgres"
	"yanlu/services/platform/problem"
	"yanlu/services/policy"
	"yanlu/services/programme/store"
)

// draftPrefix tells a draft's id from a pack's hash.
const draftPrefix = "pd-"

// done is what a write leaves in the command log: which revision it made. A repeat answers from the record.
type done struct {
	ID       string `json:"id"`
	Revision int64  `json:"revision"`
}

// write runs a change of a draft once and answers with the draft.
func (s *Packs) write(ctx context.Context, requestID, subject string, input any, fn func(tx pgx.Tx, person string) (done, error)) (*programmev1.PackDraft, error) {
	caller, ok := identity.FromContext(ctx)
	if !ok {
		return nil, problem.New(problem.Unauthenticated, "SIGN_IN", "请先登录", "Sign in first")
	}
	var made done
	err := postgres.InTx(ctx, s.Door.Pool(), func(tx pgx.Tx) error {
		reply, err := docket.Once(ctx, tx, requestID, caller.Person, subject, input, func() (any, error) { return fn(tx, caller.Person) })
		if err != nil {
			return err
		}
		return json.Unmarshal(reply, &made)
	})
	if err != nil {
		return nil, err
	}
	s.Door.Notify(docket.PackChanged, made.ID, made.Revision)
	return s.made(ctx, made)
}

// made is the draft as the write left it, also when it is asked for again after others have gone on.
func (s *Packs) made(ctx context.Context, d done) (*programmev1.PackDraft, error) {
	out, err := s.draft(ctx, d.ID)
	if err != nil || out.GetRevision() == d.Revision {
		return out, err
	}
	raw, err := store.RevisionOf(ctx, s.Door.Pool(), d.ID, d.Revision)
	if err != nil {
		return nil, err
	}
	out.Revision = d.Revision
	out.Content, err = asStruct(raw)
	return out, err
}

// StartPackDraft starts a draft from a pack.
func (s *Packs) StartPackDraft(ctx context.Context, req *programmev1.StartPackDraftRequest) (*programmev1.PackDraft, error) {
	base, err := s.Book.Pack(ctx, req.GetBaseHash())
	if err != nil {
		return nil, err
	}
	version, err := named(req.GetVersion(), req.GetEffectiveFrom())
	if err != nil {
		return nil, err
	}
	p, err := base.Next(version, req.GetEffectiveFrom())
	if err != nil {
		return nil, err
	}
	input := []any{"start", req.GetBaseHash(), version, req.GetEffectiveFrom()}
	return s.write(ctx, req.GetRequestId(), "pack:"+base.Code, input, func(tx pgx.Tx, person string) (done, error) {
		return s.begin(ctx, tx, store.Beginning{BaseHash: req.GetBaseHash(), Person: person}, p)
	})
}

// begin keeps the first revision of a draft, if no pack has its version.
func (s *Packs) begin(ctx context.Context, tx pgx.Tx, b store.Beginning, p *policy.Pack) (done, error) {
	taken, err := store.VersionExists(ctx, tx, p.Code, p.Version)
	if err != nil {
		return done{}, err
	}
	if taken {
		return done{}, store.VersionTaken(p.Version)
	}
	b.ID, b.At = draftPrefix+strings.ToLower(rand.Text()), s.Door.Now()
	return done{b.ID, 1}, store.StartPackDraft(ctx, tx, b, p)
}

// named is the version of a draft that begins; it and the day must be given.
func named(version, day string) (string, error) {
	version = strings.TrimSpace(version)
	if version == "" {
		return "", problem.Missing("version", "版本号", "The version")
	}
	return version, isDay(day)
}

func isDay(text string) error {
	if _, err := time.Parse(time.DateOnly, text); err != nil {
		return problem.New(problem.Invalid, "DATE_INVALID", "日期格式不对", "Not a date").At("effective_from", "生效日期须为 YYYY-MM-DD", "the day must be YYYY-MM-DD")
	}
	return nil
}

// SavePackDraft saves a draft on the revision it was read at.
func (s *Packs) SavePackDraft(ctx context.Context, req *programmev1.SavePackDraftRequest) (*programmev1.PackDraft, error) {
	raw, err := json.Marshal(req.GetContent().AsMap())
	if err != nil {
		return nil, err
	}
	p, err := policy.Decode(raw)
	if err != nil {
		return nil, asProblem(err, "PACK_DRAFT_MALFORMED", "内容的格式不对，未保存", "The content is malformed and was not saved")
	}
	if v := strings.TrimSpace(req.GetVersion()); v != "" {
		p.Version = v
	}
	if day := req.GetEffectiveFrom(); day != "" {
		p.EffectiveFrom = day
	}
	if err := isDay(p.EffectiveFrom); err != nil {
		return nil, err
	}
	input := []any{"save", req.GetId(), req.GetBaseRevision(), p.Version, p.EffectiveFrom, string(raw)}
	return s.write(ctx, req.GetRequestId(), req.GetId(), input, func(tx pgx.Tx, person string) (done, error) {
		d, err := s.editable(ctx, tx, req.GetId())
		if err != nil {
			return done{}, err
		}
		if d.Revision != req.GetBaseRevision() {
			return done{}, s.stale(ctx, tx, d, req.GetBaseRevision())
		}
		began, err := s.began(ctx, tx, d)
		if err != nil {
			return done{}, err
		}
		policy.Settle(began, p)
		return done{d.ID, d.Revision + 1}, store.SavePackDraft(ctx, tx, d, person, p, s.Door.Now())
	})
}

// editable locks a draft that the caller may write now.
func (s *Packs) editable(ctx context.Context, tx pgx.Tx, id string) (store.PackDraft, error) {
	d, err := store.LockPackDraft(ctx, tx, id)
	if err != nil {
		return d, err
	}
	return d, mayEdit(rpc.ActorOf(ctx), d)
}

// stale says what somebody else changed since the revision the caller had.
func (s *Packs) stale(ctx context.Context, tx pgx.Tx, d store.PackDraft, seen int64) error {
	p := problem.New(problem.Stale, "PACK_DRAFT_STALE", "这份草稿已由他人更新，请合并后再保存（您的修改没有丢失）", "Somebody else has saved the draft; merge and save again — nothing you changed is lost").
		With("base", fmt.Sprint(seen), "current", fmt.Sprint(d.Revision), "saved_by", d.SavedBy, "saved_at", d.SavedAt.Format(time.RFC3339))
	raw, err := store.RevisionOf(ctx, tx, d.ID, seen)
	if err != nil {
		return err
	}
	before, err := policy.Decode(raw)
	if err != nil {
		return err
	}
	after, err := policy.Decode(d.Content)
	if err != nil {
		return err
	}
	for _, c := range policy.Compare(before, after) {
		p.At(c.Path, "“"+c.Zh+"”已由他人修改", "“"+c.En+"” was changed by somebody else")
	}
	return p
}

// DiscardPackDraft throws a draft away; what was written stays on record.
func (s *Packs) DiscardPackDraft(ctx context.Context, req *programmev1.DiscardPackDraftRequest) (*programmev1.PackDraft, error) {
	return s.write(ctx, req.GetRequestId(), req.GetId(), []any{"discard", req.GetId()}, func(tx pgx.Tx, person string) (done, error) {
		d, err := s.editable(ctx, tx, req.GetId())
		if err != nil {
			return done{}, err
		}
		return done{d.ID, d.Revision}, store.DiscardPackDraft(ctx, tx, d, person, s.Door.Now())
	})
}

// SubmitPackDraft lays a draft without defects before a second person.
func (s *Packs) SubmitPackDraft(ctx context.Context, req *programmev1.SubmitPackDraftRequest) (*programmev1.PackDraft, error) {
	input := []any{"submit", req.GetId(), req.GetRevision(), req.GetReason()}
	return s.write(ctx, req.GetRequestId(), req.GetId(), input, func(tx pgx.Tx, person string) (done, error) {
		d, err := s.editable(ctx, tx, req.GetId())
		if err != nil {
			return done{}, err
		}
		if d.Revision != req.GetRevision() {
			return done{}, s.stale(ctx, tx, d, req.GetRevision())
		}
		if _, err := s.sound(ctx, tx, d); err != nil {
			return done{}, err
		}
		return done{d.ID, d.Revision}, store.SubmitPackDraft(ctx, tx, d, person, strings.TrimSpace(req.GetReason()), s.Door.Now())
	})
}

// sound refuses a draft with defects, naming each.
func (s *Packs) sound(ctx context.Context, tx pgx.Tx, d store.PackDraft) (*policy.Pack, error) {
	p, found, err := s.defects(ctx, tx, d)
	if err != nil {
		return nil, err
	}
	if len(found) > 0 {
		return nil, refuse(found, problem.Precondition, "PACK_DRAFT_DEFECTIVE", "草稿还有问题，请先改正", "The draft still has defects; mend them first")
	}
	return p, nil
}

// ReturnPackDraft gives a draft back to its authors with the reason.
func (s *Packs) ReturnPackDraft(ctx context.Context, req *programmev1.ReturnPackDraftRequest) (*programmev1.PackDraft, error) {
	input := []any{"return", req.GetId(), req.GetReason()}
	return s.write(ctx, req.GetRequestId(), req.GetId(), input, func(tx pgx.Tx, person string) (done, error) {
		d, err := s.decidable(ctx, tx, req.GetId())
		if err != nil {
			return done{}, err
		}
		return done{d.ID, d.Revision}, store.ReturnPackDraft(ctx, tx, d, person, strings.TrimSpace(req.GetReason()), s.Door.Now())
	})
}

func (s *Packs) decidable(ctx context.Context, tx pgx.Tx, id string) (store.PackDraft, error) {
	d, err := store.LockPackDraft(ctx, tx, id)
	if err != nil {
		return d, err
	}
	return d, mayDecide(rpc.ActorOf(ctx), d)
}

// ApprovePackDraft makes a pack of a draft; it is in force from its day.
func (s *Packs) ApprovePackDraft(ctx context.Context, req *programmev1.ApprovePackDraftRequest) (*programmev1.PackDraft, error) {
	input := []any{"approve", req.GetId(), req.GetRevision(), req.GetReason()}
	return s.write(ctx, req.GetRequestId(), req.GetId(), input, func(tx pgx.Tx, person string) (done, error) {
		d, err := s.decidable(ctx, tx, req.GetId())
		if err != nil {
			return done{}, err
		}
		if d.Revision != req.GetRevision() {
			return done{}, s.stale(ctx, tx, d, req.GetRevision())
		}
		p, err := s.sound(ctx, tx, d)
		if err != nil {
			return done{}, err
		}
		return done{d.ID, d.Revision}, store.ApprovePackDraft(ctx, tx, d, p, person, strings.TrimSpace(req.GetReason()), s.Door.Now())
	})
}
