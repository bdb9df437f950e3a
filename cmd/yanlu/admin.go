package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"os"

	"github.com/schollz/progressbar/v3"

	"yanlu/services/bureau/stock"
	"yanlu/services/docket"
	"yanlu/services/lifecycle"
	"yanlu/services/platform/embedded"
	"yanlu/services/platform/postgres"
	"yanlu/workflows/resync"
)

// MigrateCmd brings the schema up to date.
type MigrateCmd struct{ Stores }

// Run migrates and says how many steps were taken.
func (m *MigrateCmd) Run(ctx context.Context) error {
	db, err := m.openDatabase(ctx, slog.Default())
	if err != nil {
		return err
	}
	defer db.stop(ctx)
	applied, err := postgres.Migrate(ctx, db.url())
	if err == nil {
		fmt.Printf("已执行 %d 个升级步骤 / %d migrations applied\n", applied, applied)
	}
	return err
}

// SeedCmd loads the shipped data.
type SeedCmd struct {
	Stores
	People bool `help:"同时装载演示人员与单位（不要用于正式环境） / Also the demonstration people; never in production."`
}

// Run loads; loading twice changes nothing.
func (s *SeedCmd) Run(ctx context.Context) error {
	db, err := s.openDatabase(ctx, slog.Default())
	if err != nil {
		return err
	}
	defer db.stop(ctx)
	if _, err := postgres.Migrate(ctx, db.url()); err != nil {
		return err
	}
	pool, err := postgres.Open(ctx, db.url())
	if err != nil {
		return err
	}
	defer pool.Close()
	report, err := stock.Load(ctx, pool, stock.Options{People: s.People})
	if err != nil {
		return err
	}
	return printJSON(report)
}

// VerifyCmd proves what is on file: the record by folding its events, a draw by drawing again.
type VerifyCmd struct {
	Record VerifyRecordCmd `cmd:"" default:"withargs" help:"重新折叠全部事件并核对 / Fold every event again and compare."`
	Draw   VerifyDrawCmd   `cmd:"" help:"仅凭公开记录重新抽取并核对 / Draw again from the public record alone and compare."`
}

// VerifyRecordCmd folds every event again and compares.
type VerifyRecordCmd struct {
	Stores
	JSON bool `help:"以 JSON 输出 / Print JSON."`
}

// errMismatch makes the command exit non-zero.
var errMismatch = errors.New("记录与事件不一致 / the record does not match its events")

// Run verifies and prints counts and mismatches.
func (v *VerifyRecordCmd) Run(ctx context.Context) error {
	db, err := v.openDatabase(ctx, slog.Default())
	if err != nil {
		return err
	}
	defer db.stop(ctx)
	pool, err := postgres.Open(ctx, db.url())
	if err != nil {
		return err
	}
	defer pool.Close()
	rep, err := docket.Verify(ctx, pool)
	if err != nil {
		return err
	}
	if v.JSON {
		err = printJSON(rep)
	} else {
		printReport(rep)
	}
	if err == nil && len(rep.Mismatches) > 0 {
		err = errMismatch
	}
	return err
}

func printReport(rep docket.Report) {
	fmt.Printf("案卷 dockets %d · 事件 events %d · 快照 snapshots %d · 分录 postings %d · 不一致 mismatches %d\n",
		rep.Dockets, rep.Events, rep.Snapshots, rep.Postings, len(rep.Mismatches))
	for _, m := range rep.Mismatches {
		fmt.Println("  ", m.Error())
	}
}

// ResyncCmd starts every open workflow again from the record.
type ResyncCmd struct {
	Stores
	Fresh bool `help:"先结束正在运行的流程 / End running workflows first."`
	JSON  bool `help:"以 JSON 输出 / Print JSON."`
}

// Run wakes every open subject's workflow; a server must be running, or the stores be external.
func (r *ResyncCmd) Run(ctx context.Context) error {
	db, err := r.openDatabase(ctx, slog.Default())
	if err != nil {
		return err
	}
	defer db.stop(ctx)
	pool, err := postgres.Open(ctx, db.url())
	if err != nil {
		return err
	}
	defer pool.Close()
	address := r.TemporalAddress
	if address == "" {
		if address, err = embedded.FindEngine(engineDir(r.DataDir)); err != nil {
			return err
		}
	}
	c, err := r.dial(address, slog.Default())
	if err != nil {
		return err
	}
	defer c.Close()
	var bar *progressbar.ProgressBar
	opts := resync.Options{Fresh: r.Fresh}
	if !r.JSON {
		opts.Progress = func(done, total int) {
			if bar == nil {
				bar = progressbar.Default(int64(total), "resync")
			}
			_ = bar.Set(done)
		}
	}
	report, err := resync.Run(ctx, pool, c, opts)
	if perr := printJSON(report); err == nil {
		err = perr
	}
	return err
}

// LawCmd prints the machines.
type LawCmd struct {
	SQL  bool   `help:"输出迁移语句 / The rows as a migration." name:"sql"`
	Docs string `help:"把状态图写入此目录 / Write a diagram of each machine into this folder." type:"path"`
}

// Run prints or writes.
func (l *LawCmd) Run() error {
	if l.SQL {
		fmt.Print(lifecycle.SQL())
	}
	if l.Docs == "" {
		return nil
	}
	for _, law := range lifecycle.Laws() {
		if err := os.WriteFile(fmt.Sprintf("%s/%s.md", l.Docs, law.Machine), []byte(law.Markdown()), 0o600); err != nil {
			return err
		}
	}
	return nil
}

func printJSON(v any) error {
	enc := json.NewEncoder(os.Stdout)
	enc.SetIndent("", "  ")
	return enc.Encode(v)
}
