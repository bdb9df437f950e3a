package access_test

import (
	"bytes"
	"context"
	"encoding/binary"
	"encoding/json"
	"io"
	"log/slog"
	"net/http"
	"strings"
	"testing"
	"testing/fstest"

	"google.golang.org/genproto/googleapis/rpc/errdetails"
	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/credentials/insecure"
	"google.golang.org/grpc/metadata"
	reflectionv1 "google.golang.org/grpc/reflection/grpc_reflection_v1"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/proto"

	identityv1 "yanlu/proto/gen/yanlu/identity/v1"
	"yanlu/services/access"
	"yanlu/services/identity"
	identityrpc "yanlu/services/identity/rpc"
	"yanlu/services/identity/store"
	"yanlu/services/lifecycle"
	"yanlu/services/platform/authn"
	"yanlu/services/platform/postgres/postgrestest"
	"yanlu/services/platform/rpc"
)

const (
	service  = "/yanlu.identity.v1.IdentityService/"
	password = "Spring-River-7"
)

// serve starts the whole server with the identity service on a real database
// and one person, wang, who is a principal investigator.
func serve(t *testing.T) *rpc.Server {
	t.Helper()
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	pool := postgrestest.New(t)
	hasher := authn.NewHasher(authn.Params{MemoryKiB: 64, Time: 1, Threads: 1}, 2, 10)
	hash, err := hasher.Hash(t.Context(), password)
	must(err)
	must(store.RegisterOrganisation(t.Context(), pool, identity.Organisation{ID: "u", USCC: "91350100M000100Y43", Name: "示例大学", Kind: "university"}))
	must(store.RegisterPerson(t.Context(), pool, identity.Person{ID: "p", Login: "wang", Name: "王芳"}, hash))
	must(store.GrantRole(t.Context(), pool, "p", "u", lifecycle.PI))
	people, err := identityrpc.New(pool, identityrpc.Options{Hasher: hasher})
	must(err)
	log := slog.New(slog.DiscardHandler)
	guard, err := access.New(access.Config{Authenticator: people, Log: log})
	must(err)
	s, err := rpc.New(rpc.Config{
		GRPCAddr: "127.0.0.1:0", HTTPAddr: "127.0.0.1:0", Log: log, Ready: pool.Ping,
		Options:  []grpc.ServerOption{grpc.ChainUnaryInterceptor(guard.Unary()), grpc.ChainStreamInterceptor(guard.Stream())},
		Register: []func(grpc.ServiceRegistrar){func(r grpc.ServiceRegistrar) { identityv1.RegisterIdentityServiceServer(r, people) }},
		Portal:   fstest.MapFS{"index.html": {Data: []byte("<html>研路</html>")}},
	})
	must(err)
	must(s.Listen())
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { done <- s.Serve(ctx) }()
	t.Cleanup(func() {
		cancel()
		if err := <-done; err != nil {
			t.Error(err)
		}
	})
	return s
}

// post sends a JSON request as curl would, with no header but those given.
func post(t *testing.T, s *rpc.Server, method, body string, headers ...string) (*http.Response, map[string]any) {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), http.MethodPost, "http://"+s.HTTPAddr()+service+method, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Content-Type", "application/json")
	for i := 0; i+1 < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = answer.Body.Close() }()
	var out map[string]any
	if err := json.NewDecoder(answer.Body).Decode(&out); err != nil {
		t.Fatal(answer.StatusCode, err)
	}
	return answer, out
}

func reason(out map[string]any) string {
	details, _ := out["details"].([]any)
	for _, d := range details {
		if debug, ok := d.(map[string]any)["debug"].(map[string]any); ok && debug["reason"] != nil {
			return debug["reason"].(string)
		}
	}
	return ""
}

const credentials = `{"login":"wang","password":"` + password + `"}`

func TestPlainJSON(t *testing.T) {
	s := serve(t)
	r, out := post(t, s, "SignIn", credentials)
	token, _ := out["token"].(string)
	if r.StatusCode != http.StatusOK || token == "" {
		t.Fatal(r.StatusCode, out)
	}
	_, me := post(t, s, "WhoAmI", `{}`, "Authorization", "Bearer "+token)
	if got := me["me"].(map[string]any); got["name"] != "王芳" || got["roles"].([]any)[0].(map[string]any)["roleZh"] != "项目负责人" {
		t.Fatal(me)
	}
	_, tokens := post(t, s, "ListTokens", `{}`, "Authorization", "Bearer "+token)
	if list, said := tokens["tokens"].([]any); !said || len(list) != 0 {
		t.Fatal("a field without a value is said as well:", tokens)
	}
	r, out = post(t, s, "SignIn", `{"login":"wang","password":"no"}`)
	if r.StatusCode != http.StatusUnauthorized || out["code"] != "unauthenticated" || out["message"] != "登录名或密码不正确" || reason(out) != "SIGN_IN_FAILED" {
		t.Fatal(r.StatusCode, out)
	}
	r, out = post(t, s, "SignIn", `{}`)
	if r.StatusCode != http.StatusBadRequest || reason(out) != "FIELD_INVALID" {
		t.Fatal(r.StatusCode, out)
	}
	r, out = post(t, s, "GrantRole", `{}`, "Authorization", "Bearer "+token)
	if r.StatusCode != http.StatusForbidden || reason(out) != "ROLE_REQUIRED" {
		t.Fatal(r.StatusCode, out)
	}
}

