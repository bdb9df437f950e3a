package main

import (
	"context"
	"fmt"
	"os"
	"text/tabwriter"

	"yanlu/cmd/yanlu/bench"
)

// BenchListCmd measures lists, search, pipeline and queue with many dockets on file.
type BenchListCmd struct {
	JSON    bool `help:"以 JSON 输出 / Print JSON." name:"json"`
	Dockets int  `help:"在库项目数 / Projects on file." default:"100000"`
	Rounds  int  `help:"轮数，取中位数 / Rounds; medians are printed." default:"3"`
	Asks    int  `help:"每轮每种列表的查询次数 / Times each list is asked in a round." default:"200"`
}

// Run measures and prints.
func (b *BenchListCmd) Run(ctx context.Context) error {
	target, _, stop, err := startBench(ctx, Parts{API: true}, nil)
	if err != nil {
		return err
	}
	defer stop()
	report, err := bench.List(ctx, target, bench.ListOptions{Dockets: b.Dockets, Asks: b.Asks, Rounds: b.Rounds, Progress: benchProgress})
	if err != nil {
		return err
	}
	if b.JSON {
		return printJSON(report)
	}
	return printList(report)
}

func printList(r bench.ListReport) error {
	fmt.Printf("列表与检索 lists and search · %d 个项目 projects · %d 核 processors · %d 轮中位数 rounds, medians\n", r.Dockets, r.Machine.Processors, r.Rounds)
	t := tabwriter.NewWriter(os.Stdout, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(t, "caller\tlist\trows\tp50 ms\tp99 ms\tbare p50\tbare p99\tratio p50\tratio p99\t")
	for _, l := range r.Lists {
		fmt.Fprintf(t, "%s\t%s\t%d\t%.1f\t%.1f\t%.1f\t%.1f\t%.1f\t%.1f\t\n", l.Caller, l.List, l.Rows, l.Server.P50, l.Server.P99, l.Bare.P50, l.Bare.P99, l.RatioP50, l.RatioP99)
	}
	return t.Flush()
}
