package archive

import (
	"archive/zip"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
)

// Report says what a check found.
type Report struct {
	Manifest Manifest
	// SHA256 of the manifest: two archives with the same one hold the same.
	SHA256 string
	Files  int
	Bytes  int64
	Faults []Fault // what is not as the manifest says
}

// Fault is one file that is not as the manifest says.
type Fault struct{ Name, Zh, En string }

// OK says that every file is as the manifest says.
func (r Report) OK() bool { return len(r.Faults) == 0 }

// ErrNoManifest says that a ZIP file is no archive of this product.
var ErrNoManifest = errors.New("没有清单 manifest.json，不是本系统导出的档案 / there is no manifest.json: not an archive of this product")

// mostManifest bounds what is read as a manifest, in bytes.
const mostManifest = 256 << 20

// Verify compares every file of an archive with its manifest.
func Verify(r io.ReaderAt, size int64) (Report, error) {
	z, err := zip.NewReader(r, size)
	if err != nil {
		return Report{}, fmt.Errorf("不是完整的 ZIP 文件 / not a whole ZIP file: %w", err)
	}
	var out Report
	if err := out.readManifest(z); err != nil {
		return out, err
	}
	out.compare(z)
	return out, nil
}

func (r *Report) readManifest(z *zip.Reader) error {
	for _, f := range z.File {
		if f.Name != ManifestName {
			continue
		}
		rc, err := f.Open()
		if err != nil {
			return fmt.Errorf("archive: manifest: %w", err)
		}
		defer func() { _ = rc.Close() }()
		raw, err := io.ReadAll(io.LimitReader(rc, mostManifest))
		if err != nil {
			return fmt.Errorf("清单已损坏 / the manifest is damaged: %w", err)
		}
		sum := sha256.Sum256(raw)
		r.SHA256 = hex.EncodeToString(sum[:])
		if err := json.Unmarshal(raw, &r.Manifest); err != nil || r.Manifest.Format != Format {
			return fmt.Errorf("清单不可读 / the manifest cannot be read (format %d): %w", r.Manifest.Format, err)
		}
		return nil
	}
	return ErrNoManifest
}

func (r *Report) fault(name, zh, en string) { r.Faults = append(r.Faults, Fault{name, zh, en}) }

func (r *Report) compare(z *zip.Reader) {
	listed := map[string]File{}
	for _, f := range r.Manifest.Files {
		if _, twice := listed[f.Name]; twice {
			r.fault(f.Name, "清单重复列出", "listed twice")
		}
		listed[f.Name] = f
	}
	seen := map[string]bool{}
	for _, f := range z.File {
		want, ok := listed[f.Name]
		switch {
		case seen[f.Name]:
			r.fault(f.Name, "档案中有同名文件", "two files have this name")
		case f.Name == ManifestName || strings.HasSuffix(f.Name, "/"):
		case !ok:
			r.fault(f.Name, "清单中没有", "not in the manifest")
		default:
			r.file(f, want)
		}
		seen[f.Name] = true
	}
	for _, f := range r.Manifest.Files {
		if !seen[f.Name] {
			r.fault(f.Name, "清单列出而档案中没有", "in the manifest and not in the archive")
		}
	}
	counts := Manifest{Files: r.Manifest.Files}
	counts.count()
	for kind, n := range r.Manifest.Counts {
		if counts.Counts[kind] != n {
			r.fault(ManifestName, "分类计数不符："+kind, "the count is wrong: "+kind)
		}
	}
}

func (r *Report) file(f *zip.File, want File) {
	r.Files++
	rc, err := f.Open()
	if err != nil {
		r.fault(f.Name, "无法读取", "cannot be read: "+err.Error())
		return
	}
	defer func() { _ = rc.Close() }()
	sum := sha256.New()
	n, err := io.Copy(sum, rc)
	r.Bytes += n
	switch got := hex.EncodeToString(sum.Sum(nil)); {
	case got != want.SHA256:
		r.fault(f.Name, "内容与清单不符", "the content is not that of the manifest")
	case err != nil:
		r.fault(f.Name, "无法读完", "cannot be read to the end: "+err.Error())
	case n != want.Bytes:
		r.fault(f.Name, "字节数与清单不符", "the size is not that of the manifest")
	}
}
