package rpc

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5"
	"google.golang.org/protobuf/types/known/timestamppb"

	reviewv1 "yanlu/proto/gen/yanlu/review/v1"
	dockrpc "yanlu/services/docket/rpc"
	"yanlu/services/review/pool"
	"yanlu/services/review/pool/store"
)

// names of people and organisations that files refer to, by id.
type names map[string]string

func (s *Server) namesOf(ctx context.Context, list []store.Listed) (names, error) {
	var ids []string
	for _, l := range list {
		ids = append(ids, l.VerifiedBy, l.RecommendedBy)
	}
	rows, err := s.Door.Pool().Query(ctx, "select id, name from person where id = any($1) union all select id, name from organisation where id = any($1)", ids)
	if err != nil {
		return nil, err
	}
	out := names{}
	var id, name string
	_, err = pgx.ForEachRow(rows, []any{&id, &name}, func() error { out[id] = name; return nil })
	return out, err
}

// shown is a file as a caller sees it.
func (s *Server) shown(ctx context.Context, c caller, l store.Listed, cutoff time.Time, known names) (*reviewv1.Expert, error) {
	if known == nil {
		var err error
		if known, err = s.namesOf(ctx, []store.Listed{l}); err != nil {
			return nil, err
		}
	}
	sight := c.sight(l.Expert)
	e := sight.Limit(l.Expert)
	job, _ := e.Employed()
	out := &reviewv1.Expert{
		Person: e.Person, Name: e.Name, Title: e.Title, Degree: e.Degree, Email: e.Email, Phone: e.Phone,
		Status: string(e.Status), Source: e.Source, RecommendedByName: known[e.RecommendedBy], EmployerName: job.OrganisationName,
		File: fileOut(e.File), RefreshedAt: timestamppb.New(e.RefreshedAt), Version: e.Version,
	}
	if sight.Use {
		out.Load, out.AwayToday, out.Stale, out.Account = int32(l.Load), e.AwayOn(s.today()), e.Stale(cutoff), l.Account
		out.VerifiedByName, out.VerifiedAt, out.Reason = known[e.VerifiedBy], dockrpc.Stamp(e.VerifiedAt), e.Reason
	}
	for _, a := range pool.Acts(e.Status, c.is(e.Person), c.roles) {
		out.Acts = append(out.Acts, string(a))
	}
	return out, nil
}

func fileOut(f pool.File) *reviewv1.ExpertFile {
	out := &reviewv1.ExpertFile{
		Kinds: f.Kinds, FromOutside: !f.Local, Topics: f.Topics, Disciplines: f.Disciplines, Keywords: f.Keywords, Grade: f.Grade, MaxLoad: int32(f.MaxLoad),
	}
	for _, w := range f.Works {
		out.Works = append(out.Works, &reviewv1.ExpertWork{Title: w.Title, Keywords: w.Keywords, Year: int32(w.Year)})
	}
	for _, a := range f.Away {
		out.Away = append(out.Away, &reviewv1.ExpertAway{From: a.From, To: a.To, Reason: a.Reason})
	}
	for _, e := range f.Employments {
		out.Employments = append(out.Employments, &reviewv1.ExpertEmployment{Organisation: e.Organisation, OrganisationName: e.OrganisationName, Position: e.Position, From: e.From, To: e.To})
	}
	for _, r := range f.Relations {
		out.Relations = append(out.Relations, &reviewv1.ExpertRelation{
			Kind: r.Kind, OtherPerson: r.OtherPerson, OtherName: r.OtherName, OtherOrganisation: r.OtherOrg, OtherOrganisationName: r.OtherOrgName,
			Note: r.Note, From: r.From, To: r.To,
		})
	}
	return out
}

func fileIn(f *reviewv1.ExpertFile) pool.File {
	out := pool.File{
		Kinds: f.GetKinds(), Local: !f.GetFromOutside(), Topics: f.GetTopics(), Disciplines: f.GetDisciplines(), Keywords: f.GetKeywords(),
		Grade: f.GetGrade(), MaxLoad: int(f.GetMaxLoad()),
	}
	for _, w := range f.GetWorks() {
		out.Works = append(out.Works, pool.Work{Title: w.GetTitle(), Keywords: w.GetKeywords(), Year: int(w.GetYear())})
	}
	for _, a := range f.GetAway() {
		out.Away = append(out.Away, pool.Away{From: a.GetFrom(), To: a.GetTo(), Reason: a.GetReason()})
	}
	for _, e := range f.GetEmployments() {
		out.Employments = append(out.Employments, pool.Employment{
			Organisation: e.GetOrganisation(), OrganisationName: e.GetOrganisationName(), Position: e.GetPosition(), From: e.GetFrom(), To: e.GetTo(),
		})
	}
	for _, r := range f.GetRelations() {
		out.Relations = append(out.Relations, pool.Relation{
			Kind: r.GetKind(), OtherPerson: r.GetOtherPerson(), OtherName: r.GetOtherName(), OtherOrg: r.GetOtherOrganisation(), OtherOrgName: r.GetOtherOrganisationName(),
			Note: r.GetNote(), From: r.GetFrom(), To: r.GetTo(),
		})
	}
	return out.Normal()
}
