package site

import (
	"bytes"
	"context"
	"embed"
	"fmt"
	"html/template"
	"maps"
	"net/http"
	"net/url"
	"strings"
	"time"

	"google.golang.org/protobuf/types/known/timestamppb"

	awardv1 "yanlu/proto/gen/yanlu/award/v1"
	programmev1 "yanlu/proto/gen/yanlu/programme/v1"
	sitev1 "yanlu/proto/gen/yanlu/site/v1"
	"yanlu/services/platform/problem"
	"yanlu/services/policy"
)

//go:embed pages/*.html
var pageFiles embed.FS

var pages = template.Must(template.New("pages").Funcs(template.FuncMap{
	"when": when, "day": day, "wan": wan, "left": func(t *timestamppb.Timestamp, now time.Time) int { return daysLeft(t, now) },
}).ParseFS(pageFiles, "pages/*.html"))

// Page is a public page as plain HTML: the portal shows it until its script has started, and instead of it where there is none.
type Page struct {
	Title string // of the window
	Body  string // trusted HTML
	Feed  string // path of the feed that follows the page; empty for none
}

// sheet is what a template is given.
type sheet struct {
	Now   time.Time
	En    bool
	Asked url.Values // the query of the address
	Any   any
}

// With is the sheet of a part, in the same language.
func (s sheet) With(part any) sheet {
	s.Any = part
	return s
}

// Money is an amount in 分 with its unit.
func (s sheet) Money(fen int64) string {
	return wan(fen) + s.Say(" 万元", " × 10,000 CNY")
}

// Next is the address of the page after this one: the same list in the same language.
func (s sheet) Next(token string) template.URL {
	next := maps.Clone(s.Asked)
	next.Set("page", token)
	return template.URL("?" + next.Encode()) // #nosec G203 -- Encode has escaped every part
}

// Say chooses the language of the reader.
func (s sheet) Say(zh, en string) string {
	if s.En && en != "" {
		return en
	}
	return zh
}

// view is one public page: how it is recognised and what it shows.
type view struct {
	path  string // a trailing /* takes the rest as an id
	name  string // of the template
	feed  string
	title [2]string
	read  func(ctx context.Context, s *Server, id string, r *http.Request) (any, string, error) // content and its own title
}

var views = []view{
	{"/", "home.html", "/feeds/calls.atom", [2]string{"首页", "Home"}, readHome},
	{"/home", "home.html", "/feeds/calls.atom", [2]string{"首页", "Home"}, readHome},
	{"/calls", "calls.html", "/feeds/calls.atom", [2]string{"申报批次", "Calls"}, readCalls},
	{"/calls/*", "call.html", "", [2]string{"申报批次", "Call"}, readCall},
	{"/notices", "notices.html", "/feeds/notices.atom", [2]string{"公示", "Public notices"}, readNotices},
	{"/notices/*", "notice.html", "", [2]string{"公示", "Public notice"}, readNotice},
	{"/results", "results.html", "/feeds/results.atom", [2]string{"立项结果", "Results"}, readResults},
	{"/check", "check.html", "", [2]string{"编号核验", "Check a number"}, readCheck},
	{"/objections", "track.html", "", [2]string{"异议查询", "Follow an objection"}, readTrack},
	{"/plan", "plan.html", "", [2]string{"规划", "The plan"}, readPlan},
}

// Page makes the page of a request; false when the path is not a public page or there is nothing to show.
func (s *Server) Page(r *http.Request) (Page, bool) {
	for _, v := range views {
		id, ok := match(v.path, r.URL.Path)
		if !ok {
			continue
		}
		en := strings.HasPrefix(r.Header.Get("Accept-Language"), "en") || r.URL.Query().Get("lang") == "en"
		content, title, err := v.read(r.Context(), s, id, r)
		if err != nil {
			return Page{}, false // the portal says what is wrong in its own words
		}
		var b bytes.Buffer
		data := sheet{Now: time.Now(), En: en, Asked: r.URL.Query(), Any: content}
		if err := pages.ExecuteTemplate(&b, v.name, data); err != nil {
			return Page{}, false
		}
		if title == "" {
			title = data.Say(v.title[0], v.title[1])
		}
		return Page{Title: title + " · " + data.Say("研路", "Yanlu"), Body: b.String(), Feed: v.feed}, true
	}
	return Page{}, false
}

func match(pattern, path string) (id string, ok bool) {
	prefix, wild := strings.CutSuffix(pattern, "*")
	if !wild {
		return "", path == pattern || path == pattern+"/" && path != "//"
	}
	id, ok = strings.CutPrefix(path, prefix)
	return id, ok && id != "" && !strings.Contains(id, "/")
}

