package bureau_test

import (
	"context"
	"slices"
	"strings"
	"testing"

	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/proto"

	docketv1 "yanlu/proto/gen/yanlu/docket/v1"
	reviewv1 "yanlu/proto/gen/yanlu/review/v1"
	"yanlu/services/bureau/bureautest"
	"yanlu/services/docket"
	dockrpc "yanlu/services/docket/rpc"
	"yanlu/services/lifecycle"
	"yanlu/services/platform/problem"
	reviewact "yanlu/services/review/act"
	"yanlu/services/review/commission"
	commissionact "yanlu/services/review/commission/act"
	commissionrpc "yanlu/services/review/commission/rpc"
	"yanlu/services/review/draw/proof"
	reviewrpc "yanlu/services/review/rpc"
)

const (
	secretReport = "综合意见里的这一句移交之前只有机构能看到"
	secretTotal  = "77.00" // the aggregate
)

// drawnScene is a drawn commission whose one application is closed and not handed over.
type drawnScene struct {
	w                         *bureautest.World
	call, project, commission string
	projects                  []string
	ids                       []string
}

func drawnStage(t *testing.T) drawnScene {
	t.Helper()
	s := drawnPanels(t, 2)
	s.scored(s.project, s.w.Opinion(77))
	s.close(s.project)
	return s
}

// drawnPanels is a commission whose panels were drawn for the applications of some applicants; the project is the first.
func drawnPanels(t *testing.T, applicants ...int) drawnScene {
	t.Helper()
	w := bureautest.New(t)
	s := drawnScene{w: w, call: w.OpenCall()}
	for _, n := range applicants {
		id := w.FormalCheck(s.call, n)
		w.Project("linzhou", id, "accept", docket.Note{})
		s.projects = append(s.projects, id)
	}
	s.project = s.projects[0]
	due := w.Door.Now().AddDate(0, 3, 0)
	const m = lifecycle.CommissionMachine
	s.commission = w.Do("linzhou", "", m, lifecycle.Create, commissionact.Create{Call: s.call, Agency: "org-hengping", Brief: commission.Brief{
		Mode: "remote", Method: commission.ByDraw, Blind: commission.Single, All: true, Due: &due,
	}}).Record.ID
	seed := proof.NewSeed()
	w.Do("pingheng", s.commission, m, "commit_draw", commissionact.CommitDraw{Commitment: seed.Commit(s.commission)})
	w.Commissioned(s.call)
	w.Do("pingheng", s.commission, m, "seal_commission", commissionact.Seal{Independent: true})
	w.Do("pingheng", s.commission, m, "draw_panels", commissionact.DrawPanels{Seed: seed.String()})
	w.Do("pingheng", s.commission, m, "adopt_panels", commissionact.Adopt{Version: 1})
	s.ids = append([]string{s.call, s.commission}, s.projects...)
	for _, id := range s.projects {
		for _, r := range w.Reviews(id) {
			s.ids = append(s.ids, r.ID)
		}
	}
	return s
}

// scored gives the opinion in the name of every reviewer of an application.
func (s drawnScene) scored(project string, in reviewact.Score) {
	s.w.T.Helper()
	in.Comment = secretScore + in.Comment
	for _, r := range s.w.Reviews(project) {
		login := strings.TrimPrefix(r.Parties().Reviewer, "person-")
		s.w.Do(login, r.ID, lifecycle.ReviewMachine, "accept_review", reviewact.AcceptReview{NoConflict: true, Confidential: true})
		s.w.Do(login, r.ID, lifecycle.ReviewMachine, "score", in)
	}
}

// close closes the round of an application; its last reviewer signs the report.
func (s drawnScene) close(project string) {
	s.w.T.Helper()
	panel := s.w.Reviews(project)
	s.w.Project("pingheng", project, "close_review", reviewact.CloseReview{Report: secretReport, Chair: panel[len(panel)-1].Parties().Reviewer})
}

// read is everything that a caller can read of the scene, with what the services of review answer.
func (s drawnScene) read(t *testing.T, login string) string {
	t.Helper()
	ctx := s.w.As(login)
	var b strings.Builder
	b.WriteString(everything(t, s.w, login, s.ids...))
	add := func(m proto.Message, err error) {
		if err == nil {
			b.WriteString(protojson.Format(m))
		}
	}
	for _, answer := range s.answers() {
		m, err := answer(ctx)
		add(m, err)
	}
	return b.String()
}

