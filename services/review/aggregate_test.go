package review

import (
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/shopspring/decimal"

	"yanlu/services/platform/problem"
)

func standard(t testing.TB) Scheme {
	t.Helper()
	s, err := ParseScheme(map[string]Method{">=5": TrimmedMean, "3-4": Mean, "<3": Invalid})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func decimals(t testing.TB, texts ...string) []decimal.Decimal {
	t.Helper()
	var out []decimal.Decimal
	for _, s := range texts {
		d, err := decimal.NewFromString(s)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, d)
	}
	return out
}

func TestAggregate(t *testing.T) {
	for _, c := range []struct {
		name   string
		totals []string
		want   string
		method Method
		spread string
	}{
		{"three: mean", []string{"80", "81", "81"}, "80.67", Mean, "1"},
		{"four: mean", []string{"70", "80", "90", "100"}, "85", Mean, "30"},
		{"five: one highest and one lowest dropped", []string{"0", "80", "81", "82", "100"}, "81", TrimmedMean, "100"},
		{"five: equal extremes lose one each", []string{"90", "90", "60", "60", "75"}, "75", TrimmedMean, "30"},
		{"half up", []string{"80.01", "80.02", "80.01", "80.02"}, "80.02", Mean, "0.01"}, // 80.015
		{"exact where binary fractions are not", []string{"0.1", "0.2", "0.3"}, "0.2", Mean, "0.2"},
		{"seven", []string{"88.5", "91.25", "79", "84.75", "90", "62", "86.5"}, "85.75", TrimmedMean, "29.25"},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, err := standard(t).Aggregate(decimals(t, c.totals...))
			if err != nil {
				t.Fatal(err)
			}
			if got.Value.String() != c.want || got.Method != c.method || got.Valid != len(c.totals) || got.Spread.String() != c.spread {
				t.Errorf("got %+v, want %s by %s, spread %s", got, c.want, c.method, c.spread)
			}
		})
	}
}

func TestAggregateRefusesTooFew(t *testing.T) {
	for n := range 3 {
		_, err := standard(t).Aggregate(slices.Repeat(decimals(t, "80"), n))
		if problem.ReasonOf(err) != "QUORUM_NOT_REACHED" {
			t.Errorf("%d scores: %v", n, err)
		}
	}
	if q := standard(t).Quorum(); q != 3 {
		t.Errorf("quorum %d", q)
	}
}

func TestParseSchemeRefuses(t *testing.T) {
	for name, rule := range map[string]map[string]Method{
		"nothing":            {},
		"no result at all":   {">=0": Invalid},
		"gap":                {">=5": TrimmedMean, "<3": Invalid},
		"overlap":            {">=5": TrimmedMean, "3-5": Mean, "<3": Invalid},
		"no end":             {"3-9": Mean, "<3": Invalid},
		"two ends":           {">=3": Mean, ">=5": TrimmedMean, "<3": Invalid},
		"unknown method":     {">=3": "median", "<3": Invalid},
		"trimming two":       {">=2": TrimmedMean, "<2": Invalid},
		"mean of nothing":    {">=0": Mean},
		"not a span":         {"three": Mean, "<3": Invalid},
		"backwards":          {"4-3": Mean, ">=5": TrimmedMean, "<3": Invalid},
		"negative":           {"<-1": Invalid, ">=0": Mean},
		"below zero is none": {"<0": Invalid, ">=0": Mean},
	} {
		if s, err := ParseScheme(rule); err == nil {
			t.Errorf("%s: accepted as %v", name, s)
		}
	}
}

func TestDispersion(t *testing.T) {
	d := Dispersion{MaxMinusMin: decimal.NewFromInt(25), Stddev: decimal.NewFromInt(10)}
	for _, c := range []struct {
		name   string
		totals []string
		want   bool
	}{
		{"one", []string{"80"}, false},
		{"close", []string{"80", "82", "84"}, false},
		{"range at the limit", []string{"70", "82", "82", "82", "82", "82", "95"}, false},
		{"range over the limit", []string{"70", "82", "82", "82", "82", "82", "95.01"}, true},
		{"deviation at the limit", []string{"70", "80", "90"}, false}, // s = 10 exactly
		{"deviation just over", []string{"70", "80", "90.01"}, true},
	} {
		if got := d.Flag(decimals(t, c.totals...)); got != c.want {
			t.Errorf("%s: %v", c.name, got)
		}
	}
}

// FuzzAggregate: the order of the opinions does not matter, the result lies
// within them, and a trimmed mean does not move when its extremes grow worse.
func FuzzAggregate(f *testing.F) {
	f.Add([]byte{80, 0, 81, 50, 82, 99}, uint64(1))
	f.Add([]byte{0, 0, 100, 0, 50, 1, 50, 2, 50, 3, 99, 99}, uint64(7))
	s := standard(f)
	f.Fuzz(func(t *testing.T, raw []byte, seed uint64) {
		totals := totalsOf(raw)
		got, err := s.Aggregate(totals)
		if (err != nil) != (len(totals) < s.Quorum()) {
			t.Fatalf("%d totals: %v", len(totals), err)
		}
		if err != nil {
			return
		}
		shuffled := slices.Clone(totals)
		rand.New(rand.NewPCG(seed, 0)).Shuffle(len(shuffled), func(i, j int) { shuffled[i], shuffled[j] = shuffled[j], shuffled[i] })
		again, _ := s.Aggregate(shuffled)
		if !again.Value.Equal(got.Value) {
			t.Fatalf("order matters: %s and %s for %v", got.Value, again.Value, totals)
		}
		slices.SortFunc(shuffled, decimal.Decimal.Compare)
		low, high := shuffled[0], shuffled[len(shuffled)-1]
		if got.Value.LessThan(low) || got.Value.GreaterThan(high) || !got.Spread.Equal(high.Sub(low)) {
			t.Fatalf("%s outside %s..%s", got.Value, low, high)
		}
		if got.Value.Exponent() < -Places {
			t.Fatalf("%s has more than %d places", got.Value, Places)
		}
		if got.Method != TrimmedMean {
			return
		}
		shuffled[0], shuffled[len(shuffled)-1] = decimal.Zero, decimal.NewFromInt(100)
		if worse, _ := s.Aggregate(shuffled); !worse.Value.Equal(got.Value) {
			t.Fatalf("extremes were counted: %s became %s", got.Value, worse.Value)
		}
	})
}

// totalsOf reads pairs of bytes as points and hundredths within 0..100.
func totalsOf(raw []byte) []decimal.Decimal {
	var out []decimal.Decimal
	for i := 0; i+1 < len(raw) && len(out) < 9; i += 2 {
		cents := min(int64(raw[i])*100+int64(raw[i+1])%100, 10000)
		out = append(out, decimal.New(cents, -2))
	}
	return out
}
