package rpc_test

import (
	"strings"
	"testing"

	reviewv1 "yanlu/proto/gen/yanlu/review/v1"
	"yanlu/services/bureau/bureautest"
	"yanlu/services/docket"
)

// A file that comes to conflict with a review under way is told to the agency, with the application; one that does not is nobody's news.
func TestTheAgencyHearsOfAFileThatComesToConflict(t *testing.T) {
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
	refresh := func(change func(*reviewv1.ExpertFile)) {
		t.Helper()
		e := o.get("luzhiyuan", people[0])
		f := e.GetFile()
		change(f)
		_, err := o.RegisterExpert(o.as("luzhiyuan"), &reviewv1.RegisterExpertRequest{
			RequestId: o.id(), Etag: e.GetVersion(), File: f, Title: e.GetTitle(), Email: e.GetEmail(), Phone: e.GetPhone(), Truthful: true,
		})
		o.must(err)
	}
	told := func() string {
		return one[string](o, "select coalesce(string_agg(zh, '|'), '') from notification where person = 'person-pingheng' and subject = 'expert:' || $1", people[0])
	}
	refresh(func(f *reviewv1.ExpertFile) { f.Keywords = append(f.Keywords, "涂料") })
	if got := told(); got != "" {
		t.Errorf("told of nothing: %s", got)
	}
	refresh(func(f *reviewv1.ExpertFile) {
		f.Relations = append(f.Relations, &reviewv1.ExpertRelation{Kind: "share", OtherOrganisationName: qinglan})
	})
	title := o.Get(id).Parties().Title
	if got := told(); !strings.Contains(got, "《"+title+"》（持有申报单位股份") || !strings.Contains(got, "请登记回避") {
		t.Errorf("told %q", got)
	}
}
