package rpc

import (
	"context"
	"errors"

	"github.com/jackc/pgx/v5"
	"google.golang.org/protobuf/proto"

	identityv1 "yanlu/proto/gen/yanlu/identity/v1"
	"yanlu/services/identity"
	"yanlu/services/identity/store"
	"yanlu/services/lifecycle"
	"yanlu/services/platform/problem"
)

// RegisterOrganisation registers an organisation; its code must be new.
func (s *Server) RegisterOrganisation(ctx context.Context, r *identityv1.RegisterOrganisationRequest) (*identityv1.Organisation, error) {
	if err := identity.CheckUSCC("uscc", r.GetUscc()); err != nil {
		return nil, err
	}
	day, err := identity.ParseDay("registered_on", r.GetRegisteredOn())
	if err != nil {
		return nil, err
	}
	reply := &identityv1.Organisation{}
	err = s.write(ctx, r.GetRequestId(), r.GetUscc(), r, reply, nil, func(q *store.Queries) error {
		reply.Id, reply.Name, reply.NameEn, reply.Uscc = newID(), r.GetName(), r.GetNameEn(), r.GetUscc()
		reply.Kind, reply.InDistrict = r.GetKind(), r.GetInDistrict()
		n, err := q.InsertOrganisation(ctx, store.InsertOrganisationParams{
			ID: reply.Id, Uscc: reply.Uscc, Name: reply.Name, NameEn: reply.NameEn, Kind: reply.Kind,
			RegisteredOn: store.Known(day), InDistrict: reply.InDistrict, BankAccount: r.GetBankAccount(),
		})
		if err == nil && n == 0 {
			return problem.New(problem.Duplicate, "USCC_TAKEN", "该统一社会信用代码的单位已登记", "an organisation with this code is registered already").
				At("uscc", "该单位已登记", "registered already")
		}
		return err
	})
	return reply, err
}

// RegisterPerson registers a person with a first password; the login must be new.
func (s *Server) RegisterPerson(ctx context.Context, r *identityv1.RegisterPersonRequest) (*identityv1.Person, error) {
	if err := s.settings.CheckPassword("first_password", r.GetFirstPassword(), r.GetLogin()); err != nil {
		return nil, err
	}
	born, err := identity.ParseDay("born_on", r.GetBornOn())
	if err != nil {
		return nil, err
	}
	slot, err := s.enter(ctx)
	if err != nil {
		return nil, err
	}
	defer slot.Leave()
	secret := slot.Digest(r.GetFirstPassword(), r.GetRequestId())
	request := proto.CloneOf(r)
	request.FirstPassword = ""
	reply := &identityv1.Person{}
	err = s.write(ctx, r.GetRequestId(), r.GetLogin(), request, reply, secret, func(q *store.Queries) error {
		hash := slot.Hash(r.GetFirstPassword())
		reply.Id, reply.Name, reply.Title = newID(), r.GetName(), r.GetTitle()
		n, err := q.InsertPerson(ctx, store.InsertPersonParams{
			ID: reply.Id, Login: r.GetLogin(), Name: r.GetName(), Email: r.GetEmail(), Title: r.GetTitle(),
			Degree: r.GetDegree(), BornOn: store.Known(born), PasswordHash: &hash,
		})
		if err == nil && n == 0 {
			return problem.New(problem.Duplicate, "LOGIN_TAKEN", "该登录名已被使用", "the login is taken").At("login", "已被使用", "taken")
		}
		return err
	})
	return reply, err
}

// GrantRole gives a role in an organisation; giving it again changes nothing.
func (s *Server) GrantRole(ctx context.Context, r *identityv1.GrantRoleRequest) (*identityv1.GrantRoleResponse, error) {
	caller, _ := identity.FromContext(ctx)
	reply := &identityv1.GrantRoleResponse{}
	err := s.write(ctx, r.GetRequestId(), r.GetPerson(), r, reply, nil, func(q *store.Queries) error {
		if _, err := q.PersonByID(ctx, r.GetPerson()); err != nil {
			return missing(err, noPerson())
		}
		org, err := q.OrganisationByID(ctx, r.GetOrganisation())
		if err != nil {
			return missing(err, noOrganisation())
		}
		if err := identity.CheckGrant(lifecycle.Role(r.GetRole()), org.Kind, r.GetPerson(), caller.Person); err != nil {
			return err
		}
		_, err = q.InsertGrant(ctx, store.InsertGrantParams{
			Person: r.GetPerson(), Organisation: r.GetOrganisation(), Role: r.GetRole(), GrantedBy: &caller.Person, GrantedAt: s.now(),
		})
		return err
	})
	return reply, s.told(err, r.GetOrganisation(), r.GetPerson())
}

