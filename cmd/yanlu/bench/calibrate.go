package bench

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"math"
	"slices"
	"time"

	"yanlu/services/review/calibrate"
	"yanlu/services/review/calibrate/simulate"
)

// CalibrateOptions bound the benchmark of calibration.
type CalibrateOptions struct {
	Rounds   int
	Seed     uint64 // of the first round's panels; each round adds one
	Draws    int    // of each list
	Data     string // folder with aibs/ and esa2018/; empty: not asked for
	Progress Progress
}

// CalibrateReport says how near the figures come to the truth, where it is known,
// and how well they predict what they have not seen, where it is not.
type CalibrateReport struct {
	Benchmark string          `json:"benchmark"`
	Machine   Machine         `json:"machine"`
	Rounds    int             `json:"rounds"`
	Seed      uint64          `json:"seed"`
	Draws     int             `json:"draws"`
	Gates     calibrate.Gates `json:"gates"`
	Rows      []CalibrateRow  `json:"simulated"`
	Data      string          `json:"data"` // whether real data were asked for
	AIBS      []AIBSLine      `json:"aibs,omitempty"`
	ESA       *ESAReport      `json:"esa2018,omitempty"`
}

// CalibrateRow is one scene. Figures are Kendall's tau with the truth, medians over the rounds.
type CalibrateRow struct {
	Scene       simulate.Scene           `json:"scene"`
	Peers       []TauPeer                `json:"peers"`
	Chosen      float64                  `json:"chosen"` // what the gates chose, panel by panel
	Methods     map[calibrate.Method]int `json:"methods"`
	Reasons     map[calibrate.Code]int   `json:"reasons"`
	Best        string                   `json:"best"`
	RatioBest   float64                  `json:"ratio_best"`     // chosen to the best peer
	RatioMean   float64                  `json:"ratio_mean"`     // chosen to the plain mean
	Noise       float64                  `json:"noise"`          // standard deviation of the best peer's tau from panel to panel
	WithinNoise bool                     `json:"within_noise"`   // chosen is not behind the best by more than that
	ChosenBy    calibrate.Method         `json:"chosen_by"`      // the method chosen most often
	Allowed     string                   `json:"best_allowed"`   // the best of the ways that gates may choose
	Regret      float64                  `json:"regret"`         // how far the choice is behind it
	WithinOpen  bool                     `json:"within_allowed"` // by no more than its noise
	Wanted      calibrate.Method         `json:"wanted"`
	Right       bool                     `json:"right"`                // the wanted method was chosen in nine rounds of ten
	FixedChosen float64                  `json:"chosen_retreat_fixed"` // with gates that retreat to least squares instead of the plain mean
	FixedRegret float64                  `json:"regret_retreat_fixed"`
	FitMS       float64                  `json:"fit_ms"`   // choosing and fitting
	LinesMS     float64                  `json:"lines_ms"` // drawing the list
	TossUps     float64                  `json:"toss_ups"` // applications on neither side of the money line
}

// TauPeer is one way to make figures.
type TauPeer struct {
	Name string  `json:"name"`
	Tau  float64 `json:"tau"`
}

// tauPeers are the columns of the table. BLUP always takes reviewer effects,
// whatever the gates would say; open are those that gates may choose.
var tauPeers = []struct {
	name string
	open bool
	of   func(*calibrate.Panel) []float64
}{
	{"mean", true, (*calibrate.Panel).Mean},
	{"trimmed_mean", false, (*calibrate.Panel).TrimmedMean},
	{"median", false, (*calibrate.Panel).Median},
	{"z_score", false, (*calibrate.Panel).ZScore},
	{"fixed_effects", true, (*calibrate.Panel).FixedEffects},
	{"blup", true, func(p *calibrate.Panel) []float64 { return p.BLUP(false) }},
	{"blup_reviewers", true, func(p *calibrate.Panel) []float64 { return p.BLUP(true) }},
}

// setting is a scene and what the gates should choose in it.
type setting struct {
	scene  simulate.Scene
	wanted calibrate.Method
}

