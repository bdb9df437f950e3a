package proof

import (
	"slices"
	"testing"
)

func seedOf(n int) Seed {
	var s Seed
	s[0], s[1], s[31] = byte(n), byte(n>>8), 7
	return s
}

// What another implementation needs first, by values that one in Python gave too.
const goldenCommit = "f43ff46ba9791f26b92448d94c148b1c357ece22de350048bbabc64849eeeb0c"

var goldenWords = []uint64{1543724343694429307, 6098661690630252852, 10797389237094732588, 10291154590803668143, 8675923442072652499}

func TestStreamIsFixed(t *testing.T) {
	if got := seedOf(1).Commit("b"); got != goldenCommit {
		t.Errorf("commitment %s", got)
	}
	st := NewStream("key")
	got := []uint64{st.word(), st.word(), st.word(), st.word(), st.word()}
	if !slices.Equal(got, goldenWords) {
		t.Errorf("words %d", got)
	}
}

func TestBelowThrowsTheTailAway(t *testing.T) {
	// 2^64 mod 3 is 1: only the greatest word is thrown away.
	st := &Stream{block: []byte{255, 255, 255, 255, 255, 255, 255, 255, 0, 0, 0, 0, 0, 0, 0, 5}}
	if got := st.Below(3); got != 2 || len(st.block) != 0 {
		t.Errorf("got %d, %d bytes left", got, len(st.block))
	}
	st = &Stream{block: []byte{255, 255, 255, 255, 255, 255, 255, 255}}
	if got := st.Below(4); got != 3 {
		t.Errorf("a power of two throws nothing away: %d", got)
	}
}

func TestCanonical(t *testing.T) {
	got, err := Canonical(map[string]any{"b": []int{2, 1}, "a": "引\"\\\n\x01<&\u2028", "c": map[string]any{}, "d": nil, "e": true})
	if want := `{"a":"引\"\\\n\u0001<&` + "\u2028" + `","b":[2,1],"c":{},"d":null,"e":true}`; err != nil || string(got) != want {
		t.Errorf("%v\n got %s\nwant %s", err, got, want)
	}
	for _, v := range []any{1.5, 1e30} {
		if _, err := Canonical(v); err == nil {
			t.Errorf("%v was taken for an integer", v)
		}
	}
}

func TestReadRefuses(t *testing.T) {
	type record struct {
		Known int  `json:"known"`
		Maybe bool `json:"maybe,omitempty"`
	}
	for _, text := range []string{
		`{"known":1,"secret":{}}`, `{"known":1} {}`, "{\"known\":1,\"x\xff\":1}", ``, `[]`, `{"Known":1}`, `{}`,
		`{"known":2,"known":1}`, `{"known":1,"maybe":false}`, `{"known":1.0}`, `{"known":null}`,
	} {
		if _, err := Read[record]([]byte(text)); err == nil {
			t.Errorf("%q was read", text)
		}
	}
	if r, err := Read[record]([]byte(" {\"maybe\" : true,\n \"known\":1}")); err != nil || r.Known != 1 || !r.Maybe {
		t.Errorf("white space and order say nothing: %v %+v", err, r)
	}
}
