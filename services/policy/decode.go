package policy

import (
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"strings"
)

// decoder fills typed structs from a tree and reports every unknown key and wrong type with its place.
type decoder struct {
	at     map[string]position
	faults []*LoadError
}

func (d *decoder) fail(path, zh, en string) {
	d.faults = append(d.faults, faultAt(d.at, path, zh, en))
}

// faultAt finds the nearest place at or above path, so that a missing key is reported on its parent's line.
func faultAt(at map[string]position, path, zh, en string) *LoadError {
	e := &LoadError{Path: path, Zh: zh, En: en}
	for p := path; ; {
		if pos, ok := at[p]; ok {
			e.File, e.Line = pos.file, pos.line
			return e
		}
		cut := strings.LastIndexAny(p, ".[")
		if cut < 0 {
			return e
		}
		p = p[:cut]
	}
}

var (
	numberType = reflect.TypeFor[json.Number]()
	anyType    = reflect.TypeFor[any]()
)

func (d *decoder) decode(v any, path string, dst reflect.Value) {
	if dst.Type() == anyType {
		if v != nil {
			dst.Set(reflect.ValueOf(v))
		}
		return
	}
	if v == nil {
		d.fail(path, "缺少值", "value missing")
		return
	}
	switch dst.Kind() {
	case reflect.Pointer:
		dst.Set(reflect.New(dst.Type().Elem()))
		d.decode(v, path, dst.Elem())
	case reflect.Struct:
		d.object(v, path, dst)
	case reflect.Slice:
		d.slice(v, path, dst)
	case reflect.Map:
		if m, ok := v.(map[string]any); ok {
			dst.Set(reflect.ValueOf(m))
			return
		}
		d.wrong(path, "映射", "mapping")
	default:
		d.scalar(v, path, dst)
	}
}

func (d *decoder) wrong(path, zh, en string) {
	d.fail(path, "应为"+zh, "must be a "+en)
}

func (d *decoder) scalar(v any, path string, dst reflect.Value) {
	switch {
	case dst.Type() == numberType:
		if n, ok := v.(json.Number); ok {
			dst.SetString(n.String())
			return
		}
		d.wrong(path, "数字", "number")
	case dst.Kind() == reflect.String:
		if s, ok := v.(string); ok {
			dst.SetString(s)
			return
		}
		d.wrong(path, "文字", "text")
	case dst.Kind() == reflect.Bool:
		if b, ok := v.(bool); ok {
			dst.SetBool(b)
			return
		}
		d.wrong(path, "是或否", "true or false")
	case dst.Kind() == reflect.Int:
		if n, ok := v.(json.Number); ok {
			if i, err := n.Int64(); err == nil {
				dst.SetInt(i)
				return
			}
		}
		d.wrong(path, "整数", "whole number")
	}
}

func (d *decoder) slice(v any, path string, dst reflect.Value) {
	items, ok := v.([]any)
	if !ok {
		d.wrong(path, "列表", "list")
		return
	}
	out := reflect.MakeSlice(dst.Type(), len(items), len(items))
	for i, item := range items {
		d.decode(item, fmt.Sprintf("%s[%d]", path, i), out.Index(i))
	}
	dst.Set(out)
}

func (d *decoder) object(v any, path string, dst reflect.Value) {
	m, ok := v.(map[string]any)
	if !ok {
		d.wrong(path, "映射", "mapping")
		return
	}
	known := map[string]bool{}
	for i := range dst.NumField() {
		tag, opts, _ := strings.Cut(dst.Type().Field(i).Tag.Get("json"), ",")
		if tag == "" || tag == "-" {
			continue
		}
		known[tag] = true
		x, present := m[tag]
		switch {
		case present:
			d.decode(x, joinPath(path, tag), dst.Field(i))
		case opts != "omitempty":
			d.fail(joinPath(path, tag), "缺少 "+tag, tag+" is missing")
		}
	}
	for _, k := range sortedKeys(m) {
		if !known[k] {
			d.fail(joinPath(path, k), "未知的键 "+k, "unknown key "+k)
		}
	}
}

func sortedKeys(m map[string]any) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}
