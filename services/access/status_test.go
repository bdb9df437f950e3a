package access

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5/pgconn"
	"google.golang.org/genproto/googleapis/rpc/errdetails"
	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/metadata"
	"google.golang.org/grpc/status"

	identityv1 "yanlu/proto/gen/yanlu/identity/v1"
	"yanlu/services/identity"
	"yanlu/services/lifecycle"
	"yanlu/services/platform/problem"
)

func refusal(t *testing.T, state lifecycle.State, event lifecycle.Event, by lifecycle.Role) error {
	t.Helper()
	_, err := lifecycle.Apply(lifecycle.ProjectMachine, state, event, by, lifecycle.None)
	if err == nil {
		t.Fatalf("%s in %s by %s is lawful", event, state, by)
	}
	return fmt.Errorf("in the door: %w", err)
}

func TestEveryErrorHasItsStatus(t *testing.T) {
	p := func(k problem.Kind) error {
		return fmt.Errorf("wrapped: %w", problem.New(k, "REASON", "中文", "English").With("limit", "3"))
	}
	for _, c := range []struct {
		name   string
		err    error
		code   codes.Code
		reason string
		says   string
	}{
		{"invalid", p(problem.Invalid), codes.InvalidArgument, "REASON", "中文"},
		{"unauthenticated", p(problem.Unauthenticated), codes.Unauthenticated, "REASON", "中文"},
		{"denied", p(problem.Denied), codes.PermissionDenied, "REASON", "中文"},
		{"not found", p(problem.NotFound), codes.NotFound, "REASON", "中文"},
		{"precondition", p(problem.Precondition), codes.FailedPrecondition, "REASON", "中文"},
		{"stale", p(problem.Stale), codes.Aborted, "REASON", "中文"},
		{"duplicate", p(problem.Duplicate), codes.AlreadyExists, "REASON", "中文"},
		{"exhausted", p(problem.Exhausted), codes.ResourceExhausted, "REASON", "中文"},
		{"unavailable", p(problem.Unavailable), codes.Unavailable, "REASON", "中文"},
		{"wrong role", refusal(t, lifecycle.FormalCheck, "accept", lifecycle.PI), codes.PermissionDenied, "EVENT_NOT_FOR_ROLE", "须由业务科室经办办理"},
		{"wrong state", refusal(t, lifecycle.Draft, "accept", lifecycle.Officer), codes.FailedPrecondition, "EVENT_NOT_POSSIBLE", "当前为“草稿”，不能办理"},
		{"cancelled", fmt.Errorf("query: %w", context.Canceled), codes.Canceled, "CANCELLED", "取消"},
		{"deadline", context.DeadlineExceeded, codes.DeadlineExceeded, "TOO_SLOW", "超时"},
		{"database shut down", &pgconn.PgError{Code: "57P01", Message: "secret"}, codes.Unavailable, "TRY_AGAIN", "重试"},
		{"lock timeout", &pgconn.PgError{Code: "55P03", Message: "secret"}, codes.Unavailable, "TRY_AGAIN", "重试"},
		{"constraint", &pgconn.PgError{Code: "23514", Message: "secret"}, codes.Internal, "INTERNAL", "内部错误"},
		{"plain", errors.New("secret: dial tcp"), codes.Internal, "INTERNAL", "内部错误"},
		{"status of others", status.Error(codes.Unimplemented, "secret"), codes.Internal, "INTERNAL", "内部错误"},
	} {
		s, incident := Status(c.err)
		info := infoOf(s)
		if s.Code() != c.code || info.GetReason() != c.reason || info.GetDomain() != "yanlu" || !strings.Contains(s.Message(), c.says) {
			t.Errorf("%s: %v %v", c.name, s, info)
		}
		if info.GetMetadata()["zh"] != s.Message() || info.GetMetadata()["en"] == "" {
			t.Errorf("%s: both languages must be in the metadata: %v", c.name, info)
		}
		if strings.Contains(s.String()+info.String(), "secret") {
			t.Errorf("%s: the words of a driver reached the caller", c.name)
		}
		if hidden := c.reason == "INTERNAL" || c.reason == "TRY_AGAIN"; hidden != (incident != "") || incident != info.GetMetadata()["incident"] {
			t.Errorf("%s: incident %q", c.name, incident)
		}
	}
}

