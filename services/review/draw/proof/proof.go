// Package proof holds what every code of a draw shares: the bytes that are hashed,
// seed and stream, the seal over a batch, and what a verification reports.
//
// It guarantees that the same values give the same bytes on every machine: it
// knows integers of 64 bits, UTF-8 and SHA-256, and no map's order, locale or
// floating point reaches a byte. It refuses to know what a panel is.
package proof

import "time"

// Commitment is what was published of the seed before the close.
type Commitment struct {
	Hash        string    `json:"hash"` // hex, see Seed.Commit
	PublishedAt time.Time `json:"published_at"`
}

// Reveal is what became public after the close.
type Reveal struct {
	Seed   string `json:"seed"`             // hex, 32 bytes
	Beacon string `json:"beacon,omitempty"` // the public value that the batch named
	Key    string `json:"key"`              // hex; key of the stream, which follows from seed, batch hash and beacon
}

// Head is the part of a batch that is neither rule nor list.
type Head struct {
	ID         string     `json:"id"`
	Code       string     `json:"code"`
	Beacon     string     `json:"beacon"`
	Commitment Commitment `json:"commitment"`
	ClosesAt   time.Time  `json:"closes_at"`
}
