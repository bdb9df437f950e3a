package act

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"yanlu/services/docket"
	"yanlu/services/lifecycle"
	"yanlu/services/platform/problem"
	"yanlu/services/review/meeting"
	"yanlu/services/review/meeting/store"
)

// MarkApplicant is the input of mark_applicant; Presence is came, late or absent, By who came.
type MarkApplicant struct{ Item, Presence, By string }

// RecordFindings is the input of record_findings: a whole new version. Version is
// the one that was seen, 0 before the first; Files are attachments of the meeting.
type RecordFindings struct {
	Item                          string
	Version                       int
	Visited                       *time.Time
	Place, Met                    string
	Equipment, Team, Basis, Funds string
	Conclusion                    string
	Files                         []string
}

func markApplicant(ctx context.Context, a *docket.Act) error {
	in := docket.Input[MarkApplicant](a)
	if _, err := faceToFace(ctx, a); err != nil {
		return err
	}
	if _, _, err := free(ctx, a, in.Item); err != nil {
		return err
	}
	in.By = strings.TrimSpace(in.By)
	switch {
	case !slices.Contains(meeting.Attendances, in.Presence):
		return problem.Missing("presence", "到场情况（按时、迟到或未到）", "One of came, late or absent")
	case in.Presence == "absent":
		in.By = ""
	case in.By == "":
		return problem.Missing("by", "到场人员", "Who came")
	}
	came := meeting.Attendance{Presence: in.Presence, By: in.By, At: a.Now}
	return a.Set("proceedings", meeting.Proceedings{Attendance: map[string]meeting.Attendance{in.Item: came}})
}

// recordFindings keeps a new version of what was found at an applicant's; the earlier ones stay on record.
func recordFindings(ctx context.Context, a *docket.Act) error {
	in := docket.Input[RecordFindings](a)
	c, p, err := free(ctx, a, in.Item)
	if err != nil {
		return err
	}
	if c.Mode != meeting.Survey {
		return problem.New(problem.Precondition, "NO_SURVEY", "只有现场考察才记录考察情况", "Findings are recorded in a survey only").For(string(lifecycle.Agency))
	}
	seen := len(p.Findings[in.Item])
	if in.Version != seen {
		return problem.New(problem.Stale, "FINDINGS_STALE", "考察记录刚刚被他人补充过，请在最新版本上修改", "Somebody else has just recorded findings; go on from the newest version").
			With("seen", fmt.Sprint(in.Version), "current", fmt.Sprint(seen))
	}
	found := in.findings(a)
	if err := found.Complete(); err != nil {
		return err
	}
	if found.Visited.After(a.Now) {
		return problem.New(problem.Invalid, "VISIT_AHEAD", "考察时间不能晚于现在", "The visit cannot be later than now").At("visited", "不能晚于现在", "must not be later than now")
	}
	if found.Files, err = store.Files(ctx, a.Tx, a.Subject(), meeting.FindingsField(in.Item), in.Files); err != nil {
		return err
	}
	return a.Set("proceedings", meeting.Proceedings{Findings: map[string]map[int]meeting.Findings{in.Item: {seen + 1: found}}})
}

func (in RecordFindings) findings(a *docket.Act) meeting.Findings {
	out := meeting.Findings{
		Place: strings.TrimSpace(in.Place), Met: strings.TrimSpace(in.Met), Equipment: strings.TrimSpace(in.Equipment), Team: strings.TrimSpace(in.Team),
		Basis: strings.TrimSpace(in.Basis), Funds: strings.TrimSpace(in.Funds), Conclusion: strings.TrimSpace(in.Conclusion), Person: a.Person(), At: a.Now,
	}
	if in.Visited != nil {
		out.Visited = in.Visited.UTC()
	}
	return out
}

// visited refuses to sign while it is not said of an application under review whether
// its applicant came, or a survey of it has no findings.
func visited(c meeting.Convened, p meeting.Proceedings, projects []*docket.Record) error {
	for _, project := range projects {
		if project.State != lifecycle.UnderReview {
			continue
		}
		if err := p.Heard(c.Mode, project.ID, project.Parties().Title); err != nil {
			return err
		}
		if err := p.Visited(c.Mode, project.ID, project.Parties().Title); err != nil {
			return err
		}
	}
	return nil
}
