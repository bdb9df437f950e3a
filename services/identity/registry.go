package identity

import (
	"slices"
	"strings"
	"time"

	"yanlu/services/lifecycle"
	"yanlu/services/platform/problem"
)

// Organisation is what is registered of an organisation.
type Organisation struct {
	ID            string
	USCC          string // 统一社会信用代码
	Name, NameEn  string
	Kind          string
	RegisteredOn  time.Time // zero: unknown
	OutOfDistrict bool
	Address       string
	BankAccount   string
	BankChecked   time.Time // zero: not checked, so nothing can be paid
	Sanctioned    time.Time // end of a sanction term; zero: none
}

// Person is what is registered of a person.
type Person struct {
	ID           string
	Login        string
	Name         string
	Email, Phone string
	BornOn       time.Time // zero: unknown
	Title        string
	Degree       string
	Fields       []string
	Demo         bool
	Sanctioned   time.Time
}

// Kinds of organisation.
const (
	Enterprise  = "enterprise"
	University  = "university"
	Hospital    = "hospital"
	Institute   = "institute"
	Bureau      = "bureau"
	AgencyKind  = "agency"
	Association = "association"
)

// Grantable lists the roles an account can hold. System and public are held by
// nobody; a chair is a reviewer whom a docket appoints.
var Grantable = []lifecycle.Role{
	lifecycle.PI, lifecycle.Institution, lifecycle.Recommender, lifecycle.Demander, lifecycle.Reviewer, lifecycle.Agency,
	lifecycle.Officer, lifecycle.Director, lifecycle.PartyGroup, lifecycle.LeadingGroup, lifecycle.Finance,
	lifecycle.Discipline, lifecycle.Auditor, lifecycle.Admin,
}

// Roles that act for the bureau and so are held in it.
var bureauRoles = []lifecycle.Role{
	lifecycle.Officer, lifecycle.Director, lifecycle.PartyGroup, lifecycle.LeadingGroup,
	lifecycle.Finance, lifecycle.Discipline, lifecycle.Admin,
}

// CheckGrant refuses a role that does not exist (ROLE_UNKNOWN), one that does
// not fit the kind of organisation (ROLE_NOT_FOR_KIND), and a grant to oneself
// (SELF_GRANT): power is always given by somebody else.
func CheckGrant(role lifecycle.Role, kind, to, by string) error {
	if !slices.Contains(Grantable, role) {
		return problem.New(problem.Invalid, "ROLE_UNKNOWN", "没有这个角色", "there is no such role").
			At("role", "没有这个角色", "unknown role").With("role", string(role))
	}
	if to == by {
		return problem.New(problem.Denied, "SELF_GRANT", "不能为自己授权，请由另一位管理员办理", "nobody can grant a role to themselves; ask another administrator").
			For(string(lifecycle.Admin))
	}
	if !fits(role, kind) {
		return problem.New(problem.Invalid, "ROLE_NOT_FOR_KIND", "该角色不能授予此类单位", "this kind of organisation cannot hold the role").
			At("organisation", "该单位类别不能担任此角色", "not for this kind of organisation").With("role", string(role), "kind", kind)
	}
	return nil
}

// fits says whether an organisation of a kind can hold a role.
func fits(role lifecycle.Role, kind string) bool {
	switch {
	case slices.Contains(bureauRoles, role):
		return kind == Bureau
	case role == lifecycle.Agency:
		return kind == AgencyKind
	}
	return true
}

const (
	usccAlphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY"
	usccLength   = 18
)

// ValidUSCC checks a unified social credit code (GB 32100): its signs, its
// length and its check digit.
func ValidUSCC(code string) bool {
	if len(code) != usccLength {
		return false
	}
	sum, weight := 0, 1
	for _, r := range code[:usccLength-1] {
		v := strings.IndexRune(usccAlphabet, r)
		if v < 0 {
			return false
		}
		sum += v * weight
		weight = weight * 3 % len(usccAlphabet)
	}
	check := (len(usccAlphabet) - sum%len(usccAlphabet)) % len(usccAlphabet)
	return code[usccLength-1] == usccAlphabet[check]
}

// CheckUSCC is ValidUSCC as a refusal.
func CheckUSCC(field, code string) error {
	if ValidUSCC(code) {
		return nil
	}
	return problem.New(problem.Invalid, "USCC_INVALID", "统一社会信用代码有误", "the unified social credit code is wrong").
		At(field, "统一社会信用代码的校验位不符，请核对", "the check digit does not match")
}

// ParseDay reads an optional day, YYYY-MM-DD.
func ParseDay(field, day string) (time.Time, error) {
	if day == "" {
		return time.Time{}, nil
	}
	t, err := time.Parse(time.DateOnly, day)
	if err != nil {
		return time.Time{}, problem.New(problem.Invalid, "DAY_INVALID", "日期格式应为 年-月-日", "a day is written YYYY-MM-DD").
			At(field, "日期格式应为 2006-01-02", "write YYYY-MM-DD")
	}
	return t, nil
}
