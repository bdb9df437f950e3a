package story

import (
	"fmt"
	"io/fs"
	"maps"
	"regexp"
)

// fragment is a piece of story that several share. Its parameters stand in its
// steps as <name>; each has a default, or null when it must be given.
type fragment struct {
	Why    string         `yaml:"why"`
	Params map[string]any `yaml:"params"`
	Steps  []any          `yaml:"steps"`
}

// placed is a step with the place it came from.
type placed struct {
	step  map[string]any
	place string
}

func readFragments(fsys fs.FS) (map[string]fragment, error) {
	files, err := fs.Glob(fsys, fragmentsDir+"/*.yaml")
	if err != nil {
		return nil, err
	}
	out := map[string]fragment{}
	for _, file := range files {
		var f fragment
		if err := strict(fsys, file, &f); err != nil {
			return nil, fmt.Errorf("%s: %w", file, err)
		}
		name := file[len(fragmentsDir)+1 : len(file)-len(".yaml")]
		out[name] = f
	}
	return out, nil
}

const deepest = 8 // a fragment that uses itself ends here

// expand replaces every “use” and “for” by its steps, with parameters filled in.
func expand(steps []any, fragments map[string]fragment, scope map[string]any, prefix string, depth int) ([]placed, error) {
	if depth > deepest {
		return nil, fmt.Errorf("step %s: fragments nest too deep", prefix)
	}
	var out []placed
	for i, raw := range steps {
		place := fmt.Sprintf("%s%d", prefix, i+1)
		filled, err := fill(raw, scope)
		if err != nil {
			return nil, fmt.Errorf("step %s: %w", place, err)
		}
		step, ok := filled.(map[string]any)
		if !ok {
			return nil, fmt.Errorf("step %s is no mapping", place)
		}
		var more []placed
		switch {
		case step["use"] != nil:
			more, err = use(step, fragments, scope, place, depth)
		case step["for"] != nil:
			more, err = each(raw.(map[string]any), step, fragments, scope, place, depth)
		default:
			more = []placed{{step, place}}
		}
		if err != nil {
			return nil, err
		}
		out = append(out, more...)
	}
	return out, nil
}

func use(step map[string]any, fragments map[string]fragment, scope map[string]any, place string, depth int) ([]placed, error) {
	name, _ := step["use"].(string)
	f, ok := fragments[name]
	if !ok {
		return nil, fmt.Errorf("step %s: there is no fragment %q", place, name)
	}
	inner := maps.Clone(f.Params)
	if inner == nil {
		inner = map[string]any{}
	}
	given, _ := step["with"].(map[string]any)
	for k, v := range given {
		if _, known := f.Params[k]; !known {
			return nil, fmt.Errorf("step %s: fragment %s has no parameter %q", place, name, k)
		}
		inner[k] = v
	}
	for k, v := range inner {
		if v != nil {
			continue
		}
		if inner[k] = scope[k]; inner[k] == nil { // the story's own, such as its pack
			return nil, fmt.Errorf("step %s: fragment %s needs %q", place, name, k)
		}
	}
	return expand(f.Steps, fragments, inner, place+"."+name+".", depth+1)
}

// each repeats steps for every value of one name.
func each(raw, step map[string]any, fragments map[string]fragment, scope map[string]any, place string, depth int) ([]placed, error) {
	loop, _ := step["for"].(map[string]any)
	body, _ := raw["steps"].([]any)
	if len(loop) != 1 || len(body) == 0 {
		return nil, fmt.Errorf("step %s: “for” takes one name with its values, and steps", place)
	}
	var out []placed
	for name, values := range loop {
		list, ok := values.([]any)
		if !ok {
			return nil, fmt.Errorf("step %s: the values of %s are no list", place, name)
		}
		for i, v := range list {
			inner := maps.Clone(scope)
			inner[name] = v
			more, err := expand(body, fragments, inner, fmt.Sprintf("%s.%d.", place, i+1), depth+1)
			if err != nil {
				return nil, err
			}
			out = append(out, more...)
		}
	}
	return out, nil
}

var parameter = regexp.MustCompile(`<([a-z_]+)>`)

// fill replaces <name> in every text of a tree. A text that is nothing but one
// parameter becomes its value, whatever its kind. The steps of a loop wait for its name.
func fill(v any, scope map[string]any) (any, error) {
	switch x := v.(type) {
	case map[string]any:
		out := make(map[string]any, len(x))
		for k, inner := range x {
			if _, loop := x["for"]; loop && k == "steps" {
				out[k] = inner
				continue
			}
			key, err := fill(k, scope)
			if err != nil {
				return nil, err
			}
			if out[fmt.Sprint(key)], err = fill(inner, scope); err != nil {
				return nil, err
			}
		}
		return out, nil
	case []any:
		out := make([]any, len(x))
		for i, inner := range x {
			var err error
			if out[i], err = fill(inner, scope); err != nil {
				return nil, err
			}
		}
		return out, nil
	case string:
		return fillText(x, scope)
	}
	return v, nil
}

func fillText(s string, scope map[string]any) (any, error) {
	if m := parameter.FindStringSubmatch(s); m != nil && m[0] == s {
		v, ok := scope[m[1]]
		if !ok {
			return nil, fmt.Errorf("there is no parameter %s", s)
		}
		return v, nil
	}
	var unknown error
	out := parameter.ReplaceAllStringFunc(s, func(p string) string {
		v, ok := scope[p[1:len(p)-1]]
		if !ok {
			unknown = fmt.Errorf("there is no parameter %s", p)
		}
		return fmt.Sprint(v)
	})
	return out, unknown
}
