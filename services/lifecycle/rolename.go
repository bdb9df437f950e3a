package lifecycle

import "strings"

// roleName is what a role is called, and the article it takes inside an English sentence.
type roleName struct{ zh, article, en string }

// roleNames is the one table of what a role is called.
var roleNames = map[Role]roleName{
	PI:           {"项目负责人", "the ", "principal investigator"},
	Writer:       {"参与填写人", "a ", "co-writer"},
	Institution:  {"申报单位审核人", "the ", "institution officer"},
	Recommender:  {"推荐单位", "the ", "recommending body"},
	Demander:     {"需求方", "the ", "challenge owner"},
	Reviewer:     {"评审专家", "the ", "reviewer"},
	Chair:        {"专家组组长", "the ", "panel chair"},
	Agency:       {"第三方评审机构", "the ", "review agency"},
	Officer:      {"业务科室经办", "the ", "programme officer"},
	Director:     {"局长办公会", "the ", "director’s meeting"},
	PartyGroup:   {"局党组会", "the ", "party group"},
	LeadingGroup: {"区科技领导小组", "the ", "district S&T leading group"},
	Finance:      {"财务", "", "finance"},
	Discipline:   {"纪检监督", "", "discipline"},
	Auditor:      {"审计", "the ", "auditor"},
	Admin:        {"系统管理员", "the ", "administrator"},
	System:       {"系统", "the ", "system"},
	Public:       {"公众", "the ", "public"},
}

// RoleName is what a role is called where it stands alone; the role itself when it has no name.
func RoleName(r Role) Label {
	if n, ok := roleNames[r]; ok {
		return Label{n.zh, n.en}
	}
	return Label{string(r), string(r)}
}

// AnyOf is how a sentence names whoever holds one of the roles: 甲、乙; “the a or the b”.
func AnyOf[R ~string](roles []R) Label {
	zh, en := make([]string, len(roles)), make([]string, len(roles))
	for i, r := range roles {
		name := RoleName(Role(r))
		zh[i], en[i] = name.Zh, roleNames[Role(r)].article+name.En
	}
	return Label{strings.Join(zh, "、"), strings.Join(en, " or ")}
}
