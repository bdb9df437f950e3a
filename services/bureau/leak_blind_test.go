package bureau_test

import (
	"encoding/json"
	"strings"
	"testing"

	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/proto"

	docketv1 "yanlu/proto/gen/yanlu/docket/v1"
	reviewv1 "yanlu/proto/gen/yanlu/review/v1"
	"yanlu/services/bureau/bureautest"
	"yanlu/services/docket"
	"yanlu/services/lifecycle"
	"yanlu/services/notification"
	"yanlu/services/review"
	reviewact "yanlu/services/review/act"
)

// blindScene is one application of a call with the given blindness, its panel
// invited, the first reviewer at work and the second still to answer.
type blindScene struct {
	w             *bureautest.World
	call, project string
	reviews       []string
	links         map[string]string // token by review
}

// onFile is a file in a field that identifies nobody, named after somebody.
const onFile = "苏青-技术路线图.PDF"

func stageBlind(t *testing.T, blind string) blindScene {
	w := bureautest.New(t)
	s := blindScene{w: w, call: w.OpenBlindCall(blind), links: map[string]string{}}
	s.project = w.FormalCheck(s.call, 0)
	w.Project("linzhou", s.project, "accept", docket.Note{})
	if _, err := w.Pool.Exec(t.Context(), `insert into attachment (id, subject, field, file_name, sha256, uploaded_by, uploaded_at)
		values ('on-file', $1, 'body.schedule', $2, '00', 'person-suqing', now())`, s.project, onFile); err != nil {
		t.Fatal(err)
	}
	w.Commissioned(s.call)
	var people []string
	for _, r := range bureautest.Reviewers[:5] {
		people = append(people, "person-"+r)
	}
	w.Project("pingheng", s.project, "assign_review", reviewact.AssignReview{Reviewers: people})
	list, err := w.Desktop.ListInvitationLinks(w.As("pingheng"), &reviewv1.ListInvitationLinksRequest{Docket: s.call})
	if err != nil || len(list.GetLinks()) != 5 {
		t.Fatal(err, list)
	}
	for _, l := range list.GetLinks() {
		s.links[l.GetReview()] = strings.TrimPrefix(l.GetPath(), "/review-invitation?token=")
	}
	for _, r := range w.Reviews(s.project) {
		s.reviews = append(s.reviews, r.ID)
	}
	w.Do(s.login(0), s.reviews[0], lifecycle.ReviewMachine, "accept_review", reviewact.AcceptReview{NoConflict: true, Confidential: true})
	s.tell(t)
	return s
}

// tell delivers the notifications of every event.
func (s blindScene) tell(t *testing.T) {
	t.Helper()
	for _, id := range append([]string{s.call, s.project}, s.reviews...) {
		for seq := int64(1); seq <= s.w.Get(id).Seq; seq++ {
			if err := notification.Deliver(t.Context(), s.w.Pool, id, seq); err != nil {
				t.Fatal(err)
			}
		}
	}
}

func (s blindScene) login(n int) string {
	return strings.TrimPrefix(s.w.Get(s.reviews[n]).Parties().Reviewer, "person-")
}

// desk is all that the methods of a review tell its reviewer, and the link tells its holder.
func (s blindScene) desk(t *testing.T, n int) string {
	t.Helper()
	ctx, id := s.w.As(s.login(n)), s.reviews[n]
	var b strings.Builder
	add := func(m proto.Message, err error) {
		if err == nil {
			b.WriteString(protojson.Format(m))
		}
	}
	form, err := s.w.Docket.GetForm(ctx, &docketv1.GetFormRequest{Docket: id})
	add(form, err)
	rubric, err := s.w.Review.GetRubric(ctx, &reviewv1.GetRubricRequest{Docket: id})
	add(rubric, err)
	mine, err := s.w.Desktop.ListMyReviews(ctx, &reviewv1.ListMyReviewsRequest{Call: s.call})
	add(mine, err)
	draft, err := s.w.Desktop.GetOpinionDraft(ctx, &reviewv1.GetOpinionDraftRequest{Docket: id})
	add(draft, err)
	link, err := s.w.Desktop.GetInvitationByLink(t.Context(), &reviewv1.GetInvitationByLinkRequest{Token: s.links[id]})
	add(link, err)
	b.WriteString(s.links[id])
	for _, field := range []string{"body.schedule", "attachments.pi_id", "attachments.feasibility_report"} {
		name, err := s.w.Docket.MayRead(ctx, s.project, field, onFile)
		if err == nil {
			b.WriteString(field + name)
		}
	}
	for _, query := range []string{"苏青", "青岚"} { // the register of organisations is everybody's; what leads from a name to a review is not
		found := desktop(t, s.w, s.login(n), query, s.reviews...)
		for _, one := range append([]string{s.project}, s.reviews...) {
			if hits(found, one) {
				t.Errorf("reviewer %d finds a review by “%s”", n, query)
			}
		}
	}
	b.WriteString(desktop(t, s.w, s.login(n), "示例", append([]string{s.call, s.project}, s.reviews...)...))
	return b.String() + everything(t, s.w, s.login(n), append([]string{s.call, s.project}, s.reviews...)...)
}

