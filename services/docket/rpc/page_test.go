package rpc

import (
	"encoding/base64"
	"encoding/json"
	"testing"
	"time"

	docketv1 "yanlu/proto/gen/yanlu/docket/v1"
	"yanlu/services/docket"
	"yanlu/services/platform/problem"
)

func TestATokenIsForItsOwnListOnly(t *testing.T) {
	at := time.Date(2026, 3, 4, 5, 6, 7, 8000, time.UTC)
	r := &docket.Record{ID: "d1", State: "ACTIVE", Since: at, OpenedAt: at, Facts: docket.Facts{"parties": map[string]any{"title": "题目|，\"", "code": "SQ-1"}}}
	base := func() *docketv1.ListDocketsRequest {
		return &docketv1.ListDocketsRequest{Machine: "project", Sort: "title"}
	}
	p, err := pageOfDockets(base())
	if err != nil {
		t.Fatal(err)
	}
	token := p.token(r)
	same := base()
	same.PageToken, same.PageSize = token, 7
	if next, err := pageOfDockets(same); err != nil || next.after[0] != "题目|，\"" || next.after[1] != "d1" || next.size != 7 {
		t.Fatalf("%+v %v", next, err)
	}
	for name, change := range map[string]func(*docketv1.ListDocketsRequest){
		"another order":     func(r *docketv1.ListDocketsRequest) { r.Sort = "code" },
		"another direction": func(r *docketv1.ListDocketsRequest) { r.Ascending = true },
		"another machine":   func(r *docketv1.ListDocketsRequest) { r.Machine = "need" },
		"another query":     func(r *docketv1.ListDocketsRequest) { r.Query = "储氢" },
		"another state":     func(r *docketv1.ListDocketsRequest) { r.States = []string{"DRAFT"} },
	} {
		other := base()
		other.PageToken = token
		change(other)
		if _, err := pageOfDockets(other); problem.ReasonOf(err) != "PAGE_TOKEN_INVALID" {
			t.Errorf("%s: %v", name, err)
		}
	}
	def, err := pageOfDockets(&docketv1.ListDocketsRequest{Sort: "since"})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := pageOfDockets(&docketv1.ListDocketsRequest{PageToken: def.token(r)}); err != nil {
		t.Errorf("no order and the default order are the same list: %v", err)
	}
}

// Whatever arrives as a token, the answer is a position that the database can read, or the one refusal.
func FuzzPageToken(f *testing.F) {
	req := func(sort, token string) *docketv1.ListDocketsRequest {
		return &docketv1.ListDocketsRequest{Sort: sort, PageToken: token}
	}
	for name := range sorts {
		p, err := pageOfDockets(req(name, ""))
		if err != nil {
			f.Fatal(err)
		}
		f.Add(name, p.token(&docket.Record{ID: "x", Facts: docket.Facts{}}))
		for _, k := range [][]string{{"\x00", "a"}, {"2026-01-01T00:00:00Z", "a"}, {"infinity", "a"}, {"0000-01-01T00:00:00Z", "a"}, {"a"}, nil} {
			raw, _ := json.Marshal(position{p.of, k})
			f.Add(name, base64.RawURLEncoding.EncodeToString(raw))
		}
	}
	f.Add("since", "%%%")
	f.Fuzz(func(t *testing.T, sort, token string) {
		p, err := pageOfDockets(req(sort, token))
		if err != nil {
			if problem.ReasonOf(err) != "PAGE_TOKEN_INVALID" {
				t.Fatal(err)
			}
			return
		}
		if token == "" {
			return
		}
		if len(p.after) != len(p.keys) {
			t.Fatalf("a position of %d values for %d keys", len(p.after), len(p.keys))
		}
		if _, again := pageOfDockets(req(sort, token)); again != nil {
			t.Fatal(again)
		}
	})
}
