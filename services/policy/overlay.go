package policy

import "slices"

// overlay completes p, which extends base: p keeps its name, title and date, takes everything else from base and
// replaces the values it overrides. An overridden value has no source any more, so its evidence becomes default and
// its note says why.
func overlay(p, base *Pack, at map[string]position) []*LoadError {
	if f := onlyOverrides(p, at); f != nil {
		return []*LoadError{f}
	}
	if p.Level == "" {
		p.Level = base.Level
	}
	p.Sources = append(slices.Clone(base.Sources), p.Sources...)
	p.Anchors, p.Rubrics, p.Forms, p.Eligibility = base.Anchors, base.Rubrics, base.Forms, base.Eligibility
	p.Rules = slices.Clone(base.Rules)
	p.index()
	var faults []*LoadError
	seen := map[string]bool{}
	for i, o := range p.Overrides {
		path := indexed("overrides", i)
		r, ok := p.rules[o.ID]
		switch {
		case !ok:
			faults = append(faults, faultAt(at, path+".id", "被覆盖的规则不存在："+o.ID, "overridden rule does not exist: "+o.ID))
			continue
		case seen[o.ID]:
			faults = append(faults, faultAt(at, path+".id", "重复覆盖 "+o.ID, o.ID+" is overridden twice"))
			continue
		}
		seen[o.ID] = true
		o.apply(r)
		for j := range p.Rules { // later faults in the new value are reported where it is written
			if p.Rules[j].ID == o.ID {
				movePositions(at, path, indexed("rules", j))
			}
		}
	}
	return faults
}

func onlyOverrides(p *Pack, at map[string]position) *LoadError {
	if len(p.Rules)+len(p.Rubrics)+len(p.Forms)+len(p.Eligibility) > 0 {
		return faultAt(at, "extends", "扩展的规则包只能写 overrides", "a pack that extends another may only hold overrides")
	}
	return nil
}

func (o Override) apply(r *Rule) {
	r.Value = o.Value
	if o.Unit != "" {
		r.Unit = o.Unit
	}
	r.DistrictDefault, r.DistrictEvidence = nil, ""
	r.Min, r.Max = "", ""
	r.Source, r.Evidence, r.Note = nil, string(Default), o.Why
}

func movePositions(at map[string]position, from, to string) {
	for _, leaf := range []string{"", ".value", ".unit"} {
		if pos, ok := at[from+leaf]; ok {
			at[to+leaf] = pos
		}
	}
}
