// Package archive writes and checks archives: a ZIP file whose every file is
// named in its manifest with size and SHA-256.
//
// It guarantees that what could not be put in is named as missing or damaged,
// never left out in silence, and that an archive which was changed afterwards is
// told from one that was not. It refuses to know what the files are.
package archive

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"
)

// Names of the two manifests: one for programs, one for people.
const (
	ManifestName = "manifest.json"
	ReadableName = "manifest.txt"
)

// Format is the version of the manifest.
const Format = 1

// About says what an archive is of.
type About struct {
	Title   string    `json:"title"`
	Number  string    `json:"number,omitempty"`
	Machine string    `json:"machine"`
	State   string    `json:"state"`
	StateZh string    `json:"state_zh"`
	Events  int64     `json:"events"`          // how many the docket had
	Head    string    `json:"head,omitempty"`  // hash of the last event, hex
	MadeAt  time.Time `json:"made_at"`         // the server's clock
	MadeFor string    `json:"made_for"`        // who asked
	As      []string  `json:"as"`              // in which roles
	Notes   []string  `json:"notes,omitempty"` // what the reader should know

	Kinds map[string]string `json:"kinds,omitempty"` // what the kinds of files are called
}

// File is one file of an archive.
type File struct {
	Name   string `json:"name"`
	Bytes  int64  `json:"bytes"`
	SHA256 string `json:"sha256"`
	Kind   string `json:"kind"`
	About  string `json:"about,omitempty"`
}

// Lack is a file that should be in an archive and is not, or not whole.
type Lack struct {
	Name   string `json:"name"`
	SHA256 string `json:"sha256"` // that it should have
	Kind   string `json:"kind"`
	About  string `json:"about,omitempty"`
	Why    string `json:"why"`
}

// Manifest lists an archive. It lists every file but itself.
type Manifest struct {
	Format  int            `json:"format"`
	About   About          `json:"about"`
	Counts  map[string]int `json:"counts"` // files by kind
	Files   []File         `json:"files"`
	Missing []Lack         `json:"missing"` // not in the archive
	Damaged []Lack         `json:"damaged"` // in it, but not what was kept
}

func (m *Manifest) count() {
	m.Counts = map[string]int{}
	for _, f := range m.Files {
		m.Counts[f.Kind]++
	}
}

// readable is the manifest for people.
func (m *Manifest) readable() string {
	var b strings.Builder
	line := func(format string, args ...any) { fmt.Fprintf(&b, format+"\r\n", args...) }
	a := m.About
	line("研路 Yanlu 档案清单")
	line("")
	line("名称：%s", a.Title)
	if a.Number != "" {
		line("编号：%s", a.Number)
	}
	line("状态：%s", a.StateZh)
	line("办理记录：%d 条，最后一条凭证 %s", a.Events, a.Head)
	line("生成：%s，应 %s（%s）要求", a.MadeAt.Format("2006-01-02 15:04:05 -07:00"), a.MadeFor, strings.Join(a.As, "、"))
	for _, n := range a.Notes {
		line("说明：%s", n)
	}
	line("")
	for _, kind := range slices.Sorted(maps.Keys(m.Counts)) {
		name := a.Kinds[kind]
		if name == "" {
			name = kind
		}
		line("%s：%d", name, m.Counts[kind])
	}
	line("缺失：%d", len(m.Missing))
	line("损坏：%d", len(m.Damaged))
	line("")
	line("SHA-256 / 字节 / 文件")
	for _, f := range m.Files {
		line("%s  %12d  %s", f.SHA256, f.Bytes, f.Name)
	}
	for _, l := range m.Missing {
		line("%s  缺失 missing  %s（%s）", l.SHA256, l.Name, l.Why)
	}
	for _, l := range m.Damaged {
		line("%s  损坏 damaged  %s（%s）", l.SHA256, l.Name, l.Why)
	}
	return b.String()
}
