package act_test

import (
	"context"
	"encoding/json"
	"slices"
	"strings"
	"testing"
	"time"

	"google.golang.org/protobuf/encoding/protojson"

	reviewv1 "yanlu/proto/gen/yanlu/review/v1"
	"yanlu/services/bureau/bureautest"
	"yanlu/services/docket"
	dockrpc "yanlu/services/docket/rpc"
	"yanlu/services/lifecycle"
	"yanlu/services/platform/problem"
	reviewact "yanlu/services/review/act"
	"yanlu/services/review/line"
	"yanlu/services/review/meeting/act"
	"yanlu/services/review/meeting/rpc"
	"yanlu/services/review/meeting/store"
)

// panel is three scored applications of one call: each by five reviewers, the nth by those from n on.
type panel struct {
	*bureautest.World
	t       *testing.T
	call    string
	apps    []string
	server  *rpc.Server
	meeting string
}

const (
	agency = "pingheng"
	first  = "luzhiyuan"   // judges the first application only
	shared = "wenyiheng"   // judges all three
	last   = "baizhiyan"   // judges the third only
	chair  = "shensuining" // judges all three, and has the chair
)

func scored(t *testing.T) *panel {
	t.Helper()
	w := bureautest.New(t)
	p := &panel{World: w, t: t, call: w.OpenCall()}
	carrier := &dockrpc.Carrier{Door: w.Door, View: w.View}
	p.server = &rpc.Server{Carrier: carrier, Book: w.Book}
	for n := range 3 {
		id := w.FormalCheck(p.call, n)
		w.Project("linzhou", id, "accept", docket.Note{})
		p.apps = append(p.apps, id)
	}
	w.Commissioned(p.call)
	for n, id := range p.apps {
		p.assign(n, id)
	}
	return p
}

func (p *panel) assign(n int, id string) {
	p.t.Helper()
	var people []string
	for _, r := range bureautest.Reviewers[n : n+5] {
		people = append(people, "person-"+r)
	}
	p.Project(agency, id, "assign_review", reviewact.AssignReview{Reviewers: people})
	for k, r := range p.Reviews(id) {
		login := strings.TrimPrefix(r.Parties().Reviewer, "person-")
		p.Do(login, r.ID, lifecycle.ReviewMachine, "accept_review", reviewact.AcceptReview{NoConflict: true, Confidential: true})
		p.Do(login, r.ID, lifecycle.ReviewMachine, "score", p.Opinion(int64(70+5*n+2*k)))
	}
}

func (p *panel) convene() {
	p.t.Helper()
	at := p.Door.Now().Add(48 * time.Hour)
	p.meeting = p.Do(agency, "", lifecycle.MeetingMachine, lifecycle.Create, act.Convene{Call: p.call, Chair: "person-" + chair, Mode: "panel", At: &at, Place: "三楼会议室"}).Record.ID
}

func (p *panel) opened() *panel {
	p.t.Helper()
	p.convene()
	p.on(agency, "open_meeting", docket.Note{})
	return p
}

func (p *panel) on(login string, e lifecycle.Event, in any) {
	p.t.Helper()
	p.Do(login, p.meeting, lifecycle.MeetingMachine, e, in)
}

func (p *panel) refused(login string, e lifecycle.Event, in any, reason string) {
	p.t.Helper()
	_, err := p.Try(login, p.meeting, lifecycle.MeetingMachine, e, in)
	if got := problem.ReasonOf(err); got != reason {
		p.t.Errorf("%s by %s: %v, want %s", e, login, err, reason)
	}
}

func (p *panel) see(login string) *reviewv1.GetMeetingResponse {
	p.t.Helper()
	got, err := p.server.GetMeeting(p.As(login), &reviewv1.GetMeetingRequest{Docket: p.meeting})
	if err != nil {
		p.t.Fatalf("%s: %v", login, err)
	}
	return got
}

func (p *panel) everybodyCame() {
	for _, m := range p.see(agency).GetMembers() {
		p.on(agency, "mark_presence", act.MarkPresence{Person: m.GetPerson(), Presence: "present"})
	}
}

