package rpc

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"

	"google.golang.org/protobuf/types/known/structpb"
	"google.golang.org/protobuf/types/known/timestamppb"

	programmev1 "yanlu/proto/gen/yanlu/programme/v1"
	"yanlu/services/docket"
	"yanlu/services/docket/rpc"
	"yanlu/services/lifecycle"
	"yanlu/services/platform/problem"
	"yanlu/services/policy"
	"yanlu/services/programme/store"
)

// Packs serves PackService.
type Packs struct {
	*rpc.Carrier
	Book *store.Book
	Cal  *policy.Calendar
	programmev1.UnsafePackServiceServer
}

var (
	// writers may write a draft, deciders approve or return what others wrote; readers see drafts at all.
	writers  = []lifecycle.Role{lifecycle.Officer, lifecycle.Admin}
	deciders = []lifecycle.Role{lifecycle.Director, lifecycle.Officer, lifecycle.Admin}
	readers  = []lifecycle.Role{lifecycle.Officer, lifecycle.Director, lifecycle.Discipline, lifecycle.Auditor, lifecycle.Admin}
	// overseers see every application that was handed in, and so may count them.
	overseers = []lifecycle.Role{
		lifecycle.Officer, lifecycle.Director, lifecycle.PartyGroup, lifecycle.LeadingGroup, lifecycle.Finance, lifecycle.Discipline, lifecycle.Auditor,
	}
)

// ListPackDrafts lists drafts, newest first.
func (s *Packs) ListPackDrafts(ctx context.Context, _ *programmev1.ListPackDraftsRequest) (*programmev1.ListPackDraftsResponse, error) {
	list, err := store.PackDrafts(ctx, s.Door.Pool())
	if err != nil {
		return nil, err
	}
	out := &programmev1.ListPackDraftsResponse{}
	for _, d := range list {
		shown, err := showDraft(rpc.ActorOf(ctx), d)
		if err != nil {
			return nil, err
		}
		out.Drafts = append(out.Drafts, shown)
	}
	return out, nil
}

// GetPackDraft returns one draft with its content and what happened to it.
func (s *Packs) GetPackDraft(ctx context.Context, req *programmev1.GetPackDraftRequest) (*programmev1.PackDraft, error) {
	return s.draft(ctx, req.GetId())
}

func (s *Packs) draft(ctx context.Context, id string) (*programmev1.PackDraft, error) {
	d, err := store.FindPackDraft(ctx, s.Door.Pool(), id)
	if err != nil {
		return nil, err
	}
	out, err := showDraft(rpc.ActorOf(ctx), d)
	if err != nil {
		return nil, err
	}
	steps, err := store.Steps(ctx, s.Door.Pool(), id)
	if err != nil {
		return nil, err
	}
	for _, x := range steps {
		out.Steps = append(out.Steps, &programmev1.PackDraftStep{Step: x.Step, Revision: x.Revision, PersonName: x.Person, At: timestamppb.New(x.At), Reason: x.Reason})
	}
	return out, nil
}

func showDraft(a docket.Actor, d store.PackDraft) (*programmev1.PackDraft, error) {
	out := &programmev1.PackDraft{
		Id: d.ID, Code: d.Code, Version: d.Version, Title: d.Title, EffectiveFrom: d.EffectiveFrom, BaseHash: d.BaseHash, BaseVersion: d.BaseVersion,
		Status: d.Status, Revision: d.Revision, AuthorNames: d.AuthorNames, SavedByName: d.SavedBy, SavedAt: timestamppb.New(d.SavedAt),
		SubmittedByName: d.SubmittedBy, SubmittedAt: rpc.Stamp(d.SubmittedAt), DecidedByName: d.DecidedBy, DecidedAt: rpc.Stamp(d.DecidedAt),
		Reason: d.Reason, PackHash: d.PackHash, OfferHash: d.OfferHash, MayDecide: mayDecide(a, d) == nil, MayEdit: mayEdit(a, d) == nil,
	}
	if d.Content == nil {
		return out, nil
	}
	content, err := asStruct(d.Content)
	out.Content = content
	return out, err
}

