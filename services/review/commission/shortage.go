package commission

import (
	"fmt"

	"yanlu/services/review/assign"
)

// Shortages lists what the pool lacks so that an application could have a lawful
// panel of its own: people, kinds, and people from outside the district. Nothing
// of it can be mended once the batch is sealed.
func (b *Batch) Shortages() []Fault {
	var out []Fault
	for _, a := range b.Applications {
		eligible, need := b.Eligible(a.ID), b.Law.Mix.Needs(a.Seats)
		outside := 0
		for _, e := range eligible {
			if !e.Local {
				outside++
			}
		}
		for _, x := range []struct {
			rule, zh, en string
			need, have   int
		}{
			{"rev.panel.size", "专家", "experts", a.Seats, len(eligible)},
			{MixRule, "技术专家", "technical experts", need.Technical, of(Technical, eligible)},
			{MixRule, "财务专家", "finance experts", need.Finance, of(Finance, eligible)},
			{MixRule, "产业专家", "industry experts", need.Industry, of(Industry, eligible)},
			{MixRule, "区外专家", "experts from outside the district", a.Seats - need.LocalMax, outside},
		} {
			if x.have < x.need {
				out = append(out, Fault{x.rule, fmt.Sprintf("《%s》：可邀请的%s需要%d人，现有%d人", a.Title, x.zh, x.need, x.have),
					fmt.Sprintf("%s: needs %d %s who may be invited and has %d", a.Title, x.need, x.en, x.have)})
			}
		}
	}
	return out
}

// nobody is what the solver would say of a pool without people.
func (b *Batch) nobody() error {
	o := assign.Obstacle{Kind: assign.Shortage}
	for i, a := range b.Applications {
		o.Proposals, o.Need = append(o.Proposals, i), o.Need+a.Seats
	}
	return b.blocked(&assign.Infeasible{Obstacles: []assign.Obstacle{o}})
}
