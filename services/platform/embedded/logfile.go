package embedded

import (
	"io"
	"os"
	"strings"
)

const (
	// logLimit is the size in bytes past which a server's log is set aside when
	// the server starts; one older one is kept.
	logLimit = 8 << 20
	// tailLimit is how much of a log, in bytes, an error quotes.
	tailLimit = 2 << 10
)

// openLog opens a server's log for appending.
func openLog(path string) (*os.File, error) {
	if info, err := os.Stat(path); err == nil && info.Size() > logLimit {
		if err := os.Rename(path, path+".1"); err != nil {
			return nil, err
		}
	}
	return os.OpenFile(path, os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
}

// logEnd is the size of the log now.
func logEnd(path string) int64 {
	info, err := os.Stat(path)
	if err != nil || info.Size() > logLimit {
		return 0
	}
	return info.Size()
}

// logTail is the end of what was written after from.
func logTail(path string, from int64) string {
	file, err := os.Open(path)
	if err != nil {
		return ""
	}
	defer file.Close()
	if info, err := file.Stat(); err == nil {
		from = max(from, info.Size()-tailLimit)
	}
	if _, err := file.Seek(from, io.SeekStart); err != nil {
		return ""
	}
	raw, _ := io.ReadAll(io.LimitReader(file, tailLimit))
	return strings.TrimSpace(string(raw))
}
