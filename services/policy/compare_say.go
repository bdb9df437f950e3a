package policy

import (
	"encoding/json"
	"slices"
	"strconv"
	"strings"
)

// sayValue writes a rule's value as people read it: codes in words, numbers with their unit, shares in per cent.
func sayValue(v any, unit, key string) Text {
	switch x := v.(type) {
	case nil:
		return Text{"—", "—"}
	case bool:
		if x {
			return Text{"是", "yes"}
		}
		return Text{"否", "no"}
	case float64:
		return sayNumber(x, unit, key)
	case json.Number:
		f, _ := x.Float64()
		return sayNumber(f, unit, key)
	case string:
		return wordOf(x)
	case []any:
		return sayList(x, unit, key)
	case map[string]any:
		return sayMap(x, unit)
	}
	raw, _ := json.Marshal(v)
	return Text{string(raw), string(raw)}
}

// share says whether a key names a part of a whole.
func share(key string) bool {
	return strings.Contains(key, "share") || strings.Contains(key, "_ratio") || strings.HasPrefix(key, "ratio_of") || key == "rate" || key == "floor_any_core_criterion"
}

func sayNumber(n float64, unit, key string) Text {
	if share(key) && n >= 0 && n <= 1 {
		s := strconv.FormatFloat(n*100, 'f', -1, 64)
		if f, err := strconv.ParseFloat(strconv.FormatFloat(n*100, 'f', 6, 64), 64); err == nil {
			s = strconv.FormatFloat(f, 'f', -1, 64)
		}
		return Text{s + "%", s + "%"}
	}
	s := strconv.FormatFloat(n, 'f', -1, 64)
	if unit == "" {
		return Text{s, s}
	}
	u := wordOf(unit)
	return Text{s + " " + u.Zh, s + " " + u.En}
}

func sayList(list []any, unit, key string) Text {
	if len(list) == 0 {
		return Text{"（无）", "(none)"}
	}
	zh, en, sep := make([]string, len(list)), make([]string, len(list)), [2]string{"、", ", "}
	for i, e := range list {
		t := sayValue(e, unit, key)
		if m, ok := e.(map[string]any); ok {
			t = sayRow(m, unit)
			sep = [2]string{"\n", "\n"}
		}
		zh[i], en[i] = t.Zh, t.En
	}
	return Text{strings.Join(zh, sep[0]), strings.Join(en, sep[1])}
}

func sayMap(m map[string]any, unit string) Text { return sayParts(m, unit, "\n", "\n") }
func sayRow(m map[string]any, unit string) Text { return sayParts(m, unit, "，", ", ") }

// first keys of a row, so that a line reads: up to so much, decided by whom.
var leading = []string{"up_to", "above", "min", "max", "by", "role"}

func sayParts(m map[string]any, unit, sepZh, sepEn string) Text {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.SortFunc(keys, func(a, b string) int {
		x, y := slices.Index(leading, a), slices.Index(leading, b)
		if x >= 0 && y >= 0 {
			return x - y
		}
		if x >= 0 || y >= 0 {
			return y - x
		}
		return strings.Compare(a, b)
	})
	var zh, en []string
	for _, k := range keys {
		name, value := wordOf(k), sayValue(m[k], unit, k)
		zh = append(zh, name.Zh+"："+value.Zh)
		en = append(en, name.En+": "+value.En)
	}
	return Text{strings.Join(zh, sepZh), strings.Join(en, sepEn)}
}

// SayValue writes the rule's value in force with its unit, as people read it.
func (r Rule) SayValue() Text { return sayValue(r.Value, r.Unit, "") }
