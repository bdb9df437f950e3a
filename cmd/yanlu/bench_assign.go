package main

import (
	"fmt"
	"strconv"
	"strings"

	"yanlu/cmd/yanlu/bench"
)

// BenchAssignCmd assigns reviewers to the proposals of one instance and proves the result.
type BenchAssignCmd struct {
	JSON     bool   `help:"以 JSON 输出 / Print JSON." name:"json"`
	Instance string `help:"实例目录（scores.npy、loads.npy、loads-lb.npy、covs.npy；或 AAMAS 数据） / Folder of an instance (scores.npy, loads.npy, loads-lb.npy, covs.npy; or AAMAS data)." type:"existingdir" xor:"source" required:""`
	Generate string `help:"生成实例：项目数,专家数,种子 / Generate an instance: proposals,reviewers,seed." placeholder:"N,M,SEED" xor:"source" required:""`
	Ties     bool   `help:"生成的相似度只取 .25、.5、1 / Generated similarities are only .25, .5 and 1."`
	Compose  bool   `help:"生成的实例附加专家构成要求（技术、财务、本地） / The generated instance has quotas of kinds (technical, financial, local)."`
	Seed     uint64 `help:"目录内没有 scores.npy 时生成相似度的种子 / Seed of the similarities when the folder has no scores.npy." default:"1"`
	Demand   int    `help:"AAMAS：每个项目的专家数 / AAMAS: reviewers of a proposal." default:"3"`
	Load     int    `help:"AAMAS：每位专家的项目数上限；0 为平均数加一 / AAMAS: most proposals of a reviewer; 0 is the average and one more." default:"0"`
	Fair     int    `help:"公平：提升最弱项目的轮数，0 为不做 / Rounds of raising the worst-off proposal; 0 for none." default:"0"`
}

// Run assigns, verifies and prints.
func (b *BenchAssignCmd) Run() error {
	opts := bench.AssignOptions{Dir: b.Instance, Seed: b.Seed, Ties: b.Ties, Compose: b.Compose, Demand: b.Demand, Load: b.Load, FairRounds: b.Fair, Progress: benchProgress}
	if b.Generate != "" {
		if err := sizes(b.Generate, &opts); err != nil {
			return err
		}
	}
	report, err := bench.Assign(opts)
	if err != nil {
		return err
	}
	if b.JSON {
		return printJSON(report)
	}
	printAssign(report)
	return nil
}

// sizes reads N,M,SEED.
func sizes(text string, opts *bench.AssignOptions) (err error) {
	parts := strings.Split(text, ",")
	if len(parts) != 3 {
		return fmt.Errorf("bench: %q is not proposals,reviewers,seed", text)
	}
	if opts.Proposals, err = strconv.Atoi(parts[0]); err != nil {
		return fmt.Errorf("bench: proposals: %w", err)
	}
	if opts.Reviewers, err = strconv.Atoi(parts[1]); err != nil {
		return fmt.Errorf("bench: reviewers: %w", err)
	}
	if opts.Seed, err = strconv.ParseUint(parts[2], 10, 64); err != nil {
		return fmt.Errorf("bench: seed: %w", err)
	}
	return nil
}

func printAssign(r bench.AssignReport) {
	fmt.Printf("分配专家 assignment · %s · %d 个项目 proposals × %d 位专家 reviewers · %d 份评审 reviews · %d 对回避 conflicts · %d 核 processors\n",
		r.Instance.Name, r.Instance.Proposals, r.Instance.Reviewers, r.Instance.Reviews, r.Instance.Conflicts, r.Machine.Processors)
	fmt.Printf("总相似度 objective %s · 上界 bound %s · 搜索上界 searched %s · 差距 gap %s · 已证最优 proved %t\n", r.Objective, r.Bound, r.Searched, r.Gap, r.Proved)
	fmt.Printf("核验通过 lawful %t · 负荷 loads %t · 回避 conflicts %t %v\n", r.Verifier.Lawful, r.Verifier.Loads, r.Verifier.Conflicts, r.Verifier.Faults)
	fmt.Printf("用时 %.3f s（处理器 CPU %.3f s）· 读取全部配对一遍 all pairs once %.3f s · 倍数 ratio %.1f · 内存峰值 peak %.0f MB · 轮数 rounds %d · 配对 pairs priced %d\n",
		r.Seconds, r.CPU, r.Limit, r.Ratio, r.PeakMB, r.Rounds, r.Priced)
	a := r.Again
	fmt.Printf("人工调整后重算 after changes by hand %d · 中位 median %.3f s · 最慢 worst %.3f s（处理器 CPU %.3f s）· 占首次 of the first %.4f · 差距 gap %s · 已证最优 proved %d · 合规 lawful %t\n",
		a.Changes, a.Median, a.Worst, a.CPU, a.Ratio, a.Gap, a.Proved, a.Lawful)
	if f := r.Fair; f != nil {
		fmt.Printf("公平 fairness %.3f s · 最弱项目 worst-off %s → %s（上界 bound %s）· 总相似度 objective %s（上界 bound %s）· 占最优 share %.4f · 合规 lawful %t\n",
			f.Seconds, f.WorstBefore, f.Worst, f.WorstBound, f.Total, f.TotalBound, f.Share, f.Lawful)
	}
}
