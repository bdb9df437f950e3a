package policy

import (
	"context"
	"fmt"
	"slices"
	"strconv"

	"cel.dev/cel-go/common/types"
)

// Count is a number of applications or projects that eligibility rules may limit.
type Count string

// The counts, under the names that the rules give them.
const (
	CountOrgBatch   Count = "org_batch_count"
	CountOrgOverdue Count = "org_overdue"
	CountPILead     Count = "pi.active_lead"
	CountPITotal    Count = "pi.active_total"
	CountPIOverdue  Count = "pi.overdue_projects"
)

var counts = []Count{CountOrgBatch, CountOrgOverdue, CountPILead, CountPITotal, CountPIOverdue}

// OfOrganisation says whether an organisation is counted, and not a person.
func (c Count) OfOrganisation() bool { return c == CountOrgBatch || c == CountOrgOverdue }

func (c Count) in(f *Facts) *int {
	switch c {
	case CountOrgBatch:
		return &f.OrgBatchCount
	case CountOrgOverdue:
		return &f.OrgOverdue
	case CountPILead:
		return &f.PI.ActiveLead
	case CountPITotal:
		return &f.PI.ActiveTotal
	}
	return &f.PI.OverdueProjects
}

// Use is one limit and how much of it is used.
type Use struct {
	Rule        Rule
	Of          Count
	Used, Limit int
}

// Left is how many more there may be.
func (u Use) Left() int { return max(0, u.Limit-u.Used) }

// beyond is more than any limit allows.
const beyond = 1 << 30

// Limits lists the limits on counts that hold for these facts at a stage, in the
// pack's order. Which rules are limits is not stated again: they are those that
// pass when nothing is counted and refuse when one count alone is beyond measure.
func (p *Pack) Limits(ctx context.Context, stage string, f Facts) ([]Use, error) {
	nothing := f
	for _, c := range counts {
		*c.in(&nothing) = 0
	}
	var out []Use
	for _, check := range p.checks {
		if !slices.Contains(check.When, stage) || check.limit == nil {
			continue
		}
		if ok, err := p.passes(ctx, check, nothing); err != nil || !ok {
			if err != nil {
				return nil, err
			}
			continue // it refuses for another reason, or for none that counts
		}
		for _, c := range counts {
			far := nothing
			*c.in(&far) = beyond
			ok, err := p.passes(ctx, check, far)
			if err != nil {
				return nil, err
			}
			if ok {
				continue
			}
			r, err := check.refusal(ctx, p.input(f), p)
			if err != nil {
				return nil, err
			}
			limit, err := strconv.Atoi(r.Limit)
			if err != nil {
				continue // not a number: nothing that could be left
			}
			rule, _ := p.Rule(check.Rule)
			out = append(out, Use{Rule: rule, Of: c, Used: *c.in(&f), Limit: limit})
		}
	}
	return out, nil
}

func (p *Pack) passes(ctx context.Context, c *compiledCheck, f Facts) (bool, error) {
	v, _, err := c.pass.ContextEval(ctx, p.input(f))
	if err != nil {
		return false, fmt.Errorf("policy: %s of %s: %w", c.ID, p.Name(), err)
	}
	return v == types.True, nil
}

// Criteria returns the eligibility rule of an id.
func (p *Pack) Criteria(id string) (Criteria, bool) {
	for _, c := range p.Eligibility {
		if c.ID == id {
			return c, true
		}
	}
	return Criteria{}, false
}
