package policy

import (
	"slices"
	"testing"
)

// changedBy is a pack as its next version with a change.
func changedBy(t *testing.T, p *Pack, change func(*Pack)) *Pack {
	t.Helper()
	next, err := p.Next("next", "2027-01-01")
	if err != nil {
		t.Fatal(err)
	}
	change(next)
	return next
}

func TestCarryKeepsTheBureausChangesAndTakesTheRest(t *testing.T) {
	origin := load(t, fuling)
	mine := changedBy(t, origin, func(p *Pack) {
		ruleOf(p, "elig.pi.age_max").Value = 58.0
		ruleOf(p, "intake.correction.days").Value = 7.0 // the release changes it too
		s := &p.Forms[0].Sections[0]
		s.Fields = append(s.Fields, Field{F: "own_1", Zh: "自设", En: "Own", Type: "text"})
		p.Title.Zh = "本局规则"
	})
	shipped := changedBy(t, origin, func(p *Pack) {
		ruleOf(p, "intake.correction.days").Value = 9.0
		ruleOf(p, "dec.publicity.wd").Value = 6.0
		p.Rules = append(p.Rules, Rule{ID: "new.rule", Zh: "新", En: "new", Value: 1.0, Evidence: "default"})
		p.Rules = slices.DeleteFunc(p.Rules, func(r Rule) bool { return r.ID == "rev.calibrate" })
		p.Forms[0].Sections[0].Fields[0].Hint = "新提示"
	})
	got, err := Carry(origin, mine, shipped)
	if err != nil {
		t.Fatal(err)
	}
	for id, want := range map[string]float64{"elig.pi.age_max": 58, "intake.correction.days": 7, "dec.publicity.wd": 6, "new.rule": 1} {
		if r := ruleOf(got, id); r == nil || r.Value != want {
			t.Errorf("%s: %v, want %v", id, r, want)
		}
	}
	if ruleOf(got, "rev.calibrate") != nil {
		t.Error("what the release took away, and the bureau had not touched, is still there")
	}
	fields := got.Forms[0].Sections[0].Fields
	if fields[0].Hint != "新提示" || fields[len(fields)-1].F != "own_1" || got.Title.Zh != "本局规则" {
		t.Errorf("%+v %s", fields, got.Title.Zh)
	}
}

func TestABureauThatChangedNothingGetsWhatIsShipped(t *testing.T) {
	origin := load(t, fuling)
	shipped := changedBy(t, origin, func(p *Pack) { ruleOf(p, "elig.pi.age_max").Value = 50.0 })
	got, err := Carry(origin, origin, shipped)
	if err != nil {
		t.Fatal(err)
	}
	got.Version, got.EffectiveFrom = shipped.Version, shipped.EffectiveFrom
	if got.Hash() != shipped.Hash() {
		t.Errorf("%v", Compare(shipped, got))
	}
}

func TestAnOlderPackIsReadWithWhatCameLater(t *testing.T) {
	now := load(t, fuling)
	old := changedBy(t, now, func(p *Pack) {
		p.Rules = slices.DeleteFunc(p.Rules, func(r Rule) bool { return r.ID == "rev.match.weights" })
		ruleOf(p, "elig.pi.age_max").Value = 58.0
		ruleOf(p, "elig.pi.age_max").DistrictDefault = nil
		for i := range p.Forms[0].Sections {
			for j := range p.Forms[0].Sections[i].Fields {
				p.Forms[0].Sections[i].Fields[j].Identifies = false
			}
		}
	})
	raw, err := old.Marshal()
	if err != nil {
		t.Fatal(err)
	}
	alone, err := Parse(raw)
	if err != nil {
		t.Fatal(err)
	}
	read := alone.Before(now)
	if n, err := read.Int("elig.pi.age_max"); err != nil || n != 58 {
		t.Errorf("what the pack says stays: %d %v", n, err)
	}
	if _, ok := read.Rule("rev.match.weights"); !ok {
		t.Error("what came later is not answered")
	}
	if _, ok := alone.Rule("rev.match.weights"); ok || read.Hash() != alone.Hash() || len(Compare(alone, read)) != 0 {
		t.Error("the pack itself was changed")
	}
	form, _ := read.Form(old.Forms[0].Code)
	marked := form.identifies()
	form, _ = alone.Form(old.Forms[0].Code)
	if !marked || form.identifies() {
		t.Error("an old form does not say who is identified, or was changed for it")
	}
}
