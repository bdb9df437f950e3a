package identity

import (
	"slices"
	"strings"
	"time"

	"yanlu/services/lifecycle"
	"yanlu/services/platform/problem"
)

// manages says which roles a role may give and take in its own organisation.
var manages = map[lifecycle.Role][]lifecycle.Role{
	lifecycle.Institution: {lifecycle.PI, lifecycle.Institution},
	lifecycle.Recommender: {lifecycle.Recommender},
	lifecycle.Agency:      {lifecycle.Agency},
}

// GrantableBy lists the roles that a caller may give and take in an organisation
// of a kind: an administrator's are all that fit it.
func GrantableBy(c Caller, org, kind string) []lifecycle.Role {
	var out []lifecycle.Role
	for _, role := range Grantable {
		given := slices.ContainsFunc(c.Grants, func(g Grant) bool {
			return g.Role == lifecycle.Admin || g.Org == org && slices.Contains(manages[g.Role], role)
		})
		if given && fits(role, kind) {
			out = append(out, role)
		}
	}
	return out
}

// Manager says whether somebody who holds a role manages people by it, so that
// the last one of an organisation has to stay.
func Manager(role lifecycle.Role) bool { return manages[role] != nil || role == lifecycle.Admin }

// personal roles belong to a person and not to a post: nobody stands in for them.
// An administrator's is one: what is granted by it outlasts every term.
var personal = []lifecycle.Role{lifecycle.PI, lifecycle.Reviewer, lifecycle.Chair, lifecycle.Admin}

// watching roles oversee what deciding roles do: neither stands in for the other.
var (
	watching = []lifecycle.Role{lifecycle.Discipline, lifecycle.Auditor}
	deciding = []lifecycle.Role{lifecycle.Officer, lifecycle.Director, lifecycle.PartyGroup, lifecycle.LeadingGroup, lifecycle.Finance}
)

// apart says whether somebody who holds the roles may not act in another, because one oversees the other.
func apart(role lifecycle.Role, held []lifecycle.Role) bool {
	holds := func(r lifecycle.Role) bool { return slices.Contains(held, r) }
	return slices.Contains(watching, role) && slices.ContainsFunc(deciding, holds) ||
		slices.Contains(deciding, role) && slices.ContainsFunc(watching, holds)
}

// StandInRoles picks of the roles somebody holds those that a colleague may act
// in: the wanted ones, or all when none is named, without those that the
// colleague holds already and those that oversee the colleague. It refuses a
// personal role, one that is not held, one that must be kept apart from the
// colleague's, and when nothing is left.
func StandInRoles(held, wanted, colleague []lifecycle.Role) ([]lifecycle.Role, error) {
	for _, w := range wanted {
		if slices.Contains(personal, w) {
			return nil, problem.New(problem.Invalid, "ROLE_IS_PERSONAL", "项目负责人、评审专家、组长和系统管理员的身份属于个人，不能由他人代行",
				"principal investigators, reviewers, chairs and administrators act in person; nobody stands in for them").At("roles", "该角色不能代行", "nobody can stand in for this role").With("role", string(w))
		}
		if !slices.Contains(held, w) {
			return nil, problem.New(problem.Denied, "ROLE_NOT_HELD", "您在该单位没有这个角色，不能委托他人", "you do not hold this role there and cannot hand it on").
				At("roles", "您没有这个角色", "you do not hold it").With("role", string(w))
		}
		if apart(w, colleague) {
			return nil, problem.New(problem.Denied, "ROLES_APART", "监督与经办须由不同的人承担：纪检、审计与其监督的岗位不能相互代行",
				"those who oversee and those who are overseen are different people; neither stands in for the other").At("roles", "与该同事的角色不相容", "not together with the colleague’s roles").With("role", string(w))
		}
	}
	if len(wanted) == 0 {
		wanted = held
	}
	out := []lifecycle.Role{}
	for _, w := range wanted {
		if !slices.Contains(personal, w) && !slices.Contains(colleague, w) && !apart(w, colleague) && !slices.Contains(out, w) {
			out = append(out, w)
		}
	}
	if len(out) == 0 {
		return nil, problem.New(problem.Precondition, "NOTHING_TO_STAND_IN", "没有可由该同事代行的角色：对方已有这些角色、这些角色只能由本人行使，或须与对方的角色分开",
			"there is no role the colleague could act in: they hold it already, it is personal, or it must be kept apart from theirs").At("roles", "没有可代行的角色", "no role is left")
	}
	return out, nil
}

// CheckStandInTerm refuses a term that ends before it begins or in the past, or is too long.
func (s Settings) CheckStandInTerm(from, until, now time.Time) error {
	p := problem.New(problem.Invalid, "STAND_IN_TERM", "代行期限有误", "the term of the stand-in is wrong")
	if !until.After(now) {
		p.At("until", "截止时间须在将来", "the end must lie ahead")
	} else if !until.After(from) {
		p.At("until", "截止时间须晚于开始时间", "the end must be after the start")
	}
	if until.Sub(from) > s.LongestStandIn {
		p.At("until", "代行时间过长，请另行授权", "too long: grant the role instead")
	}
	if len(p.Violations) == 0 {
		return nil
	}
	return p
}

// As limits a caller to one capacity, written role@organisation; empty leaves
// all. It never adds one: a capacity that is not held is refused.
func (c Caller) As(capacity string) (Caller, error) {
	if capacity == "" {
		return c, nil
	}
	role, org, ok := strings.Cut(capacity, "@")
	if !ok || org == "" || !slices.Contains(Grantable, lifecycle.Role(role)) {
		return c, problem.New(problem.Invalid, "ACTING_AS_MALFORMED", "当前身份的写法有误，请重新选择身份", "the capacity to act in is not written role@organisation; choose again")
	}
	g := Grant{lifecycle.Role(role), org}
	if !c.HasIn(g.Role, g.Org) {
		return c, problem.New(problem.Denied, "ACTING_AS_NOT_HELD", "您已没有所选的身份，请重新选择身份", "you do not hold the chosen capacity (any longer); choose again").
			With("role", role, "organisation", org)
	}
	c.Grants, c.Acting = []Grant{g}, capacity
	return c, nil
}

// Status of an invitation or a stand-in, by the clock.
const (
	InvitationOpen     = "open"
	InvitationAccepted = "accepted"
	InvitationExpired  = "expired"
	InvitationRevoked  = "revoked"
	StandInPlanned     = "planned"
	StandInRunning     = "running"
	StandInEnded       = "ended"
)

// InvitationStatus says how an invitation stands.
func InvitationStatus(accepted, revoked bool, expires, now time.Time) string {
	switch {
	case accepted:
		return InvitationAccepted
	case revoked:
		return InvitationRevoked
	case !now.Before(expires):
		return InvitationExpired
	}
	return InvitationOpen
}

// StandInStatus says how a stand-in stands. It runs from its start up to, not including, its end.
func StandInStatus(from, until time.Time, endedEarly bool, now time.Time) string {
	switch {
	case endedEarly || !now.Before(until):
		return StandInEnded
	case now.Before(from):
		return StandInPlanned
	}
	return StandInRunning
}