func infoOf(s *status.Status) *errdetails.ErrorInfo {
	for _, d := range s.Details() {
		if i, ok := d.(*errdetails.ErrorInfo); ok {
			return i
		}
	}
	return nil
}

func TestRefusalSaysFactsFieldsAndWho(t *testing.T) {
	s, _ := Status(problem.New(problem.Invalid, "CAP", "超过上限", "over the cap").
		With("limit", "50").For("officer", "finance").At("amount_fen", "金额过高", "too high"))
	m := infoOf(s).GetMetadata()
	if m["limit"] != "50" || m["who"] != "officer,finance" || m["who_zh"] != "业务科室经办、财务" || m["who_en"] != "the programme officer or finance" {
		t.Fatal(m)
	}
	bad, ok := s.Details()[1].(*errdetails.BadRequest)
	if !ok || bad.GetFieldViolations()[0].GetField() != "amount_fen" || bad.GetFieldViolations()[0].GetDescription() != "金额过高" ||
		bad.GetFieldViolations()[0].GetLocalizedMessage().GetMessage() != "too high" {
		t.Fatal(s.Details())
	}
}

func TestLawRefusalNamesThoseWhoseTurnItIs(t *testing.T) {
	s, _ := Status(refusal(t, lifecycle.UnitCheck, "accept", lifecycle.Officer))
	m := infoOf(s).GetMetadata()
	if m["who"] != "institution" || m["state"] != "UNIT_CHECK" || !strings.Contains(s.Message(), "目前由申报单位审核人处理") {
		t.Fatal(s.Message(), m)
	}
}

// accounts is an Authenticator with one account for each token.
type accounts map[string]identity.Caller

func (a accounts) Authenticate(_ context.Context, token string) (identity.Caller, error) {
	if c, ok := a[token]; ok {
		return c, nil
	}
	return identity.Caller{}, problem.New(problem.Unauthenticated, "SESSION_ENDED", "登录已失效", "the session has ended")
}

func guardWith(t *testing.T, log *bytes.Buffer) *Guard {
	t.Helper()
	g, err := New(Config{
		Authenticator: accounts{"pi": {Person: "p1", Grants: []identity.Grant{{Role: lifecycle.PI, Org: "o"}}}},
		Log:           slog.New(slog.NewTextHandler(log, nil)),
	})
	if err != nil {
		t.Fatal(err)
	}
	return g
}

const (
	whoAmI = "/yanlu.identity.v1.IdentityService/WhoAmI"
	signIn = "/yanlu.identity.v1.IdentityService/SignIn"
)

func TestInterceptor(t *testing.T) {
	good := &identityv1.SignInRequest{Login: "a", Password: "b"}
	for _, c := range []struct {
		name, method string
		headers      []string
		req          any
		handler      error
		reason       string
		person       string
	}{
		{"no account", whoAmI, nil, &identityv1.WhoAmIRequest{}, nil, "SIGN_IN_REQUIRED", ""},
		{"bearer", whoAmI, []string{"authorization", "Bearer pi"}, &identityv1.WhoAmIRequest{}, nil, "", "p1"},
		{"bad bearer", whoAmI, []string{"authorization", "Bearer x"}, &identityv1.WhoAmIRequest{}, nil, "SESSION_ENDED", ""},
		{"cookie of the portal", whoAmI, []string{"cookie", "a=b; yanlu_session=pi", "x-yanlu-portal", "1"}, &identityv1.WhoAmIRequest{}, nil, "", "p1"},
		{"cookie of another site", whoAmI, []string{"cookie", "yanlu_session=pi"}, &identityv1.WhoAmIRequest{}, nil, "NOT_FROM_PORTAL", ""},
		{"old cookie does not keep one from signing in", signIn, []string{"cookie", "yanlu_session=old", "x-yanlu-portal", "1"}, good, nil, "", ""},
		{"public method by another site is anonymous", signIn, []string{"cookie", "yanlu_session=pi"}, good, nil, "", ""},
		{"ill formed", signIn, nil, &identityv1.SignInRequest{}, nil, "FIELD_INVALID", ""},
		{"handler refuses", signIn, nil, good, problem.New(problem.Stale, "OLD", "旧", "old"), "OLD", ""},
		{"unknown method", "/yanlu.x.v1.X/Y", nil, good, nil, "METHOD_CLOSED", ""},
	} {
		var log bytes.Buffer
		g := guardWith(t, &log)
		ctx := metadata.NewIncomingContext(t.Context(), metadata.Pairs(c.headers...))
		person := ""
		_, err := g.Unary()(ctx, c.req, &grpc.UnaryServerInfo{FullMethod: c.method}, func(ctx context.Context, _ any) (any, error) {
			who, _ := identity.FromContext(ctx)
			person = who.Person
			return &identityv1.WhoAmIResponse{}, c.handler
		})
		s, _ := status.FromError(err)
		if infoOf(s).GetReason() != c.reason || person != c.person {
			t.Errorf("%s: %v person %q", c.name, err, person)
		}
		if !strings.Contains(log.String(), "method="+c.method) || c.reason != "" && !strings.Contains(log.String(), "reason="+c.reason) {
			t.Errorf("%s: log: %s", c.name, log.String())
		}
	}
}

