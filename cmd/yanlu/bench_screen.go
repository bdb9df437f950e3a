package main

import (
	"context"
	"errors"
	"fmt"

	"yanlu/cmd/yanlu/bench"
	"yanlu/seeds"
	"yanlu/services/review/conflict"
)

// BenchScreenCmd measures the conflict screening of a whole batch.
type BenchScreenCmd struct {
	JSON     bool     `help:"以 JSON 输出 / Print JSON." name:"json"`
	Generate []uint64 `help:"申报数、专家数、随机种子 / Applications, experts and seed of the invented registers." default:"20000,8000,1" placeholder:"N,M,SEED"`
	Rounds   int      `help:"轮数，取中位数 / Rounds; medians are printed." default:"3"`
	Sample   int      `help:"逐对比较时抽取的申报数和专家数 / Applications and experts of the pairwise sample, each." default:"400"`
}

// Run measures and prints. The rule's parameters are those of the shipped pack.
func (b *BenchScreenCmd) Run(ctx context.Context) error {
	if len(b.Generate) != 3 || b.Generate[0] == 0 || b.Generate[1] == 0 || b.Rounds < 1 || b.Sample < 1 {
		return errors.New("--generate N,M,SEED：申报数和专家数须为正整数 / takes applications, experts and seed")
	}
	rule, err := screenRule()
	if err != nil {
		return err
	}
	report, err := bench.Screen(ctx, bench.ScreenOptions{
		Applications: int(b.Generate[0]), Experts: int(b.Generate[1]), Seed: b.Generate[2], Rounds: b.Rounds, Sample: b.Sample, Rule: rule, Progress: benchProgress,
	})
	if err != nil {
		return err
	}
	if b.JSON {
		return printJSON(report)
	}
	printScreen(report)
	return nil
}

// screenRule reads rev.coi.* on a fixed day, so that one seed finds the same pairs for ever.
func screenRule() (conflict.Rule, error) {
	r := conflict.Rule{AsOf: "2026-03-31"}
	packs, err := seeds.Packs()
	if err != nil || len(packs) == 0 {
		return r, errors.Join(err, errors.New("no rule pack is shipped"))
	}
	if err := packs[0].Value("rev.coi.lookback_months", &r.LookbackMonths); err != nil {
		return r, err
	}
	return r, packs[0].Value("rev.coi.applicant_exclude_max", &r.AvoidMax)
}

func printScreen(r bench.ScreenReport) {
	fmt.Printf("回避筛查 screening · %d 项申报 applications × %d 名专家 experts · %d 核 processors · %d 轮中位数 rounds, medians\n", r.Applications, r.Experts, r.Machine.Processors, r.Rounds)
	fmt.Printf("  全部配对 every pair    %.2f s（索引 index %.2f s，%.0f MB）\n", r.Screen, r.Index, r.Heap)
	fmt.Printf("  应回避 in conflict     %d 对 pairs，%d 条 grounds；全批次回避 barred %d 人\n", r.Pairs, r.Exclusions, r.Barred)
	fmt.Printf("  散列一遍 one hash pass %.3f s，比值 ratio %.1f\n", r.Limit, r.Ratio)
	fmt.Printf("  逐对 pair by pair      %.0f ns 一对，全部约 %.0f s，比值 ratio %.0f\n", r.PairNanos, r.Pairwise, r.Gain)
}
