package identity

import (
	"strconv"
	"strings"
	"time"

	"yanlu/services/platform/problem"
)

// Failures are the failed attempts on record within the window.
type Failures struct {
	Login, Source             int
	OldestLogin, OldestSource time.Time // of those counted; zero when there are none
}

// LockedUntil says until when sign-in is refused, and whether it is. It is
// locked from the attempt that reaches a limit until the oldest counted one
// leaves the window.
func (s Settings) LockedUntil(f Failures) (time.Time, bool) {
	var until time.Time
	if f.Login >= s.FailuresPerLogin {
		until = f.OldestLogin.Add(s.FailureWindow)
	}
	if f.Source >= s.FailuresPerSource {
		if t := f.OldestSource.Add(s.FailureWindow); t.After(until) {
			until = t
		}
	}
	return until, !until.IsZero()
}

// Locked is the refusal of a locked login or address. It is the same whether
// the login exists or not.
func Locked(until, now time.Time) *problem.Problem {
	minutes := max(1, int(until.Sub(now).Round(time.Minute)/time.Minute))
	n := strconv.Itoa(minutes)
	return problem.New(problem.Exhausted, "SIGN_IN_LOCKED",
		"登录失败次数过多，请约 "+n+" 分钟后再试，或联系系统管理员",
		"too many failed sign-ins; try again in about "+n+" min or ask an administrator").
		With("retry_at", until.UTC().Format(time.RFC3339)).For("admin")
}

// NormalLogin is the one spelling of a login.
func NormalLogin(login string) string { return strings.ToLower(strings.TrimSpace(login)) }

// SessionEnds says when a session ends if it is not used again.
func (s Settings) SessionEnds(seen, absolute time.Time) time.Time {
	if idle := seen.Add(s.SessionIdle); idle.Before(absolute) {
		return idle
	}
	return absolute
}
