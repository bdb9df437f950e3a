package blob

import (
	"fmt"
	"testing"
)

// One person has room for a whole form of unfinished uploads and no more; what is
// finished makes room, and the uploads of somebody else take none.
func TestUnfinishedUploadsAreLimited(t *testing.T) {
	s := newSite(t)
	var first step
	for n := range mostUnfinished {
		u := s.begin(fmt.Sprintf("request-%d", n), "a.pdf", len(pdf))
		if u.status != 200 {
			t.Fatalf("upload %d: %+v", n, u)
		}
		if n == 0 {
			first = u
		}
	}
	if got := s.begin("request-more", "a.pdf", len(pdf)); got.reason != "TOO_MANY_UPLOADS" {
		t.Fatalf("one too many: %+v", got)
	}
	if again := s.begin("request-0", "a.pdf", len(pdf)); again.ID != first.ID {
		t.Errorf("a request that was answered is answered again: %+v", again)
	}
	s.person = "q"
	if got := s.begin("request-q", "a.pdf", len(pdf)); got.status != 200 {
		t.Errorf("somebody else: %+v", got)
	}
	s.person = "p"
	if got := s.part(first.ID, 0, pdf); got.Attachment == nil {
		t.Fatalf("%+v", got)
	}
	if got := s.begin("request-more", "a.pdf", len(pdf)); got.status != 200 {
		t.Errorf("after one was finished: %+v", got)
	}
}
