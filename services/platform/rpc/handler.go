package rpc

import (
	"net"
	"net/http"
	"net/netip"
	"slices"
	"strings"
)

// handler puts the HTTP side together: probes, calls, plain routes, portal.
func (s *Server) handler(services []string, web http.Handler) (http.Handler, error) {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /healthz", func(w http.ResponseWriter, _ *http.Request) { say(w, http.StatusOK, "ok") })
	mux.HandleFunc("GET /readyz", s.ready)
	for _, name := range services {
		mux.Handle("/"+name+"/", web)
	}
	for pattern, h := range s.config.Routes {
		mux.Handle(pattern, h)
	}
	if s.config.Portal != nil {
		portal, err := newPortal(s.config.Portal, s.config.Article)
		if err != nil {
			return nil, err
		}
		mux.Handle("/", portal)
	}
	return s.forwarded(secured(mux)), nil
}

func say(w http.ResponseWriter, code int, words string) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(code)
	_, _ = w.Write([]byte(words + "\n")) // the asker may be gone
}

// ready says whether requests should be sent here. Why not is in the log only:
// the path is open to all.
func (s *Server) ready(w http.ResponseWriter, r *http.Request) {
	switch {
	case s.draining.Load():
		say(w, http.StatusServiceUnavailable, "draining")
	case s.config.Ready == nil:
		say(w, http.StatusOK, "ready")
	default:
		if err := s.config.Ready(r.Context()); err != nil {
			s.log.Warn("not ready", "error", err)
			say(w, http.StatusServiceUnavailable, "not ready")
			return
		}
		say(w, http.StatusOK, "ready")
	}
}

// secured adds the headers that every answer carries. What is answered to a
// call is never kept by anything between.
func secured(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("X-Frame-Options", "DENY")
		h.Set("Referrer-Policy", "same-origin")
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		h.Set("Cross-Origin-Resource-Policy", "same-origin")
		h.Set("Permissions-Policy", "camera=(), microphone=(), geolocation=()")
		if r.Method == http.MethodPost {
			h.Set("Cache-Control", "no-store")
		}
		next.ServeHTTP(w, r)
	})
}

// forwarded believes a proxy that is named in the Config about who called it and
// how, and nobody else. The session cookie is marked Secure where the person's
// side is encrypted.
func (s *Server) forwarded(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		encrypted := r.TLS != nil
		if s.trusts(r.RemoteAddr) {
			if client := s.client(r.Header.Values("X-Forwarded-For")); client != "" {
				r.RemoteAddr = net.JoinHostPort(client, "0")
			}
			encrypted = encrypted || r.Header.Get("X-Forwarded-Proto") == "https"
		}
		if encrypted {
			w = &secureCookies{ResponseWriter: w}
		}
		next.ServeHTTP(w, r)
	})
}

func (s *Server) trusts(addr string) bool {
	host, _, err := net.SplitHostPort(addr)
	if err != nil {
		host = addr
	}
	ip, err := netip.ParseAddr(host)
	return err == nil && slices.ContainsFunc(s.config.Proxies, func(p netip.Prefix) bool { return p.Contains(ip.Unmap()) })
}

// client is the last address that a trusted proxy did not give of another
// trusted proxy: what stands before it, anybody could have written.
func (s *Server) client(headers []string) string {
	hops := strings.Split(strings.Join(headers, ","), ",")
	for _, hop := range slices.Backward(hops) {
		ip, err := netip.ParseAddr(strings.TrimSpace(hop))
		if err != nil {
			return ""
		}
		if !s.trusts(ip.String()) {
			return ip.String()
		}
	}
	return ""
}

// secureCookies marks cookies as Secure on their way out.
type secureCookies struct {
	http.ResponseWriter
	done bool
}

func (w *secureCookies) WriteHeader(code int) {
	w.mark()
	w.ResponseWriter.WriteHeader(code)
}

func (w *secureCookies) Write(b []byte) (int, error) {
	w.mark()
	return w.ResponseWriter.Write(b)
}

// Unwrap lets http.ResponseController flush streams.
func (w *secureCookies) Unwrap() http.ResponseWriter { return w.ResponseWriter }

// Flush sends what was written; the transcoder asks for it by type.
func (w *secureCookies) Flush() {
	w.mark()
	_ = http.NewResponseController(w.ResponseWriter).Flush() // a writer that cannot flush sends in its own time
}

func (w *secureCookies) mark() {
	if w.done {
		return
	}
	w.done = true
	cookies := w.Header()["Set-Cookie"]
	for i, c := range cookies {
		if !strings.Contains(c, "; Secure") {
			cookies[i] = c + "; Secure"
		}
	}
}
