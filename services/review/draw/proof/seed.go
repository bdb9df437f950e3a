package proof

import (
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"hash"
)

// Seed is the agency's secret until it is revealed.
type Seed [32]byte

// NewSeed takes a seed from the system's source of chance.
func NewSeed() Seed {
	var s Seed
	_, _ = rand.Read(s[:]) // never fails
	return s
}

// ParseSeed reads 64 hexadecimal digits in lower case.
func ParseSeed(text string) (Seed, error) {
	var s Seed
	raw, err := hex.DecodeString(text)
	if err != nil || len(raw) != len(s) || hex.EncodeToString(raw) != text {
		return s, fmt.Errorf("draw: a seed is %d lower-case hexadecimal digits", 2*len(s))
	}
	return Seed(raw), nil
}

func (s Seed) String() string { return hex.EncodeToString(s[:]) }

// Commit is what may be published of a seed before the close, hex. The batch is
// in it, so that one commitment cannot serve two draws.
func (s Seed) Commit(batch string) string { return Digest("yanlu/draw/commit/1", []byte(batch), s[:]) }

// Key of the stream: no one who lacks the seed or the batch hash can know it.
func (s Seed) Key(batchHash, beacon string) string {
	return Digest("yanlu/draw/key/1", s[:], []byte(batchHash), []byte(beacon))
}

// Stream gives numbers from a key: HMAC-SHA-256 of a counter from 0, read as
// big-endian words of 64 bits.
type Stream struct {
	mac     hash.Hash
	counter uint64
	block   []byte
}

// NewStream begins at the first number of a key, hex.
func NewStream(key string) *Stream { return &Stream{mac: hmac.New(sha256.New, []byte(key))} }

func (s *Stream) word() uint64 {
	if len(s.block) == 0 {
		s.mac.Reset()
		s.mac.Write(binary.BigEndian.AppendUint64(nil, s.counter))
		s.block = s.mac.Sum(nil)
		s.counter++
	}
	w := binary.BigEndian.Uint64(s.block)
	s.block = s.block[8:]
	return w
}

// Below is a number in 0..n-1, each equally likely: words in the last, incomplete
// stretch of length n are thrown away.
func (s *Stream) Below(n int) int {
	m := uint64(n)
	tail := -m % m // 2^64 mod n
	for {
		if w := s.word(); w < -tail || tail == 0 {
			return int(w % m)
		}
	}
}

// Take draws one lot from an urn; the last lot moves to its place.
func Take(s *Stream, urn []int) (lot int, rest []int) {
	i, last := s.Below(len(urn)), len(urn)-1
	lot = urn[i]
	urn[i] = urn[last]
	return lot, urn[:last]
}
