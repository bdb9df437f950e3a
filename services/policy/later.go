package policy

import "slices"

// Before is p as a later release reads it. What p says stays, and so do its content and its hash. A rule that p does not
// know, because it was written before the product did, is answered by the later pack; so is which fields identify an
// applicant, where no field of the form says so.
func (p *Pack) Before(later *Pack) *Pack {
	out := *p
	out.later, out.forms = later, map[string]*Form{}
	for code, form := range p.forms {
		out.forms[code] = form
		if newer, ok := later.forms[code]; ok && !form.identifies() {
			marked := form.markedAs(newer)
			out.forms[code] = &marked
		}
	}
	return &out
}

func (f *Form) identifies() bool {
	return slices.ContainsFunc(f.Sections, func(s Section) bool {
		return slices.ContainsFunc(s.Fields, func(field Field) bool { return field.Identifies })
	})
}

// markedAs is a copy of the form whose fields identify where those of the newer form do.
func (f *Form) markedAs(newer *Form) Form {
	marks := map[string]bool{}
	for _, s := range newer.Sections {
		for _, field := range s.Fields {
			marks[s.Code+"."+field.F] = field.Identifies
		}
	}
	out := *f
	out.Sections = slices.Clone(f.Sections)
	for i := range out.Sections {
		s := &out.Sections[i]
		s.Fields = slices.Clone(s.Fields)
		for j := range s.Fields {
			s.Fields[j].Identifies = marks[s.Code+"."+s.Fields[j].F]
		}
	}
	return out
}