// settings are 200 proposals, 50 reviewers, 5 reviews each, in scales of the true
// quality; and, because the retreat is a choice between two evils, scenes in which
// BLUP and least squares disagree for other reasons than in the fourth.
func settings() []setting {
	even := simulate.Scene{Proposals: 200, Reviewers: 50, Reviews: 5, Error: .8}
	biased, rogue, piles := even, even, even
	even.Name = "no reviewer bias"
	biased.Name, biased.Bias = "bias 1.0", 1
	rogue.Name, rogue.Bias, rogue.Rogue, rogue.Off = "bias .7, 3 % rogue scores", .7, .03, 4
	piles.Name, piles.Bias, piles.Piles, piles.Blur = "bias .7, quality-stratified piles", .7, true, .4
	rows := []setting{{even, calibrate.Shrunken}, {biased, calibrate.Adjusted}, {rogue, calibrate.Adjusted}, {piles, calibrate.PlainMean}}
	for _, x := range []struct {
		name                    string
		bias, error, blur, odd  float64
		proposals, crew, scores int
	}{
		{"piles, no bias, hardly connected", 0, .8, .05, 0, 200, 50, 5},
		{"piles, bias .3, hardly connected", .3, .8, .05, 0, 200, 50, 5},
		{"piles, bias .7, 3 % rogue scores", .7, .8, .4, .03, 200, 50, 5},
		{"few piles, no bias", 0, .8, .4, 0, 60, 15, 3},
		{"few piles, bias .3, error 1.5", .3, 1.5, .4, 0, 60, 15, 3},
		{"few piles, bias .7, hardly connected", .7, .8, .15, 0, 60, 15, 3},
		{"loose piles, bias .3", .3, .8, .8, 0, 200, 50, 5},
	} {
		rows = append(rows, setting{simulate.Scene{
			Name: x.name, Proposals: x.proposals, Reviewers: x.crew, Reviews: x.scores, Bias: x.bias, Error: x.error, Rogue: x.odd, Off: 4, Piles: true, Blur: x.blur,
		}, calibrate.PlainMean})
	}
	return rows
}

// Calibrate measures calibration on simulated panels and, if asked, on real reviews.
func Calibrate(ctx context.Context, opts CalibrateOptions) (CalibrateReport, error) {
	report := CalibrateReport{Benchmark: "calibrate", Machine: thisMachine(), Rounds: opts.Rounds, Seed: opts.Seed, Draws: opts.Draws, Gates: calibrate.DefaultGates(),
		Data: "not asked for: --data DIR with aibs/aibs.csv and esa2018/*.tsv"}
	for _, r := range settings() {
		opts.Progress.say("模拟评审："+r.scene.Name, "simulated panels: "+r.scene.Name)
		line, err := r.measure(ctx, opts, report.Gates)
		if err != nil {
			return report, err
		}
		report.Rows = append(report.Rows, line)
	}
	if opts.Data == "" {
		return report, nil
	}
	report.Data = "read"
	opts.Progress.say("真实评审数据", "real reviews")
	var err error
	if report.AIBS, err = aibs(ctx, opts, report.Gates); err != nil {
		return report, err
	}
	report.ESA, err = esa(opts.Data)
	return report, err
}

// tauColumns gathers a row's figures, one entry a round.
type tauColumns struct {
	peers                              [][]float64
	chosen, fixed, fit, lines, tossUps []float64
}

// measure runs a scene's rounds. Every way sees the same panels.
func (r setting) measure(ctx context.Context, opts CalibrateOptions, g calibrate.Gates) (CalibrateRow, error) {
	out := CalibrateRow{Scene: r.scene, Methods: map[calibrate.Method]int{}, Reasons: map[calibrate.Code]int{}, Wanted: r.wanted}
	c := tauColumns{peers: make([][]float64, len(tauPeers))}
	for round := range opts.Rounds {
		if err := ctx.Err(); err != nil {
			return out, err
		}
		f, err := c.round(r.scene.Draw(opts.Seed+uint64(round)), opts.Draws, g)
		if err != nil {
			return out, err
		}
		out.Methods[f.Method]++
		out.Reasons[f.Reason.Code]++
	}
	out.fill(c, opts.Rounds)
	return out, nil
}