// answers are the reads of the services of review on the scene.
func (s drawnScene) answers() []func(context.Context) (proto.Message, error) {
	c := &commissionrpc.Server{Carrier: s.w.Docket.Carrier, Book: s.w.Book, Cal: s.w.Cal}
	r := &reviewrpc.Server{Carrier: s.w.Docket.Carrier, Book: s.w.Book}
	return []func(context.Context) (proto.Message, error){
		func(ctx context.Context) (proto.Message, error) {
			return c.GetCommission(ctx, &reviewv1.GetCommissionRequest{Docket: s.commission})
		},
		func(ctx context.Context) (proto.Message, error) {
			return c.ListCommissions(ctx, &reviewv1.ListCommissionsRequest{Call: s.call})
		},
		func(ctx context.Context) (proto.Message, error) {
			return c.ScreenConflicts(ctx, &reviewv1.ScreenConflictsRequest{Docket: s.commission})
		},
		func(ctx context.Context) (proto.Message, error) {
			return c.GetPlan(ctx, &reviewv1.GetPlanRequest{Docket: s.commission})
		},
		func(ctx context.Context) (proto.Message, error) {
			return c.ListCandidates(ctx, &reviewv1.ListCandidatesRequest{Docket: s.commission, Application: s.project, PageSize: 500})
		},
		func(ctx context.Context) (proto.Message, error) {
			return c.ListPlanVersions(ctx, &reviewv1.ListPlanVersionsRequest{Docket: s.commission})
		},
		func(ctx context.Context) (proto.Message, error) {
			return c.GetCommissionWork(ctx, &reviewv1.GetCommissionWorkRequest{Docket: s.commission})
		},
		func(ctx context.Context) (proto.Message, error) {
			return c.GetDrawRecord(ctx, &reviewv1.GetDrawRecordRequest{Docket: s.commission})
		},
		func(ctx context.Context) (proto.Message, error) {
			return c.AgencyFigures(ctx, &reviewv1.AgencyFiguresRequest{Docket: s.commission})
		},
		func(ctx context.Context) (proto.Message, error) {
			return r.RankList(ctx, &reviewv1.RankListRequest{Call: s.call})
		},
		func(ctx context.Context) (proto.Message, error) {
			return r.Feedback(ctx, &reviewv1.FeedbackRequest{Docket: s.project})
		},
		func(ctx context.Context) (proto.Message, error) {
			return r.ReviewProgress(ctx, &reviewv1.ReviewProgressRequest{Docket: s.project})
		},
	}
}

// Of a closed result that is not handed over nobody but its agency reads a word
// or a figure; who sits on the panel is the agency's and the supervisors'; the
// public record of the draw names nobody.
func TestResultWaitsForTheHandOver(t *testing.T) {
	t.Parallel()
	s := drawnStage(t)
	everybody := []string{"linzhou", "zhaowen", "heyuan", "tangmin", "dengke", "qianhui", "zhengyan", "shenji", "weigang", "fanglei", "lingsong", "hemiao", "guanli", "dingjian", "public"}
	for _, login := range everybody {
		text := s.read(t, login)
		for _, secret := range []string{secretScore, secretReport, secretTotal} {
			if strings.Contains(text, secret) {
				t.Errorf("%s reads %s before the hand-over", login, secret)
			}
		}
	}
	reviewers := names(s.w, t)
	for _, login := range []string{"linzhou", "heyuan", "qianhui", "weigang", "fanglei", "lingsong", "hemiao", "guanli", "dingjian", "public"} {
		text := s.read(t, login)
		for _, n := range reviewers {
			if strings.Contains(text, n) {
				t.Errorf("%s can read the reviewer %s", login, n)
			}
		}
	}
	own := s.read(t, "pingheng")
	for _, word := range []string{secretScore, secretReport, secretTotal, "person-"} {
		if !strings.Contains(own, word) {
			t.Errorf("the agency does not read %s", word)
		}
	}
	s.w.Do("pingheng", s.commission, lifecycle.CommissionMachine, "hand_over", commissionact.HandOver{Report: "完成"})
	for _, login := range []string{"linzhou", "heyuan", "shenji"} {
		text := s.read(t, login)
		for _, word := range []string{secretScore, secretReport, secretTotal} {
			if !strings.Contains(text, word) {
				t.Errorf("%s does not read %s after the hand-over", login, word)
			}
		}
	}
	for _, login := range []string{"weigang", "public", "dingjian"} {
		if text := s.read(t, login); strings.Contains(text, secretTotal) || strings.Contains(text, secretReport) {
			t.Errorf("%s reads the result before it is told", login)
		}
	}
}

