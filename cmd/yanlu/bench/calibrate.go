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
	Scene       simulate.Scene               `json:"scene"`
	Set         string                       `json:"set"` // known: what gates were chosen on; held_out: what they had not seen
	Peers       []TauPeer                    `json:"peers"`
	Chosen      float64                      `json:"chosen"` // what the gates chose, panel by panel
	Methods     map[calibrate.Method]int     `json:"methods"`
	Reasons     map[calibrate.Code]int       `json:"reasons"`
	Best        string                       `json:"best"`
	RatioBest   float64                      `json:"ratio_best"`   // chosen to the best peer
	RatioMean   float64                      `json:"ratio_mean"`   // chosen to the plain mean
	Noise       float64                      `json:"noise"`        // standard deviation of the best peer's tau from panel to panel
	WithinNoise bool                         `json:"within_noise"` // chosen is not behind the best by more than that
	ChosenBy    calibrate.Method             `json:"chosen_by"`    // the method chosen most often
	Allowed     string                       `json:"best_allowed"` // the best of the ways that gates may choose, on average
	Regret      Paired                       `json:"regret"`       // how far the choice is behind it, on the same panels
	Gain        Paired                       `json:"gain"`         // how far the choice is ahead of the plain mean
	Right       bool                         `json:"right"`        // neither behind the best allowed way nor behind the mean, see wrong
	Retreats    map[calibrate.Method]float64 `json:"retreats"`     // what would have been chosen with each retreat
	FitMS       float64                      `json:"fit_ms"`       // choosing and fitting
	LinesMS     float64                      `json:"lines_ms"`     // drawing the list
	TossUps     float64                      `json:"toss_ups"`     // applications on neither side of the money line
}

// Paired is a difference of tau on the same panels: its mean over the rounds, and the standard error of that.
type Paired struct {
	Mean float64 `json:"mean"`
	SE   float64 `json:"se"`
}

// seen is the difference of tau below which nobody would see one: of two hundred pairs of applications one changes its order.
const seen = .01

// wrong says of a loss that it is both large enough to be seen and not chance.
func (p Paired) wrong() bool { return p.Mean > seen && p.Mean > 2*p.SE }

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
	{"within", true, (*calibrate.Panel).Within},
}

// The sets of scenes. The rounds of what is held out start from other seeds.
const (
	known   = "known"
	heldOut = "held_out"
	apart   = 1_000_000 // between the seeds of the two
)

// setting is a scene and the set it belongs to.
type setting struct {
	scene simulate.Scene
	set   string
}

// settings are scenes of 200 proposals, 50 reviewers, 5 reviews each, in scales of the
// true quality; scenes in which proposals went to reviewers by quality; and scenes
// of other sizes and with other faults, on which no gate was ever chosen.
func settings() []setting {
	even := simulate.Scene{Proposals: 200, Reviewers: 50, Reviews: 5, Error: .8}
	biased, rogue, piles := even, even, even
	even.Name = "no reviewer bias"
	biased.Name, biased.Bias = "bias 1.0", 1
	rogue.Name, rogue.Bias, rogue.Rogue, rogue.Off = "bias .7, 3 % rogue scores", .7, .03, 4
	piles.Name, piles.Bias, piles.Piles, piles.Blur = "bias .7, quality-stratified piles", .7, true, .4
	rows := []setting{{even, known}, {biased, known}, {rogue, known}, {piles, known}}
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
		}, known})
	}
	for _, bias := range []float64{0, .5} { // what may be adjusted in parts was decided on these
		rows = append(rows, setting{simulate.Scene{Name: fmt.Sprintf("2 parts, bias %v", bias), Proposals: 120, Reviewers: 30, Reviews: 3, Bias: bias, Error: .8, Parts: 2}, known})
	}
	for _, scene := range unseen() {
		rows = append(rows, setting{scene, heldOut})
	}
	return rows
}

