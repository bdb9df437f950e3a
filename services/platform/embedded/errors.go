package embedded

import "fmt"

// NoPostgresError means that no usable PostgreSQL server programs were found on
// this machine.
type NoPostgresError struct {
	// Want is the major version the data folder needs; 0 when any will do.
	Want int
}

func (e *NoPostgresError) Error() string {
	version, versionEN := "", ""
	if e.Want != 0 {
		version, versionEN = fmt.Sprintf(" %d 版", e.Want), fmt.Sprintf(" version %d", e.Want)
	}
	return fmt.Sprintf("本机找不到 PostgreSQL%s 服务程序：请安装 Debian 软件包 postgresql（%d 版或更新），或用 --database-url 指定外部数据库。"+
		" / No PostgreSQL%s server programs on this machine: install the Debian package postgresql (%d or newer), or name an external database with --database-url.",
		version, oldestMajor, versionEN, oldestMajor)
}

// NoEngineError means that the workflow engine's program was not found.
type NoEngineError struct {
	// Tried are the places looked at, in order.
	Tried []string
}

func (e *NoEngineError) Error() string {
	return fmt.Sprintf("找不到流程引擎 yanlu-engine：请先运行 make build，或用 --temporal-address 指定外部 Temporal。"+
		" / The workflow engine yanlu-engine was not found: run make build first, or name an external Temporal with --temporal-address. (%v)", e.Tried)
}

// InUseError means that another running Yanlu owns the data folder.
type InUseError struct {
	Path string
}

func (e *InUseError) Error() string {
	return fmt.Sprintf("数据目录 %s 正被另一个研路进程使用。 / The data folder %s is in use by another Yanlu process.", e.Path, e.Path)
}

// StartError means that a server ended, or never answered, while starting.
type StartError struct {
	// Server is "PostgreSQL" or "engine".
	Server string
	// Cause is what happened to the process.
	Cause error
	// LogPath is where the server wrote; Tail is the end of what it wrote.
	LogPath, Tail string
}

func (e *StartError) Error() string {
	return fmt.Sprintf("%s 未能启动 / %s did not start: %v (%s)\n%s", e.Server, e.Server, e.Cause, e.LogPath, e.Tail)
}

// Unwrap gives the cause.
func (e *StartError) Unwrap() error { return e.Cause }
