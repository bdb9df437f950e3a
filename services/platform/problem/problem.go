// Package problem is how a refusal travels inside the product: one typed value
// with a reason code, a sentence in Chinese and in English, the facts behind it
// and who can help.
//
// It guarantees that a caller can act on every refusal. It refuses to know the
// transport: the gRPC side turns a Problem into a status in one place, and an
// error that is not a Problem is logged in full and answered in one sentence.
package problem

import (
	"errors"
	"strings"
)

// Kind is the family of a refusal; the transport maps it to a status code.
type Kind int

// The kinds. Each comment says what the caller should do.
const (
	Invalid         Kind = iota // mend the request
	Unauthenticated             // sign in
	Denied                      // ask somebody who may
	NotFound                    // look elsewhere
	Precondition                // the record must change first
	Stale                       // read again, then decide
	Duplicate                   // choose another request id or key
	Exhausted                   // wait
	Unavailable                 // try again
)

// Violation is one defect of one field.
type Violation struct{ Field, Zh, En string }

// Problem is a refusal. Reason is UPPER_SNAKE_CASE and stable.
type Problem struct {
	Kind       Kind
	Reason     string
	Zh, En     string
	Facts      map[string]string // such as limit, actual, rule
	Violations []Violation
	Who        []string // roles that could do it or clear the way
}

func (p *Problem) Error() string {
	if len(p.Violations) == 0 {
		return p.Reason + ": " + p.En
	}
	lines := make([]string, 0, len(p.Violations))
	for _, v := range p.Violations {
		lines = append(lines, v.Field+": "+v.En)
	}
	return p.Reason + ": " + p.En + " (" + strings.Join(lines, "; ") + ")"
}

// Is makes errors.Is compare reasons, so that tests can name the refusal they expect.
func (p *Problem) Is(target error) bool {
	var t *Problem
	return errors.As(target, &t) && t.Reason == p.Reason
}

// New makes a Problem.
func New(kind Kind, reason, zh, en string) *Problem {
	return &Problem{Kind: kind, Reason: reason, Zh: zh, En: en}
}

// With adds facts, given as name, value pairs, and returns the same Problem.
func (p *Problem) With(pairs ...string) *Problem {
	if p.Facts == nil {
		p.Facts = map[string]string{}
	}
	for i := 0; i+1 < len(pairs); i += 2 {
		p.Facts[pairs[i]] = pairs[i+1]
	}
	return p
}

// For names the roles that can help and returns the same Problem.
func (p *Problem) For(roles ...string) *Problem {
	p.Who = append(p.Who, roles...)
	return p
}

// At adds a field violation and returns the same Problem.
func (p *Problem) At(field, zh, en string) *Problem {
	p.Violations = append(p.Violations, Violation{field, zh, en})
	return p
}

// Of returns the Problem inside an error, or nil.
func Of(err error) *Problem {
	var p *Problem
	if errors.As(err, &p) {
		return p
	}
	return nil
}

// ReasonOf returns the reason code inside an error, or "".
func ReasonOf(err error) string {
	if p := Of(err); p != nil {
		return p.Reason
	}
	return ""
}

// Missing is the refusal of an empty required field.
func Missing(field, zh, en string) *Problem {
	return New(Invalid, "FIELD_REQUIRED", "请补全必填项", "Complete the required fields").
		At(field, "请填写"+zh, en+" is required")
}
