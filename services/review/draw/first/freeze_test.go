package first

import (
	"slices"
	"time"
)

// Freeze seals a batch as it was done while this was the code of new batches.
func Freeze(b Batch) (Record, error) {
	b = b.tidy().sorted()
	if err := b.check(); err != nil {
		return Record{}, err
	}
	seal, err := b.seal()
	if err != nil {
		return Record{}, err
	}
	chances, err := newModel(b).chances(seal.Hash)
	return Record{Batch: b, Seal: seal, Chances: chances}, err
}

// tidy drops what means nothing: parts of a second and organisations named twice.
func (b Batch) tidy() Batch {
	b.ClosesAt, b.Commitment.PublishedAt = b.ClosesAt.Truncate(time.Second), b.Commitment.PublishedAt.Truncate(time.Second)
	b.Pool = slices.Clone(b.Pool)
	for i, e := range b.Pool {
		b.Pool[i].Orgs = slices.Compact(slices.Sorted(slices.Values(e.Orgs)))
	}
	return b
}