// RevokeRole takes a role away. The last administrator stays one: otherwise
// nobody could grant a role again.
func (s *Server) RevokeRole(ctx context.Context, r *identityv1.RevokeRoleRequest) (*identityv1.RevokeRoleResponse, error) {
	reply := &identityv1.RevokeRoleResponse{}
	err := s.write(ctx, r.GetRequestId(), r.GetPerson(), r, reply, nil, func(q *store.Queries) error {
		if r.GetRole() == string(lifecycle.Admin) {
			admins, err := q.LockAdmins(ctx)
			if err != nil {
				return err
			}
			if len(admins) == 1 && admins[0] == r.GetPerson() {
				return problem.New(problem.Precondition, "LAST_ADMIN", "这是最后一位系统管理员，请先授权另一位", "this is the last administrator; grant the role to somebody else first").
					For(string(lifecycle.Admin))
			}
		}
		n, err := q.DeleteGrant(ctx, store.DeleteGrantParams{Person: r.GetPerson(), Organisation: r.GetOrganisation(), Role: r.GetRole()})
		if err == nil && n == 0 {
			return notFound("ROLE_NOT_HELD", "此人在该单位没有这个角色", "the person does not hold this role there", "role")
		}
		return err
	})
	return reply, s.told(err, r.GetOrganisation(), r.GetPerson())
}

// CheckBankAccount records that an organisation's account was checked.
func (s *Server) CheckBankAccount(ctx context.Context, r *identityv1.CheckBankAccountRequest) (*identityv1.Organisation, error) {
	reply := &identityv1.Organisation{}
	err := s.write(ctx, r.GetRequestId(), r.GetOrganisation(), r, reply, nil, func(q *store.Queries) error {
		now := s.now()
		n, err := q.CheckBankAccount(ctx, store.CheckBankAccountParams{ID: r.GetOrganisation(), BankAccount: r.GetBankAccount(), At: &now})
		if err != nil {
			return err
		}
		if n == 0 {
			return noOrganisation()
		}
		o, err := q.OrganisationByID(ctx, r.GetOrganisation())
		proto.Merge(reply, &identityv1.Organisation{
			Id: o.ID, Name: o.Name, NameEn: o.NameEn, Uscc: o.Uscc, Kind: o.Kind, InDistrict: o.InDistrict, BankChecked: o.BankChecked,
		})
		return err
	})
	return reply, err
}

// missing turns "no rows" into the refusal that says what is missing.
func missing(err, refusal error) error {
	if errors.Is(err, pgx.ErrNoRows) {
		return refusal
	}
	return err
}

// RecordSanction records or lifts the term of a sanction on a person or an
// organisation, whichever is named. The request is kept with its reason.
func (s *Server) RecordSanction(ctx context.Context, r *identityv1.RecordSanctionRequest) (*identityv1.RecordSanctionResponse, error) {
	if (r.GetPerson() == "") == (r.GetOrganisation() == "") {
		return nil, problem.New(problem.Invalid, "SANCTION_TARGET", "请指明个人或单位之一", "name either a person or an organisation").
			At("person", "个人与单位须且只能填写一项", "fill in exactly one of person and organisation")
	}
	if u := r.GetUntil(); u != nil && (!u.IsValid() || !u.AsTime().After(s.now())) {
		return nil, problem.New(problem.Invalid, "SANCTION_TERM", "惩戒期截止时间须在将来；解除请留空", "the end of the term must lie ahead; leave it empty to lift the sanction").
			At("until", "须在将来", "must lie ahead")
	}
	return &identityv1.RecordSanctionResponse{}, s.keepSanction(ctx, r)
}

// keepSanction keeps the whole request, its reason included, as the reply of the
// command: the answer to the caller is empty, the record is not.
func (s *Server) keepSanction(ctx context.Context, r *identityv1.RecordSanctionRequest) error {
	record := proto.CloneOf(r)
	return s.write(ctx, r.GetRequestId(), r.GetPerson()+r.GetOrganisation(), r, record, nil, func(q *store.Queries) error {
		var n int64
		var err error
		until := store.Known(r.GetUntil().AsTime())
		if r.GetUntil() == nil {
			until = nil
		}
		refusal := noPerson()
		if r.GetPerson() != "" {
			n, err = q.SanctionPerson(ctx, store.SanctionPersonParams{ID: r.GetPerson(), SanctionedUntil: until})
		} else {
			refusal = noOrganisation()
			n, err = q.SanctionOrganisation(ctx, store.SanctionOrganisationParams{ID: r.GetOrganisation(), SanctionedUntil: until})
		}
		if err == nil && n == 0 {
			return refusal
		}
		return err
	})
}
