package act

import (
	"context"
	"errors"
	"slices"

	"github.com/shopspring/decimal"

	"yanlu/services/application"
	"yanlu/services/docket"
	"yanlu/services/lifecycle"
	programmestore "yanlu/services/programme/store"
	"yanlu/services/review"
	reviewact "yanlu/services/review/act"
	"yanlu/services/review/calibrate"
	"yanlu/services/review/meeting"
	"yanlu/services/review/meeting/store"
	reviewstore "yanlu/services/review/store"
)

// SheetOf lays the whole meeting out, as it stands or, once signed, as it was signed.
// hash is that of the signed minutes. What a reader may see of it: Sheet.For.
func SheetOf(ctx context.Context, q docket.Querier, book *programmestore.Book, r, call *docket.Record) (s meeting.Sheet, hash []byte, err error) {
	c, p, err := store.Sections(r)
	if err != nil {
		return s, nil, err
	}
	projects, err := store.Projects(ctx, q, c.Agenda)
	if err != nil {
		return s, nil, err
	}
	rounds, err := store.Rounds(ctx, q, projects)
	if err != nil {
		return s, nil, err
	}
	if r.State == lifecycle.MeetingMinuted {
		signed, hash, ok, err := store.Signed(ctx, q, r.ID)
		if err != nil || ok {
			signed.SeatAgain(c.Members, func(item, label string) string { return reviewerOf(rounds[item], label) })
			return signed, hash, errors.Join(err, curtains(ctx, q, book, &signed, call, projects, rounds))
		}
	}
	l := layout{convened: c, proceedings: p, rounds: rounds}
	s, err = l.lay(ctx, q, book, r, call, projects)
	return s, nil, errors.Join(err, curtains(ctx, q, book, &s, call, projects, rounds))
}

// curtains hangs one before each item that is reviewed double-blind; the sheet itself stays whole.
func curtains(ctx context.Context, q docket.Querier, book *programmestore.Book, s *meeting.Sheet, call *docket.Record, projects []*docket.Record, rounds map[string][]reviewstore.Item) error {
	for i := range s.Items {
		n := slices.IndexFunc(projects, func(p *docket.Record) bool { return p.ID == s.Items[i].Docket })
		if n < 0 {
			continue
		}
		f, err := reviewact.FrameOf(ctx, q, book, projects[n], call)
		if err != nil {
			return err
		}
		if s.Items[i].Curtain, err = f.Curtain(ctx, q, rounds[projects[n].ID]); err != nil {
			return err
		}
	}
	return nil
}

func reviewerOf(items []reviewstore.Item, label string) string {
	for _, i := range items {
		if i.Work.Label == label {
			return i.Reviewer()
		}
	}
	return ""
}

// layout is what a sheet is made of.
type layout struct {
	convened    meeting.Convened
	proceedings meeting.Proceedings
	rounds      map[string][]reviewstore.Item
	hosts       map[string]string
	hearings    map[string]meeting.Hearing
}

func (l *layout) lay(ctx context.Context, q docket.Querier, book *programmestore.Book, r, call *docket.Record, projects []*docket.Record) (meeting.Sheet, error) {
	c, p := l.convened, l.proceedings
	s := meeting.Sheet{
		Title: r.Parties().Title, Call: call.Parties().Title, Mode: c.Mode, At: c.At, Place: c.Place, Current: c.Current,
		OrderVersion: p.OrderVersion, Minutes: p.Minutes, Report: p.Report, SignedAt: p.SignedAt,
	}
	for n, person := range c.Members {
		s.Seats = append(s.Seats, meeting.Member{Seat: meeting.Seat(n), Chair: person == c.Chair, Presence: p.Presence[person], Person: person})
	}
	var err error
	if l.hosts, err = store.Hosts(ctx, q, c.Agenda); err != nil {
		return s, err
	}
	if l.hearings, err = Timetable(r, projects); err != nil {
		return s, err
	}
	entries := make([]review.Entry, 0, len(projects))
	for n, project := range projects {
		f, err := reviewact.FrameOf(ctx, q, book, project, call)
		if err != nil {
			return s, err
		}
		item, entry, err := l.item(f, n)
		if err != nil {
			return s, err
		}
		money, err := reviewact.MoneyOf(f.Pack, f.Terms)
		if err != nil {
			return s, err
		}
		s.EnvelopeFen, s.PassOver = money.EnvelopeFen, money.Order == calibrate.PassOver
		s.Items, entries = append(s.Items, item), append(entries, entry)
	}
	s.Order = p.Order
	if p.OrderVersion == 0 {
		s.Order = byAggregate(entries)
	}
	return s, nil
}

