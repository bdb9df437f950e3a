package document

import (
	"maps"
	"net/http"
	"slices"
	"strings"
	"testing"

	"yanlu/services/bureau/bureautest"
)

// people are the names and ids of all reviewers.
func (s *scene) people() map[string]string {
	s.T.Helper()
	rows, err := s.Pool.Query(s.T.Context(), "select p.id, p.name from person p join role_grant g on g.person = p.id where g.role = 'reviewer'")
	if err != nil {
		s.T.Fatal(err)
	}
	defer rows.Close()
	out := map[string]string{}
	for rows.Next() {
		var id, name string
		if err := rows.Scan(&id, &name); err != nil {
			s.T.Fatal(err)
		}
		out[id] = name
	}
	return out
}

// Nobody learns from a paper, a list, an archive or a file's name what GetDocket would not show them.
func TestPapersTellNobodyWhatIsNotTheirs(t *testing.T) {
	s := stage(t)
	reviewers := s.people()
	author, other := s.reviewer(0), s.reviewer(1)
	for _, login := range []string{"suqing", "liangyue", "lingsong", "hemiao", "public", "guanli", "jiangwei", "linzhou", "heyuan", "shenji", "zhengyan", "qianhui", author, other, "pingheng"} {
		var all strings.Builder
		for _, path := range s.paths() {
			all.WriteString(s.reading(login, path))
		}
		text := all.String()
		outside := slices.Contains([]string{"suqing", "liangyue", "lingsong", "hemiao", "public", "guanli", "jiangwei", author, other}, login)
		for id, name := range reviewers {
			if id == "person-"+login || !outside {
				continue
			}
			if strings.Contains(text, name) || strings.Contains(text, id) {
				t.Errorf("%s can read the reviewer %s", login, name)
			}
		}
		for _, secret := range []struct {
			words string
			who   []string
		}{
			{secretScore, []string{author, "pingheng"}},
			{secretObjector, []string{"zhengyan", "heyuan", "shenji"}},
			{secretAvoided, []string{"suqing", "liangyue", "lingsong", "linzhou", "heyuan", "shenji", "zhengyan", "qianhui", "pingheng"}},
			{secretDraft, []string{bureautest.Applicants[2].PI, bureautest.Applicants[2].Institution}},
		} {
			if got, may := strings.Contains(text, squeeze(secret.words)), slices.Contains(secret.who, login); got != may {
				t.Errorf("%s reads “%s”: %t, should be %t", login, secret.words, got, may)
			}
		}
	}
}

// To a stranger a docket answers as one that never was.
func TestStrangersFindNothing(t *testing.T) {
	s := stage(t)
	for _, id := range []string{s.project, s.onNotice, s.draft, s.reviews[0]} {
		for _, paper := range []string{"application.pdf", "application.pdf?draft=1", "receipt.pdf", "agreement.pdf", "certificate.pdf", "docket.pdf", "archive.zip"} {
			login := "jiangwei"
			got := s.get(login, "/papers/dockets/"+id+"/"+paper)
			never := s.get(login, "/papers/dockets/never-was/"+paper)
			if got.Code != http.StatusNotFound || strings.ReplaceAll(got.Body.String(), id, "never-was") != never.Body.String() {
				t.Errorf("%s: %d %s, not %s", paper, got.Code, got.Body, never.Body)
			}
		}
	}
	for _, path := range []string{"/open/notices/" + s.project + ".pdf", "/open/calls/" + s.project + "/form.pdf", "/open/notices/x", "/papers/dockets/" + s.project + "/secret.pdf", "/papers/x", "/open/x"} {
		if got := s.get("public", path); got.Code != http.StatusNotFound {
			t.Errorf("%s: %d", path, got.Code)
		}
	}
}

// Names of files hold numbers and titles, never people; a reviewer's hold the title alone.
func TestFileNamesNameNobody(t *testing.T) {
	s := stage(t)
	names := map[string]bool{}
	for _, login := range []string{"suqing", "linzhou", "shenji", s.reviewer(0)} {
		for _, path := range s.paths() {
			w := s.get(login, path)
			if w.Code != http.StatusOK {
				continue
			}
			names[w.Header().Get("Content-Disposition")] = true
			if login == s.reviewer(0) && strings.Contains(path, s.reviews[0]) && strings.Contains(w.Header().Get("Content-Disposition"), "SQ-") {
				t.Errorf("%s: a reviewer's file carries the number of the application", path)
			}
		}
	}
	for _, name := range slices.Sorted(maps.Keys(names)) {
		if strings.Contains(name, "%E8%8B%8F%E9%9D%92") || strings.Contains(name, "suqing") || !strings.Contains(name, "filename*=UTF-8''") {
			t.Errorf("file name: %s", name)
		}
	}
}
