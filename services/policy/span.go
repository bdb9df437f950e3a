package policy

import "fmt"

// Unit is what a time limit is counted in.
type Unit string

// The units of time. Second is for practice packs only.
const (
	WorkDay Unit = "wd"
	Day     Unit = "d"
	Month   Unit = "m"
	Second  Unit = "s"
)

func (u Unit) isTime() bool { return u == WorkDay || u == Day || u == Month || u == Second }

// maxSpan bounds a limit so that counting working days one by one stays cheap; no rule needs more than a century of days.
const maxSpan = 40000

// Span is a time limit: N working days, days, months or seconds. [Calendar.Add] turns it into a time.
type Span struct {
	N    int  `json:"n"`
	Unit Unit `json:"unit"`
}

// String gives the short form, e.g. 5wd.
func (s Span) String() string { return fmt.Sprintf("%d%s", s.N, s.Unit) }

// Zh says the span in Chinese, e.g. 5个工作日.
func (s Span) Zh() string {
	return fmt.Sprintf("%d%s", s.N, map[Unit]string{WorkDay: "个工作日", Day: "日", Month: "个月", Second: "秒"}[s.Unit])
}

// En says the span in English, e.g. 5 working days.
func (s Span) En() string {
	word := map[Unit]string{WorkDay: "working day", Day: "day", Month: "month", Second: "second"}[s.Unit]
	if s.N != 1 {
		word += "s"
	}
	return fmt.Sprintf("%d %s", s.N, word)
}
