package story

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net/http"
	"time"
)

// paper reads a paper in somebody's name, until it is answered.
func (t *teller) paper(ctx context.Context, s Step) error {
	who, err := t.as(ctx, s.As)
	if err != nil {
		return err
	}
	path, err := t.text(s.Paper)
	if err != nil {
		return err
	}
	give := time.Now().Add(t.client.patience)
	for pause := firstPause; ; pause = min(pause*3/2, lastPause) {
		code, body, err := t.client.get(ctx, who, path)
		switch {
		case err == nil && code == http.StatusOK && (bytes.HasPrefix(body, []byte("%PDF-")) || bytes.HasPrefix(body, []byte("PK"))):
			return nil
		case err == nil && code < http.StatusInternalServerError && code != http.StatusTooManyRequests:
			return fmt.Errorf("%s is no paper: %d %.200s", path, code, body)
		case ctx.Err() != nil || time.Now().After(give):
			return fmt.Errorf("%s is not answered: %d %w", path, code, err)
		}
		if err := sleep(ctx, pause); err != nil {
			return err
		}
	}
}

// longestPaper bounds what is read of a paper.
const longestPaper = 64 << 20

func (c *client) get(ctx context.Context, s *session, path string) (int, []byte, error) {
	ctx, cancel := context.WithTimeout(ctx, callWithin)
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, c.http+path, nil)
	if err != nil {
		return 0, nil, err
	}
	req.Header.Set("Authorization", "Bearer "+s.token)
	reply, err := http.DefaultClient.Do(req)
	if err != nil {
		return 0, nil, err
	}
	defer func() { _ = reply.Body.Close() }()
	body, err := io.ReadAll(io.LimitReader(reply.Body, longestPaper))
	return reply.StatusCode, body, err
}
