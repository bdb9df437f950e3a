package site

import (
	"context"
	"encoding/xml"
	"net/http"
	"net/url"
	"time"

	"google.golang.org/protobuf/types/known/timestamppb"

	awardv1 "yanlu/proto/gen/yanlu/award/v1"
	programmev1 "yanlu/proto/gen/yanlu/programme/v1"
	sitev1 "yanlu/proto/gen/yanlu/site/v1"
)

// feed is an Atom feed (RFC 4287).
type feed struct {
	XMLName xml.Name `xml:"http://www.w3.org/2005/Atom feed"`
	Title   string   `xml:"title"`
	ID      string   `xml:"id"`
	Updated string   `xml:"updated"`
	Links   []link   `xml:"link"`
	Author  author   `xml:"author"`
	Entries []entry  `xml:"entry"`
}

type author struct {
	Name string `xml:"name"`
}

type link struct {
	Rel  string `xml:"rel,attr"`
	Href string `xml:"href,attr"`
}

type entry struct {
	Title   string `xml:"title"`
	ID      string `xml:"id"`
	Updated string `xml:"updated"`
	Link    link   `xml:"link"`
	Summary string `xml:"summary"`
}

// item is one piece of news before it becomes an entry.
type item struct {
	title, path, summary string
	at                   *timestamppb.Timestamp
}

var feeds = map[string]struct {
	title, page string
	read        func(ctx context.Context, s *Server) ([]item, error)
}{
	"calls.atom":   {"研路：申报批次", "/calls", callNews},
	"notices.atom": {"研路：公示", "/notices", noticeNews},
	"results.atom": {"研路：立项结果", "/results", resultNews},
}

// Feeds serves /feeds/calls.atom, /feeds/notices.atom and /feeds/results.atom.
func (s *Server) Feeds() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /feeds/{name}", func(w http.ResponseWriter, r *http.Request) {
		f, ok := feeds[r.PathValue("name")]
		if !ok {
			http.Error(w, "没有这个订阅源 / there is no such feed", http.StatusNotFound)
			return
		}
		items, err := f.read(r.Context(), s)
		if err != nil {
			http.Error(w, "暂时无法读取，请稍后再试 / try again later", http.StatusServiceUnavailable)
			return
		}
		w.Header().Set("Content-Type", "application/atom+xml; charset=utf-8")
		w.Header().Set("Cache-Control", "public, max-age=60")
		_, _ = w.Write([]byte(xml.Header)) // the reader may be gone
		_ = xml.NewEncoder(w).Encode(atom(r.URL.Path, f.title, f.page, items))
	})
	return mux
}

// atom writes links relative to the feed's own address, as RFC 4287 allows: the
// server need not know by which name it was reached.
func atom(self, title, page string, items []item) feed {
	f := feed{Title: title, ID: "urn:yanlu:" + self, Author: author{"研路"}, Links: []link{{"self", self}, {"alternate", page}}}
	newest := time.Unix(0, 0).UTC()
	for _, i := range items {
		moment := i.at.AsTime()
		if moment.After(newest) {
			newest = moment
		}
		f.Entries = append(f.Entries, entry{
			Title: i.title, ID: "urn:yanlu:" + i.path, Updated: moment.Format(time.RFC3339), Link: link{"alternate", i.path}, Summary: i.summary,
		})
	}
	f.Updated = newest.Format(time.RFC3339)
	return f
}

func callNews(ctx context.Context, s *Server) ([]item, error) {
	list, err := s.Programme.ListCalls(ctx, &programmev1.ListCallsRequest{PageSize: 50})
	if err != nil {
		return nil, err
	}
	var out []item
	for _, c := range list.GetCalls() {
		out = append(out, item{c.GetTitle(), "/calls/" + c.GetId(), c.GetStateZh() + "，申报截止 " + when(c.GetClosesAt()), c.GetOpensAt()})
	}
	return out, nil
}

func noticeNews(ctx context.Context, s *Server) ([]item, error) {
	list, err := s.Award.ListNotices(ctx, &awardv1.ListNoticesRequest{PageSize: 50})
	if err != nil {
		return nil, err
	}
	var out []item
	for _, n := range list.GetNotices() {
		out = append(out, item{n.GetTitle(), "/notices/" + n.GetDocket(), n.GetHost() + "，" + wan(n.GetAmountFen()) + " 万元，公示至 " + when(n.GetEnds()), n.GetStarts()})
	}
	return out, nil
}

func resultNews(ctx context.Context, s *Server) ([]item, error) {
	list, err := s.ListResults(ctx, &sitev1.ListResultsRequest{PageSize: 50})
	if err != nil {
		return nil, err
	}
	var out []item
	for _, r := range list.GetResults() {
		out = append(out, item{r.GetTitle(), "/results?query=" + url.QueryEscape(r.GetNumber()), r.GetHostName() + "，" + wan(r.GetAmountFen()) + " 万元", r.GetDecidedAt()})
	}
	return out, nil
}
