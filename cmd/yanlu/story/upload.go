package story

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"time"
)

// upload attaches a small PDF to each field of the step.
func (t *teller) upload(ctx context.Context, s Step) error {
	who, err := t.as(ctx, s.As)
	if err != nil {
		return err
	}
	of, err := t.text(s.Upload.Of)
	if err != nil {
		return err
	}
	for _, field := range s.Upload.Fields {
		q := url.Values{"docket": {of}, "field": {field}, "request_id": {t.requestID(s.place, field)}}
		if err := t.client.post(ctx, who, "/files?"+q.Encode(), field+".pdf", pdf(field)); err != nil {
			return fmt.Errorf("%s: %w", field, err)
		}
	}
	return nil
}

// post sends a file until it is answered.
func (c *client) post(ctx context.Context, s *session, path, name string, body []byte) error {
	give := time.Now().Add(c.patience)
	for pause := firstPause; ; pause = min(pause*3/2, lastPause) {
		code, answer, err := c.postOnce(ctx, s, path, name, body)
		switch {
		case err == nil && code == http.StatusOK:
			return nil
		case err == nil && code < http.StatusInternalServerError && code != http.StatusTooManyRequests:
			return fmt.Errorf("refused: %d %s", code, answer)
		case ctx.Err() != nil || time.Now().After(give):
			return fmt.Errorf("not answered: %d %s %w", code, answer, err)
		}
		if err := sleep(ctx, pause); err != nil {
			return err
		}
	}
}

func (c *client) postOnce(ctx context.Context, s *session, path, name string, body []byte) (int, string, error) {
	ctx, cancel := context.WithTimeout(ctx, callWithin)
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, c.http+path, bytes.NewReader(body))
	if err != nil {
		return 0, "", err
	}
	req.Header.Set("Content-Type", "application/pdf")
	req.Header.Set("X-File-Name", url.PathEscape(name))
	req.Header.Set("Authorization", "Bearer "+s.token)
	reply, err := http.DefaultClient.Do(req)
	if err != nil {
		return 0, "", err
	}
	defer func() { _ = reply.Body.Close() }()
	answer, err := io.ReadAll(io.LimitReader(reply.Body, 4096))
	if err == nil && reply.StatusCode == http.StatusOK && !json.Valid(answer) {
		err = io.ErrUnexpectedEOF // the server went away while it answered
	}
	return reply.StatusCode, string(answer), err
}

// pdf is a valid page that says what it stands for.
func pdf(text string) []byte {
	var b bytes.Buffer
	var offsets []int
	object := func(body string) {
		offsets = append(offsets, b.Len())
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", len(offsets), body)
	}
	b.WriteString("%PDF-1.4\n")
	object("<< /Type /Catalog /Pages 2 0 R >>")
	object("<< /Type /Pages /Kids [3 0 R] /Count 1 >>")
	object("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>")
	content := fmt.Sprintf("BT /F1 18 Tf 72 720 Td (Yanlu demonstration: %s) Tj ET", text)
	object(fmt.Sprintf("<< /Length %d >>\nstream\n%s\nendstream", len(content), content))
	object("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>")
	start := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(offsets)+1)
	for _, at := range offsets {
		fmt.Fprintf(&b, "%010d 00000 n \n", at)
	}
	fmt.Fprintf(&b, "trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n", len(offsets)+1, start)
	return b.Bytes()
}
