package rpc_test

import (
	"testing"

	reviewv1 "yanlu/proto/gen/yanlu/review/v1"
	"yanlu/services/bureau/bureautest"
	"yanlu/services/docket"
	"yanlu/services/lifecycle"
	reviewact "yanlu/services/review/act"
	"yanlu/services/review/pool/sheet"
)

// An application is scored by four, one declines; fees and figures follow the record.
func TestFeesAndFigures(t *testing.T) {
	o := newOffice(t)
	call := o.OpenCall()
	id := o.FormalCheck(call, 0)
	o.Project("linzhou", id, "accept", docket.Note{})
	o.Commissioned(call)
	people := []string{}
	for _, r := range bureautest.Reviewers[:5] {
		people = append(people, "person-"+r)
	}
	o.assign(id, people)
	for i, r := range o.Reviews(id) {
		login := r.Parties().Reviewer[len("person-"):]
		if i == 0 {
			o.Do(login, r.ID, lifecycle.ReviewMachine, "decline_review", reviewact.DeclineReview{Reason: "load"})
			continue
		}
		o.Do(login, r.ID, lifecycle.ReviewMachine, "accept_review", reviewact.AcceptReview{NoConflict: true, Confidential: true})
		o.Pass(36 * 60 * 60 * 1e9)
		o.Do(login, r.ID, lifecycle.ReviewMachine, "score", o.Opinion(80))
	}
	o.figures(o.Reviews(id)[0].Parties().Reviewer, o.Reviews(id)[1].Parties().Reviewer)
	const item = 30_000 // 20 % of the lowest daily fee of a senior expert, 1500 yuan
	fees := func(login string, req *reviewv1.ListFeesRequest) *reviewv1.ListFeesResponse {
		t.Helper()
		out, err := o.ListFees(o.as(login), req)
		o.must(err)
		return out
	}
	scored := o.Reviews(id)[1].Parties().Reviewer[len("person-"):]
	for login, want := range map[string]int{"pingheng": 4, "dingjian": 0, "linzhou": 0, "qianhui": 0, "suqing": 0, scored: 1} {
		if got := fees(login, &reviewv1.ListFeesRequest{}); len(got.GetFees()) != want || got.GetTotalFen() != int64(want)*item {
			t.Errorf("%s reads %v", login, got)
		}
	}
	if got := fees("pingheng", &reviewv1.ListFeesRequest{To: "2026-01-01"}); len(got.GetFees()) != 0 {
		t.Errorf("before the period: %v", got)
	}
	_, err := o.ListFees(o.as("pingheng"), &reviewv1.ListFeesRequest{From: "yesterday"})
	o.refused(err, "DAY_INVALID")
	o.sits(call, scored, item)
}

// sits records days of a meeting and adds their fee.
func (o *office) sits(call, login string, item int64) {
	o.t.Helper()
	day := func(d, share string) *reviewv1.ExpertDay {
		return &reviewv1.ExpertDay{Person: "person-" + login, Day: d, Share: share}
	}
	req := &reviewv1.RecordExpertDaysRequest{RequestId: o.id(), Call: call, Reason: "签到表", Days: []*reviewv1.ExpertDay{day("2026-03-02", "day"), day("2026-03-03", "half")}}
	_, err := o.RecordExpertDays(o.as("dingjian"), req)
	o.refused(err, "NOT_FOUND")
	out, err := o.RecordExpertDays(o.as("pingheng"), req)
	o.must(err)
	if want := 4*item + 150_000 + 90_000; out.GetTotalFen() != want {
		o.t.Errorf("due %d, want %d", out.GetTotalFen(), want)
	}
	_, err = o.RecordExpertDays(o.as("pingheng"), &reviewv1.RecordExpertDaysRequest{RequestId: o.id(), Call: call, Reason: "签到表", Days: []*reviewv1.ExpertDay{day("2099-03-02", "day")}})
	o.refused(err, "DAY_INVALID")
	own, err := o.ListFees(o.as(login), &reviewv1.ListFeesRequest{Call: call, Workbook: true})
	o.must(err)
	if own.GetTotalFen() != item+240_000 || own.GetFees()[0].GetDays() != "1.5" || own.GetEvidence() != "default" || own.GetNote() == "" {
		o.t.Errorf("one's own: %v", own)
	}
	if cells, err := sheet.Cells(own.GetWorkbook().GetFileName(), own.GetWorkbook().GetContent()); err != nil || cells[1][8] != "2700.00" {
		o.t.Errorf("the workbook says %v %v", cells, err)
	}
}

func (o *office) figures(declined, scored string) {
	o.t.Helper()
	use := func(person string, year int32) *reviewv1.ExpertUse {
		out, err := o.GetExpertStatistics(o.as("linzhou"), &reviewv1.GetExpertStatisticsRequest{Person: person, Year: year})
		o.must(err)
		return out.GetUse()
	}
	if u := use(declined, 2026); u.GetInvited() != 1 || u.GetAccepted() != 0 || u.GetDeclined()["load"] != 1 || u.GetScored() != 0 {
		o.t.Errorf("who declined: %v", u)
	}
	if u := use(scored, 0); u.GetAccepted() != 1 || u.GetScored() != 1 || u.GetAverageDays() != "1.5" || u.GetOpen() != 0 {
		o.t.Errorf("who scored: %v", u)
	}
	if u := use(scored, 2025); u.GetInvited() != 0 || u.GetAverageDays() != "" {
		o.t.Errorf("of another year: %v", u)
	}
	pool, err := o.GetExpertStatistics(o.as("shenji"), &reviewv1.GetExpertStatisticsRequest{})
	o.must(err)
	if pool.GetUse().GetInvited() != 5 || len(pool.GetFields()) == 0 {
		o.t.Errorf("the pool: %v", pool.GetUse())
	}
	for _, f := range pool.GetFields() {
		if f.GetCode() == "S02" && (f.GetExperts() != 2 || f.GetZh() != "材料与化工") {
			o.t.Errorf("materials: %v", f)
		}
	}
}
