package act

import (
	"context"
	"slices"
	"strings"
	"time"

	"yanlu/services/docket"
	"yanlu/services/lifecycle"
	"yanlu/services/platform/problem"
	"yanlu/services/programme"
	"yanlu/services/review"
	reviewact "yanlu/services/review/act"
	"yanlu/services/review/commission"
	"yanlu/services/review/meeting"
	"yanlu/services/review/meeting/store"
	reviewstore "yanlu/services/review/store"
)

// Convene is the input of create. An empty agenda is every application of the
// call under review, in the order of their receipts; an empty title is the call's.
type Convene struct {
	Call, Title string
	Agenda      []string
	Chair       string
	Mode        string
	At          *time.Time
	Place       string
}

// Revise is the input of revise_meeting; what is empty stays. Once the meeting is
// open its agenda and mode are fixed.
type Revise struct {
	Agenda []string
	Chair  string
	Mode   string
	At     *time.Time
	Place  string
}

func (r Rules) convene(ctx context.Context, a *docket.Act) error {
	in := docket.Input[Convene](a)
	call, err := docket.Get(ctx, a.Tx, in.Call)
	if err != nil || call.Machine != lifecycle.CallMachine || call.Parties().AgencyOrg != a.By.Org {
		return docket.NotFound(in.Call)
	}
	if in.At == nil {
		return problem.Missing("at", "开会时间", "The time")
	}
	c := meeting.Convened{Mode: in.Mode, Agenda: in.Agenda, Chair: in.Chair, Place: strings.TrimSpace(in.Place)}
	if len(c.Agenda) == 0 {
		if c.Agenda, err = store.UnderReview(ctx, a.Tx, call.ID); err != nil {
			return err
		}
	}
	title := strings.TrimSpace(in.Title)
	if title == "" {
		title = call.Parties().Title + "评审会"
	}
	if err := a.Set("parties", docket.Parties{Title: title, Parent: call.ID, AgencyOrg: a.By.Org}); err != nil {
		return err
	}
	return r.call(ctx, a, call, c, *in.At, meeting.Proceedings{})
}

func (r Rules) revise(ctx context.Context, a *docket.Act) error {
	in := docket.Input[Revise](a)
	c, p, err := store.Sections(a.Record)
	if err != nil {
		return err
	}
	was := c
	if a.Record.State != lifecycle.MeetingConvened && (len(in.Agenda) > 0 || in.Mode != "") {
		return problem.New(problem.Precondition, "MEETING_OPEN", "会议已经开始，只能调整组长、时间和地点", "The meeting is open: only chair, time and place can still be changed").
			For(string(lifecycle.Agency))
	}
	if len(in.Agenda) > 0 {
		c.Agenda = in.Agenda
	}
	for _, change := range []struct {
		to   *string
		with string
	}{{&c.Chair, in.Chair}, {&c.Mode, in.Mode}, {&c.Place, strings.TrimSpace(in.Place)}} {
		if change.with != "" {
			*change.to = change.with
		}
	}
	if a.Record.State == lifecycle.MeetingOpen {
		if err := c.Member("chair", c.Chair); err != nil {
			return err
		}
		return r.retime(ctx, a, was, c, in.At)
	}
	at := *c.At
	if in.At != nil {
		at = in.At.UTC()
	}
	a.Clear("meeting", "remind_at", "overdue_at")
	if err := r.call(ctx, a, a.Parent, c, at, p); err != nil {
		return err
	}
	c.At = &at
	return reschedule(ctx, a, was, c)
}

// retime keeps chair and place of an open meeting, and its clocks from another time where one is given.
func (r Rules) retime(ctx context.Context, a *docket.Act, was, c meeting.Convened, at *time.Time) error {
	change := meeting.Convened{Chair: c.Chair, Place: c.Place}
	if at != nil {
		pack, err := r.packOf(ctx, a.Parent)
		if err != nil {
			return err
		}
		clocks, err := r.clocks(pack, at.UTC(), a.Now)
		if err != nil {
			return err
		}
		a.Clear("meeting", "overdue_at")
		change.At, change.MinutesDue = clocks.At, clocks.MinutesDue
		c.At = clocks.At
		if err := reschedule(ctx, a, was, c); err != nil {
			return err
		}
	}
	return a.Set("meeting", change)
}

// call checks what a meeting is called with and states it: the agenda, whoever
// judges its applications, the chair among them, and the clocks.
func (r Rules) call(ctx context.Context, a *docket.Act, call *docket.Record, c meeting.Convened, at time.Time, p meeting.Proceedings) error {
	terms, err := docket.SectionOf[programme.Terms](call, "terms")
	if err != nil {
		return err
	}
	if err := review.CheckBlind(c.Mode, terms.Blind == review.DoubleBlind); err != nil {
		return err
	}
	if !slices.Contains(meeting.Modes, c.Mode) {
		return problem.Missing("mode", "评审方式（通讯、会议、答辩或现场考察）", "One of the modes remote, panel, interview or survey")
	}
	if !at.After(a.Now) {
		return problem.New(problem.Invalid, "MEETING_TIME_PASSED", "开会时间必须晚于现在", "The meeting has to be in the future").At("at", "须晚于现在", "must be in the future")
	}
	c, p, err = r.seat(ctx, a, call, c, p)
	if err != nil {
		return err
	}
	if err := c.Member("chair", c.Chair); err != nil {
		return err
	}
	pack, err := r.packOf(ctx, call)
	if err != nil {
		return err
	}
	clocks, err := r.clocks(pack, at.UTC(), a.Now)
	if err != nil {
		return err
	}
	c.At, c.MinutesDue, c.RemindAt, c.OverdueAt = clocks.At, clocks.MinutesDue, clocks.RemindAt, nil
	if err := a.Set("meeting", c); err != nil {
		return err
	}
	return a.Set("proceedings", p)
}

