package story

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"time"

	"google.golang.org/genproto/googleapis/rpc/errdetails"
	"google.golang.org/grpc"
	"google.golang.org/grpc/backoff"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/credentials/insecure"
	"google.golang.org/grpc/metadata"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/reflect/protoregistry"

	identityv1 "yanlu/proto/gen/yanlu/identity/v1"
)

const (
	callWithin = 15 * time.Second // one attempt
	firstPause = 100 * time.Millisecond
	lastPause  = 2 * time.Second
)

// method is one callable method.
type method struct {
	full    string // /package.Service/Method
	in, out protoreflect.MessageType
}

var methodTable = sync.OnceValue(func() map[string]method {
	out := map[string]method{}
	protoregistry.GlobalFiles.RangeFiles(func(f protoreflect.FileDescriptor) bool {
		if !strings.HasPrefix(string(f.Package()), "yanlu.") {
			return true
		}
		for i := range f.Services().Len() {
			svc := f.Services().Get(i)
			for j := range svc.Methods().Len() {
				md := svc.Methods().Get(j)
				in, errIn := protoregistry.GlobalTypes.FindMessageByName(md.Input().FullName())
				reply, errOut := protoregistry.GlobalTypes.FindMessageByName(md.Output().FullName())
				if errIn != nil || errOut != nil || md.IsStreamingServer() || md.IsStreamingClient() {
					continue
				}
				out[string(svc.Name())+"."+string(md.Name())] = method{fmt.Sprintf("/%s/%s", svc.FullName(), md.Name()), in, reply}
			}
		}
		return true
	})
	return out
})

func methodNamed(short string) (method, error) {
	m, ok := methodTable()[short]
	if !ok {
		return m, fmt.Errorf("there is no method %q", short)
	}
	return m, nil
}

// client calls the API in the name of people, as often as it takes.
type client struct {
	conn     *grpc.ClientConn
	http     string
	password string
	patience time.Duration

	mu       sync.Mutex
	sessions map[string]*session // by login
}

type session struct {
	once  sync.Once
	token string
	me    *identityv1.Me
	err   error
}

func dial(t Target, password string, patience time.Duration) (*client, error) {
	conn, err := grpc.NewClient("passthrough:///"+t.GRPC, grpc.WithTransportCredentials(insecure.NewCredentials()),
		grpc.WithConnectParams(grpc.ConnectParams{
			Backoff: backoff.Config{BaseDelay: firstPause, Multiplier: 1.5, MaxDelay: time.Second}, MinConnectTimeout: 2 * time.Second,
		}))
	if err != nil {
		return nil, err
	}
	return &client{conn: conn, http: strings.TrimSuffix(t.HTTP, "/"), password: password, patience: patience, sessions: map[string]*session{}}, nil
}

func (c *client) close() { _ = c.conn.Close() }

// public acts without an account.
const public = "public"

// as signs a person in, once.
func (c *client) as(ctx context.Context, login string) (*session, error) {
	if login == public {
		return &session{}, nil
	}
	c.mu.Lock()
	s := c.sessions[login]
	if s == nil {
		s = &session{}
		c.sessions[login] = s
	}
	c.mu.Unlock()
	s.once.Do(func() {
		reply := &identityv1.SignInResponse{}
		s.err = c.invoke(ctx, &session{}, identityv1.IdentityService_SignIn_FullMethodName, &identityv1.SignInRequest{Login: login, Password: c.password}, reply)
		s.token, s.me = reply.GetToken(), reply.GetMe()
		if s.err != nil {
			s.err = fmt.Errorf("sign in as %s: %w", login, s.err)
		}
	})
	return s, s.err
}

// invoke sends a request until it is answered, refusals included. What it repeats
// carries the same request id, so nothing happens twice.
func (c *client) invoke(ctx context.Context, s *session, full string, in, out proto.Message) error {
	give := time.Now().Add(c.patience)
	for pause := firstPause; ; pause = min(pause*3/2, lastPause) {
		err := c.once(ctx, s, full, in, out)
		if err == nil || !passing(err) || ctx.Err() != nil || time.Now().After(give) {
			return err
		}
		if err := sleep(ctx, pause); err != nil {
			return err
		}
	}
}

func (c *client) once(ctx context.Context, s *session, full string, in, out proto.Message) error {
	ctx, cancel := context.WithTimeout(ctx, callWithin)
	defer cancel()
	if s.token != "" {
		ctx = metadata.AppendToOutgoingContext(ctx, "authorization", "Bearer "+s.token)
	}
	return c.conn.Invoke(ctx, full, in, out)
}

// passing says that the server was away, overrun or broken: the same request may be sent again.
func passing(err error) bool {
	switch status.Code(err) {
	case codes.Unavailable, codes.DeadlineExceeded, codes.Internal, codes.Unknown, codes.Canceled:
		return true
	case codes.ResourceExhausted:
		return reason(err) != "SIGN_IN_LOCKED"
	}
	return false
}

// reason is the code of a refusal, "" when the error is none.
func reason(err error) string {
	for _, d := range status.Convert(err).Details() {
		if info, ok := d.(*errdetails.ErrorInfo); ok {
			return info.GetReason()
		}
	}
	return ""
}

// sentence says what was refused, with the fields.
func sentence(err error) error {
	s := status.Convert(err)
	text := fmt.Sprintf("%s %s", s.Code(), s.Message())
	if r := reason(err); r != "" {
		text += " (" + r + ")"
	}
	for _, d := range s.Details() {
		if bad, ok := d.(*errdetails.BadRequest); ok {
			for _, v := range bad.GetFieldViolations() {
				text += fmt.Sprintf("; %s: %s", v.GetField(), v.GetDescription())
			}
		}
	}
	return errors.New(text)
}

func sleep(ctx context.Context, d time.Duration) error {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
