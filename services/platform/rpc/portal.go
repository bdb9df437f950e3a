package rpc

import (
	"bytes"
	"compress/gzip"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"html"
	"io"
	"io/fs"
	"mime"
	"net/http"
	"path"
	"regexp"
	"strings"
	"sync"
	"time"
)

// nonceMark stands in index.html where the nonce of the response goes.
const nonceMark = "__CSP_NONCE__"

// hashed is a file whose name changes with its content: it may be kept for ever.
var hashed = regexp.MustCompile(`[-.][A-Za-z0-9_-]{8,}\.[a-z0-9]+$`)

// smallest and kinds of files that compression helps.
const smallest = 1024

var compressible = map[string]bool{
	".html": true, ".js": true, ".mjs": true, ".css": true, ".svg": true, ".json": true, ".txt": true, ".map": true, ".webmanifest": true,
}

// rootMark is the empty element that the portal fills; titleMark finds the title of the window.
const rootMark = `<div id="root"></div>`

var titleMark = regexp.MustCompile(`<title>[^<]*</title>`)

// Article is a page as plain HTML: shown until the script of the portal has
// started, and read where there is none. The zero Article shows nothing.
type Article struct {
	Title string
	Body  string // trusted HTML
	Feed  string // path of an Atom feed that follows the page
}

// portal serves the pages: files as they are, and index.html for every path
// that the portal's own router will read.
type portal struct {
	files   fs.FS
	index   []byte
	article func(*http.Request) Article
	kept    sync.Map // name → *asset
}

type asset struct {
	plain, packed []byte // packed is nil when it would not help
	etag, media   string
}

func newPortal(files fs.FS, article func(*http.Request) Article) (*portal, error) {
	index, err := fs.ReadFile(files, "index.html")
	if err != nil {
		return nil, fmt.Errorf("the portal has no first page: %w", err)
	}
	return &portal{files: files, index: index, article: article}, nil
}

func (p *portal) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		w.Header().Set("Allow", "GET, HEAD")
		say(w, http.StatusMethodNotAllowed, "没有这个接口 / there is no such method")
		return
	}
	name := strings.TrimPrefix(path.Clean(r.URL.Path), "/")
	if name == "" || name == "index.html" {
		p.page(w, r)
		return
	}
	a, err := p.asset(name)
	switch {
	case err == nil:
		a.serve(w, r, name)
	case path.Ext(name) != "" || strings.HasPrefix(name, "assets/"):
		say(w, http.StatusNotFound, "没有这个文件 / there is no such file")
	default:
		p.page(w, r)
	}
}

// page sends index.html with a fresh nonce: only what it names may run.
func (p *portal) page(w http.ResponseWriter, r *http.Request) {
	raw := make([]byte, 18)
	_, _ = rand.Read(raw) // never fails: the runtime stops the process instead
	nonce := base64.StdEncoding.EncodeToString(raw)
	h := w.Header()
	h.Set("Content-Type", "text/html; charset=utf-8")
	h.Set("Cache-Control", "no-store")
	h.Set("Content-Security-Policy", policy(nonce))
	body := bytes.ReplaceAll(p.written(r), []byte(nonceMark), []byte(nonce))
	if accepts(r) && len(body) >= smallest {
		h.Set("Content-Encoding", "gzip")
		body = pack(body)
	}
	h.Add("Vary", "Accept-Encoding")
	_, _ = w.Write(body) // the reader may be gone
}

// written is index.html with the article of the request in it.
func (p *portal) written(r *http.Request) []byte {
	if p.article == nil {
		return p.index
	}
	a := p.article(r)
	if a.Body == "" {
		return p.index
	}
	head := "<title>" + html.EscapeString(a.Title) + "</title>"
	if a.Feed != "" {
		head += `<link rel="alternate" type="application/atom+xml" href="` + html.EscapeString(a.Feed) + `">`
	}
	page := titleMark.ReplaceAllLiteral(p.index, []byte(head))
	return bytes.Replace(page, []byte(rootMark), []byte(`<div id="root">`+a.Body+`</div>`), 1)
}

func policy(nonce string) string {
	return strings.Join([]string{
		"default-src 'none'",
		"script-src 'self' 'nonce-" + nonce + "'",
		"style-src 'self' 'nonce-" + nonce + "'",
		"img-src 'self' data: blob:",
		"font-src 'self' data:",
		"connect-src 'self'",
		"manifest-src 'self'",
		"worker-src 'self' blob:",
		"frame-src 'self'",
		"base-uri 'none'",
		"form-action 'self'",
		"frame-ancestors 'none'",
	}, "; ")
}

// asset reads a file once; the portal does not change while the server runs.
func (p *portal) asset(name string) (*asset, error) {
	if a, ok := p.kept.Load(name); ok {
		return a.(*asset), nil
	}
	f, err := p.files.Open(name)
	if err != nil {
		return nil, err
	}
	defer func() { _ = f.Close() }()
	if info, err := f.Stat(); err != nil || info.IsDir() {
		return nil, fs.ErrNotExist
	}
	plain, err := io.ReadAll(f)
	if err != nil {
		return nil, err
	}
	sum := sha256.Sum256(plain)
	a := &asset{plain: plain, etag: `"` + hex.EncodeToString(sum[:12]) + `"`, media: mime.TypeByExtension(path.Ext(name))}
	if compressible[path.Ext(name)] && len(plain) >= smallest {
		a.packed = pack(plain)
	}
	p.kept.Store(name, a)
	return a, nil
}

func (a *asset) serve(w http.ResponseWriter, r *http.Request, name string) {
	h := w.Header()
	if a.media != "" {
		h.Set("Content-Type", a.media)
	}
	h.Set("Cache-Control", "no-cache")
	if hashed.MatchString(name) {
		h.Set("Cache-Control", "public, max-age=31536000, immutable")
	}
	body, etag := a.plain, a.etag
	if a.packed != nil {
		h.Add("Vary", "Accept-Encoding")
		if accepts(r) {
			h.Set("Content-Encoding", "gzip")
			body, etag = a.packed, strings.TrimSuffix(a.etag, `"`)+`-gzip"`
		}
	}
	h.Set("Etag", etag)
	http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(body))
}

func accepts(r *http.Request) bool {
	for _, part := range strings.Split(r.Header.Get("Accept-Encoding"), ",") {
		name, weight, _ := strings.Cut(strings.TrimSpace(part), ";")
		if name == "gzip" && strings.ReplaceAll(weight, " ", "") != "q=0" {
			return true
		}
	}
	return false
}

func pack(plain []byte) []byte {
	var b bytes.Buffer
	z, _ := gzip.NewWriterLevel(&b, gzip.BestCompression) // the level is a known one
	_, _ = z.Write(plain)                                 // memory takes all
	_ = z.Close()
	return b.Bytes()
}
