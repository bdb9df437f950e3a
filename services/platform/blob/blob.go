// Package blob keeps files by their content: a folder by default, an S3 bucket
// by configuration.
//
// It guarantees that a file is kept whole or not at all, that its name in the
// store is the SHA-256 of its bytes, and that its content is what its extension
// promises. It refuses to know what a file is for and who may read it: that is
// asked of Permits, and everybody is refused when it does not say yes.
package blob

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"gocloud.dev/blob"
	"gocloud.dev/blob/fileblob"
	_ "gocloud.dev/blob/s3blob" // opens s3:// addresses
	"gocloud.dev/gcerrors"

	"yanlu/services/platform/problem"
)

// MaxBytes is the largest file that is taken when Limits do not say otherwise.
const MaxBytes = 50 << 20

// Store keeps files.
type Store struct {
	bucket *blob.Bucket
	folder string // "" when the bucket is elsewhere
}

// Stored is what is known of a kept file.
type Stored struct {
	SHA256    string // hex
	Size      int64  // bytes
	MediaType string
}

// Limits are what a file must keep to.
type Limits struct {
	Name     string // its extension decides the type
	MaxBytes int64  // 0: MaxBytes
}

// Open opens a store. address is a folder, which is made when it is missing, or
// the URL of a bucket such as s3://name?region=….
func Open(ctx context.Context, address string) (*Store, error) {
	if strings.Contains(address, "://") {
		bucket, err := blob.OpenBucket(ctx, address)
		if err != nil {
			return nil, fmt.Errorf("open the file store: %w", err)
		}
		return &Store{bucket: bucket}, nil
	}
	folder, err := filepath.Abs(address)
	if err != nil {
		return nil, fmt.Errorf("open the file store: %w", err)
	}
	bucket, err := fileblob.OpenBucket(folder, &fileblob.Options{
		CreateDir: true, DirFileMode: 0o700, NoTempDir: true, Metadata: fileblob.MetadataDontWrite,
	})
	if err != nil {
		return nil, fmt.Errorf("open the file store: %w", err)
	}
	return &Store{bucket: bucket, folder: folder}, nil
}

// Close lets the store go.
func (s *Store) Close() error { return s.bucket.Close() }

// key spreads files over 256 folders.
func key(sha string) string { return sha[:2] + "/" + sha }

// Put keeps a file. The same content is kept once. Refusals: FILE_TYPE,
// FILE_EMPTY, FILE_TOO_LARGE, FILE_CONTENT, FILE_HAS_MACROS.
func (s *Store) Put(ctx context.Context, r io.Reader, l Limits) (Stored, error) {
	t, err := typeOf(l.Name)
	if err != nil {
		return Stored{}, err
	}
	temp, err := scratch(s.folder)
	if err != nil {
		return Stored{}, err
	}
	defer func() { _ = temp.Close() }() // nothing of it remains
	stored, err := receive(temp, r, l)
	if err != nil {
		return Stored{}, err
	}
	if err := t.check(temp, stored.Size); err != nil {
		return Stored{}, err
	}
	stored.MediaType = t.media
	return stored, s.keep(ctx, temp, stored)
}

// scratch is a file without a name: it vanishes with the process, however that
// ends. It lies on the disk of the folder, where there is room for files.
func scratch(folder string) (*os.File, error) {
	f, err := os.CreateTemp(folder, ".upload-*")
	if err != nil {
		return nil, fmt.Errorf("make room for an upload: %w", err)
	}
	if err := os.Remove(f.Name()); err != nil {
		_ = f.Close()
		return nil, fmt.Errorf("make room for an upload: %w", err)
	}
	return f, nil
}

// receive copies at most the limit and one byte more, by which a larger file shows.
func receive(to io.Writer, from io.Reader, l Limits) (Stored, error) {
	most := l.MaxBytes
	if most == 0 {
		most = MaxBytes
	}
	sum := sha256.New()
	n, err := io.Copy(io.MultiWriter(to, sum), io.LimitReader(from, most+1))
	switch {
	case err != nil:
		return Stored{}, broken(err)
	case n == 0:
		return Stored{}, empty()
	case n > most:
		return Stored{}, tooLarge(most)
	}
	return Stored{SHA256: hex.EncodeToString(sum.Sum(nil)), Size: n}, nil
}

func empty() error {
	return problem.New(problem.Invalid, "FILE_EMPTY", "文件是空的", "the file is empty").At("file", "文件是空的", "empty")
}

func tooLarge(most int64) error {
	mib := strconv.FormatInt(most>>20, 10)
	return problem.New(problem.Invalid, "FILE_TOO_LARGE", "文件超过 "+mib+" MiB 上限", "the file is larger than "+mib+" MiB").
		At("file", "文件过大", "too large").With("limit_bytes", strconv.FormatInt(most, 10))
}

// broken tells an upload that stopped from a disk that failed.
func broken(err error) error {
	var path *os.PathError
	if errors.As(err, &path) {
		return fmt.Errorf("receive an upload: %w", err)
	}
	return problem.New(problem.Invalid, "FILE_BROKEN_OFF", "上传中断，请重新上传", "the upload broke off; send the file again").At("file", "上传中断", "broke off")
}

func (s *Store) keep(ctx context.Context, temp *os.File, stored Stored) error {
	name := key(stored.SHA256)
	if a, err := s.bucket.Attributes(ctx, name); err == nil && a.Size == stored.Size {
		return nil // the same content is there
	}
	if _, err := temp.Seek(0, io.SeekStart); err != nil {
		return fmt.Errorf("keep a file: %w", err)
	}
	err := s.bucket.Upload(ctx, name, temp, &blob.WriterOptions{ContentType: stored.MediaType})
	if err == nil && s.folder != "" {
		err = settle(filepath.Join(s.folder, filepath.FromSlash(name)))
	}
	if err != nil {
		return fmt.Errorf("keep file %s: %w", stored.SHA256, err)
	}
	return nil
}

// settle waits until a file and its place in the folder are on the disk: what is
// acknowledged must outlive a power cut.
func settle(path string) error {
	for _, p := range []string{path, filepath.Dir(path), filepath.Dir(filepath.Dir(path))} {
		f, err := os.Open(p)
		if err != nil {
			return err
		}
		if err := errors.Join(f.Sync(), f.Close()); err != nil {
			return err
		}
	}
	return nil
}

// Open reads a kept file. The caller closes it; it can be read from any place.
func (s *Store) Open(ctx context.Context, sha string) (io.ReadSeekCloser, error) {
	if len(sha) != hex.EncodedLen(sha256.Size) {
		return nil, gone(sha)
	}
	r, err := s.bucket.NewReader(ctx, key(sha), nil)
	if gcerrors.Code(err) == gcerrors.NotFound {
		return nil, gone(sha)
	}
	if err != nil {
		return nil, fmt.Errorf("open file %s: %w", sha, err)
	}
	return r, nil
}

func gone(sha string) error {
	return problem.New(problem.NotFound, "FILE_NOT_FOUND", "没有找到该文件", "there is no such file").With("sha256", sha)
}
