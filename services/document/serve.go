package document

import (
	"bytes"
	"context"
	"fmt"
	"log/slog"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"sync"
	"unicode"

	"yanlu/services/document/typeset"
)

// sheet is a paper ready to be written, and what its file is called.
type sheet struct {
	paper *typeset.Paper
	name  string
}

// atOnce is how many papers of a kind are set at a time: setting one takes a
// processor, and some may be asked for without an account.
const atOnce = 2

// turns lets so many pass at a time.
type turns struct {
	once sync.Once
	free chan struct{}
}

func (t *turns) take(ctx context.Context) (func(), error) {
	t.once.Do(func() { t.free = make(chan struct{}, atOnce) })
	select {
	case t.free <- struct{}{}:
		return func() { <-t.free }, nil
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// print sets a paper and answers with it.
func (p *Papers) print(w http.ResponseWriter, r *http.Request, turn *turns, make func(context.Context, request) (*sheet, error)) error {
	raw, s, err := p.setOne(r.Context(), requestOf(r), turn, make)
	if err != nil {
		return err
	}
	headers(w, "application/pdf", disposition("inline", s.name))
	w.Header().Set("Content-Length", strconv.Itoa(len(raw)))
	_, err = w.Write(raw)
	_ = err // the reader is gone
	return nil
}

// setOne sets a paper when its turn comes. Nobody waits for a slow reader: the
// turn ends before the paper is sent.
func (p *Papers) setOne(ctx context.Context, req request, turn *turns, make func(context.Context, request) (*sheet, error)) ([]byte, *sheet, error) {
	done, err := turn.take(ctx)
	if err != nil {
		return nil, nil, err
	}
	defer done()
	s, err := make(ctx, req)
	if err != nil {
		return nil, nil, err
	}
	raw, err := p.pdf(ctx, s)
	return raw, s, err
}

// pdf writes a sheet and logs what could only be shown by its code.
func (p *Papers) pdf(ctx context.Context, s *sheet) ([]byte, error) {
	var b bytes.Buffer
	if err := s.paper.Write(&b); err != nil {
		return nil, fmt.Errorf("document: %s: %w", s.name, err)
	}
	if missing := s.paper.Missing(); len(missing) > 0 {
		codes := make([]string, len(missing))
		for i, r := range missing {
			codes[i] = fmt.Sprintf("U+%04X", r)
		}
		p.log().LogAttrs(ctx, slog.LevelWarn, "characters without a shape are shown by their codes", slog.String("paper", s.name), slog.Any("characters", codes))
	}
	return b.Bytes(), nil
}

func (p *Papers) log() *slog.Logger {
	if p.Log != nil {
		return p.Log
	}
	return slog.Default()
}

func headers(w http.ResponseWriter, media, disposition string) {
	h := w.Header()
	h.Set("Content-Type", media)
	h.Set("Content-Disposition", disposition)
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Cache-Control", "private, no-store")
}

// disposition names a download by RFC 6266 and 5987: a name of plain signs, and the true one in UTF-8.
func disposition(how, name string) string {
	plain := strings.Map(func(r rune) rune {
		if r < 0x20 || r > 0x7e || strings.ContainsRune(`"\%`, r) {
			return '_'
		}
		return r
	}, name)
	return how + `; filename="` + plain + `"; filename*=UTF-8''` + strings.ReplaceAll(url.QueryEscape(name), "+", "%20")
}

// safeName keeps of a name what every folder takes; “” becomes otherwise.
func safeName(name, otherwise string) string {
	name = strings.ToValidUTF8(name, "")
	name = strings.Map(func(r rune) rune {
		switch {
		case unicode.IsControl(r) || unicode.Is(unicode.Cf, r):
			return -1
		case strings.ContainsRune(`<>:"|?*/\`, r):
			return '_'
		}
		return r
	}, name)
	name = strings.Trim(strings.TrimSpace(name), ".")
	if runes := []rune(name); len(runes) > longestName {
		name = string(runes[:longestName/2]) + "…" + string(runes[len(runes)-longestName/2+1:])
	}
	if stem, _, _ := strings.Cut(strings.ToUpper(name), "."); reserved[stem] || name == "" {
		return otherwise + name
	}
	return name
}

// longestName keeps names within 255 bytes, three a character, with room for a folder's own additions.
const longestName = 70

// reserved names mean a device to some systems.
var reserved = map[string]bool{
	"CON": true, "PRN": true, "AUX": true, "NUL": true, "COM1": true, "COM2": true, "COM3": true, "COM4": true, "LPT1": true, "LPT2": true, "LPT3": true,
}
