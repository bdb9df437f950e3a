package rpc

import (
	"context"
	"fmt"
	"net/mail"
	"slices"

	"github.com/jackc/pgx/v5"

	reviewv1 "yanlu/proto/gen/yanlu/review/v1"
	"yanlu/services/platform/problem"
	"yanlu/services/review/pool"
	"yanlu/services/review/pool/store"
)

// RegisterExpert enters the caller into the pool, or replaces the caller's own file.
func (s *Server) RegisterExpert(ctx context.Context, req *reviewv1.RegisterExpertRequest) (*reviewv1.Expert, error) {
	if !req.GetTruthful() {
		return nil, problem.Missing("truthful", "真实性承诺", "The declaration that the file is true")
	}
	me, out := callerOf(ctx).person, &reviewv1.Expert{}
	err := s.write(ctx, req, me, out, func(tx pgx.Tx) ([]news, error) {
		p, ok, err := store.PersonByID(ctx, tx, me, s.Door.Now())
		if err != nil || !ok {
			return nil, orNotFound(err)
		}
		facts := pool.Facts{Name: p.Name, Title: trimmed(req.GetTitle()), Degree: trimmed(req.GetDegree()), Email: trimmed(req.GetEmail()), Phone: trimmed(req.GetPhone())}
		file, err := s.checked(ctx, tx, req.GetFile(), facts)
		if err != nil {
			return nil, err
		}
		told, err := s.enter(ctx, tx, p, facts, file, req.GetEtag())
		if err != nil {
			return nil, err
		}
		return told, s.reply(ctx, tx, me, out)
	})
	return out, err
}

func orNotFound(err error) error {
	if err != nil {
		return err
	}
	return store.NotFound()
}

// enter writes the caller's file: a new one, or the next version.
func (s *Server) enter(ctx context.Context, tx pgx.Tx, p store.Person, facts pool.Facts, file pool.File, etag int64) ([]news, error) {
	now := s.Door.Now()
	before, err := store.Lock(ctx, tx, p.ID)
	if problem.ReasonOf(err) == "EXPERT_NOT_FOUND" && etag == 0 {
		e := pool.Expert{Person: p.ID, Status: pool.Candidate, Source: pool.BySelf, Facts: facts, File: file, RefreshedAt: now}
		entry, err := store.Add(ctx, tx, e, store.Entry{Act: pool.Register, By: p.ID, At: now})
		if err != nil {
			return nil, err
		}
		return s.tellOfficers(ctx, tx, p.ID, entry, facts.Name)
	}
	if err != nil {
		return nil, err
	}
	if err := fresh(before, etag); err != nil {
		return nil, err
	}
	if _, err := pool.Next(pool.Refresh, before.Status); err != nil {
		return nil, err
	}
	after := before
	after.Facts, after.File, after.RefreshedAt, after.Status = facts, file, now, pool.AfterRefresh(before, file)
	entry, err := store.Save(ctx, tx, before, after, store.Entry{Act: pool.Refresh, By: p.ID, At: now})
	if err != nil {
		return nil, err
	}
	told, err := s.tellAgencies(ctx, tx, p.ID, facts.Name, entry)
	if err != nil || after.Status == before.Status {
		return told, err
	}
	officers, err := s.tellOfficers(ctx, tx, p.ID, entry, facts.Name)
	return append(told, officers...), err
}

// tellOfficers says that somebody waits to be verified.
func (s *Server) tellOfficers(ctx context.Context, tx pgx.Tx, person string, entry int64, name string) ([]news, error) {
	officers, err := store.Officers(ctx, tx)
	if err != nil {
		return nil, err
	}
	return []news{{person, entry}}, store.Tell(ctx, tx, officers, person, entry, s.Door.Now(), "请核验咨询专家："+name, "An expert waits to be verified: "+name)
}

// checked reads a file, links its employers and judges it.
func (s *Server) checked(ctx context.Context, tx pgx.Tx, in *reviewv1.ExpertFile, facts pool.Facts) (pool.File, error) {
	f := fileIn(in)
	if facts.Email != "" {
		if a, err := mail.ParseAddress(facts.Email); err != nil || a.Address != facts.Email {
			return f, problem.New(problem.Invalid, "EMAIL_INVALID", "电子邮箱格式不正确", "the e-mail address is not valid").At("email", "格式不正确", "not valid")
		}
	}
	known, err := store.Fields(ctx, tx)
	if err != nil {
		return f, err
	}
	if err := f.Check(known); err != nil {
		return f, err
	}
	if err := s.checkNamed(ctx, tx, f); err != nil {
		return f, err
	}
	if err := store.Place(ctx, tx, &f); err != nil {
		return f, err
	}
	for i, e := range f.Employments {
		if e.OrganisationName == "" { // an id that is nobody's, without a name
			return f, problem.New(problem.Invalid, "ORGANISATION_NOT_FOUND", "没有找到该单位，请填写单位名称", "there is no such organisation; give its name").
				At(fmt.Sprintf("file.employments.%d.organisation_name", i), "没有该单位", "no such organisation")
		}
	}
	return f, nil
}

