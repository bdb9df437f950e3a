// Package access stands at the door of the API: it says who calls, whether the
// request is well formed, whether the caller may use the method at all, and how
// a refusal is told.
//
// It guarantees that a method is closed to everyone unless its own options or
// the law open it, that no text of a driver reaches a caller, and that every
// refusal has a reason code and a sentence in Chinese and in English. It refuses
// to know the record: whether the caller stands in the right relation to a
// docket is judged inside the door of the docket.
package access

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"strings"

	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/reflect/protoregistry"

	formv1 "yanlu/proto/gen/yanlu/form/v1"
	"yanlu/services/identity"
	"yanlu/services/lifecycle"
	"yanlu/services/platform/problem"
)

// SessionCookie is the name of the cookie that holds a browser's session.
const SessionCookie = "yanlu_session"

// PortalHeader must be "1" on a request that a cookie speaks for and that is
// not a plain read: another site can make a browser send the cookie, never the header.
const PortalHeader = "x-yanlu-portal"

// ActingHeader limits a request to one capacity of its caller, written
// role@organisation. It never adds one; without it all count.
const ActingHeader = "yanlu-acting-as"

// Authenticator says who holds a session or an API token.
type Authenticator interface {
	Authenticate(ctx context.Context, token string) (identity.Caller, error)
}

// openServices belong to the transport: they say that the server lives and what
// it offers, and nothing of any record. Their answers pass untouched.
var openServices = []string{
	"grpc.health.v1.Health",
	"grpc.reflection.v1.ServerReflection",
	"grpc.reflection.v1alpha.ServerReflection",
}

// Config is what a Guard is made of.
type Config struct {
	Authenticator Authenticator
	Log           *slog.Logger         // nil: slog.Default()
	Files         *protoregistry.Files // where methods are described; nil: everything linked in
}

// Guard holds what every method needs of its caller.
type Guard struct {
	auth  Authenticator
	log   *slog.Logger
	table map[string]permission
	valid *validator
}

// permission is what one method needs.
type permission struct {
	public   bool
	signedIn bool
	roles    []lifecycle.Role
}

// New reads the options of every yanlu method and compiles the rules of every
// request. It fails when an option names an event, a machine or a role that the
// law does not know.
func New(c Config) (*Guard, error) {
	files := c.Files
	if files == nil {
		files = protoregistry.GlobalFiles
	}
	g := &Guard{auth: c.Authenticator, log: c.Log, table: map[string]permission{}}
	if g.log == nil {
		g.log = slog.Default()
	}
	var errs []error
	var requests []protoreflect.MessageDescriptor
	eachMethod(files, func(m protoreflect.MethodDescriptor) {
		p, err := permissionOf(m)
		if err != nil {
			errs = append(errs, err)
		}
		g.table[methodName(m)] = p
		requests = append(requests, m.Input())
	})
	v, err := newValidator(requests)
	g.valid = v
	return g, errors.Join(append(errs, err)...)
}

func eachMethod(files *protoregistry.Files, visit func(protoreflect.MethodDescriptor)) {
	files.RangeFiles(func(f protoreflect.FileDescriptor) bool {
		if !strings.HasPrefix(string(f.Package()), "yanlu.") {
			return true
		}
		for i := range f.Services().Len() {
			methods := f.Services().Get(i).Methods()
			for j := range methods.Len() {
				visit(methods.Get(j))
			}
		}
		return true
	})
}

// methodName is the name a method is called by: /package.Service/Method.
func methodName(m protoreflect.MethodDescriptor) string {
	return "/" + string(m.Parent().FullName()) + "/" + string(m.Name())
}