func readHome(ctx context.Context, s *Server, _ string, _ *http.Request) (any, string, error) {
	out, err := s.GetHome(ctx, &sitev1.GetHomeRequest{})
	return out, "", err
}

func readCalls(ctx context.Context, s *Server, _ string, r *http.Request) (any, string, error) {
	out, err := s.Programme.ListCalls(ctx, &programmev1.ListCallsRequest{PageToken: r.URL.Query().Get("page")})
	return out, "", err
}

func readCall(ctx context.Context, s *Server, id string, _ *http.Request) (any, string, error) {
	out, err := s.Programme.GetCall(ctx, &programmev1.GetCallRequest{Call: id})
	if err != nil {
		return nil, "", err
	}
	topics, err := s.Programme.ListTopics(ctx, &programmev1.ListTopicsRequest{})
	if err != nil {
		return nil, "", err
	}
	var own []*programmev1.Topic
	for _, t := range topics.GetTopics() {
		for _, code := range out.GetCall().GetTopics() {
			if t.GetCode() == code {
				own = append(own, t)
			}
		}
	}
	return map[string]any{"Call": out.GetCall(), "Topics": own}, out.GetCall().GetTitle(), nil
}

func readNotices(ctx context.Context, s *Server, _ string, r *http.Request) (any, string, error) {
	out, err := s.Award.ListNotices(ctx, &awardv1.ListNoticesRequest{PageToken: r.URL.Query().Get("page")})
	return out, "", err
}

func readNotice(ctx context.Context, s *Server, id string, _ *http.Request) (any, string, error) {
	out, err := s.Award.GetNotice(ctx, &awardv1.GetNoticeRequest{Docket: id})
	return out.GetNotice(), out.GetNotice().GetTitle(), err
}

func readResults(ctx context.Context, s *Server, _ string, r *http.Request) (any, string, error) {
	q := r.URL.Query()
	out, err := s.ListResults(ctx, &sitev1.ListResultsRequest{Call: q.Get("call"), Query: q.Get("query"), PageToken: q.Get("page")})
	return map[string]any{"List": out, "Call": q.Get("call"), "Query": q.Get("query")}, "", err
}

// readCheck answers the form of the page itself; without a number it shows the form alone.
func readCheck(ctx context.Context, s *Server, _ string, r *http.Request) (any, string, error) {
	q := r.URL.Query()
	data := map[string]any{"Number": q.Get("number"), "Hash": q.Get("hash")}
	if len(q.Get("number")) < 3 || len(q.Get("number")) > 60 {
		return data, "", nil
	}
	out, err := s.CheckNumber(ctx, &sitev1.CheckNumberRequest{Number: q.Get("number"), Hash: q.Get("hash")})
	if err != nil {
		data["Refused"] = refusal(err)
		return data, "", nil
	}
	data["Answer"] = out
	return data, "", nil
}

func readTrack(ctx context.Context, s *Server, _ string, r *http.Request) (any, string, error) {
	number := r.URL.Query().Get("number")
	data := map[string]any{"Number": number}
	if number == "" {
		return data, "", nil
	}
	out, err := s.Award.TrackObjection(ctx, &awardv1.TrackObjectionRequest{Number: number})
	if err != nil {
		data["Refused"] = refusal(err)
		return data, "", nil
	}
	data["Answer"] = out
	return data, "", nil
}

func readPlan(ctx context.Context, s *Server, _ string, _ *http.Request) (any, string, error) {
	out, err := s.Programme.GetPlan(ctx, &programmev1.GetPlanRequest{})
	return out, "", err
}

// refusal is the sentence of a refusal; what went wrong inside is not told.
func refusal(err error) [2]string {
	if p := problem.Of(err); p != nil {
		return [2]string{p.Zh, p.En}
	}
	return [2]string{"暂时无法查询，请稍后再试", "This cannot be answered now; try again later"}
}

func when(t *timestamppb.Timestamp) string {
	if t == nil {
		return "—"
	}
	return t.AsTime().In(policy.Shanghai).Format("2006-01-02 15:04") + "（北京时间）"
}

func day(t *timestamppb.Timestamp) string {
	if t == nil {
		return "—"
	}
	return t.AsTime().In(policy.Shanghai).Format(time.DateOnly)
}

// daysLeft counts whole days, rounded up; 0 when the time is over.
func daysLeft(t *timestamppb.Timestamp, now time.Time) int {
	if t == nil || !t.AsTime().After(now) {
		return 0
	}
	return int((t.AsTime().Sub(now) + 24*time.Hour - 1) / (24 * time.Hour))
}

// wan writes 分 as 万元, exactly and without needless zeros.
func wan(fen int64) string {
	s := fmt.Sprintf("%d.%06d", fen/1_000_000, fen%1_000_000)
	return strings.TrimSuffix(strings.TrimRight(s, "0"), ".")
}
