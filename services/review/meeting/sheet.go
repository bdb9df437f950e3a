package meeting

import (
	"slices"
	"time"

	"yanlu/services/review"
	"yanlu/services/review/calibrate"
)

// Sheet is the whole meeting with its items, as it lies before the secretary. It
// names no member: seats stand for people. For makes of it what one reader may see.
type Sheet struct {
	Title        string     `json:"title"`
	Call         string     `json:"call"` // its title
	Mode         string     `json:"mode"`
	At           *time.Time `json:"at,omitempty"`
	Place        string     `json:"place,omitempty"`
	Seats        []Member   `json:"seats"`
	Items        []Item     `json:"items"`           // in the order of the agenda
	Order        []string   `json:"order,omitempty"` // applications, best first
	OrderVersion int        `json:"order_version,omitempty"`
	EnvelopeFen  int64      `json:"envelope_fen"`
	PassOver     bool       `json:"pass_over,omitempty"` // an application that no longer fits the envelope is passed over, a later one that fits is not
	Current      string     `json:"current,omitempty"`
	Minutes      string     `json:"minutes,omitempty"`
	Report       string     `json:"report,omitempty"`
	SignedAt     *time.Time `json:"signed_at,omitempty"`
	LineHidden   bool       `json:"-"` // the reader stepped aside from an item, so the line would tell where it stands
}

// Member is a seat at the table.
type Member struct {
	Seat     string `json:"seat"`
	Chair    bool   `json:"chair,omitempty"`
	Presence string `json:"presence,omitempty"`
	Person   string `json:"-"`
}

// Item is one application on the agenda. Scores are decimal score points, money in 分.
type Item struct {
	No           int         `json:"no"` // from 1
	Docket       string      `json:"docket"`
	Title        string      `json:"title"`
	Host         string      `json:"host"`
	RequestedFen int64       `json:"requested_fen"`
	State        string      `json:"state"`
	Scores       []Score     `json:"scores"`              // of the running round, nameless
	Pending      int         `json:"pending,omitempty"`   // reviews not yet in
	Aggregate    string      `json:"aggregate,omitempty"` // by the pack; provisional until the round is closed
	Method       string      `json:"method,omitempty"`
	Spread       string      `json:"spread,omitempty"`
	Dispersed    bool        `json:"dispersed,omitempty"`
	BelowLine    bool        `json:"below_line,omitempty"`
	Closed       bool        `json:"closed,omitempty"` // the round is closed
	Taken        *time.Time  `json:"taken,omitempty"`
	Notes        []Said      `json:"notes,omitempty"`
	Consensus    *Consensus  `json:"consensus,omitempty"`
	Recusals     []Aside     `json:"recusals,omitempty"`
	Slot         *Hearing    `json:"slot,omitempty"`       // of an interview or a survey
	Attendance   *Attendance `json:"attendance,omitempty"` // of the applicant
	Findings     []Found     `json:"findings,omitempty"`   // of a survey, oldest first
	Hidden       bool        `json:"-"`                    // the reader stepped aside from it

	Curtain *review.Curtain `json:"-"` // between the panel and whose application it is; nil in a single-blind review
}

// Score is one valid opinion's total.
type Score struct {
	Label  string `json:"label"`
	Total  string `json:"total"`
	Person string `json:"-"`
}

// Said is a note by a seat; Seat is empty when the secretary wrote it.
type Said struct {
	Seat   string    `json:"seat,omitempty"`
	Text   string    `json:"text"`
	At     time.Time `json:"at"`
	Person string    `json:"-"`
}

// Found is a version of the findings by a seat.
type Found struct {
	Findings
	Seat string `json:"seat"`
	By   string `json:"-"` // the person; Findings.Person is empty on a sheet
}

// Aside is a seat that keeps out of an item.
type Aside struct {
	Seat   string `json:"seat"`
	Ground string `json:"ground"`
	Person string `json:"-"`
}

// Reader is who looks at a sheet.
type Reader struct {
	Person  string
	Agency  bool                 // reads all
	Chair   bool                 // reads every score of an item whose opinions are all in
	Member  bool                 // reads the meeting, of the scores their own
	Names   bool                 // may know who sits where
	Recused map[string]bool      // items of which nothing may be read
	Scores  func(item Item) bool // whether the scores of an item were handed over to the reader; nil: never
}

// AboveLine lists the applications above the money line, in the order of the
// sheet, as far as the sheet tells: none where the line is hidden.
func (s Sheet) AboveLine() []string {
	if s.LineHidden {
		return nil
	}
	apps, at := make([]calibrate.Application, len(s.Items)), map[string]int{}
	for n, i := range s.Items {
		apps[n], at[i.Docket] = calibrate.Application{RequestedFen: i.RequestedFen, Barred: i.BelowLine}, n
	}
	order := make([]int, 0, len(s.Order))
	for _, id := range s.Order {
		order = append(order, at[id])
	}
	money := calibrate.Money{EnvelopeFen: s.EnvelopeFen, Order: calibrate.StopAtFirst}
	if s.PassOver {
		money.Order = calibrate.PassOver
	}
	var out []string
	for _, n := range money.Above(order, apps) {
		out = append(out, s.Items[n].Docket)
	}
	return out
}

