package document

import (
	"context"
	"fmt"
	"slices"
	"time"

	docketv1 "yanlu/proto/gen/yanlu/docket/v1"
	programmev1 "yanlu/proto/gen/yanlu/programme/v1"
	"yanlu/services/document/typeset"
	"yanlu/services/lifecycle"
	"yanlu/services/platform/problem"
	"yanlu/services/policy"
	poolstore "yanlu/services/review/pool/store"
)

// subject is a docket as its reader sees it, with the words to speak of it.
type subject struct {
	*docketv1.Docket
	reply *docketv1.GetDocketResponse
	facts map[string]any
	words speaker
}

// see reads a docket in the caller's name; to a stranger it does not exist.
func (p *Papers) see(ctx context.Context, id string) (*subject, error) {
	reply, err := p.Docket.GetDocket(ctx, &docketv1.GetDocketRequest{Docket: id})
	if err != nil {
		return nil, err
	}
	s := &subject{Docket: reply.GetDocket(), reply: reply, facts: reply.GetDocket().GetFacts().AsMap()}
	s.words = speaker{titles: map[string]string{}}
	if s.words.names, err = p.namesIn(ctx, s.facts); err != nil {
		return nil, err
	}
	topics, err := p.programmes().ListTopics(ctx, &programmev1.ListTopicsRequest{})
	if err != nil {
		return nil, err
	}
	for _, t := range topics.GetTopics() {
		s.words.titles[t.GetCode()] = t.GetCode() + " " + t.GetTitle()
	}
	disciplines, err := poolstore.Disciplines(ctx, p.Docket.Door.Pool())
	if err != nil {
		return nil, err
	}
	for _, d := range disciplines {
		s.words.titles[d.Code] = d.Zh
	}
	s.words.titles[s.GetParent()] = s.GetParentTitle()
	p.otherDockets(ctx, s)
	return s, p.rules(ctx, s)
}

// rules finds what the rules of the call are called that a docket names by code.
func (p *Papers) rules(ctx context.Context, s *subject) error {
	call := s.Docket
	if s.machine() == lifecycle.ProjectMachine {
		reply, err := p.Docket.GetDocket(ctx, &docketv1.GetDocketRequest{Docket: s.GetParent()})
		if err != nil {
			if absent(err) {
				return nil
			}
			return err
		}
		call = reply.GetDocket()
	}
	hash := fact(call, "terms", "pack_hash")
	if hash == "" {
		return nil
	}
	pack, err := p.Docket.Book.Pack(ctx, hash)
	if err != nil {
		return err
	}
	for _, r := range pack.Rules {
		s.words.titles[r.ID] = r.Zh
	}
	for _, r := range pack.Rubrics {
		s.words.titles[r.Code] = r.Zh
	}
	s.words.titles[pack.Code] = pack.Title.Zh
	s.words.titles[pack.Name()] = packTitle(pack)
	s.words.titles[fact(call, "terms", "template")] = fact(call, "terms", "programme")
	return nil
}

// otherDockets finds the titles of dockets that facts point to, as far as the caller may see them.
func (p *Papers) otherDockets(ctx context.Context, s *subject) {
	for _, at := range [][2]string{{"decision", "in_place_of"}, {"ending", "into"}} {
		id := s.text(at[0], at[1])
		if id == "" || s.words.titles[id] != "" {
			continue
		}
		s.words.titles[id] = "另一事项"
		if other, err := p.Docket.GetDocket(ctx, &docketv1.GetDocketRequest{Docket: id}); err == nil {
			s.words.titles[id] = other.GetDocket().GetTitle()
		}
	}
}

// packTitle is what a version of a rule pack is called.
func packTitle(p *policy.Pack) string { return p.Title.Zh + " " + p.Version }

// fact is one visible fact, nil when there is none.
func (s *subject) fact(section, name string) any {
	m, _ := s.facts[section].(map[string]any)
	return m[name]
}

func (s *subject) text(section, name string) string {
	v, _ := s.fact(section, name).(string)
	return v
}

// said is one visible fact in words.
func (s *subject) said(section, name string) string {
	return s.words.say(name, s.fact(section, name))
}

// machine is the kind of docket.
func (s *subject) machine() lifecycle.Machine { return lifecycle.Machine(s.GetMachine()) }

// blind says that the reader judges without being known: nothing but the title goes into a name.
func (s *subject) blind() bool { return s.machine() == lifecycle.ReviewMachine }