// item is one application with what was scored, said and found. The entry is what it is first ordered by.
func (l *layout) item(f *reviewact.Frame, n int) (meeting.Item, review.Entry, error) {
	project, items := f.Project, l.rounds[f.Project.ID]
	var in application.Intake
	if err := project.Section("intake", &in); err != nil {
		return meeting.Item{}, review.Entry{}, err
	}
	out := meeting.Item{
		No: n + 1, Docket: project.ID, Title: project.Parties().Title, Host: l.hosts[project.ID], RequestedFen: in.RequestFen, State: string(project.State),
		Closed: f.Outcome.ClosedAt != nil, Recusals: l.asides(project.ID), Notes: l.said(project.ID), Scores: []meeting.Score{},
	}
	if at, ok := l.proceedings.Taken[project.ID]; ok {
		out.Taken = &at
	}
	if h, ok := l.hearings[project.ID]; ok {
		out.Slot = &h
	}
	if came, ok := l.proceedings.Attendance[project.ID]; ok {
		out.Attendance = &came
	}
	for _, f := range l.proceedings.Versions(project.ID) {
		found := meeting.Found{Findings: f, Seat: l.seat(f.Person), By: f.Person}
		found.Person = ""
		out.Findings = append(out.Findings, found)
	}
	if found, ok := l.proceedings.Consensus[project.ID]; ok {
		out.Consensus = &found
	}
	for _, i := range items {
		switch {
		case review.Open(i.Record.State):
			out.Pending++
		case i.Record.State == lifecycle.ReviewScored:
			out.Scores = append(out.Scores, meeting.Score{Label: i.Work.Label, Total: i.Work.Total, Person: i.Reviewer()})
		}
	}
	entry := review.Entry{Docket: project.ID, Receipt: in.Receipt, Aggregate: decimal.NewFromInt(-1)} // without a figure: last
	o := f.Outcome
	if !out.Closed {
		var err error
		if o, err = f.Provisional(items); err != nil {
			return out, entry, err
		}
	}
	if o.Aggregate == "" {
		return out, entry, nil
	}
	out.Aggregate, out.Method, out.Spread, out.Dispersed = o.Aggregate, string(o.Method), o.Spread, o.Dispersed
	line, _, err := f.Pass()
	if err != nil {
		return out, entry, err
	}
	entry.Aggregate, err = decimal.NewFromString(o.Aggregate)
	out.BelowLine = entry.Aggregate.LessThan(line.FundLine) || len(o.Short) > 0
	return out, entry, err
}

// seats that wrote or stepped aside, in the order of the seats; a note of nobody at the table is the secretary's.
func (l *layout) said(item string) []meeting.Said {
	var out []meeting.Said
	for author, note := range l.proceedings.Notes[item] {
		if note.Text != "" {
			out = append(out, meeting.Said{Seat: l.seat(author), Text: note.Text, At: note.At, Person: author})
		}
	}
	slices.SortFunc(out, func(a, b meeting.Said) int { return l.place(a.Person) - l.place(b.Person) })
	return out
}

func (l *layout) asides(item string) []meeting.Aside {
	var out []meeting.Aside
	for n, person := range l.convened.Members {
		if x, ok := l.proceedings.Recusals[item][person]; ok {
			out = append(out, meeting.Aside{Seat: meeting.Seat(n), Ground: x.Ground, Person: person})
		}
	}
	return out
}

func (l *layout) place(person string) int { return slices.Index(l.convened.Members, person) }

func (l *layout) seat(person string) string {
	if n := l.place(person); n >= 0 {
		return meeting.Seat(n)
	}
	return ""
}

func byAggregate(entries []review.Entry) []string {
	out := make([]string, 0, len(entries))
	for _, p := range review.Rank(entries, decimal.Zero) {
		out = append(out, p.Docket)
	}
	return out
}
