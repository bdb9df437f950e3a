package rpc

import (
	"context"
	"encoding/base64"
	"encoding/json"

	identityv1 "yanlu/proto/gen/yanlu/identity/v1"
	"yanlu/services/identity/store"
	"yanlu/services/platform/problem"
)

const defaultPage = 50

// place is where a page ended: the next one begins after it.
type place struct{ Name, ID string }

func (p place) token() string {
	b, _ := json.Marshal([]string{p.Name, p.ID}) // two strings always marshal
	return base64.RawURLEncoding.EncodeToString(b)
}

func parsePlace(token string) (place, error) {
	if token == "" {
		return place{}, nil
	}
	var parts []string
	b, err := base64.RawURLEncoding.DecodeString(token)
	if err == nil {
		err = json.Unmarshal(b, &parts)
	}
	if err != nil || len(parts) != 2 {
		return place{}, problem.New(problem.Invalid, "PAGE_TOKEN_INVALID", "翻页标记无效，请从第一页开始", "the page token is not valid; start from the first page").
			At("page_token", "无效", "not valid")
	}
	return place{parts[0], parts[1]}, nil
}

func pageSize(n int32) int32 {
	if n <= 0 {
		return defaultPage
	}
	return n
}

// ListPeople lists people by name.
func (s *Server) ListPeople(ctx context.Context, r *identityv1.ListPeopleRequest) (*identityv1.ListPeopleResponse, error) {
	after, err := parsePlace(r.GetPageToken())
	if err != nil {
		return nil, err
	}
	size := pageSize(r.GetPageSize())
	rows, err := s.queries().ListPeople(ctx, store.ListPeopleParams{
		Role: r.GetRole(), Query: r.GetQuery(), Docket: r.GetWithoutConflictWith(), AfterName: after.Name, AfterID: after.ID, Page: size + 1,
	})
	if err != nil {
		return nil, err
	}
	out := &identityv1.ListPeopleResponse{}
	for i, p := range rows {
		if i == int(size) {
			out.NextPageToken = place{rows[i-1].Name, rows[i-1].ID}.token()
			break
		}
		out.People = append(out.People, &identityv1.Person{
			Id: p.ID, Name: p.Name, Title: p.Title, Fields: p.Fields, Organisation: p.Organisation, OrganisationName: p.OrganisationName,
		})
	}
	return out, nil
}

// ListOrganisations lists organisations by name.
func (s *Server) ListOrganisations(ctx context.Context, r *identityv1.ListOrganisationsRequest) (*identityv1.ListOrganisationsResponse, error) {
	after, err := parsePlace(r.GetPageToken())
	if err != nil {
		return nil, err
	}
	size := pageSize(r.GetPageSize())
	rows, err := s.queries().ListOrganisations(ctx, store.ListOrganisationsParams{
		Kind: r.GetKind(), Query: r.GetQuery(), WithRole: r.GetWithRole(), AfterName: after.Name, AfterID: after.ID, Page: size + 1,
	})
	if err != nil {
		return nil, err
	}
	out := &identityv1.ListOrganisationsResponse{}
	for i, o := range rows {
		if i == int(size) {
			out.NextPageToken = place{rows[i-1].Name, rows[i-1].ID}.token()
			break
		}
		out.Organisations = append(out.Organisations, &identityv1.Organisation{
			Id: o.ID, Name: o.Name, NameEn: o.NameEn, Uscc: o.Uscc, Kind: o.Kind, InDistrict: o.InDistrict, BankChecked: o.BankChecked,
		})
	}
	return out, nil
}
