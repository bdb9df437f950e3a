package story

import (
	"strings"
	"testing"
	"testing/fstest"
)

func TestLoadReadsEveryStory(t *testing.T) {
	stories, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	have := map[string]bool{}
	for _, s := range stories {
		have[s.Name] = true
		for alias := range s.Expect {
			if !saves(s, alias) {
				t.Errorf("%s: nothing is saved as %s", s.Name, alias)
			}
		}
	}
	for _, name := range []string{
		"funded-and-archived", "returned-and-corrected", "correction-lapsed", "appeal-upheld", "withdrawn", "draft-missed-the-deadline",
		"one-applicant-extended", "objection-dismissed", "objection-upheld", "reserve-promoted", "agreement-not-signed",
		"suspended-and-resumed", "terminated", "need-expired",
	} {
		if !have[name] {
			t.Errorf("the story %s is missing", name)
		}
	}
}

func saves(s Story, alias string) bool {
	for _, step := range s.Steps {
		if _, ok := step.Save[alias]; ok {
			return true
		}
	}
	return false
}

func TestLoadRefusesWhatItDoesNotUnderstand(t *testing.T) {
	const head = "name: a\ntitle: {zh: 甲, en: A}\nexpect: {app: DRAFT}\nsteps:\n"
	for name, tc := range map[string]struct{ steps, fragment, want string }{
		"unknown key":       {"  - {as: pi, do: DocketService.GetDocket, wth: {}}", "", "wth"},
		"unknown method":    {"  - {as: pi, do: DocketService.Guess}", "", "DocketService.Guess"},
		"two acts":          {"  - {as: pi, do: DocketService.GetDocket, wait: {app: DRAFT}}", "", "one of"},
		"nobody":            {"  - {do: DocketService.GetDocket}", "", "who acts"},
		"unknown fragment":  {"  - {use: nothing}", "", "no fragment"},
		"unknown parameter": {"  - {use: f, with: {b: 1}}", "params: {a: 1}\nsteps: [{wait: {x: y}}]", `no parameter "b"`},
		"missing parameter": {"  - {use: f}", "params: {a: null}\nsteps: [{wait: {x: y}}]", `needs "a"`},
		"endless":           {"  - {use: f}", "steps: [{use: f}]", "too deep"},
		"stray parameter":   {"  - {wait: {<x>: y}}", "", "no parameter <x>"},
	} {
		t.Run(name, func(t *testing.T) {
			fsys := fstest.MapFS{"stories/a.yaml": {Data: []byte(head + tc.steps + "\n")}}
			if tc.fragment != "" {
				fsys["stories/fragments/f.yaml"] = &fstest.MapFile{Data: []byte(tc.fragment)}
			}
			_, err := Read(fsys)
			if err == nil || !strings.Contains(err.Error(), tc.want) {
				t.Errorf("got %v, want a word of %q", err, tc.want)
			}
		})
	}
}

func TestExpandFillsFragmentsAndLoops(t *testing.T) {
	fsys := fstest.MapFS{
		"stories/a.yaml": {Data: []byte("name: a\npack: practice\ntitle: {zh: 甲, en: A}\nexpect: {app: DRAFT}\nsteps:\n  - {use: f, with: {app: one, list: [x, y]}}\n")},
		"stories/fragments/f.yaml": {Data: []byte(`
params: {app: app, list: null, pack: null}
steps:
  - for: {who: <list>}
    steps:
      - {as: <who>, do: DocketService.GetDocket, with: {docket: "${<app>.<who>}"}, save: <app>.<who>}
  - {as: pi, do: ProgrammeService.CreateCall, with: {pack_code: <pack>, topics: <list>}}
`)},
	}
	stories, err := Read(fsys)
	if err != nil {
		t.Fatal(err)
	}
	steps := stories[0].Steps
	if len(steps) != 3 || steps[1].As != "y" || steps[1].With["docket"] != "${one.y}" || steps[1].Save["one.y"] != "docket.id" {
		t.Errorf("%+v", steps)
	}
	if steps[2].With["pack_code"] != "practice" || len(steps[2].With["topics"].([]any)) != 2 {
		t.Errorf("%+v", steps[2])
	}
	if steps[0].place == steps[1].place {
		t.Error("two steps share a place, and so a request id")
	}
}
