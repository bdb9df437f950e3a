package conflict

// kind is what two facts are compared by.
type kind uint8

const (
	byOrg kind = iota
	byPerson
	byName
	byPhone
	byEmail
	byIDCard
	byWork
	byApplication
)

// key is what a fact of an expert and a fact of an application must share to meet.
type key struct {
	kind  kind
	value string
}

// side is what a fact says of the one who has it. A fact of an expert and a fact
// of an application with the same key are a conflict if meets has a ground for their sides.
type side uint8

const (
	// Of experts.
	employed side = iota
	holdsShares
	holdsSeat
	isSelf
	isNamed // has this name: too little to say who, enough for a list of names
	isRelative
	isTutor
	disputes
	declares
	reaches // telephone, mail, identity number
	worked
	// Of applications.
	applies
	recommends
	isMember
	taughtMember
	avoids
	isThis
)

var meets = [isThis + 1][isThis + 1]Ground{
	employed:    {applies: SameOrg, recommends: RecommendingOrg},
	holdsShares: {applies: Shareholder},
	holdsSeat:   {applies: SeatHolder},
	isSelf:      {isMember: Participant, taughtMember: Tutor, avoids: ToAvoid},
	isNamed:     {avoids: ToAvoid},
	isRelative:  {isMember: NearRelative},
	isTutor:     {isMember: Tutor},
	disputes:    {applies: InDispute, isMember: InDispute, isThis: InDispute},
	declares:    {applies: SelfDeclared, isMember: SelfDeclared, isThis: SelfDeclared},
	worked:      {isMember: Collaboration},
}

// reached are the grounds of what reaches a person.
var reached = [...]Ground{byPhone: SamePhone, byEmail: SameEmail, byIDCard: SameIDCard}

// fact is one entry of either side: its key, and its part of the evidence.
type fact struct {
	key      key
	side     side
	evidence Evidence
}

// meet is the ground that two facts of the same key are; 0 when they are none.
func meet(mine, theirs *fact) Ground {
	if mine.side == reaches && theirs.side == isMember {
		return reached[mine.key.kind]
	}
	return meets[mine.side][theirs.side]
}

// exclusion joins the evidence of both sides.
func (h hit) exclusion() Exclusion {
	x := Exclusion{h.ground, h.mine.evidence}
	x.Evidence.Member = h.theirs.evidence.Member
	switch h.theirs.side {
	case taughtMember:
		x.Evidence.Fact = "student_of_expert"
	case avoids:
		x.Evidence.Fact, x.Evidence.ByName = "avoid_list", h.mine.key.kind == byName
	}
	return x
}

// facts collects entries; one without a value says nothing.
type facts []fact

func (f *facts) add(k kind, value string, s side, e Evidence) {
	if value != "" {
		*f = append(*f, fact{key{k, value}, s, e})
	}
}

// ofExpert lists what an expert can be found by, within the look-back.
func (w window) ofExpert(e *Expert) facts {
	var f facts
	f.add(byPerson, e.ID, isSelf, Evidence{Fact: "team"})
	f.add(byName, e.Name, isNamed, Evidence{})
	f.add(byPhone, e.Phone, reaches, Evidence{Fact: "phone"})
	f.add(byEmail, e.Email, reaches, Evidence{Fact: "email"})
	f.add(byIDCard, e.IDCard, reaches, Evidence{Fact: "id_card"})
	for _, p := range e.Posts {
		if w.counts(p.Until) {
			f.add(byOrg, p.Org, employed, Evidence{Fact: "employment", Org: p.Org, From: p.From, Until: p.Until})
		}
	}
	for _, i := range e.Interests {
		s := holdsSeat
		if i.Kind == Shares {
			s = holdsShares
		}
		if w.counts(i.Until) {
			f.add(byOrg, i.Org, s, Evidence{Fact: string(i.Kind), Org: i.Org, From: i.From, Until: i.Until})
		}
	}
	for _, r := range e.Relatives {
		f.add(byPerson, r.Person, isRelative, Evidence{Fact: "kinship", Note: r.Kinship})
		if r.Person == "" {
			f.add(byName, r.Name, isRelative, Evidence{Fact: "kinship", Note: r.Kinship, ByName: true})
		}
	}
	for _, p := range e.Supervisors {
		f.add(byPerson, p, isTutor, Evidence{Fact: "supervisor_of_expert"})
	}
	for _, p := range e.Students {
		f.add(byPerson, p, isTutor, Evidence{Fact: "student_of_expert"})
	}
	w.works(&f, e.Works, worked, "")
	for _, d := range e.Declared {
		f.declared(d)
	}
	return f
}

func (f *facts) declared(d Declaration) {
	s, e := declares, Evidence{Fact: "declaration", Note: d.Note}
	if d.Dispute {
		s = disputes
	}
	e.Org, e.Application = d.Org, d.Application
	f.add(byOrg, d.Org, s, e)
	f.add(byPerson, d.Person, s, e)
	f.add(byApplication, d.Application, s, e)
}

func (w window) works(f *facts, works []Work, s side, member string) {
	for _, x := range works {
		if w.counts(x.Until) {
			f.add(byWork, x.ID, s, Evidence{Fact: x.Kind, Work: x.ID, Until: x.Until, Member: member})
		}
	}
}

// ofApplication lists what an application asks for, within the look-back.
func (w window) ofApplication(f *facts, a *Application) {
	f.add(byApplication, a.ID, isThis, Evidence{})
	for _, o := range a.Orgs {
		f.add(byOrg, o, applies, Evidence{})
	}
	f.add(byOrg, a.Recommend, recommends, Evidence{})
	for i := range a.Team {
		w.ofMember(f, &a.Team[i])
	}
	for _, x := range counted(a.Avoid, w.avoid) {
		f.add(byPerson, x.Person, avoids, Evidence{})
		if x.Person == "" {
			f.add(byName, x.Name, avoids, Evidence{})
		}
	}
}

func (w window) ofMember(f *facts, m *Member) {
	e := Evidence{Member: m.Person}
	if m.Person == "" {
		e.Member = m.Name
	}
	f.add(byPerson, m.Person, isMember, e)
	f.add(byName, m.Name, isMember, e)
	f.add(byPhone, m.Phone, isMember, e)
	f.add(byEmail, m.Email, isMember, e)
	f.add(byIDCard, m.IDCard, isMember, e)
	for _, s := range m.Supervisors {
		f.add(byPerson, s, taughtMember, e)
	}
	w.works(f, m.Works, isMember, e.Member)
}