// Every fact that the rules of commissions establish is somebody's to see, and
// what a review came to is nobody's but the agency's while it is withheld.
func TestFactsOfACommission(t *testing.T) {
	t.Parallel()
	s := drawnStage(t)
	r := s.w.Get(s.commission)
	for section, v := range r.Facts {
		for name := range v.(map[string]any) {
			if !dockrpc.Seen([]lifecycle.Role{lifecycle.Officer}, r, nil, section, name) {
				t.Errorf("the officer does not see %s.%s", section, name)
			}
			for _, role := range []lifecycle.Role{lifecycle.PI, lifecycle.Institution, lifecycle.Reviewer, lifecycle.Public, lifecycle.Recommender} {
				if dockrpc.Seen([]lifecycle.Role{role}, r, nil, section, name) {
					t.Errorf("%s sees %s.%s", role, section, name)
				}
			}
		}
	}
	for login, waits := range map[string]bool{"pingheng": true, "linzhou": false} {
		q, err := s.w.Docket.ListQueue(s.w.As(login), &docketv1.ListQueueRequest{})
		if err != nil || waits != slices.ContainsFunc(q.GetDockets(), func(d *docketv1.Docket) bool { return d.GetId() == s.commission }) {
			t.Errorf("the commission waits for %s: want %t, %v", login, waits, err)
		}
	}
	project := s.w.Get(s.project)
	facts, _ := project.Facts["review"].(map[string]any)
	progress := map[string]bool{"round": true, "due": true, "needed": true, "agency": true, "closed_at": true, "commission": true}
	for name := range facts {
		for _, role := range []lifecycle.Role{lifecycle.Officer, lifecycle.Director, lifecycle.PartyGroup, lifecycle.LeadingGroup, lifecycle.Finance, lifecycle.Discipline, lifecycle.Auditor} {
			if got := dockrpc.Seen([]lifecycle.Role{role}, project, nil, "review", name); got != progress[name] {
				t.Errorf("%s sees review.%s of a withheld result: %t", role, name, got)
			}
		}
	}
}

// Who could take a seat: the agency and the supervisors read people, grounds and evidence; the bureau reads
// pseudonyms, finds nobody by name and learns no ground; to others the commission does not exist.
func TestWhoReadsTheCandidates(t *testing.T) {
	t.Parallel()
	s := drawnStage(t)
	c := &commissionrpc.Server{Carrier: s.w.Docket.Carrier, Book: s.w.Book, Cal: s.w.Cal}
	list := func(login, query string) *reviewv1.ListCandidatesResponse {
		t.Helper()
		out, err := c.ListCandidates(s.w.As(login), &reviewv1.ListCandidatesRequest{Docket: s.commission, Application: s.project, Query: query, PageSize: 500})
		if err != nil {
			t.Fatalf("%s: %v", login, err)
		}
		return out
	}
	all := list("pingheng", "")
	i := slices.IndexFunc(all.GetCandidates(), func(x *reviewv1.Candidate) bool { return x.GetBar() == commission.BarMember })
	if i < 0 || all.GetSize() != 5 || all.GetMembers() != 5 || int(all.GetTotal()) != len(all.GetCandidates()) {
		t.Fatalf("%d candidates, a member at %d, %d of %d", all.GetTotal(), i, all.GetMembers(), all.GetSize())
	}
	who := all.GetCandidates()[i]
	if who.GetExpert() == "" || who.GetUnit() == "" || len(who.GetFields()) == 0 {
		t.Errorf("the agency reads %v", who)
	}
	for _, login := range []string{"pingheng", "zhengyan", "shenji"} {
		if found := list(login, who.GetName()); found.GetTotal() != 1 {
			t.Errorf("%s finds %d by name", login, found.GetTotal())
		}
	}
	seen := list("linzhou", "")
	if seen.GetTotal() != all.GetTotal() {
		t.Errorf("the officer sees %d of %d", seen.GetTotal(), all.GetTotal())
	}
	for _, x := range seen.GetCandidates() {
		if x.GetExpert() != "" || x.GetUnit() != "" || x.GetName() != x.GetPseudonym() || x.GetExclusion() != nil || len(x.GetFields())+len(x.GetBecause()) > 0 {
			t.Errorf("the officer reads %v", x)
		}
	}
	if found := list("linzhou", who.GetName()); found.GetTotal() != 0 {
		t.Error("the officer finds somebody by name")
	}
	for _, login := range []string{"dingjian", "weigang", "hemiao", "lingsong", "public"} {
		if _, err := c.ListCandidates(s.w.As(login), &reviewv1.ListCandidatesRequest{Docket: s.commission, Application: s.project}); problem.ReasonOf(err) != "NOT_FOUND" {
			t.Errorf("%s: %v", login, err)
		}
	}
	if _, err := c.ListCandidates(s.w.As("pingheng"), &reviewv1.ListCandidatesRequest{Docket: s.commission, Application: s.call}); problem.ReasonOf(err) != "APPLICATION_UNKNOWN" {
		t.Errorf("another application: %v", err)
	}
}