// number is what a paper is filed under.
func (s *subject) number() string {
	if s.blind() {
		return ""
	}
	return s.GetCode()
}

// fileName names a file by number, or by title where there is none or it must not be known. It never holds a person's name.
func (s *subject) fileName(what, extension string) string {
	stem := s.number()
	if stem == "" {
		stem = s.GetTitle()
	}
	return safeName(stem+"-"+what, what) + extension
}

// bureau is the authority that issues papers here.
func (p *Papers) bureau(ctx context.Context) (string, error) {
	var name string
	err := p.Docket.Door.Pool().QueryRow(ctx, "select coalesce((select name from organisation where kind = 'bureau' order by created_at, id limit 1), '')").Scan(&name)
	if err != nil {
		return "", fmt.Errorf("document: bureau: %w", err)
	}
	return name, nil
}

// paper begins a paper about a docket.
func (p *Papers) paper(ctx context.Context, s *subject, title, hash, mark string) (*typeset.Paper, error) {
	bureau, err := p.bureau(ctx)
	if err != nil {
		return nil, err
	}
	return typeset.New(typeset.Meta{
		Bureau: bureau, Title: title, Name: s.GetTitle(), Number: s.number(), Hash: hash, At: p.now(), Zone: policy.Shanghai, Mark: mark,
	})
}

func (p *Papers) now() time.Time { return p.Docket.Door.Now() }

// namesIn are the names of people and organisations whose ids stand among facts that the reader sees.
func (p *Papers) namesIn(ctx context.Context, facts map[string]any) (map[string]string, error) {
	ids := map[string]bool{}
	gather("", facts, ids)
	list := make([]string, 0, len(ids))
	for id := range ids {
		list = append(list, id)
	}
	out := map[string]string{}
	rows, err := p.Docket.Door.Pool().Query(ctx, "select id, name from person where id = any($1) union all select id, name from organisation where id = any($1)", list)
	if err != nil {
		return nil, fmt.Errorf("document: names: %w", err)
	}
	defer rows.Close()
	for rows.Next() {
		var id, name string
		if err := rows.Scan(&id, &name); err != nil {
			return nil, fmt.Errorf("document: names: %w", err)
		}
		out[id] = name
	}
	return out, rows.Err()
}

// idFacts are the facts that hold the id of a person or an organisation. Nothing
// else is ever taken for one: a text that somebody typed must not turn into a name.
var idFacts = map[string]bool{
	"pi": true, "host_org": true, "recommender_org": true, "demander_org": true, "agency_org": true, "agency": true, "reviewer": true, "reviewers": true,
	"chair": true, "members": true, "org": true, "extended_by": true,
}

// gather collects the ids among facts.
func gather(name string, v any, into map[string]bool) {
	switch x := v.(type) {
	case string:
		if idFacts[name] && x != "" {
			into[x] = true
		}
	case []any:
		for _, y := range x {
			gather(name, y, into)
		}
	case map[string]any:
		for n, y := range x {
			gather(n, y, into)
		}
	}
}

// snapshots are what was laid before gates, as far as the caller may see it, oldest first.
func (p *Papers) snapshots(ctx context.Context, id string) ([]*docketv1.Snapshot, error) {
	reply, err := p.Docket.ListSnapshots(ctx, &docketv1.ListSnapshotsRequest{Docket: id})
	return reply.GetSnapshots(), err
}

// newest is the last snapshot of one of the kinds, or the one with a hash; nil when there is none.
func newest(list []*docketv1.Snapshot, hash string, kinds ...string) *docketv1.Snapshot {
	for _, s := range slices.Backward(list) {
		if slices.Contains(kinds, s.GetKind()) && (hash == "" || s.GetHash() == hash) {
			return s
		}
	}
	return nil
}

// events are all events of a docket, oldest first.
func (p *Papers) events(ctx context.Context, id string) ([]*docketv1.Event, error) {
	var out []*docketv1.Event
	for token := ""; ; {
		reply, err := p.Docket.ListEvents(ctx, &docketv1.ListEventsRequest{Docket: id, PageSize: 200, PageToken: token})
		if err != nil {
			return nil, err
		}
		out = append(out, reply.GetEvents()...)
		if token = reply.GetNextPageToken(); token == "" {
			return out, nil
		}
	}
}

// absent says that a reading method refused: what it reads is not this caller's, or is not there.
func absent(err error) bool {
	q := problem.Of(err)
	return q != nil && (q.Kind == problem.NotFound || q.Kind == problem.Denied || q.Kind == problem.Precondition)
}
