package blob

import (
	"context"
	"encoding/hex"
	"encoding/json"
	"errors"
	"io"
	"mime"
	"mime/multipart"
	"net/http"
	"net/url"
	"path"
	"slices"
	"strings"
	"sync"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"yanlu/services/platform/once"
	"yanlu/services/platform/postgres"
	"yanlu/services/platform/problem"
)

// Permits says whether the caller, whom it finds in the context, may add files
// to the draft of a docket now, and may read a file of a docket that stands in a
// field, and by what name: not everybody who reads a file may read what it is called.
type Permits interface {
	MayWriteDraft(ctx context.Context, docket string) error
	MayRead(ctx context.Context, docket, field, name string) (string, error)
}

// Files answers uploads and downloads. All of it must be given except MaxBytes.
type Files struct {
	Store    *Store
	Pool     *pgxpool.Pool
	Permits  Permits
	Person   func(context.Context) string                    // id of the caller
	Refuse   func(http.ResponseWriter, *http.Request, error) // answers an error
	MaxBytes int64                                           // 0: MaxBytes

	// One attachment at a time is written: Permits reads through a second
	// connection while the first is held, and many at once could take them all.
	writing sync.Mutex
}

// Attachment is what an upload is answered with. The names are those of the
// JSON of yanlu.docket.v1.Attachment.
type Attachment struct {
	ID         string    `json:"id"`
	Field      string    `json:"field"`
	FileName   string    `json:"fileName"`
	Size       int64     `json:"size,string"`
	MediaType  string    `json:"mediaType"`
	SHA256     string    `json:"sha256"`
	UploadedAt time.Time `json:"uploadedAt"`
}

const (
	insertBlobSQL = `insert into blob (sha256, size, media_type) values ($1, $2, $3) on conflict (sha256) do nothing`
	// The share lock keeps the docket in its state until the attachment is in.
	holdSQL   = `select id from docket where id = $1 for share`
	insertSQL = `insert into attachment (id, subject, field, file_name, sha256, uploaded_by, uploaded_at) values ($1, $2, $3, $4, $5, $6, $7)`
	readSQL   = `select a.subject, a.field, a.file_name, a.sha256, b.media_type, a.uploaded_at
		from attachment a join blob b on b.sha256 = a.sha256 where a.id = $1`
	removeSQL = `update attachment set removed_at = coalesce(removed_at, now()) where id = $1`
)

// Handler serves POST /files, GET /files/{id}, DELETE /files/{id} and, for files
// that come in parts, POST /files/uploads with PUT and GET /files/uploads/{id}.
// It must stand behind something that puts the caller into the context.
func (f *Files) Handler() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("POST /files", f.answer(f.upload))
	mux.HandleFunc("GET /files/{id}", f.answer(f.download))
	mux.HandleFunc("DELETE /files/{id}", f.answer(f.remove))
	mux.HandleFunc("POST /files/uploads", f.answer(f.begin))
	mux.HandleFunc("PUT /files/uploads/{id}", f.answer(f.part))
	mux.HandleFunc("GET /files/uploads/{id}", f.answer(f.received))
	return mux
}

func (f *Files) answer(do func(http.ResponseWriter, *http.Request) error) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if err := do(w, r); err != nil {
			f.Refuse(w, r, err)
		}
	}
}

// target is where an upload is to go.
type target struct{ docket, field, requestID string }

func targetOf(q url.Values) (target, error) {
	u := target{q.Get("docket"), q.Get("field"), q.Get("request_id")}
	p := problem.New(problem.Invalid, "FIELD_INVALID", "上传参数有误", "the parameters of the upload are wrong")
	if u.docket == "" {
		p.At("docket", "请指明事项", "docket is required")
	}
	if u.field == "" || len(u.field) > 200 {
		p.At("field", "请指明栏目（不超过 200 字节）", "field is required, at most 200 bytes")
	}
	if len(u.requestID) < 8 || len(u.requestID) > 128 {
		p.At("request_id", "请求编号应为 8 至 128 个字符", "request_id needs 8 to 128 characters")
	}
	if len(p.Violations) > 0 {
		return u, p
	}
	return u, nil
}

