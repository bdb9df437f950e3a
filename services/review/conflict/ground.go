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

// words of the facts that evidence rests on.
var words = map[string][2]string{
	"team": {"列入项目组", "listed in the team"}, "employment": {"任职", "employment"},
	string(Shares): {"持股", "shares"}, string(Seat): {"担任董事、监事或顾问", "a seat as director, supervisor or adviser"},
	"phone": {"电话号码相同", "the same telephone number"}, "email": {"邮箱地址相同", "the same mail address"}, "id_card": {"证件号码相同", "the same identity number"},
	"kinship": {"申报的亲属关系", "a declared relative"}, "supervisor_of_expert": {"成员是专家的导师", "the member was the expert's supervisor"},
	"student_of_expert": {"成员是专家的学生", "the member was the expert's student"}, "coauthor": {"申报的合著关系", "a declared co-author"},
	"project": {"共同承担项目", "a project done together"}, "application": {"共同申报项目", "an application made together"},
	"paper": {"合著论文", "a paper written together"}, "patent": {"共有专利", "a patent held together"},
	"declaration": {"本人声明", "the expert's own declaration"}, "avoid_list": {"申请人提名回避", "named by the applicant"},
}

// Sentence says an exclusion with its fact, in both languages. Names gives what
// organisations and dockets are called, by id; what it does not know is left out.
func (x Exclusion) Sentence(names map[string]string) (zh, en string) {
	zh, en = x.Ground.Sentence()
	e := x.Evidence
	add := func(labelZh, valueZh, labelEn, valueEn string) {
		if valueZh != "" {
			zh, en = zh+"；"+labelZh+valueZh, en+"; "+labelEn+valueEn
		}
	}
	same := func(labelZh, labelEn, value string) { add(labelZh, value, labelEn+" ", value) }
	fact := words[e.Fact]
	add("事实：", fact[0], "fact: ", fact[1])
	same("成员：", "member", e.Name)
	same("单位：", "organisation", names[e.Org])
	same("项目：", "project", names[e.Work])
	same("申报项目：", "application", names[e.Application])
	add("自", e.From.chinese(), "from ", string(e.From))
	add("至", e.Until.chinese(), "until ", string(e.Until))
	same("说明：", "note:", e.Note)
	switch {
	case e.ByName && e.Unit != "":
		add("", "姓名和单位（"+e.Unit+"）相同，请核实是否为同一人", "", "name and unit ("+e.Unit+") are the same, to be confirmed")
	case e.ByName:
		add("", "仅姓名相同，请核实是否为同一人", "", "matched by name alone, to be confirmed")
	}
	return zh, en
}

// Named lists the ids that the sentence of an exclusion wants names for.
func (x Exclusion) Named() []string {
	return []string{x.Evidence.Org, x.Evidence.Work, x.Evidence.Application}
}

// Doubt is the name of the member whom the expert shares a name with, where only
// that excludes them: somebody can say that they are two people.
func (x Exclusion) Doubt() string {
	if x.Evidence.ByName {
		return x.Evidence.Name
	}
	return ""
}