// panelOf are the logins of those who judge the nth application.
func (p *panel) panelOf(n int) []string { return bureautest.Reviewers[n : n+5] }

func (p *panel) mark(presence string, logins ...string) {
	p.t.Helper()
	for _, login := range logins {
		p.on(agency, "mark_presence", act.MarkPresence{Person: "person-" + login, Presence: presence})
	}
}

// Nothing is found on an application while fewer than two thirds of its panel are
// there and free to judge it, and what was found before is not signed.
func TestAnItemNeedsItsQuorum(t *testing.T) {
	p := scored(t).opened()
	find := act.SetConsensus{Item: p.apps[0], Score: "99", Reason: "组长一人的意见"}
	p.refused(chair, "set_consensus", find, "MEETING_QUORUM") // nobody is marked
	p.mark("absent", bureautest.Reviewers[:7]...)
	p.mark("present", chair)
	p.refused(chair, "set_consensus", find, "MEETING_QUORUM")
	sign := act.SignMinutes{Minutes: "会议纪要", Report: "评审组意见"}
	p.refused(chair, "sign_minutes", sign, "MEETING_QUORUM")
	p.mark("present", p.panelOf(0)[0], p.panelOf(0)[3])
	p.refused(chair, "set_consensus", find, "MEETING_QUORUM") // three of five
	p.mark("remote", p.panelOf(0)[1])
	p.on(chair, "set_consensus", find)
	p.refused(chair, "sign_minutes", sign, "MEETING_QUORUM") // the third application has three of five
	p.mark("present", bureautest.Reviewers[:7]...)
	p.mark("absent", p.panelOf(0)[0])
	p.on(shared, "recuse_item", act.RecuseItem{Item: p.apps[0], Ground: "近三年合作"})
	p.refused(chair, "set_consensus", find, "MEETING_QUORUM") // who stepped aside is not there
	p.mark("present", p.panelOf(0)[0])
	p.on(chair, "set_consensus", find)
	_, err := p.Try(chair, p.meeting, lifecycle.MeetingMachine, "mark_presence", act.MarkPresence{})
	if err == nil {
		t.Error("the chair marks nobody's presence")
	}
}

func TestAMeetingIsCalledOnWhatIsUnderReview(t *testing.T) {
	p := scored(t)
	at, past := p.Door.Now().Add(time.Hour), p.Door.Now().Add(-time.Hour)
	for reason, in := range map[string]act.Convene{
		"NOT_A_MEMBER":        {Call: p.call, Chair: "person-heyuan", Mode: "panel", At: &at},
		"FIELD_REQUIRED":      {Call: p.call, Chair: "person-" + chair, Mode: "party", At: &at},
		"MEETING_TIME_PASSED": {Call: p.call, Chair: "person-" + chair, Mode: "panel", At: &past},
		"AGENDA_UNLAWFUL":     {Call: p.call, Chair: "person-" + chair, Mode: "panel", At: &at, Agenda: []string{p.apps[0], p.apps[0]}},
		"NOT_FOUND":           {Call: p.apps[0], Chair: "person-" + chair, Mode: "panel", At: &at},
	} {
		if _, err := p.Try(agency, "", lifecycle.MeetingMachine, lifecycle.Create, in); problem.ReasonOf(err) != reason {
			t.Errorf("%v, want %s", err, reason)
		}
	}
	p.convene()
	got := p.see(agency)
	if len(got.GetItems()) != 3 || len(got.GetMembers()) != 7 || got.GetItems()[1].GetDocket() != p.apps[1] || len(got.GetItems()[0].GetScores()) != 5 {
		t.Errorf("%v", got)
	}
	if !got.GetMembers()[2].GetChair() || got.GetMembers()[2].GetPerson() != "person-"+chair {
		t.Errorf("%v", got.GetMembers())
	}
	// by the pack: a day before, and three working days after a Wednesday or so
	if due := p.Due(p.meeting, "remind_meeting"); !due.After(p.Door.Now()) || !due.Before(*at2(p)) {
		t.Errorf("reminded at %s", due)
	}
	p.Clock(p.meeting, "remind_meeting")
	p.Clock(p.meeting, "escalate_minutes")
	if agenda := p.Get(p.meeting); agenda.State != lifecycle.MeetingConvened || agenda.Facts["meeting"].(map[string]any)["overdue_at"] == nil {
		t.Errorf("%v", agenda.Facts["meeting"])
	}
}

