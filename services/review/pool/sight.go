package pool

import (
	"slices"

	"yanlu/services/lifecycle"
)

// Sight is how much of a file somebody sees.
type Sight struct {
	File      bool // standing, fields, works, employment
	Contact   bool // e-mail and telephone
	Relations bool
	Use       bool // load, statistics and history
}

// sights is the visibility table of the pool. An institution or recommender
// sees what it recommended; nobody else but the expert sees anything.
var sights = map[lifecycle.Role]Sight{
	lifecycle.Agency:     {File: true, Contact: true, Relations: true, Use: true},
	lifecycle.Officer:    {File: true, Contact: true, Relations: true, Use: true},
	lifecycle.Discipline: {File: true, Relations: true, Use: true},
	lifecycle.Director:   {File: true, Use: true},
	lifecycle.Auditor:    {File: true, Use: true},
}

var recommending = []lifecycle.Role{lifecycle.Institution, lifecycle.Recommender}

// Capacity is a role held in an organisation.
type Capacity struct {
	Role lifecycle.Role
	Org  string
}

// SightOf adds up what a caller sees of a file by every capacity.
func SightOf(self bool, as []Capacity, recommendedBy string) Sight {
	if self {
		return Sight{File: true, Contact: true, Relations: true, Use: true}
	}
	out := Sight{}
	for _, c := range as {
		s := sights[c.Role]
		if recommendedBy != "" && c.Org == recommendedBy && slices.Contains(recommending, c.Role) {
			s.File = true
		}
		out = Sight{out.File || s.File, out.Contact || s.Contact, out.Relations || s.Relations, out.Use || s.Use}
	}
	return out
}

// SeesPool says whether the whole pool is open to a caller.
func SeesPool(as []Capacity) bool {
	return slices.ContainsFunc(as, func(c Capacity) bool { return sights[c.Role].File })
}

// Recommends lists the organisations for which a caller recommends.
func Recommends(as []Capacity) []string {
	out := []string{}
	for _, c := range as {
		if c.Org != "" && slices.Contains(recommending, c.Role) && !slices.Contains(out, c.Org) {
			out = append(out, c.Org)
		}
	}
	return out
}

// hidden says which fields of the history need which sight.
func (s Sight) hidden(field string) bool {
	switch field {
	case "email", "phone":
		return !s.Contact
	case "relations":
		return !s.Relations
	}
	return false
}

// Limit leaves out of a file what the sight does not reach.
func (s Sight) Limit(e Expert) Expert {
	if !s.Contact {
		e.Email, e.Phone = "", ""
	}
	if !s.Relations {
		e.Relations = nil
	}
	return e
}
