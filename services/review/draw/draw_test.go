package draw

import (
	"encoding/json"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"yanlu/services/platform/problem"
)

var update = flag.Bool("update", false, "write the golden record again")

var closes = time.Date(2026, 3, 31, 9, 0, 0, 0, time.UTC)

func seedOf(n int) Seed {
	var s Seed
	s[0], s[1], s[31] = byte(n), byte(n>>8), 7
	return s
}

// committed completes a batch for a seed.
func committed(b Batch, seed Seed) Batch {
	b.Code, b.ClosesAt = Code, closes
	b.Commitment = Commitment{Hash: seed.Commit(b.ID), PublishedAt: closes.Add(-48 * time.Hour)}
	return b
}

// small is a batch in which every kind of input occurs.
func small() Batch {
	b := Batch{ID: "PC-2026-01", Beacon: "福利彩票双色球第2026036期", Rule: Rule{OrgMax: 1, Backup: 2, Rounds: 12}}
	for i := range 12 {
		b.Pool = append(b.Pool, Expert{ID: fmt.Sprintf("t%02d", i), Stratum: "technical", Orgs: []string{fmt.Sprintf("大学%d", i/2)}, Load: 2})
	}
	for i := range 4 {
		b.Pool = append(b.Pool,
			Expert{ID: fmt.Sprintf("f%02d", i), Stratum: "finance", Orgs: []string{fmt.Sprintf("大学%d", i)}, Load: 2},
			Expert{ID: fmt.Sprintf("i%02d", i), Stratum: "industry", Load: 3})
	}
	quotas := []Quota{{"technical", 3}, {"finance", 1}, {"industry", 1}}
	b.Applications = []Application{
		{ID: "a1", Quotas: quotas, Excluded: []Exclusion{{"t01", "same_org"}, {"t02", "avoid"}}},
		{ID: "a2", Quotas: quotas, Locked: []string{"t05"}},
		{ID: "a3", Quotas: quotas, Excluded: []Exclusion{{"f00", "relative"}, {"f00", "shares"}}},
	}
	return b
}

func drawn(t testing.TB, b Batch, seed Seed) Record {
	t.Helper()
	rec, err := Freeze(committed(b, seed))
	if err != nil {
		t.Fatal(err)
	}
	beacon := ""
	if b.Beacon != "" {
		beacon = "03 08 17 21 26 31 + 12"
	}
	rec, err = rec.Draw(seed, beacon)
	if err != nil {
		t.Fatal(err)
	}
	return rec
}

func TestGoldenBytes(t *testing.T) {
	raw, err := Canonical(drawn(t, small(), seedOf(1)))
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join("testdata", "record.json")
	if *update {
		if err := os.WriteFile(file, raw, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if string(raw) != string(want) {
		t.Fatalf("the drawn bytes changed: give the protocol another Code\n got %s\nwant %s", raw, want)
	}
	rec, err := Read(want)
	if err != nil {
		t.Fatal(err)
	}
	report, err := Verify(rec)
	if err != nil || !report.Sound() {
		t.Fatalf("%v %+v", err, report)
	}
}

// What another implementation needs first, by values that one in Python gave too.
const goldenCommit = "f43ff46ba9791f26b92448d94c148b1c357ece22de350048bbabc64849eeeb0c"

var goldenWords = []uint64{1543724343694429307, 6098661690630252852, 10797389237094732588, 10291154590803668143, 8675923442072652499}

func TestStreamIsFixed(t *testing.T) {
	if got := seedOf(1).Commit("b"); got != goldenCommit {
		t.Errorf("commitment %s", got)
	}
	st := newStream("key")
	got := []uint64{st.word(), st.word(), st.word(), st.word(), st.word()}
	if !slices.Equal(got, goldenWords) {
		t.Errorf("words %d", got)
	}
}

func TestBelowThrowsTheTailAway(t *testing.T) {
	// 2^64 mod 3 is 1: only the greatest word is thrown away.
	st := &stream{block: []byte{255, 255, 255, 255, 255, 255, 255, 255, 0, 0, 0, 0, 0, 0, 0, 5}}
	if got := st.below(3); got != 2 || len(st.block) != 0 {
		t.Errorf("got %d, %d bytes left", got, len(st.block))
	}
	st = &stream{block: []byte{255, 255, 255, 255, 255, 255, 255, 255}}
	if got := st.below(4); got != 3 {
		t.Errorf("a power of two throws nothing away: %d", got)
	}
}

func TestOrderOfInputsDecidesNothing(t *testing.T) {
	want, _ := Canonical(drawn(t, small(), seedOf(9)))
	r := rand.New(rand.NewPCG(1, 2))
	for range 20 {
		b := small()
		r.Shuffle(len(b.Pool), func(i, j int) { b.Pool[i], b.Pool[j] = b.Pool[j], b.Pool[i] })
		r.Shuffle(len(b.Applications), func(i, j int) { b.Applications[i], b.Applications[j] = b.Applications[j], b.Applications[i] })
		for i := range b.Applications {
			b.Applications[i].Quotas = slices.Clone(b.Applications[i].Quotas)
			slices.Reverse(b.Applications[i].Quotas)
			slices.Reverse(b.Applications[i].Excluded)
		}
		b.ClosesAt = closes.In(time.FixedZone("CST", 8*3600))
		if got, _ := Canonical(drawn(t, b, seedOf(9))); string(got) != string(want) {
			t.Fatalf("another order gave another record:\n%s\n%s", got, want)
		}
	}
}

func TestBeforeTheReveal(t *testing.T) {
	rec, err := Freeze(committed(small(), seedOf(1)))
	if err != nil {
		t.Fatal(err)
	}
	raw, _ := json.Marshal(rec)
	if strings.Contains(string(raw), seedOf(1).String()) || rec.Reveal != nil || rec.Outcome != nil {
		t.Error("the frozen record tells the seed or the outcome")
	}
	if _, err := Verify(rec); problem.ReasonOf(err) != "DRAW_NOT_REVEALED" {
		t.Error(err)
	}
	if _, err := rec.Draw(seedOf(2), "x"); problem.ReasonOf(err) != "DRAW_SEED_WRONG" {
		t.Error(err)
	}
	if _, err := rec.Draw(seedOf(1), ""); problem.ReasonOf(err) != "DRAW_BEACON_MISSING" {
		t.Error(err)
	}
}

func TestEverythingMovesTheLots(t *testing.T) {
	base := drawn(t, small(), seedOf(1))
	for name, change := range map[string]func(*Batch){
		"an exclusion":  func(b *Batch) { b.Applications[2].Excluded[0].Ground = "other" },
		"a load":        func(b *Batch) { b.Pool[0].Load = 9 },
		"the batch":     func(b *Batch) { b.ID = "PC-2026-02" },
		"an own number": func(b *Batch) { b.Rule.Rounds = 13 },
	} {
		b := small()
		change(&b)
		if other := drawn(t, b, seedOf(1)); other.Reveal.Key == base.Reveal.Key {
			t.Errorf("%s does not reach the key", name)
		}
	}
	again, _ := Freeze(committed(small(), seedOf(1)))
	if other, _ := again.Draw(seedOf(1), "another value"); other.Reveal.Key == base.Reveal.Key {
		t.Error("the public value does not reach the key")
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
	for _, text := range []string{`{"batch":{},"secret":1}`, `{} {}`, "{\"x\xff\":1}", ``, `[]`} {
		if _, err := Read([]byte(text)); err == nil {
			t.Errorf("%q was read", text)
		}
	}
}
