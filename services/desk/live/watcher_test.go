package live

import (
	"fmt"
	"testing"

	deskv1 "yanlu/proto/gen/yanlu/desk/v1"
	"yanlu/services/docket"
)

func TestALaterWordReplacesTheEarlier(t *testing.T) {
	w := newWatcher(docket.Actor{Person: "p"})
	for _, m := range []*deskv1.WatchResponse{{Kind: "docket", Docket: "a", Seq: 1}, {Kind: "docket", Docket: "b", Seq: 1}, {Kind: "docket", Docket: "a", Seq: 2}} {
		w.tell(m)
	}
	got := w.take()
	if len(got) != 2 || got[0].GetDocket() != "a" || got[0].GetSeq() != 2 || got[1].GetDocket() != "b" {
		t.Errorf("took %v", got)
	}
	if rest := w.take(); len(rest) != 0 {
		t.Errorf("took again %v", rest)
	}
}

// Nobody reads: telling goes on, and what waits stays small.
func TestASlowReaderHoldsUpNobody(t *testing.T) {
	w := newWatcher(docket.Actor{Person: "p"})
	for i := range 100 * mostWords {
		w.tell(&deskv1.WatchResponse{Kind: "docket", Docket: fmt.Sprint(i)})
		if len(w.order) > mostWords {
			t.Fatalf("%d words wait", len(w.order))
		}
	}
	got := w.take()
	if len(got) == 0 || got[0].GetKind() != hello {
		t.Errorf("a reader who fell behind is told %v first, want to read again", got[:1])
	}
}
