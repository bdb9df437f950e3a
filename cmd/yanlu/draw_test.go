package main

import (
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/shopspring/decimal"

	"yanlu/services/review/commission"
	"yanlu/services/review/draw"
	"yanlu/services/review/draw/proof"
	"yanlu/services/review/draw/proof/prooftest"
)

// drawn is an honest record of a small commission.
func drawn(t *testing.T) draw.Record {
	t.Helper()
	number, seed, at := make([]byte, 32), proof.NewSeed(), time.Date(2026, 5, 1, 0, 0, 0, 0, time.UTC)
	b := &commission.Batch{ID: "c", Backup: 1, Law: commission.Law{SameMax: 1, Mix: commission.Mix{
		TechMinRatio: decimal.RequireFromString("0.6"), FinanceMin: 1, IndustryMin: 1, LocalMaxRatio: decimal.RequireFromString("0.5"),
	}}}
	units := map[string]string{}
	for i := range 14 {
		kind := []string{commission.Technical, commission.Technical, commission.Technical, commission.Finance, commission.Industry}[i%5]
		e := commission.Expert{ID: fmt.Sprintf("person-%02d", i), Orgs: []string{fmt.Sprintf("org-%02d", i)}, Kinds: []string{kind}, Limit: 3, Local: i%4 == 0}
		units[e.Orgs[0]] = "U-" + e.Orgs[0]
		e.Pseudonym = fmt.Sprintf("E-%04d", i)
		b.Pool = append(b.Pool, e)
	}
	for i := range 2 {
		b.Applications = append(b.Applications, commission.Application{ID: fmt.Sprintf("app-%d", i), Pseudonym: fmt.Sprintf("A-%04d", i), Seats: 5})
	}
	b.Index()
	committed := at.Add(-time.Hour)
	public := b.Public(commission.Drawing{System: commission.CommitNumber("c", number), Agency: seed.Commit("c"), AgencyAt: &committed}, at, units)
	public.Rule.Rounds = 20 // enough to be altered
	rec, err := draw.Freeze(public)
	if err != nil {
		t.Fatal(err)
	}
	if rec, err = rec.Draw(seed, hex.EncodeToString(number)); err != nil {
		t.Fatal(err)
	}
	return rec
}

// saved writes a record, changed by spoil, to a file.
func saved(t *testing.T, rec draw.Record, spoil func(text string) string) string {
	t.Helper()
	raw, err := proof.Canonical(rec)
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "record.json")
	if err := os.WriteFile(file, []byte(spoil(string(raw))), 0o600); err != nil {
		t.Fatal(err)
	}
	return file
}

// An honest record verifies from a file alone; whatever is altered in it is found out.
func TestVerifyDraw(t *testing.T) {
	t.Parallel()
	rec := drawn(t)
	honest := func(s string) string { return s }
	if err := (&VerifyDrawCmd{Source: saved(t, rec, honest)}).Run(t.Context()); err != nil {
		t.Fatal(err)
	}
	first := rec.Outcome.Panels[0].Members[0]
	swap := func(old, with string) func(string) string {
		return func(s string) string {
			if !strings.Contains(s, old) {
				t.Errorf("the record does not hold %s", old)
			}
			return strings.Replace(s, old, with, 1)
		}
	}
	for name, spoil := range map[string]func(string) string{
		"a member was exchanged":     swap(`{"expert":"`+first.Expert+`"`, `{"expert":"E-9999"`),
		"a seed of one's choice":     swap(rec.Reveal.Seed, strings.Repeat("0", 64)),
		"another system number":      swap(rec.Reveal.Beacon, strings.Repeat("1", 64)),
		"an expert was given a load": swap(`"load":3`, `"load":2`),
		"an expert was excluded":     swap(`{"id":"A-0000"`, `{"excluded":[{"expert":"E-0001","ground":"excluded"}],"id":"A-0000"`),
		"another commitment":         swap(rec.Batch.Commitment.Hash, strings.Repeat("a", 64)),
		"the order of the lots":      swap(rec.Outcome.Order[0], "A-0009"),
	} {
		if err := (&VerifyDrawCmd{Source: saved(t, rec, spoil)}).Run(t.Context()); !errors.Is(err, errDraw) {
			t.Errorf("%s: %v", name, err)
		}
	}
	for name, spoil := range map[string]func(string) string{
		"a field nobody knows": swap(`{"batch"`, `{"note":"x","batch"`),
		"cut short":            func(s string) string { return s[:len(s)/2] },
	} {
		if err := (&VerifyDrawCmd{Source: saved(t, rec, spoil)}).Run(t.Context()); err == nil {
			t.Errorf("%s: was read", name)
		}
	}
}

// Whatever one leaf of the public record is altered, the command says so, and
// exits with an error: a finding, or that this is no record as it was published.
func TestEveryLeafOfARecordIsProven(t *testing.T) {
	t.Parallel()
	raw, err := proof.Canonical(drawn(t))
	if err != nil {
		t.Fatal(err)
	}
	findings, refused := 0, 0
	n := prooftest.Every(t, raw, func(path string, changed []byte) {
		report, err := commission.Verify(changed)
		switch {
		case err != nil:
			refused++
		case len(report.Findings) > 0:
			findings++
		case strings.HasSuffix(path, "swapped") && (strings.HasPrefix(path, ".batch") || path == ".outcome.panels swapped"): // another order of a list that is put into order before it is hashed
		default:
			t.Errorf("%s proves nothing", path)
		}
	})
	t.Logf("%d changes: %d found, %d refused", n, findings, refused)
	if findings < 500 || refused < 20 {
		t.Errorf("%d changes: %d found, %d refused", n, findings, refused)
	}
}

// A server's answer is compared with what it published beside the record.
func TestVerifyDrawOfAServer(t *testing.T) {
	t.Parallel()
	rec := drawn(t)
	raw, err := proof.Canonical(rec)
	if err != nil {
		t.Fatal(err)
	}
	answer := map[string]any{"docket": "c", "record": string(raw), "agencyCommitment": rec.Batch.Commitment.Hash, "systemCommitment": commission.NumberCommitment(rec.Batch.Beacon), "batchHash": rec.Seal.Hash, "drawn": true}
	asked := ""
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		asked = r.URL.Path
		_ = json.NewEncoder(w).Encode(answer)
	}))
	defer s.Close()
	if err := (&VerifyDrawCmd{Source: s.URL + "/WT-2026-001"}).Run(t.Context()); err != nil || asked != "/yanlu.review.v1.CommissionService/GetDrawRecord" {
		t.Errorf("%v, asked %s", err, asked)
	}
	answer["batchHash"] = strings.Repeat("b", 64)
	if err := (&VerifyDrawCmd{Source: s.URL + "/WT-2026-001"}).Run(t.Context()); !errors.Is(err, errDraw) {
		t.Errorf("published otherwise: %v", err)
	}
	delete(answer, "record")
	if err := (&VerifyDrawCmd{Source: s.URL + "/WT-2026-001"}).Run(t.Context()); err == nil {
		t.Error("nothing was drawn yet, and it verified")
	}
}

// The seed stays in the agency's file; what is printed of it proves it afterwards.
func TestDrawCommitAndReveal(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "seed.txt")
	if err := (&DrawCommitCmd{Commission: "c", Out: file}).Run(); err != nil {
		t.Fatal(err)
	}
	if err := (&DrawCommitCmd{Commission: "c", Out: file}).Run(); err == nil {
		t.Error("a seed was written over")
	}
	if err := (&DrawRevealCmd{File: file}).Run(); err != nil {
		t.Error(err)
	}
}
