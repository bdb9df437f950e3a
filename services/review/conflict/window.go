package conflict

import (
	"fmt"
	"strings"
	"time"
)

// window is a rule made ready: what ended on since or later counts.
type window struct {
	since Date
	avoid int
}

func (r Rule) window() (window, error) {
	day, err := r.AsOf.parse()
	if err != nil || r.LookbackMonths < 0 || r.AvoidMax < 0 {
		return window{}, fmt.Errorf("conflict: not a rule: %+v", r)
	}
	return window{since: monthsBefore(day, r.LookbackMonths), avoid: r.AvoidMax}, nil
}

// Since is the first day of the look-back.
func (r Rule) Since() (Date, error) {
	w, err := r.window()
	return w.since, err
}

// Beyond is what an applicant's list holds past the names that count, to be told to the applicant.
func (r Rule) Beyond(a Application) []Avoided {
	return a.Avoid[len(counted(a.Avoid, r.AvoidMax)):]
}

// AvoidList reads whom a form asks to be spared, in its order; rows without a name are nobody.
func AvoidList(form map[string]any) []Avoided {
	var out []Avoided
	rows, _ := form["compliance.avoid_experts"].([]any)
	for _, row := range rows {
		cells, _ := row.(map[string]any)
		if name, _ := cells["name"].(string); strings.TrimSpace(name) != "" {
			out = append(out, Avoided{Name: strings.TrimSpace(name)})
		}
	}
	return out
}

// Counted is what of an applicant's list counts: its first names.
func (r Rule) Counted(list []Avoided) []Avoided { return counted(list, r.AvoidMax) }

func counted(list []Avoided, most int) []Avoided { return list[:min(len(list), max(most, 0))] }

func (w window) counts(until Date) bool { return until == "" || until >= w.since }

func (d Date) parse() (time.Time, error) { return time.Parse(time.DateOnly, string(d)) }

// chinese writes a day as people do; empty where it is open.
func (d Date) chinese() string {
	day, err := d.parse()
	if err != nil {
		return ""
	}
	return day.Format("2006年1月2日")
}

// monthsBefore is the same day months earlier, or the last of its month where
// that month is shorter: the look-back is never cut by the calendar.
func monthsBefore(day time.Time, months int) Date {
	first := time.Date(day.Year(), day.Month()-time.Month(months), 1, 0, 0, 0, 0, time.UTC)
	last := first.AddDate(0, 1, -1).Day()
	return Date(first.AddDate(0, 0, min(day.Day(), last)-1).Format(time.DateOnly))
}

// checkDates refuses a day that is not written as 2006-01-02: compared as text, it would decide anything.
func checkDates(apps []Application, experts []Expert) error {
	seen := map[Date]bool{"": true}
	check := func(where string, d Date) error {
		if seen[d] {
			return nil
		}
		if _, err := d.parse(); err != nil {
			return fmt.Errorf("conflict: %s: %q is not a date", where, d)
		}
		seen[d] = true
		return nil
	}
	of := func(where string, list []Work, t *Ties) error {
		for _, x := range list {
			if err := check(where, x.Until); err != nil {
				return err
			}
		}
		for _, k := range t.Coauthors {
			if err := check(where, k.Until); err != nil {
				return err
			}
		}
		return nil
	}
	for i := range apps {
		for j := range apps[i].Team {
			m := &apps[i].Team[j]
			if err := of("application "+apps[i].ID, m.Works, &m.Ties); err != nil {
				return err
			}
		}
	}
	for i := range experts {
		e := &experts[i]
		where := "expert " + e.ID
		if err := of(where, e.Works, &e.Ties); err != nil {
			return err
		}
		for _, d := range e.ends() {
			if err := check(where, d); err != nil {
				return err
			}
		}
	}
	return nil
}

// ends are the days on which posts, interests and declarations of an expert ended.
func (e *Expert) ends() []Date {
	var out []Date
	for _, p := range e.Posts {
		out = append(out, p.Until)
	}
	for _, x := range e.Interests {
		out = append(out, x.Until)
	}
	for _, d := range e.Declared {
		out = append(out, d.Until)
	}
	return out
}