// seat calls whoever judges the applications of the agenda, and keeps each out
// of the items that they may not judge.
func (r Rules) seat(ctx context.Context, a *docket.Act, call *docket.Record, c meeting.Convened, p meeting.Proceedings) (meeting.Convened, meeting.Proceedings, error) {
	projects, err := store.Projects(ctx, a.Tx, c.Agenda)
	if err != nil {
		return c, p, err
	}
	if err := reviewable(call, c.Agenda, projects); err != nil {
		return c, p, err
	}
	if err := commissionedMode(ctx, a, c.Mode, projects); err != nil {
		return c, p, err
	}
	rounds, err := store.Rounds(ctx, a.Tx, projects)
	if err != nil {
		return c, p, err
	}
	c.Members = members(c.Members, c.Agenda, rounds)
	if p.Recusals == nil {
		p.Recusals = map[string]map[string]meeting.Recusal{}
	}
	for _, project := range projects {
		people, err := reviewstore.Candidates(ctx, a.Tx, project.ID, c.Members, a.Now)
		if err != nil {
			return c, p, err
		}
		against, err := reviewact.Objections(ctx, a.Tx, r.Book, project, call, people)
		if err != nil {
			return c, p, err
		}
		for person, ground := range against {
			if p.Recused(project.ID, person) {
				continue
			}
			if p.Recusals[project.ID] == nil {
				p.Recusals[project.ID] = map[string]meeting.Recusal{}
			}
			p.Recusals[project.ID][person] = meeting.Recusal{Ground: ground, At: a.Now, Found: true}
		}
	}
	return c, p, nil
}

// commissionedMode refuses a mode that the commission of an application excludes: another than the interview
// or survey it asks for (MODE_COMMISSIONED), or either of them where it is blind on both sides (BLIND_IMPOSSIBLE).
func commissionedMode(ctx context.Context, a *docket.Act, mode string, projects []*docket.Record) error {
	for _, project := range projects {
		o, err := docket.SectionOf[review.Outcome](project, "review")
		if err != nil {
			return err
		}
		if o.Commission == "" {
			continue
		}
		under, err := docket.Get(ctx, a.Tx, o.Commission)
		if err != nil {
			return err
		}
		brief, err := docket.SectionOf[commission.Brief](under, "commission")
		if err != nil {
			return err
		}
		if err := review.CheckBlind(mode, brief.Blind == review.DoubleBlind); err != nil {
			return err
		}
		if err := meeting.CheckMode(mode, brief.Mode, project.Parties().Title); err != nil {
			return err
		}
	}
	return nil
}

// reviewable refuses an agenda that is empty or holds what is not under review in the call (AGENDA_UNLAWFUL).
func reviewable(call *docket.Record, agenda []string, projects []*docket.Record) error {
	p := problem.New(problem.Invalid, "AGENDA_UNLAWFUL", "议程须为本批次正在评审的项目，且不重复", "The agenda holds applications of the call that are under review, each once")
	if len(agenda) == 0 {
		p.At("agenda", "本批次没有正在评审的项目", "no application of the call is under review")
	}
	for i, id := range agenda {
		n := slices.IndexFunc(projects, func(r *docket.Record) bool { return r.ID == id })
		switch {
		case slices.Contains(agenda[:i], id):
			p.At("agenda", "重复列出", "listed twice")
		case n < 0 || projects[n].Parties().Parent != call.ID:
			p.At("agenda", "不是本批次的项目", "not of this call")
		case projects[n].State != lifecycle.UnderReview:
			p.At("agenda", projects[n].Parties().Title+"：不在评审中", projects[n].Parties().Title+": not under review")
		}
	}
	if len(p.Violations) > 0 {
		return p
	}
	return nil
}

// members keeps the seats of those who still judge and adds the others in the order of agenda and label.
func members(seated, agenda []string, rounds map[string][]reviewstore.Item) []string {
	judges := map[string]bool{}
	var order []string
	for _, item := range agenda {
		for _, i := range rounds[item] {
			if review.Seated(i.Record.State) && !judges[i.Reviewer()] {
				judges[i.Reviewer()] = true
				order = append(order, i.Reviewer())
			}
		}
	}
	out := slices.DeleteFunc(slices.Clone(seated), func(p string) bool { return !judges[p] })
	for _, p := range order {
		if !slices.Contains(out, p) {
			out = append(out, p)
		}
	}
	return out
}

// open begins the meeting with whoever judges now.
func (r Rules) open(ctx context.Context, a *docket.Act) error {
	c, p, err := store.Sections(a.Record)
	if err != nil {
		return err
	}
	if c, p, err = r.seat(ctx, a, a.Parent, c, p); err != nil {
		return err
	}
	if err := c.Member("chair", c.Chair); err != nil {
		return err
	}
	if err := slotted(ctx, a, c); err != nil {
		return err
	}
	a.Clear("meeting", "remind_at")
	if err := a.Set("meeting", meeting.Convened{Members: c.Members, OpenedAt: &a.Now}); err != nil {
		return err
	}
	return a.Set("proceedings", meeting.Proceedings{Recusals: p.Recusals})
}
