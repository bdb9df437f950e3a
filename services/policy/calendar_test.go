package policy

import (
	"testing"
	"testing/quick"
	"time"
)

func at(s string) time.Time {
	t, err := time.ParseInLocation("2006-01-02 15:04", s, Shanghai)
	if err != nil {
		panic(err)
	}
	return t
}

func TestWorkdays(t *testing.T) {
	c := NewCalendar()
	for day, want := range map[string]bool{
		"2026-10-01 10:00": false, // National Day
		"2026-10-10 10:00": true,  // a Saturday made a working day
		"2026-10-07 10:00": false,
		"2026-10-08 10:00": true,
		"2026-11-21 10:00": false, // an ordinary Saturday
		"2026-11-24 10:00": true,
		"2025-01-26 10:00": true, // a Sunday made a working day before Spring Festival
		"2025-01-29 10:00": false,
	} {
		if got := c.IsWorkday(at(day)); got != want {
			t.Errorf("%s: %t", day, got)
		}
	}
}

func TestAddAcrossHolidays(t *testing.T) {
	c := NewCalendar()
	cases := []struct {
		from string
		span Span
		want string
	}{
		{"2026-09-30 15:00", Span{1, WorkDay}, "2026-10-08 23:59"},
		{"2026-09-30 15:00", Span{3, WorkDay}, "2026-10-10 23:59"}, // the made-up Saturday counts
		{"2026-11-23 08:00", Span{5, WorkDay}, "2026-11-30 23:59"},
		{"2026-01-31 12:30", Span{1, Month}, "2026-02-28 12:30"},
		{"2026-11-24 09:15", Span{20, Day}, "2026-12-14 09:15"},
	}
	for _, x := range cases {
		if got := c.Add(at(x.from), x.span).In(Shanghai).Format("2006-01-02 15:04"); got != x.want {
			t.Errorf("%s + %s = %s, want %s", x.from, x.span, got, x.want)
		}
	}
}

func TestPausedNoticeGivesBackWhatWasLeft(t *testing.T) {
	c := NewCalendar()
	start := at("2026-11-23 09:00")                                   // Monday
	due := c.Add(start, Span{5, WorkDay})                             // Monday after
	paused, resumed := at("2026-11-25 10:00"), at("2026-12-02 16:00") // Wednesday to Wednesday
	got := c.Extend(due, paused, resumed, WorkDay)
	if c.WorkdaysBetween(paused, due) != c.WorkdaysBetween(resumed, got) {
		t.Fatalf("%s", got.In(Shanghai))
	}
	if s := c.Extend(due, paused, paused.Add(90*time.Second), Second); s.Sub(due) != 90*time.Second {
		t.Fatalf("%s", s.Sub(due))
	}
	last := at("2026-11-30 20:00") // objection on the last day, answered on a Saturday
	if got := c.Extend(due, last, at("2026-12-05 09:00"), WorkDay).In(Shanghai).Format(time.DateOnly); got != "2026-12-07" {
		t.Fatal(got)
	}
}

func TestAddIsMonotone(t *testing.T) {
	c := NewCalendar()
	base := at("2025-01-01 00:00")
	check := func(hours uint16, n uint8) bool {
		from := base.Add(time.Duration(hours) * time.Hour)
		a, b := c.Add(from, Span{int(n % 60), WorkDay}), c.Add(from, Span{int(n%60) + 1, WorkDay})
		return b.After(a) && c.WorkdaysBetween(from, b) == int(n%60)+1
	}
	if err := quick.Check(check, nil); err != nil {
		t.Error(err)
	}
}
