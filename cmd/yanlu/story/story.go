// Package story carries stories: one path each through a project's life, told in
// YAML, acted out by people over the public API, and compared with its end.
//
// It guarantees that a step repeated after a lost connection is the same request
// (its id follows from run, story and step), so a story survives a server that
// dies under it. It refuses to know the database, the engine and the rules: what
// it sees is what the API says.
package story

import (
	"time"
)

// Kinds of story.
const (
	// Path runs to an end and is what `yanlu demo` carries.
	Path = "path"
	// Living leaves work in people's queues; only demonstration data hold it.
	Living = "living"
)

// Title is a name in both languages.
type Title struct {
	Zh string `yaml:"zh" json:"zh"`
	En string `yaml:"en" json:"en"`
}

// Story is one path through a project's life.
type Story struct {
	Name   string                 `yaml:"name"`
	Title  Title                  `yaml:"title"`
	Kind   string                 `yaml:"kind"` // Path when empty
	Why    string                 `yaml:"why"`  // what the story shows, for its readers
	Pack   string                 `yaml:"pack"` // code of the rule pack of its call
	Cast   map[string]Player      `yaml:"cast"`
	Steps  []Step                 `yaml:"-"`      // with every fragment expanded
	Expect map[string]Expectation `yaml:"expect"` // by alias of a docket
}

// Player is a principal investigator who lives in one story only: rules limit how
// many projects one person may lead, so stories that run together share nobody.
// A living story may take a person of the district instead, whom one can sign in as.
type Player struct {
	Name  string `yaml:"name"`
	Host  string `yaml:"host"`  // key of an organisation of the district
	Login string `yaml:"login"` // of a person of the district
}

// Step is one act. Exactly one of Do, Wait, Draft, Upload, Paper is set.
type Step struct {
	Say     string            `yaml:"say"` // remark for readers
	As      string            `yaml:"as"`  // login, role of the cast, player, player.unit, or public
	Do      string            `yaml:"do"`  // Service.Method
	With    map[string]any    `yaml:"with"`
	Save    Saved             `yaml:"save"`
	Number  string            `yaml:"save_number"`    // alias for the number that was given
	Refusal string            `yaml:"expect_refusal"` // reason code with which the call must be refused
	While   string            `yaml:"while_refused"`  // reason code: not yet; the call is repeated
	Returns map[string]any    `yaml:"returns"`        // values the answer must have, by path
	Wait    map[string]string `yaml:"wait"`           // alias → state, or event:name
	Within  string            `yaml:"within"`
	Draft   *Draft            `yaml:"draft"`
	Upload  *Upload           `yaml:"upload"`
	Paper   string            `yaml:"paper"` // path of a paper that must be there to read
	Draw    *Drawn            `yaml:"verify_draw"`

	place string // file and step, for messages and request ids
}

// Draft saves the content of a form.
type Draft struct {
	Of     string         `yaml:"of"`     // id
	Sample string         `yaml:"sample"` // a sample of the seeds; the draft on file when empty
	Set    map[string]any `yaml:"set"`    // fields that differ
}

// Upload attaches a small PDF to each field.
type Upload struct {
	Of     string   `yaml:"of"`
	Fields []string `yaml:"fields"`
}

// Expectation is where a docket must end. Facts are compared by path; “*” means that something is there.
type Expectation struct {
	State    string         `yaml:"state"`
	Facts    map[string]any `yaml:"facts"`
	Notified []string       `yaml:"notified"` // who must have been told
	Events   []string       `yaml:"events"`   // that must be on record, in this order
}

// Subject is a docket of a story.
type Subject struct {
	Machine string `json:"machine"`
	ID      string `json:"id"`
}

// Result is what became of a story.
type Result struct {
	Story    string             `json:"story"`
	Title    Title              `json:"title"`
	Kind     string             `json:"kind"`
	Expected map[string]string  `json:"expected"`
	Reached  map[string]string  `json:"reached"`
	Subjects map[string]Subject `json:"subjects"`
	Good     bool               `json:"ok"`
	Seconds  float64            `json:"seconds"`
	Error    string             `json:"error,omitempty"`
}

// OK says whether the story reached its end.
func (r Result) OK() bool { return r.Good }

// Target is where the API is: a host and port for gRPC, a URL for files.
type Target struct{ GRPC, HTTP string }

// Options of a run; zero values are sensible.
type Options struct {
	Parallel int           // stories at once; 4
	Run      string        // names the run in request ids and logins; made up when empty
	Window   time.Duration // how long calls, and other terms that a story lets run out, stay open; 8 s
	Patience time.Duration // how long a step is repeated and a state waited for; 2 min
	// Progress, when set, hears of every step: it is called from several goroutines.
	Progress func(Progress)
}

// Progress says that a story has done so many of its steps. Result is set at its end.
type Progress struct {
	Story       string
	Done, Total int
	Result      *Result
}

func (o Options) filled() Options {
	if o.Parallel <= 0 {
		o.Parallel = 4
	}
	if o.Run == "" {
		o.Run = newRun()
	}
	if o.Window <= 0 {
		o.Window = 8 * time.Second
	}
	if o.Patience <= 0 {
		o.Patience = 2 * time.Minute
	}
	if o.Progress == nil {
		o.Progress = func(Progress) {}
	}
	return o
}
