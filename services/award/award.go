// Package award holds the types and pure rules from recommendation to signed
// task agreement: which level decides, when a public notice ends, what an
// agreement may not fall below.
//
// It guarantees that a notice clock that was paused gives back exactly what was
// left. It refuses to know storage, transport and the clock: times are handed in.
package award

import (
	"fmt"
	"math/big"
	"time"

	"yanlu/services/application"
	"yanlu/services/platform/problem"
)

// Decision is the section “decision” of a project. Money in 分.
type Decision struct {
	AdvisedFen   int64      `json:"advised_fen,omitempty"`
	AmountFen    int64      `json:"amount_fen,omitempty"` // what was awarded
	Opinion      string     `json:"opinion,omitempty"`
	Departure    string     `json:"departure,omitempty"` // why the rank was departed from
	Rank         int        `json:"rank,omitempty"`
	SurveyPlan   string     `json:"survey_plan,omitempty"`
	SurveyRecord string     `json:"survey_record,omitempty"`
	Level        string     `json:"level,omitempty"` // role that has to decide, by amount
	LevelZh      string     `json:"level_zh,omitempty"`
	Meeting      string     `json:"meeting,omitempty"`
	NoticeText   string     `json:"notice_text,omitempty"` // drafted for the public notice; NoticeWords when empty
	Minutes      string     `json:"minutes,omitempty"`
	DecidedAt    *time.Time `json:"decided_at,omitempty"`
	Reason       string     `json:"reason,omitempty"`
	ReserveOrder int        `json:"reserve_order,omitempty"`
	ReserveUntil *time.Time `json:"reserve_until,omitempty"`
	InPlaceOf    string     `json:"in_place_of,omitempty"`
}

// NoticeWords are what a public notice says above its item unless somebody drafted other words.
const NoticeWords = "经形式审查、专家评审和会议研究，下列项目拟予立项，现予公示，接受社会监督。"

// Text is what the public notice of a decision says above its item.
func (d Decision) Text() string {
	if d.NoticeText != "" {
		return d.NoticeText
	}
	return NoticeWords
}

// Notice is the section “notice” of a project: its public notice (公示).
type Notice struct {
	Starts     *time.Time           `json:"starts,omitempty"`
	Ends       *time.Time           `json:"ends,omitempty"`
	PausedAt   *time.Time           `json:"paused_at,omitempty"`
	AnswerDue  *time.Time           `json:"answer_due,omitempty"`
	Escalated  bool                 `json:"escalated,omitempty"`
	Objections map[string]Objection `json:"objections,omitempty"` // by number
}

// Objection is what everyone with the number may know of an objection.
// Identity and evidence are in a snapshot that only those who answer it see.
type Objection struct {
	FiledAt  *time.Time `json:"filed_at,omitempty"`
	Status   string     `json:"status,omitempty"` // open, dismissed, upheld, re_review
	Answer   string     `json:"answer,omitempty"`
	ClosedAt *time.Time `json:"closed_at,omitempty"`
}

// Agreement is the section “agreement” of a project: the task agreement (任务书).
type Agreement struct {
	Due         *time.Time           `json:"due,omitempty"` // last moment to sign
	RemindAt    *time.Time           `json:"remind_at,omitempty"`
	Reminded    bool                 `json:"reminded,omitempty"`
	Version     int                  `json:"version,omitempty"`
	Number      string               `json:"number,omitempty"`
	Content     string               `json:"content,omitempty"`
	Targets     []application.Target `json:"targets,omitempty"`
	IPClause    string               `json:"ip_clause,omitempty"`
	Breach      string               `json:"breach,omitempty"`
	Months      int                  `json:"months,omitempty"`
	SubmittedAt *time.Time           `json:"submitted_at,omitempty"`
	Points      []Point              `json:"points,omitempty"`
	SignedAt    *time.Time           `json:"signed_at,omitempty"`
	Opinion     string               `json:"opinion,omitempty"`
	PackHash    string               `json:"pack_hash,omitempty"` // the rules in force for the project from here on
	Pack        string               `json:"pack,omitempty"`
	TermEnds    *time.Time           `json:"term_ends,omitempty"`
}

// Point is one thing to mend.
type Point struct {
	Field string `json:"field"`
	Text  string `json:"text"`
}

// TargetsNotLower refuses an agreement whose targets fall below the proposal
// (agr.targets_not_lower). Targets are matched by name; values are exact decimals.
func TargetsNotLower(proposed, agreed []application.Target) error {
	p := problem.New(problem.Invalid, "TARGETS_LOWERED", "任务书指标不得低于申报书", "A target of the agreement is lower than proposed").With("rule", "agr.targets_not_lower")
	have := map[string]application.Target{}
	for _, t := range agreed {
		have[t.Name] = t
	}
	for _, want := range proposed {
		got, ok := have[want.Name]
		if !ok {
			p.At("targets", "缺少申报书中的指标“"+want.Name+"”", "the proposed target “"+want.Name+"” is missing")
			continue
		}
		if lower(got.Value, want.Value) {
			p.At("targets", fmt.Sprintf("“%s”为%s，低于申报书的%s", want.Name, got.Value, want.Value), fmt.Sprintf("“%s” is %s, proposed was %s", want.Name, got.Value, want.Value))
		}
	}
	if len(p.Violations) > 0 {
		return p
	}
	return nil
}

// lower compares decimals; values that are not numbers must be kept word for word.
func lower(got, want string) bool {
	a, okA := new(big.Rat).SetString(got)
	b, okB := new(big.Rat).SetString(want)
	if !okA || !okB {
		return got != want
	}
	return a.Cmp(b) < 0
}