func (f *Files) upload(w http.ResponseWriter, r *http.Request) error {
	u, err := targetOf(r.URL.Query())
	if err != nil {
		return err
	}
	if err := f.Permits.MayWriteDraft(r.Context(), u.docket); err != nil {
		return err // before a byte of the file is read
	}
	most := f.most()
	r.Body = http.MaxBytesReader(w, r.Body, most+1<<20) // room for what multipart adds
	body, name, err := fileOf(r)
	if err != nil {
		return err
	}
	stored, err := f.Store.Put(r.Context(), body, Limits{Name: name, MaxBytes: most})
	if err != nil {
		return err
	}
	reply, err := f.attach(r.Context(), u, name, stored)
	if err != nil {
		return err
	}
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("Cache-Control", "no-store")
	_, err = w.Write(reply)
	_ = err // the caller is gone; the attachment is kept
	return nil
}

// fileOf finds the file of a request: the first file of a form, or the whole
// body with its name, percent-encoded, in the header X-File-Name.
func fileOf(r *http.Request) (io.Reader, string, error) {
	media, _, _ := mime.ParseMediaType(r.Header.Get("Content-Type"))
	if media != "multipart/form-data" {
		name, err := url.PathUnescape(r.Header.Get("X-File-Name"))
		if err != nil {
			name = ""
		}
		name, err = cleanName(name)
		return r.Body, name, err
	}
	form, err := r.MultipartReader()
	if err != nil {
		return nil, "", broken(err)
	}
	part, err := firstFile(form)
	if err != nil {
		return nil, "", err
	}
	name, err := cleanName(part.FileName())
	return part, name, err
}

func firstFile(form *multipart.Reader) (*multipart.Part, error) {
	for {
		part, err := form.NextPart()
		if errors.Is(err, io.EOF) {
			return nil, problem.New(problem.Invalid, "FILE_MISSING", "请选择要上传的文件", "choose a file to upload").At("file", "请选择文件", "file is required")
		}
		if err != nil {
			return nil, broken(err)
		}
		if part.FileName() != "" {
			return part, nil
		}
	}
}

// cleanName keeps the last part of a name, without signs that a screen or a
// folder would take for something else.
func cleanName(name string) (string, error) {
	valid := utf8.ValidString(name)
	name = path.Base(strings.ReplaceAll(name, `\`, "/"))
	name = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || unicode.Is(unicode.Cf, r) || strings.ContainsRune(`<>:"|?*/`, r) {
			return -1
		}
		return r
	}, name)
	name = strings.TrimSpace(name)
	if !valid || strings.Trim(name, ".") == "" || utf8.RuneCountInString(name) > 200 {
		return "", problem.New(problem.Invalid, "FILE_NAME", "文件名缺失或不合规（不超过 200 字）", "the file name is missing or not usable (at most 200 characters)").
			At("file", "文件名不合规", "file name not usable")
	}
	return name, nil
}

// attach writes the attachment, once for each request id, while the docket
// still takes it.
func (f *Files) attach(ctx context.Context, u target, name string, stored Stored) ([]byte, error) {
	body := []byte(strings.Join([]string{"files", u.docket, u.field, name, stored.SHA256}, "\x00"))
	f.writing.Lock()
	defer f.writing.Unlock()
	var reply []byte
	err := postgres.InTx(ctx, f.Pool, func(tx pgx.Tx) error {
		var err error
		reply, err = once.Do(ctx, tx, u.requestID, f.Person(ctx), body, u.docket, func() ([]byte, error) {
			return f.insert(ctx, tx, u, name, stored)
		})
		return err
	})
	return reply, err
}

func (f *Files) insert(ctx context.Context, tx pgx.Tx, u target, name string, stored Stored) ([]byte, error) {
	docket, err := hold(ctx, tx, u.docket)
	if err != nil {
		return nil, err
	}
	if err := f.Permits.MayWriteDraft(ctx, u.docket); err != nil {
		return nil, err // the docket moved on while the file was on its way
	}
	a := Attachment{
		ID: uuid.Must(uuid.NewV7()).String(), Field: u.field, FileName: name, Size: stored.Size,
		MediaType: stored.MediaType, SHA256: stored.SHA256, UploadedAt: time.Now().UTC().Truncate(time.Microsecond),
	}
	if _, err := tx.Exec(ctx, insertBlobSQL, a.SHA256, a.Size, a.MediaType); err != nil {
		return nil, err
	}
	if _, err := tx.Exec(ctx, insertSQL, a.ID, docket, a.Field, a.FileName, a.SHA256, f.Person(ctx), a.UploadedAt); err != nil {
		return nil, err
	}
	return json.Marshal(a)
}

