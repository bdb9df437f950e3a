package authn

import (
	"bytes"
	"context"
	"errors"
	"runtime"
	"strings"
	"testing"
)

var quick = Params{MemoryKiB: 64, Time: 1, Threads: 1}

func TestHashIsVerifiedByItsOwnParameters(t *testing.T) {
	h := NewHasher(quick, 1, 0)
	encoded, err := h.Hash(t.Context(), "正确的口令 1")
	if err != nil {
		t.Fatal(err)
	}
	if !strings.HasPrefix(encoded, "$argon2id$v=19$m=64,t=1,p=1$") {
		t.Fatal(encoded)
	}
	other, _ := h.Hash(t.Context(), "正确的口令 1")
	if other == encoded {
		t.Fatal("two hashes of one secret must differ by their salt")
	}
	slot, err := NewHasher(Params{MemoryKiB: 128, Time: 2, Threads: 1}, 1, 0).Enter(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer slot.Leave()
	for secret, want := range map[string]bool{"正确的口令 1": true, "正确的口令 2": false, "": false} {
		if ok, err := slot.Verify(encoded, secret); ok != want || err != nil {
			t.Errorf("%q: %v %v", secret, ok, err)
		}
	}
}

func TestDamagedHashesAreRefused(t *testing.T) {
	h := NewHasher(quick, 1, 0)
	good, _ := h.Hash(t.Context(), "x")
	slot, _ := h.Enter(t.Context())
	defer slot.Leave()
	for name, damaged := range map[string]string{
		"empty": "", "bcrypt": "$2a$10$abc", "version": strings.Replace(good, "v=19", "v=18", 1),
		"memory": strings.Replace(good, "m=64", "m=4294967295", 1), "time": strings.Replace(good, "t=1", "t=0", 1),
		"threads": strings.Replace(good, "p=1", "p=0", 1), "cut": good[:len(good)-5],
	} {
		if _, err := slot.Verify(damaged, "x"); !errors.Is(err, ErrHash) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestHashingIsBounded(t *testing.T) {
	h := NewHasher(quick, 1, 1)
	first, err := h.Enter(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	waiting := make(chan error)
	go func() { _, err := h.Enter(ctx); waiting <- err }()
	for len(h.queue) < 2 { // until the second caller has queued
		runtime.Gosched()
		if ctx.Err() != nil {
			t.Fatal("the second caller never queued")
		}
	}
	if _, err := h.Enter(t.Context()); !errors.Is(err, ErrBusy) {
		t.Fatalf("a third caller: %v", err)
	}
	cancel()
	if err := <-waiting; !errors.Is(err, context.Canceled) {
		t.Fatalf("a caller who gave up: %v", err)
	}
	first.Leave()
	if again, err := h.Enter(t.Context()); err != nil {
		t.Fatal("a slot that was left is free:", err)
	} else {
		again.Leave()
	}
}

func TestDigestRepeatsForOneContextOnly(t *testing.T) {
	h := NewHasher(quick, 1, 0)
	slot, _ := h.Enter(t.Context())
	defer slot.Leave()
	a := slot.Digest("s", "request-1")
	if !bytes.Equal(a, slot.Digest("s", "request-1")) || bytes.Equal(a, slot.Digest("s", "request-2")) || bytes.Equal(a, slot.Digest("t", "request-1")) {
		t.Fatal("the digest must depend on the secret and the context, and on nothing else")
	}
}

func TestTokens(t *testing.T) {
	a, hash := NewToken("yls_")
	b, _ := NewToken("yls_")
	if a == b || len(a) != len("yls_")+43 || !bytes.Equal(hash, HashToken(a)) || len(hash) != 32 {
		t.Fatal(a, b, len(hash))
	}
}

func FuzzDecode(f *testing.F) {
	f.Add("$argon2id$v=19$m=64,t=1,p=1$c2FsdHNhbHQ$a2V5")
	f.Add("$argon2id$v=19$m=1,t=1,p=1$$")
	f.Fuzz(func(t *testing.T, s string) {
		p, salt, key, err := decode(s)
		if err != nil {
			return
		}
		if p2, salt2, key2, err := decode(p.encode(salt, key)); err != nil || p2 != p || !bytes.Equal(salt, salt2) || !bytes.Equal(key, key2) {
			t.Fatalf("%q does not survive being written again", s)
		}
	})
}
