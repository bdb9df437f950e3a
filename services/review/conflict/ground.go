package conflict

import "fmt"

// Ground is one reason for recusal.
type Ground uint8

// The grounds, in the order in which they are listed.
const (
	Participant     Ground = iota + 1 // is of this application's team
	SameBatch                         // applies or takes part elsewhere in this batch
	SameOrg                           // works, or worked within the look-back, for an applicant
	RecommendingOrg                   // the same of the recommending organisation
	NearRelative                      // is a near relative of a member
	Tutor                             // was a member's supervisor or student
	Collaboration                     // did something together with a member within the look-back
	Shareholder                       // holds shares of an applicant
	SeatHolder                        // sits on a board of an applicant, or advises it for pay
	SamePhone                         // shares a telephone number with a member
	SameEmail                         // shares a mail address with a member
	SameIDCard                        // shares an identity number with a member
	InDispute                         // declared a dispute
	ToAvoid                           // is on the applicant's list
	SelfDeclared                      // asked to be recused
)

type wording struct{ code, rule, zh, en string }

var wordings = [...]wording{
	Participant:     {"participant", "rev.coi.grounds", "是本项目的申报人或参与人", "is the applicant or a participant of this application"},
	SameBatch:       {"same_batch", "rev.coi.grounds", "是本批次申报人或参与人", "is an applicant or participant of this batch"},
	SameOrg:         {"same_org", "rev.coi.lookback_months", "现在或追溯期内任职于申报单位、联合申报单位", "works, or worked within the look-back, for the applicant or a co-applicant"},
	RecommendingOrg: {"recommending_org", "rev.coi.lookback_months", "现在或追溯期内任职于推荐单位", "works, or worked within the look-back, for the recommending organisation"},
	NearRelative:    {"relative", "rev.coi.grounds", "与项目组成员是近亲属", "is a near relative of a team member"},
	Tutor:           {"tutor", "rev.coi.grounds", "与项目组成员是师生或师徒", "was the supervisor or student of a team member"},
	Collaboration:   {"collaboration", "rev.coi.lookback_months", "追溯期内与项目组成员有合作", "worked together with a team member within the look-back"},
	Shareholder:     {"shares", "rev.coi.grounds", "持有申报单位股份", "holds shares of an applicant"},
	SeatHolder:      {"seat", "rev.coi.grounds", "在申报单位担任董事、监事或顾问", "is a director, supervisor or adviser of an applicant"},
	SamePhone:       {"same_phone", "rev.coi.grounds", "与项目组成员电话相同", "has the telephone number of a team member"},
	SameEmail:       {"same_email", "rev.coi.grounds", "与项目组成员邮箱相同", "has the mail address of a team member"},
	SameIDCard:      {"same_id_card", "rev.coi.grounds", "与项目组成员证件号相同", "has the identity number of a team member"},
	InDispute:       {"dispute", "rev.coi.grounds", "与申报方有民事或行政纠纷", "has a civil or administrative dispute with the applicant's side"},
	ToAvoid:         {"avoid", "rev.coi.applicant_exclude_max", "在申请人申请回避的名单中", "is on the applicant's list of reviewers to avoid"},
	SelfDeclared:    {"self_declared", "rev.coi.grounds", "本人认为应当回避", "declared that they should be recused"},
}

// Grounds lists all of them.
func Grounds() []Ground {
	var all []Ground
	for g := Participant; int(g) < len(wordings); g++ {
		all = append(all, g)
	}
	return all
}

func (g Ground) String() string { return wordings[g].code }

// MarshalText writes the stable code.
func (g Ground) MarshalText() ([]byte, error) { return []byte(g.String()), nil }

// UnmarshalText reads the stable code.
func (g *Ground) UnmarshalText(text []byte) error {
	for _, known := range Grounds() {
		if known.String() == string(text) {
			*g = known
			return nil
		}
	}
	return fmt.Errorf("conflict: no ground %q", text)
}

// Rule is the id of the rule that the ground stands on.
func (g Ground) Rule() string { return wordings[g].rule }

// Sentence says the ground after “the expert …”, in both languages.
func (g Ground) Sentence() (zh, en string) { return wordings[g].zh, wordings[g].en }

// Sentence says an exclusion with its fact, in both languages.
func (x Exclusion) Sentence() (zh, en string) {
	zh, en = x.Ground.Sentence()
	e := x.Evidence
	add := func(labelZh, labelEn, value string) {
		if value != "" {
			zh, en = zh+"；"+labelZh+value, en+"; "+labelEn+" "+value
		}
	}
	add("事实：", "fact", e.Fact)
	add("成员：", "member", e.Member)
	add("单位：", "organisation", e.Org)
	add("合作：", "work", e.Work)
	add("申报：", "application", e.Application)
	add("自", "from", string(e.From))
	add("至", "until", string(e.Until))
	add("说明：", "note", e.Note)
	if e.ByName {
		zh, en = zh+"；仅姓名相同，请核实", en+"; matched by name alone, to be confirmed"
	}
	return zh, en
}