// permissionOf reads what a method says of itself. The zero permission, of a
// method that says nothing, lets nobody in.
func permissionOf(m protoreflect.MethodDescriptor) (permission, error) {
	verb, _ := proto.GetExtension(m.Options(), formv1.E_Verb).(*formv1.Verb)
	rule, _ := proto.GetExtension(m.Options(), formv1.E_Access).(*formv1.Access)
	switch {
	case verb != nil && rule != nil:
		return permission{}, fmt.Errorf("access: %s has both a verb and an access level", m.FullName())
	case verb != nil:
		return permissionOfVerb(m, verb)
	case rule != nil:
		return permissionOfLevel(m, rule)
	}
	return permission{}, nil
}

func permissionOfVerb(m protoreflect.MethodDescriptor, v *formv1.Verb) (permission, error) {
	law := lifecycle.Of(lifecycle.Machine(v.GetMachine()))
	if law == nil {
		return permission{}, fmt.Errorf("access: %s names machine %q, which has no law", m.FullName(), v.GetMachine())
	}
	actors := law.Actors(lifecycle.Event(v.GetEvent()))
	if len(actors) == 0 {
		return permission{}, fmt.Errorf("access: %s names event %q, which machine %s does not have", m.FullName(), v.GetEvent(), v.GetMachine())
	}
	return permission{public: slices.Contains(actors, lifecycle.Public), roles: actors}, nil
}

func permissionOfLevel(m protoreflect.MethodDescriptor, a *formv1.Access) (permission, error) {
	var p permission
	for _, r := range a.GetRoles() {
		if !slices.Contains(identity.Grantable, lifecycle.Role(r)) {
			return permission{}, fmt.Errorf("access: %s is for role %q, which nobody can hold", m.FullName(), r)
		}
		p.roles = append(p.roles, lifecycle.Role(r))
	}
	switch a.GetLevel() {
	case formv1.Level_LEVEL_PUBLIC:
		p.public = true
	case formv1.Level_LEVEL_SIGNED_IN:
		p.signedIn = true
	case formv1.Level_LEVEL_ROLES:
		if len(p.roles) == 0 {
			return permission{}, fmt.Errorf("access: %s is for roles and names none", m.FullName())
		}
	}
	return p, nil
}

// Allows says whether a caller may use a method at all; caller is nil when
// nobody is signed in. It returns a refusal: METHOD_CLOSED, SIGN_IN_REQUIRED or
// ROLE_REQUIRED.
func (g *Guard) Allows(method string, caller *identity.Caller) error {
	p := g.table[method] // an unknown method has the zero permission
	switch {
	case p.public:
		return nil
	case !p.signedIn && len(p.roles) == 0:
		return problem.New(problem.Denied, "METHOD_CLOSED", "该接口未开放", "this method is not open to anybody")
	case caller == nil:
		return signInRequired()
	case p.signedIn || slices.ContainsFunc(p.roles, qualifies(*caller)):
		return nil
	}
	who := peopleAmong(p.roles)
	may := lifecycle.AnyOf(who)
	refusal := problem.New(problem.Denied, "ROLE_REQUIRED", "此操作须由"+may.Zh+"办理", "this is for "+may.En)
	for _, r := range who {
		refusal.For(string(r))
	}
	return refusal
}

func signInRequired() error {
	return problem.New(problem.Unauthenticated, "SIGN_IN_REQUIRED", "请先登录", "sign in first")
}

// peopleAmong leaves out the roles that no account can hold, unless nothing else is left.
func peopleAmong(roles []lifecycle.Role) []lifecycle.Role {
	people := slices.DeleteFunc(slices.Clone(roles), func(r lifecycle.Role) bool { return r == lifecycle.System || r == lifecycle.Public })
	if len(people) == 0 {
		return roles
	}
	return people
}

// qualifies tests roles for a caller. A chair is a reviewer whom a docket
// appoints: any reviewer may knock, the door knows which one was appointed.
func qualifies(c identity.Caller) func(lifecycle.Role) bool {
	return func(r lifecycle.Role) bool {
		return c.Has(r) || r == lifecycle.Chair && c.Has(lifecycle.Reviewer)
	}
}