func TestCookie(t *testing.T) {
	s := serve(t)
	r, _ := post(t, s, "SignIn", credentials, "Connect-Protocol-Version", "1")
	cookies := r.Cookies()
	if len(cookies) != 1 || cookies[0].Name != access.SessionCookie || !cookies[0].HttpOnly || cookies[0].SameSite != http.SameSiteLaxMode || cookies[0].Path != "/" || cookies[0].MaxAge <= 0 {
		t.Fatal(r.Header)
	}
	cookie := cookies[0].Name + "=" + cookies[0].Value
	if _, out := post(t, s, "WhoAmI", `{}`, "Cookie", cookie); reason(out) != "NOT_FROM_PORTAL" {
		t.Fatal("another site’s request must be refused:", out)
	}
	if r, out := post(t, s, "WhoAmI", `{}`, "Cookie", cookie, access.PortalHeader, "1"); r.StatusCode != http.StatusOK {
		t.Fatal(out)
	}
	r, _ = post(t, s, "SignOut", `{}`, "Cookie", cookie, access.PortalHeader, "1")
	if c := r.Cookies(); len(c) != 1 || c[0].MaxAge >= 0 || c[0].Value != "" {
		t.Fatal("sign-out takes the cookie away:", r.Header)
	}
	if _, out := post(t, s, "WhoAmI", `{}`, "Cookie", cookie, access.PortalHeader, "1"); reason(out) != "SESSION_ENDED" {
		t.Fatal(out)
	}
	if r, _ := post(t, s, "SignIn", credentials, "Cookie", cookie, access.PortalHeader, "1"); r.StatusCode != http.StatusOK {
		t.Fatal("an old cookie must not keep anybody out")
	}
}

func dial(t *testing.T, addr string) *grpc.ClientConn {
	t.Helper()
	conn, err := grpc.NewClient(addr, grpc.WithTransportCredentials(insecure.NewCredentials()))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = conn.Close() })
	return conn
}

func TestNativeGRPC(t *testing.T) {
	s := serve(t)
	for _, addr := range []string{s.GRPCAddr(), s.HTTPAddr()} { // the HTTP port speaks gRPC too
		client := identityv1.NewIdentityServiceClient(dial(t, addr))
		in, err := client.SignIn(t.Context(), &identityv1.SignInRequest{Login: "wang", Password: password})
		if err != nil {
			t.Fatal(addr, err)
		}
		ctx := metadata.AppendToOutgoingContext(t.Context(), "authorization", "Bearer "+in.GetToken())
		if me, err := client.WhoAmI(ctx, &identityv1.WhoAmIRequest{}); err != nil || me.GetMe().GetLogin() != "wang" {
			t.Fatal(me, err)
		}
		_, err = client.CreateToken(ctx, &identityv1.CreateTokenRequest{RequestId: "12345678"})
		st := status.Convert(err)
		var bad *errdetails.BadRequest
		for _, d := range st.Details() {
			if b, ok := d.(*errdetails.BadRequest); ok {
				bad = b
			}
		}
		if st.Code() != codes.InvalidArgument || len(bad.GetFieldViolations()) != 2 || bad.GetFieldViolations()[0].GetDescription() != "请填写名称" {
			t.Fatal(err, bad)
		}
	}
}

func TestReflection(t *testing.T) {
	s := serve(t)
	stream, err := reflectionv1.NewServerReflectionClient(dial(t, s.GRPCAddr())).ServerReflectionInfo(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if err := stream.Send(&reflectionv1.ServerReflectionRequest{MessageRequest: &reflectionv1.ServerReflectionRequest_ListServices{}}); err != nil {
		t.Fatal(err)
	}
	r, err := stream.Recv()
	if err != nil || !strings.Contains(r.String(), "yanlu.identity.v1.IdentityService") {
		t.Fatal(r, err)
	}
}

// TestGRPCWeb frames a request by hand: one flag byte, four of length, the message.
func TestGRPCWeb(t *testing.T) {
	s := serve(t)
	message, err := proto.Marshal(&identityv1.SignInRequest{Login: "wang", Password: password})
	if err != nil {
		t.Fatal(err)
	}
	frame := append(binary.BigEndian.AppendUint32([]byte{0}, uint32(len(message))), message...)
	r, err := http.NewRequestWithContext(t.Context(), http.MethodPost, "http://"+s.HTTPAddr()+service+"SignIn", bytes.NewReader(frame))
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Content-Type", "application/grpc-web+proto")
	r.Header.Set("X-Grpc-Web", "1")
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = answer.Body.Close() }()
	body, err := io.ReadAll(answer.Body)
	if err != nil || len(body) < 5 {
		t.Fatal(answer.Status, body, err)
	}
	var reply identityv1.SignInResponse
	size := binary.BigEndian.Uint32(body[1:5])
	if err := proto.Unmarshal(body[5:5+size], &reply); err != nil || reply.GetMe().GetName() != "王芳" {
		t.Fatal(&reply, err)
	}
	if trailer := string(body[5+size:]); !strings.Contains(strings.ToLower(trailer), "grpc-status: 0") && !strings.Contains(strings.ToLower(trailer), "grpc-status:0") {
		t.Fatalf("%q", trailer)
	}
}

func TestPortalStandsBesideTheAPI(t *testing.T) {
	s := serve(t)
	for path, want := range map[string]int{"/": 200, "/queue": 200, "/healthz": 200, "/readyz": 200, "/missing.js": 404} {
		r, err := http.Get("http://" + s.HTTPAddr() + path)
		if err != nil {
			t.Fatal(err)
		}
		_ = r.Body.Close()
		if r.StatusCode != want || r.Header.Get("X-Content-Type-Options") != "nosniff" || r.Header.Get("X-Frame-Options") != "DENY" {
			t.Error(path, r.StatusCode, r.Header)
		}
	}
}
