package rpc

import (
	"context"

	"github.com/jackc/pgx/v5"

	reviewv1 "yanlu/proto/gen/yanlu/review/v1"
	"yanlu/services/identity"
	identityrpc "yanlu/services/identity/rpc"
	"yanlu/services/lifecycle"
	"yanlu/services/platform/problem"
	"yanlu/services/review/pool"
	"yanlu/services/review/pool/store"
)

// VerifyExpert admits a candidate and gives the role of reviewer where they
// work. Somebody who cannot sign in gets a link that opens their account.
func (s *Server) VerifyExpert(ctx context.Context, req *reviewv1.VerifyExpertRequest) (*reviewv1.VerifyExpertResponse, error) {
	out, secret := &reviewv1.VerifyExpertResponse{Expert: &reviewv1.Expert{}}, ""
	err := s.write(ctx, req, req.GetPerson(), out, func(tx pgx.Tx) ([]news, error) {
		told, org, err := s.move(ctx, tx, pool.Verify, req.GetPerson(), req.GetEtag(), trimmed(req.GetNote()),
			"您已通过核验，成为咨询专家", "You were verified and are now an expert of the pool")
		if err != nil {
			return nil, err
		}
		p, _, err := store.PersonByID(ctx, tx, req.GetPerson(), s.Door.Now())
		if err != nil {
			return nil, err
		}
		if !p.Account {
			now := s.Door.Now()
			days := identity.DefaultSettings.InvitationDays
			if secret, err = identityrpc.InviteToAccount(ctx, tx, p.ID, p.Name, p.Email, org, callerOf(ctx).person, []string{string(lifecycle.Reviewer)}, now, now.AddDate(0, 0, days)); err != nil {
				return nil, err
			}
		}
		return told, s.reply(ctx, tx, req.GetPerson(), out.Expert)
	})
	if err != nil {
		return nil, err
	}
	out.Secret = secret // after the reply was kept: the secret is not
	return out, nil
}

// SuspendExpert takes somebody out of the invitations for a while.
func (s *Server) SuspendExpert(ctx context.Context, req *reviewv1.EndExpertRequest) (*reviewv1.Expert, error) {
	return s.stand(ctx, req, pool.Suspend, "您的咨询专家资格已暂停：", "Your place in the pool of experts was suspended: ")
}

// ReinstateExpert takes somebody back.
func (s *Server) ReinstateExpert(ctx context.Context, req *reviewv1.EndExpertRequest) (*reviewv1.Expert, error) {
	return s.stand(ctx, req, pool.Reinstate, "您的咨询专家资格已恢复：", "Your place in the pool of experts was given back: ")
}

// RemoveExpert ends somebody's place in the pool.
func (s *Server) RemoveExpert(ctx context.Context, req *reviewv1.EndExpertRequest) (*reviewv1.Expert, error) {
	return s.stand(ctx, req, pool.Remove, "您已被移出专家库：", "You were removed from the pool of experts: ")
}

// stand moves an expert to another standing, with a reason, and tells them.
func (s *Server) stand(ctx context.Context, req *reviewv1.EndExpertRequest, act pool.Act, zh, en string) (*reviewv1.Expert, error) {
	reason, out := trimmed(req.GetReason()), &reviewv1.Expert{}
	if reason == "" {
		return nil, problem.Missing("reason", "原因", "The reason")
	}
	err := s.write(ctx, req, req.GetPerson(), out, func(tx pgx.Tx) ([]news, error) {
		told, _, err := s.move(ctx, tx, act, req.GetPerson(), req.GetEtag(), reason, zh+reason, en+reason)
		if err != nil {
			return nil, err
		}
		return told, s.reply(ctx, tx, req.GetPerson(), out)
	})
	return out, err
}

// move carries an act out on a locked file: the table, the rule of the act, the
// role, the history, the word to the expert. It returns where the expert works.
func (s *Server) move(ctx context.Context, tx pgx.Tx, act pool.Act, person string, etag int64, note, zh, en string) (told []news, org string, err error) {
	before, err := store.Lock(ctx, tx, person)
	if err != nil {
		return nil, "", err
	}
	if err := fresh(before, etag); err != nil {
		return nil, "", err
	}
	after := before
	if after.Status, err = pool.Next(act, before.Status); err != nil {
		return nil, "", err
	}
	now, by := s.Door.Now(), callerOf(ctx).person
	after.Reason = ""
	switch after.Status {
	case pool.Active:
		after.File.Employments = append([]pool.Employment{}, before.File.Employments...)
		if org, err = s.admit(ctx, tx, &after); err != nil {
			return nil, "", err
		}
		if act == pool.Verify {
			after.VerifiedBy, after.VerifiedAt = by, &now
		}
	case pool.Suspended, pool.Removed:
		after.Reason = note
		if err := s.mayEnd(ctx, tx, person); err != nil {
			return nil, "", err
		}
	}
	if after.Status != pool.Candidate {
		if err := store.Employ(ctx, tx, person, org, by, now); err != nil {
			return nil, "", err
		}
	}
	entry, err := store.Save(ctx, tx, before, after, store.Entry{Act: act, By: by, At: now, Note: note})
	if err != nil {
		return nil, "", err
	}
	if err := store.Tell(ctx, tx, []string{person}, person, entry, now, zh, en); err != nil {
		return nil, "", err
	}
	agencies, err := s.tellAgencies(ctx, tx, person, after.Name, entry)
	return append(agencies, news{person, entry}), org, err
}

// admit refuses somebody who may not review, and finds the organisation in which they do.
func (s *Server) admit(ctx context.Context, tx pgx.Tx, e *pool.Expert) (org string, err error) {
	now, by := s.Door.Now(), callerOf(ctx).person
	p, _, err := store.PersonByID(ctx, tx, e.Person, now)
	if err != nil {
		return "", err
	}
	if p.Disabled || p.Sanctioned {
		return "", problem.New(problem.Precondition, "EXPERT_BARRED", "此人的账号已停用或尚在惩戒期内，不能担任评审专家", "the account is closed or a sanction runs; this person cannot review").For(string(lifecycle.Discipline), string(lifecycle.Admin))
	}
	if err := store.Place(ctx, tx, &e.File); err != nil {
		return "", err
	}
	job, _ := e.Employed()
	if job.Organisation == "" {
		return "", problem.New(problem.Precondition, "EMPLOYER_NOT_REGISTERED", "现工作单位“"+job.OrganisationName+"”尚未登记，请先登记该单位再核验", "the employer “"+job.OrganisationName+"” is not registered; register the organisation first").
			For(string(lifecycle.Officer))
	}
	kind, sanctioned, err := store.OrganisationKind(ctx, tx, job.Organisation, now)
	if err != nil {
		return "", err
	}
	if sanctioned {
		return "", problem.New(problem.Precondition, "EMPLOYER_BARRED", "现工作单位尚在惩戒期内", "a sanction of the employer runs").For(string(lifecycle.Discipline))
	}
	return job.Organisation, identity.CheckGrant(lifecycle.Reviewer, kind, e.Person, by)
}

// mayEnd applies int.expert.discredit.
func (s *Server) mayEnd(ctx context.Context, tx pgx.Tx, person string) error {
	pack, err := s.Book.InForce(ctx, s.Door.Now())
	if err != nil {
		return err
	}
	var rule pool.Discredit
	if err := pack.Value(discreditRule, &rule); err != nil {
		return err
	}
	n, err := store.OpenReviews(ctx, tx, person)
	if err != nil {
		return err
	}
	return pool.OpenReviews(n, rule.NeedsNoOpenReviews)
}
