package main

import (
	"context"
	"fmt"
	"os"
	"text/tabwriter"

	"yanlu/cmd/yanlu/bench"
	"yanlu/seeds"
	"yanlu/services/platform/embedded"
	"yanlu/workflows/contract"
)

// BenchCmd measures the product on a private instance, against limits measured in the same run.
type BenchCmd struct {
	Submit BenchSubmitCmd `cmd:"" help:"每秒确认的申报提交数，对照同样数据行的裸事务 / Acknowledged submissions per second, against bare transactions of the same rows."`
	Wake   BenchWakeCmd   `cmd:"" help:"从落库到流程作出反应的时间，对照裸信号 / From commit to the workflow's reaction, against a bare signal."`
	List   BenchListCmd   `cmd:"" help:"大量项目在库时的列表、检索、进度总览，对照裸查询 / Lists, search and pipeline with many dockets on file, against bare queries."`
	Screen BenchScreenCmd `cmd:"" help:"申报与专家全部配对的回避筛查，对照一遍散列 / Conflict screening of every application and expert, against one pass of hashing."`
	Assign BenchAssignCmd `cmd:"" help:"分配评审专家：总相似度最大并给出证明，对照读取全部配对一遍 / Reviewers assigned with proof of the largest total, against reading all pairs once."`
}

// BenchSubmitCmd measures submissions at 1, 16 and 64 clients.
type BenchSubmitCmd struct {
	JSON   bool `help:"以 JSON 输出 / Print JSON." name:"json"`
	Rounds int  `help:"轮数，取中位数 / Rounds; medians are printed." default:"5"`
	Acts   int  `help:"1 个客户端每轮的提交数；16 和 64 个客户端为其 4 倍和 8 倍 / Submissions in a round with one client; four and eight times as many with 16 and 64." default:"100"`
}

// Run measures and prints.
func (b *BenchSubmitCmd) Run(ctx context.Context) error {
	target, _, stop, err := startBench(ctx, Parts{API: true}, nil)
	if err != nil {
		return err
	}
	defer stop()
	report, err := bench.Submit(ctx, target, bench.SubmitOptions{
		Loads: []bench.Load{{Clients: 1, Acts: b.Acts}, {Clients: 16, Acts: 4 * b.Acts}, {Clients: 64, Acts: 8 * b.Acts}}, Rounds: b.Rounds, Progress: benchProgress,
	})
	if err != nil {
		return err
	}
	if b.JSON {
		return printJSON(report)
	}
	return printSubmit(report)
}

// BenchWakeCmd measures reactions with many projects open.
type BenchWakeCmd struct {
	JSON   bool `help:"以 JSON 输出 / Print JSON." name:"json"`
	Rounds int  `help:"轮数，取中位数 / Rounds; medians are printed." default:"3"`
	Open   int  `help:"在办项目数 / Open projects." default:"1000"`
	Acts   int  `help:"每轮逐个办理的次数；另有同样多次以 16 个为一批 / Acts in a round one at a time, and about as many in bursts of 16." default:"200"`
}

const burst = 16

// Run measures and prints.
func (b *BenchWakeCmd) Run(ctx context.Context) error {
	watch := bench.NewWatch()
	target, i, stop, err := startBench(ctx, Parts{Worker: true}, watch.Observe)
	if err != nil {
		return err
	}
	defer stop()
	report, err := bench.Wake(ctx, target, i.client, watch, bench.WakeOptions{
		Open: b.Open, Single: b.Acts, Bursts: (b.Acts + burst - 1) / burst, AtOnce: burst, Rounds: b.Rounds, Progress: benchProgress,
	})
	if err != nil {
		return err
	}
	if b.JSON {
		return printJSON(report)
	}
	return printWake(report)
}

// startBench starts some parts over a private database that is durable as in production.
func startBench(ctx context.Context, parts Parts, observe func(contract.Plan)) (bench.Target, *Instance, func(), error) {
	dir, err := embedded.TempDir("yanlu-bench-")
	if err != nil {
		return bench.Target{}, nil, nil, err
	}
	i, err := Start(ctx, Config{
		Stores: Stores{DataDir: dir, TemporalNamespace: "yanlu"}, Parts: parts, HTTPAddr: "127.0.0.1:0", GRPCAddr: "127.0.0.1:0",
		Log: Listen{LogLevel: "warn"}.logger(), Observe: observe,
	})
	if err != nil {
		_ = os.RemoveAll(dir)
		return bench.Target{}, nil, nil, err
	}
	stop := func() {
		i.Stop()
		_ = os.RemoveAll(dir)
	}
	cal, err := seeds.Calendar()
	if err != nil {
		stop()
		return bench.Target{}, nil, nil, err
	}
	target := bench.Target{Pool: i.Pool, Bureau: i.Bureau, Cal: cal}
	if parts.API {
		target.GRPC = i.GRPC()
	}
	return target, i, stop, nil
}

func benchProgress(zh, en string) { fmt.Fprintf(os.Stderr, "  %s / %s\n", zh, en) }

func printSubmit(r bench.SubmitReport) error {
	fmt.Printf("申报提交 submissions · %d 核 processors · %d 轮中位数 rounds, medians · 快照 snapshot %d B\n", r.Machine.Processors, r.Rounds, r.Row.Snapshot)
	t := tabwriter.NewWriter(os.Stdout, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(t, "clients\t\tper second\tp50 ms\tp99 ms\tmax ms\tCPU ms\tof limit\t")
	for _, l := range r.Levels {
		for _, row := range []struct {
			name string
			f    bench.Figure
			of   float64
		}{{"gRPC", l.GRPC, l.Ratio}, {"door", l.Door, l.DoorRatio}, {"limit", l.Limit, 1}, {"heard", l.Heard, 0}} {
			of := ""
			if row.of > 0 {
				of = fmt.Sprintf("%.2f", row.of)
			}
			fmt.Fprintf(t, "%d\t%s\t%.0f\t%.1f\t%.1f\t%.1f\t%.2f\t%s\t\n", l.Clients, row.name, row.f.PerSecond, row.f.P50, row.f.P99, row.f.Max, row.f.CPU, of)
		}
	}
	return t.Flush()
}

func printWake(r bench.WakeReport) error {
	fmt.Printf("流程反应 reactions · %d 个在办项目 open projects · %d 核 processors · %d 轮中位数 rounds, medians\n", r.Open, r.Machine.Processors, r.Rounds)
	t := tabwriter.NewWriter(os.Stdout, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(t, "at once\t\tacts\tp50 ms\tp99 ms\tmax ms\t")
	for _, l := range r.Levels {
		fmt.Fprintf(t, "%d\treaction\t%d\t%.1f\t%.1f\t%.1f\t\n", l.AtOnce, l.Reaction.Acts, l.Reaction.P50, l.Reaction.P99, l.Reaction.Max)
		fmt.Fprintf(t, "%d\tlimit\t%d\t%.1f\t%.1f\t%.1f\t\n", l.AtOnce, l.Limit.Acts, l.Limit.P50, l.Limit.P99, l.Limit.Max)
		fmt.Fprintf(t, "%d\tratio\t\t%.2f\t%.2f\t\t\n", l.AtOnce, l.RatioP50, l.RatioP99)
	}
	return t.Flush()
}
