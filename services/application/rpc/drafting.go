package rpc

import (
	"context"

	"google.golang.org/protobuf/types/known/timestamppb"

	applicationv1 "yanlu/proto/gen/yanlu/application/v1"
	"yanlu/services/application/act"
	"yanlu/services/application/store"
	"yanlu/services/docket"
	dockrpc "yanlu/services/docket/rpc"
	"yanlu/services/lifecycle"
	"yanlu/services/platform/problem"
	"yanlu/services/policy"
	programmestore "yanlu/services/programme/store"
)

// Drafting serves DraftingService.
type Drafting struct {
	*dockrpc.Carrier
	Docket *dockrpc.Server
	Book   *programmestore.Book
	Rules  act.Rules
	applicationv1.UnsafeDraftingServiceServer
}

// readable finds an application whose draft the caller may read, with its call.
func (s *Drafting) readable(ctx context.Context, id string) (r, call *docket.Record, err error) {
	r, call, _, err = s.Docket.ReadableDraft(ctx, id)
	if err == nil && (r.Machine != lifecycle.ProjectMachine || call == nil) {
		err = docket.NotFound(id)
	}
	return r, call, err
}

// writable finds an application whose draft the caller may write now.
func (s *Drafting) writable(ctx context.Context, id string) (r, call *docket.Record, err error) {
	if r, call, err = s.readable(ctx, id); err != nil {
		return nil, nil, err
	}
	return r, call, s.Docket.MayWriteDraft(ctx, r.ID)
}

// CheckDraft judges a draft as the institution's approval would: errors stop it, warnings do not.
func (s *Drafting) CheckDraft(ctx context.Context, req *applicationv1.CheckDraftRequest) (*applicationv1.CheckDraftResponse, error) {
	r, call, err := s.readable(ctx, req.GetDocket())
	if err != nil {
		return nil, err
	}
	draft, err := docket.LatestDraft(ctx, s.Door.Pool(), r.ID)
	if err != nil {
		return nil, err
	}
	judged, err := s.Rules.Judge(ctx, s.Door.Pool(), r, call, draft, s.Door.Now())
	if err != nil {
		return nil, err
	}
	out := &applicationv1.CheckDraftResponse{Version: draft.Version}
	for _, f := range judged.Findings {
		severity := policy.SeverityError
		if f.Warning {
			severity = policy.SeverityWarning
			out.Warnings++
		} else {
			out.Errors++
		}
		out.Findings = append(out.Findings, &applicationv1.Finding{Field: f.Field, Severity: string(severity), Zh: f.Zh, En: f.En, Rule: f.Rule, Help: f.Help})
	}
	return out, nil
}

// GetCallForm returns the form of a published call with the hints of its pack. No account is needed.
func (s *Drafting) GetCallForm(ctx context.Context, req *applicationv1.GetCallFormRequest) (*applicationv1.GetCallFormResponse, error) {
	call, err := docket.Get(ctx, s.Door.Pool(), req.GetCall())
	if err != nil {
		return nil, err
	}
	// Published is what the public may see, whoever asks.
	if call.Machine != lifecycle.CallMachine || !dockrpc.MaySee(docket.PublicActor, call, nil) {
		return nil, docket.NotFound(req.GetCall())
	}
	form, err := s.Rules.CallForm(ctx, call)
	if err != nil {
		return nil, err
	}
	out := &applicationv1.GetCallFormResponse{Form: dockrpc.ShowForm(form), Hints: map[string]string{}}
	for _, section := range form.Sections {
		for _, f := range section.Fields {
			hints(out.Hints, section.Code+"."+f.F, f)
		}
	}
	return out, nil
}

func hints(into map[string]string, path string, f policy.Field) {
	if f.Hint != "" {
		into[path] = f.Hint
	}
	for _, c := range f.Columns {
		hints(into, path+"."+c.F, c)
	}
}

// ListLimits lists the limits of an organisation or of the caller, with their use.
func (s *Drafting) ListLimits(ctx context.Context, req *applicationv1.ListLimitsRequest) (*applicationv1.ListLimitsResponse, error) {
	a := dockrpc.ActorOf(ctx)
	parties := docket.Parties{PI: a.Person}
	if org := req.GetOrganisation(); org != "" {
		if err := s.mayCount(ctx, a, org); err != nil {
			return nil, err
		}
		parties = docket.Parties{HostOrg: org}
	}
	call, err := s.callOf(ctx, a, req.GetCall())
	if err != nil {
		return nil, err
	}
	uses, err := s.Rules.Limits(ctx, s.Door.Pool(), call, parties, s.Door.Now())
	if err != nil {
		return nil, err
	}
	out := &applicationv1.ListLimitsResponse{}
	for _, u := range uses {
		out.Limits = append(out.Limits, &applicationv1.Limit{
			Rule: u.Rule.ID, Zh: u.Rule.Zh, En: u.Rule.En, Used: int32(u.Used), Limit: int32(u.Limit), Left: int32(u.Left()), Evidence: string(u.Rule.Grade()),
		})
	}
	return out, nil
}

// mayCount: an organisation's numbers are for its own officers and the bureau; to others it does not exist.
func (s *Drafting) mayCount(ctx context.Context, a docket.Actor, org string) error {
	may := dockrpc.IsBureau(a)
	for _, c := range a.Capacities {
		may = may || c.Org == org && (c.Role == lifecycle.Institution || c.Role == lifecycle.Recommender)
	}
	if may {
		known, err := store.Organisation(ctx, s.Door.Pool(), org)
		if err != nil || known.ID != "" {
			return err
		}
	}
	return problem.New(problem.NotFound, "ORGANISATION_NOT_FOUND", "没有找到该单位", "There is no such organisation").With("organisation", org)
}

// callOf finds a call that the caller may see; nil when none is named.
func (s *Drafting) callOf(ctx context.Context, a docket.Actor, id string) (*docket.Record, error) {
	if id == "" {
		return nil, nil
	}
	call, err := docket.Get(ctx, s.Door.Pool(), id)
	if err != nil {
		return nil, err
	}
	if call.Machine != lifecycle.CallMachine || !dockrpc.MaySee(a, call, nil) {
		return nil, docket.NotFound(id)
	}
	return call, nil
}

// ListMarks lists which sections are marked as finished, by whom.
func (s *Drafting) ListMarks(ctx context.Context, req *applicationv1.ListMarksRequest) (*applicationv1.ListMarksResponse, error) {
	r, _, err := s.readable(ctx, req.GetDocket())
	if err != nil {
		return nil, err
	}
	marks, err := store.Marks(ctx, s.Door.Pool(), r.ID)
	if err != nil {
		return nil, err
	}
	out := &applicationv1.ListMarksResponse{}
	for _, m := range marks {
		out.Marks = append(out.Marks, &applicationv1.Mark{Section: m.Section, PersonName: m.Person, At: timestamppb.New(m.At)})
	}
	return out, nil
}
