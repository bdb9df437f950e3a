package main

import (
	"context"
	"fmt"
	"log/slog"
	"os"
	"time"

	"github.com/alecthomas/kong"

	"yanlu/cmd/yanlu/story"
	"yanlu/services/bureau/stock"
)

// Listen says where an instance is reached.
type Listen struct {
	HTTPAddr  string `help:"门户与 JSON/Connect/gRPC-Web 地址 / Portal and JSON, Connect, gRPC-Web." env:"YANLU_HTTP_ADDR" default:"127.0.0.1:8080"`
	GRPCAddr  string `help:"gRPC 地址 / Native gRPC." env:"YANLU_GRPC_ADDR" default:"127.0.0.1:9090"`
	Files     string `help:"附件存放：目录或 s3:// 地址 / Folder or bucket for attachments; under the data folder when empty." env:"YANLU_FILES"`
	ReadyFile string `help:"就绪后把地址写入此文件 / Write the addresses here once ready." type:"path"`
	LogLevel  string `help:"日志级别 / Log level." enum:"debug,info,warn,error" default:"warn" env:"YANLU_LOG_LEVEL"`
}

func (l Listen) logger() *slog.Logger {
	var level slog.Level
	_ = level.UnmarshalText([]byte(l.LogLevel)) // the enum allows only what parses
	return slog.New(slog.NewTextHandler(os.Stderr, &slog.HandlerOptions{Level: level}))
}

// ServeCmd runs everything.
type ServeCmd struct {
	Stores
	Listen
	DemoData DemoData `help:"演示数据：full（含故事）或 minimal（人员与单位） / Demonstration data: full with stories, or minimal."`
}

// DemoData is none, minimal or full; the bare flag means full.
type DemoData string

// IsBool lets the flag stand alone.
func (d *DemoData) IsBool() bool { return true }

// Decode reads --demo-data or --demo-data=VALUE.
func (d *DemoData) Decode(ctx *kong.DecodeContext) error {
	*d = "full"
	if ctx.Scan.Peek().Type != kong.FlagValueToken {
		return nil
	}
	switch s := fmt.Sprint(ctx.Scan.Pop().Value); s {
	case "full", "minimal", "none":
		*d = DemoData(s)
	case "true":
	case "false":
		*d = "none"
	default:
		return fmt.Errorf("--demo-data is full, minimal or none, not %q", s)
	}
	return nil
}

func (d DemoData) people() bool { return d == "full" || d == "minimal" }

// Run serves until interrupted.
func (s *ServeCmd) Run(ctx context.Context) error {
	return serve(ctx, Config{
		Stores: s.Stores, Parts: Parts{API: true, Worker: true}, HTTPAddr: s.HTTPAddr, GRPCAddr: s.GRPCAddr, Files: s.Files,
		People: s.DemoData.people(), Log: s.logger(),
	}, s.ReadyFile, s.DemoData == "full")
}

// APICmd runs API and portal over external stores.
type APICmd struct {
	Stores
	Listen
}

// Run serves until interrupted.
func (s *APICmd) Run(ctx context.Context) error {
	return serve(ctx, Config{Stores: s.Stores, Parts: Parts{API: true}, HTTPAddr: s.HTTPAddr, GRPCAddr: s.GRPCAddr, Files: s.Files, Log: s.logger()}, s.ReadyFile, false)
}

// WorkerCmd carries the workflows over external stores.
type WorkerCmd struct {
	Stores
	LogLevel string `help:"日志级别 / Log level." enum:"debug,info,warn,error" default:"warn" env:"YANLU_LOG_LEVEL"`
}

// Run works until interrupted.
func (s *WorkerCmd) Run(ctx context.Context) error {
	i, err := Start(ctx, Config{Stores: s.Stores, Parts: Parts{Worker: true}, Log: Listen{LogLevel: s.LogLevel}.logger()})
	if err != nil {
		return err
	}
	defer i.Stop()
	return i.Wait(ctx)
}

func serve(ctx context.Context, c Config, readyFile string, stories bool) error {
	began := time.Now()
	i, err := Start(ctx, c)
	if err != nil {
		return err
	}
	defer func() {
		fmt.Println("正在停止… / stopping…")
		i.Stop()
		fmt.Println("已停止，数据已保存 / stopped; the data are kept")
	}()
	if err := i.writeReady(readyFile); err != nil {
		return err
	}
	if err := greet(i, time.Since(began)); err != nil {
		return err
	}
	if stories {
		i.work.Go(func() { tell(ctx, i) })
	}
	return i.Wait(ctx)
}

// greet is the first screen: where to go and whom to sign in as.
func greet(i *Instance, took time.Duration) error {
	fmt.Printf("研路 Yanlu 已就绪（%.1f 秒） / ready\n", took.Seconds())
	fmt.Printf("  门户 Portal   http://%s\n  gRPC          %s\n  数据 Data     %s\n", i.HTTP(), i.GRPC(), i.config.DataDir)
	if !i.config.People {
		return nil
	}
	accounts, err := stock.DemoAccounts()
	if err != nil {
		return err
	}
	fmt.Println("  演示账号 Demo accounts（仅演示数据中存在 / exist only in demonstration data）:")
	shown := map[string]bool{}
	for _, a := range accounts {
		if !shown[a.RoleEn] { // one of each role; the sign-in page lists them all
			fmt.Printf("    %-14s %s  %s / %s\n", a.Login, a.Password, a.RoleZh, a.RoleEn)
		}
		shown[a.RoleEn] = true
	}
	fmt.Println("  Ctrl-C 停止 / stops")
	return nil
}

// tell carries the stories once, so that every page has something real on it.
func tell(ctx context.Context, i *Instance) {
	var any bool
	if err := i.Pool.QueryRow(ctx, "select exists (select 1 from docket)").Scan(&any); err != nil || any {
		return
	}
	stories, err := story.Load()
	if err != nil {
		i.log.Error("stories", "error", err)
		return
	}
	began := time.Now()
	results := story.RunAll(ctx, story.Target{GRPC: i.GRPC(), HTTP: "http://" + i.HTTP()}, stories, story.Options{Parallel: 4})
	good := 0
	for _, r := range results {
		if r.OK() {
			good++
		}
	}
	if ctx.Err() == nil {
		fmt.Printf("演示故事 %d/%d 已走完（%.0f 秒） / demonstration stories told\n", good, len(results), time.Since(began).Seconds())
	}
}
