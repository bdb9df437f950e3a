package conflict

import "slices"

// reference screens one pair the plain way: each ground as the rule says it,
// fact by fact, sharing nothing with the index but the types.
func reference(r Rule, a Application, e Expert) []Exclusion {
	var out []Exclusion
	add := func(g Ground, ev Evidence) { out = append(out, Exclusion{g, ev}) }
	since := map[int]Date{36: "2023-03-31"}[r.LookbackMonths]
	recent := func(d Date) bool { return d == "" || d >= since }
	for _, p := range e.Posts {
		ev := Evidence{Fact: "employment", Org: p.Org, From: p.From, Until: p.Until}
		if recent(p.Until) && slices.Contains(a.Orgs, p.Org) {
			add(SameOrg, ev)
		}
		if recent(p.Until) && p.Org == a.Recommend {
			add(RecommendingOrg, ev)
		}
	}
	for _, i := range e.Interests {
		if recent(i.Until) && slices.Contains(a.Orgs, i.Org) {
			add(map[InterestKind]Ground{Shares: Shareholder, Seat: SeatHolder}[i.Kind], Evidence{Fact: string(i.Kind), Org: i.Org, From: i.From, Until: i.Until})
		}
	}
	for _, d := range e.Declared {
		if !recent(d.Until) {
			continue
		}
		g := SelfDeclared
		if d.Dispute {
			g = InDispute
		}
		if d.Org != "" && slices.Contains(a.Orgs, d.Org) || d.Application == a.ID {
			add(g, Evidence{Fact: "declaration", Org: d.Org, Application: d.Application, Until: d.Until, Note: d.Note})
		}
		for _, m := range a.Team {
			if is, byName := isMemberKnown(m, Known{Person: d.Person, Name: d.Name}); is && !told(a, e, m, byName) {
				add(g, Evidence{Fact: "declaration", Member: who(m), Name: m.Name, Org: d.Org, Application: d.Application, Until: d.Until, Note: d.Note, ByName: byName})
			}
		}
	}
	for i, x := range a.Avoid {
		switch {
		case i >= r.AvoidMax:
		case x.Person == e.ID:
			add(ToAvoid, Evidence{Fact: "avoid_list"})
		case x.Person == "" && x.Name == e.Name:
			add(ToAvoid, Evidence{Fact: "avoid_list", ByName: true})
		}
	}
	for _, m := range a.Team {
		out = append(out, referenceMember(recent, a, m, e)...)
	}
	return tidy(out)
}

// who is how evidence names a member.
func who(m Member) string {
	if m.Person != "" {
		return m.Person
	}
	return m.Name
}

func told(a Application, e Expert, m Member, byName bool) bool {
	return byName && slices.Contains(a.Namesakes, Namesake{e.ID, m.Name})
}

// isMemberKnown says whether a declaration means a member, and whether only the name says so.
func isMemberKnown(m Member, k Known) (is, byName bool) {
	if k.Person != "" && m.Person != "" {
		return k.Person == m.Person, m.ByName
	}
	return k.Name != "" && k.Name == m.Name, true
}

// unitOf is the unit that a member and a declaration share.
func unitOf(mine []string, theirs string, byName bool) string {
	if byName && theirs != "" && slices.Contains(mine, theirs) {
		return theirs
	}
	return ""
}

func referenceMember(recent func(Date) bool, a Application, m Member, e Expert) []Exclusion {
	var out []Exclusion
	add := func(g Ground, ev Evidence, byName bool) {
		if ev.Member, ev.Name, ev.ByName = who(m), m.Name, byName; !told(a, e, m, byName) {
			out = append(out, Exclusion{g, ev})
		}
	}
	switch {
	case m.Person != "":
		if m.Person == e.ID {
			add(Participant, Evidence{Fact: "team", Unit: unitOf(e.Units, m.Unit, m.ByName)}, m.ByName)
		}
	case m.Name == e.Name && (m.Unit == "" || slices.Contains(e.Units, m.Unit)):
		add(Participant, Evidence{Fact: "team", Unit: m.Unit}, true)
	}
	for _, x := range []struct {
		ground         Ground
		mine, theirs   []Known
		fact, reversed string
	}{
		{NearRelative, e.Relatives, m.Relatives, "kinship", "kinship"},
		{Tutor, e.Supervisors, m.Supervisors, "supervisor_of_expert", "student_of_expert"},
		{Tutor, e.Students, m.Students, "student_of_expert", "supervisor_of_expert"},
		{Collaboration, e.Coauthors, m.Coauthors, "coauthor", "coauthor"},
	} {
		for _, k := range x.mine {
			ev := Evidence{Fact: x.fact, Note: k.Note}
			if x.ground == Collaboration {
				ev.Until = k.Until
			}
			if is, byName := isMemberKnown(m, k); is && (x.ground != Collaboration || recent(k.Until)) {
				ev.Unit = unitOf([]string{k.Unit}, m.Unit, byName)
				add(x.ground, ev, byName)
			}
		}
		for _, k := range x.theirs {
			ev := Evidence{Fact: x.reversed, Note: k.Note}
			if x.ground == Collaboration {
				ev.Until = k.Until
			}
			is, byName := k.Person == e.ID, m.ByName
			if k.Person == "" {
				is, byName = k.Name == e.Name, true
			}
			if is && (x.ground != Collaboration || recent(k.Until)) {
				ev.Unit = unitOf(e.Units, k.Unit, byName)
				add(x.ground, ev, byName)
			}
		}
	}
	for _, x := range []struct {
		ground       Ground
		mine, theirs string
		fact         string
	}{{SamePhone, e.Phone, m.Phone, "phone"}, {SameEmail, e.Email, m.Email, "email"}, {SameIDCard, e.IDCard, m.IDCard, "id_card"}} {
		if x.mine == x.theirs {
			add(x.ground, Evidence{Fact: x.fact}, m.ByName)
		}
	}
	for _, w := range e.Works {
		for _, v := range m.Works {
			if w.ID == v.ID && recent(w.Until) && recent(v.Until) {
				byName := w.ByName || v.ByName || m.ByName
				add(Collaboration, Evidence{Fact: w.Kind, Work: w.ID, Until: w.Until, Unit: unitOf(e.Units, m.Unit, byName)}, byName)
			}
		}
	}
	return out
}