// For is the sheet as a reader may see it. Whoever stepped aside from an item
// sees that there is one; the order then leaves it out and the money line is not
// shown, because either would tell where it stands. Who is not in the meeting
// sees of an item what was handed over, and of the whole only once all was.
func (s Sheet) For(r Reader) Sheet {
	out := s
	out.Seats, out.Items = slices.Clone(s.Seats), make([]Item, 0, len(s.Items))
	if !r.Names {
		for i := range out.Seats {
			if out.Seats[i].Person != r.Person {
				out.Seats[i].Person = ""
			}
		}
	}
	out.Minutes, out.Report = s.words(r, s.Minutes), s.words(r, s.Report)
	open := true
	for _, i := range s.Items {
		shown := i.sight(r)
		open = open && !shown.Hidden && (r.inside() || r.Agency || r.handedOver(i))
		out.Items = append(out.Items, shown)
	}
	if open {
		return out
	}
	out.LineHidden, out.Minutes, out.Report, out.Order = true, "", "", nil
	if r.inside() {
		out.Order = slices.DeleteFunc(slices.Clone(s.Order), func(id string) bool { return r.Recused[id] })
	}
	if r.Recused[s.Current] {
		out.Current = ""
	}
	return out
}

// words are a text of the whole meeting: to the panel without the names that a double-blind review hides.
func (s Sheet) words(r Reader, text string) string {
	for _, i := range s.Items {
		if i.Curtain != nil && r.blind() {
			text = i.Curtain.Text(text)
		}
	}
	return text
}

// blind says whether a curtain hangs before the reader: the panel's, not the agency's or the bureau's.
func (r Reader) blind() bool { return r.inside() && !r.Agency }

func (r Reader) inside() bool { return r.Member || r.Chair }

func (r Reader) handedOver(i Item) bool { return r.Scores != nil && r.Scores(i) }

// sight is one item as a reader may see it.
func (i Item) sight(r Reader) Item {
	switch {
	case r.Recused[i.Docket]:
		return Item{No: i.No, Hidden: true}
	case r.Agency:
		return i
	}
	out := i
	if !r.inside() && !r.handedOver(i) {
		return Item{No: i.No, Docket: i.Docket, Title: i.Title, Host: i.Host, RequestedFen: i.RequestedFen, State: i.State, Pending: i.Pending, Closed: i.Closed, Taken: i.Taken}
	}
	whole := r.handedOver(i) || i.Closed && r.inside() || r.Chair && i.Pending == 0
	if !whole {
		out.Aggregate, out.Method, out.Spread, out.Dispersed, out.BelowLine = "", "", "", false, false
		out.Scores = slices.DeleteFunc(slices.Clone(i.Scores), func(s Score) bool { return s.Person != r.Person })
	}
	out.Scores, out.Notes, out.Recusals, out.Findings = slices.Clone(out.Scores), slices.Clone(i.Notes), slices.Clone(i.Recusals), slices.Clone(i.Findings)
	for k := range out.Findings {
		if !r.Names && out.Findings[k].By != r.Person {
			out.Findings[k].By = ""
		}
	}
	for k := range out.Scores { // who gave a score is for the agency: the others see labels
		if out.Scores[k].Person != r.Person {
			out.Scores[k].Person = ""
		}
	}
	for k := range out.Notes {
		if !r.Names && out.Notes[k].Person != r.Person {
			out.Notes[k].Person = ""
		}
	}
	for k := range out.Recusals {
		if !r.Names && out.Recusals[k].Person != r.Person {
			out.Recusals[k].Person = ""
		}
	}
	if i.Curtain != nil && r.blind() {
		return out.behind(*i.Curtain, r.Person)
	}
	return out
}

// behind is the item without whose it is. What the reader wrote stays as it was written.
func (i Item) behind(c review.Curtain, me string) Item {
	i.Host, i.Title = "", c.Text(i.Title)
	i.Slot, i.Attendance, i.Findings = nil, nil, nil // no panel behind a curtain meets an applicant (CheckBlind); were one to, it would not tell
	for k := range i.Notes {
		if i.Notes[k].Person != me {
			i.Notes[k].Text = c.Text(i.Notes[k].Text)
		}
	}
	for k := range i.Recusals {
		i.Recusals[k].Ground = c.Text(i.Recusals[k].Ground)
	}
	if i.Consensus != nil {
		found := *i.Consensus
		found.Reason = c.Text(found.Reason)
		i.Consensus = &found
	}
	return i
}

// SeatAgain puts people back on the seats of a sheet that was kept without
// them. by names who gave the opinion with a label on an application.
func (s *Sheet) SeatAgain(members []string, by func(item, label string) string) {
	person := map[string]string{}
	for i := range s.Seats {
		if i < len(members) {
			s.Seats[i].Person, person[s.Seats[i].Seat] = members[i], members[i]
		}
	}
	for i := range s.Items {
		item := &s.Items[i]
		for k := range item.Scores {
			item.Scores[k].Person = by(item.Docket, item.Scores[k].Label)
		}
		for k := range item.Notes {
			item.Notes[k].Person = person[item.Notes[k].Seat]
		}
		for k := range item.Recusals {
			item.Recusals[k].Person = person[item.Recusals[k].Seat]
		}
		for k := range item.Findings {
			item.Findings[k].By = person[item.Findings[k].Seat]
		}
	}
}
