package rpc

import (
	"context"
	"fmt"
	"strconv"

	"github.com/jackc/pgx/v5"
	"google.golang.org/protobuf/types/known/timestamppb"

	docketv1 "yanlu/proto/gen/yanlu/docket/v1"
	"yanlu/services/identity"
	"yanlu/services/platform/problem"
)

// news are a person's notifications before an id, newest first: of events, and
// of messages with their text and who sent them.
const news = `select n.id, n.subject, n.seq, n.zh, n.en, n.at, n.read_at is not null, coalesce(m.words, ''), coalesce(p.name, '')
	from notification n left join message m on m.id = n.message left join person p on p.id = m.sender
	where n.person = $1 and n.id < $2 and (n.read_at is null or not $3) order by n.id desc limit $4`

// ListNotifications lists the caller's notifications, newest first; on request the page counts as read afterwards.
func (s *Server) ListNotifications(ctx context.Context, req *docketv1.ListNotificationsRequest) (*docketv1.ListNotificationsResponse, error) {
	caller, ok := identity.FromContext(ctx)
	if !ok {
		return nil, problem.New(problem.Unauthenticated, "SIGN_IN", "请先登录", "Sign in first")
	}
	size := int(req.GetPageSize())
	if size == 0 {
		size = defaultSize
	}
	before, err := strconv.ParseInt(req.GetPageToken(), 10, 64)
	if err != nil {
		before = 1 << 62
	}
	rows, err := s.Door.Pool().Query(ctx, news, caller.Person, before, req.GetUnread(), size+1)
	if err != nil {
		return nil, fmt.Errorf("docket/rpc: notifications: %w", err)
	}
	ids, items, err := notified(rows)
	if err != nil {
		return nil, err
	}
	out := &docketv1.ListNotificationsResponse{Items: items}
	if len(items) > size {
		ids, out.Items = ids[:size], items[:size]
		out.NextPageToken = strconv.FormatInt(ids[size-1], 10)
	}
	if req.GetMarkRead() && len(ids) > 0 {
		_, err := s.Door.Pool().Exec(ctx, "update notification set read_at = $3 where person = $1 and id = any($2) and read_at is null", caller.Person, ids, s.Door.Now())
		if err != nil {
			return nil, fmt.Errorf("docket/rpc: notifications: %w", err)
		}
	}
	err = s.Door.Pool().QueryRow(ctx, "select count(*) from notification where person = $1 and read_at is null", caller.Person).Scan(&out.Unread)
	return out, err
}

func notified(rows pgx.Rows) (ids []int64, items []*docketv1.NotificationItem, err error) {
	defer rows.Close()
	for rows.Next() {
		var (
			id int64
			at stamp
		)
		item := &docketv1.NotificationItem{}
		if err := rows.Scan(&id, &item.Docket, &item.Seq, &item.Zh, &item.En, &at, &item.Read, &item.Text, &item.SenderName); err != nil {
			return nil, nil, err
		}
		item.At = timestamppb.New(at)
		ids, items = append(ids, id), append(items, item)
	}
	return ids, items, rows.Err()
}