// round is one panel: all peers, the choice, and the list over a money line that half the applications reach.
func (c *tauColumns) round(truth simulate.Truth, draws int, g calibrate.Gates) (calibrate.Fit, error) {
	p, err := calibrate.NewPanel(truth.Scores)
	if err != nil {
		return calibrate.Fit{}, err
	}
	quality := simulate.Of(truth.Quality, p.Proposals())
	for k, way := range tauPeers {
		c.peers[k] = append(c.peers[k], calibrate.KendallTau(way.of(p), quality))
	}
	start := time.Now()
	f := calibrate.Choose(p, g)
	c.fit = append(c.fit, milliseconds(time.Since(start)))
	start = time.Now()
	tossUps, err := undecided(f, len(quality)/2, draws, g)
	c.lines = append(c.lines, milliseconds(time.Since(start)))
	c.tossUps = append(c.tossUps, float64(tossUps))
	c.chosen = append(c.chosen, calibrate.KendallTau(f.Figures, quality))
	g.Retreat = calibrate.Fixed
	c.fixed = append(c.fixed, calibrate.KendallTau(calibrate.Choose(p, g).Figures, quality))
	return f, err
}

// undecided counts the applications on neither side of a money line that k of them reach.
func undecided(f calibrate.Fit, k, draws int, g calibrate.Gates) (int, error) {
	var apps []calibrate.Application
	for _, p := range f.Panel.Proposals() {
		apps = append(apps, calibrate.Application{Proposal: p, Receipt: p, RequestedFen: 1})
	}
	lines, err := f.Lines(apps, calibrate.Money{EnvelopeFen: int64(k), Order: calibrate.StopAtFirst}, calibrate.Draws{N: draws, Seed: 1}, g)
	n := 0
	for _, l := range lines {
		if slices.Contains(l.Flags, calibrate.TossUp) {
			n++
		}
	}
	return n, err
}

// fill takes medians and compares.
func (out *CalibrateRow) fill(c tauColumns, rounds int) {
	best, allowed := 0, 0
	for k, way := range tauPeers {
		out.Peers = append(out.Peers, TauPeer{way.name, median(slices.Clone(c.peers[k]))})
		if out.Peers[k].Tau > out.Peers[best].Tau {
			best = k
		}
		if way.open && out.Peers[k].Tau > out.Peers[allowed].Tau {
			allowed = k
		}
	}
	out.Chosen, out.FixedChosen = median(c.chosen), median(c.fixed)
	out.FitMS, out.LinesMS, out.TossUps = median(c.fit), median(c.lines), median(c.tossUps)
	out.Best, out.Noise = out.Peers[best].Name, deviationOf(c.peers[best])
	out.RatioBest, out.RatioMean = ratio(out.Chosen, out.Peers[best].Tau), ratio(out.Chosen, out.Peers[0].Tau)
	out.WithinNoise = out.Chosen >= out.Peers[best].Tau-out.Noise
	out.Allowed, out.ChosenBy = out.Peers[allowed].Name, out.most()
	out.Regret, out.FixedRegret = out.Peers[allowed].Tau-out.Chosen, out.Peers[allowed].Tau-out.FixedChosen
	out.WithinOpen = out.Regret <= deviationOf(c.peers[allowed])
	out.Right = 10*out.Methods[out.Wanted] >= 9*rounds
}

// deviationOf is the standard deviation of a sample; 0 of fewer than two values.
func deviationOf(values []float64) float64 {
	if len(values) < 2 {
		return 0
	}
	sum, squares := 0.0, 0.0
	for _, x := range values {
		sum += x
	}
	for _, x := range values {
		squares += (x - sum/float64(len(values))) * (x - sum/float64(len(values)))
	}
	return math.Sqrt(squares / float64(len(values)-1))
}

// MostChosen names the method chosen most often, and how often.
func (out CalibrateRow) MostChosen() string {
	return fmt.Sprintf("%s %d", out.most(), out.Methods[out.most()])
}

func (out CalibrateRow) most() calibrate.Method {
	methods := slices.Sorted(maps.Keys(out.Methods))
	if len(methods) == 0 {
		return ""
	}
	return slices.MaxFunc(methods, func(a, b calibrate.Method) int { return cmp.Compare(out.Methods[a], out.Methods[b]) })
}
