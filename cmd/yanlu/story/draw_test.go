package story

import "testing"

func TestARecordIsAlteredAtOnePlace(t *testing.T) {
	const record = `{"batch":{"pool":[{"load":3}],"rounds":12345678901234567890},"reveal":{"seed":"a"}}`
	for _, c := range []struct {
		path string
		to   any
		want string // "" when the record has no such place
	}{
		{"reveal.seed", "b", `{"batch":{"pool":[{"load":3}],"rounds":12345678901234567890},"reveal":{"seed":"b"}}`},
		{"batch.pool.0.load", 9, `{"batch":{"pool":[{"load":9}],"rounds":12345678901234567890},"reveal":{"seed":"a"}}`},
		{"batch.pool.0", nil, `{"batch":{"pool":[null],"rounds":12345678901234567890},"reveal":{"seed":"a"}}`},
		{"batch.pool.1", nil, ""},
		{"batch.pool.0.limit", 9, ""},
		{"outcome.panels", nil, ""},
		{"reveal.seed.x", nil, ""},
	} {
		got, err := altered([]byte(record), c.path, c.to)
		if (err != nil) != (c.want == "") || string(got) != c.want {
			t.Errorf("%s: %s, %v", c.path, got, err)
		}
	}
}
