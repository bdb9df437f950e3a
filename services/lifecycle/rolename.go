package lifecycle

// roleNames is what each role is called when people see it.
var roleNames = map[Role]Label{
	PI: {"项目负责人", "the principal investigator"}, Writer: {"参与填写人", "a co-writer"}, Institution: {"申报单位审核人", "the host institution"}, Recommender: {"推荐（归口管理）单位", "the recommending body"},
	Demander: {"需求方", "the challenge owner"}, Reviewer: {"评审专家", "the reviewer"}, Chair: {"专家组组长", "the panel chair"}, Agency: {"第三方评审机构", "the review agency"},
	Officer: {"科技局业务科室", "the programme officer"}, Director: {"局长办公会", "the bureau director"}, PartyGroup: {"局党组会", "the bureau party group"},
	LeadingGroup: {"区科技领导小组", "the district leading group"}, Finance: {"财务", "finance"}, Discipline: {"纪检监督", "discipline"}, Auditor: {"审计", "the auditor"},
	Admin: {"系统管理员", "the administrator"}, System: {"系统", "the system"}, Public: {"公众", "the public"},
}

// RoleName is what a role is called; the role itself when it has no name.
func RoleName(r Role) Label {
	if n, ok := roleNames[r]; ok {
		return n
	}
	return Label{string(r), string(r)}
}
