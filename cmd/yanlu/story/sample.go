package story

import "yanlu/seeds"

// samples are the contents that a draft may start from, by key.
func samples() (map[string]map[string]any, error) {
	set, err := seeds.Samples()
	if err != nil {
		return nil, err
	}
	out := map[string]map[string]any{}
	for _, a := range set.Applications {
		out[a.Key] = a.Content
	}
	for _, n := range set.Needs {
		out[n.Key] = n.Content
	}
	return out, nil
}
