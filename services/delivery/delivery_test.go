package delivery

import (
	"testing"
	"time"

	"yanlu/services/lifecycle"
	"yanlu/services/platform/problem"
	"yanlu/services/policy"
)

var ends = time.Date(2028, 5, 31, 10, 0, 0, 0, policy.Shanghai)

func limits() Limits {
	return Limits{NotAfterEnd: true, Extensions: 1, Options: []int{6, 12}, Unit: policy.Month, Window: policy.Span{N: 3, Unit: policy.Month}, Officer: []string{ChangeApproach}}
}

func TestCheckTime(t *testing.T) {
	opens := time.Date(2028, 2, 29, 10, 0, 0, 0, policy.Shanghai) // the last day of the shorter month
	for _, c := range []struct {
		name   string
		kind   string
		months int
		now    time.Time
		used   int
		want   string
	}{
		{"any time", ChangePI, 0, ends.AddDate(-1, 0, 0), 0, ""},
		{"a microsecond before the end", ChangePI, 0, ends.Add(-time.Microsecond), 0, ""},
		{"at the end", ChangePI, 0, ends, 0, "TERM_OVER"},
		{"window opens", ChangeExtension, 6, opens, 0, ""},
		{"before the window", ChangeExtension, 6, opens.Add(-time.Second), 0, "EXTENSION_TOO_EARLY"},
		{"second time", ChangeExtension, 6, opens, 1, "EXTENSION_USED"},
		{"other length", ChangeExtension, 3, opens, 0, "EXTENSION_LENGTH_INVALID"},
		{"after the end", ChangeExtension, 6, ends.Add(time.Hour), 0, "TERM_OVER"},
	} {
		err := limits().CheckTime(policy.NewCalendar(), Change{Kind: c.kind, Months: c.months}, c.now, ends, c.used)
		if got := problem.ReasonOf(err); got != c.want {
			t.Errorf("%s: %q", c.name, got)
		}
	}
}

func TestMayApprove(t *testing.T) {
	for _, c := range []struct {
		role lifecycle.Role
		kind string
		want bool
	}{
		{lifecycle.Director, ChangeBudget, true}, {lifecycle.Officer, ChangeApproach, true}, {lifecycle.Officer, ChangeExtension, false}, {lifecycle.Finance, ChangeApproach, false},
	} {
		if limits().MayApprove(c.role, c.kind) != c.want {
			t.Errorf("%+v", c)
		}
	}
}

func TestReportKeyCountsByYearInShanghai(t *testing.T) {
	eve := time.Date(2026, 12, 31, 15, 59, 59, 0, time.UTC)
	filed := map[string]Report{}
	for _, c := range []struct {
		now  time.Time
		most int
		want string
	}{{eve, 1, "2026"}, {eve, 1, ""}, {eve, 2, "2026-2"}, {eve, 2, ""}, {eve.Add(time.Second), 1, "2027"}} {
		got, err := ReportKey(filed, c.now, c.most)
		if got != c.want || (err == nil) != (c.want != "") {
			t.Fatalf("%+v: %q %v", c, got, err)
		}
		if err == nil {
			filed[got] = Report{}
		}
	}
}

func TestLastReport(t *testing.T) {
	at := func(d int) *time.Time { x := ends.AddDate(0, 0, d); return &x }
	r := Run{Reports: map[string]Report{"2027": {SpentFen: 2, FiledAt: at(2)}, "2026": {SpentFen: 1, FiledAt: at(1)}, "2027-2": {SpentFen: 3, FiledAt: at(3)}}}
	if got := r.LastReport().SpentFen; got != 3 {
		t.Fatal(got)
	}
	if got := (Run{}).LastReport(); got.FiledAt != nil {
		t.Fatal(got)
	}
}

func FuzzAfterPauseKeepsWhatWasLeft(f *testing.F) {
	f.Add(int64(0), int64(1000), int64(7))
	f.Fuzz(func(t *testing.T, start, left, pause int64) {
		const year = int64(365 * 24 * time.Hour / time.Microsecond)
		start, left, pause = start%(50*year), left%(10*year), pause%(10*year)
		from := time.UnixMicro(start)
		due, to := from.Add(time.Duration(left)*time.Microsecond), from.Add(time.Duration(pause)*time.Microsecond)
		if got := AfterPause(due, from, to).Sub(to); got != due.Sub(from) {
			t.Fatalf("left %s before, %s after", due.Sub(from), got)
		}
	})
}

func TestTextsAreRequired(t *testing.T) {
	whole := Change{Kind: ChangePI, Text: "a", Reason: "b", UnitOpinion: "c"}
	if err := whole.CheckWords(); err != nil {
		t.Fatal(err)
	}
	for field, c := range map[string]Change{
		"kind": {Kind: "x", Text: "a", Reason: "b", UnitOpinion: "c"}, "before_after": {Kind: ChangePI, Text: " ", Reason: "b", UnitOpinion: "c"},
		"reason": {Kind: ChangePI, Text: "a", UnitOpinion: "c"}, "unit_opinion": {Kind: ChangePI, Text: "a", Reason: "b"},
	} {
		p := problem.Of(c.CheckWords())
		if p == nil || len(p.Violations) != 1 || p.Violations[0].Field != field {
			t.Errorf("%s: %+v", field, p)
		}
	}
	for _, c := range [][3]string{{"", "e", "m"}, {"fraud", "", "m"}, {"fraud", "e", " "}} {
		if CheckRevocation(c[0], c[1], c[2]) == nil {
			t.Errorf("revoked with %q", c)
		}
	}
}
