package blob

import (
	"archive/zip"
	"bytes"
	"io"
	"path"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"yanlu/services/platform/problem"
)

// fileType is a type that is taken: what its files begin with and, for those
// that are zip archives, what they must hold.
type fileType struct {
	media string
	magic []byte // nil: text
	holds string
}

var (
	zipMagic = []byte("PK\x03\x04")
	oleMagic = []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
)

// types are the files that are taken, by extension.
var types = map[string]fileType{
	"pdf":  {"application/pdf", []byte("%PDF-"), ""},
	"doc":  {"application/msword", oleMagic, ""},
	"docx": {"application/vnd.openxmlformats-officedocument.wordprocessingml.document", zipMagic, "word/document.xml"},
	"xls":  {"application/vnd.ms-excel", oleMagic, ""},
	"xlsx": {"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", zipMagic, "xl/workbook.xml"},
	"png":  {"image/png", []byte("\x89PNG\r\n\x1a\n"), ""},
	"jpg":  {"image/jpeg", []byte("\xff\xd8\xff"), ""},
	"jpeg": {"image/jpeg", []byte("\xff\xd8\xff"), ""},
	"zip":  {"application/zip", zipMagic, ""},
	"ofd":  {"application/ofd", zipMagic, "OFD.xml"},
	"txt":  {"text/plain", nil, ""},
}

// Extensions lists what is taken, in order.
func Extensions() []string {
	out := make([]string, 0, len(types))
	for e := range types {
		out = append(out, e)
	}
	slices.Sort(out)
	return out
}

func typeOf(name string) (fileType, error) {
	ext := strings.ToLower(strings.TrimPrefix(path.Ext(name), "."))
	if t, ok := types[ext]; ok {
		return t, nil
	}
	list := strings.Join(Extensions(), "、")
	return fileType{}, problem.New(problem.Invalid, "FILE_TYPE", "不接受此类文件，可上传："+list, "files of this type are not taken; these are: "+strings.Join(Extensions(), ", ")).
		At("file", "文件类型不在允许范围内", "not an accepted type").With("extension", ext)
}

// check compares the content with what the extension promises.
func (t fileType) check(file io.ReaderAt, size int64) error {
	head := make([]byte, min(size, 1024))
	if _, err := file.ReadAt(head, 0); err != nil && err != io.EOF {
		return err
	}
	if t.magic == nil {
		if bytes.IndexByte(head, 0) >= 0 || !text(head) {
			return mismatch()
		}
		return nil
	}
	if !bytes.HasPrefix(head, t.magic) {
		return mismatch()
	}
	if bytes.Equal(t.magic, zipMagic) {
		return t.checkArchive(file, size)
	}
	return nil
}

func (t fileType) checkArchive(file io.ReaderAt, size int64) error {
	z, err := zip.NewReader(file, size)
	if err != nil {
		return mismatch()
	}
	found := t.holds == ""
	for _, f := range z.File {
		if t.holds != "" && strings.EqualFold(path.Base(f.Name), "vbaProject.bin") {
			return problem.New(problem.Invalid, "FILE_HAS_MACROS", "文件含有宏，请另存为不含宏的格式", "the file holds macros; save it without them").
				At("file", "含有宏", "holds macros")
		}
		found = found || f.Name == t.holds
	}
	if !found {
		return mismatch()
	}
	return nil
}

// text: UTF-8, or bytes above ASCII in pairs as GB 18030 writes them, without control signs.
func text(head []byte) bool {
	for _, b := range head {
		if b < 0x20 && !unicode.IsSpace(rune(b)) {
			return false
		}
	}
	return utf8.Valid(trimPartial(head)) || gb18030(head)
}

// trimPartial drops a rune that the end of the head cut in two.
func trimPartial(b []byte) []byte {
	for i := 1; i <= min(utf8.UTFMax-1, len(b)); i++ {
		if utf8.RuneStart(b[len(b)-i]) {
			if !utf8.FullRune(b[len(b)-i:]) {
				return b[:len(b)-i]
			}
			break
		}
	}
	return b
}

func gb18030(b []byte) bool {
	for i := 0; i < len(b); i++ {
		if b[i] < 0x80 {
			continue
		}
		if b[i] == 0x80 || b[i] == 0xff {
			return false
		}
		if i++; i < len(b) && (b[i] < 0x30 || b[i] == 0x7f || b[i] == 0xff) {
			return false
		}
	}
	return true
}

func mismatch() error {
	return problem.New(problem.Invalid, "FILE_CONTENT", "文件内容与扩展名不符，或文件已损坏", "the content is not what the name says, or the file is damaged").
		At("file", "内容与扩展名不符", "content does not match the name")
}
