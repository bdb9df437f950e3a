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
		g := SelfDeclared
		if d.Dispute {
			g = InDispute
		}
		if d.Org != "" && slices.Contains(a.Orgs, d.Org) || d.Application == a.ID {
			add(g, Evidence{Fact: "declaration", Org: d.Org, Application: d.Application, Note: d.Note})
		}
		for _, m := range a.Team {
			if d.Person != "" && d.Person == m.Person {
				add(g, Evidence{Fact: "declaration", Member: m.Person, Org: d.Org, Application: d.Application, Note: d.Note})
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
		out = append(out, referenceMember(recent, m, e)...)
	}
	return tidy(out)
}

func referenceMember(recent func(Date) bool, m Member, e Expert) []Exclusion {
	var out []Exclusion
	add := func(g Ground, ev Evidence) {
		ev.Member = m.Person
		out = append(out, Exclusion{g, ev})
	}
	if m.Person == e.ID {
		add(Participant, Evidence{Fact: "team"})
	}
	if slices.Contains(m.Supervisors, e.ID) || slices.Contains(e.Students, m.Person) {
		add(Tutor, Evidence{Fact: "student_of_expert"})
	}
	if slices.Contains(e.Supervisors, m.Person) {
		add(Tutor, Evidence{Fact: "supervisor_of_expert"})
	}
	if m.Phone == e.Phone {
		add(SamePhone, Evidence{Fact: "phone"})
	}
	if m.Email == e.Email {
		add(SameEmail, Evidence{Fact: "email"})
	}
	if m.IDCard == e.IDCard {
		add(SameIDCard, Evidence{Fact: "id_card"})
	}
	for _, r := range e.Relatives {
		if r.Person == m.Person || r.Person == "" && r.Name == m.Name {
			add(NearRelative, Evidence{Fact: "kinship", Note: r.Kinship, ByName: r.Person == ""})
		}
	}
	for _, w := range e.Works {
		for _, v := range m.Works {
			if w.ID == v.ID && recent(w.Until) && recent(v.Until) {
				add(Collaboration, Evidence{Fact: w.Kind, Work: w.ID, Until: w.Until})
			}
		}
	}
	return out
}
