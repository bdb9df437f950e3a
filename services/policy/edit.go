package policy

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
)

// Decode reads a pack that is being written: every part has its type, but the pack need not be whole. Errors: *LoadError.
func Decode(raw []byte) (*Pack, error) {
	var p Pack
	dec := json.NewDecoder(bytes.NewReader(raw))
	dec.DisallowUnknownFields()
	if err := dec.Decode(&p); err != nil {
		return nil, &LoadError{Path: "pack", Zh: "内容的格式不对", En: err.Error()}
	}
	for i := range p.Forms {
		p.Forms[i] = sectioned(p.Forms[i])
	}
	return &p, nil
}

// Next is a pack as the beginning of another version: whole in itself, whatever it once extended.
func (p *Pack) Next(version, effectiveFrom string) (*Pack, error) {
	raw, err := p.Marshal()
	if err != nil {
		return nil, err
	}
	next, err := Decode(raw)
	if err != nil {
		return nil, err
	}
	next.Version, next.EffectiveFrom, next.Extends, next.Overrides = version, effectiveFrom, nil, nil
	return next, nil
}

// Settle makes a draft honest before it is kept. What the bureau changed is the bureau's own: a rule with another value
// than the pack it came from has grade [Default], borrows no source and keeps the writer's note as its reason. What was
// not changed, or was changed back, has exactly the source it had. Whose pack it is, what its sources are and what a
// rule is called are not the draft's to say. Settling twice changes nothing more.
func Settle(base, draft *Pack) {
	draft.Code, draft.Level, draft.Practice = base.Code, base.Level, base.Practice
	draft.Extends, draft.Overrides = nil, nil
	draft.Sources = slices.Clone(base.Sources)
	was := map[string]*Rule{}
	for i := range base.Rules {
		was[base.Rules[i].ID] = &base.Rules[i]
	}
	for i := range draft.Rules {
		settleRule(base, draft, was[draft.Rules[i].ID], &draft.Rules[i])
	}
	settleRubrics(base, draft)
	settleForms(base, draft)
}

func settleRule(base, draft *Pack, old, r *Rule) {
	if old == nil {
		r.Evidence, r.Source, r.DistrictDefault, r.DistrictEvidence, r.Level, r.More = string(Default), nil, nil, "", "", nil
		return
	}
	was, now := base.inForce(old), draft.inForce(r)
	if sameComputed(was, now) {
		*r = *old
		return
	}
	note := r.Note
	if note == old.Note {
		note = "" // the reason of the old value is not that of the new one
	}
	value, unit, params, jbgs := now.Value, r.Unit, r.Params, r.JbgsOverride
	*r = *old
	r.Value, r.Unit, r.Params, r.JbgsOverride, r.Note = value, unit, params, jbgs, note
	r.DistrictDefault, r.DistrictEvidence = nil, ""
	r.Evidence, r.Source, r.More = string(Default), nil, nil
}

// sameComputed says whether two rules give the same answer to everything that computes with them.
func sameComputed(a, b *Rule) bool {
	return canonical(a.Value) == canonical(b.Value) && a.Unit == b.Unit && canonical(a.Params) == canonical(b.Params) && canonical(a.JbgsOverride) == canonical(b.JbgsOverride)
}

func settleRubrics(base, draft *Pack) {
	for i := range draft.Rubrics {
		r := &draft.Rubrics[i]
		j := slices.IndexFunc(base.Rubrics, func(b Rubric) bool { return b.Code == r.Code })
		r.Evidence = string(Default)
		if j < 0 {
			continue
		}
		same := *r
		same.Evidence, same.Note = base.Rubrics[j].Evidence, base.Rubrics[j].Note
		if canonical(same) == canonical(base.Rubrics[j]) {
			*r = same
		}
	}
}

// ownField marks a field that no other system was seen to ask for.
const ownField = "D"

func settleForms(base, draft *Pack) {
	was := map[string]Field{}
	for _, f := range base.Forms {
		for _, s := range sectioned(f).Sections {
			for _, field := range s.Fields {
				was[f.Code+"/"+s.Code+"/"+field.F] = field
			}
		}
	}
	for i := range draft.Forms {
		for j := range draft.Forms[i].Sections {
			s := &draft.Forms[i].Sections[j]
			for k := range s.Fields {
				f := &s.Fields[k]
				old, ok := was[draft.Forms[i].Code+"/"+s.Code+"/"+f.F]
				f.Src = old.Src
				if !ok || canonical(*f) != canonical(old) {
					f.Src = ownField
				}
			}
		}
	}
}

// Reasonless lists the rules of a settled draft that were changed without a written reason.
func Reasonless(base, draft *Pack) []*LoadError {
	var out []*LoadError
	was := map[string]Rule{}
	for _, r := range base.Rules {
		was[r.ID] = r
	}
	for i := range draft.Rules {
		r := &draft.Rules[i]
		old, ok := was[r.ID]
		if (!ok || !sameComputed(base.inForce(&old), draft.inForce(r))) && strings.TrimSpace(r.Note) == "" {
			out = append(out, &LoadError{Path: "rules/" + r.ID, Zh: fmt.Sprintf("请写明“%s”为什么这样改", r.Zh), En: "say why “" + r.En + "” was changed"})
		}
	}
	return out
}
