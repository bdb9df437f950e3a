package rpc

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/jackc/pgx/v5"

	deskv1 "yanlu/proto/gen/yanlu/desk/v1"
	"yanlu/services/docket"
	dockrpc "yanlu/services/docket/rpc"
	"yanlu/services/lifecycle"
	"yanlu/services/platform/problem"
)

// writers are the roles that write checks.
var writers = []lifecycle.Role{lifecycle.Officer, lifecycle.Institution, lifecycle.Recommender, lifecycle.Director, lifecycle.Agency}

// remembered is how many of an organisation's own returns say which phrases it uses.
const remembered = 500

// listPhrases orders by how often the organisation wrote a phrase when it last returned something.
const listPhrases = `
with written as (
    select body from event where org = any($1) and event in
        ('return_once', 'return_need', 'unit_return', 'recommender_return', 'return_agreement', 'return_materials', 'return_termination', 'not_accept')
    order by at desc limit $3)
select p.id, p.topic, p.field, p.words, p.org is null
from phrase p
where p.removed_at is null and (p.org is null or p.org = any($1)) and ($2 = '' or p.topic = $2)
order by (select count(*) from written w where position(btrim(to_json(p.words)::text, '"') in w.body) > 0) desc, p.topic, p.field, p.id`

// ListPhrases lists the shipped phrases and those of the caller's organisation, those used most first.
func (s *Server) ListPhrases(ctx context.Context, req *deskv1.ListPhrasesRequest) (*deskv1.ListPhrasesResponse, error) {
	rows, err := s.Door.Pool().Query(ctx, listPhrases, orgs(dockrpc.ActorOf(ctx), writers), req.GetTopic(), remembered)
	if err != nil {
		return nil, fmt.Errorf("desk: phrases: %w", err)
	}
	list, err := pgx.CollectRows(rows, func(row pgx.CollectableRow) (*deskv1.Phrase, error) {
		p := &deskv1.Phrase{}
		return p, row.Scan(&p.Id, &p.Topic, &p.Field, &p.Text, &p.Shipped)
	})
	return &deskv1.ListPhrasesResponse{Phrases: list}, err
}

// SavePhrase adds a phrase of the caller's organisation, or words one of them anew.
func (s *Server) SavePhrase(ctx context.Context, req *deskv1.SavePhraseRequest) (*deskv1.Phrase, error) {
	a, out := dockrpc.ActorOf(ctx), &deskv1.Phrase{}
	own := orgs(a, writers)
	if len(own) == 0 {
		return nil, problem.New(problem.Denied, "NO_ORGANISATION", "请先切换到所在单位的身份", "Act for an organisation first")
	}
	text := strings.TrimSpace(req.GetText())
	if text == "" {
		return nil, problem.Missing("text", "常用语", "The phrase")
	}
	err := s.write(ctx, a, req, own[0], out, func(tx pgx.Tx) error {
		out.Id, out.Topic, out.Field, out.Text = req.GetId(), req.GetTopic(), req.GetField(), text
		if out.Id == "" {
			out.Id = newID()
			_, err := tx.Exec(ctx, "insert into phrase (id, topic, field, words, org, saved_by, saved_at) values ($1, $2, $3, $4, $5, $6, $7)",
				out.Id, out.Topic, out.Field, text, own[0], a.Person, s.Door.Now())
			return err
		}
		if err := ours(ctx, tx, out.Id, own); err != nil {
			return err
		}
		_, err := tx.Exec(ctx, "update phrase set topic = $2, field = $3, words = $4, saved_by = $5, saved_at = $6 where id = $1",
			out.Id, out.Topic, out.Field, text, a.Person, s.Door.Now())
		return err
	})
	return out, err
}

// RemovePhrase removes a phrase of the caller's organisation.
func (s *Server) RemovePhrase(ctx context.Context, req *deskv1.RemovePhraseRequest) (*deskv1.RemovePhraseResponse, error) {
	a, out := dockrpc.ActorOf(ctx), &deskv1.RemovePhraseResponse{}
	err := s.write(ctx, a, req, a.Person, out, func(tx pgx.Tx) error {
		if err := ours(ctx, tx, req.GetId(), orgs(a, writers)); err != nil {
			return err
		}
		_, err := tx.Exec(ctx, "update phrase set removed_at = $2 where id = $1", req.GetId(), s.Door.Now())
		return err
	})
	return out, err
}

// ours refuses a phrase that is shipped, and does not find one of another organisation.
func ours(ctx context.Context, q docket.Querier, id string, own []string) error {
	var shipped, mine bool
	err := q.QueryRow(ctx, "select org is null, coalesce(org = any($2), false) from phrase where id = $1 and removed_at is null for update", id, own).Scan(&shipped, &mine)
	switch {
	case errors.Is(err, pgx.ErrNoRows) || err == nil && !shipped && !mine:
		return problem.New(problem.NotFound, "PHRASE_NOT_FOUND", "没有找到本单位的这条常用语", "Your organisation has no such phrase")
	case err != nil:
		return fmt.Errorf("desk: phrase: %w", err)
	case shipped:
		return problem.New(problem.Denied, "PHRASE_SHIPPED", "系统自带的常用语不能修改，可另存一条本单位的", "A phrase shipped with the product cannot be changed; save one of your own instead")
	}
	return nil
}
