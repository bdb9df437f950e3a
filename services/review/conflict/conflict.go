// Package conflict screens experts against applications before anybody is
// invited, by the grounds of rev.coi.grounds.
//
// It guarantees that every pair is screened on every ground, that each exclusion
// carries the fact behind it, and that the same registers give the same answer
// in the same order. It refuses to decide what a name proves: a match by name
// excludes, says so in its evidence, and stands until a person says that the two
// are different people. It refuses to know the registers it is given, and sees
// telephone numbers, mail addresses and identity numbers as hashes only.
package conflict

// Date is a calendar day as 2006-01-02; empty where it is open or unknown.
type Date string

// Rule holds the parameters that the rule pack gave.
type Rule struct {
	AsOf           Date // the day of the screening
	LookbackMonths int  // rev.coi.lookback_months: what ended this many months ago, to the day, still counts
	AvoidMax       int  // rev.coi.applicant_exclude_max: how many names of an applicant's list count, in their order
}

// Application is what is asked of an application.
type Application struct {
	ID        string
	Orgs      []string // host and co-applicants
	Recommend string   // recommending organisation, if any
	Team      []Member // the PI first
	Avoid     []Avoided
	Namesakes []Namesake
}

// Namesake is a decision of a person: the expert is not who a member's name might be.
type Namesake struct{ Expert, Member string } // a person id and a name

// Member is one person of a team. Ids are those of the register of people, which experts share.
type Member struct {
	Person, Name         string
	Unit                 string // where the form says they work
	ByName               bool   // Person was found by name and unit
	Phone, Email, IDCard string // hashes
	Works                []Work
	Ties                 // as the member's own file declares them
}

// Ties are people whom a file declares.
type Ties struct{ Supervisors, Students, Relatives, Coauthors []Known }

// Known is somebody whom a file names: by id where they are on the register, else
// by name, with the unit where it was given.
type Known struct {
	Person, Name, Unit string
	Note               string // such as the kinship
	Until              Date   // of what was done together
}

// Work is something that people did together: whoever has the same id on it was of it.
type Work struct {
	ID     string
	Kind   string // such as project, application, paper or patent
	Until  Date   // its end; a work without one counts always
	ByName bool   // who was of it is known by name and unit only
}

// Avoided is somebody whom the applicant asks not to be reviewed by.
type Avoided struct{ Person, Name string } // either will do

// Expert is what the expert register holds of one person.
type Expert struct {
	ID, Name             string
	Units                []string // names of where they work and worked
	Phone, Email, IDCard string   // hashes
	Posts                []Post
	Interests            []Interest
	Works                []Work
	Ties
	Declared []Declaration
	InBatch  bool // declared to be an applicant or participant of this batch
}

// Post is employment by an organisation; it counts while it lasts and for the look-back after.
type Post struct {
	Org         string
	From, Until Date
}

// Interest is a holding of shares, or a paid seat as director, supervisor or adviser.
type Interest struct {
	Org         string
	Kind        InterestKind
	From, Until Date
}

// InterestKind tells shares from seats.
type InterestKind string

// The kinds of interest.
const (
	Shares InterestKind = "shares"
	Seat   InterestKind = "seat"
)

// Declaration is what an expert said of themselves: about one application, one
// organisation or one person, or about the whole batch when none is given. It
// counts until its end and for the look-back after.
type Declaration struct {
	Application, Org   string
	Person, Name, Unit string // as in Known
	Dispute            bool   // a civil or administrative dispute
	Note               string
	Until              Date
}

// whole says whether it is about the whole batch.
func (d *Declaration) whole() bool {
	return d.Application == "" && d.Org == "" && d.Person == "" && d.Name == ""
}

// Exclusion is one ground against one expert, with its fact.
type Exclusion struct {
	Ground   Ground   `json:"ground"`
	Evidence Evidence `json:"evidence"`
}

// Evidence says which facts met. Hashes are not repeated.
type Evidence struct {
	Fact        string `json:"fact"`             // such as employment, kinship or the kind of a work
	Member      string `json:"member,omitempty"` // person id of the team member concerned, or name
	Name        string `json:"name,omitempty"`   // of that member, as it was written
	Org         string `json:"org,omitempty"`
	Work        string `json:"work,omitempty"`
	Application string `json:"application,omitempty"`
	ByName      bool   `json:"by_name,omitempty"` // matched by name: to be confirmed by a person
	Unit        string `json:"unit,omitempty"`    // which the two share beside the name
	From        Date   `json:"from,omitempty"`
	Until       Date   `json:"until,omitempty"` // empty while it lasts
	Note        string `json:"note,omitempty"`
}

// Conflict is an expert who may not review an application, with all grounds.
type Conflict struct {
	Expert     string      `json:"expert"`
	Exclusions []Exclusion `json:"exclusions"`
}
