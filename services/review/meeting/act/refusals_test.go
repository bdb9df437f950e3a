package act_test

import (
	"slices"
	"testing"
	"time"

	"yanlu/services/lifecycle"
	"yanlu/services/platform/problem"
	"yanlu/services/review/meeting"
	"yanlu/services/review/meeting/act"
	"yanlu/services/review/meeting/store"
)

// Once a meeting is open, what it is about and how it meets stand; who leads it, when and where may change.
func TestAnOpenMeetingKeepsItsAgenda(t *testing.T) {
	p := scored(t)
	p.convene()
	p.refused(agency, "revise_meeting", act.Revise{Chair: "person-heyuan"}, "NOT_A_MEMBER")
	p.on(agency, "revise_meeting", act.Revise{Agenda: p.apps[:2], Mode: "interview"})
	p.on(agency, "spread_slots", act.SpreadSlots{Spread: meeting.Spread{Minutes: 60}})
	p.on(agency, "open_meeting", nil)
	for _, in := range []act.Revise{{Agenda: p.apps}, {Mode: "panel"}, {Agenda: p.apps, Chair: "person-" + shared}} {
		p.refused(agency, "revise_meeting", in, "MEETING_OPEN")
	}
	p.refused(agency, "revise_meeting", act.Revise{Chair: "person-heyuan"}, "NOT_A_MEMBER")
	at := p.Door.Now().Add(72 * time.Hour)
	p.on(agency, "revise_meeting", act.Revise{Chair: "person-" + shared, Place: "五楼", At: &at})
	c, _, err := store.Sections(p.Get(p.meeting))
	if err != nil || c.Chair != "person-"+shared || c.Place != "五楼" || !c.At.Equal(at) || c.Mode != "interview" || !slices.Equal(c.Agenda, p.apps[:2]) {
		t.Errorf("%v %+v", err, c)
	}
}

// The order holds every item once. A chair who keeps out of one of them places none: the agency does.
func TestAChairWhoKeepsOutDoesNotRank(t *testing.T) {
	p := scored(t).opened()
	order := p.see(agency).GetOrder()
	for name, bad := range map[string][]string{"short": order[1:], "twice": {order[0], order[1], order[1]}, "foreign": {order[0], order[1], p.call}} {
		if _, err := p.Try(chair, p.meeting, lifecycle.MeetingMachine, "rank_items", act.RankItems{Order: bad}); problem.ReasonOf(err) != "ORDER_INCOMPLETE" {
			t.Errorf("%s: %v", name, err)
		}
	}
	p.on(chair, "recuse_item", act.RecuseItem{Item: p.apps[1], Ground: "近三年合作"})
	p.refused(chair, "rank_items", act.RankItems{Order: order}, "RANK_RECUSED")
	moved := []string{order[1], order[0], order[2]}
	p.on(agency, "rank_items", act.RankItems{Order: moved})
	if got := p.see(agency).GetOrder(); !slices.Equal(got, moved) {
		t.Errorf("the agency's order: %v, want %v", got, moved)
	}
}
