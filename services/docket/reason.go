package docket

import (
	"strings"

	"yanlu/services/platform/problem"
)

// Reason is the input of an act that needs a written reason and nothing else.
type Reason struct {
	Reason string `json:"reason"`
}

// Check refuses an empty reason.
func (r Reason) Check() error {
	if strings.TrimSpace(r.Reason) == "" {
		return problem.Missing("reason", "理由", "A reason")
	}
	return nil
}

// Note is the input of an act that may carry a remark.
type Note struct {
	Note string `json:"note,omitempty"`
}
