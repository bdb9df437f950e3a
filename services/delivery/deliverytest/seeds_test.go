package deliverytest

import (
	"encoding/json"
	"testing"

	"yanlu/seeds"
	"yanlu/services/policy"
)

// What a project is run, paid and closed by must be in every pack that is shipped.
func TestShippedPacksHaveTheRulesThatAreRead(t *testing.T) {
	var small struct {
		Rules []struct {
			ID    string          `json:"id"`
			Value json.RawMessage `json:"value"`
		} `json:"rules"`
	}
	if err := json.Unmarshal([]byte(packJSON), &small); err != nil {
		t.Fatal(err)
	}
	for _, code := range []string{"fuling", "practice"} {
		pack, err := policy.Load(seeds.FS(), seeds.PackDir(code))
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range small.Rules {
			if _, ok := pack.Rule(r.ID); !ok {
				t.Errorf("%s has no rule %s", pack.Name(), r.ID)
			}
		}
	}
}