// checkNamed refuses relations with people and organisations that do not exist.
func (s *Server) checkNamed(ctx context.Context, tx pgx.Tx, f pool.File) error {
	strangers, err := store.Strangers(ctx, tx, f)
	if err != nil {
		return err
	}
	for i, r := range f.Relations {
		if strangers[r.OtherPerson] || strangers[r.OtherOrg] {
			return problem.New(problem.Invalid, "RELATION_UNKNOWN", "关系所指的人员或单位不存在，请改填姓名或名称", "the person or organisation of a relation does not exist; give a name instead").
				At(fmt.Sprintf("file.relations.%d", i), "对方不存在", "no such person or organisation")
		}
	}
	return nil
}

// RecommendExpert enters somebody on the word of the caller's organisation.
func (s *Server) RecommendExpert(ctx context.Context, req *reviewv1.RecommendExpertRequest) (*reviewv1.Expert, error) {
	c, out := callerOf(ctx), &reviewv1.Expert{}
	org, err := recommender(c, req.GetOrganisation())
	if err != nil {
		return nil, err
	}
	err = s.write(ctx, req, org, out, func(tx pgx.Tx) ([]news, error) {
		p, err := s.recommended(ctx, tx, req, org)
		if err != nil {
			return nil, err
		}
		file, err := s.checked(ctx, tx, req.GetFile(), p.Facts)
		if err != nil {
			return nil, err
		}
		now := s.Door.Now()
		e := pool.Expert{Person: p.ID, Status: pool.Candidate, Source: pool.ByRecommendation, RecommendedBy: org, Facts: p.Facts, File: file, RefreshedAt: now}
		entry, err := store.Add(ctx, tx, e, store.Entry{Act: pool.Recommend, By: c.person, At: now, Note: trimmed(req.GetOpinion())})
		if err != nil {
			return nil, err
		}
		told, err := s.tellOfficers(ctx, tx, p.ID, entry, p.Name)
		if err != nil {
			return nil, err
		}
		return told, s.reply(ctx, tx, p.ID, out)
	})
	return out, err
}

// recommender is the organisation that the caller recommends for.
func recommender(c caller, wanted string) (string, error) {
	mine := pool.Recommends(c.as)
	if wanted == "" && len(mine) > 0 {
		return mine[0], nil
	}
	if !slices.Contains(mine, wanted) {
		return "", problem.New(problem.Denied, "NOT_YOUR_ORGANISATION", "只能以本单位的名义推荐", "recommend in the name of your own organisation").At("organisation", "不是您的单位", "not yours")
	}
	return wanted, nil
}

// recommended is who is meant: a colleague with an account, or somebody new by e-mail.
func (s *Server) recommended(ctx context.Context, tx pgx.Tx, req *reviewv1.RecommendExpertRequest, org string) (store.Person, error) {
	now := s.Door.Now()
	if id := req.GetPerson(); id != "" {
		p, ok, err := store.PersonByID(ctx, tx, id, now)
		var colleague bool
		if err == nil && ok {
			err = tx.QueryRow(ctx, "select exists (select 1 from role_grant where person = $1 and organisation = $2)", id, org).Scan(&colleague)
		}
		switch {
		case err != nil:
			return p, err
		case !ok || !colleague || p.Disabled:
			return p, problem.New(problem.NotFound, "PERSON_NOT_FOUND", "本单位没有此人", "there is no such person in your organisation").At("person", "没有此人", "no such person")
		case p.InPool:
			return p, inPool()
		}
		return p, nil
	}
	f := pool.Facts{Name: trimmed(req.GetName()), Title: trimmed(req.GetTitle()), Degree: trimmed(req.GetDegree()), Email: trimmed(req.GetEmail()), Phone: trimmed(req.GetPhone())}
	if f.Name == "" || f.Email == "" {
		return store.Person{}, problem.Missing(map[bool]string{true: "name", false: "email"}[f.Name == ""], "姓名和电子邮箱", "Name and e-mail")
	}
	// Whether an address is somebody's is not for a recommender to learn: the refusal is the same as for one in the pool.
	if _, ok, err := store.PersonByEmail(ctx, tx, f.Email, now); err != nil || ok {
		if err == nil {
			err = inPool()
		}
		return store.Person{}, err
	}
	p := store.Person{ID: newID(), Facts: f}
	return p, store.AddPerson(ctx, tx, p.ID, f)
}

func inPool() error {
	return problem.New(problem.Duplicate, "EXPERT_ON_FILE", "此人已有账号或已在专家库中，请由本人登记", "this person has an account or is in the pool; let them register themselves").At("email", "已登记", "on file").For("officer")
}
