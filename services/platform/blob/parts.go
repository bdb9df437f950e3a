package blob

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"gocloud.dev/blob"
	"gocloud.dev/gcerrors"
)

// Parts of an upload are objects “uploads/<id>/<offset>-<length>”: a folder and a
// bucket keep them alike, a part that is sent twice lies in the same place, and
// one that a crash left unrecorded stands in nobody's way.

const partsPrefix = "uploads/"

func partKey(id string, offset, length int64) string {
	return fmt.Sprintf("%s%s/%d-%d", partsPrefix, id, offset, length)
}

// part is where a piece of a file lies.
type part struct{ offset, length int64 }

// putPart keeps a part; it is on the disk when this returns.
func (s *Store) putPart(ctx context.Context, id string, p part, content io.Reader) error {
	name := partKey(id, p.offset, p.length)
	err := s.bucket.Upload(ctx, name, content, &blob.WriterOptions{ContentType: "application/octet-stream"})
	if err == nil && s.folder != "" {
		err = settle(filepath.Join(s.folder, filepath.FromSlash(name)))
	}
	if err != nil {
		return fmt.Errorf("keep part %d of upload %s: %w", p.offset, id, err)
	}
	return nil
}

// each calls do for every part of an upload.
func (s *Store) each(ctx context.Context, id string, do func(key string, p part) error) error {
	found, err := s.listed(ctx, partsPrefix+id+"/")
	if err != nil {
		return fmt.Errorf("list the parts of upload %s: %w", id, err)
	}
	for _, o := range found {
		from, length, _ := strings.Cut(o.Key[strings.LastIndexByte(o.Key, '/')+1:], "-")
		offset, errA := strconv.ParseInt(from, 10, 64)
		n, errB := strconv.ParseInt(length, 10, 64)
		if errA != nil || errB != nil || n != o.Size {
			continue // not one of ours, or a part that was not written to its end
		}
		if err := do(o.Key, part{offset, n}); err != nil {
			return err
		}
	}
	return nil
}

// lists is how often a listing is begun again.
const lists = 10

// listed is all that lies under a prefix. A folder loses the temporary name of a
// part that gets its own while the folder is read; the listing then begins again.
func (s *Store) listed(ctx context.Context, prefix string) (found []*blob.ListObject, err error) {
	for range lists {
		found = found[:0]
		list := s.bucket.List(&blob.ListOptions{Prefix: prefix})
		var o *blob.ListObject
		for o, err = list.Next(ctx); err == nil; o, err = list.Next(ctx) {
			found = append(found, o)
		}
		if errors.Is(err, io.EOF) {
			return found, nil
		}
		if gcerrors.Code(err) != gcerrors.NotFound {
			break
		}
	}
	return nil, err
}

// chain finds the parts that, end to end, make a file of a size; nil when some are missing.
func (s *Store) chain(ctx context.Context, id string, size int64) ([]part, error) {
	ending := map[int64][]part{} // by where they end
	err := s.each(ctx, id, func(_ string, p part) error {
		ending[p.offset+p.length] = append(ending[p.offset+p.length], p)
		return nil
	})
	if err != nil {
		return nil, err
	}
	return backwards(ending, size, map[int64]bool{}), nil
}

// backwards walks from an end to the beginning; an end that leads nowhere is tried once.
func backwards(ending map[int64][]part, end int64, dead map[int64]bool) []part {
	for _, p := range ending[end] {
		if p.offset == 0 {
			return []part{p}
		}
		if dead[p.offset] || p.length <= 0 {
			continue
		}
		if before := backwards(ending, p.offset, dead); before != nil {
			return append(before, p)
		}
	}
	dead[end] = true
	return nil
}

// dropParts removes every part of an upload.
func (s *Store) dropParts(ctx context.Context, id string) error {
	err := s.each(ctx, id, func(key string, _ part) error {
		if err := s.bucket.Delete(ctx, key); err != nil && gcerrors.Code(err) != gcerrors.NotFound {
			return fmt.Errorf("drop part %s: %w", key, err)
		}
		return nil
	})
	if err == nil && s.folder != "" {
		_ = os.Remove(filepath.Join(s.folder, partsPrefix, id)) // what is left in it was not ours
	}
	return err
}

// joined reads parts one after the other as one file, with one of them open at a time.
type joined struct {
	ctx   context.Context
	store *Store
	id    string
	rest  []part
	now   io.ReadCloser
}

func (j *joined) Read(b []byte) (int, error) {
	for {
		if j.now == nil {
			if len(j.rest) == 0 {
				return 0, io.EOF
			}
			r, err := j.store.bucket.NewReader(j.ctx, partKey(j.id, j.rest[0].offset, j.rest[0].length), nil)
			if err != nil {
				return 0, &os.PathError{Op: "read", Path: "part of upload " + j.id, Err: err}
			}
			j.now, j.rest = r, j.rest[1:]
		}
		n, err := j.now.Read(b)
		if err == nil || n > 0 {
			return n, nil
		}
		if !errors.Is(err, io.EOF) {
			return 0, &os.PathError{Op: "read", Path: "part of upload " + j.id, Err: err}
		}
		if err := j.Close(); err != nil {
			return 0, err
		}
	}
}

// Close lets the open part go.
func (j *joined) Close() error {
	if j.now == nil {
		return nil
	}
	err := j.now.Close()
	j.now = nil
	return err
}
