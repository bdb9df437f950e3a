package story

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/types/known/structpb"

	docketv1 "yanlu/proto/gen/yanlu/docket/v1"
	"yanlu/services/lifecycle"
)

// verb calls a method and keeps what the step wants of the answer.
func (t *teller) verb(ctx context.Context, s Step) error {
	m, err := methodNamed(s.Do)
	if err != nil {
		return err
	}
	who, err := t.as(ctx, s.As)
	if err != nil {
		return err
	}
	in, err := t.request(ctx, m, s)
	if err != nil {
		return err
	}
	out := m.out.New().Interface()
	give := time.Now().Add(t.opts.Patience)
	for {
		err = t.client.invoke(ctx, who, m.full, in, out)
		if err == nil || s.While == "" || reason(err) != s.While || time.Now().After(give) {
			break
		}
		if err := sleep(ctx, look); err != nil {
			return err
		}
	}
	if s.Refusal != "" {
		return refused(err, s.Refusal)
	}
	if err != nil {
		return sentence(err)
	}
	return t.keep(s, out)
}

// request builds the message: the step's values by proto JSON, and the request id where the method takes one.
func (t *teller) request(ctx context.Context, m method, s Step) (proto.Message, error) {
	with, err := t.facts(ctx, any(s.With))
	if err != nil {
		return nil, err
	}
	with, err = t.resolve(with)
	if err != nil {
		return nil, err
	}
	raw, err := json.Marshal(with)
	if err != nil {
		return nil, err
	}
	in := m.in.New()
	if s.With != nil {
		if err := protojson.Unmarshal(raw, in.Interface()); err != nil {
			return nil, err
		}
	}
	if f := in.Descriptor().Fields().ByName("request_id"); f != nil {
		in.Set(f, protoreflect.ValueOfString(t.requestID(s.place)))
	}
	return in.Interface(), nil
}

func refused(err error, want string) error {
	switch got := reason(err); {
	case err == nil:
		return fmt.Errorf("was done; it should have been refused with %s", want)
	case got != want:
		return fmt.Errorf("should have been refused with %s: %w", want, sentence(err))
	}
	return nil
}

func (t *teller) keep(s Step, out proto.Message) error {
	if r, ok := out.(*docketv1.Receipt); ok {
		if s.Number != "" {
			t.aliases[s.Number] = r.GetNumber()
		}
	}
	if len(s.Save) == 0 && len(s.Returns) == 0 {
		return nil
	}
	tree, err := treeOf(out)
	if err != nil {
		return err
	}
	for alias, path := range s.Save {
		v, ok := at(tree, path)
		if !ok {
			return fmt.Errorf("the answer has no %s", path)
		}
		t.aliases[alias] = plainText(v)
	}
	if r, ok := out.(*docketv1.Receipt); ok {
		for alias, path := range s.Save {
			if path == "docket.id" {
				t.seen[alias] = Subject{Machine: r.GetDocket().GetMachine(), ID: r.GetDocket().GetId()}
			}
		}
	}
	want, err := t.resolve(any(s.Returns))
	if err != nil {
		return err
	}
	return compare(tree, want.(map[string]any))
}

// treeOf is a message as JSON with the names of the protos.
func treeOf(m proto.Message) (any, error) {
	raw, err := protojson.MarshalOptions{UseProtoNames: true, EmitUnpopulated: true}.Marshal(m)
	if err != nil {
		return nil, err
	}
	var tree any
	return tree, json.Unmarshal(raw, &tree)
}

// draft saves a sample, or what is on file, with the fields the step sets.
func (t *teller) draft(ctx context.Context, s Step) error {
	who, err := t.as(ctx, s.As)
	if err != nil {
		return err
	}
	of, err := t.text(s.Draft.Of)
	if err != nil {
		return err
	}
	was := &docketv1.Draft{}
	if err := t.client.invoke(ctx, who, docketv1.DocketService_GetDraft_FullMethodName, &docketv1.GetDraftRequest{Docket: of}, was); err != nil {
		return sentence(err)
	}
	content := was.GetContent().AsMap()
	if s.Draft.Sample != "" {
		sample, ok := t.samples[s.Draft.Sample]
		if !ok {
			return fmt.Errorf("there is no sample %q", s.Draft.Sample)
		}
		content = maps.Clone(sample)
	}
	set, err := t.resolve(any(s.Draft.Set))
	if err != nil {
		return err
	}
	maps.Copy(content, set.(map[string]any))
	resolved, err := plain(content)
	if err != nil {
		return err
	}
	err = t.client.invoke(ctx, who, docketv1.DocketService_SaveDraft_FullMethodName, &docketv1.SaveDraftRequest{
		RequestId: t.requestID(s.place), Docket: of, BaseVersion: was.GetVersion(), Content: resolved,
	}, &docketv1.Draft{})
	if s.Refusal != "" {
		return refused(err, s.Refusal)
	}
	if err != nil {
		return sentence(err)
	}
	return nil
}

