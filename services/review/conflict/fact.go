package conflict

// kind is what two facts are compared by.
type kind uint8

const (
	byOrg kind = iota
	byPerson
	byName
	byPlace // name and unit
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
	isCoauthor
	disputes
	declares
	reaches // telephone, mail, identity number
	worked
	// Of applications.
	applies
	recommends
	isMember
	taughtMember
	learntFromMember
	relatedToMember
	wroteWithMember
	avoids
	isThis
)

// ofSelf are the grounds of who the expert is, whether known by id or by name.
var ofSelf = [isThis + 1]Ground{
	isMember: Participant, taughtMember: Tutor, learntFromMember: Tutor, relatedToMember: NearRelative, wroteWithMember: Collaboration, avoids: ToAvoid,
}

var meets = [isThis + 1][isThis + 1]Ground{
	employed:    {applies: SameOrg, recommends: RecommendingOrg},
	holdsShares: {applies: Shareholder},
	holdsSeat:   {applies: SeatHolder},
	isSelf:      ofSelf,
	isNamed:     ofSelf,
	isRelative:  {isMember: NearRelative},
	isTutor:     {isMember: Tutor},
	isCoauthor:  {isMember: Collaboration},
	disputes:    {applies: InDispute, isMember: InDispute, isThis: InDispute},
	declares:    {applies: SelfDeclared, isMember: SelfDeclared, isThis: SelfDeclared},
	worked:      {isMember: Collaboration},
}

// reached are the grounds of what reaches a person.
var reached = [...]Ground{byPhone: SamePhone, byEmail: SameEmail, byIDCard: SameIDCard}

// fact is one entry of either side: its key, its part of the evidence, and whom it is about.
type fact struct {
	key      key
	side     side
	evidence Evidence
	person   string   // id of whom a name stands for; empty where only the name is known
	units    []string // where they work or worked
	member   string   // name of the member whose fact it is
}

// meet is the ground that two facts of the same key are; 0 when they are none.
func meet(mine, theirs *fact) Ground {
	if mine.side == reaches && theirs.side == isMember {
		return reached[mine.key.kind]
	}
	if mine.key.kind == byName && !mayBeOne(mine, theirs) {
		return 0
	}
	return meets[mine.side][theirs.side]
}

// mayBeOne says whether two of one name may be one person. Two who are on the
// register are not: one and the same would have met by id. That an expert has
// the name of a member says nothing while the member's unit is known, because
// that meets by place; a declaration means a certain person, wherever they work now.
func mayBeOne(mine, theirs *fact) bool {
	if mine.person != "" && theirs.person != "" {
		return false
	}
	return mine.side != isNamed || theirs.side != isMember || shared(theirs.units, theirs.units) == ""
}

// byName says whether a name had a part in the match.
func (h hit) byName() bool {
	k := h.mine.key.kind
	return k == byName || k == byPlace || h.mine.evidence.ByName || h.theirs.evidence.ByName
}

// exclusion joins the evidence of both sides.
func (h hit) exclusion() Exclusion {
	x := Exclusion{h.ground, h.mine.evidence}
	e, theirs := &x.Evidence, h.theirs.evidence
	e.Member, e.Name, e.ByName = theirs.Member, h.theirs.member, h.byName()
	if e.ByName {
		e.Unit = shared(h.mine.units, h.theirs.units)
	}
	if theirs.Fact != "" {
		e.Fact, e.Note, e.Until = theirs.Fact, theirs.Note, theirs.Until
	}
	return x
}

// facts collects entries; one without a value says nothing.
type facts []fact

func (f *facts) add(k kind, value string, s side, e Evidence) {
	if value != "" {
		*f = append(*f, fact{key: key{k, value}, side: s, evidence: e})
	}
}

// known adds somebody whom a file names: by id, and by name for those who have none there.
func (f *facts) known(k Known, s side, e Evidence, member string) {
	from := len(*f)
	f.add(byPerson, k.Person, s, e)
	f.add(byName, Plain(k.Name), s, e)
	for i := from; i < len(*f); i++ {
		x := &(*f)[i]
		x.person, x.units, x.member = k.Person, []string{k.Unit}, member
	}
}

