package main

import (
	"context"
	"fmt"
	"os"
	"text/tabwriter"

	"yanlu/cmd/yanlu/bench"
	"yanlu/services/review/calibrate"
)

// BenchCalibrateCmd measures calibrated figures against known truth, and against real reviews if there are any at hand.
type BenchCalibrateCmd struct {
	JSON   bool   `help:"以 JSON 输出 / Print JSON." name:"json"`
	Rounds int    `help:"轮数，取中位数 / Rounds; medians are printed." default:"21"`
	Seed   uint64 `help:"模拟数据的种子 / Seed of the simulated panels." default:"1"`
	Draws  int    `help:"每份清单的抽取次数 / Draws for each list." default:"4000"`
	Data   string `help:"真实评审数据目录，含 aibs/aibs.csv 和 esa2018/*.tsv / Folder of real reviews with aibs/aibs.csv and esa2018/*.tsv." type:"existingdir"`
}

// Run measures and prints.
func (b *BenchCalibrateCmd) Run(ctx context.Context) error {
	report, err := bench.Calibrate(ctx, bench.CalibrateOptions{Rounds: max(b.Rounds, 1), Seed: b.Seed, Draws: max(b.Draws, 1), Data: b.Data, Progress: benchProgress})
	if err != nil {
		return err
	}
	if b.JSON {
		return printJSON(report)
	}
	return printCalibrate(report)
}

func printCalibrate(r bench.CalibrateReport) error {
	fmt.Printf("校准分 calibrated figures · %d 核 processors · %d 轮中位数 rounds, medians · 与真值的 Kendall τ with the truth\n", r.Machine.Processors, r.Rounds)
	t := tabwriter.NewWriter(os.Stdout, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprint(t, "scene\tset\t")
	for _, p := range r.Rows[0].Peers {
		fmt.Fprintf(t, "%s\t", p.Name)
	}
	fmt.Fprintln(t, "chosen\tmethod\tbest allowed\tbehind it\t± se\tahead of mean\t± se\tright\tof best\tnoise\tin noise\tretreat: mean\tfixed\twithin\tfit ms\tlist ms\ttoss-ups\t")
	wrong := 0
	for _, row := range r.Rows {
		fmt.Fprintf(t, "%s\t%s\t", row.Scene.Name, row.Set)
		for _, p := range row.Peers {
			fmt.Fprintf(t, "%.3f\t", p.Tau)
		}
		right := "yes"
		if !row.Right {
			right, wrong = "WRONG", wrong+1
		}
		fmt.Fprintf(t, "%.3f\t%s\t%s\t%.3f\t%.3f\t%.3f\t%.3f\t%s\t%.3f\t%.3f\t%t\t%.3f\t%.3f\t%.3f\t%.1f\t%.1f\t%.0f\t\n", row.Chosen, row.MostChosen(), row.Allowed,
			row.Regret.Mean, row.Regret.SE, row.Gain.Mean, row.Gain.SE, right, row.RatioBest, row.Noise, row.WithinNoise,
			row.Retreats[calibrate.PlainMean], row.Retreats[calibrate.Fixed], row.Retreats[calibrate.Compared], row.FitMS, row.LinesMS, row.TossUps)
	}
	if err := t.Flush(); err != nil {
		return err
	}
	fmt.Printf("选择有误 wrong choices: %d / %d\n", wrong, len(r.Rows))
	fmt.Printf("真实数据 real data: %s\n", r.Data)
	for _, a := range r.AIBS {
		fmt.Printf("aibs %s: %d proposals, %d reviewers; %s because %s; error when left out %.3f, grand mean %.3f, ratio %.3f; toss-ups %d at half, %d at a quarter\n",
			a.Panel, a.Proposals, a.Reviewers, a.Choice.Method, a.Choice.Reason.Code, a.LeftOut.Predictor, a.LeftOut.GrandMean, a.Ratio, a.TossUpsHalf, a.TossUpsQuarter)
	}
	if e := r.ESA; e != nil {
		fmt.Printf("esa2018: two committees, %d submissions, Spearman by phase %.2f, overall %.2f\n", e.Submissions, e.Phases, e.Overall)
	}
	return nil
}
