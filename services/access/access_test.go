package access

import (
	"context"
	"slices"
	"strings"
	"testing"

	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protodesc"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/reflect/protoregistry"
	"google.golang.org/protobuf/types/descriptorpb"

	_ "yanlu/proto/gen/yanlu/application/v1"
	_ "yanlu/proto/gen/yanlu/award/v1"
	_ "yanlu/proto/gen/yanlu/closure/v1"
	_ "yanlu/proto/gen/yanlu/delivery/v1"
	_ "yanlu/proto/gen/yanlu/docket/v1"
	formv1 "yanlu/proto/gen/yanlu/form/v1"
	_ "yanlu/proto/gen/yanlu/funding/v1"
	_ "yanlu/proto/gen/yanlu/identity/v1"
	_ "yanlu/proto/gen/yanlu/programme/v1"
	_ "yanlu/proto/gen/yanlu/review/v1"
	"yanlu/services/identity"
	"yanlu/services/lifecycle"
	"yanlu/services/platform/problem"
)

// nobody is an Authenticator without any account.
type nobody struct{}

func (nobody) Authenticate(context.Context, string) (identity.Caller, error) {
	return identity.Caller{}, problem.New(problem.Unauthenticated, "SESSION_ENDED", "登录已失效", "the session has ended")
}

func newGuard(t *testing.T) *Guard {
	t.Helper()
	g, err := New(Config{Authenticator: nobody{}})
	if err != nil {
		t.Fatal(err)
	}
	return g
}

// expected says who may use a method, straight from its options and the law.
func expected(m protoreflect.MethodDescriptor) (public, signedIn bool, roles []lifecycle.Role) {
	if v, _ := proto.GetExtension(m.Options(), formv1.E_Verb).(*formv1.Verb); v != nil {
		for _, row := range lifecycle.Of(lifecycle.Machine(v.GetMachine())).Transitions {
			if string(row.Event) == v.GetEvent() {
				roles = append(roles, row.Actors...)
			}
		}
		return slices.Contains(roles, lifecycle.Public), false, roles
	}
	a, _ := proto.GetExtension(m.Options(), formv1.E_Access).(*formv1.Access)
	switch a.GetLevel() {
	case formv1.Level_LEVEL_PUBLIC:
		return true, true, nil
	case formv1.Level_LEVEL_SIGNED_IN:
		return false, true, nil
	}
	for _, r := range a.GetRoles() {
		roles = append(roles, lifecycle.Role(r))
	}
	return false, false, roles
}

func TestEveryMethodForEveryRole(t *testing.T) {
	g := newGuard(t)
	cells, methods := 0, 0
	eachMethod(protoregistry.GlobalFiles, func(m protoreflect.MethodDescriptor) {
		methods++
		name := methodName(m)
		public, signedIn, roles := expected(m)
		if err := g.Allows(name, nil); (err == nil) != public {
			t.Errorf("%s without an account: %v", name, err)
		}
		if err := g.Allows(name, &identity.Caller{Person: "p"}); (err == nil) != (public || signedIn) {
			t.Errorf("%s with an account without roles: %v", name, err)
		}
		for _, role := range identity.Grantable {
			cells++
			want := public || signedIn || slices.Contains(roles, role) ||
				role == lifecycle.Reviewer && slices.Contains(roles, lifecycle.Chair)
			err := g.Allows(name, &identity.Caller{Person: "p", Grants: []identity.Grant{{Role: role, Org: "o"}}})
			if (err == nil) != want {
				t.Errorf("%s for %s: %v, want allowed=%v", name, role, err, want)
			}
			if err != nil && (problem.ReasonOf(err) != "ROLE_REQUIRED" || len(problem.Of(err).Who) == 0) {
				t.Errorf("%s for %s: the refusal must say who may: %v", name, role, err)
			}
		}
	})
	if methods < 100 || cells != methods*len(identity.Grantable) {
		t.Fatalf("only %d methods and %d cells were found: is a service not linked in?", methods, cells)
	}
}

