package review_test

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"yanlu/services/review"
)

var (
	linkKey = bytes.Repeat([]byte{7}, review.LinkSecretBytes)
	someday = review.Link{Review: "0197-review", Reviewer: "person-a", Expires: time.Unix(1_800_000_000, 0).UTC()}
)

func TestALinkIsItsOwn(t *testing.T) {
	read, mac, ok := review.ReadToken(someday.Token(linkKey))
	read.Reviewer = someday.Reviewer
	if !ok || read != someday || !read.Signed(linkKey, mac) {
		t.Fatalf("%+v %v", read, ok)
	}
	for name, other := range map[string]review.Link{
		"another review":   {Review: "0197-reviev", Reviewer: "person-a", Expires: someday.Expires},
		"another reviewer": {Review: "0197-review", Reviewer: "person-b", Expires: someday.Expires},
		"a later expiry":   {Review: "0197-review", Reviewer: "person-a", Expires: someday.Expires.Add(time.Second)},
		"moved boundary":   {Review: "0197-reviewp", Reviewer: "erson-a", Expires: someday.Expires},
	} {
		if other.Signed(linkKey, mac) {
			t.Errorf("%s is taken for signed", name)
		}
	}
	if read.Signed(bytes.Repeat([]byte{8}, review.LinkSecretBytes), mac) {
		t.Error("another key is taken for ours")
	}
}

// Whatever a token is made into, it is either the same link or not signed.
func FuzzToken(f *testing.F) {
	f.Add(someday.Token(linkKey))
	f.Add("a.b.c")
	f.Add("..")
	f.Fuzz(func(t *testing.T, token string) {
		l, mac, ok := review.ReadToken(token)
		l.Reviewer = someday.Reviewer
		if !ok || !l.Signed(linkKey, mac) {
			return
		}
		if l != someday || strings.Count(token, ".") != 2 {
			t.Fatalf("%q is signed as %+v", token, l)
		}
	})
}
