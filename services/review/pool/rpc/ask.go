package rpc

import (
	"context"
	"log/slog"
	"time"

	"github.com/jackc/pgx/v5"

	reviewv1 "yanlu/proto/gen/yanlu/review/v1"
	"yanlu/services/platform/postgres"
	"yanlu/services/review/pool"
	"yanlu/services/review/pool/store"
)

// AskRefresh asks experts to go over their files: those named, or every stale one.
func (s *Server) AskRefresh(ctx context.Context, req *reviewv1.AskRefreshRequest) (*reviewv1.AskRefreshResponse, error) {
	out := &reviewv1.AskRefreshResponse{}
	cutoff, err := s.cutoff(ctx)
	if err != nil {
		return nil, err
	}
	err = s.write(ctx, req, "experts", out, func(tx pgx.Tx) ([]news, error) {
		people, err := store.Stale(ctx, tx, cutoff, req.GetPeople())
		if err != nil {
			return nil, err
		}
		out.Asked = int32(len(people))
		return s.ask(ctx, tx, people, callerOf(ctx).person)
	})
	return out, err
}

// ask writes down that people were asked, and tells them. by is empty when the system asks.
func (s *Server) ask(ctx context.Context, tx pgx.Tx, people []string, by string) ([]news, error) {
	now, told := s.Door.Now(), []news(nil)
	for _, p := range people {
		entry, err := store.Keep(ctx, tx, p, store.Entry{Act: pool.AskRefresh, By: by, At: now}, map[string]pool.Change{})
		if err != nil {
			return nil, err
		}
		if err := store.Tell(ctx, tx, []string{p}, p, entry, now, "请更新您的咨询专家档案", "Please refresh your file in the pool of experts"); err != nil {
			return nil, err
		}
		told = append(told, news{p, entry})
	}
	return told, nil
}

// AskDue asks whoever’s file has grown stale (rev.expert.refresh_m) and whom nobody has asked since, once a period until
// they answer. It returns how many were asked. Any number of processes may do so: the record says who was asked.
func (s *Server) AskDue(ctx context.Context) (int, error) {
	cutoff, err := s.cutoff(ctx)
	if err != nil {
		return 0, err
	}
	var told []news
	err = postgres.InTx(ctx, s.Door.Pool(), func(tx pgx.Tx) error {
		people, err := store.DueToAsk(ctx, tx, cutoff)
		if err != nil {
			return err
		}
		told, err = s.ask(ctx, tx, people, "")
		return err
	})
	if err != nil {
		return 0, err
	}
	s.ring(told)
	return len(told), nil
}

// askEvery is how often the pool is looked through; a day counts, an hour does not.
const askEvery = time.Hour

// KeepAsking asks whoever is due until ctx ends, and returns nil then. A store that is away is waited out.
func (s *Server) KeepAsking(ctx context.Context, log *slog.Logger) error {
	for {
		if n, err := s.AskDue(ctx); err != nil && ctx.Err() == nil {
			log.Warn("experts could not be asked to refresh their files", "error", err)
		} else if n > 0 {
			log.Info("experts were asked to refresh their files", "asked", n)
		}
		select {
		case <-ctx.Done():
			return nil
		case <-time.After(askEvery):
		}
	}
}
