package story

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"

	reviewv1 "yanlu/proto/gen/yanlu/review/v1"
	"yanlu/services/review/commission"
)

// Drawn checks the public record of a draw, as “yanlu verify draw” does.
type Drawn struct {
	Of    string `yaml:"of"`    // id of the commission
	Alter string `yaml:"alter"` // path in the record of a value to alter first; nothing is altered when empty
	To    any    `yaml:"to"`    // what it becomes
	Finds string `yaml:"finds"` // code of a finding there must be; the record must be sound when empty
}

// draw reads the record in somebody's name, alters it where the step says so, and draws again.
func (t *teller) draw(ctx context.Context, s Step) error {
	who, err := t.as(ctx, s.As)
	if err != nil {
		return err
	}
	id, err := t.text(s.Draw.Of)
	if err != nil {
		return err
	}
	out := &reviewv1.GetDrawRecordResponse{}
	if err := t.client.invoke(ctx, who, reviewv1.CommissionService_GetDrawRecord_FullMethodName, &reviewv1.GetDrawRecordRequest{Docket: id}, out); err != nil {
		return sentence(err)
	}
	record := []byte(out.GetRecord())
	if s.Draw.Alter != "" {
		if record, err = altered(record, s.Draw.Alter, s.Draw.To); err != nil {
			return err
		}
	}
	report, err := commission.Verify(record)
	if err != nil {
		return err
	}
	codes := make([]string, 0, len(report.Findings))
	for _, f := range report.Findings {
		codes = append(codes, f.Code)
	}
	switch {
	case s.Draw.Finds == "" && !report.Sound():
		return fmt.Errorf("the draw does not verify: %s", strings.Join(codes, ", "))
	case s.Draw.Finds != "" && !slices.Contains(codes, s.Draw.Finds):
		return fmt.Errorf("%s altered should be found as %s, and %v was found", s.Draw.Alter, s.Draw.Finds, codes)
	}
	return nil
}

// altered is a record with another value at a path. Numbers keep their digits.
func altered(record []byte, path string, to any) ([]byte, error) {
	var tree any
	numbers := json.NewDecoder(bytes.NewReader(record))
	numbers.UseNumber()
	if err := numbers.Decode(&tree); err != nil {
		return nil, err
	}
	holder, last := tree, path
	if i := strings.LastIndexByte(path, '.'); i >= 0 {
		var ok bool
		if holder, ok = at(tree, path[:i]); !ok {
			return nil, fmt.Errorf("the record has no %s", path[:i])
		}
		last = path[i+1:]
	}
	switch x := holder.(type) {
	case map[string]any:
		if _, ok := x[last]; ok {
			x[last] = to
			return json.Marshal(tree)
		}
	case []any:
		if i, err := strconv.Atoi(last); err == nil && i >= 0 && i < len(x) {
			x[i] = to
			return json.Marshal(tree)
		}
	}
	return nil, fmt.Errorf("the record has no %s", path)
}
