// Package programme holds the types and pure rules by which needs become calls:
// what a need must say, what a call lays down, which window is lawful.
//
// It guarantees that a call's terms are whole before anybody sees them. It
// refuses to know storage, transport and who is asking: its act package states
// the rules at the door, store keeps plan, templates and rule packs.
package programme

import (
	"fmt"
	"time"

	"yanlu/services/platform/problem"
	"yanlu/services/policy"
)

// Terms is the section “terms” of a call: what applies to every application in it. Money in 分.
type Terms struct {
	Template         string   `json:"template,omitempty"`
	Programme        string   `json:"programme,omitempty"`
	PackCode         string   `json:"pack_code,omitempty"`
	PackVersion      string   `json:"pack_version,omitempty"`
	PackHash         string   `json:"pack_hash,omitempty"` // frozen when the call is published
	OrganisationMode string   `json:"organisation_mode,omitempty"`
	FundingMode      string   `json:"funding_mode,omitempty"`
	Topics           []string `json:"topics,omitempty"`
	CapFen           int64    `json:"cap_fen,omitempty"`
	EnvelopeFen      int64    `json:"envelope_fen,omitempty"`
	Rubric           string   `json:"rubric,omitempty"`
	PanelSize        int      `json:"panel_size,omitempty"`
	Blind            string   `json:"blind,omitempty"` // of its reviews: single (also when empty) or double
	NoticeRule       string   `json:"notice_rule,omitempty"`
	WindowDays       int      `json:"window_days,omitempty"`
}

// Window is the section “window” of a call. Times are the server's, shown in Asia/Shanghai.
type Window struct {
	OpensAt   *time.Time `json:"opens_at,omitempty"`
	ClosesAt  *time.Time `json:"closes_at,omitempty"`
	Extended  bool       `json:"extended,omitempty"`
	Reason    string     `json:"reason,omitempty"`
	RemindAt  *time.Time `json:"remind_at,omitempty"` // next reminder to drafts
	Reminders int        `json:"reminders,omitempty"` // how many were sent
}

// Commission is the section “commission” of a call: the agency that runs its review.
type Commission struct {
	Agency    string     `json:"agency,omitempty"`
	Due       *time.Time `json:"due,omitempty"`
	Scope     string     `json:"scope,omitempty"`
	StartedAt *time.Time `json:"started_at,omitempty"`
}

// Consultation is the section “consultation” of a call.
type Consultation struct {
	OpenedAt *time.Time `json:"opened_at,omitempty"`
	Ends     *time.Time `json:"ends,omitempty"`
	Note     string     `json:"note,omitempty"`
	Answers  string     `json:"answers,omitempty"`
	Minutes  string     `json:"minutes,omitempty"`
}

// Ending is the section “ending” of a call or need: why it ended the way it did.
type Ending struct {
	Reason string `json:"reason,omitempty"`
	Note   string `json:"note,omitempty"`
	Into   string `json:"into,omitempty"` // surviving need, or the call selected into
}

// Screening is the section “screening” of a need.
type Screening struct {
	Topics  []string   `json:"topics,omitempty"`
	Note    string     `json:"note,omitempty"`
	Defects []Defect   `json:"defects,omitempty"`
	Due     *time.Time `json:"due,omitempty"`     // of the correction
	Expires *time.Time `json:"expires,omitempty"` // of the place in the reserve pool
}

// Defect is one point on one field of a form; Field is “section.field”, or empty for the whole.
type Defect struct {
	Field string `json:"field"`
	Text  string `json:"text"`
}

// CreateCall is the input of the event create.
type CreateCall struct {
	Template, Title, PackCode, PackVersion string
	OpensAt, ClosesAt                      *time.Time
	Topics                                 []string
	CapFen, EnvelopeFen                    int64
	Blind                                  string
}

// ReviseCall is the input of the event revise; zero fields stay as they are.
type ReviseCall struct {
	Title               string
	OpensAt, ClosesAt   *time.Time
	Topics              []string
	CapFen, EnvelopeFen int64
	Blind               string
}

// Check says what is missing or wrong in a call's terms. cap and envelope are in 分.
func (t Terms) Check() error {
	p := problem.New(problem.Invalid, "CALL_TERMS_INCOMPLETE", "批次要素不完整", "The call's terms are incomplete")
	if t.CapFen <= 0 {
		p.At("cap_fen", "请填写单项资助上限", "Give the funding cap of one project")
	}
	if t.EnvelopeFen < t.CapFen {
		p.At("envelope_fen", "资金盘子不得小于单项上限", "The envelope cannot be smaller than the cap of one project")
	}
	if len(t.Topics) == 0 {
		p.At("topics", "请至少选择一个规划选题", "Choose at least one topic of the plan")
	}
	if t.Rubric == "" {
		p.At("rubric", "模板未指定评分表", "The template names no rubric")
	}
	if len(p.Violations) > 0 {
		return p
	}
	return nil
}

// CheckWindow judges a window against call.window.min_days (district default) of the pack.
func CheckWindow(pack *policy.Pack, cal *policy.Calendar, now time.Time, w Window) error {
	p := problem.New(problem.Invalid, "WINDOW_INVALID", "受理时间不符合要求", "The window is not lawful")
	if w.OpensAt == nil || w.ClosesAt == nil {
		return p.At("closes_at", "请填写开始受理和截止时间", "Give the opening and the closing time")
	}
	least, err := pack.Span("call.window.min_days")
	if err != nil {
		return err
	}
	if !w.ClosesAt.After(*w.OpensAt) || !w.ClosesAt.After(now) {
		return p.At("closes_at", "截止时间必须晚于开始受理时间和当前时间", "The closing time must be after the opening time and in the future")
	}
	if earliest := cal.Add(*w.OpensAt, least); w.ClosesAt.Before(earliest) {
		return p.At("closes_at", fmt.Sprintf("受理期不得短于%d%s", least.N, least.Unit), fmt.Sprintf("The window may not be shorter than %d %s", least.N, least.Unit)).
			With("rule", "call.window.min_days", "earliest", earliest.Format(time.RFC3339))
	}
	return nil
}
