package draw

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"yanlu/services/platform/problem"
)

// Freeze puts a batch into its canonical order, seals it and states everyone's
// chances. It returns a *problem.Problem: DRAW_INPUT_INVALID when the batch
// contradicts itself, DRAW_INFEASIBLE when no lawful panels exist, with what is lacking.
func Freeze(b Batch) (Record, error) {
	b = b.tidy().sorted()
	if err := b.check(); err != nil {
		return Record{}, err
	}
	seal, err := b.seal()
	if err != nil {
		return Record{}, err
	}
	chances, err := newModel(b).chances(seal.Hash)
	return Record{Batch: b, Seal: seal, Chances: chances}, err
}

// Draw reveals the seed of a frozen record and draws. beacon is the public value
// that the batch named. It returns a *problem.Problem: DRAW_SEED_WRONG when the
// seed is not the one committed to, DRAW_BEACON_MISSING, or DRAW_INFEASIBLE.
func (r Record) Draw(seed Seed, beacon string) (Record, error) {
	if seed.Commit(r.Batch.ID) != r.Batch.Commitment.Hash {
		return r, problem.New(problem.Invalid, "DRAW_SEED_WRONG", "所公布的种子与事先公布的承诺不符", "The seed is not the one that was committed to").
			With("rule", "rev.panel.draw").For("agency")
	}
	if (r.Batch.Beacon == "") != (beacon == "") {
		return r, problem.New(problem.Invalid, "DRAW_BEACON_MISSING", "抽取须混入事先指明的公开数值", "The draw takes the public value that was named beforehand, and no other").
			With("beacon", r.Batch.Beacon).For("agency")
	}
	key := seed.key(r.Seal.Hash, beacon)
	o, err := newModel(r.Batch).outcome(newStream(key))
	if err != nil {
		return r, err
	}
	r.Reveal, r.Outcome = &Reveal{Seed: seed.String(), Beacon: beacon, Key: key}, &o
	return r, nil
}

// tidy drops what means nothing: parts of a second and organisations named twice.
func (b Batch) tidy() Batch {
	b.ClosesAt, b.Commitment.PublishedAt = b.ClosesAt.Truncate(time.Second), b.Commitment.PublishedAt.Truncate(time.Second)
	b.Pool = slices.Clone(b.Pool)
	for i, e := range b.Pool {
		b.Pool[i].Orgs = slices.Compact(slices.Sorted(slices.Values(e.Orgs)))
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

// head is the part of a batch that is neither rule nor list.
type head struct {
	ID         string     `json:"id"`
	Code       string     `json:"code"`
	Beacon     string     `json:"beacon"`
	Commitment Commitment `json:"commitment"`
	ClosesAt   time.Time  `json:"closes_at"`
}

// seal hashes each part of a sorted batch, and the list of parts.
func (b Batch) seal() (Seal, error) {
	var s Seal
	var failed error
	add := func(name string, v any) {
		raw, err := Canonical(v)
		if err != nil {
			failed = err
		}
		s.Parts = append(s.Parts, Part{name, digest("yanlu/draw/part/1", []byte(name), raw)})
	}
	add("head", head{b.ID, b.Code, b.Beacon, b.Commitment, b.ClosesAt})
	add("rule", b.Rule)
	for _, a := range b.Applications {
		add("application/"+a.ID, a)
	}
	for _, e := range b.Pool {
		add("expert/"+e.ID, e)
	}
	slices.SortFunc(s.Parts, func(x, y Part) int { return strings.Compare(x.Name, y.Name) })
	if failed != nil {
		return s, fmt.Errorf("draw: seal: %w", failed)
	}
	var err error
	s.Hash, err = s.over()
	return s, err
}

// over is the batch hash that follows from the parts.
func (s Seal) over() (string, error) {
	raw, err := Canonical(s.Parts)
	return digest("yanlu/draw/batch/1", raw), err
}