// plain makes a struct of whatever YAML read: numbers of every kind become JSON's.
func plain(content map[string]any) (*structpb.Struct, error) {
	raw, err := json.Marshal(content)
	if err != nil {
		return nil, err
	}
	out := &structpb.Struct{}
	return out, protojson.Unmarshal(raw, out)
}

const look = 150 * time.Millisecond // between two looks at a docket that is waited for

// errElsewhere says that a docket ended in another state than the one waited for.
var errElsewhere = errors.New("it ended elsewhere")

// wait looks, as the auditor, until every docket named is in its state.
func (t *teller) wait(ctx context.Context, s Step) error {
	within := t.opts.Patience
	if s.Within != "" {
		d, err := time.ParseDuration(s.Within)
		if err != nil {
			return err
		}
		within = max(d, within)
	}
	ctx, cancel := context.WithTimeout(ctx, within)
	defer cancel()
	for alias, state := range s.Wait {
		if err := t.await(ctx, alias, state); err != nil {
			return err
		}
	}
	return nil
}

func (t *teller) await(ctx context.Context, alias, want string) error {
	began := time.Now()
	event, isEvent := strings.CutPrefix(want, "event:")
	event, times, err := howOften(event)
	if err != nil {
		return err
	}
	for {
		d, err := t.get(ctx, alias)
		if err != nil {
			return err
		}
		if isEvent {
			if err = t.checkEvents(ctx, d.GetId(), slices.Repeat([]string{event}, times)); err == nil {
				return nil
			}
		}
		if d.GetState() == want {
			return nil
		}
		if d.GetTerminal() {
			return fmt.Errorf("%s is %s, not %s: %w", alias, d.GetState(), want, errElsewhere)
		}
		if err := sleep(ctx, look); err != nil {
			return fmt.Errorf("%s is still %s after %s, not %s", alias, d.GetState(), time.Since(began).Round(time.Second), want)
		}
	}
}

// howOften reads “name” and “name#2”: how often an event is waited for.
func howOften(event string) (name string, times int, err error) {
	name, digits, counted := strings.Cut(event, "#")
	if !counted {
		return name, 1, nil
	}
	times, err = strconv.Atoi(digits)
	return name, max(times, 1), err
}

// get reads a docket as the auditor, who reads all.
func (t *teller) get(ctx context.Context, alias string) (*docketv1.Docket, error) {
	id, ok := t.aliases[alias]
	if !ok {
		return nil, fmt.Errorf("nothing was saved as %q", alias)
	}
	auditor, err := t.as(ctx, string(lifecycle.Auditor))
	if err != nil {
		return nil, err
	}
	reply := &docketv1.GetDocketResponse{}
	if err := t.client.invoke(ctx, auditor, docketv1.DocketService_GetDocket_FullMethodName, &docketv1.GetDocketRequest{Docket: id}, reply); err != nil {
		return nil, sentence(err)
	}
	return reply.GetDocket(), nil
}

// facts replaces every text that is ${facts:alias.path} by that fact of the docket, whatever its kind.
func (t *teller) facts(ctx context.Context, v any) (any, error) {
	switch x := v.(type) {
	case map[string]any:
		out := make(map[string]any, len(x))
		for k, inner := range x {
			var err error
			if out[k], err = t.facts(ctx, inner); err != nil {
				return nil, err
			}
		}
		return out, nil
	case string:
		name, ok := strings.CutPrefix(x, "${facts:")
		if !ok {
			return v, nil
		}
		alias, path, _ := strings.Cut(strings.TrimSuffix(name, "}"), ".")
		d, err := t.get(ctx, alias)
		if err != nil {
			return nil, err
		}
		fact, ok := at(d.GetFacts().AsMap(), path)
		if !ok {
			return nil, fmt.Errorf("%s has no fact %s", alias, path)
		}
		return fact, nil
	}
	return v, nil
}
