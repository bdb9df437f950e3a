package review

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"strconv"
	"strings"
	"time"
)

// Link lets the holder answer one invitation without an account, until the
// invitation's deadline. Its token is readable but not forgeable: review id and
// expiry in the open, and an HMAC-SHA-256 over review, reviewer and expiry.
type Link struct {
	Review, Reviewer string
	Expires          time.Time
}

// LinkSecretBytes is the length of the key that links are signed with.
const LinkSecretBytes = 32

// Token signs the link.
func (l Link) Token(secret []byte) string {
	return l.Review + "." + strconv.FormatInt(l.Expires.Unix(), 36) + "." + base64.RawURLEncoding.EncodeToString(l.mac(secret))
}

// mac covers every part with its length before it, so that no two links share a form.
func (l Link) mac(secret []byte) []byte {
	h := hmac.New(sha256.New, secret)
	for _, part := range []string{l.Review, l.Reviewer} {
		var n [8]byte
		binary.BigEndian.PutUint64(n[:], uint64(len(part)))
		h.Write(n[:])
		h.Write([]byte(part))
	}
	var at [8]byte
	binary.BigEndian.PutUint64(at[:], uint64(l.Expires.Unix()))
	h.Write(at[:])
	return h.Sum(nil)
}

// ReadToken takes a token apart without believing it; false when it has not the
// form of one. The reviewer is not in the token: it is that of the review on record.
func ReadToken(token string) (l Link, mac []byte, ok bool) {
	id, rest, _ := strings.Cut(token, ".")
	expiry, sum, found := strings.Cut(rest, ".")
	at, err := strconv.ParseInt(expiry, 36, 64)
	if !found || err != nil || id == "" || at < 0 {
		return Link{}, nil, false
	}
	mac, err = base64.RawURLEncoding.Strict().DecodeString(sum)
	return Link{Review: id, Expires: time.Unix(at, 0).UTC()}, mac, err == nil && len(mac) == sha256.Size
}

// Signed says, in constant time, whether mac is this link's.
func (l Link) Signed(secret, mac []byte) bool { return hmac.Equal(l.mac(secret), mac) }
