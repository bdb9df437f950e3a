package seeds

import (
	"bytes"
	"errors"
	"io/fs"
	"regexp"
	"strconv"
	"strings"

	"gopkg.in/yaml.v3"
)

// lines says on which line each item of each list at the top of a file stands.
type lines map[string][]int

func (l lines) of(list string, i int) int {
	if i < len(l[list]) {
		return l[list][i]
	}
	return 0
}

// readYAML decodes a file, refusing keys that are not known.
func readYAML(fsys fs.FS, file string, into any, report *faults) lines {
	raw, err := fs.ReadFile(fsys, file)
	if err != nil {
		report.add(file, 0, "cannot be read: %v", err)
		return nil
	}
	dec := yaml.NewDecoder(bytes.NewReader(raw))
	dec.KnownFields(true)
	if err := dec.Decode(into); err != nil {
		addYAML(report, file, err)
		return nil
	}
	var doc yaml.Node
	if err := yaml.Unmarshal(raw, &doc); err != nil || len(doc.Content) == 0 {
		return nil
	}
	found := lines{}
	top := doc.Content[0].Content
	for i := 0; i+1 < len(top); i += 2 {
		for _, item := range top[i+1].Content {
			found[top[i].Value] = append(found[top[i].Value], item.Line)
		}
	}
	return found
}

var yamlLine = regexp.MustCompile(`^(?:yaml: )?line ([0-9]+): `)

// addYAML reports what the decoder found, each defect with the line that its text names.
func addYAML(report *faults, file string, err error) {
	found := []string{err.Error()}
	var typed *yaml.TypeError
	if errors.As(err, &typed) {
		found = typed.Errors
	}
	for _, text := range found {
		line := 0
		if m := yamlLine.FindStringSubmatch(text); m != nil {
			line, _ = strconv.Atoi(m[1])
			text = strings.TrimPrefix(text, m[0])
		}
		report.add(file, line, "%s", text)
	}
}
