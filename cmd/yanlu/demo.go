package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"maps"
	"os"
	"slices"
	"strings"
	"sync"
	"time"
	"unicode/utf8"

	"github.com/schollz/progressbar/v3"

	"yanlu/cmd/yanlu/story"
	"yanlu/services/docket"
	"yanlu/services/lifecycle"
	"yanlu/services/platform/embedded"
	"yanlu/workflows/contract"
	"yanlu/workflows/replay"
)

// DemoCmd carries the stories.
type DemoCmd struct {
	JSON     bool          `help:"以 JSON 输出 / Print JSON." name:"json"`
	Story    []string      `help:"只走这些故事 / Only these stories."`
	Target   string        `help:"已运行实例的 gRPC 地址；缺省启动私有实例 / gRPC address of a running instance; a private one is started when empty."`
	HTTP     string        `help:"同一实例的门户地址 / Portal address of the same instance." name:"http" default:"http://127.0.0.1:8080"`
	Parallel int           `help:"同时走几个故事 / Stories at once." default:"8"`
	Window   time.Duration `help:"批次受理时长 / How long calls stay open." default:"8s"`
	Record   string        `help:"把流程历史写入此目录 / Write the histories of the workflows into this folder (private instance only)." type:"path"`
}

// errStory makes the command exit non-zero.
var errStory = errors.New("有故事没有走到预期的结局 / a story did not reach its end")

var errInterrupted = errors.New("已中断，私有实例已清除 / interrupted; the private instance is gone")

// Run carries the stories and compares where each ends with where it should.
func (d *DemoCmd) Run(ctx context.Context) error {
	stories, err := d.choose()
	if err != nil {
		return err
	}
	if d.Target != "" {
		return d.report(d.tell(ctx, story.Target{GRPC: d.Target, HTTP: d.HTTP}, stories))
	}
	return d.private(ctx, stories)
}

// choose picks the stories that have an end, or those named.
func (d *DemoCmd) choose() ([]story.Story, error) {
	all, err := story.Load()
	if err != nil {
		return nil, err
	}
	if len(d.Story) == 0 {
		return slices.DeleteFunc(all, func(s story.Story) bool { return s.Kind != story.Path }), nil
	}
	var out []story.Story
	for _, name := range d.Story {
		i := slices.IndexFunc(all, func(s story.Story) bool { return s.Name == name })
		if i < 0 {
			names := make([]string, 0, len(all))
			for _, s := range all {
				names = append(names, s.Name)
			}
			return nil, fmt.Errorf("没有故事 %q；现有 / there is no such story; there are: %s", name, strings.Join(names, " "))
		}
		out = append(out, all[i])
	}
	return out, nil
}

// private carries the stories on an instance of its own, which is gone afterwards.
func (d *DemoCmd) private(ctx context.Context, stories []story.Story) error {
	i, remove, err := startPrivate(ctx, Listen{LogLevel: "error"}.logger())
	if err != nil && ctx.Err() != nil {
		return errInterrupted
	}
	if err != nil {
		return err
	}
	defer remove()
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	failed := make(chan error, 1)
	go func() { // a part that fails ends the run
		err := i.Wait(ctx)
		failed <- err
		if err != nil {
			cancel()
		}
	}()
	results := d.tell(ctx, story.Target{GRPC: i.GRPC(), HTTP: "http://" + i.HTTP()}, stories)
	if ctx.Err() != nil {
		return errors.Join(errInterrupted, <-failed)
	}
	err = d.report(results)
	if d.Record != "" {
		err = errors.Join(err, d.record(ctx, i, results))
	}
	return errors.Join(err, d.verify(ctx, i))
}

// startPrivate starts everything in a folder of its own on free ports.
func startPrivate(ctx context.Context, log *slog.Logger) (*Instance, func(), error) {
	dir, err := embedded.TempDir("yanlu-demo-")
	if err != nil {
		return nil, nil, err
	}
	i, err := Start(ctx, Config{
		Stores: Stores{DataDir: dir, TemporalNamespace: "yanlu"}, Parts: Parts{API: true, Worker: true},
		HTTPAddr: "127.0.0.1:0", GRPCAddr: "127.0.0.1:0", People: true, Log: log,
	})
	if err != nil {
		_ = os.RemoveAll(dir)
		return nil, nil, err
	}
	return i, func() {
		i.Stop()
		_ = os.RemoveAll(dir)
	}, nil
}

