package first

import (
	"cmp"
	"errors"
	"fmt"
	"slices"

	"yanlu/services/platform/problem"
	"yanlu/services/review/draw/proof"
)

// Draw reveals the seed of a frozen record and draws. beacon is the public value
// that the batch named. It returns a *problem.Problem: DRAW_SEED_WRONG when the
// seed is not the one committed to, DRAW_BEACON_MISSING, or DRAW_INFEASIBLE.
func (r Record) Draw(seed proof.Seed, beacon string) (Record, error) {
	v, err := proof.Open(r.Batch.head(), r.Seal, seed, beacon)
	if err != nil {
		return r, err
	}
	o, err := newModel(r.Batch).outcome(proof.NewStream(v.Key))
	if err != nil {
		return r, err
	}
	r.Reveal, r.Outcome = &v, &o
	return r, nil
}

// sorted is the batch in canonical order, so that the order in which inputs were read decides nothing.
func (b Batch) sorted() Batch {
	b.ClosesAt, b.Commitment.PublishedAt = b.ClosesAt.UTC(), b.Commitment.PublishedAt.UTC()
	b.Applications, b.Pool = slices.Clone(b.Applications), slices.Clone(b.Pool)
	for i := range b.Applications {
		a := &b.Applications[i]
		a.Quotas, a.Locked, a.Excluded = slices.Clone(a.Quotas), slices.Clone(a.Locked), slices.Clone(a.Excluded)
		slices.SortFunc(a.Quotas, func(x, y Quota) int { return cmp.Compare(x.Stratum, y.Stratum) })
		slices.Sort(a.Locked)
		slices.SortFunc(a.Excluded, func(x, y Exclusion) int {
			return cmp.Or(cmp.Compare(x.Expert, y.Expert), cmp.Compare(x.Ground, y.Ground))
		})
	}
	for i := range b.Pool {
		b.Pool[i].Orgs = slices.Sorted(slices.Values(b.Pool[i].Orgs))
	}
	slices.SortFunc(b.Applications, func(x, y Application) int { return cmp.Compare(x.ID, y.ID) })
	slices.SortFunc(b.Pool, func(x, y Expert) int { return cmp.Compare(x.ID, y.ID) })
	return b
}

// check refuses a batch that contradicts itself, with one violation for each fault.
func (b Batch) check() error {
	p := problem.New(problem.Invalid, "DRAW_INPUT_INVALID", "抽取的输入自相矛盾，请按提示修改", "The inputs of the draw contradict themselves; mend the points listed").
		With("rule", "rev.panel.draw").For("agency")
	b.checkHead(p)
	experts := map[string]Expert{}
	for _, e := range b.Pool {
		if _, twice := experts[e.ID]; twice || e.ID == "" || e.Stratum == "" || e.Load < 0 {
			p.At("pool", "专家"+e.ID+"：编号重复，或缺少编号、类别、负荷", "expert "+e.ID+": listed twice, or without id, stratum or a load")
		}
		experts[e.ID] = e
	}
	for i, a := range b.Applications {
		if a.ID == "" || i > 0 && b.Applications[i-1].ID == a.ID {
			p.At("applications", "申报"+a.ID+"：编号缺失或重复", "application "+a.ID+": listed twice or without id")
		}
		a.checkQuotas(p)
		a.checkLocked(p, experts)
	}
	if len(p.Violations) > 0 {
		return p
	}
	return nil
}

func (b Batch) checkHead(p *problem.Problem) {
	if b.ID == "" || b.Code != Code {
		p.At("code", "批次编号不能为空，抽取程序版本须为"+Code, "a batch has an id, and its code is "+Code)
	}
	if !b.Commitment.PublishedAt.Before(b.ClosesAt) {
		p.At("commitment", "种子承诺须在截止之前公布", "the commitment has to be published before the close")
	}
	if b.Rule.OrgMax < 1 || b.Rule.Backup < 0 || b.Rule.Rounds < 1 || b.Rule.Rounds > maxRounds {
		p.At("rule", fmt.Sprintf("同一单位上限至少为1，模拟次数为1至%d，候补比例不能为负", maxRounds),
			fmt.Sprintf("the limit for one organisation is at least 1, the rounds are 1 to %d, the ratio of reserves is not negative", maxRounds))
	}
}

func (a Application) checkQuotas(p *problem.Problem) {
	total := 0
	for i, q := range a.Quotas {
		total += q.Seats
		if q.Stratum == "" || q.Seats < 0 || i > 0 && a.Quotas[i-1].Stratum == q.Stratum {
			p.At("quotas", "申报"+a.ID+"：类别“"+q.Stratum+"”缺失、重复或人数为负", "application "+a.ID+": stratum "+q.Stratum+" is missing, listed twice or negative")
		}
	}
	if total == 0 {
		p.At("quotas", "申报"+a.ID+"：没有席位", "application "+a.ID+" has no seats")
	}
}

func (a Application) checkLocked(p *problem.Problem, experts map[string]Expert) {
	for i, id := range a.Locked {
		e, known := experts[id]
		inQuota := slices.ContainsFunc(a.Quotas, func(q Quota) bool { return q.Stratum == e.Stratum })
		switch {
		case !known || !inQuota || i > 0 && a.Locked[i-1] == id:
			p.At("locked", "申报"+a.ID+"：保留成员"+id+"不在库中、无对应类别或重复", "application "+a.ID+": locked member "+id+" is not in the pool, has no seat of their stratum or is listed twice")
		case slices.ContainsFunc(a.Excluded, func(x Exclusion) bool { return x.Expert == id }):
			p.At("locked", "申报"+a.ID+"：保留成员"+id+"应回避，不能保留", "application "+a.ID+": locked member "+id+" is excluded and cannot be kept")
		}
	}
}

func (b Batch) head() proof.Head {
	return proof.Head{ID: b.ID, Code: b.Code, Beacon: b.Beacon, Commitment: b.Commitment, ClosesAt: b.ClosesAt}
}

// seal hashes each part of a sorted batch, and the list of parts.
func (b Batch) seal() (proof.Seal, error) {
	var s proof.Seal
	err := errors.Join(s.Add("head", b.head()), s.Add("rule", b.Rule))
	for _, a := range b.Applications {
		err = errors.Join(err, s.Add("application/"+a.ID, a))
	}
	for _, e := range b.Pool {
		err = errors.Join(err, s.Add("expert/"+e.ID, e))
	}
	return s, errors.Join(err, s.Close())
}
