package proof

import (
	"fmt"
	"slices"
	"strings"

	"yanlu/services/platform/problem"
)

// Finding is one thing in a record that does not follow from the rest of it.
type Finding struct {
	Code string `json:"code"`
	At   string `json:"at"` // such as seal/expert/e1 or outcome/a1/reserves
	Zh   string `json:"zh"`
	En   string `json:"en"`
}

// Report is what verifying a record found.
type Report struct {
	Batch        string    `json:"batch"`
	Code         string    `json:"code"`
	Commitment   string    `json:"commitment"` // to be compared with the notice before the close
	Beacon       string    `json:"beacon"`     // which public value was named before the close
	Value        string    `json:"value"`      // and what is said to have been its value
	Seal         string    `json:"seal"`       // to be compared with the notice at the close
	Applications int       `json:"applications"`
	Pool         int       `json:"pool"`
	Compared     bool      `json:"compared"` // the panels were drawn again; not so when the inputs are not the sealed ones
	Findings     []Finding `json:"findings"`
}

// NewReport begins a report on a record after its reveal.
func NewReport(h Head, s Seal, v Reveal) Report {
	return Report{Batch: h.ID, Code: h.Code, Commitment: h.Commitment.Hash, Beacon: h.Beacon, Value: v.Beacon, Seal: s.Hash}
}

// Sound says whether everything in the record follows from its inputs.
func (r *Report) Sound() bool { return r.Compared && len(r.Findings) == 0 }

// Find adds a finding.
func (r *Report) Find(code, at, zh, en string) {
	r.Findings = append(r.Findings, Finding{code, at, zh, en})
}

// NotRevealed is the refusal to verify before the reveal (DRAW_NOT_REVEALED).
func NotRevealed() error {
	return problem.New(problem.Precondition, "DRAW_NOT_REVEALED", "种子尚未公布，暂不能核验抽取结果", "The seed is not revealed yet, so the draw cannot be verified").
		With("rule", "rev.panel.draw").For("agency")
}

// Open refuses a seed that is not the one committed to (DRAW_SEED_WRONG) and a
// public value that was not named, or lacks (DRAW_BEACON_MISSING).
func Open(h Head, s Seal, seed Seed, beacon string) (Reveal, error) {
	if seed.Commit(h.ID) != h.Commitment.Hash {
		return Reveal{}, problem.New(problem.Invalid, "DRAW_SEED_WRONG", "所公布的种子与事先公布的承诺不符", "The seed is not the one that was committed to").
			With("rule", "rev.panel.draw").For("agency")
	}
	if (h.Beacon == "") != (beacon == "") {
		return Reveal{}, problem.New(problem.Invalid, "DRAW_BEACON_MISSING", "抽取须混入事先指明的公开数值", "The draw takes the public value that was named beforehand, and no other").
			With("beacon", h.Beacon).For("agency")
	}
	return Reveal{Seed: seed.String(), Beacon: beacon, Key: seed.Key(s.Hash, beacon)}, nil
}

// CheckSeal compares each part's hash with the seal made anew, then the hash over all.
func (r *Report) CheckSeal(s, fresh Seal) {
	stated := map[string]string{}
	for _, p := range s.Parts {
		if _, twice := stated[p.Name]; twice {
			r.Find("PART_TWICE", "seal/"+p.Name, "封存清单重复列出"+p.Name, "The seal lists "+p.Name+" twice")
		}
		stated[p.Name] = p.Hash
	}
	for _, p := range fresh.Parts {
		was, known := stated[p.Name]
		delete(stated, p.Name)
		switch {
		case !known:
			r.Find("PART_ADDED", "seal/"+p.Name, p.Name+"不在封存清单中，系封存后增加", p.Name+" is not in the seal: it was added afterwards")
		case was != p.Hash:
			r.Find("PART_ALTERED", "seal/"+p.Name, p.Name+"与封存时的内容不符", p.Name+" is not what was sealed")
		}
	}
	for _, p := range s.Parts {
		if _, gone := stated[p.Name]; gone {
			r.Find("PART_REMOVED", "seal/"+p.Name, p.Name+"已封存，但记录中缺失", p.Name+" was sealed and is missing from the record")
		}
	}
	if over, err := s.over(); err != nil || over != s.Hash {
		r.Find("SEAL_BROKEN", "seal/hash", "批次哈希与封存清单不符", "The batch hash does not follow from the list of parts")
	}
}

// CheckReveal compares the seed with the commitment and the key with what makes it.
func (r *Report) CheckReveal(h Head, s Seal, v Reveal) {
	seed, err := ParseSeed(v.Seed)
	if err != nil {
		r.Find("SEED_MALFORMED", "reveal/seed", "种子须为64位小写十六进制数", "The seed has to be 64 lower-case hexadecimal digits")
		return
	}
	if seed.Commit(h.ID) != h.Commitment.Hash {
		r.Find("COMMITMENT_BROKEN", "reveal/seed", "公布的种子与截止前的承诺不符", "The revealed seed is not the one committed to before the close")
	}
	if (h.Beacon == "") != (v.Beacon == "") {
		r.Find("BEACON_DIFFERS", "reveal/beacon", "公开数值与事先指明的来源不对应", "The public value does not answer the source named beforehand")
	}
	if seed.Key(s.Hash, v.Beacon) != v.Key {
		r.Find("KEY_DIFFERS", "reveal/key", "随机流密钥不能由种子、批次哈希和公开数值得出", "The key of the stream does not follow from seed, batch hash and public value")
	}
}

// CheckInputs says of a batch that contradicts itself what does.
func (r *Report) CheckInputs(err error) {
	if p := problem.Of(err); p != nil {
		for _, v := range p.Violations {
			r.Find("INPUT_INVALID", "batch/"+v.Field, v.Zh, v.En)
		}
	}
}

// Compare says what a list should have been, order included.
func (r *Report) Compare(code, at, zh, en string, stated, fresh []string) {
	if !slices.Equal(stated, fresh) {
		r.Find(code, at, fmt.Sprintf("%s应依次为%s，记录为%s", zh, shown(fresh), shown(stated)),
			fmt.Sprintf("the %s are %s in this order, and the record says %s", en, shown(fresh), shown(stated)))
	}
}

// NoPanels says that the sealed inputs allow none, and why.
func (r *Report) NoPanels(err error) {
	zh, en := err.Error(), err.Error()
	if p := problem.Of(err); p != nil {
		zh, en = p.Zh, p.En
	}
	r.Find("NO_LAWFUL_PANELS", "batch", "按封存的输入无法组成专家组："+zh, "The sealed inputs allow no panels: "+en)
}

func shown(ids []string) string { return "[" + strings.Join(ids, ", ") + "]" }
