package rpc

import (
	"context"
	"encoding/json"
	"regexp"
	"unicode/utf8"

	"google.golang.org/protobuf/types/known/structpb"

	identityv1 "yanlu/proto/gen/yanlu/identity/v1"
	"yanlu/services/identity"
	"yanlu/services/identity/store"
	"yanlu/services/platform/problem"
)

// Bounds of the further facts of a file: short words and figures, not documents.
const (
	mostFacts   = 40
	longestFact = 4000 // characters
)

var factName = regexp.MustCompile(`^[a-z][a-z0-9_]{0,39}$`)

// GetProfile returns the caller's own file and that of an organisation of theirs.
func (s *Members) GetProfile(ctx context.Context, r *identityv1.GetProfileRequest) (*identityv1.Profile, error) {
	caller, _ := identity.FromContext(ctx)
	return s.profile(ctx, s.queries(), caller, r.GetOrganisation())
}

func (s *Members) profile(ctx context.Context, q *store.Queries, caller identity.Caller, id string) (*identityv1.Profile, error) {
	p, err := q.PersonProfile(ctx, caller.Person)
	if err != nil {
		return nil, missing(err, noPerson())
	}
	out := &identityv1.Profile{Person: p.ID, Name: p.Name, Email: p.Email, Phone: p.Phone, Title: p.Title, Degree: p.Degree, Fields: p.Fields}
	if out.PersonMore, err = facts(p.Profile); err != nil {
		return nil, err
	}
	if id == "" && firstOrganisation(caller) == "" {
		return out, nil
	}
	org, err := s.organisation(ctx, q, caller, id)
	if err != nil {
		return nil, err
	}
	o, err := q.OrganisationProfile(ctx, org.ID)
	if err != nil {
		return nil, err
	}
	out.Organisation = &identityv1.Organisation{
		Id: o.ID, Name: o.Name, NameEn: o.NameEn, Uscc: o.Uscc, Kind: o.Kind, InDistrict: o.InDistrict, BankChecked: o.BankChecked,
	}
	out.Address = o.Address
	out.OrganisationMore, err = facts(o.Profile)
	return out, err
}

func facts(raw json.RawMessage) (*structpb.Struct, error) {
	m := map[string]any{}
	if len(raw) > 0 {
		if err := json.Unmarshal(raw, &m); err != nil {
			return nil, err
		}
	}
	return structpb.NewStruct(m)
}

// kept checks further facts and writes them as they are kept.
func kept(field string, more *structpb.Struct) (json.RawMessage, error) {
	p := problem.New(problem.Invalid, "PROFILE_INVALID", "档案内容不符合要求", "something does not fit the file")
	if len(more.GetFields()) > mostFacts {
		p.At(field, "项目过多", "too many facts")
	}
	for name, v := range more.GetFields() {
		text, isText := v.GetKind().(*structpb.Value_StringValue)
		_, isNumber := v.GetKind().(*structpb.Value_NumberValue)
		switch {
		case !factName.MatchString(name):
			p.At(field, "名称不符合要求", "the name of a fact is not allowed")
		case !isText && !isNumber:
			p.At(field+"."+name, "须为文字或数字", "must be words or a figure")
		case isText && utf8.RuneCountInString(text.StringValue) > longestFact:
			p.At(field+"."+name, "内容过长", "too long")
		}
	}
	if len(p.Violations) > 0 {
		return nil, p
	}
	if more == nil {
		return json.RawMessage("{}"), nil
	}
	return json.Marshal(more.AsMap())
}

// SavePersonProfile saves the caller's own file.
func (s *Members) SavePersonProfile(ctx context.Context, r *identityv1.SavePersonProfileRequest) (*identityv1.Profile, error) {
	caller, _ := identity.FromContext(ctx)
	more, err := kept("more", r.GetMore())
	if err != nil {
		return nil, err
	}
	fields := r.GetFields()
	if fields == nil {
		fields = []string{}
	}
	err = s.write(ctx, r.GetRequestId(), caller.Person, r, &identityv1.Profile{}, nil, func(q *store.Queries) error {
		return q.SavePersonProfile(ctx, store.SavePersonProfileParams{
			ID: caller.Person, Email: r.GetEmail(), Phone: r.GetPhone(), Title: r.GetTitle(), Degree: r.GetDegree(), Fields: fields, Profile: more,
		})
	})
	if err != nil {
		return nil, err
	}
	return s.profile(ctx, s.queries(), caller, "")
}

// SaveOrganisationProfile saves the file of an organisation whose people the caller manages.
func (s *Members) SaveOrganisationProfile(ctx context.Context, r *identityv1.SaveOrganisationProfileRequest) (*identityv1.Profile, error) {
	caller, _ := identity.FromContext(ctx)
	more, err := kept("more", r.GetMore())
	if err != nil {
		return nil, err
	}
	err = s.write(ctx, r.GetRequestId(), r.GetOrganisation(), r, &identityv1.Profile{}, nil, func(q *store.Queries) error {
		org, _, err := s.managed(ctx, q, caller, r.GetOrganisation())
		if err != nil {
			return err
		}
		_, err = q.SaveOrganisationProfile(ctx, store.SaveOrganisationProfileParams{ID: org.ID, Address: r.GetAddress(), Profile: more})
		return err
	})
	if err != nil {
		return nil, err
	}
	return s.profile(ctx, s.queries(), caller, r.GetOrganisation())
}
