package access

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"strings"

	"github.com/jackc/pgx/v5/pgconn"
	"google.golang.org/genproto/googleapis/rpc/errdetails"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/protoadapt"

	"yanlu/services/lifecycle"
	"yanlu/services/platform/problem"
)

// Domain is the domain of every reason code.
const Domain = "yanlu"

// kindCodes is what each kind of refusal is to the transport.
var kindCodes = map[problem.Kind]codes.Code{
	problem.Invalid:         codes.InvalidArgument,
	problem.Unauthenticated: codes.Unauthenticated,
	problem.Denied:          codes.PermissionDenied,
	problem.NotFound:        codes.NotFound,
	problem.Precondition:    codes.FailedPrecondition,
	problem.Stale:           codes.Aborted,
	problem.Duplicate:       codes.AlreadyExists,
	problem.Exhausted:       codes.ResourceExhausted,
	problem.Unavailable:     codes.Unavailable,
}

// Status turns an error into what the caller is told. A refusal is told in
// full, and incident is then empty; anything else becomes one sentence with an
// incident id, under which the caller of Status must log the error.
func Status(err error) (s *status.Status, incident string) {
	if p := problemOf(err); p != nil {
		return statusOf(kindCodes[p.Kind], p), ""
	}
	switch {
	case errors.Is(err, context.Canceled) || status.Code(err) == codes.Canceled:
		return statusOf(codes.Canceled, problem.New(problem.Unavailable, "CANCELLED", "请求已取消", "the request was cancelled")), ""
	case errors.Is(err, context.DeadlineExceeded) || status.Code(err) == codes.DeadlineExceeded:
		return statusOf(codes.DeadlineExceeded, problem.New(problem.Unavailable, "TOO_SLOW", "处理超时，请用同一请求编号重试", "it took too long; try again with the same request id")), ""
	}
	incident = strings.ToLower(rand.Text()[:10])
	if away(err) {
		return statusOf(codes.Unavailable, problem.New(problem.Unavailable, "TRY_AGAIN",
			"系统暂时繁忙，请用同一请求编号重试", "the system is busy for a moment; try again with the same request id").With("incident", incident)), incident
	}
	return statusOf(codes.Internal, problem.New(problem.Unavailable, "INTERNAL",
		"系统内部错误，已记录（"+incident+"），请联系系统管理员", "an internal error was recorded ("+incident+"); ask an administrator").
		With("incident", incident).For(string(lifecycle.Admin))), incident
}

// problemOf finds the refusal in an error, the law's included.
func problemOf(err error) *problem.Problem {
	if p := problem.Of(err); p != nil {
		return p
	}
	var r *lifecycle.Refusal
	if errors.As(err, &r) {
		return FromRefusal(r)
	}
	return nil
}

// away says that the database could not be reached or gave up: the same request
// may succeed when it is sent again. Classes are those of SQLSTATE.
func away(err error) bool {
	var connect *pgconn.ConnectError
	if errors.As(err, &connect) {
		return true
	}
	var pg *pgconn.PgError
	if !errors.As(err, &pg) {
		return pgconn.SafeToRetry(err) || pgconn.Timeout(err)
	}
	switch pg.Code[:min(2, len(pg.Code))] {
	case "08", "40", "53", "57": // connection, rollback, resources, operator
		return true
	}
	return pg.Code == "55P03" // lock not available in time
}

func statusOf(code codes.Code, p *problem.Problem) *status.Status {
	details := []protoadapt.MessageV1{protoadapt.MessageV1Of(errorInfo(p))}
	if len(p.Violations) > 0 {
		details = append(details, protoadapt.MessageV1Of(badRequest(p)))
	}
	s, err := status.New(code, p.Zh).WithDetails(details...)
	if err != nil { // only for code OK, which no refusal has
		return status.New(code, p.Zh)
	}
	return s
}

func errorInfo(p *problem.Problem) *errdetails.ErrorInfo {
	facts := map[string]string{"zh": p.Zh, "en": p.En}
	for k, v := range p.Facts {
		facts[k] = v
	}
	if len(p.Who) > 0 {
		facts["who"] = strings.Join(p.Who, ",")
		who := lifecycle.AnyOf(p.Who)
		facts["who_zh"], facts["who_en"] = who.Zh, who.En
	}
	return &errdetails.ErrorInfo{Reason: p.Reason, Domain: Domain, Metadata: facts}
}

func badRequest(p *problem.Problem) *errdetails.BadRequest {
	out := &errdetails.BadRequest{}
	for _, v := range p.Violations {
		out.FieldViolations = append(out.FieldViolations, &errdetails.BadRequest_FieldViolation{
			Field: v.Field, Description: v.Zh, LocalizedMessage: &errdetails.LocalizedMessage{Locale: "en", Message: v.En},
		})
	}
	return out
}

// FromRefusal puts the law's refusal into words. EVENT_NOT_FOR_ROLE when
// somebody else could do it now; EVENT_NOT_POSSIBLE when nobody could, with
// those whose turn it is.
func FromRefusal(r *lifecycle.Refusal) *problem.Problem {
	event, state, turn := wordsOf(r)
	facts := []string{"machine", string(r.Machine), "state", string(r.State), "event", string(r.Event), "role", string(r.Role)}
	if len(r.Who) > 0 {
		may := lifecycle.AnyOf(r.Who)
		p := problem.New(problem.Denied, "EVENT_NOT_FOR_ROLE",
			fmt.Sprintf("“%s”须由%s办理", event.Zh, may.Zh), fmt.Sprintf("“%s” is for %s", event.En, may.En))
		return who(p.With(facts...), r.Who)
	}
	p := problem.New(problem.Precondition, "EVENT_NOT_POSSIBLE",
		fmt.Sprintf("当前为“%s”，不能办理“%s”", state.Zh, event.Zh), fmt.Sprintf("“%s” is not possible in state “%s”", event.En, state.En))
	if len(turn) > 0 {
		next := lifecycle.AnyOf(turn)
		p.Zh += "；目前由" + next.Zh + "处理"
		p.En += "; it waits for " + next.En
	}
	return who(p.With(facts...), turn)
}

func who(p *problem.Problem, roles []lifecycle.Role) *problem.Problem {
	for _, r := range roles {
		p.For(string(r))
	}
	return p
}

// wordsOf names the event and the state of a refusal; what the law does not know is called by its code.
func wordsOf(r *lifecycle.Refusal) (event, state lifecycle.Label, turn []lifecycle.Role) {
	event = lifecycle.Label{Zh: string(r.Event), En: string(r.Event)}
	state = lifecycle.Label{Zh: string(r.State), En: string(r.State)}
	if r.State == lifecycle.None {
		state = lifecycle.Label{Zh: "尚未建立", En: "not yet begun"}
	}
	law := lifecycle.Of(r.Machine)
	if law == nil {
		return event, state, nil
	}
	if l, ok := law.Labels[r.Event]; ok {
		event = l
	}
	if s, ok := law.Standing(r.State); ok {
		return event, lifecycle.Label{Zh: s.Zh, En: s.En}, s.Turn
	}
	return event, state, nil
}
