package access

import (
	"context"
	"net/http"
	"strings"

	"google.golang.org/grpc/metadata"

	"yanlu/services/identity"
	"yanlu/services/platform/problem"
)

// credential is what a request brought to prove who sent it.
type credential struct {
	token  string
	cookie bool // a browser sent it by itself
	portal bool // and the portal's own code asked it to

	acting []string // the capacity the request is limited to, as often as it was named
}

func credentialOf(get func(name string) []string) credential {
	c := credential{portal: strings.Join(get(PortalHeader), "") == "1", acting: get(ActingHeader)}
	for _, h := range get("authorization") {
		if scheme, token, ok := strings.Cut(h, " "); ok && strings.EqualFold(scheme, "bearer") {
			c.token = strings.TrimSpace(token)
			return c
		}
	}
	for _, h := range get("cookie") {
		cookies, err := http.ParseCookie(h)
		if err != nil {
			continue
		}
		for _, k := range cookies {
			if k.Name == SessionCookie && k.Value != "" {
				c.token, c.cookie = k.Value, true
				return c
			}
		}
	}
	return c
}

func credentialOfCall(ctx context.Context) credential {
	md, _ := metadata.FromIncomingContext(ctx)
	return credentialOf(md.Get)
}

// caller says who sent a request; nil when it brought no credential. reads is
// true for a request that changes nothing, which needs no proof of the portal.
func (g *Guard) caller(ctx context.Context, c credential, reads bool) (*identity.Caller, error) {
	if c.token == "" {
		return nil, nil
	}
	if c.cookie && !c.portal && !reads {
		return nil, problem.New(problem.Denied, "NOT_FROM_PORTAL",
			"该请求不是由门户页面发出的，已拒绝", "the request did not come from the portal’s own pages").With("header", PortalHeader)
	}
	who, err := g.auth.Authenticate(ctx, c.token)
	if err != nil {
		return nil, err
	}
	who, err = who.As(strings.Join(c.acting, ","))
	return &who, err
}

// admit decides about one call: who it is, and whether they may use the method.
// On a method open to all, a credential that does not hold counts as none, and a
// capacity that is not held as no capacity: an old cookie must not keep anybody
// from signing in.
func (g *Guard) admit(ctx context.Context, method string) (context.Context, error) {
	who, err := g.caller(ctx, credentialOfCall(ctx), false)
	if err != nil && (!g.table[method].public || problem.Of(err) == nil) {
		return ctx, err
	}
	if err != nil && who != nil {
		who.Grants = nil
	}
	if err := g.Allows(method, who); err != nil {
		return ctx, err
	}
	if who != nil {
		noteCaller(ctx, who.Person)
		ctx = identity.WithCaller(ctx, *who)
	}
	return ctx, nil
}
