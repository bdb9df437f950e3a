package rpc

import (
	"context"
	"encoding/base64"
	"fmt"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"
	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/types/known/timestamppb"

	deskv1 "yanlu/proto/gen/yanlu/desk/v1"
	"yanlu/services/docket"
	dockrpc "yanlu/services/docket/rpc"
	"yanlu/services/platform/problem"
)

// SendMessage sends a message to the parties of every docket that a filter
// finds: a notification for each person, under one of their dockets.
func (s *Server) SendMessage(ctx context.Context, req *deskv1.SendMessageRequest) (*deskv1.Message, error) {
	a, out := dockrpc.ActorOf(ctx), &deskv1.Message{}
	to, err := s.addressed(a, req.GetFilter(), req.GetRoles())
	if err != nil {
		return nil, err
	}
	subject, text := strings.TrimSpace(req.GetSubject()), strings.TrimSpace(req.GetText())
	if subject == "" || text == "" {
		return nil, problem.Missing("text", "标题和正文", "A subject and a text")
	}
	filter, err := protojson.Marshal(&deskv1.PreviewMessageRequest{Filter: req.GetFilter(), Roles: req.GetRoles()})
	if err != nil {
		return nil, fmt.Errorf("desk: message: %w", err)
	}
	id, args := newID(), len(to.Args())
	err = s.write(ctx, a, req, id, out, func(tx pgx.Tx) error {
		now, again := s.Door.Now(), to
		again.Conditions = to.First(args) // the transaction may be run again
		out.Id, out.Subject, out.Text, out.At = id, subject, text, timestamppb.New(now)
		if err := tx.QueryRow(ctx, `insert into message (id, sender, subject, words, filter, dockets, at) values ($1, $2, $3, $4, $5, 0, $6)
			returning (select name from person where id = $2)`, id, a.Person, subject, text, string(filter), now).Scan(&out.SenderName); err != nil {
			return fmt.Errorf("desk: message: %w", err)
		}
		var err error
		if out.Dockets, out.People, err = again.deliver(ctx, tx, id, subject); err != nil {
			return err
		}
		if out.People == 0 {
			return problem.New(problem.Precondition, "NOBODY_TO_TELL", "所选范围内没有收件人，消息未发送", "Nobody is in the chosen range; nothing was sent")
		}
		_, err = tx.Exec(ctx, "update message set dockets = $2 where id = $1", id, out.Dockets)
		return err
	})
	if err != nil {
		return nil, err
	}
	return out, s.ring(ctx, out.GetId())
}

// ring lets open pages know of a message: each docket under which somebody was told.
func (s *Server) ring(ctx context.Context, message string) error {
	rows, err := s.Door.Pool().Query(ctx, "select distinct subject, seq from notification where message = $1", message)
	if err != nil {
		return fmt.Errorf("desk: message: %w", err)
	}
	var (
		subject string
		seq     int64
	)
	_, err = pgx.ForEachRow(rows, []any{&subject, &seq}, func() error {
		s.Door.Notify(docket.NotificationAdded, subject, seq)
		return nil
	})
	if err != nil {
		return fmt.Errorf("desk: message: %w", err)
	}
	return nil
}

// listMessages reads what was sent before a position, with how many were told and how many have opened it.
const listMessages = `
select m.id, m.subject, m.words, p.name, m.at, m.dockets, n.people, n.opened
from message m join person p on p.id = m.sender,
    lateral (select count(*) as people, count(read_at) as opened from notification where message = m.id) as n
where (m.at, m.id) < ($1::timestamptz, $2) order by m.at desc, m.id desc limit $3`

// ListMessages lists what was sent, newest first.
func (s *Server) ListMessages(ctx context.Context, req *deskv1.ListMessagesRequest) (*deskv1.ListMessagesResponse, error) {
	at, id, err := parseMoment(req.GetPageToken())
	if err != nil {
		return nil, err
	}
	size := int(req.GetPageSize())
	if size == 0 {
		size = 50
	}
	rows, err := s.Door.Pool().Query(ctx, listMessages, at, id, size+1)
	if err != nil {
		return nil, fmt.Errorf("desk: messages: %w", err)
	}
	list, err := pgx.CollectRows(rows, func(row pgx.CollectableRow) (*deskv1.Message, error) {
		m, at := &deskv1.Message{}, time.Time{}
		err := row.Scan(&m.Id, &m.Subject, &m.Text, &m.SenderName, &at, &m.Dockets, &m.People, &m.Read)
		m.At = timestamppb.New(at)
		return m, err
	})
	if err != nil {
		return nil, fmt.Errorf("desk: messages: %w", err)
	}
	out := &deskv1.ListMessagesResponse{Messages: list}
	if len(list) > size {
		out.Messages = list[:size]
		last := list[size-1]
		out.NextPageToken = base64.RawURLEncoding.EncodeToString([]byte(last.GetAt().AsTime().Format(time.RFC3339Nano) + "|" + last.GetId()))
	}
	return out, nil
}

// parseMoment reads a position; the beginning when there is none.
func parseMoment(token string) (time.Time, string, error) {
	if token == "" {
		return time.Date(9999, 1, 1, 0, 0, 0, 0, time.UTC), "", nil
	}
	raw, err := base64.RawURLEncoding.DecodeString(token)
	text, id, found := strings.Cut(string(raw), "|")
	var at time.Time
	if err == nil {
		at, err = time.Parse(time.RFC3339Nano, text)
	}
	if err != nil || !found || at.Year() < 1 || strings.ToValidUTF8(id, "") != id || strings.ContainsRune(id, 0) {
		return at, "", problem.New(problem.Invalid, "PAGE_TOKEN_INVALID", "翻页标记无效，请从第一页重新开始", "The page token is not valid; start from the first page").At("page_token", "无效", "not valid")
	}
	return at, id, nil
}
