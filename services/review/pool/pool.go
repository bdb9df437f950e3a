// Package pool holds the types and pure rules of the pool of experts (科技咨询专家库):
// what a file must say, which acts a standing allows, who sees how much of it,
// when it is stale, and what fees are due.
//
// It guarantees that fees are exact decimals rounded to 分 once a day or item. It
// refuses to know storage, transport and the clock, and it holds no figure of a
// rule: those come in as arguments.
package pool

import (
	"slices"
	"time"

	"yanlu/services/lifecycle"
	"yanlu/services/platform/problem"
	"yanlu/services/policy"
)

// Status is how somebody stands in the pool; each comment says who acts next.
type Status string

// The standings.
const (
	Candidate Status = "candidate" // the agency or an officer verifies
	Active    Status = "active"    // may be invited
	Suspended Status = "suspended" // an officer reinstates or removes
	Removed   Status = "removed"   // an officer may reinstate
)

// How somebody came in.
const (
	BySelf           = "self"
	ByRecommendation = "recommended"
	ByImport         = "imported"
)

// Expert is a person of the pool.
type Expert struct {
	Person        string
	Status        Status
	Source        string
	RecommendedBy string // organisation
	Facts
	File
	VerifiedBy  string
	VerifiedAt  *time.Time
	RefreshedAt time.Time
	Reason      string // of the suspension or removal
	Version     int64
}

// Facts are what is on file of the person beside the pool.
type Facts struct {
	Name   string `json:"name"`
	Title  string `json:"title"`
	Degree string `json:"degree"`
	Email  string `json:"email"`
	Phone  string `json:"phone"`
}

// Act is something done to a file.
type Act string

// The acts; they are also the words of the history.
const (
	Register   Act = "register"
	Refresh    Act = "refresh"
	Recommend  Act = "recommend"
	Import     Act = "import"
	Verify     Act = "verify"
	Suspend    Act = "suspend"
	Reinstate  Act = "reinstate"
	Remove     Act = "remove"
	AskRefresh Act = "ask_refresh"
)

// row is one line of the table of acts. No roles: the expert alone.
type row struct {
	act      Act
	from, to Status
	roles    []lifecycle.Role
}

var (
	verifiers = []lifecycle.Role{lifecycle.Officer, lifecycle.Agency}
	officers  = []lifecycle.Role{lifecycle.Officer}
)

// table says what each standing allows, and to whom.
var table = []row{
	{Verify, Candidate, Active, verifiers},
	{Suspend, Active, Suspended, officers},
	{Reinstate, Suspended, Active, officers},
	{Reinstate, Removed, Candidate, officers},
	{Remove, Candidate, Removed, officers},
	{Remove, Active, Removed, officers},
	{Remove, Suspended, Removed, officers},
	{AskRefresh, Candidate, Candidate, verifiers},
	{AskRefresh, Active, Active, verifiers},
	{Refresh, Candidate, Candidate, nil},
	{Refresh, Active, Active, nil},
	{Refresh, Suspended, Suspended, nil},
}

// Next is the standing after an act. Errors: EXPERT_STATE where the table has no such line.
func Next(a Act, from Status) (Status, error) {
	for _, r := range table {
		if r.act == a && r.from == from {
			return r.to, nil
		}
	}
	return from, problem.New(problem.Precondition, "EXPERT_STATE", "该专家目前的状态不能办理此事项，请刷新后再看", "the expert’s standing does not allow this; read the file again").
		With("status", string(from), "act", string(a)).For(string(lifecycle.Officer))
}

// Acts lists what a caller may do to a file as it stands.
func Acts(from Status, self bool, roles []lifecycle.Role) []Act {
	var out []Act
	for _, r := range table {
		mine := r.roles == nil && self || slices.ContainsFunc(roles, func(x lifecycle.Role) bool { return slices.Contains(r.roles, x) })
		if r.from == from && mine {
			out = append(out, r.act)
		}
	}
	return out
}

// AfterRefresh is the standing after the expert changed the file: another employer has to be verified again.
func AfterRefresh(before Expert, after File) Status {
	if before.Status == Active && before.Employer() != after.Employer() {
		return Candidate
	}
	return before.Status
}

// OpenReviews refuses to end somebody’s place while reviews are open (int.expert.discredit).
func OpenReviews(open int, must bool) error {
	if open == 0 || !must {
		return nil
	}
	return problem.New(problem.Precondition, "EXPERT_HAS_OPEN_REVIEWS", "该专家还有未完成的评审，请先由评审机构取消、收回或等其完成", "the expert has open reviews; let the agency cancel them or wait until they are done").
		With("rule", "int.expert.discredit").For(string(lifecycle.Agency))
}

// Discredit is the rule int.expert.discredit.
type Discredit struct {
	NeedsNoOpenReviews bool `json:"needs_no_open_reviews"`
	Notify             bool `json:"notify"`
}

// Cutoff is the moment such that a file refreshed at it or earlier is stale (rev.expert.refresh_m).
func Cutoff(now time.Time, span policy.Span) time.Time {
	switch span.Unit {
	case policy.Month:
		return now.AddDate(0, -span.N, 0)
	case policy.Second:
		return now.Add(-time.Duration(span.N) * time.Second)
	default:
		return now.AddDate(0, 0, -span.N)
	}
}

// Stale says whether a file is due to be refreshed.
func (e Expert) Stale(cutoff time.Time) bool { return !e.RefreshedAt.After(cutoff) }
