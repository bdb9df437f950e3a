package access

import (
	"encoding/base64"
	"encoding/json"
	"log/slog"
	"net/http"

	"google.golang.org/grpc/codes"
	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/proto"

	"yanlu/services/identity"
)

// httpCodes are the HTTP status and the name that the Connect protocol gives to
// each code, so that a client reads a refused upload as it reads a refused call.
var httpCodes = map[codes.Code]struct {
	status int
	name   string
}{
	codes.Canceled:           {499, "canceled"},
	codes.InvalidArgument:    {http.StatusBadRequest, "invalid_argument"},
	codes.DeadlineExceeded:   {http.StatusGatewayTimeout, "deadline_exceeded"},
	codes.NotFound:           {http.StatusNotFound, "not_found"},
	codes.AlreadyExists:      {http.StatusConflict, "already_exists"},
	codes.PermissionDenied:   {http.StatusForbidden, "permission_denied"},
	codes.ResourceExhausted:  {http.StatusTooManyRequests, "resource_exhausted"},
	codes.FailedPrecondition: {http.StatusBadRequest, "failed_precondition"},
	codes.Aborted:            {http.StatusConflict, "aborted"},
	codes.Internal:           {http.StatusInternalServerError, "internal"},
	codes.Unavailable:        {http.StatusServiceUnavailable, "unavailable"},
	codes.Unauthenticated:    {http.StatusUnauthorized, "unauthenticated"},
}

// HTTP guards a plain handler, such as that of files: only people who are
// signed in pass, and the handler finds them by identity.FromContext.
func (g *Guard) HTTP(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		reads := r.Method == http.MethodGet || r.Method == http.MethodHead
		who, err := g.caller(r.Context(), credentialOf(r.Header.Values), reads)
		if err == nil && who == nil {
			err = signInRequired()
		}
		if err != nil {
			g.Refuse(w, r, err)
			return
		}
		next.ServeHTTP(w, r.WithContext(identity.WithCaller(r.Context(), *who)))
	})
}

// Refuse answers a plain HTTP request with an error, in the JSON of the Connect
// protocol, and logs what is not a refusal.
func (g *Guard) Refuse(w http.ResponseWriter, r *http.Request, err error) {
	s, incident := Status(err)
	if incident != "" {
		g.log.LogAttrs(r.Context(), slog.LevelError, "request failed", slog.String("path", r.URL.Path),
			slog.String("incident", incident), slog.String("error", err.Error()))
	}
	type detail struct {
		Type  string          `json:"type"`
		Value string          `json:"value"`
		Debug json.RawMessage `json:"debug,omitempty"`
	}
	code := httpCodes[s.Code()]
	body := struct {
		Code    string   `json:"code"`
		Message string   `json:"message"`
		Details []detail `json:"details"`
	}{Code: code.name, Message: s.Message()}
	for _, d := range s.Details() {
		m, ok := d.(proto.Message)
		if !ok {
			continue
		}
		raw, _ := proto.Marshal(m)       // our own details always marshal
		debug, _ := protojson.Marshal(m) // likewise
		body.Details = append(body.Details, detail{string(m.ProtoReflect().Descriptor().FullName()), base64.RawStdEncoding.EncodeToString(raw), debug})
	}
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(code.status)
	_ = json.NewEncoder(w).Encode(body) // the caller may be gone
}