func at2(p *panel) *time.Time {
	c, _, err := store.Sections(p.Get(p.meeting))
	if err != nil {
		p.t.Fatal(err)
	}
	return c.At
}

// A recusal hides the item at once, from every act and every reading, and the minutes wait until the score no longer counts.
func TestARecusalHidesTheItem(t *testing.T) {
	p := scored(t).opened()
	item := p.apps[1]
	title := p.Get(item).Parties().Title
	p.on(agency, "note_item", act.NoteItem{Item: item, Text: "秘书记录的讨论"})
	p.on(chair, "note_item", act.NoteItem{Item: item, Text: "组长的讨论要点"})
	if text := protojson.Format(p.see(shared)); !strings.Contains(text, "组长的讨论要点") || !strings.Contains(text, title) {
		t.Fatal("before: a member reads the discussion")
	}
	p.refused(shared, "recuse_item", act.RecuseItem{Item: item}, "FIELD_REQUIRED")
	p.on(shared, "recuse_item", act.RecuseItem{Item: item, Ground: "近三年合作"})
	p.refused(shared, "recuse_item", act.RecuseItem{Item: item, Ground: "近三年合作"}, "RECUSED_ALREADY")
	p.refused(shared, "note_item", act.NoteItem{Item: item, Text: "x"}, "ITEM_RECUSED")
	p.on(shared, "note_item", act.NoteItem{Item: p.apps[0], Text: "别的项目仍可讨论"})
	got := p.see(shared)
	text := protojson.Format(got)
	for _, secret := range []string{title, item, "讨论", "组长的讨论要点"} {
		if strings.Contains(strings.ReplaceAll(text, "别的项目仍可讨论", ""), secret) {
			t.Errorf("who stepped aside reads %q", secret)
		}
	}
	if !got.GetItems()[1].GetHidden() || !got.GetLineHidden() || slices.Contains(got.GetOrder(), item) {
		t.Errorf("%v", got)
	}
	var ground string
	if err := p.Pool.QueryRow(t.Context(), "select ground from conflict where subject = $1 and person = $2", item, "person-"+shared).Scan(&ground); err != nil || ground != "近三年合作" {
		t.Errorf("the register: %q %v", ground, err)
	}
	p.everybodyCame()
	sign := act.SignMinutes{Minutes: "会议纪要", Report: "评审组意见"}
	p.refused(chair, "sign_minutes", sign, "RECUSED_SCORE_COUNTED")
	p.Project(agency, item, "expert_recused", reviewact.ExpertRecused{Reviewer: "person-" + shared, Ground: "近三年合作"})
	p.on(chair, "sign_minutes", sign)
	if got := protojson.Format(p.see(shared)); strings.Contains(got, title) || strings.Contains(got, "会议纪要") {
		t.Error("the signed minutes show the item to who stepped aside")
	}
}

func TestAConflictInTheRegisterHidesTheItemToo(t *testing.T) {
	p := scored(t).opened()
	if _, err := p.Pool.Exec(t.Context(), "insert into conflict (subject, person, ground, at) values ($1, $2, '近亲属', now())", p.apps[2], "person-"+first); err != nil {
		t.Fatal(err)
	}
	if !p.see(first).GetItems()[2].GetHidden() {
		t.Error("a conflict on record does not hide the item")
	}
	p.refused(first, "note_item", act.NoteItem{Item: p.apps[2], Text: "x"}, "ITEM_RECUSED")
}