// unseen are the scenes held out: three reviews a proposal unless they say otherwise.
func unseen() []simulate.Scene {
	of := func(name string, proposals, reviewers int, change func(*simulate.Scene)) simulate.Scene {
		s := simulate.Scene{Name: name, Proposals: proposals, Reviewers: reviewers, Reviews: 3, Error: .8, Off: 4}
		change(&s)
		return s
	}
	piles := func(bias, blur float64) func(*simulate.Scene) {
		return func(s *simulate.Scene) { s.Bias, s.Piles, s.Blur = bias, true, blur }
	}
	return []simulate.Scene{
		of("120 × 30, no bias", 120, 30, func(*simulate.Scene) {}),
		of("120 × 30, bias .5", 120, 30, func(s *simulate.Scene) { s.Bias = .5 }),
		of("120 × 40, bias .5, 30 % of 4 reviews missing", 120, 40, func(s *simulate.Scene) { s.Bias, s.Reviews, s.Missing = .5, 4, .3 }),
		of("120 × 30, piles, no bias", 120, 30, piles(0, .25)),
		of("120 × 30, piles, bias .5", 120, 30, piles(.5, .25)),
		of("120 × 30, loose piles, no bias", 120, 30, piles(0, 1.2)),
		of("120 × 30, loose piles, bias .5", 120, 30, piles(.5, 1.2)),
		of("120 × 30, loose piles, bias 1.5", 120, 30, piles(1.5, 1.2)),
		of("120 × 30, piles, bias .5, error 1.5", 120, 30, func(s *simulate.Scene) { piles(.5, .25)(s); s.Error = 1.5 }),
		of("120 × 30, piles, bias .5, 5 % rogue scores", 120, 30, func(s *simulate.Scene) { piles(.5, .25)(s); s.Rogue = .05 }),
		of("120 × 30, piles, bias .7, the strict get the good", 120, 30, func(s *simulate.Scene) { piles(.7, .25)(s); s.Follows = -.8 }),
		of("120 × 30, piles, bias .7, the strict get the bad", 120, 30, func(s *simulate.Scene) { piles(.7, .25)(s); s.Follows = .8 }),
		of("30 × 9, no bias", 30, 9, func(*simulate.Scene) {}),
		of("30 × 9, bias .5", 30, 9, func(s *simulate.Scene) { s.Bias = .5 }),
		of("30 × 9, piles, no bias", 30, 9, piles(0, .25)),
		of("30 × 9, piles, bias 1.0", 30, 9, piles(1, .25)),
		of("12 × 3, everybody judges everything, bias .5", 12, 3, func(s *simulate.Scene) { s.Bias = .5 }),
		of("120 × 90, few reviews each, no bias", 120, 90, func(*simulate.Scene) {}),
		of("120 × 90, few reviews each, bias .5", 120, 90, func(s *simulate.Scene) { s.Bias = .5 }),
		of("90 × 27 in 3 parts, piles, no bias", 90, 27, func(s *simulate.Scene) { piles(0, .5)(s); s.Parts = 3 }),
		of("90 × 27 in 3 parts, piles, bias .7", 90, 27, func(s *simulate.Scene) { piles(.7, .5)(s); s.Parts = 3 }),
		of("500 × 100, 5 reviews, loose piles, bias .2", 500, 100, func(s *simulate.Scene) { piles(.2, 2)(s); s.Reviews = 5 }),
	}
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
	peers                       [][]float64
	chosen, fit, lines, tossUps []float64
	retreats                    map[calibrate.Method][]float64
}

// measure runs a scene's rounds. Every way sees the same panels.
func (r setting) measure(ctx context.Context, opts CalibrateOptions, g calibrate.Gates) (CalibrateRow, error) {
	out := CalibrateRow{Scene: r.scene, Methods: map[calibrate.Method]int{}, Reasons: map[calibrate.Code]int{}, Retreats: map[calibrate.Method]float64{}, Set: r.set}
	c := tauColumns{peers: make([][]float64, len(tauPeers)), retreats: map[calibrate.Method][]float64{}}
	seed := opts.Seed
	if r.set == heldOut {
		seed += apart
	}
	for round := range opts.Rounds {
		if err := ctx.Err(); err != nil {
			return out, err
		}
		f, err := c.round(r.scene.Draw(seed+uint64(round)), opts.Draws, g)
		if err != nil {
			return out, err
		}
		out.Methods[f.Method]++
		out.Reasons[f.Reason.Code]++
	}
	out.fill(c)
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
	for _, g.Retreat = range []calibrate.Method{calibrate.PlainMean, calibrate.Fixed, calibrate.Compared} {
		c.retreats[g.Retreat] = append(c.retreats[g.Retreat], calibrate.KendallTau(calibrate.Choose(p, g).Figures, quality))
	}
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
func (out *CalibrateRow) fill(c tauColumns) {
	best, allowed := 0, 0
	for k, way := range tauPeers {
		out.Peers = append(out.Peers, TauPeer{way.name, median(slices.Clone(c.peers[k]))})
		if out.Peers[k].Tau > out.Peers[best].Tau {
			best = k
		}
		if way.open && pair(c.peers[k], c.peers[allowed]).Mean > 0 {
			allowed = k
		}
	}
	out.Regret, out.Gain = pair(c.peers[allowed], c.chosen), pair(c.chosen, c.peers[0])
	out.Right = !out.Regret.wrong() && !pair(c.peers[0], c.chosen).wrong()
	for m, taus := range c.retreats {
		out.Retreats[m] = median(taus)
	}
	out.Chosen = median(c.chosen)
	out.FitMS, out.LinesMS, out.TossUps = median(c.fit), median(c.lines), median(c.tossUps)
	out.Best, out.Noise = out.Peers[best].Name, deviationOf(c.peers[best])
	out.RatioBest, out.RatioMean = ratio(out.Chosen, out.Peers[best].Tau), ratio(out.Chosen, out.Peers[0].Tau)
	out.WithinNoise = out.Chosen >= out.Peers[best].Tau-out.Noise
	out.Allowed, out.ChosenBy = tauPeers[allowed].name, out.most()
}

// pair is how far one way is ahead of another on the same panels.
func pair(a, b []float64) Paired {
	ahead := make([]float64, len(a))
	var p Paired
	for i := range a {
		ahead[i] = a[i] - b[i]
		p.Mean += ahead[i] / float64(len(a))
	}
	p.SE = deviationOf(ahead) / math.Sqrt(float64(len(a)))
	return p
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
