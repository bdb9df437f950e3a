package draw

import (
	"fmt"
	"slices"
	"strings"

	"yanlu/services/platform/problem"
)

// Finding is one thing in a record that does not follow from the rest of it.
type Finding struct {
	Code string `json:"code"`
	At   string `json:"at"` // such as seal/expert/e1 or outcome/a1/technical/reserves
	Zh   string `json:"zh"`
	En   string `json:"en"`
}

// Report is what verifying a record found.
type Report struct {
	Batch        string    `json:"batch"`
	Commitment   string    `json:"commitment"` // to be compared with the notice before the close
	Seal         string    `json:"seal"`       // to be compared with the notice at the close
	Applications int       `json:"applications"`
	Pool         int       `json:"pool"`
	Compared     bool      `json:"compared"` // the panels were drawn again; not so when the inputs are not the sealed ones
	Findings     []Finding `json:"findings"`
}

// Sound says whether everything in the record follows from its inputs.
func (r Report) Sound() bool { return r.Compared && len(r.Findings) == 0 }

func (r *Report) find(code, at, zh, en string) {
	r.Findings = append(r.Findings, Finding{code, at, zh, en})
}

// Verify recomputes a public record from itself alone: commitment, parts and hash
// of the batch, key, chances, panels and reserves. A record is a proof only
// together with the commitment and the seal that were published in time, which
// the report repeats. The error is a *problem.Problem, DRAW_NOT_REVEALED, before the reveal.
func Verify(rec Record) (Report, error) {
	r := Report{Batch: rec.Batch.ID, Commitment: rec.Batch.Commitment.Hash, Seal: rec.Seal.Hash, Applications: len(rec.Batch.Applications), Pool: len(rec.Batch.Pool)}
	if rec.Reveal == nil || rec.Outcome == nil {
		return r, problem.New(problem.Precondition, "DRAW_NOT_REVEALED", "种子尚未公布，暂不能核验抽取结果", "The seed is not revealed yet, so the draw cannot be verified").
			With("rule", "rev.panel.draw").For("agency")
	}
	b := rec.Batch.sorted()
	r.checkBatch(b)
	r.checkSeal(rec.Seal, b)
	r.checkReveal(rec)
	if len(r.Findings) > 0 {
		return r, nil
	}
	m := newModel(b)
	r.checkChances(m, rec)
	o, err := m.outcome(newStream(rec.Reveal.Key))
	if err != nil {
		r.find("NO_LAWFUL_PANELS", "batch", "按封存的输入无法组成专家组："+said(err, true), "The sealed inputs allow no panels: "+said(err, false))
		return r, nil
	}
	r.Compared = true
	r.checkOutcome(*rec.Outcome, o)
	return r, nil
}

func (r *Report) checkBatch(b Batch) {
	err := b.check()
	if p := problem.Of(err); p != nil {
		for _, v := range p.Violations {
			r.find("INPUT_INVALID", "batch/"+v.Field, v.Zh, v.En)
		}
	}
}

// checkSeal compares each part's hash, then the hash over all.
func (r *Report) checkSeal(s Seal, b Batch) {
	fresh, err := b.seal()
	if err != nil {
		r.find("INPUT_INVALID", "batch", "输入无法编码", "The inputs cannot be encoded")
		return
	}
	stated := map[string]string{}
	for _, p := range s.Parts {
		if _, twice := stated[p.Name]; twice {
			r.find("PART_TWICE", "seal/"+p.Name, "封存清单重复列出"+p.Name, "The seal lists "+p.Name+" twice")
		}
		stated[p.Name] = p.Hash
	}
	for _, p := range fresh.Parts {
		was, known := stated[p.Name]
		delete(stated, p.Name)
		switch {
		case !known:
			r.find("PART_ADDED", "seal/"+p.Name, p.Name+"不在封存清单中，系封存后增加", p.Name+" is not in the seal: it was added afterwards")
		case was != p.Hash:
			r.find("PART_ALTERED", "seal/"+p.Name, p.Name+"与封存时的内容不符", p.Name+" is not what was sealed")
		}
	}
	for _, p := range s.Parts {
		if _, gone := stated[p.Name]; gone {
			r.find("PART_REMOVED", "seal/"+p.Name, p.Name+"已封存，但记录中缺失", p.Name+" was sealed and is missing from the record")
		}
	}
	if over, err := s.over(); err != nil || over != s.Hash {
		r.find("SEAL_BROKEN", "seal/hash", "批次哈希与封存清单不符", "The batch hash does not follow from the list of parts")
	}
}