func TestWhoJudgesForTheApplicantKeepsOut(t *testing.T) {
	p := scored(t)
	if _, err := p.Pool.Exec(t.Context(), "insert into role_grant (person, organisation, role) select $1, host_org, 'reviewer' from docket where id = $2", "person-"+first, p.apps[2]); err != nil {
		t.Fatal(err)
	}
	p.convene()
	if got := p.see(first); !got.GetItems()[2].GetHidden() || got.GetItems()[0].GetHidden() {
		t.Errorf("%v", got.GetItems())
	}
}

func TestAMeetingFromPresenceToSignedMinutes(t *testing.T) {
	p := scored(t)
	p.convene()
	if _, err := p.Try(chair, p.meeting, lifecycle.MeetingMachine, "take_item", act.Item{Item: p.apps[0]}); err == nil {
		t.Error("an item is taken before the meeting is open")
	}
	p.on(agency, "open_meeting", docket.Note{})
	p.refused(agency, "mark_presence", act.MarkPresence{Person: "person-heyuan", Presence: "present"}, "NOT_A_MEMBER")
	p.refused(chair, "take_item", act.Item{Item: p.call}, "NOT_ON_AGENDA")
	p.on(chair, "take_item", act.Item{Item: p.apps[0]})
	p.refused(chair, "set_consensus", act.SetConsensus{Item: p.apps[0], Score: "88"}, "FIELD_REQUIRED")
	p.mark("present", p.panelOf(0)...)
	for _, bad := range []string{"-1", "101", "88.123", "高"} {
		p.refused(chair, "set_consensus", act.SetConsensus{Item: p.apps[0], Score: bad, Reason: "r"}, "SCORE_OUT_OF_RANGE")
	}
	p.on(chair, "set_consensus", act.SetConsensus{Item: p.apps[0], Score: "88.5", Reason: "讨论后一致上调"})
	order := p.see(chair).GetOrder()
	if want := []string{p.apps[2], p.apps[1], p.apps[0]}; !slices.Equal(order, want) {
		t.Errorf("first ordered %v, want %v", order, want)
	}
	moved := []string{p.apps[2], p.apps[0], p.apps[1]}
	p.on(chair, "rank_items", act.RankItems{Order: moved})
	p.refused(agency, "rank_items", act.RankItems{Order: order}, "ORDER_STALE")
	sign := act.SignMinutes{Minutes: "一、会议议程……", Report: "同意排序"}
	p.refused(chair, "sign_minutes", sign, "PRESENCE_MISSING")
	p.everybodyCame()
	p.refused(chair, "sign_minutes", act.SignMinutes{Minutes: "x"}, "FIELD_REQUIRED")
	p.on(chair, "sign_minutes", sign)
	got := p.see(agency)
	if got.GetState() != "MINUTED" || !slices.Equal(got.GetOrder(), moved) || got.GetItems()[0].GetConsensus().GetScore() != "88.50" || got.GetHash() == "" {
		t.Errorf("%v", got)
	}
	p.namesNobody()
	p.countsForNothing()
}

// namesNobody: the signed minutes know seats and labels only, and the bureau reads them after the hand-over.
func (p *panel) namesNobody() {
	p.t.Helper()
	snapshots, err := docket.Snapshots(context.Background(), p.Pool, p.meeting)
	if err != nil || len(snapshots) != 1 || snapshots[0].Kind != store.MinutesKind || !json.Valid(snapshots[0].Content) {
		p.t.Fatal(snapshots, err)
	}
	for _, m := range p.see(agency).GetMembers() {
		if strings.Contains(string(snapshots[0].Content), m.GetPerson()) || strings.Contains(string(snapshots[0].Content), m.GetName()) || m.GetName() == "" {
			p.t.Errorf("the minutes name %s", m.GetName())
		}
	}
	if text := protojson.Format(p.see("linzhou")); strings.Contains(text, "88.5") || strings.Contains(text, "同意排序") {
		p.t.Error("the officer reads scores before the hand-over")
	}
}

