package seeds

import (
	"io/fs"
	"regexp"
	"slices"
	"strings"
	"time"

	"yanlu/services/identity"
	"yanlu/services/lifecycle"
)

// District is a district in miniature: invented organisations and people to show the product with.
type District struct {
	Organisations []Organisation
	People        []Person
	Password      string // of every demonstration account; never used for a real one
}

// Organisation is an invented organisation. ID is org-<key>.
type Organisation struct {
	ID           string
	Name, NameEn string
	Kind         string // one of the kinds of package identity
	USCC         string // valid in form; its region 000000 exists nowhere
	LegalPerson  bool
	RegisteredOn time.Time
	InDistrict   bool
	Address      string
	BankAccount  string
	BankChecked  bool // whether payments may be made from the start
}

// Person is an invented person. ID is person-<key>.
type Person struct {
	ID            string
	Name, Login   string
	Email         string
	Title, Degree string
	BornOn        time.Time
	Fields        []string
	Roles         []Grant
	Employer      string // id of the organisation of the first role
}

// Grant is a role that a person holds in an organisation.
type Grant struct {
	Role         lifecycle.Role
	Organisation string // id
}

// Organisation returns the organisation of an id.
func (d District) Organisation(id string) (Organisation, bool) {
	i := slices.IndexFunc(d.Organisations, func(o Organisation) bool { return o.ID == id })
	if i < 0 {
		return Organisation{}, false
	}
	return d.Organisations[i], true
}

// Person returns the person of an id.
func (d District) Person(id string) (Person, bool) {
	i := slices.IndexFunc(d.People, func(p Person) bool { return p.ID == id })
	if i < 0 {
		return Person{}, false
	}
	return d.People[i], true
}

// With lists the people who hold a role, in the order of the file.
func (d District) With(role lifecycle.Role) []Person {
	var out []Person
	for _, p := range d.People {
		if slices.ContainsFunc(p.Roles, func(g Grant) bool { return g.Role == role }) {
			out = append(out, p)
		}
	}
	return out
}

const (
	organisationsFile = "people/organisations.yaml"
	peopleFile        = "people/people.yaml"
	demoFile          = "people/demo.yaml"
)

type organisationDoc struct {
	Key          string `yaml:"key"`
	Name         string `yaml:"name"`
	NameEn       string `yaml:"name_en"`
	Kind         string `yaml:"kind"`
	USCC         string `yaml:"uscc"`
	LegalPerson  bool   `yaml:"legal_person"`
	RegisteredOn string `yaml:"registered_on"`
	InDistrict   bool   `yaml:"in_district"`
	Address      string `yaml:"address"`
	BankAccount  string `yaml:"bank_account"`
	BankChecked  bool   `yaml:"bank_checked"`
}

type personDoc struct {
	Key    string   `yaml:"key"`
	Name   string   `yaml:"name"`
	Login  string   `yaml:"login"`
	Email  string   `yaml:"email"`
	Title  string   `yaml:"title"`
	Degree string   `yaml:"degree"`
	BornOn string   `yaml:"born_on"`
	Fields []string `yaml:"fields"`
	Roles  []struct {
		Role string `yaml:"role"`
		Org  string `yaml:"org"`
	} `yaml:"roles"`
}

// People reads the district in miniature. Errors are *Fault, joined.
func People() (District, error) { return readDistrict(files) }

func readDistrict(fsys fs.FS) (District, error) {
	r := &districtReader{seen: map[string]bool{}}
	r.organisations(fsys)
	r.people(fsys)
	var demo struct {
		Password string `yaml:"password"`
	}
	readYAML(fsys, demoFile, &demo, &r.faults)
	if demo.Password == "" {
		r.add(demoFile, 0, "the password is missing")
	}
	r.district.Password = demo.Password
	return r.district, r.err()
}

type districtReader struct {
	district District
	seen     map[string]bool // what must be unique, behind a word that says what it is
	faults
}

// place is where in a file something stands.
type place struct {
	file string
	line int
}

func (r *districtReader) once(at place, what, value string) {
	if value == "" {
		r.add(at.file, at.line, "%s is missing", what)
		return
	}
	if r.seen[what+"\x00"+value] {
		r.add(at.file, at.line, "%s %q is used twice", what, value)
	}
	r.seen[what+"\x00"+value] = true
}

