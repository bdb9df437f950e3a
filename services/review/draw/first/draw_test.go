package first

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
	"yanlu/services/review/draw/proof"
)

var update = flag.Bool("update", false, "write the golden record again")

var closes = time.Date(2026, 3, 31, 9, 0, 0, 0, time.UTC)

func seedOf(n int) proof.Seed {
	var s proof.Seed
	s[0], s[1], s[31] = byte(n), byte(n>>8), 7
	return s
}

// committed completes a batch for a seed.
func committed(b Batch, seed proof.Seed) Batch {
	b.Code, b.ClosesAt = Code, closes
	b.Commitment = proof.Commitment{Hash: seed.Commit(b.ID), PublishedAt: closes.Add(-48 * time.Hour)}
	return b
}

// small is a batch in which every kind of input occurs.
func small() Batch {
	b := Batch{ID: "PC-2026-01", Beacon: "福利彩票双色球第2026036期", Rule: Rule{OrgMax: 1, Backup: 2, Rounds: 4}}
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

func drawn(t testing.TB, b Batch, seed proof.Seed) Record {
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
	raw, err := proof.Canonical(drawn(t, small(), seedOf(1)))
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
	rec, err := proof.Read[Record](want)
	if err != nil {
		t.Fatal(err)
	}
	report, err := Verify(rec)
	if err != nil || !report.Sound() {
		t.Fatalf("%v %+v", err, report)
	}
}

func TestOrderOfInputsDecidesNothing(t *testing.T) {
	want, _ := proof.Canonical(drawn(t, small(), seedOf(9)))
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
		if got, _ := proof.Canonical(drawn(t, b, seedOf(9))); string(got) != string(want) {
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
		"an own number": func(b *Batch) { b.Rule.Rounds = 5 },
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
