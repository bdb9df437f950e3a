package meeting_test

import (
	"slices"
	"testing"
	"time"

	"yanlu/services/platform/problem"
	"yanlu/services/review/meeting"
)

var nine = time.Date(2026, 12, 1, 1, 0, 0, 0, time.UTC) // 9 in the morning in Shanghai

func TestLayIsEvenAndBreaks(t *testing.T) {
	slots := meeting.Spread{Minutes: 20, Gap: 5, After: 2, Break: 15}.Lay(nine, []string{"a", "b", "c", "d", "e"})
	var got []string
	for _, s := range slots {
		got = append(got, s.Item+s.At.Format("15:04"))
	}
	// The break comes after every second application, in place of the shorter gap.
	if want := []string{"a01:00", "b01:25", "c02:00", "d02:25", "e03:00"}; !slices.Equal(got, want) {
		t.Errorf("laid %v, want %v", got, want)
	}
	if err := meeting.Fit(placed(slots), nine.Add(-time.Minute)); err != nil {
		t.Errorf("what was laid does not fit: %v", err)
	}
}

func placed(slots []meeting.Slot) []meeting.Slot {
	for n := range slots {
		slots[n].Place = "三楼会议室"
	}
	return slots
}

func TestSlotsThatDoNotFit(t *testing.T) {
	before := nine.Add(-time.Hour)
	taken := meeting.Slot{Item: "a", At: nine, Minutes: 20, Place: "三楼"}
	for _, c := range []struct {
		name   string
		slot   meeting.Slot
		now    time.Time
		reason string
	}{
		{"after it", meeting.Slot{Item: "b", At: nine.Add(20 * time.Minute), Minutes: 20, Place: "三楼"}, before, ""},
		{"before it", meeting.Slot{Item: "b", At: nine.Add(-20 * time.Minute), Minutes: 20, Place: "三楼"}, before, ""},
		{"its own time again", taken, before, ""},
		{"a minute into it", meeting.Slot{Item: "b", At: nine.Add(19 * time.Minute), Minutes: 20, Place: "三楼"}, before, "SLOT_OVERLAP"},
		{"around it", meeting.Slot{Item: "b", At: nine.Add(-5 * time.Minute), Minutes: 60, Place: "三楼"}, before, "SLOT_OVERLAP"},
		{"now", taken, nine, "SLOT_PASSED"},
		{"nowhere", meeting.Slot{Item: "a", At: nine, Minutes: 20}, before, "FIELD_REQUIRED"},
		{"no time at all", meeting.Slot{Item: "a", At: nine, Place: "三楼"}, before, "SLOT_UNLAWFUL"},
	} {
		if got := problem.ReasonOf(c.slot.Fits([]meeting.Slot{taken}, c.now)); got != c.reason {
			t.Errorf("%s: %q, want %q", c.name, got, c.reason)
		}
	}
}

func TestSpreadOfNothingIsRefused(t *testing.T) {
	for _, s := range []meeting.Spread{{}, {Minutes: 4}, {Minutes: 20, Gap: -1}, {Minutes: 20, Break: 1441}} {
		if problem.ReasonOf(s.Check()) != "SPREAD_UNLAWFUL" {
			t.Errorf("%+v is laid out", s)
		}
	}
}

func TestTheModeOfACommission(t *testing.T) {
	for commissioned, allowed := range map[string][]string{
		"": meeting.Modes, "remote": meeting.Modes, "panel": meeting.Modes, "interview": {"interview"}, "survey": {"survey"},
	} {
		for _, mode := range meeting.Modes {
			err := meeting.CheckMode(mode, commissioned, "某项目")
			if (err == nil) != slices.Contains(allowed, mode) {
				t.Errorf("commissioned %q, met as %q: %v", commissioned, mode, err)
			}
		}
	}
}

// Whoever keeps out of an item, and whoever it was not handed over to, reads neither its slot nor what was found there.
func TestSlotAndFindingsAreCutForTheirReader(t *testing.T) {
	item := meeting.Item{
		No: 1, Docket: "a", Slot: &meeting.Hearing{Place: "甲公司"}, Attendance: &meeting.Attendance{By: "郁垒"},
		Findings: []meeting.Found{{Findings: meeting.Findings{Met: "郁垒"}, Seat: "委员1", By: "p1"}},
	}
	sheet := meeting.Sheet{Items: []meeting.Item{item}}
	for name, c := range map[string]struct {
		reader meeting.Reader
		reads  bool
	}{
		"member":    {meeting.Reader{Person: "p2", Member: true}, true},
		"agency":    {meeting.Reader{Person: "p3", Agency: true}, true},
		"recused":   {meeting.Reader{Person: "p2", Member: true, Chair: true, Recused: map[string]bool{"a": true}}, false},
		"outsider":  {meeting.Reader{Person: "p4"}, false},
		"handed to": {meeting.Reader{Person: "p4", Scores: func(meeting.Item) bool { return true }}, true},
	} {
		i := sheet.For(c.reader).Items[0]
		if reads := i.Slot != nil && i.Attendance != nil && len(i.Findings) == 1; reads != c.reads || !c.reads && (i.Slot != nil || i.Attendance != nil || len(i.Findings) > 0) {
			t.Errorf("%s: %+v", name, i)
		} else if reads && !c.reader.Agency && i.Findings[0].By != "" {
			t.Errorf("%s reads who wrote the findings", name)
		}
	}
}
