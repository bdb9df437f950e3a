package rpc_test

import (
	"strings"
	"testing"

	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/proto"

	deskv1 "yanlu/proto/gen/yanlu/desk/v1"
	docketv1 "yanlu/proto/gen/yanlu/docket/v1"
	reviewv1 "yanlu/proto/gen/yanlu/review/v1"
)

// all is what every reading method of the pool, and the desk beside it, tells somebody of an expert, as one text.
// The guard in front is left out: what a role may not call at all tells nothing here either.
func (o *office) all(login, person string) string {
	ctx := o.as(login)
	var b strings.Builder
	add := func(m proto.Message, err error) {
		if err == nil {
			b.WriteString(protojson.Format(m))
		}
	}
	for _, r := range []*reviewv1.ListExpertsRequest{{}, {Query: "苏青"}, {Query: tongliang}, {Stale: true}, {Free: true}, {Status: []string{"candidate"}}, {Topic: "NM-01", Sort: "-load"}} {
		r.PageSize = 200
		list, err := o.ListExperts(ctx, r)
		add(list, err)
	}
	e, err := o.GetExpert(ctx, &reviewv1.GetExpertRequest{Person: person})
	add(e, err)
	h, err := o.ListExpertHistory(ctx, &reviewv1.ListExpertHistoryRequest{Person: person})
	add(h, err)
	u, err := o.GetExpertStatistics(ctx, &reviewv1.GetExpertStatisticsRequest{Person: person})
	add(u, err)
	f, err := o.ListFees(ctx, &reviewv1.ListFeesRequest{})
	add(f, err)
	n, err := o.World.Docket.ListNotifications(ctx, &docketv1.ListNotificationsRequest{})
	add(n, err)
	s, err := o.Desk.Search(ctx, &deskv1.SearchRequest{Query: "机密"})
	add(s, err)
	return b.String()
}

// Who reads what of an expert's file, for a login of every role. “file” is a keyword, which nothing else names.
func TestNobodyReadsMoreOfAFileThanTheTableSays(t *testing.T) {
	o := newOffice(t)
	f := file(qinglan)
	f.Keywords = []string{"档案里的关键词"}
	_, err := o.register("suqing", 0, f)
	o.must(err)
	const person = "person-suqing"
	secrets := map[string]string{"phone": tongliang, "email": suqingMail, "relation": "机密亲属", "file": "档案里的关键词"}
	sees := map[string]string{
		"suqing": "phone email relation file", "pingheng": "phone email relation file", "dingjian": "phone email relation file", "linzhou": "phone email relation file",
		"zhengyan": "relation file", "heyuan": "file", "shenji": "file",
		"hemiao": "", "liangyue": "", "tianye": "", "lingsong": "", "jiangwei": "", "guqinghe": "", "qianhui": "", "tangmin": "", "dengke": "", "guanli": "",
	}
	check := func() {
		t.Helper()
		for login, may := range sees {
			text := o.all(login, person)
			for what, secret := range secrets {
				if got, want := strings.Contains(text, secret), strings.Contains(may, what); got != want {
					t.Errorf("%s reads the %s: %t", login, what, got)
				}
			}
		}
	}
	check()
	_, err = o.VerifyExpert(o.as("linzhou"), &reviewv1.VerifyExpertRequest{RequestId: o.id(), Person: person, Etag: 1})
	o.must(err)
	check()
	_, err = o.Pool.Exec(t.Context(), "update expert set recommended_by = 'org-qinglan' where person = $1", person)
	o.must(err)
	sees["liangyue"] = "file" // of the organisation that recommended
	check()
}

// What an institution may not see it may not ask for either: filters by load and freshness tell nothing.
func TestFiltersTellNoMoreThanTheList(t *testing.T) {
	o := newOffice(t)
	_, err := o.register("suqing", 0, file(qinglan))
	o.must(err)
	_, err = o.Pool.Exec(t.Context(), "update expert set recommended_by = 'org-qinglan', refreshed_at = '2020-01-01' where person = 'person-suqing'")
	o.must(err)
	for _, r := range []*reviewv1.ListExpertsRequest{{}, {Stale: true}, {Free: true}} {
		list, err := o.ListExperts(o.as("liangyue"), r)
		o.must(err)
		if list.GetTotal() != 1 || list.GetExperts()[0].GetStale() || list.GetExperts()[0].GetLoad() != 0 {
			t.Errorf("%v: %v", r, list)
		}
	}
	_, err = o.GetExpertStatistics(o.as("liangyue"), &reviewv1.GetExpertStatisticsRequest{})
	o.refused(err, "POOL_CLOSED")
	_, err = o.ListExpertHistory(o.as("liangyue"), &reviewv1.ListExpertHistoryRequest{Person: "person-suqing"})
	o.refused(err, "EXPERT_NOT_FOUND")
}
