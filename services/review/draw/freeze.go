package draw

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"time"

	"yanlu/services/platform/problem"
	"yanlu/services/review/draw/proof"
)

// Freeze puts a batch into its canonical order, seals it and states everyone's
// chances. It returns a *problem.Problem: DRAW_INPUT_INVALID when the batch
// contradicts itself, DRAW_INFEASIBLE when no lawful panels exist, with what is
// lacking, DRAW_INTRICATE when that cannot be told in time.
func Freeze(b Batch) (Record, error) { return FreezeTelling(b, nil) }

// FreezeTelling is Freeze that tells how many rounds of the simulation are done, out of all; from several goroutines.
func FreezeTelling(b Batch, tell func(done, all int)) (Record, error) {
	b = b.tidy().sorted()
	if err := b.check(); err != nil {
		return Record{}, err
	}
	seal, err := b.seal()
	if err != nil {
		return Record{}, err
	}
	m := newModel(b)
	m.tell = tell
	chances, err := m.chances(seal.Hash)
	return Record{Batch: b, Seal: seal, Chances: chances}, err
}

// Draw reveals the seed of a frozen record and draws. beacon is the public value
// that the batch named. It returns a *problem.Problem: DRAW_SEED_WRONG when the
// seed is not the one committed to, DRAW_BEACON_MISSING, or DRAW_INFEASIBLE.
func (r Record) Draw(seed proof.Seed, beacon string) (Record, error) {
	v, err := proof.Open(r.Batch.head(), r.Seal, seed, beacon)
	if err != nil {
		return r, err
	}
	o, err := newModel(r.Batch).newHall().outcome(proof.NewStream(v.Key))
	if err != nil {
		return r, err
	}
	r.Reveal, r.Outcome = &v, &o
	return r, nil
}

// tidy drops what means nothing: parts of a second, and what is named twice of an expert.
func (b Batch) tidy() Batch {
	b.ClosesAt, b.Commitment.PublishedAt = b.ClosesAt.Truncate(time.Second), b.Commitment.PublishedAt.Truncate(time.Second)
	b.Pool = slices.Clone(b.Pool)
	for i, e := range b.Pool {
		b.Pool[i].Orgs = slices.Compact(slices.Sorted(slices.Values(e.Orgs)))
		b.Pool[i].Kinds = slices.Compact(slices.Sorted(slices.Values(e.Kinds)))
	}
	return b
}

// sorted is the batch in canonical order, so that the order in which inputs were read decides nothing.
func (b Batch) sorted() Batch {
	b.ClosesAt, b.Commitment.PublishedAt = b.ClosesAt.UTC(), b.Commitment.PublishedAt.UTC()
	b.Applications, b.Pool = slices.Clone(b.Applications), slices.Clone(b.Pool)
	for i := range b.Applications {
		a := &b.Applications[i]
		a.Quotas, a.Locked, a.Excluded = slices.Clone(a.Quotas), slices.Clone(a.Locked), slices.Clone(a.Excluded)
		slices.SortFunc(a.Quotas, func(x, y Quota) int { return cmp.Compare(x.Kind, y.Kind) })
		slices.Sort(a.Locked)
		slices.SortFunc(a.Excluded, func(x, y Exclusion) int {
			return cmp.Or(cmp.Compare(x.Expert, y.Expert), cmp.Compare(x.Ground, y.Ground))
		})
	}
	for i, e := range b.Pool {
		b.Pool[i].Orgs, b.Pool[i].Kinds = slices.Sorted(slices.Values(e.Orgs)), slices.Sorted(slices.Values(e.Kinds))
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
	experts := map[string]bool{}
	for _, e := range b.Pool {
		if experts[e.ID] || e.ID == "" || e.Load < 0 {
			p.At("pool", "专家"+e.ID+"：编号重复，或缺少编号、负荷", "expert "+e.ID+": listed twice, or without id or a load")
		}
		if twice(e.Orgs) || twice(e.Kinds) {
			p.At("pool", "专家"+e.ID+"：单位或类别重复", "expert "+e.ID+": an organisation or a kind is listed twice")
		}
		experts[e.ID] = true
	}
	kinds := map[string]bool{}
	for i, a := range b.Applications {
		if a.ID == "" || i > 0 && b.Applications[i-1].ID == a.ID {
			p.At("applications", "申报"+a.ID+"：编号缺失或重复", "application "+a.ID+": listed twice or without id")
		}
		a.checkQuotas(p)
		a.checkLocked(p, experts)
		for _, q := range a.Quotas {
			kinds[q.Kind] = true
		}
	}
	if len(kinds) > maxKinds {
		p.At("quotas", fmt.Sprintf("专家类别不得超过%d种", maxKinds), fmt.Sprintf("there are more than %d kinds", maxKinds))
	}
	if len(p.Violations) > 0 {
		return p
	}
	return nil
}

func twice(sorted []string) bool { return len(slices.Compact(slices.Clone(sorted))) < len(sorted) }

func (b Batch) checkHead(p *problem.Problem) {
	if b.ID == "" || b.Code != Code {
		p.At("code", "批次编号不能为空，抽取程序版本须为"+Code, "a batch has an id, and its code is "+Code)
	}
	if !b.Commitment.PublishedAt.Before(b.ClosesAt) {
		p.At("commitment", "种子承诺须在截止之前公布", "the commitment has to be published before the close")
	}
	if b.Rule.OrgMax < 1 || b.Rule.Backup < 0 || b.Rule.Backup > maxSeats || b.Rule.Rounds < 1 || b.Rule.Rounds > maxRounds {
		p.At("rule", fmt.Sprintf("同一单位上限至少为1，模拟次数为1至%d，候补比例为0至%d", maxRounds, maxSeats),
			fmt.Sprintf("the limit for one organisation is at least 1, the rounds are 1 to %d, the ratio of reserves 0 to %d", maxRounds, maxSeats))
	}
}

func (a Application) checkQuotas(p *problem.Problem) {
	if a.Seats < 1 || a.Seats > maxSeats {
		p.At("quotas", fmt.Sprintf("申报%s：席位须为1至%d", a.ID, maxSeats), fmt.Sprintf("application %s has to have 1 to %d seats", a.ID, maxSeats))
	}
	for i, q := range a.Quotas {
		if q.Kind == "" || q.Min < 0 || q.Min > q.Max || q.Max > a.Seats || i > 0 && a.Quotas[i-1].Kind == q.Kind {
			p.At("quotas", "申报"+a.ID+"：“"+named(q.Kind, true)+"”类缺失、重复或人数有误", "application "+a.ID+": "+named(q.Kind, false)+" is missing, listed twice or has wrong numbers")
		}
	}
}

func (a Application) checkLocked(p *problem.Problem, experts map[string]bool) {
	for i, id := range a.Locked {
		switch {
		case !experts[id] || i > 0 && a.Locked[i-1] == id:
			p.At("locked", "申报"+a.ID+"：保留成员"+id+"不在库中或重复", "application "+a.ID+": locked member "+id+" is not in the pool or is listed twice")
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