func (r *districtReader) day(at place, what, day string) time.Time {
	t, err := time.Parse(time.DateOnly, day)
	if err != nil {
		r.add(at.file, at.line, "%s is %q, not a day YYYY-MM-DD", what, day)
	}
	return t
}

var (
	keyForm   = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)
	loginForm = regexp.MustCompile(`^[a-z][a-z0-9.]*$`)
	kinds     = []string{
		identity.Enterprise, identity.University, identity.Hospital, identity.Institute, identity.Bureau, identity.AgencyKind, identity.Association,
	}
)

func (r *districtReader) organisations(fsys fs.FS) {
	var doc struct {
		Organisations []organisationDoc `yaml:"organisations"`
	}
	where := readYAML(fsys, organisationsFile, &doc, &r.faults)
	for i, o := range doc.Organisations {
		at := place{organisationsFile, where.of("organisations", i)}
		r.once(at, "key", o.Key)
		r.once(at, "name", o.Name)
		r.once(at, "uscc", o.USCC)
		if !keyForm.MatchString(o.Key) {
			r.add(at.file, at.line, "the key %q is not lower-case words joined by hyphens", o.Key)
		}
		if !slices.Contains(kinds, o.Kind) {
			r.add(at.file, at.line, "there is no kind of organisation %q", o.Kind)
		}
		if !identity.ValidUSCC(o.USCC) {
			r.add(at.file, at.line, "the check digit of %q does not match", o.USCC)
		}
		if o.NameEn == "" || o.Address == "" {
			r.add(at.file, at.line, "name_en or address is missing")
		}
		if o.BankChecked && o.BankAccount == "" {
			r.add(at.file, at.line, "a bank account was checked that is not given")
		}
		r.district.Organisations = append(r.district.Organisations, Organisation{
			ID: "org-" + o.Key, Name: o.Name, NameEn: o.NameEn, Kind: o.Kind, USCC: o.USCC, LegalPerson: o.LegalPerson,
			RegisteredOn: r.day(at, "registered_on", o.RegisteredOn), InDistrict: o.InDistrict, Address: o.Address,
			BankAccount: o.BankAccount, BankChecked: o.BankChecked,
		})
	}
}

func (r *districtReader) people(fsys fs.FS) {
	var doc struct {
		People []personDoc `yaml:"people"`
	}
	where := readYAML(fsys, peopleFile, &doc, &r.faults)
	for i, p := range doc.People {
		at := place{peopleFile, where.of("people", i)}
		r.once(at, "person", p.Key)
		r.once(at, "login", p.Login)
		r.once(at, "full name", p.Name)
		if !keyForm.MatchString(p.Key) || !loginForm.MatchString(p.Login) {
			r.add(at.file, at.line, "key %q and login %q are lower-case ASCII", p.Key, p.Login)
		}
		if !strings.HasSuffix(p.Email, "@example.invalid") {
			r.add(at.file, at.line, "the address %q could be somebody's; it ends in @example.invalid", p.Email)
		}
		person := Person{
			ID: "person-" + p.Key, Name: p.Name, Login: p.Login, Email: p.Email, Title: p.Title, Degree: p.Degree,
			BornOn: r.day(at, "born_on", p.BornOn), Fields: p.Fields,
		}
		r.grants(at, p, &person)
		r.district.People = append(r.district.People, person)
	}
}

func (r *districtReader) grants(at place, p personDoc, person *Person) {
	if len(p.Roles) == 0 {
		r.add(at.file, at.line, "%s holds no role", p.Name)
		return
	}
	for _, g := range p.Roles {
		org, ok := r.district.Organisation("org-" + g.Org)
		if !ok {
			r.add(at.file, at.line, "there is no organisation %q", g.Org)
			continue
		}
		if err := identity.CheckGrant(lifecycle.Role(g.Role), org.Kind, person.ID, ""); err != nil {
			r.add(at.file, at.line, "role %q in %s: %v", g.Role, org.Name, err)
		}
		person.Roles = append(person.Roles, Grant{lifecycle.Role(g.Role), org.ID})
	}
	person.Employer = "org-" + p.Roles[0].Org
}
