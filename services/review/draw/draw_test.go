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

// mixed are the quotas of a panel of five.
func mixed() []Quota {
	return []Quota{{"technical", 3, 5}, {"finance", 1, 5}, {"industry", 1, 5}, {"local", 0, 2}}
}

// small is a batch in which every kind of input occurs.
func small() Batch {
	b := Batch{ID: "PC-2026-02", Beacon: "福利彩票双色球第2026036期", Rule: Rule{OrgMax: 1, Backup: 2, Rounds: 4}}
	for i := range 12 {
		e := Expert{ID: fmt.Sprintf("t%02d", i), Kinds: []string{"technical"}, Orgs: []string{fmt.Sprintf("大学%d", i/2)}, Load: 2}
		if i%3 == 0 {
			e.Kinds = append(e.Kinds, "local")
		}
		if i == 4 {
			e.Kinds, e.Orgs = append(e.Kinds, "finance"), append(e.Orgs, "研究院")
		}
		b.Pool = append(b.Pool, e)
	}
	for i := range 4 {
		b.Pool = append(b.Pool,
			Expert{ID: fmt.Sprintf("f%02d", i), Kinds: []string{"finance"}, Orgs: []string{fmt.Sprintf("大学%d", i), "研究院"}, Load: 2},
			Expert{ID: fmt.Sprintf("i%02d", i), Kinds: []string{"industry", "local"}, Load: 3})
	}
	b.Applications = []Application{
		{ID: "a1", Seats: 5, Quotas: mixed(), Excluded: []Exclusion{{"t01", "same_org"}, {"t02", "avoid"}}},
		{ID: "a2", Seats: 5, Quotas: mixed(), Locked: []string{"t05"}},
		{ID: "a3", Seats: 5, Quotas: mixed(), Excluded: []Exclusion{{"f00", "relative"}, {"f00", "shares"}}},
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

// written is a record as it is published.
func written(t testing.TB, rec Record) []byte {
	t.Helper()
	raw, err := proof.Canonical(rec)
	if err != nil {
		t.Fatal(err)
	}
	return raw
}

func TestGoldenBytes(t *testing.T) {
	raw := written(t, drawn(t, small(), seedOf(1)))
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
}

// A record is verified, and a frozen one drawn, by the code that it was sealed under.
func TestEveryCodeIsKnown(t *testing.T) {
	for code, file := range map[string]string{Code: "testdata/record.json", "yanlu-draw/1": "first/testdata/record.json"} {
		raw, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		report, err := Verify(raw)
		if err != nil || !report.Sound() || report.Code != code || report.Applications != 3 || report.Pool != 20 {
			t.Errorf("%s: %v %+v", code, err, report)
		}
		var frozen map[string]any
		if err := json.Unmarshal(raw, &frozen); err != nil {
			t.Fatal(err)
		}
		delete(frozen, "reveal")
		delete(frozen, "outcome")
		before, _ := json.Marshal(frozen)
		if _, err := Verify(before); problem.ReasonOf(err) != "DRAW_NOT_REVEALED" {
			t.Errorf("%s: %v", code, err)
		}
		again, err := Reveal(before, seedOf(1), report.Value)
		if err != nil || string(again.Record) != string(raw) || len(again.Panels) != 3 || len(again.Panels[0].Members) != 5 || len(again.Panels[0].Reserves) == 0 {
			t.Errorf("%s: drawn again: %v %+v", code, err, again.Panels)
		}
		other := strings.Replace(string(raw), code, "yanlu-draw/9", 1)
		if _, err := Verify([]byte(other)); problem.ReasonOf(err) != "DRAW_CODE_UNKNOWN" {
			t.Errorf("another code: %v", err)
		}
	}
}

func TestOrderOfInputsDecidesNothing(t *testing.T) {
	want := string(written(t, drawn(t, small(), seedOf(9))))
	r := rand.New(rand.NewPCG(1, 2))
	for range 20 {
		b := small()
		r.Shuffle(len(b.Pool), func(i, j int) { b.Pool[i], b.Pool[j] = b.Pool[j], b.Pool[i] })
		r.Shuffle(len(b.Applications), func(i, j int) { b.Applications[i], b.Applications[j] = b.Applications[j], b.Applications[i] })
		for i := range b.Applications {
			slices.Reverse(b.Applications[i].Quotas)
			slices.Reverse(b.Applications[i].Excluded)
		}
		for i := range b.Pool {
			slices.Reverse(b.Pool[i].Kinds)
			slices.Reverse(b.Pool[i].Orgs)
		}
		b.ClosesAt = closes.In(time.FixedZone("CST", 8*3600))
		if got := string(written(t, drawn(t, b, seedOf(9)))); got != want {
			t.Fatalf("another order gave another record:\n%s\n%s", got, want)
		}
	}
}

func TestBeforeTheReveal(t *testing.T) {
	rec, err := Freeze(committed(small(), seedOf(1)))
	if err != nil {
		t.Fatal(err)
	}
	if strings.Contains(string(written(t, rec)), seedOf(1).String()) || rec.Reveal != nil || rec.Outcome != nil {
		t.Error("the frozen record tells the seed or the outcome")
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
		"an exclusion":    func(b *Batch) { b.Applications[2].Excluded[0].Ground = "other" },
		"a load":          func(b *Batch) { b.Pool[0].Load = 9 },
		"a kind":          func(b *Batch) { b.Pool[1].Kinds = append(b.Pool[1].Kinds, "local") },
		"a quota":         func(b *Batch) { b.Applications[0].Quotas[3].Max = 3 },
		"an organisation": func(b *Batch) { b.Pool[1].Orgs = append(b.Pool[1].Orgs, "公司") },
		"the batch":       func(b *Batch) { b.ID = "PC-2026-03" },
		"the rounds":      func(b *Batch) { b.Rule.Rounds = 5 },
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

func TestInputsAreChecked(t *testing.T) {
	for field, spoil := range map[string]func(*Batch){
		"code":         func(b *Batch) { b.Code = "yanlu-draw/1" },
		"commitment":   func(b *Batch) { b.Commitment.PublishedAt = closes },
		"rule":         func(b *Batch) { b.Rule.OrgMax = 0 },
		"pool":         func(b *Batch) { b.Pool[3].ID = b.Pool[2].ID },
		"applications": func(b *Batch) { b.Applications[0].ID = "a2" },
		"quotas":       func(b *Batch) { b.Applications[0].Quotas[0].Min = 6 },
		"locked":       func(b *Batch) { b.Applications[0].Locked = []string{"t01"} },
	} {
		b := committed(small(), seedOf(1))
		spoil(&b)
		_, err := Freeze(b)
		if p := problem.Of(err); p == nil || p.Reason != "DRAW_INPUT_INVALID" || p.Violations[0].Field != field {
			t.Errorf("%s: %v", field, err)
		}
	}
}

func TestMargin(t *testing.T) {
	for n, want := range map[int]int{1: 9800, 100: 980, 2000: 220, 9604: 100, 100_000: 31} {
		if got := margin(n); got != want {
			t.Errorf("%d rounds: %d, want %d", n, got, want)
		}
	}
}
