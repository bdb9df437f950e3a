package story

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"
	"sync"
	"time"

	"yanlu/seeds"
	"yanlu/services/lifecycle"
)

func newRun() string { return strings.ToLower(rand.Text()[:6]) }

// RunAll carries stories and returns their results in the order of the stories.
func RunAll(ctx context.Context, target Target, stories []Story, opts Options) []Result {
	opts = opts.filled()
	out := make([]Result, len(stories))
	stage, err := newStage(target, opts)
	if err != nil {
		for i, s := range stories {
			out[i] = Result{Story: s.Name, Title: s.Title, Kind: s.Kind, Error: err.Error()}
		}
		return out
	}
	defer stage.client.close()
	slots := make(chan struct{}, opts.Parallel)
	var all sync.WaitGroup
	for i, s := range stories {
		slots <- struct{}{}
		all.Go(func() {
			defer func() { <-slots }()
			out[i] = stage.tell(ctx, s)
			opts.Progress(Progress{Story: s.Name, Done: len(s.Steps), Total: len(s.Steps), Result: &out[i]})
		})
	}
	all.Wait()
	return out
}

// stage is what all stories of a run share.
type stage struct {
	client   *client
	district seeds.District
	samples  map[string]map[string]any
	opts     Options
}

func newStage(target Target, opts Options) (*stage, error) {
	district, err := seeds.People()
	if err != nil {
		return nil, err
	}
	samples, err := samples()
	if err != nil {
		return nil, err
	}
	c, err := dial(target, district.Password, opts.Patience)
	if err != nil {
		return nil, err
	}
	return &stage{client: c, district: district, samples: samples, opts: opts}, nil
}

// teller tells one story.
type teller struct {
	*stage
	story   Story
	aliases map[string]string
	logins  map[string]string // of the cast
	seen    map[string]Subject
}

func (st *stage) tell(ctx context.Context, s Story) Result {
	began := time.Now()
	t := &teller{stage: st, story: s, aliases: map[string]string{}, logins: map[string]string{}, seen: map[string]Subject{}}
	r := Result{Story: s.Name, Title: s.Title, Kind: s.Kind, Expected: map[string]string{}, Reached: map[string]string{}}
	for alias, e := range s.Expect {
		r.Expected[alias] = e.State
	}
	err := t.steps(ctx)
	if checked := t.check(ctx, &r); err == nil {
		err = checked
	}
	r.Subjects, r.Seconds, r.Good = t.seen, time.Since(began).Seconds(), err == nil
	if err != nil {
		r.Error = err.Error()
	}
	return r
}

func (t *teller) steps(ctx context.Context) error {
	if err := t.register(ctx); err != nil {
		return err
	}
	for i, s := range t.story.Steps {
		t.opts.Progress(Progress{Story: t.story.Name, Done: i, Total: len(t.story.Steps)})
		if err := t.step(ctx, s); err != nil {
			return fmt.Errorf("step %s (%s): %w", s.place, s.name(), err)
		}
	}
	return nil
}

func (s Step) name() string {
	switch {
	case s.Do != "":
		return s.As + " " + s.Do
	case s.Draft != nil:
		return s.As + " saves the draft"
	case s.Upload != nil:
		return s.As + " uploads"
	case s.Paper != "":
		return s.As + " reads " + s.Paper
	case s.Draw != nil:
		return s.As + " draws again"
	}
	return "wait"
}

func (t *teller) step(ctx context.Context, s Step) error {
	switch {
	case s.Do != "":
		return t.verb(ctx, s)
	case s.Draft != nil:
		return t.draft(ctx, s)
	case s.Upload != nil:
		return t.upload(ctx, s)
	case s.Paper != "":
		return t.paper(ctx, s)
	case s.Draw != nil:
		return t.draw(ctx, s)
	}
	return t.wait(ctx, s)
}

// requestID is the same for the same step of the same run, and for nothing else.
func (t *teller) requestID(parts ...string) string {
	sum := sha256.Sum256([]byte(strings.Join(append([]string{t.opts.Run, t.story.Name}, parts...), "\x00")))
	return "story-" + hex.EncodeToString(sum[:16])
}

// login finds who acts: a player, a player's institution, a role of the bureau or its partners, a login, or
// a person whose id was saved, such as ${who}.
func (t *teller) login(who string) (string, error) {
	if l, ok := t.logins[who]; ok {
		return l, nil
	}
	if who == public {
		return public, nil
	}
	if who, err := t.text(who); err != nil {
		return "", err
	} else if i := slices.IndexFunc(t.district.People, func(p seeds.Person) bool { return p.ID == who }); i >= 0 {
		return t.district.People[i].Login, nil
	}
	if people := t.district.With(lifecycle.Role(who)); len(people) > 0 {
		return people[0].Login, nil
	}
	if slices.ContainsFunc(t.district.People, func(p seeds.Person) bool { return p.Login == who }) {
		return who, nil
	}
	return "", fmt.Errorf("nobody is called %q", who)
}

func (t *teller) as(ctx context.Context, who string) (*session, error) {
	login, err := t.login(who)
	if err != nil {
		return nil, err
	}
	return t.client.as(ctx, login)
}
