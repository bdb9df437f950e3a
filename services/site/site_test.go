package site_test

import (
	"context"
	"encoding/hex"
	"encoding/xml"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5"

	sitev1 "yanlu/proto/gen/yanlu/site/v1"
	"yanlu/seeds"
	"yanlu/services/award"
	awardact "yanlu/services/award/act"
	"yanlu/services/bureau/bureautest"
	"yanlu/services/lifecycle"
	"yanlu/services/platform/postgres/postgrestest"
	"yanlu/services/platform/problem"
	"yanlu/services/programme"
	"yanlu/services/site"
)

func page(t *testing.T, w *bureautest.World, path string) (string, bool) {
	t.Helper()
	p, ok := w.Site.Page(httptest.NewRequest(http.MethodGet, path, nil))
	return p.Title + "\n" + p.Body, ok
}

func results(t *testing.T, w *bureautest.World, call string) []*sitev1.Result {
	t.Helper()
	out, err := w.Site.ListResults(context.Background(), &sitev1.ListResultsRequest{Call: call})
	if err != nil {
		t.Fatal(err)
	}
	return out.GetResults()
}

func check(t *testing.T, w *bureautest.World, number, hash string) *sitev1.CheckNumberResponse {
	t.Helper()
	out, err := w.Site.CheckNumber(context.Background(), &sitev1.CheckNumberRequest{Number: number, Hash: hash})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func TestResultsFollowTheNotice(t *testing.T) {
	w := bureautest.New(t)
	call := w.OpenCall()
	id := w.Announced(call, 0)
	if list := results(t, w, call); len(list) != 0 {
		t.Fatalf("what is still on notice is no result: %v", list)
	}
	home, err := w.Site.GetHome(context.Background(), &sitev1.GetHomeRequest{})
	if err != nil || len(home.GetNotices()) != 1 || len(home.GetBases()) == 0 || home.GetBases()[0].GetTopics() == 0 || home.GetCalls() != 1 {
		t.Fatal(home, err)
	}
	opens := w.Door.Now().AddDate(0, 1, 0)
	closes := opens.AddDate(0, 1, 0)
	w.Do("linzhou", "", lifecycle.CallMachine, lifecycle.Create, programme.CreateCall{
		Template: "application-development", Title: "筹备中的批次", PackCode: "fuling", PackVersion: seeds.Version, OpensAt: &opens, ClosesAt: &closes,
	})
	if home, err = w.Site.GetHome(context.Background(), &sitev1.GetHomeRequest{}); err != nil || home.GetCalls() != 1 {
		t.Fatal("a call that is being prepared is counted:", home.GetCalls(), err)
	}
	w.Clock(id, "publicity_over")
	list := results(t, w, "")
	if len(list) != 1 || list[0].GetTitle() != w.Get(id).Parties().Title || list[0].GetAmountFen() <= 0 || list[0].GetStatus() != "running" || list[0].GetHostName() == "" {
		t.Fatalf("%v", list)
	}
	for query, found := range map[string]bool{
		list[0].GetNumber(): true, " " + strings.ToLower(list[0].GetNumber()) + " ": true, list[0].GetTitle()[3:9]: true, list[0].GetHostName(): true, list[0].GetLeadName(): true,
		"no such project": false, "%": false, "_": false,
	} {
		out, err := w.Site.ListResults(context.Background(), &sitev1.ListResultsRequest{Query: query})
		if err != nil || (len(out.GetResults()) == 1) != found {
			t.Errorf("%q: %v %v", query, out, err)
		}
		if text, _ := page(t, w, "/results?query="+url.QueryEscape(query)); strings.Contains(text, list[0].GetHostName()+"</td>") != found {
			t.Errorf("%q: %s", query, text)
		}
	}
	rec := httptest.NewRecorder()
	w.Site.Feeds().ServeHTTP(rec, httptest.NewRequest(http.MethodGet, "/feeds/results.atom", nil))
	if want := "/results?query=" + url.QueryEscape(list[0].GetNumber()); !strings.Contains(rec.Body.String(), want) {
		t.Errorf("%s is not in %s", want, rec.Body)
	}
	if other := results(t, w, "no-such-call"); len(other) != 0 {
		t.Fatalf("the filter is ignored: %v", other)
	}
	text, ok := page(t, w, "/results")
	if !ok || !strings.Contains(text, list[0].GetTitle()) {
		t.Fatal(text)
	}
}

func TestEveryAwardedStateHasAPublicStatus(t *testing.T) {
	before := []lifecycle.State{
		lifecycle.Draft, lifecycle.UnitCheck, lifecycle.Recommending, lifecycle.Submitted, lifecycle.FormalCheck, lifecycle.Returned, lifecycle.NotAccepted,
		lifecycle.Accepted, lifecycle.UnderReview, lifecycle.Reviewed, lifecycle.Survey, lifecycle.Recommended, lifecycle.Decision, lifecycle.Publicity, lifecycle.Objection,
		lifecycle.Reserve, lifecycle.NotFunded, lifecycle.Expired, lifecycle.Withdrawn, lifecycle.Forfeited, lifecycle.Archived,
	}
	public := site.PublicStates()
	for _, s := range lifecycle.Project.Standings {
		if slices.Contains(before, s.State) == slices.Contains(public, string(s.State)) {
			t.Errorf("%s: is it a result or not?", s.State)
		}
	}
	// A termination that is asked for may be refused: nobody is told before that the project has ended.
	if got := site.PublicStatus(lifecycle.TerminationReview); got != "running" {
		t.Errorf("while a termination is under review the public is told %q", got)
	}
}

func TestNumbersAreChecked(t *testing.T) {
	w := bureautest.New(t)
	id := w.Announced(w.OpenCall(), 0)
	r := w.Get(id)
	receipt := r.Parties().Code
	if got := check(t, w, strings.ToLower(receipt)+" ", ""); !got.GetKnown() || got.GetKind() != "receipt" || got.GetAt() == nil || got.GetHashAgrees() != "" {
		t.Fatal(got)
	}
	head := hex.EncodeToString(r.Head)
	if got := check(t, w, receipt, head[:8]); got.GetHashAgrees() != "yes" {
		t.Fatal(got)
	}
	if got := check(t, w, receipt, strings.Repeat("0", 12)); got.GetHashAgrees() != "no" {
		t.Fatal(got)
	}
	for _, number := range []string{"SQ-2026-999999", "HT-2026-00001", "JT-2026-00001", "YY-2026-00001", "XX-1", id} {
		if got := check(t, w, number, ""); got.GetKnown() || got.GetCallTitle() != "" {
			t.Errorf("%s: %v", number, got)
		}
	}
	for _, hash := range []string{"abc", "zzzzzzzz", "%%%%%%%%"} {
		_, err := w.Site.CheckNumber(context.Background(), &sitev1.CheckNumberRequest{Number: receipt, Hash: hash})
		if problem.ReasonOf(err) != "HASH_INVALID" {
			t.Errorf("%s: %v", hash, err)
		}
	}
	w.Project("public", id, "objection", awardact.FileObjection{Name: "异议人张三", Contact: "13800000000", Grounds: "g", Evidence: "e"})
	var n award.Notice
	if err := w.Get(id).Section("notice", &n); err != nil {
		t.Fatal(err)
	}
	for number := range n.Objections {
		if got := check(t, w, number, ""); !got.GetKnown() || got.GetKind() != "objection" {
			t.Fatal(got)
		}
		if text, _ := page(t, w, "/objections?number="+number); !strings.Contains(text, "处理中") || strings.Contains(text, "异议人张三") {
			t.Fatal(text)
		}
	}
}

func TestPagesAreReadWithoutScript(t *testing.T) {
	w := bureautest.New(t)
	call := w.OpenCall()
	draft := w.Draft(call, 1)
	id := w.Announced(call, 0)
	if _, err := w.Pool.Exec(t.Context(), "update organisation set name = '<script>alert(1)</script>' where id = $1", w.Get(id).Parties().HostOrg); err != nil {
		t.Fatal(err)
	}
	title := w.Get(id).Parties().Title
	for path, want := range map[string]string{
		"/": title, "/calls": w.Get(call).Parties().Title, "/calls/" + call: "受理时间", "/notices": title, "/notices/" + id: "公示期", "/plan": "指标", "/check": "核验",
		"/check?number=" + w.Get(id).Parties().Code: "签发过该编号", "/check?number=SQ-1": "没有签发过", "/objections?number=YY-0": "没有这个异议编号",
	} {
		text, ok := page(t, w, path)
		if !ok || !strings.Contains(text, want) {
			t.Errorf("%s: %q is not in %s", path, want, text)
		}
		if strings.Contains(text, "<script>") {
			t.Errorf("%s lets a name become a script", path)
		}
	}
	for _, path := range []string{"/queue", "/notices/" + draft, "/calls/" + id, "/calls/a/b", "//", "/dockets/" + id} {
		if text, ok := page(t, w, path); ok {
			t.Errorf("%s is no public page: %s", path, text)
		}
	}
}

// What a page says itself is said in the language that was asked for; names and titles stay as they were given.
func TestPagesSpeakOneLanguage(t *testing.T) {
	action := regexp.MustCompile(`\{\{.*?\}\}`)
	say := regexp.MustCompile(`Say "([^"]*)" "([^"]*)"`)
	han := regexp.MustCompile(`\p{Han}`)
	files, err := filepath.Glob("pages/*.html")
	if err != nil || len(files) < 10 {
		t.Fatal(files, err)
	}
	for _, file := range files {
		source, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		text := strings.ReplaceAll(string(source), "{{else}}，剩余 {{.Any}} 天{{end}}", "") // the branch of the other language
		if found := han.FindString(action.ReplaceAllString(text, "")); found != "" {
			t.Errorf("%s says %s in every language", file, found)
		}
		for _, words := range say.FindAllStringSubmatch(text, -1) {
			if han.MatchString(words[2]) || words[1] != "" && words[2] == "" {
				t.Errorf("%s: the English of %q is %q", file, words[1], words[2])
			}
		}
	}
	w := bureautest.New(t)
	w.OpenCall()
	for path, want := range map[string]string{"/": "Public information", "/calls": "Closes", "/results": "No result was made public yet."} {
		text, ok := page(t, w, path+"?lang=en")
		if !ok || !strings.Contains(text, want) || !strings.Contains(text, "Yanlu") {
			t.Errorf("%s: %s", path, text)
		}
	}
}

func TestFeeds(t *testing.T) {
	w := bureautest.New(t)
	id := w.Announced(w.OpenCall(), 0)
	for name, want := range map[string]string{"calls": "/calls/" + w.Get(id).Parties().Parent, "notices": "/notices/" + id} {
		rec := httptest.NewRecorder()
		w.Site.Feeds().ServeHTTP(rec, httptest.NewRequest(http.MethodGet, "/feeds/"+name+".atom", nil))
		var f struct {
			Updated string `xml:"updated"`
			Entries []struct {
				ID   string `xml:"id"`
				Link struct {
					Href string `xml:"href,attr"`
				} `xml:"link"`
			} `xml:"entry"`
		}
		if err := xml.Unmarshal(rec.Body.Bytes(), &f); err != nil || rec.Code != http.StatusOK {
			t.Fatal(name, rec.Code, err)
		}
		if len(f.Entries) != 1 || f.Entries[0].Link.Href != want || f.Updated < "2026" {
			t.Errorf("%s: %+v", name, f)
		}
	}
	rec := httptest.NewRecorder()
	w.Site.Feeds().ServeHTTP(rec, httptest.NewRequest(http.MethodGet, "/feeds/people.atom", nil))
	if rec.Code != http.StatusNotFound {
		t.Error(rec.Code)
	}
}

// Anybody may ask about a number: an index finds it, however long the record is.
func TestNumbersAreFoundByIndex(t *testing.T) {
	pool := postgrestest.New(t)
	for kind, by := range map[string]string{"agreement": "docket_by_agreement", "certificate": "docket_by_agreement", "objection": "snapshot_by_kind"} {
		tx, err := pool.Begin(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		if _, err := tx.Exec(t.Context(), "set local enable_seqscan = off"); err != nil {
			t.Fatal(err)
		}
		rows, err := tx.Query(t.Context(), "explain "+strings.ReplaceAll(site.Lookups()[kind], "$1", "'HT-2026-00001'::text"))
		if err != nil {
			t.Fatal(kind, err)
		}
		plan, err := pgx.CollectRows(rows, pgx.RowTo[string])
		if err != nil || tx.Rollback(t.Context()) != nil {
			t.Fatal(kind, err)
		}
		if text := strings.Join(plan, "\n"); !strings.Contains(text, by) {
			t.Errorf("%s is not found by %s:\n%s", kind, by, text)
		}
	}
}
