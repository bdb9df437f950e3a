package rpc

import (
	"bytes"
	"compress/gzip"
	"io"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"
)

var pages = fstest.MapFS{
	"index.html":             {Data: []byte(`<html><script nonce="__CSP_NONCE__" src="/assets/app-Zx81Qw9k.js"></script>` + strings.Repeat(" ", smallest) + `</html>`)},
	"assets/app-Zx81Qw9k.js": {Data: []byte("console.log(1);" + strings.Repeat("//", smallest))},
	"favicon.svg":            {Data: []byte("<svg/>")},
}

func get(t *testing.T, h http.Handler, path string, headers ...string) *http.Response {
	t.Helper()
	r := httptest.NewRequest(http.MethodGet, path, nil)
	for i := 0; i+1 < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w.Result()
}

func read(t *testing.T, r *http.Response) string {
	t.Helper()
	body := r.Body
	if r.Header.Get("Content-Encoding") == "gzip" {
		z, err := gzip.NewReader(r.Body)
		if err != nil {
			t.Fatal(err)
		}
		body = z
	}
	b, err := io.ReadAll(body)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func TestPortalPages(t *testing.T) {
	p, err := newPortal(pages, nil)
	if err != nil {
		t.Fatal(err)
	}
	nonce := regexp.MustCompile(`script-src 'self' 'nonce-([^']+)'`)
	seen := map[string]bool{}
	for _, path := range []string{"/", "/index.html", "/calls/2026", "/a/../b"} {
		r := get(t, p, path)
		m := nonce.FindStringSubmatch(r.Header.Get("Content-Security-Policy"))
		if r.StatusCode != http.StatusOK || m == nil || !strings.Contains(read(t, r), `nonce="`+m[1]+`"`) || r.Header.Get("Cache-Control") != "no-store" {
			t.Fatal(path, r.StatusCode, r.Header)
		}
		if seen[m[1]] {
			t.Fatal("a nonce was used twice")
		}
		seen[m[1]] = true
	}
	if csp := policy("n"); strings.Contains(csp, "unsafe") || !strings.Contains(csp, "frame-ancestors 'none'") {
		t.Fatal(csp)
	}
}

func TestPortalFiles(t *testing.T) {
	p, err := newPortal(pages, nil)
	if err != nil {
		t.Fatal(err)
	}
	r := get(t, p, "/assets/app-Zx81Qw9k.js", "Accept-Encoding", "br, gzip;q=0.5")
	if r.StatusCode != http.StatusOK || r.Header.Get("Cache-Control") != "public, max-age=31536000, immutable" ||
		r.Header.Get("Content-Encoding") != "gzip" || !strings.HasPrefix(r.Header.Get("Content-Type"), "text/javascript") || !strings.HasPrefix(read(t, r), "console.log") {
		t.Fatal(r.StatusCode, r.Header)
	}
	if again := get(t, p, "/assets/app-Zx81Qw9k.js", "Accept-Encoding", "gzip", "If-None-Match", r.Header.Get("Etag")); again.StatusCode != http.StatusNotModified {
		t.Fatal(again.StatusCode)
	}
	plain := get(t, p, "/assets/app-Zx81Qw9k.js", "Accept-Encoding", "gzip;q=0")
	if plain.Header.Get("Content-Encoding") != "" || plain.Header.Get("Etag") == r.Header.Get("Etag") || !strings.HasPrefix(read(t, plain), "console.log") {
		t.Fatal(plain.Header)
	}
	if r := get(t, p, "/favicon.svg", "Accept-Encoding", "gzip"); r.Header.Get("Cache-Control") != "no-cache" || r.Header.Get("Content-Encoding") != "" {
		t.Fatal(r.Header)
	}
	for _, path := range []string{"/assets/gone-Zx81Qw9k.js", "/missing.png", "/assets", "/assets/"} {
		if r := get(t, p, path); r.StatusCode != http.StatusNotFound && path != "/assets" && path != "/assets/" {
			t.Error(path, r.StatusCode)
		}
	}
	w := httptest.NewRecorder()
	p.ServeHTTP(w, httptest.NewRequest(http.MethodPost, "/", nil))
	if w.Code != http.StatusMethodNotAllowed {
		t.Fatal(w.Code)
	}
	if _, err := newPortal(fstest.MapFS{}, nil); err == nil {
		t.Fatal("a portal without a first page")
	}
}

func TestArticleIsReadWithoutScript(t *testing.T) {
	files := fstest.MapFS{"index.html": {Data: []byte(`<head><title>研路</title></head><div id="root"></div><script nonce="__CSP_NONCE__"></script>`)}}
	p, err := newPortal(files, func(r *http.Request) Article {
		if r.URL.Path != "/calls" {
			return Article{}
		}
		return Article{Title: `批次 <1>`, Body: "<h1>申报批次</h1>", Feed: "/feeds/calls.atom"}
	})
	if err != nil {
		t.Fatal(err)
	}
	page := read(t, get(t, p, "/calls"))
	for _, want := range []string{`<div id="root"><h1>申报批次</h1></div>`, "<title>批次 &lt;1&gt;</title>", `href="/feeds/calls.atom"`} {
		if !strings.Contains(page, want) {
			t.Errorf("%s is not in %s", want, page)
		}
	}
	if strings.Contains(page, "__CSP_NONCE__") {
		t.Error("the nonce was not put in")
	}
	if page := read(t, get(t, p, "/queue")); !strings.Contains(page, rootMark) || strings.Contains(page, "feeds") {
		t.Error(page)
	}
}

func TestPackedIsSmaller(t *testing.T) {
	plain := bytes.Repeat([]byte("研路"), smallest)
	if len(pack(plain)) >= len(plain) {
		t.Fatal("compression must help")
	}
}
