// Command yanlu is the whole product in one binary: it serves, carries the
// workflows, migrates, loads data, demonstrates, verifies and measures itself.
package main

import (
	"context"
	"fmt"
	"os"
	"os/signal"
	"syscall"

	"github.com/alecthomas/kong"
)

type commands struct {
	Serve   ServeCmd   `cmd:"" help:"一体运行：数据库、引擎、接口、门户与流程 / Everything in one: database, engine, API, portal, workflows."`
	API     APICmd     `cmd:"" name:"api" help:"只运行接口与门户 / API and portal only; needs --database-url."`
	Worker  WorkerCmd  `cmd:"" help:"只运行流程 / Workflows only; needs --database-url and --temporal-address."`
	Migrate MigrateCmd `cmd:"" help:"升级数据库结构 / Bring the database schema up to date."`
	Seed    SeedCmd    `cmd:"" help:"装载规划、政策包与模板 / Load the plan, the rule packs and the templates."`
	Demo    DemoCmd    `cmd:"" help:"把每个故事走完并核对结局 / Carry every story through the public API and compare its end."`
	Verify  VerifyCmd  `cmd:"" help:"核对记录；核验抽取 / Verify the record, or a draw."`
	Draw    DrawCmd    `cmd:"" help:"抽取种子与承诺 / The seed of a draw and its commitment."`
	Resync  ResyncCmd  `cmd:"" help:"按记录重新启动全部流程 / Start every open workflow again from the record."`
	Export  ExportCmd  `cmd:"" help:"导出档案与列表，核对档案 / Take out archives and lists; check an archive."`
	Expert  ExpertCmd  `cmd:"" help:"专家库：导入专家 / The pool of experts."`
	Bench   BenchCmd   `cmd:"" help:"基准测量 / Benchmarks that measure their own limit in the same run."`
	Pack    PackCmd    `cmd:"" help:"检查与比较政策包 / Check and compare rule packs."`
	Law     LawCmd     `cmd:"" help:"输出状态机 / Print the state machines as SQL or diagrams."`
}

func main() {
	var cli commands
	parser := kong.Must(&cli, kong.Name("yanlu"), kong.Description("研路 Yanlu：科研项目全生命周期管理 / research projects from need to archive"), kong.UsageOnError())
	k, err := parser.Parse(os.Args[1:])
	parser.FatalIfErrorf(err)
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	k.BindTo(ctx, (*context.Context)(nil))
	err = k.Run()
	stop()
	if err != nil {
		fmt.Fprintln(os.Stderr, "yanlu:", err)
		os.Exit(1)
	}
}