func asStruct(raw []byte) (*structpb.Struct, error) {
	var m map[string]any
	if err := json.Unmarshal(raw, &m); err != nil {
		return nil, fmt.Errorf("programme: content of a pack: %w", err)
	}
	return structpb.NewStruct(m)
}

// mayEdit: an officer or administrator, as long as nobody decides on it.
func mayEdit(a docket.Actor, d store.PackDraft) error {
	if !a.Is(writers...) {
		return problem.New(problem.Denied, "ROLE_REQUIRED", "没有编写规则包的权限", "You may not write rule packs").For("officer", "admin")
	}
	return inStatus(d, store.Drafting, store.Returned)
}

// mayDecide: somebody who may approve and saved no revision.
func mayDecide(a docket.Actor, d store.PackDraft) error {
	if !a.Is(deciders...) {
		return problem.New(problem.Denied, "ROLE_REQUIRED", "没有批准规则包的权限", "You may not approve rule packs").For("director")
	}
	if err := inStatus(d, store.Submitted); err != nil {
		return err
	}
	if slices.Contains(d.Authors, a.Person) {
		return store.OwnDraft()
	}
	return nil
}

var statusWords = map[string][2]string{
	store.Drafting: {"编写中", "being written"}, store.Submitted: {"待批准", "waiting for approval"}, store.Returned: {"已退回", "returned"},
	store.Approved: {"已批准", "approved"}, store.Discarded: {"已作废", "discarded"},
}

func inStatus(d store.PackDraft, wanted ...string) error {
	if slices.Contains(wanted, d.Status) {
		return nil
	}
	w := statusWords[d.Status]
	return problem.New(problem.Precondition, "PACK_DRAFT_STATE", "该草稿"+w[0]+"，不能进行此操作", "The draft is "+w[1]+": this cannot be done now").With("status", d.Status)
}

// CheckPackDraft lists what is wrong with a draft.
func (s *Packs) CheckPackDraft(ctx context.Context, req *programmev1.CheckPackDraftRequest) (*programmev1.CheckPackDraftResponse, error) {
	d, err := store.FindPackDraft(ctx, s.Door.Pool(), req.GetId())
	if err != nil {
		return nil, err
	}
	_, found, err := s.defects(ctx, s.Door.Pool(), d)
	if err != nil {
		return nil, err
	}
	out := &programmev1.CheckPackDraftResponse{Revision: d.Revision}
	for _, f := range found {
		out.Defects = append(out.Defects, &programmev1.PackDefect{Path: f.Path, Zh: f.Zh, En: f.En})
	}
	return out, nil
}

// defects reads a draft and lists what keeps it from being a pack in force from its day.
func (s *Packs) defects(ctx context.Context, q docket.Querier, d store.PackDraft) (*policy.Pack, []*policy.LoadError, error) {
	began, err := s.began(ctx, q, d)
	if err != nil {
		return nil, nil, err
	}
	p, err := policy.Decode(d.Content)
	if err != nil {
		return nil, policy.LoadErrors(err), nil
	}
	found := policy.Defects(began, p)
	taken, err := store.VersionExists(ctx, q, p.Code, p.Version)
	if err != nil {
		return nil, nil, err
	}
	if taken && d.Status != store.Approved {
		found = append(found, &policy.LoadError{Path: "version", Zh: "版本号 " + p.Version + " 已被使用，请换一个", En: "version " + p.Version + " is taken; choose another"})
	}
	if today := s.Door.Now().In(policy.Shanghai).Format("2006-01-02"); p.EffectiveFrom < today && d.Status != store.Approved {
		found = append(found, &policy.LoadError{Path: "effective_from", Zh: "生效日期不得早于今天（" + today + "）", En: "it cannot take effect before today, " + today})
	}
	return p, found, nil
}