func (d *DemoCmd) tell(ctx context.Context, target story.Target, stories []story.Story) []story.Result {
	return story.RunAll(ctx, target, stories, story.Options{Parallel: d.Parallel, Window: d.Window, Progress: d.progress(stories)})
}

// progress shows a bar over the steps of all stories on a terminal, and a line for each story elsewhere.
func (d *DemoCmd) progress(stories []story.Story) func(story.Progress) {
	total := 0
	for _, s := range stories {
		total += len(s.Steps)
	}
	if info, err := os.Stderr.Stat(); err != nil || info.Mode()&os.ModeCharDevice == 0 {
		return lines
	}
	bar := progressbar.NewOptions(total, progressbar.OptionSetWriter(os.Stderr), progressbar.OptionSetDescription("故事 / stories"),
		progressbar.OptionShowCount(), progressbar.OptionSetElapsedTime(true), progressbar.OptionThrottle(200*time.Millisecond), progressbar.OptionClearOnFinish())
	var mu sync.Mutex
	done := map[string]int{}
	return func(p story.Progress) {
		mu.Lock()
		defer mu.Unlock()
		_ = bar.Add(p.Done - done[p.Story])
		done[p.Story] = p.Done
		if p.Result != nil && !p.Result.OK() {
			_ = bar.Clear()
			lines(p)
		}
	}
}

func lines(p story.Progress) {
	switch {
	case p.Result == nil:
	case p.Result.OK():
		fmt.Fprintf(os.Stderr, "✓ %s %.1f s\n", p.Story, p.Result.Seconds)
	default:
		fmt.Fprintf(os.Stderr, "✗ %s: %s\n", p.Story, p.Result.Error)
	}
}

// report prints what became of every story.
func (d *DemoCmd) report(results []story.Result) error {
	bad := slices.ContainsFunc(results, func(r story.Result) bool { return !r.OK() })
	var err error
	if d.JSON {
		err = printJSON(results)
	} else {
		printResults(results)
	}
	if bad {
		return errors.Join(err, errStory)
	}
	return err
}

func printResults(results []story.Result) {
	fmt.Printf("\n%s %s %s %8s\n", pad("故事 story", 48), pad("预期 expected", 40), pad("到达 reached", 40), "秒 s")
	for _, r := range results {
		mark := "✓"
		if !r.OK() {
			mark = "✗"
		}
		fmt.Printf("%s %s %s %8.1f\n", pad(mark+" "+r.Story+" "+r.Title.Zh, 48), pad(ends(r.Expected), 40), pad(ends(r.Reached), 40), r.Seconds)
		if !r.OK() {
			fmt.Println("    ", r.Error)
		}
	}
}

// ends writes states by alias in one order.
func ends(states map[string]string) string {
	var out []string
	for _, alias := range slices.Sorted(maps.Keys(states)) {
		out = append(out, alias+" "+states[alias])
	}
	return strings.Join(out, ", ")
}

// pad fills to a width in which a Chinese character takes two columns.
func pad(s string, width int) string {
	have := 0
	for _, r := range s {
		have++
		if utf8.RuneLen(r) == 3 && r >= 0x2e80 {
			have++
		}
	}
	return s + strings.Repeat(" ", max(0, width-have))
}

// verify folds everything that the stories left.
func (d *DemoCmd) verify(ctx context.Context, i *Instance) error {
	rep, err := docket.Verify(ctx, i.Pool)
	if err != nil {
		return err
	}
	if !d.JSON {
		printReport(rep)
	}
	if len(rep.Mismatches) > 0 {
		for _, m := range rep.Mismatches {
			fmt.Fprintln(os.Stderr, "  ", m.Error())
		}
		return errMismatch
	}
	return nil
}

// record keeps the history of every docket that a story names.
func (d *DemoCmd) record(ctx context.Context, i *Instance, results []story.Result) error {
	for _, r := range results {
		if !r.OK() {
			continue
		}
		for alias, s := range r.Subjects {
			name := r.Story + "-" + strings.ReplaceAll(alias, ".", "-")
			if _, err := replay.Record(ctx, i.client, contract.WorkflowID(lifecycle.Machine(s.Machine), s.ID), d.Record, name); err != nil {
				return fmt.Errorf("record %s: %w", name, err)
			}
		}
	}
	return nil
}
