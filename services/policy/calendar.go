package policy

import (
	"fmt"
	"io/fs"
	"path"
	"time"

	"github.com/6tail/lunar-go/HolidayUtil"
	"gopkg.in/yaml.v3"
)

// Calendar knows which days are working days: the State Council's yearly notices
// from a kept library, overridden day by day by a bureau's own data.
type Calendar struct {
	override map[string]bool // YYYY-MM-DD → working
}

// NewCalendar is the national calendar without local overrides.
func NewCalendar() *Calendar { return &Calendar{override: map[string]bool{}} }

// LoadCalendar reads every *.yaml of a folder as local overrides. Faults are *LoadError with file and line.
func LoadCalendar(fsys fs.FS, dir string) (*Calendar, error) {
	c := NewCalendar()
	files, err := fs.Glob(fsys, path.Join(dir, "*.yaml"))
	if err != nil {
		return nil, err
	}
	var faults []*LoadError
	for _, name := range files {
		raw, err := fs.ReadFile(fsys, name)
		if err != nil {
			return nil, err
		}
		faults = append(faults, c.read(name, raw)...)
	}
	if len(faults) > 0 {
		return nil, joinLoadErrors(faults)
	}
	return c, nil
}

func (c *Calendar) read(name string, raw []byte) []*LoadError {
	var doc struct {
		Days []yaml.Node `yaml:"days"`
	}
	if err := yaml.Unmarshal(raw, &doc); err != nil {
		return []*LoadError{{File: name, Path: "days", Zh: "不是有效的 YAML", En: err.Error()}}
	}
	var faults []*LoadError
	for i := range doc.Days {
		var day struct {
			Date    string `yaml:"date"`
			Working *bool  `yaml:"working"`
			Name    string `yaml:"name"`
			Source  string `yaml:"source"`
		}
		node := &doc.Days[i]
		where := fmt.Sprintf("days[%d]", i)
		err := node.Decode(&day)
		if err != nil || day.Working == nil {
			faults = append(faults, &LoadError{name, node.Line, where, "须有 date 和 working", "needs date and working"})
			continue
		}
		if _, err := time.Parse(time.DateOnly, day.Date); err != nil {
			faults = append(faults, &LoadError{name, node.Line, where + ".date", "日期须为 YYYY-MM-DD", "the date must be YYYY-MM-DD"})
			continue
		}
		if _, twice := c.override[day.Date]; twice {
			faults = append(faults, &LoadError{name, node.Line, where + ".date", "日期重复", "the date is named twice"})
			continue
		}
		c.override[day.Date] = *day.Working
	}
	return faults
}

// IsWorkday says whether the day of t, in Asia/Shanghai, is a working day.
func (c *Calendar) IsWorkday(t time.Time) bool {
	day := t.In(Shanghai)
	key := day.Format(time.DateOnly)
	if working, ok := c.override[key]; ok {
		return working
	}
	if h := HolidayUtil.GetHoliday(key); h != nil {
		return h.IsWork()
	}
	return day.Weekday() != time.Saturday && day.Weekday() != time.Sunday
}

// Add returns the end of a limit that starts to run at t. Working days: the last
// microsecond of the Nth working day after the day of t. Days and months: the
// same clock time, a day that the month lacks becoming its last. Seconds: as they are.
func (c *Calendar) Add(t time.Time, s Span) time.Time {
	switch s.Unit {
	case WorkDay:
		day := c.step(t, s.N, 1)
		return endOfDay(day).UTC()
	case Day:
		return t.In(Shanghai).AddDate(0, 0, s.N).UTC()
	case Month:
		return addMonths(t.In(Shanghai), s.N).UTC()
	}
	return t.Add(time.Duration(s.N) * time.Second).UTC()
}

// After returns the end of a limit of the pack that starts to run at t (see Calendar.Add).
func (p *Pack) After(cal *Calendar, t time.Time, rule string) (time.Time, error) {
	span, err := p.Span(rule)
	if err != nil {
		return time.Time{}, err
	}
	return cal.Add(t, span), nil
}

// Before returns the time that lies a span ahead of a deadline, at the same clock time.
func (c *Calendar) Before(deadline time.Time, s Span) time.Time {
	switch s.Unit {
	case WorkDay:
		return c.step(deadline, s.N, -1).UTC()
	case Day:
		return deadline.In(Shanghai).AddDate(0, 0, -s.N).UTC()
	case Month:
		return addMonths(deadline.In(Shanghai), -s.N).UTC()
	}
	return deadline.Add(-time.Duration(s.N) * time.Second).UTC()
}

// step moves n working days forward or back, keeping the clock time.
func (c *Calendar) step(t time.Time, n, direction int) time.Time {
	day := t.In(Shanghai)
	for n > 0 {
		day = day.AddDate(0, 0, direction)
		if c.IsWorkday(day) {
			n--
		}
	}
	return day
}

func endOfDay(t time.Time) time.Time {
	y, m, d := t.Date()
	return time.Date(y, m, d, 23, 59, 59, 999_999_000, t.Location())
}

func addMonths(t time.Time, n int) time.Time {
	first := time.Date(t.Year(), t.Month(), 1, t.Hour(), t.Minute(), t.Second(), t.Nanosecond(), t.Location()).AddDate(0, n, 0)
	last := first.AddDate(0, 1, -1).Day()
	return first.AddDate(0, 0, min(t.Day(), last)-1)
}

// WorkdaysBetween counts the working days after the day of a, up to and including the day of b.
func (c *Calendar) WorkdaysBetween(a, b time.Time) int {
	day, last := endOfDay(a.In(Shanghai)), endOfDay(b.In(Shanghai))
	n := 0
	for day.Before(last) {
		day = endOfDay(day.AddDate(0, 0, 1))
		if c.IsWorkday(day) {
			n++
		}
	}
	return n
}

// Extend moves a deadline whose clock stood from one time to another, giving
// back exactly what was left: for a clock in working days the whole working days
// after the day of the pause (that day counts as run), time otherwise.
func (c *Calendar) Extend(due, pausedFrom, pausedTo time.Time, unit Unit) time.Time {
	if !pausedTo.After(pausedFrom) {
		return due
	}
	if unit != WorkDay {
		return due.Add(pausedTo.Sub(pausedFrom)).UTC()
	}
	left := c.WorkdaysBetween(pausedFrom, due)
	if left == 0 && !c.IsWorkday(pausedTo) {
		left = 1 // what was left of the last day is given back on a working day
	}
	return c.Add(pausedTo, Span{N: left, Unit: WorkDay})
}
