package conflict

import (
	"fmt"
	"math/rand/v2"
)

// Invent makes registers of a district from a seed, for measuring and testing:
// people of a few surnames, organisations of very different sizes, and enough
// shared facts of every kind that each ground occurs. Nobody in it exists.
func Invent(applications, experts int, seed uint64) ([]Application, []Expert) {
	d := &district{Rand: rand.New(rand.NewPCG(seed, 36)), orgs: 2 + (applications+experts)/12, works: 2 + (applications+experts)*2, experts: experts}
	d.people = experts + 2 + applications*3
	apps, list := make([]Application, applications), make([]Expert, experts)
	for i := range apps {
		apps[i] = d.application(i)
	}
	for i := range list {
		list[i] = d.expert(i)
	}
	return apps, list
}

type district struct {
	*rand.Rand
	orgs, works, people, experts int
}

// org favours low numbers: a few universities hold many people.
func (d *district) org() string {
	f := d.Float64()
	return fmt.Sprintf("org-%05d", int(f*f*float64(d.orgs)))
}

// person is one in forty times an expert.
func (d *district) person() string {
	if d.IntN(40) == 0 {
		return fmt.Sprintf("p-%06d", d.IntN(d.experts))
	}
	return fmt.Sprintf("p-%06d", d.experts+d.IntN(d.people-d.experts))
}

func (d *district) date() Date {
	return Date(fmt.Sprintf("20%02d-%02d-%02d", 19+d.IntN(8), 1+d.IntN(12), 1+d.IntN(28)))
}

// open is a date, or now and then none.
func (d *district) open() Date {
	if d.IntN(3) == 0 {
		return ""
	}
	return d.date()
}

func name(person string) string {
	n := 0
	for _, r := range person {
		n = n*31 + int(r)
	}
	surnames, given := []rune("王李张刘陈杨黄赵吴周"), []rune("伟芳娜敏静丽强磊军洋勇艳杰涛明超霞平刚桂英华玉兰梅鑫波斌宇浩")
	return string([]rune{surnames[n%10], given[n/10%len(given)], given[n/300%len(given)]})
}

// unit is where a person works, of a few.
func unit(person string) string {
	return "单位" + string([]rune("一二三四五")[len(name(person))*int(person[len(person)-1])%5])
}

// contact is the hash of what reaches a person; a few people share one.
func (d *district) contact(kind, person string) string {
	if d.IntN(1500) == 0 {
		person = d.person()
	}
	return kind + "#" + person
}

func (d *district) work() Work {
	kinds := []string{"project", "application", "paper", "patent"}
	n := d.IntN(d.works)
	return Work{ID: fmt.Sprintf("w-%06d", n), Kind: kinds[n%4], Until: d.open(), ByName: d.IntN(9) == 0}
}

func (d *district) application(i int) Application {
	a := Application{ID: fmt.Sprintf("a-%05d", i), Recommend: d.org()}
	for range 1 + d.IntN(2) {
		a.Orgs = append(a.Orgs, d.org())
	}
	for range 2 + d.IntN(5) {
		p := d.person()
		m := Member{Person: p, Name: name(p), Unit: unit(p), ByName: d.IntN(4) == 0, Phone: d.contact("phone", p), Email: d.contact("email", p), IDCard: d.contact("card", p)}
		for range d.IntN(3) {
			m.Works = append(m.Works, d.work())
		}
		m.Ties = d.ties()
		if d.IntN(4) == 0 { // who is not on the register
			m.Person, m.ByName = "", false
			if d.IntN(4) == 0 {
				m.Unit = ""
			}
		}
		a.Team = append(a.Team, m)
	}
	for range d.IntN(5) {
		p := fmt.Sprintf("p-%06d", d.IntN(d.experts+1))
		if d.IntN(2) == 0 {
			a.Avoid = append(a.Avoid, Avoided{Person: p})
		} else {
			a.Avoid = append(a.Avoid, Avoided{Name: name(p)})
		}
	}
	for range d.IntN(3) {
		a.Namesakes = append(a.Namesakes, Namesake{Expert: fmt.Sprintf("p-%06d", d.IntN(d.experts)), Member: a.Team[d.IntN(len(a.Team))].Name})
	}
	return a
}

// known is somebody whom a file names, by id or by name.
func (d *district) known(note string) Known {
	p := d.person()
	return []Known{{Person: p, Name: name(p), Note: note, Until: d.open()}, {Name: name(p), Unit: unit(p), Note: note}, {Name: name(p), Note: note, Until: d.open()}}[d.IntN(3)]
}

func (d *district) ties() Ties {
	var t Ties
	for _, list := range []*[]Known{&t.Supervisors, &t.Students, &t.Relatives, &t.Coauthors} {
		if d.IntN(3) == 0 {
			*list = append(*list, d.known([]string{"", "配偶"}[d.IntN(2)]))
		}
	}
	return t
}

func (d *district) expert(i int) Expert {
	id := fmt.Sprintf("p-%06d", i)
	e := Expert{ID: id, Name: name(id), Units: []string{unit(id), "单位二"}, Phone: d.contact("phone", id), Email: d.contact("email", id), IDCard: d.contact("card", id), InBatch: d.IntN(200) == 0}
	e.Posts = []Post{{Org: d.org(), From: "2015-07-01"}}
	for range d.IntN(3) {
		e.Posts = append(e.Posts, Post{Org: d.org(), From: "2010-01-01", Until: d.date()})
	}
	for range d.IntN(8) {
		e.Works = append(e.Works, d.work())
	}
	if d.IntN(10) == 0 {
		e.Interests = append(e.Interests, Interest{Org: d.org(), Kind: []InterestKind{Shares, Seat}[d.IntN(2)], Until: d.open()})
	}
	e.Ties = d.ties()
	for range d.IntN(3) {
		k := d.known("")
		e.Students, e.Coauthors = append(e.Students, k), append(e.Coauthors, k)
	}
	if d.IntN(20) == 0 {
		e.Declared = append(e.Declared, []Declaration{{Org: d.org()}, {Person: d.person(), Dispute: true}, {Name: name(d.person()), Until: d.open()}, {Application: "a-00001", Note: "有过争执"}, {Note: "本批次均回避"}}[d.IntN(5)])
	}
	return e
}
