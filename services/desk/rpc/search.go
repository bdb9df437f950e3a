package rpc

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"unicode"

	"github.com/jackc/pgx/v5"

	deskv1 "yanlu/proto/gen/yanlu/desk/v1"
	"yanlu/services/docket"
	dockrpc "yanlu/services/docket/rpc"
	"yanlu/services/lifecycle"
)

const (
	defaultHits = 8
	// looked is how many entries with the words are ranked; words that more share need another word, not a longer list.
	looked = 500
	// begun is how many entries that begin with the words are looked at first.
	begun = 200
)

// Kinds of hits.
const (
	docketKind       = "docket"
	personKind       = "person"
	organisationKind = "organisation"
	topicKind        = "topic"
)

// mayFindPeople are the roles that look people up by name; to everyone else a person is known by a docket only.
var mayFindPeople = []lifecycle.Role{
	lifecycle.Officer, lifecycle.Director, lifecycle.PartyGroup, lifecycle.LeadingGroup, lifecycle.Finance, lifecycle.Discipline, lifecycle.Auditor,
	lifecycle.Agency, lifecycle.Admin,
}

// query is what was typed, and how many hits of a kind are wanted.
type query struct {
	terms []string
	whole string // without case and blanks
	limit int
	c     *dockrpc.Conditions

	everywhere bool // most dockets hold the terms
}

// Search finds dockets, people, organisations and topics by any part of their
// names. Within a kind, names that begin with what was typed come first, then
// names that contain it, then those found by other words.
func (s *Server) Search(ctx context.Context, req *deskv1.SearchRequest) (*deskv1.SearchResponse, error) {
	a := dockrpc.ActorOf(ctx)
	out := &deskv1.SearchResponse{}
	terms := dockrpc.Terms(req.GetQuery())
	if len(terms) == 0 {
		return out, nil
	}
	limit := int(req.GetLimit())
	if limit == 0 {
		limit = defaultHits
	}
	for _, k := range []struct {
		kind string
		find func(context.Context, docket.Actor, query) ([]*deskv1.Hit, error)
	}{{docketKind, s.dockets}, {personKind, s.people}, {organisationKind, s.organisations}, {topicKind, s.topics}} {
		if kinds := req.GetKinds(); len(kinds) > 0 && !slices.Contains(kinds, k.kind) {
			continue
		}
		hits, err := k.find(ctx, a, query{terms: terms, whole: fold(strings.Join(terms, "")), limit: limit, c: dockrpc.NewConditions(s.Door.Now())})
		if err != nil {
			return nil, fmt.Errorf("desk: search %s: %w", k.kind, err)
		}
		out.Hits = append(out.Hits, hits...)
	}
	return out, nil
}

// fold takes case and blanks away, as the column plain has it.
func fold(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		return unicode.ToLower(r)
	}, s)
}

// entries is the query of the ids of a kind that hold the terms, those that begin
// with them first. Words that most names hold are found by reading a few names.
func (q query) entries(kind string) string {
	hold := q.c.Holds
	if q.everywhere {
		hold = q.c.Says
	}
	return fmt.Sprintf(`(select id from search_entry where kind = '%[1]s' and left(plain, 40) collate "C" >= %[2]s and left(plain, 40) collate "C" < %[2]s || chr(1114111) limit %[3]d)
		union (select id from search_entry where kind = '%[1]s' and %[4]s limit %[5]d)`,
		kind, q.c.Arg(cut(q.whole, 40))+"::text", begun, hold(q.terms), looked)
}

func cut(s string, n int) string {
	if r := []rune(s); len(r) > n {
		return string(r[:n])
	}
	return s
}

// rank puts names that begin with the words before those that contain them, and both before the rest.
func (q query) rank(name string) string {
	n := q.c.Arg(q.whole) + "::text"
	return fmt.Sprintf("case when starts_with(folded(%[1]s), %[2]s) then 0 when position(%[2]s in folded(%[1]s)) > 0 then 1 else 2 end", name, n)
}

func (s *Server) dockets(ctx context.Context, a docket.Actor, q query) ([]*deskv1.Hit, error) {
	// Of the whole record the words say which dockets to look at; of a few dockets each says whether it holds the words.
	var where string
	if dockrpc.Wide(a) {
		var err error
		if q.everywhere, err = dockrpc.Everywhere(ctx, s.Door.Pool(), q.terms); err != nil {
			return nil, err
		}
		where = "id in (" + q.entries(docketKind) + ")"
	} else {
		where = "(select " + q.c.Says(q.terms) + " from search_entry e where e.kind = 'docket' and e.id = docket.id)"
	}
	sql := `select id, title, coalesce(code, ''), machine, state, case machine
			when 'project' then concat_ws(' · ', (select c.title from docket c where c.id = docket.parent), (select o.name from organisation o where o.id = docket.host_org))
			when 'need' then (select o.name from organisation o where o.id = docket.demander_org)
			when 'review' then facts #>> '{review,label}' end
		from docket where ` + where + " and " + q.c.Visible(a, "") + " order by " + q.rank("title") + ", terminal, since desc, id limit " + fmt.Sprint(q.limit)
	rows, err := s.Door.Pool().Query(ctx, sql, q.c.Args()...)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, func(row pgx.CollectableRow) (*deskv1.Hit, error) {
		h := &deskv1.Hit{Kind: docketKind}
		var note *string
		if err := row.Scan(&h.Id, &h.Title, &h.Code, &h.Machine, &h.State, &note); err != nil {
			return nil, err
		}
		if note != nil {
			h.Note = *note
		}
		standing, _ := lifecycle.Of(lifecycle.Machine(h.Machine)).Standing(lifecycle.State(h.State))
		h.StateZh, h.StateEn = standing.Zh, standing.En
		return h, nil
	})
}

func (s *Server) people(ctx context.Context, a docket.Actor, q query) ([]*deskv1.Hit, error) {
	if !a.Is(mayFindPeople...) {
		return nil, nil
	}
	return s.named(ctx, q, personKind, `select p.id, p.name, '', coalesce((select string_agg(distinct o.name, '、') from role_grant g join organisation o on o.id = g.organisation where g.person = p.id), '')
		from person p join hit on hit.id = p.id where p.disabled_at is null`, "p.name")
}

func (s *Server) organisations(ctx context.Context, _ docket.Actor, q query) ([]*deskv1.Hit, error) {
	return s.named(ctx, q, organisationKind, "select o.id, o.name, o.uscc, o.address from organisation o join hit on hit.id = o.id where true", "o.name")
}

func (s *Server) topics(ctx context.Context, _ docket.Actor, q query) ([]*deskv1.Hit, error) {
	return s.named(ctx, q, topicKind, "select t.code, t.title, t.code, t.domain from plan_topic t join hit on hit.id = t.code where true", "t.title")
}

// named reads hits that everyone who may ask for the kind may see.
func (s *Server) named(ctx context.Context, q query, kind, from, name string) ([]*deskv1.Hit, error) {
	sql := "with hit as (" + q.entries(kind) + ") " + from + " order by " + q.rank(name) + ", " + name + ` collate "zh-x-icu", 1 limit ` + fmt.Sprint(q.limit)
	rows, err := s.Door.Pool().Query(ctx, sql, q.c.Args()...)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, func(row pgx.CollectableRow) (*deskv1.Hit, error) {
		h := &deskv1.Hit{Kind: kind}
		return h, row.Scan(&h.Id, &h.Title, &h.Code, &h.Note)
	})
}
