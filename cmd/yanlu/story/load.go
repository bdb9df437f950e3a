package story

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"gopkg.in/yaml.v3"

	"yanlu/seeds"
)

const (
	storiesDir   = "stories"
	fragmentsDir = "stories/fragments"
)

// Load reads every story of the seeds, living ones first. The errors name file and step.
func Load() ([]Story, error) { return Read(seeds.FS()) }

// Read is Load from another folder of the same shape: stories/*.yaml beside stories/fragments/*.yaml.
func Read(fsys fs.FS) ([]Story, error) {
	fragments, err := readFragments(fsys)
	if err != nil {
		return nil, err
	}
	files, err := fs.Glob(fsys, storiesDir+"/*.yaml")
	if err != nil {
		return nil, err
	}
	var (
		out  []Story
		errs []error
	)
	for _, file := range files {
		s, err := readStory(fsys, file, fragments)
		if err != nil {
			errs = append(errs, fmt.Errorf("%s: %w", file, err))
			continue
		}
		out = append(out, s)
	}
	slices.SortStableFunc(out, func(a, b Story) int { return strings.Compare(a.Kind, b.Kind) }) // “living” before “path”
	return out, errors.Join(errs...)
}

func readStory(fsys fs.FS, file string, fragments map[string]fragment) (Story, error) {
	var (
		s   Story
		raw struct {
			Story `yaml:",inline"`
			Steps []any `yaml:"steps"`
		}
	)
	if err := strict(fsys, file, &raw); err != nil {
		return s, err
	}
	s = raw.Story
	if want := strings.TrimSuffix(path.Base(file), ".yaml"); s.Name != want {
		return s, fmt.Errorf("the name is %q, not that of the file", s.Name)
	}
	if s.Kind == "" {
		s.Kind = Path
	}
	if s.Title.Zh == "" || s.Title.En == "" || s.Kind != Path && s.Kind != Living {
		return s, errors.New("title or kind is missing or unknown")
	}
	steps, err := expand(raw.Steps, fragments, map[string]any{"pack": s.Pack}, "", 0)
	if err != nil {
		return s, err
	}
	if s.Steps, err = decodeSteps(steps); err == nil && !s.expects() {
		err = errors.New("nothing is expected: neither how a docket ends nor what a step is answered")
	}
	return s, err
}

func decodeSteps(steps []placed) ([]Step, error) {
	out := make([]Step, 0, len(steps))
	for _, p := range steps {
		text, err := yaml.Marshal(p.step)
		if err != nil {
			return nil, err
		}
		var s Step
		dec := yaml.NewDecoder(bytes.NewReader(text))
		dec.KnownFields(true)
		if err := dec.Decode(&s); err != nil {
			return nil, fmt.Errorf("step %s: %w", p.place, err)
		}
		s.place = p.place
		if err := s.check(); err != nil {
			return nil, fmt.Errorf("step %s: %w", p.place, err)
		}
		out = append(out, s)
	}
	return out, nil
}

// check refuses a step that does nothing or several things.
func (s Step) check() error {
	n := 0
	for _, set := range []bool{s.Do != "", len(s.Wait) > 0, s.Draft != nil, s.Upload != nil, s.Paper != "", s.Draw != nil} {
		if set {
			n++
		}
	}
	if n != 1 {
		return errors.New("one of do, wait, draft, upload, paper and verify_draw is needed")
	}
	if s.As == "" && len(s.Wait) == 0 {
		return errors.New("who acts is missing")
	}
	if s.Do != "" {
		_, err := methodNamed(s.Do)
		return err
	}
	return nil
}

func strict(fsys fs.FS, file string, into any) error {
	raw, err := fs.ReadFile(fsys, file)
	if err != nil {
		return err
	}
	dec := yaml.NewDecoder(bytes.NewReader(raw))
	dec.KnownFields(true)
	return dec.Decode(into)
}

// expects says whether anything is compared: how a docket ends, or what a step is answered.
func (s Story) expects() bool {
	return len(s.Expect) > 0 || slices.ContainsFunc(s.Steps, func(x Step) bool { return len(x.Returns) > 0 })
}

// UnmarshalYAML lets an expectation be a bare state.
func (e *Expectation) UnmarshalYAML(n *yaml.Node) error {
	if n.Kind == yaml.ScalarNode {
		e.State = n.Value
		return nil
	}
	type plain Expectation
	return n.Decode((*plain)(e))
}

// Saved names what is kept of an answer: alias → path. A bare alias keeps the docket's id.
type Saved map[string]string

// UnmarshalYAML reads both forms.
func (s *Saved) UnmarshalYAML(n *yaml.Node) error {
	if n.Kind == yaml.ScalarNode {
		*s = Saved{n.Value: "docket.id"}
		return nil
	}
	return n.Decode((*map[string]string)(s))
}
