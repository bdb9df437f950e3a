package blob

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"strconv"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"yanlu/services/platform/faults"
	"yanlu/services/platform/once"
	"yanlu/services/platform/postgres"
	"yanlu/services/platform/problem"
)

// An upload in parts survives a cut line and a crash of either side. A part is
// kept first and recorded then, by comparing the offset and setting it: received
// never counts what is not on the disk, and of two writers at one place one wins.

// kept is how long an upload waits for its next part.
const kept = 24 * time.Hour

const (
	beginSQL    = `insert into upload (id, docket, field, file_name, size, person, began_at, touched_at) values ($1, $2, $3, $4, $5, $6, $7, $7)`
	uploadSQL   = `select id, docket, field, file_name, size, received, coalesce(attachment, '') from upload where id = $1 and person = $2`
	recordSQL   = `update upload set received = $3, touched_at = $4 where id = $1 and received = $2 and attachment is null`
	restartSQL  = `update upload set received = 0, touched_at = $2 where id = $1 and attachment is null`
	finishSQL   = `update upload set attachment = $2, touched_at = $3 where id = $1`
	staleSQL    = `select id from upload where touched_at < $1 order by touched_at limit 20`
	forgetSQL   = `delete from upload where id = $1 and touched_at < $2`
	attachedSQL = `select a.id, a.field, a.file_name, b.size, b.media_type, a.sha256, a.uploaded_at
		from attachment a join blob b on b.sha256 = a.sha256 where a.id = $1`
)

// upload is what is known of an upload that is under way.
type upload struct {
	id, docket, field, name string
	size, received          int64
	attachment              string
}

// Progress is what a step of an upload is answered with.
type Progress struct {
	ID         string          `json:"id"`
	Received   int64           `json:"received"`
	Size       int64           `json:"size"`
	Attachment json.RawMessage `json:"attachment,omitempty"` // once it is complete
}

func (u upload) progress() Progress { return Progress{ID: u.id, Received: u.received, Size: u.size} }

func uploadGone(id string) error {
	return problem.New(problem.NotFound, "UPLOAD_NOT_FOUND", "没有找到该上传任务，可能已过期，请重新上传", "there is no such upload; it may have expired, start again").With("upload", id)
}

// begin answers POST /files/uploads: the same request is the same upload.
func (f *Files) begin(w http.ResponseWriter, r *http.Request) error {
	to, err := targetOf(r.URL.Query())
	if err != nil {
		return err
	}
	name, size, err := f.announced(r.URL.Query())
	if err != nil {
		return err
	}
	if err := f.Permits.MayWriteDraft(r.Context(), to.docket); err != nil {
		return err
	}
	if err := f.Sweep(r.Context(), time.Now()); err != nil {
		return err
	}
	id, err := f.open(r.Context(), to, name, size)
	if err != nil {
		return err
	}
	u, err := f.underWay(r.Context(), id)
	if err != nil {
		return err
	}
	return f.say(r.Context(), w, u)
}

// announced reads and judges what is said of a file before its first byte.
func (f *Files) announced(q url.Values) (name string, size int64, err error) {
	if name, err = cleanName(q.Get("name")); err != nil {
		return "", 0, err
	}
	if _, err := typeOf(name); err != nil {
		return "", 0, err
	}
	size, err = strconv.ParseInt(q.Get("size"), 10, 64)
	switch {
	case err != nil || size < 0:
		return "", 0, problem.New(problem.Invalid, "FIELD_INVALID", "上传参数有误", "the parameters of the upload are wrong").At("size", "请指明文件大小（字节）", "size in bytes is required")
	case size == 0:
		return "", 0, empty()
	case size > f.most():
		return "", 0, tooLarge(f.most())
	}
	return name, size, nil
}

func (f *Files) most() int64 {
	if f.MaxBytes == 0 {
		return MaxBytes
	}
	return f.MaxBytes
}

func (f *Files) open(ctx context.Context, to target, name string, size int64) (string, error) {
	body := fmt.Appendf(nil, "uploads\x00%s\x00%s\x00%s\x00%d", to.docket, to.field, name, size)
	var id string
	err := postgres.InTx(ctx, f.Pool, func(tx pgx.Tx) error {
		reply, err := once.Do(ctx, tx, to.requestID, f.Person(ctx), body, to.docket, func() ([]byte, error) {
			docket, err := hold(ctx, tx, to.docket)
			if err != nil {
				return nil, err
			}
			if err := f.notTooMany(ctx, tx); err != nil {
				return nil, err
			}
			id := uuid.Must(uuid.NewV7()).String()
			if _, err := tx.Exec(ctx, beginSQL, id, docket, to.field, name, size, f.Person(ctx), time.Now()); err != nil {
				return nil, err
			}
			return json.Marshal(id)
		})
		if err != nil {
			return err
		}
		return json.Unmarshal(reply, &id)
	})
	return id, err
}

