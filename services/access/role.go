package access

import (
	"strings"

	"yanlu/services/lifecycle"
)

// roleNames is the one table of what a role is called.
var roleNames = map[lifecycle.Role][2]string{
	lifecycle.PI:           {"项目负责人", "principal investigator"},
	lifecycle.Writer:       {"参与填写人", "co-writer"},
	lifecycle.Institution:  {"申报单位审核人", "institution officer"},
	lifecycle.Recommender:  {"推荐单位", "recommending body"},
	lifecycle.Demander:     {"需求方", "challenge owner"},
	lifecycle.Reviewer:     {"评审专家", "reviewer"},
	lifecycle.Chair:        {"专家组组长", "panel chair"},
	lifecycle.Agency:       {"第三方评审机构", "review agency"},
	lifecycle.Officer:      {"业务科室经办", "programme officer"},
	lifecycle.Director:     {"局长办公会", "director’s meeting"},
	lifecycle.PartyGroup:   {"局党组会", "party group"},
	lifecycle.LeadingGroup: {"区科技领导小组", "district S&T leading group"},
	lifecycle.Finance:      {"财务", "finance"},
	lifecycle.Discipline:   {"纪检监督", "discipline"},
	lifecycle.Auditor:      {"审计", "auditor"},
	lifecycle.Admin:        {"系统管理员", "administrator"},
	lifecycle.System:       {"系统", "the system"},
	lifecycle.Public:       {"公众", "the public"},
}

// RoleName returns what a role is called, in Chinese and in English. A role
// nobody knows is called by its code.
func RoleName(role lifecycle.Role) (zh, en string) {
	if n, ok := roleNames[role]; ok {
		return n[0], n[1]
	}
	return string(role), string(role)
}

// roleList writes roles as people read them.
func roleList[R ~string](roles []R) (zh, en string) {
	zhs, ens := make([]string, 0, len(roles)), make([]string, 0, len(roles))
	for _, r := range roles {
		z, e := RoleName(lifecycle.Role(r))
		zhs, ens = append(zhs, z), append(ens, e)
	}
	return strings.Join(zhs, "、"), strings.Join(ens, ", ")
}