// hold keeps a docket, in its state until the transaction ends.
func hold(ctx context.Context, tx pgx.Tx, docket string) (id string, err error) {
	err = tx.QueryRow(ctx, holdSQL, docket).Scan(&id)
	if errors.Is(err, pgx.ErrNoRows) {
		err = problem.New(problem.NotFound, "DOCKET_NOT_FOUND", "没有找到该事项", "there is no such docket")
	}
	return id, err
}

// find reads an attachment by id. One that was removed is still read: what was
// approved with it must stay complete.
func (f *Files) find(ctx context.Context, id string) (a Attachment, docket string, err error) {
	missing := problem.New(problem.NotFound, "FILE_NOT_FOUND", "没有找到该文件", "there is no such file")
	err = f.Pool.QueryRow(ctx, readSQL, id).Scan(&docket, &a.Field, &a.FileName, &a.SHA256, &a.MediaType, &a.UploadedAt)
	if errors.Is(err, pgx.ErrNoRows) {
		return a, "", missing
	}
	if err != nil {
		return a, "", err
	}
	return a, docket, nil
}

func (f *Files) download(w http.ResponseWriter, r *http.Request) error {
	a, docket, err := f.find(r.Context(), r.PathValue("id"))
	if err != nil {
		return err
	}
	if a.FileName, err = f.Permits.MayRead(r.Context(), docket, a.Field, a.FileName); err != nil {
		return err
	}
	content, err := f.Store.Open(r.Context(), a.SHA256)
	if err != nil {
		return err
	}
	defer func() { _ = content.Close() }()
	h := w.Header()
	h.Set("Content-Type", a.MediaType)
	shown := how(r, a.MediaType)
	h.Set("Content-Disposition", disposition(shown, a.FileName))
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Content-Security-Policy", "default-src 'none'; sandbox")
	if shown == inline { // beside the form, and on no other site
		h.Set("Content-Security-Policy", "default-src 'none'; frame-ancestors 'self'; sandbox")
		h.Set("X-Frame-Options", "SAMEORIGIN")
	}
	h.Set("Cache-Control", "private, no-cache")
	h.Set("Etag", `"`+a.SHA256+`"`)
	http.ServeContent(w, r, "", time.Time{}, content)
	return nil
}

func (f *Files) remove(w http.ResponseWriter, r *http.Request) error {
	_, docket, err := f.find(r.Context(), r.PathValue("id"))
	if err != nil {
		return err
	}
	if err := f.Permits.MayWriteDraft(r.Context(), docket); err != nil {
		return err
	}
	if _, err := f.Pool.Exec(r.Context(), removeSQL, r.PathValue("id")); err != nil {
		return err
	}
	w.WriteHeader(http.StatusNoContent)
	return nil
}

// previews are the types that a browser shows without running anything of theirs.
var previews = []string{types["pdf"].media, types["png"].media, types["jpg"].media}

const inline = "inline"

// how says whether a file is laid before the caller or handed over.
func how(r *http.Request, media string) string {
	if r.URL.Query().Get("inline") == "1" && slices.Contains(previews, media) {
		return inline
	}
	return "attachment"
}

// disposition names a file by RFC 6266: the true name in UTF-8, and one of
// plain signs for those who cannot read that.
func disposition(how, name string) string {
	plain := strings.Map(func(r rune) rune {
		if r < 0x20 || r > 0x7e || strings.ContainsRune(`"\%`, r) {
			return '_'
		}
		return r
	}, name)
	var encoded strings.Builder
	for _, b := range []byte(name) {
		if b < 0x80 && (unicode.IsLetter(rune(b)) || unicode.IsDigit(rune(b)) || strings.IndexByte("!#$&+-.^_`|~", b) >= 0) {
			encoded.WriteByte(b)
			continue
		}
		encoded.WriteString("%" + strings.ToUpper(hex.EncodeToString([]byte{b})))
	}
	return how + `; filename="` + plain + `"; filename*=UTF-8''` + encoded.String()
}
