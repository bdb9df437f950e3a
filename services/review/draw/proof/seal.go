package proof

import (
	"fmt"
	"slices"
	"strings"
)

// Seal fixes a batch: a hash for each part of it, and one over all.
type Seal struct {
	Hash  string `json:"hash"` // hex; the batch hash
	Parts []Part `json:"parts"`
}

// Part is the hash of one part of a batch: head, rule, application/ID or expert/ID.
type Part struct {
	Name string `json:"name"`
	Hash string `json:"hash"`
}

// Add hashes a part, written as canonical JSON.
func (s *Seal) Add(name string, v any) error {
	raw, err := Canonical(v)
	if err != nil {
		return fmt.Errorf("draw: seal: %w", err)
	}
	s.Parts = append(s.Parts, Part{name, Digest("yanlu/draw/part/1", []byte(name), raw)})
	return nil
}

// Close sorts the parts and hashes their list.
func (s *Seal) Close() (err error) {
	slices.SortFunc(s.Parts, func(x, y Part) int { return strings.Compare(x.Name, y.Name) })
	s.Hash, err = s.over()
	return err
}

// over is the batch hash that follows from the parts.
func (s *Seal) over() (string, error) {
	raw, err := Canonical(s.Parts)
	return Digest("yanlu/draw/batch/1", raw), err
}
