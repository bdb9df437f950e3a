// Package authn keeps secrets: it hashes passwords, makes random tokens and
// compares both without telling how much was right.
//
// It guarantees that no secret it was given can be read back from what it
// returns, and that hashing never takes more memory or processors than it was
// allowed. It refuses to know people, roles, storage and transport.
package authn

import (
	"context"
	"crypto/rand"
	"crypto/subtle"
	"encoding/base64"
	"errors"
	"fmt"
	"strings"

	"golang.org/x/crypto/argon2"
)

// Params are the costs of argon2id. A stored hash carries its own, so they may
// be raised without anybody losing a password.
type Params struct {
	MemoryKiB uint32
	Time      uint32
	Threads   uint8
}

// DefaultParams cost about 30 ms of one processor and 19 MiB for each sign-in.
var DefaultParams = Params{MemoryKiB: 19 * 1024, Time: 2, Threads: 1}

// Largest costs read back from a stored hash: a damaged row must not be able to
// ask for all memory.
const (
	maxMemoryKiB = 1 << 20
	maxTime      = 16
	saltLen      = 16
	keyLen       = 32
)

var encoding = base64.RawStdEncoding

// ErrBusy is returned when more callers wait for a hash than are allowed to.
var ErrBusy = errors.New("authn: too many sign-ins at once")

// ErrHash is returned for a stored hash that cannot be read.
var ErrHash = errors.New("authn: the stored hash cannot be read")

// Hasher hashes and verifies with bounded concurrency.
type Hasher struct {
	params Params
	slots  chan struct{}
	queue  chan struct{}
}

// NewHasher makes a Hasher that works on at most parallel secrets at a time and
// lets at most waiting callers queue.
func NewHasher(p Params, parallel, waiting int) *Hasher {
	return &Hasher{params: p, slots: make(chan struct{}, parallel), queue: make(chan struct{}, parallel+waiting)}
}

// Slot is the right to hash now. It belongs to one goroutine and must be left.
type Slot struct{ h *Hasher }

// Enter waits for a slot. It returns ErrBusy when the queue is full, or the
// error of the context when the caller gives up first.
func (h *Hasher) Enter(ctx context.Context) (*Slot, error) {
	select {
	case h.queue <- struct{}{}:
	default:
		return nil, ErrBusy
	}
	select {
	case h.slots <- struct{}{}:
		return &Slot{h}, nil
	case <-ctx.Done():
		<-h.queue
		return nil, ctx.Err()
	}
}

// Leave gives the slot back.
func (s *Slot) Leave() {
	<-s.h.slots
	<-s.h.queue
}

// Hash returns the encoded argon2id hash of a secret with a fresh salt.
func (s *Slot) Hash(secret string) string {
	salt := make([]byte, saltLen)
	_, _ = rand.Read(salt) // never fails: the runtime stops the process instead
	return s.h.params.encode(salt, s.h.params.key(secret, salt))
}

// Verify says whether a secret is the one that was hashed. The comparison takes
// the same time however much of it is right.
func (s *Slot) Verify(encoded, secret string) (bool, error) {
	p, salt, want, err := decode(encoded)
	if err != nil {
		return false, err
	}
	return subtle.ConstantTimeCompare(p.key(secret, salt), want) == 1, nil
}

// Digest derives the same bytes from the same secret and context, as slowly as
// a hash: it lets a repeated request be recognised without its secret being
// stored where it could be guessed quickly.
func (s *Slot) Digest(secret, context string) []byte {
	return s.h.params.key(secret, []byte("digest:"+context))
}

// Hash waits for a slot and hashes.
func (h *Hasher) Hash(ctx context.Context, secret string) (string, error) {
	s, err := h.Enter(ctx)
	if err != nil {
		return "", err
	}
	defer s.Leave()
	return s.Hash(secret), nil
}

func (p Params) key(secret string, salt []byte) []byte {
	return argon2.IDKey([]byte(secret), salt, p.Time, p.MemoryKiB, p.Threads, keyLen)
}

func (p Params) encode(salt, key []byte) string {
	return fmt.Sprintf("$argon2id$v=%d$m=%d,t=%d,p=%d$%s$%s", argon2.Version, p.MemoryKiB, p.Time, p.Threads,
		encoding.EncodeToString(salt), encoding.EncodeToString(key))
}

func decode(encoded string) (p Params, salt, key []byte, err error) {
	parts := strings.Split(encoded, "$")
	if len(parts) != 6 || parts[0] != "" || parts[1] != "argon2id" {
		return p, nil, nil, ErrHash
	}
	var version int
	if n, err := fmt.Sscanf(parts[2], "v=%d", &version); n != 1 || err != nil || version != argon2.Version {
		return p, nil, nil, ErrHash
	}
	if n, err := fmt.Sscanf(parts[3], "m=%d,t=%d,p=%d", &p.MemoryKiB, &p.Time, &p.Threads); n != 3 || err != nil {
		return p, nil, nil, ErrHash
	}
	if p.MemoryKiB < 8 || p.MemoryKiB > maxMemoryKiB || p.Time < 1 || p.Time > maxTime || p.Threads < 1 {
		return p, nil, nil, ErrHash
	}
	salt, saltErr := encoding.DecodeString(parts[4])
	key, keyErr := encoding.DecodeString(parts[5])
	if saltErr != nil || keyErr != nil || len(salt) < 8 || len(key) != keyLen {
		return p, nil, nil, ErrHash
	}
	return p, salt, key, nil
}