// whose are the words that say whose application it is: names, ids, codes, and what the identifying fields hold.
func (s blindScene) whose(t *testing.T) []string {
	t.Helper()
	p := s.w.Get(s.project).Parties()
	out := []string{p.PI, p.HostOrg, p.Code, "苏青", "技术路线图"}
	for _, co := range p.CoApplicants {
		out = append(out, co.Org)
	}
	rows, err := s.w.Pool.Query(t.Context(), `select name from organisation where id = any($1) union all select uscc from organisation where id = any($1)`, out)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	for rows.Next() {
		var n string
		if err := rows.Scan(&n); err != nil {
			t.Fatal(err)
		}
		out = append(out, n)
	}
	for _, field := range []string{"people.team", "people.pi_detail", "units.lead_unit", "units.joint_units"} {
		list, _ := s.w.Content(0)[field].([]any)
		for _, x := range list {
			row, _ := x.(map[string]any)
			for _, column := range []string{"name", "unit", "uscc", "phone", "contact"} {
				if v, ok := row[column].(string); ok && v != "" {
					out = append(out, v)
				}
			}
		}
	}
	return out
}

// In a double-blind review nothing that a reviewer reads says whose application it is.
func TestDoubleBlindTellsNoReviewerWhoseItIs(t *testing.T) {
	s := stageBlind(t, review.DoubleBlind)
	summary := s.w.Content(0)["body.overall_goal"]
	for n := range 3 {
		text := s.desk(t, n)
		for _, word := range s.whose(t) {
			if strings.Contains(text, word) {
				t.Errorf("reviewer %d reads “%s”", n, word)
			}
		}
		if n == 0 && (!strings.Contains(text, `"body.content_innovation"`) || !strings.Contains(text, "附件.pdf")) {
			t.Errorf("reviewer %d cannot read the plan %v", n, summary)
		}
	}
}

// In a single-blind review the team is shown first, and applicants learn no reviewer in either.
func TestBlindnessHoldsForApplicants(t *testing.T) {
	for _, blind := range []string{review.SingleBlind, review.DoubleBlind} {
		s := stageBlind(t, blind)
		if blind == review.SingleBlind {
			if text := s.desk(t, 1); !strings.Contains(text, "苏青") || strings.Contains(text, onFile) {
				t.Error("an invited reviewer sees the team, and no file")
			}
			if text := s.desk(t, 0); !strings.Contains(text, onFile) || !strings.Contains(text, "units.lead_unit") {
				t.Error("a reviewer at work reads the whole application")
			}
		}
		reviewers := names(s.w, t)
		for _, login := range []string{"suqing", "liangyue", "lingsong", "hemiao", "linzhou", "heyuan", "public"} {
			text := everything(t, s.w, login, append([]string{s.call, s.project}, s.reviews...)...) + s.after(t, login)
			for _, n := range reviewers {
				if strings.Contains(text, n) {
					t.Errorf("%s: %s can read the reviewer %s", blind, login, n)
				}
			}
		}
	}
}

// after is what the methods about reviews tell a caller whom the guard lets in.
func (s blindScene) after(t *testing.T, login string) string {
	t.Helper()
	ctx := s.w.As(login)
	var b strings.Builder
	add := func(m proto.Message, err error) {
		if err == nil {
			b.WriteString(protojson.Format(m))
		}
	}
	links, err := s.w.Desktop.ListInvitationLinks(ctx, &reviewv1.ListInvitationLinksRequest{Docket: s.project})
	add(links, err)
	for _, id := range s.reviews {
		d, err := s.w.Desktop.GetOpinionDraft(ctx, &reviewv1.GetOpinionDraftRequest{Docket: id})
		add(d, err)
	}
	feedback, err := s.w.Review.Feedback(ctx, &reviewv1.FeedbackRequest{Docket: s.project})
	add(feedback, err)
	year, err := s.w.Desktop.ReviewStatistics(ctx, &reviewv1.ReviewStatisticsRequest{Year: 2026})
	add(year, err)
	return b.String()
}

// The curtain hides names wherever they stand, and changes nothing else.
func TestTheRecordBehindTheCurtainIsWhole(t *testing.T) {
	s := stageBlind(t, review.DoubleBlind)
	snapshots, err := docket.Snapshots(t.Context(), s.w.Pool, s.project)
	if err != nil {
		t.Fatal(err)
	}
	var kept struct {
		Content map[string]any `json:"content"`
	}
	for _, snap := range snapshots {
		if snap.Kind == "application" {
			if err := json.Unmarshal(snap.Content, &kept); err != nil {
				t.Fatal(err)
			}
		}
	}
	if kept.Content["units.lead_unit"] == nil || kept.Content["people.team"] == nil {
		t.Error("the snapshot lost fields")
	}
	officer := everything(t, s.w, "linzhou", s.project)
	if !strings.Contains(officer, "苏青") || !strings.Contains(officer, "units.lead_unit") {
		t.Error("the officer reads the whole application")
	}
}