// ComparePacks compares two packs, or drafts for those who may read them.
func (s *Packs) ComparePacks(ctx context.Context, req *programmev1.ComparePacksRequest) (*programmev1.ComparePacksResponse, error) {
	before, err := s.side(ctx, req.GetBefore())
	if err != nil {
		return nil, err
	}
	after, err := s.side(ctx, req.GetAfter())
	if err != nil {
		return nil, err
	}
	out := &programmev1.ComparePacksResponse{}
	for _, c := range policy.Compare(before, after) {
		out.Changes = append(out.Changes, &programmev1.PackChange{
			Kind: c.Kind, Path: c.Path, Zh: c.Zh, En: c.En, Change: c.Change, Before: c.Before.Zh, After: c.After.Zh, BeforeEn: c.Before.En, AfterEn: c.After.En,
		})
	}
	return out, nil
}

// side is a pack by its hash or, for those who may read drafts, an offered pack by its hash or a draft by its id.
func (s *Packs) side(ctx context.Context, name string) (*policy.Pack, error) {
	isDraft := strings.HasPrefix(name, draftPrefix)
	if !isDraft {
		p, err := s.Book.Pack(ctx, name)
		if problem.ReasonOf(err) != "PACK_NOT_FOUND" {
			return p, err
		}
	}
	if !rpc.ActorOf(ctx).Is(readers...) {
		return nil, problem.New(problem.NotFound, "PACK_NOT_FOUND", "没有找到该政策包", "No such rule pack")
	}
	if !isDraft {
		return store.OfferedPack(ctx, s.Door.Pool(), name)
	}
	d, err := store.FindPackDraft(ctx, s.Door.Pool(), name)
	if err != nil {
		return nil, err
	}
	return policy.Decode(d.Content)
}

// GetPackContent returns a pack whole, as data, with the words of its codes.
func (s *Packs) GetPackContent(ctx context.Context, req *programmev1.GetPackContentRequest) (*programmev1.GetPackContentResponse, error) {
	p, err := s.Book.Pack(ctx, req.GetHash())
	if err != nil {
		return nil, err
	}
	raw, err := p.Marshal()
	if err != nil {
		return nil, err
	}
	content, err := asStruct(raw)
	if err != nil {
		return nil, err
	}
	out := &programmev1.GetPackContentResponse{Content: content}
	for _, w := range policy.Words() {
		out.Words = append(out.Words, &programmev1.PackWord{Code: w.Code, Zh: w.Zh, En: w.En})
	}
	return out, nil
}

// GetPackUse lists the calls that use a pack; how many applications and agreements do is for those who may see them all.
func (s *Packs) GetPackUse(ctx context.Context, req *programmev1.GetPackUseRequest) (*programmev1.GetPackUseResponse, error) {
	if _, err := s.Book.Pack(ctx, req.GetHash()); err != nil {
		return nil, err
	}
	pool, a := s.Door.Pool(), rpc.ActorOf(ctx)
	uses, err := store.Uses(ctx, pool, req.GetHash())
	if err != nil {
		return nil, err
	}
	out := &programmev1.GetPackUseResponse{}
	for _, u := range uses {
		call, err := docket.Get(ctx, pool, u.Call)
		if err != nil {
			return nil, err
		}
		if !rpc.MaySee(a, call, nil) {
			continue
		}
		p := call.Parties()
		standing, _ := lifecycle.Call.Standing(call.State)
		shown := &programmev1.PackUser{Call: call.ID, Title: p.Title, Code: p.Code, StateZh: standing.Zh, StateEn: standing.En}
		if a.Is(overseers...) {
			shown.Dockets = int32(u.Applications)
		}
		out.Calls = append(out.Calls, shown)
	}
	if !a.Is(overseers...) {
		return out, nil
	}
	n, err := store.Agreements(ctx, pool, req.GetHash())
	out.Agreements = int32(n)
	return out, err
}

// asProblem turns faults of a content into a refusal.
func asProblem(err error, reason, zh, en string) error {
	var one *policy.LoadError
	if !errors.As(err, &one) {
		return err
	}
	return refuse(policy.LoadErrors(err), problem.Invalid, reason, zh, en)
}

func refuse(found []*policy.LoadError, kind problem.Kind, reason, zh, en string) error {
	p := problem.New(kind, reason, zh, en)
	for _, f := range found {
		p.At(f.Path, f.Zh, f.En)
	}
	return p
}