// checkReveal compares the seed with the commitment and the key with what makes it.
func (r *Report) checkReveal(rec Record) {
	seed, err := ParseSeed(rec.Reveal.Seed)
	if err != nil {
		r.find("SEED_MALFORMED", "reveal/seed", "种子须为64位小写十六进制数", "The seed has to be 64 lower-case hexadecimal digits")
		return
	}
	if seed.Commit(rec.Batch.ID) != rec.Batch.Commitment.Hash {
		r.find("COMMITMENT_BROKEN", "reveal/seed", "公布的种子与截止前的承诺不符", "The revealed seed is not the one committed to before the close")
	}
	if (rec.Batch.Beacon == "") != (rec.Reveal.Beacon == "") {
		r.find("BEACON_DIFFERS", "reveal/beacon", "公开数值与事先指明的来源不对应", "The public value does not answer the source named beforehand")
	}
	if seed.key(rec.Seal.Hash, rec.Reveal.Beacon) != rec.Reveal.Key {
		r.find("KEY_DIFFERS", "reveal/key", "随机流密钥不能由种子、批次哈希和公开数值得出", "The key of the stream does not follow from seed, batch hash and public value")
	}
}

func (r *Report) checkChances(m *model, rec Record) {
	fresh, err := m.chances(rec.Seal.Hash)
	if err != nil {
		return // said once, when the panels are drawn
	}
	if len(fresh) != len(rec.Chances) {
		r.find("CHANCES_DIFFER", "chances", fmt.Sprintf("应公布%d个入选概率，记录中有%d个", len(fresh), len(rec.Chances)),
			fmt.Sprintf("%d chances follow from the batch and %d are stated", len(fresh), len(rec.Chances)))
		return
	}
	for i, c := range fresh {
		if was := rec.Chances[i]; was != c {
			at := "chances/" + c.Application + "/" + c.Expert
			r.find("CHANCE_DIFFERS", at, fmt.Sprintf("%s在申报%s中的入选概率应为%d/%d", c.Expert, c.Application, c.Hits, c.Of),
				fmt.Sprintf("the chance of %s for application %s is %d of %d", c.Expert, c.Application, c.Hits, c.Of))
		}
	}
}

func (r *Report) checkOutcome(stated, fresh Outcome) {
	if stated.Attempt != fresh.Attempt {
		r.find("ATTEMPT_DIFFERS", "outcome/attempt", fmt.Sprintf("应为第%d次抽取成功", fresh.Attempt), fmt.Sprintf("attempt %d succeeds", fresh.Attempt))
	}
	if !slices.Equal(stated.Order, fresh.Order) {
		r.find("ORDER_DIFFERS", "outcome/order", "申报的抽取顺序不符", "The applications drew in another order")
	}
	panels := map[string]Panel{}
	for _, p := range stated.Panels {
		panels[p.Application] = p
	}
	for _, p := range fresh.Panels {
		was, known := panels[p.Application]
		if !known {
			r.find("PANEL_MISSING", "outcome/"+p.Application, "缺少申报"+p.Application+"的专家组", "The panel of application "+p.Application+" is missing")
			continue
		}
		r.checkPanel(was, p)
	}
	if n := len(stated.Panels); n > len(fresh.Panels) || n > len(panels) {
		r.find("PANEL_ADDED", "outcome/panels", "记录中有多余的专家组", "The record holds panels that were not drawn")
	}
}

func (r *Report) checkPanel(stated, fresh Panel) {
	at := "outcome/" + fresh.Application + "/"
	if len(stated.Groups) != len(fresh.Groups) {
		r.find("STRATA_DIFFER", at, "申报"+fresh.Application+"的专家类别不符", "The strata of the panel of application "+fresh.Application+" differ")
		return
	}
	for i, g := range fresh.Groups {
		was := stated.Groups[i]
		if was.Stratum != g.Stratum {
			r.find("STRATA_DIFFER", at+g.Stratum, "申报"+fresh.Application+"缺少类别"+g.Stratum, "The panel of application "+fresh.Application+" lacks the stratum "+g.Stratum)
		}
		r.compare("LOCKED_DIFFER", at+g.Stratum+"/locked", "保留成员", "locked members", was.Locked, g.Locked)
		r.compare("MEMBERS_DIFFER", at+g.Stratum+"/drawn", "抽中成员", "members drawn", was.Drawn, g.Drawn)
		r.compare("RESERVES_DIFFER", at+g.Stratum+"/reserves", "候补", "reserves", was.Reserves, g.Reserves)
	}
}

// compare says what a list should have been, order included.
func (r *Report) compare(code, at, zh, en string, stated, fresh []string) {
	if !slices.Equal(stated, fresh) {
		r.find(code, at, fmt.Sprintf("%s应依次为%s，记录为%s", zh, shown(fresh), shown(stated)),
			fmt.Sprintf("the %s are %s in this order, and the record says %s", en, shown(fresh), shown(stated)))
	}
}

func shown(ids []string) string { return "[" + strings.Join(ids, ", ") + "]" }

func said(err error, zh bool) string {
	p := problem.Of(err)
	switch {
	case p == nil:
		return err.Error()
	case zh:
		return p.Zh
	}
	return p.En
}
