package rpc

import (
	"context"
	"fmt"

	"google.golang.org/protobuf/types/known/structpb"

	applicationv1 "yanlu/proto/gen/yanlu/application/v1"
	"yanlu/services/application"
	"yanlu/services/application/store"
	"yanlu/services/docket"
	dockrpc "yanlu/services/docket/rpc"
	"yanlu/services/programme"
)

// GetPrefill returns what is known already for the fields of a draft, to those who write it.
func (s *Drafting) GetPrefill(ctx context.Context, req *applicationv1.GetPrefillRequest) (*applicationv1.GetPrefillResponse, error) {
	r, call, err := s.writable(ctx, req.GetDocket())
	if err != nil {
		return nil, err
	}
	form, _, err := s.Docket.FormOf(ctx, r, call)
	if err != nil {
		return nil, err
	}
	known, err := s.known(ctx, r, call)
	if err != nil {
		return nil, err
	}
	out := &applicationv1.GetPrefillResponse{}
	for _, p := range application.Prefills(form, known) {
		value, err := structpb.NewValue(p.Value)
		if err != nil {
			return nil, fmt.Errorf("application/rpc: prefill of %s: %w", p.Field, err)
		}
		out.Values = append(out.Values, &applicationv1.Prefill{Field: p.Field, Value: value, Origin: string(p.Origin), OriginName: p.OriginName})
	}
	return out, nil
}

// known gathers what is on file for an application.
func (s *Drafting) known(ctx context.Context, r, call *docket.Record) (application.Known, error) {
	p := r.Parties()
	k := application.Known{Title: p.Title, Today: s.Door.Now()}
	var t programme.Terms
	if err := call.Section("terms", &t); err != nil {
		return k, err
	}
	k.Call = application.CallFile{Title: call.Parties().Title, Topics: t.Topics}
	if err := s.parties(ctx, p, &k); err != nil {
		return k, err
	}
	return k, s.earlier(ctx, r, &k)
}

func (s *Drafting) parties(ctx context.Context, p docket.Parties, k *application.Known) error {
	ids := []string{p.HostOrg}
	for _, co := range p.CoApplicants {
		ids = append(ids, co.Org)
	}
	files, err := store.OrganisationFiles(ctx, s.Door.Pool(), ids)
	if err != nil {
		return err
	}
	k.Host = files[p.HostOrg]
	for _, co := range p.CoApplicants {
		f := files[co.Org]
		f.Profile = map[string]any{"duty": co.Role} // a partner's own file is not the applicant's to read
		k.Partners = append(k.Partners, f)
	}
	k.Lead, err = store.PersonFile(ctx, s.Door.Pool(), p.PI)
	return err
}

// mostEarlier bounds the search for one that holds an answer.
const mostEarlier = 20

// earlier finds the last applications of the same person and of the same host
// that the caller may read as applicant.
func (s *Drafting) earlier(ctx context.Context, r *docket.Record, k *application.Known) error {
	p, a, pool := r.Parties(), dockrpc.ActorOf(ctx), s.Door.Pool()
	found, err := docket.Select(ctx, pool, "where machine = 'project' and (pi = $1 or host_org = $2) and id <> $3 order by opened_at desc, id limit $4", p.PI, p.HostOrg, r.ID, mostEarlier)
	if err != nil {
		return err
	}
	for _, was := range found {
		theirs := was.Parties()
		own, ofHost := theirs.PI == p.PI && k.Own == nil, theirs.HostOrg == p.HostOrg && k.OfHost == nil
		if !dockrpc.ReadsAsApplicant(a, was, nil) || (!own && !ofHost) {
			continue
		}
		e, err := s.written(ctx, was, theirs.HostOrg == p.HostOrg)
		if err != nil {
			return err
		}
		if own {
			k.Own = e
		}
		if ofHost {
			k.OfHost = e
		}
	}
	return nil
}

// written reads what an application says; nil when nothing was written.
func (s *Drafting) written(ctx context.Context, r *docket.Record, sameHost bool) (*application.Earlier, error) {
	draft, err := docket.LatestDraft(ctx, s.Door.Pool(), r.ID)
	if err != nil || draft.Version == 0 {
		return nil, err
	}
	_, call, err := docket.WithParent(ctx, s.Door.Pool(), r.ID)
	if err != nil {
		return nil, err
	}
	form, _, err := s.Docket.FormOf(ctx, r, call)
	return &application.Earlier{Title: r.Parties().Title, Form: form, Content: draft.Content, SameHost: sameHost}, err
}
