package access

import (
	"context"
	"net/http"
	"net/http/httptest"
	"testing"

	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/metadata"
	"google.golang.org/grpc/status"

	identityv1 "yanlu/proto/gen/yanlu/identity/v1"
	"yanlu/services/identity"
	"yanlu/services/lifecycle"
)

// deputy holds two roles; every token is hers.
type deputy struct{}

func (deputy) Authenticate(context.Context, string) (identity.Caller, error) {
	return identity.Caller{Person: "p", Grants: []identity.Grant{{Role: lifecycle.Admin, Org: "b"}, {Role: lifecycle.Finance, Org: "b"}}, Credential: identity.BySession}, nil
}

const grant = "/yanlu.identity.v1.IdentityService/GrantRole" // for administrators

func TestACapacityLimitsAndNeverAdds(t *testing.T) {
	g, err := New(Config{Authenticator: deputy{}})
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		capacity, method string
		code             codes.Code
		grants           int
	}{
		{"", grant, codes.OK, 2},
		{"admin@b", grant, codes.OK, 1},
		{"finance@b", grant, codes.PermissionDenied, 0}, // she is an administrator, but not in this capacity
		{"finance@b", whoAmI, codes.OK, 1},
		{"director@b", whoAmI, codes.PermissionDenied, 0},
		{"admin@elsewhere", grant, codes.PermissionDenied, 0},
		{"admin", whoAmI, codes.InvalidArgument, 0},
		{"director@b", signIn, codes.OK, 0}, // open to all: as nobody in particular
	} {
		md := metadata.Pairs("authorization", "Bearer x")
		if c.capacity != "" {
			md.Set(ActingHeader, c.capacity)
		}
		var seen identity.Caller
		_, err := g.Unary()(metadata.NewIncomingContext(t.Context(), md), requestOf(c.method), &grpc.UnaryServerInfo{FullMethod: c.method}, func(ctx context.Context, _ any) (any, error) {
			seen, _ = identity.FromContext(ctx)
			return nil, nil
		})
		if status.Code(err) != c.code || len(seen.Grants) != c.grants {
			t.Errorf("%s as %q: %v with %v", c.method, c.capacity, err, seen.Grants)
		}
	}
}

func requestOf(method string) any {
	switch method {
	case signIn:
		return &identityv1.SignInRequest{Login: "a", Password: "b"}
	case grant:
		return &identityv1.GrantRoleRequest{RequestId: "12345678", Person: "p", Organisation: "b", Role: "officer"}
	}
	return &identityv1.WhoAmIRequest{}
}

func TestACapacityLimitsPlainHTTP(t *testing.T) {
	g, err := New(Config{Authenticator: deputy{}})
	if err != nil {
		t.Fatal(err)
	}
	for capacity, want := range map[string]int{"": http.StatusOK, "finance@b": http.StatusOK, "director@b": http.StatusForbidden, "finance": http.StatusBadRequest} {
		var seen identity.Caller
		h := g.HTTP(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) { seen, _ = identity.FromContext(r.Context()) }))
		r := httptest.NewRequestWithContext(t.Context(), http.MethodGet, "/files/1", nil)
		r.Header.Set("Authorization", "Bearer x")
		if capacity != "" {
			r.Header.Set("Yanlu-Acting-As", capacity)
		}
		answer := httptest.NewRecorder()
		h.ServeHTTP(answer, r)
		if answer.Code != want || want == http.StatusOK && capacity != "" && len(seen.Grants) != 1 {
			t.Errorf("as %q: %d with %v", capacity, answer.Code, seen.Grants)
		}
	}
}