func TestPanicIsAnIncident(t *testing.T) {
	var log bytes.Buffer
	g := guardWith(t, &log)
	_, err := g.Unary()(t.Context(), &identityv1.SignInRequest{Login: "a", Password: "hidden-word"}, &grpc.UnaryServerInfo{FullMethod: signIn},
		func(context.Context, any) (any, error) { panic("the handler broke") })
	s, _ := status.FromError(err)
	incident := infoOf(s).GetMetadata()["incident"]
	if s.Code() != codes.Internal || incident == "" || strings.Contains(s.Message(), "broke") {
		t.Fatal(err)
	}
	if l := log.String(); !strings.Contains(l, incident) || !strings.Contains(l, "the handler broke") || !strings.Contains(l, "status_test.go") || strings.Contains(l, "hidden-word") {
		t.Fatal(l)
	}
}

func TestTransportServicesPass(t *testing.T) {
	g := guardWith(t, &bytes.Buffer{})
	want := status.Error(codes.NotFound, "unknown service")
	_, err := g.Unary()(t.Context(), nil, &grpc.UnaryServerInfo{FullMethod: "/grpc.health.v1.Health/Check"}, func(context.Context, any) (any, error) { return nil, want })
	if !errors.Is(err, want) {
		t.Fatal(err)
	}
	err = g.Stream()(nil, nil, &grpc.StreamServerInfo{FullMethod: "/grpc.reflection.v1.ServerReflection/ServerReflectionInfo"}, func(any, grpc.ServerStream) error { return nil })
	if err != nil {
		t.Fatal(err)
	}
}

func TestPlainHTTP(t *testing.T) {
	g := guardWith(t, &bytes.Buffer{})
	handler := g.HTTP(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/broken" {
			g.Refuse(w, r, errors.New("secret"))
			return
		}
		who, _ := identity.FromContext(r.Context())
		_, _ = w.Write([]byte(who.Person))
	}))
	for _, c := range []struct {
		name, method, path, header, value string
		portal                            bool
		status                            int
		says                              string
	}{
		{"nobody", "GET", "/", "", "", false, 401, "SIGN_IN_REQUIRED"},
		{"bearer", "POST", "/", "Authorization", "Bearer pi", false, 200, "p1"},
		{"link in the portal", "GET", "/", "Cookie", "yanlu_session=pi", false, 200, "p1"},
		{"form of another site", "POST", "/", "Cookie", "yanlu_session=pi", false, 403, "NOT_FROM_PORTAL"},
		{"form of the portal", "POST", "/", "Cookie", "yanlu_session=pi", true, 200, "p1"},
		{"broken", "GET", "/broken", "Authorization", "Bearer pi", false, 500, "INTERNAL"},
	} {
		r := httptest.NewRequest(c.method, c.path, nil)
		if c.header != "" {
			r.Header.Set(c.header, c.value)
		}
		if c.portal {
			r.Header.Set(PortalHeader, "1")
		}
		w := httptest.NewRecorder()
		handler.ServeHTTP(w, r)
		if w.Code != c.status || !strings.Contains(w.Body.String(), c.says) || strings.Contains(w.Body.String(), "secret") {
			t.Errorf("%s: %d %s", c.name, w.Code, w.Body)
		}
	}
}
