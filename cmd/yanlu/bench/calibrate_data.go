package bench

import (
	"context"
	"encoding/csv"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"yanlu/services/review/calibrate"
)

// AIBSLine is what the gates choose on real grant reviews, whose truth nobody
// knows: instead, each score is predicted without it. Errors in score points.
type AIBSLine struct {
	Panel          string            `json:"panel"` // all, or a year
	Proposals      int               `json:"proposals"`
	Reviewers      int               `json:"reviewers"`
	Choice         calibrate.Choice  `json:"choice"`
	NoEffect       bool              `json:"no_reviewer_effect"` // as it should be
	LeftOut        calibrate.LeftOut `json:"left_out"`
	Ratio          float64           `json:"ratio"`         // of the predictor's error to that of the grand mean; below 1 is better
	TossUpsHalf    int               `json:"toss_ups_half"` // if half of them were funded
	TossUpsQuarter int               `json:"toss_ups_quarter"`
}

// ESAReport is how far two committees agree that judged the same submissions
// without knowing of each other: no calibration can be expected to do better.
type ESAReport struct {
	Submissions int       `json:"submissions"`
	Phases      []float64 `json:"spearman_phases"`
	Overall     float64   `json:"spearman_overall"` // of the means over the phases
}

// aibs reads aibs/aibs.csv: one panel of everything, and one for each year.
func aibs(ctx context.Context, opts CalibrateOptions, g calibrate.Gates) ([]AIBSLine, error) {
	panels, err := readAIBS(filepath.Join(opts.Data, "aibs", "aibs.csv"))
	if err != nil {
		return nil, err
	}
	var names []string
	for name := range panels {
		names = append(names, name)
	}
	slices.Sort(names)
	var out []AIBSLine
	for _, name := range names {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		line, err := aibsLine(name, panels[name], opts.Draws, g)
		if err != nil {
			return nil, err
		}
		out = append(out, line)
	}
	return out, nil
}

func aibsLine(name string, scores []calibrate.Score, draws int, g calibrate.Gates) (AIBSLine, error) {
	p, err := calibrate.NewPanel(scores)
	if err != nil {
		return AIBSLine{}, fmt.Errorf("bench: aibs %s: %w", name, err)
	}
	f := calibrate.Choose(p, g)
	line := AIBSLine{Panel: name, Proposals: len(p.Proposals()), Reviewers: len(p.Reviewers()), Choice: f.Choice, LeftOut: calibrate.LeaveOneOut(p, g)}
	line.NoEffect = f.Method == calibrate.Shrunken || f.Method == calibrate.PlainMean
	line.Ratio = ratio(line.LeftOut.Predictor, line.LeftOut.GrandMean)
	if line.TossUpsHalf, err = undecided(f, line.Proposals/2, draws, g); err != nil {
		return line, err
	}
	line.TossUpsQuarter, err = undecided(f, line.Proposals/4, draws, g)
	return line, err
}

// readAIBS sorts the reviews into panels. The best mark there is 1, so marks change their sign.
func readAIBS(path string) (map[string][]calibrate.Score, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("bench: real data: %w", err)
	}
	defer file.Close()
	rows, err := csv.NewReader(file).ReadAll()
	if err != nil {
		return nil, fmt.Errorf("bench: %s: %w", path, err)
	}
	if len(rows) < 2 {
		return nil, fmt.Errorf("bench: %s holds no reviews", path)
	}
	var at [4]int
	for k, name := range []string{"ID", "Year", "RevID", "Score"} {
		if at[k] = slices.Index(rows[0], name); at[k] < 0 {
			return nil, fmt.Errorf("bench: %s has no column %s", path, name)
		}
	}
	out := map[string][]calibrate.Score{}
	for _, r := range rows[1:] {
		mark, err := strconv.ParseFloat(r[at[3]], 64)
		if err != nil {
			return nil, fmt.Errorf("bench: %s: %w", path, err)
		}
		s := calibrate.Score{Proposal: r[at[0]], Reviewer: r[at[2]], Value: -mark}
		for _, panel := range []string{"all", r[at[1]]} {
			out[panel] = append(out[panel], s)
		}
	}
	return out, nil
}

// Phases and committees of the esa2018 files.
const (
	esaPhases     = 3
	esaCommittees = 2
)

// esa reads esa2018/scores-phase?-pc?.tsv.
func esa(dir string) (*ESAReport, error) {
	var out ESAReport
	var overall [esaCommittees][]float64
	for phase := 1; phase <= esaPhases; phase++ {
		var means [esaCommittees][]float64
		for pc := range esaCommittees {
			m, err := readESA(filepath.Join(dir, "esa2018", fmt.Sprintf("scores-phase%d-pc%d.tsv", phase, pc+1)))
			if err != nil {
				return nil, err
			}
			means[pc], out.Submissions = m, len(m)
			overall[pc] = append(overall[pc], make([]float64, max(len(m)-len(overall[pc]), 0))...)
			for i, x := range m {
				overall[pc][i] += x / esaPhases
			}
		}
		if len(means[0]) != len(means[1]) || len(means[0]) != len(overall[0]) {
			return nil, fmt.Errorf("bench: the committees of esa2018 judged different submissions in phase %d", phase)
		}
		out.Phases = append(out.Phases, calibrate.Spearman(means[0], means[1]))
	}
	out.Overall = calibrate.Spearman(overall[0], overall[1])
	return &out, nil
}

// esaPairs are the pairs of score and confidence that a line may hold; a vote may follow them.
const esaPairs = 4

// readESA is the mean score of each line.
func readESA(path string) ([]float64, error) {
	raw, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("bench: real data: %w", err)
	}
	var out []float64
	for line := range strings.Lines(string(raw)) {
		fields := strings.Split(strings.TrimRight(line, "\r\n"), "\t")
		sum, n := 0.0, 0
		for k := 0; k < len(fields) && k < 2*esaPairs; k += 2 {
			if strings.Trim(fields[k], "_ ") == "" {
				continue
			}
			score, err := strconv.ParseFloat(strings.TrimSpace(fields[k]), 64)
			if err != nil {
				return nil, fmt.Errorf("bench: %s: %w", path, err)
			}
			sum, n = sum+score, n+1
		}
		if n > 0 {
			out = append(out, sum/float64(n))
		}
	}
	if len(out) == 0 {
		return nil, fmt.Errorf("bench: %s holds no scores", path)
	}
	return out, nil
}