// mostUnfinished is how many uploads one person may have under way: room for a whole form, not for a store.
const mostUnfinished = 50

func (f *Files) notTooMany(ctx context.Context, tx pgx.Tx) error {
	var open int
	if err := tx.QueryRow(ctx, "select count(*) from upload where person = $1 and attachment is null", f.Person(ctx)).Scan(&open); err != nil {
		return err
	}
	if open >= mostUnfinished {
		return problem.New(problem.Exhausted, "TOO_MANY_UPLOADS", "尚未完成的上传太多，请先完成或等待一天后自动清除",
			"Too many uploads are unfinished: finish them, or wait a day until they are swept away")
	}
	return nil
}

// underWay reads an upload of the caller's; to others it does not exist.
func (f *Files) underWay(ctx context.Context, id string) (upload, error) {
	var u upload
	err := f.Pool.QueryRow(ctx, uploadSQL, id, f.Person(ctx)).Scan(&u.id, &u.docket, &u.field, &u.name, &u.size, &u.received, &u.attachment)
	if errors.Is(err, pgx.ErrNoRows) {
		return u, uploadGone(id)
	}
	return u, err
}

// received answers GET /files/uploads/{id}.
func (f *Files) received(w http.ResponseWriter, r *http.Request) error {
	u, err := f.underWay(r.Context(), r.PathValue("id"))
	if err != nil {
		return err
	}
	return f.say(r.Context(), w, u)
}

// say answers how far an upload is, with the attachment it became.
func (f *Files) say(ctx context.Context, w http.ResponseWriter, u upload) error {
	p := u.progress()
	if u.attachment != "" {
		a, err := f.attached(ctx, u.attachment)
		if err != nil {
			return err
		}
		if p.Attachment, err = json.Marshal(a); err != nil {
			return err
		}
	}
	answerJSON(w, http.StatusOK, p)
	return nil
}

func (f *Files) attached(ctx context.Context, id string) (a Attachment, err error) {
	err = f.Pool.QueryRow(ctx, attachedSQL, id).Scan(&a.ID, &a.Field, &a.FileName, &a.Size, &a.MediaType, &a.SHA256, &a.UploadedAt)
	a.UploadedAt = a.UploadedAt.UTC()
	return a, err
}

func answerJSON(w http.ResponseWriter, status int, body any) {
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(body) // the caller may be gone; what was kept stays
}

// misplaced says where the next part begins, when it was sent for another place.
func misplaced(w http.ResponseWriter, u upload) {
	answerJSON(w, http.StatusConflict, struct {
		Code    string `json:"code"`
		Message string `json:"message"`
		Progress
	}{"aborted", "UPLOAD_OFFSET: the next part begins at another offset", u.progress()})
}

// part answers PUT /files/uploads/{id}: it keeps what arrives, whole or broken
// off, and completes the upload with its last byte.
func (f *Files) part(w http.ResponseWriter, r *http.Request) error {
	u, err := f.underWay(r.Context(), r.PathValue("id"))
	if err != nil || u.attachment != "" {
		return f.sayUnless(r.Context(), err, w, u)
	}
	if r.URL.Query().Get("offset") != strconv.FormatInt(u.received, 10) {
		misplaced(w, u)
		return nil
	}
	// What has arrived is kept even when the line is cut: nobody waits for the answer then.
	ctx := context.WithoutCancel(r.Context())
	recorded, err := f.keepPart(ctx, &u, r.Body)
	if err != nil {
		return err
	}
	if !recorded {
		misplaced(w, u)
		return nil
	}
	if u.received == u.size {
		if err := f.finish(ctx, &u); err != nil {
			return f.unlessComplete(ctx, err, w, u)
		}
	}
	return f.say(ctx, w, u)
}

// unlessComplete forgets a failure when another writer completed the upload meanwhile.
func (f *Files) unlessComplete(ctx context.Context, failed error, w http.ResponseWriter, u upload) error {
	now, err := f.underWay(ctx, u.id)
	if err != nil || now.attachment == "" {
		return failed
	}
	return f.say(ctx, w, now)
}

func (f *Files) sayUnless(ctx context.Context, err error, w http.ResponseWriter, u upload) error {
	if err != nil {
		return err
	}
	return f.say(ctx, w, u)
}

