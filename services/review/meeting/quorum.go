package meeting

import (
	"fmt"
	"slices"

	"yanlu/services/lifecycle"
	"yanlu/services/platform/problem"
)

// QuorumRule is the rule rev.meeting.quorum: of so many of an application's panel
// so many have to be there, and not to have stepped aside, when it is judged.
type QuorumRule struct {
	Present int `json:"present"`
	Of      int `json:"of"`
}

// DefaultQuorum holds where a pack was frozen before there was such a rule.
func DefaultQuorum() QuorumRule { return QuorumRule{Present: 2, Of: 3} }

// Least is how many of a panel have to be there: the share, rounded up.
func (r QuorumRule) Least(panel int) int { return (panel*r.Present + r.Of - 1) / r.Of }

// Quorum refuses to find anything on an application while too few of its panel
// are there (MEETING_QUORUM). judges are those whose opinion of it counts, size is how many were called.
func (r QuorumRule) Quorum(p Proceedings, item, title string, judges []string, size int) error {
	there := 0
	for n, person := range judges {
		came := p.Presence[person] == "present" || p.Presence[person] == "remote"
		if came && !p.Recused(item, person) && !slices.Contains(judges[:n], person) {
			there++
		}
	}
	size = max(size, len(judges))
	least := r.Least(size)
	if there >= least {
		return nil
	}
	return problem.New(problem.Precondition, "MEETING_QUORUM",
		fmt.Sprintf("《%s》的专家组共%d人，须有至少%d人到会且未回避，现登记到会%d人，不能形成合议或签署纪要；请登记到会情况，或改期、递补专家后再议", title, size, least, there),
		fmt.Sprintf("Of the panel of %d on “%s” at least %d have to be there and not to have stepped aside; %d are. Mark who is there, or meet again with a fuller panel", size, title, least, there)).
		With("rule", "rev.meeting.quorum", "docket", item, "least", fmt.Sprint(least), "present", fmt.Sprint(there)).For(string(lifecycle.Agency))
}
