package pool

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
)

// Change is what one field was and became, as JSON; null where it was not there.
type Change struct {
	Before json.RawMessage `json:"before"`
	After  json.RawMessage `json:"after"`
}

// standing is what the history compares of an expert.
type standing struct {
	Status Status `json:"status"`
	Reason string `json:"reason"`
	Facts
	File
}

// Diff lists the fields that differ, by name. The first entry of a file has no before.
func Diff(before *Expert, after Expert) (map[string]Change, error) {
	was := map[string]json.RawMessage{}
	if before != nil {
		var err error
		if was, err = fieldsOf(*before); err != nil {
			return nil, err
		}
	}
	is, err := fieldsOf(after)
	if err != nil {
		return nil, err
	}
	out := map[string]Change{}
	for _, name := range slices.Sorted(maps.Keys(is)) {
		if !bytes.Equal(was[name], is[name]) {
			out[name] = Change{Before: orNull(was[name]), After: is[name]}
		}
	}
	return out, nil
}

func orNull(raw json.RawMessage) json.RawMessage {
	if raw == nil {
		return json.RawMessage("null")
	}
	return raw
}

func fieldsOf(e Expert) (map[string]json.RawMessage, error) {
	raw, err := json.Marshal(standing{e.Status, e.Reason, e.Facts, e.File})
	if err != nil {
		return nil, fmt.Errorf("pool: %w", err)
	}
	var out map[string]json.RawMessage
	return out, json.Unmarshal(raw, &out)
}

// Seen leaves out of a change what the sight does not reach.
func (s Sight) Seen(all map[string]Change) map[string]Change {
	out := maps.Clone(all)
	maps.DeleteFunc(out, func(field string, _ Change) bool { return s.hidden(field) })
	return out
}
