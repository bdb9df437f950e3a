// Package identity is the rules about people and organisations: who a caller is,
// which roles may be granted where, what a password must be, and when sign-in is
// locked.
//
// It guarantees that the same question gets the same answer wherever it is
// asked. It refuses to know how people are stored (store) and how they are
// spoken to (rpc), and it holds no rule about a docket: a relation to a docket
// is judged where the docket is.
package identity

import (
	"context"
	"slices"

	"yanlu/services/lifecycle"
)

// Grant is a role held in an organisation.
type Grant struct {
	Role lifecycle.Role
	Org  string
}

// Credential says how a caller proved who they are.
type Credential int

// The credentials. A token can do less than a session: it cannot make another
// token or change the password.
const (
	NoCredential Credential = iota
	BySession
	ByToken
)

// Caller is the person a request is made for.
type Caller struct {
	Person string
	Name   string
	Login  string
	Grants []Grant // own and, while they stand in for a colleague, the colleague's
	Acting string  // role@organisation when the request was limited to it; see As
	Demo   bool    // an account of the demonstration data

	Credential Credential
	Key        []byte // hash of the session or token, to tell this one from others
}

// Has says whether the caller holds a role in any organisation.
func (c Caller) Has(role lifecycle.Role) bool {
	return slices.ContainsFunc(c.Grants, func(g Grant) bool { return g.Role == role })
}

// HasIn says whether the caller holds a role in one organisation.
func (c Caller) HasIn(role lifecycle.Role, org string) bool {
	return slices.Contains(c.Grants, Grant{role, org})
}

// OrgsWith lists the organisations in which the caller holds a role, in order.
func (c Caller) OrgsWith(role lifecycle.Role) []string {
	var orgs []string
	for _, g := range c.Grants {
		if g.Role == role {
			orgs = append(orgs, g.Org)
		}
	}
	slices.Sort(orgs)
	return slices.Compact(orgs)
}

// Roles lists the roles the caller holds, each once, in order.
func (c Caller) Roles() []lifecycle.Role {
	roles := make([]lifecycle.Role, 0, len(c.Grants))
	for _, g := range c.Grants {
		roles = append(roles, g.Role)
	}
	slices.Sort(roles)
	return slices.Compact(roles)
}

type callerKey struct{}

// WithCaller returns a context that carries a caller.
func WithCaller(ctx context.Context, c Caller) context.Context {
	return context.WithValue(ctx, callerKey{}, c)
}

// FromContext returns the caller of a request; false means nobody is signed in.
func FromContext(ctx context.Context) (Caller, bool) {
	c, ok := ctx.Value(callerKey{}).(Caller)
	return c, ok
}