func TestKnownCells(t *testing.T) {
	g := newGuard(t)
	officer := &identity.Caller{Grants: []identity.Grant{{Role: lifecycle.Officer, Org: "bureau"}}}
	for _, c := range []struct {
		method  string
		caller  *identity.Caller
		refused string
	}{
		{"/yanlu.award.v1.AwardService/FileObjection", nil, ""},
		{"/yanlu.identity.v1.IdentityService/SignIn", nil, ""},
		{"/yanlu.identity.v1.IdentityService/WhoAmI", nil, "SIGN_IN_REQUIRED"},
		{"/yanlu.identity.v1.IdentityService/RegisterOrganisation", officer, ""},
		{"/yanlu.identity.v1.IdentityService/GrantRole", officer, "ROLE_REQUIRED"},
		{"/yanlu.award.v1.AwardService/SignAgreement", officer, "ROLE_REQUIRED"},
		{"/yanlu.award.v1.AwardService/NoSuchMethod", officer, "METHOD_CLOSED"},
		{"/other.v1.Service/Method", nil, "METHOD_CLOSED"},
	} {
		if got := problem.ReasonOf(g.Allows(c.method, c.caller)); got != c.refused {
			t.Errorf("%s: %q, want %q", c.method, got, c.refused)
		}
	}
}

// describe builds a file with one service whose methods carry the given options.
func describe(t *testing.T, methods map[string]*descriptorpb.MethodOptions) *protoregistry.Files {
	t.Helper()
	file := &descriptorpb.FileDescriptorProto{
		Name: proto.String("yanlu/made/v1/made.proto"), Package: proto.String("yanlu.made.v1"), Syntax: proto.String("proto3"),
		MessageType: []*descriptorpb.DescriptorProto{{Name: proto.String("Empty")}},
		Service:     []*descriptorpb.ServiceDescriptorProto{{Name: proto.String("Made")}},
	}
	for name, opts := range methods {
		file.Service[0].Method = append(file.Service[0].Method, &descriptorpb.MethodDescriptorProto{
			Name: proto.String(name), InputType: proto.String(".yanlu.made.v1.Empty"), OutputType: proto.String(".yanlu.made.v1.Empty"), Options: opts,
		})
	}
	fd, err := protodesc.NewFile(file, protoregistry.GlobalFiles)
	if err != nil {
		t.Fatal(err)
	}
	files := new(protoregistry.Files)
	if err := files.RegisterFile(fd); err != nil {
		t.Fatal(err)
	}
	return files
}

func options(t *testing.T, ext protoreflect.ExtensionType, value proto.Message) *descriptorpb.MethodOptions {
	t.Helper()
	o := &descriptorpb.MethodOptions{}
	proto.SetExtension(o, ext, value)
	return o
}

func TestMethodWithoutOptionsIsClosed(t *testing.T) {
	g, err := New(Config{Authenticator: nobody{}, Files: describe(t, map[string]*descriptorpb.MethodOptions{
		"Silent":  nil,
		"Unclear": options(t, formv1.E_Access, &formv1.Access{}),
	})})
	if err != nil {
		t.Fatal(err)
	}
	all := &identity.Caller{Person: "p"}
	for _, r := range identity.Grantable {
		all.Grants = append(all.Grants, identity.Grant{Role: r, Org: "o"})
	}
	for _, m := range []string{"Silent", "Unclear"} {
		for _, c := range []*identity.Caller{nil, all} {
			if got := problem.ReasonOf(g.Allows("/yanlu.made.v1.Made/"+m, c)); got != "METHOD_CLOSED" {
				t.Errorf("%s: %q", m, got)
			}
		}
	}
}

func TestWrongOptionsStopTheStart(t *testing.T) {
	for name, c := range map[string]struct {
		o    *descriptorpb.MethodOptions
		want string
	}{
		"machine": {options(t, formv1.E_Verb, &formv1.Verb{Machine: "spaceship", Event: "submit"}), "no law"},
		"event":   {options(t, formv1.E_Verb, &formv1.Verb{Machine: "project", Event: "fly"}), "does not have"},
		"role":    {options(t, formv1.E_Access, &formv1.Access{Level: formv1.Level_LEVEL_ROLES, Roles: []string{"system"}}), "nobody can hold"},
		"empty":   {options(t, formv1.E_Access, &formv1.Access{Level: formv1.Level_LEVEL_ROLES}), "names none"},
		"both": {func() *descriptorpb.MethodOptions {
			o := options(t, formv1.E_Verb, &formv1.Verb{Machine: "need", Event: "submit"})
			proto.SetExtension(o, formv1.E_Access, &formv1.Access{Level: formv1.Level_LEVEL_PUBLIC})
			return o
		}(), "both"},
	} {
		_, err := New(Config{Files: describe(t, map[string]*descriptorpb.MethodOptions{"M": c.o})})
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v", name, err)
		}
	}
}