// countsForNothing: by the default pack a consensus changes no statutory figure.
func (p *panel) countsForNothing() {
	p.t.Helper()
	for _, id := range p.apps {
		p.Project(agency, id, "close_review", reviewact.CloseReview{Report: "专家组一致认为项目目标明确，技术路线可行，预期成果具有较好的应用前景。", Chair: "person-" + chair})
	}
	if o := p.Get(p.apps[0]).Facts["review"].(map[string]any); o["aggregate"] == "88.50" || o["by_scores"] != nil {
		p.t.Errorf("a consensus that does not count: %v", o)
	}
	if text := protojson.Format(p.see("linzhou")); !strings.Contains(text, "88.5") || !strings.Contains(text, "同意排序") || strings.Contains(text, "person-") {
		p.t.Error("the officer reads the minutes after the hand-over, without names")
	}
}

// Nothing statutory is changed by the line, and it says the same of the same scores.
func TestThePanelLineChangesNothing(t *testing.T) {
	p := scored(t)
	ctx := context.Background()
	before, err := p.server.PanelLine(p.As(agency), &reviewv1.PanelLineRequest{Call: p.call})
	if err != nil || len(before.GetRows()) != 3 || before.GetRows()[0].GetClosed() || before.GetReasonZh() == "" || before.GetRows()[0].GetFigure() == "" {
		t.Fatalf("%v %v", before, err)
	}
	if got, err := p.server.PanelLine(p.As("linzhou"), &reviewv1.PanelLineRequest{Call: p.call}); err != nil || len(got.GetRows()) != 0 {
		t.Errorf("the bureau reads the line before the hand-over: %v %v", got, err)
	}
	for _, stranger := range []string{"suqing", first} {
		if _, err := p.server.PanelLine(p.As(stranger), &reviewv1.PanelLineRequest{Call: p.call}); problem.ReasonOf(err) != "NOT_FOUND" {
			t.Errorf("%s: %v", stranger, err)
		}
	}
	for _, id := range p.apps {
		p.Project(agency, id, "close_review", reviewact.CloseReview{Report: "专家组一致认为项目目标明确，技术路线可行，预期成果具有较好的应用前景。", Chair: "person-" + shared})
	}
	call := p.Get(p.call)
	ranked, _, err := reviewact.RankList(ctx, p.Pool, p.Book, call, false)
	if err != nil {
		t.Fatal(err)
	}
	seq := p.Get(p.apps[0]).Seq
	again, err := line.Closed(ctx, p.Pool, p.Book, call)
	if err != nil || len(again.Rows) != len(ranked) {
		t.Fatalf("%v %v", again, err)
	}
	after, _, err := reviewact.RankList(ctx, p.Pool, p.Book, call, false)
	if err != nil || p.Get(p.apps[0]).Seq != seq {
		t.Fatal("reading the line left an event", err)
	}
	for i, row := range again.Rows {
		if !same(row.Place.Entry.Docket, ranked[i].Docket, after[i].Docket) || !row.Aggregate.Equal(ranked[i].Aggregate) || row.Rank != ranked[i].Rank || row.CumulativeFen != ranked[i].CumulativeFen || row.BelowLine != ranked[i].BelowLine {
			t.Errorf("row %d: %+v, the list says %+v", i, row.Place, ranked[i])
		}
		if b := before.GetRows()[i]; b.GetAggregate() != ranked[i].Aggregate.StringFixed(2) || b.GetDocket() != row.Docket {
			t.Errorf("row %d was %v provisionally", i, b)
		}
	}
	closed, err := p.server.PanelLine(p.As("linzhou"), &reviewv1.PanelLineRequest{Call: p.call})
	if err != nil || closed.GetRows()[0].GetFigure() != before.GetRows()[0].GetFigure() || closed.GetRows()[0].GetProbability() != before.GetRows()[0].GetProbability() {
		t.Errorf("the same scores say another thing: %v %v", closed, err)
	}
}

func same(all ...string) bool { return len(slices.Compact(all)) == 1 }
