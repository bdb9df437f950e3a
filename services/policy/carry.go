package policy

// Carry takes a bureau's own changes over to a later shipped pack. Origin is the shipped pack that mine began as. What
// the bureau changed, added or left out stays as the bureau has it, also where the release changed it too; all else is
// as shipped, in the shipped order.
func Carry(origin, mine, shipped *Pack) (*Pack, error) {
	out, err := shipped.Next(mine.Version, mine.EffectiveFrom)
	if err != nil {
		return nil, err
	}
	out.Title = own(origin.Title, mine.Title, shipped.Title)
	out.Sources = carry(origin.Sources, mine.Sources, out.Sources, func(s Source) string { return s.ID }, own)
	out.Rules = carry(origin.Rules, mine.Rules, out.Rules, func(r Rule) string { return r.ID }, own)
	out.Anchors = own(origin.Anchors, mine.Anchors, out.Anchors)
	out.Rubrics = carry(origin.Rubrics, mine.Rubrics, out.Rubrics, func(r Rubric) string { return r.Code }, own)
	out.Forms = carry(origin.Forms, mine.Forms, out.Forms, func(f Form) string { return f.Code }, carryForm)
	out.Eligibility = carry(origin.Eligibility, mine.Eligibility, out.Eligibility, func(c Criteria) string { return c.ID }, own)
	return out, nil
}

// own is the bureau's where the bureau changed it, else the shipped one.
func own[T any](was, mine, shipped T) T {
	if canonical(was) == canonical(mine) {
		return shipped
	}
	return mine
}

func carryForm(was, mine, shipped Form) Form {
	shipped.Zh, shipped.En = own(was.Zh, mine.Zh, shipped.Zh), own(was.En, mine.En, shipped.En)
	shipped.Sections = carry(was.Sections, mine.Sections, shipped.Sections, func(s Section) string { return s.Code }, carrySection)
	return shipped
}

func carrySection(was, mine, shipped Section) Section {
	shipped.Zh, shipped.En = own(was.Zh, mine.Zh, shipped.Zh), own(was.En, mine.En, shipped.En)
	shipped.Fields = carry(was.Fields, mine.Fields, shipped.Fields, func(f Field) string { return f.F }, own)
	return shipped
}

// carry joins lists by key. What only the bureau has follows at the end, unless the release took away what the bureau
// had left as it was.
func carry[T any](origin, mine, shipped []T, key func(T) string, join func(was, mine, shipped T) T) []T {
	was, had := byKey(origin, key), byKey(mine, key)
	var out []T
	for _, s := range shipped {
		old, known := was[key(s)]
		m, kept := had[key(s)]
		switch {
		case known && kept:
			out = append(out, join(old, m, s))
		case kept: // the bureau was first to write one of this name
			out = append(out, m)
		case !known:
			out = append(out, s)
		}
	}
	now := byKey(shipped, key)
	for _, m := range mine {
		_, ships := now[key(m)]
		old, known := was[key(m)]
		if !ships && (!known || canonical(old) != canonical(m)) {
			out = append(out, m)
		}
	}
	return out
}

func byKey[T any](list []T, key func(T) string) map[string]T {
	out := make(map[string]T, len(list))
	for _, x := range list {
		out[key(x)] = x
	}
	return out
}