// keepPart receives a part, keeps it and records it; false when another writer
// was faster, u then says how far that one came.
func (f *Files) keepPart(ctx context.Context, u *upload, body io.Reader) (bool, error) {
	temp, err := scratch(f.Store.folder)
	if err != nil {
		return false, err
	}
	defer func() { _ = temp.Close() }()
	rest := u.size - u.received
	n, cut := io.Copy(temp, io.LimitReader(body, rest+1))
	var disk *os.PathError
	switch {
	case errors.As(cut, &disk):
		return false, broken(cut)
	case n > rest:
		return false, problem.New(problem.Invalid, "UPLOAD_TOO_LONG", "收到的内容超过文件大小，请重新上传", "more arrived than the file is long; start again").
			At("file", "内容超过文件大小", "longer than announced").With("size", strconv.FormatInt(u.size, 10))
	case n == 0:
		return true, nil // nothing new; a complete upload is completed again
	}
	if _, err := temp.Seek(0, io.SeekStart); err != nil {
		return false, err
	}
	if err := f.Store.putPart(ctx, u.id, part{u.received, n}, temp); err != nil {
		return false, err
	}
	faults.Point("upload.kept")
	tag, err := f.Pool.Exec(ctx, recordSQL, u.id, u.received, u.received+n, time.Now())
	if err != nil {
		return false, err
	}
	if tag.RowsAffected() == 0 {
		*u, err = f.underWay(ctx, u.id)
		return false, err
	}
	u.received += n
	return true, nil
}

// finish makes the parts a file, checked as any other, and the file an
// attachment. One that is refused begins again from nothing.
func (f *Files) finish(ctx context.Context, u *upload) error {
	if err := f.Permits.MayWriteDraft(ctx, u.docket); err != nil {
		return err
	}
	chain, err := f.Store.chain(ctx, u.id, u.size)
	if err != nil {
		return err
	}
	if chain == nil {
		return f.restart(ctx, u, broken(io.ErrUnexpectedEOF))
	}
	content := &joined{ctx: ctx, store: f.Store, id: u.id, rest: chain}
	defer func() { _ = content.Close() }()
	stored, err := f.Store.Put(ctx, content, Limits{Name: u.name, MaxBytes: f.most()})
	if problem.Of(err) != nil {
		return f.restart(ctx, u, err)
	}
	if err != nil {
		return err
	}
	faults.Point("upload.joined")
	if err := f.become(ctx, u, stored); err != nil {
		return err
	}
	return f.Store.dropParts(ctx, u.id)
}

func (f *Files) restart(ctx context.Context, u *upload, because error) error {
	if _, err := f.Pool.Exec(ctx, restartSQL, u.id, time.Now()); err != nil {
		return err
	}
	if err := f.Store.dropParts(ctx, u.id); err != nil {
		return err
	}
	return because
}

// become writes the attachment once, whoever completes the upload at the same time.
func (f *Files) become(ctx context.Context, u *upload, stored Stored) error {
	f.writing.Lock()
	defer f.writing.Unlock()
	return postgres.InTx(ctx, f.Pool, func(tx pgx.Tx) error {
		// The docket first, as everywhere; then the upload.
		if _, err := hold(ctx, tx, u.docket); err != nil {
			return err
		}
		err := tx.QueryRow(ctx, `select coalesce(attachment, '') from upload where id = $1 for update`, u.id).Scan(&u.attachment)
		if errors.Is(err, pgx.ErrNoRows) {
			return uploadGone(u.id)
		}
		if err != nil || u.attachment != "" {
			return err
		}
		raw, err := f.insert(ctx, tx, target{docket: u.docket, field: u.field}, u.name, stored)
		if err != nil {
			return err
		}
		var a Attachment
		if err := json.Unmarshal(raw, &a); err != nil {
			return err
		}
		if _, err = tx.Exec(ctx, finishSQL, u.id, a.ID, time.Now()); err == nil {
			u.attachment = a.ID
		}
		return err
	})
}

// Sweep forgets uploads that have waited for a day, a few at a time: the parts
// first, so that one that is interrupted is swept again.
func (f *Files) Sweep(ctx context.Context, now time.Time) error {
	before := now.Add(-kept)
	rows, err := f.Pool.Query(ctx, staleSQL, before)
	if err != nil {
		return err
	}
	ids, err := pgx.CollectRows(rows, pgx.RowTo[string])
	if err != nil {
		return err
	}
	for _, id := range ids {
		if err := f.Store.dropParts(ctx, id); err != nil {
			return err
		}
		if _, err := f.Pool.Exec(ctx, forgetSQL, id, before); err != nil {
			return err
		}
	}
	return nil
}