// ofExpert lists what an expert can be found by, within the look-back.
func (w window) ofExpert(e *Expert) facts {
	var f facts
	f.add(byPerson, e.ID, isSelf, Evidence{Fact: "team"})
	f.add(byName, Plain(e.Name), isNamed, Evidence{Fact: "team"})
	for _, u := range e.Units {
		f.add(byPlace, place(e.Name, u), isSelf, Evidence{Fact: "team"})
	}
	for i := range f {
		f[i].person, f[i].units = e.ID, e.Units
	}
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
	w.ties(&f, &e.Ties)
	from := len(f)
	w.works(&f, e.Works, worked, Evidence{})
	for i := from; i < len(f); i++ {
		f[i].units = e.Units
	}
	for i := range e.Declared {
		w.declared(&f, &e.Declared[i])
	}
	return f
}

// ties are the people whom an expert's file declares.
func (w window) ties(f *facts, t *Ties) {
	for _, k := range t.Relatives {
		f.known(k, isRelative, Evidence{Fact: "kinship", Note: k.Note}, "")
	}
	for _, k := range t.Supervisors {
		f.known(k, isTutor, Evidence{Fact: "supervisor_of_expert", Note: k.Note}, "")
	}
	for _, k := range t.Students {
		f.known(k, isTutor, Evidence{Fact: "student_of_expert", Note: k.Note}, "")
	}
	for _, k := range t.Coauthors {
		if w.counts(k.Until) {
			f.known(k, isCoauthor, Evidence{Fact: "coauthor", Note: k.Note, Until: k.Until}, "")
		}
	}
}

// tiesOfMember are the people whom a member's file declares: seen from the expert, each the other way round.
func (w window) tiesOfMember(f *facts, m *Member, e Evidence) {
	add := func(list []Known, s side, what string) {
		for _, k := range list {
			if w.counts(k.Until) || s != wroteWithMember {
				x := e
				x.Fact, x.Note = what, k.Note
				if s == wroteWithMember {
					x.Until = k.Until
				}
				f.known(k, s, x, m.Name)
			}
		}
	}
	add(m.Supervisors, taughtMember, "student_of_expert")
	add(m.Students, learntFromMember, "supervisor_of_expert")
	add(m.Relatives, relatedToMember, "kinship")
	add(m.Coauthors, wroteWithMember, "coauthor")
}

func (w window) declared(f *facts, d *Declaration) {
	if !w.counts(d.Until) {
		return
	}
	s, e := declares, Evidence{Fact: "declaration", Org: d.Org, Application: d.Application, Until: d.Until, Note: d.Note}
	if d.Dispute {
		s = disputes
	}
	f.add(byOrg, d.Org, s, e)
	f.add(byApplication, d.Application, s, e)
	f.known(Known{Person: d.Person, Name: d.Name, Unit: d.Unit}, s, e, "")
}

// works adds what somebody took part in; of says who that is.
func (w window) works(f *facts, works []Work, s side, of Evidence) {
	for _, x := range works {
		if !w.counts(x.Until) {
			continue
		}
		e := Evidence{Member: of.Member, ByName: x.ByName || of.ByName}
		if s == worked { // what it was is said once
			e.Fact, e.Work, e.Until = x.Kind, x.ID, x.Until
		}
		f.add(byWork, x.ID, s, e)
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
		f.add(byPerson, x.Person, avoids, Evidence{Fact: "avoid_list"})
		if x.Person == "" {
			f.add(byName, Plain(x.Name), avoids, Evidence{Fact: "avoid_list"})
		}
	}
}

func (w window) ofMember(f *facts, m *Member) {
	e, from := Evidence{Member: m.Person, ByName: m.ByName}, len(*f)
	if m.Person == "" {
		e.Member = m.Name
	}
	f.add(byPerson, m.Person, isMember, e)
	f.add(byName, Plain(m.Name), isMember, e)
	if m.Person == "" {
		f.add(byPlace, place(m.Name, m.Unit), isMember, e)
	}
	f.add(byPhone, m.Phone, isMember, e)
	f.add(byEmail, m.Email, isMember, e)
	f.add(byIDCard, m.IDCard, isMember, e)
	w.works(f, m.Works, isMember, e)
	for i := from; i < len(*f); i++ {
		x := &(*f)[i]
		x.person, x.units, x.member = m.Person, []string{m.Unit}, m.Name
	}
	w.tiesOfMember(f, m, e)
}
