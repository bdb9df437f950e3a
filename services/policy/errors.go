package policy

import (
	"errors"
	"fmt"
)

// LoadError is one fault in a rule pack or calendar file. File and Line are empty when the fault was found in stored
// JSON, which has no lines; Path then says where.
type LoadError struct {
	File string // path inside the file system that was loaded
	Line int    // 1-based; 0 when unknown
	Path string // e.g. rules[12].unit
	Zh   string
	En   string
}

func (e *LoadError) Error() string {
	where := e.Path
	if e.File != "" {
		where = fmt.Sprintf("%s:%d: %s", e.File, e.Line, e.Path)
	}
	return fmt.Sprintf("%s: %s / %s", where, e.Zh, e.En)
}

// LoadErrors lists every [LoadError] joined in err, in the order they were found.
func LoadErrors(err error) []*LoadError {
	var one *LoadError
	if joined, ok := err.(interface{ Unwrap() []error }); ok {
		var all []*LoadError
		for _, e := range joined.Unwrap() {
			all = append(all, LoadErrors(e)...)
		}
		return all
	}
	if errors.As(err, &one) {
		return []*LoadError{one}
	}
	return nil
}

func joinLoadErrors(faults []*LoadError) error {
	errs := make([]error, len(faults))
	for i, f := range faults {
		errs[i] = f
	}
	return errors.Join(errs...)
}

// RuleMissing says that the pack has no rule of this id.
type RuleMissing struct {
	Pack string // code and version, e.g. fuling 2026.2
	Rule string
}

func (e *RuleMissing) Error() string {
	return fmt.Sprintf("规则包 %s 缺少规则 %s / rule pack %[1]s has no rule %[2]s", e.Pack, e.Rule)
}

// RuleType says that a rule exists but its value cannot be read as asked.
type RuleType struct {
	Pack string
	Rule string
	Want string // what the caller asked for, e.g. "span"
	Got  string // the value as written
}

func (e *RuleType) Error() string {
	return fmt.Sprintf("规则包 %s 的规则 %s 不是 %s：%s / rule %[2]s of pack %[1]s is not a %[3]s: %[4]s", e.Pack, e.Rule, e.Want, e.Got)
}

// Unjudgeable says that an eligibility rule cannot be evaluated on the facts in hand. It is never a pass.
type Unjudgeable struct {
	Pack string // code and version
	ID   string // of the eligibility rule
	Err  error
}

func (e *Unjudgeable) Error() string {
	return fmt.Sprintf("policy: %s of %s: %v", e.ID, e.Pack, e.Err)
}

func (e *Unjudgeable) Unwrap() error { return e.Err }
