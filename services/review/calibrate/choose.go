package calibrate

import "math"

// Method is how the calibrated figure was reached.
type Method string

// The methods a choice may fall on.
const (
	PlainMean Method = "mean"           // the mean of a proposal's scores
	Shrunken  Method = "blup"           // drawn towards the panel's mean as far as its scores are noise
	Adjusted  Method = "blup_reviewers" // and freed from what is known of its reviewers' severity
	Compared  Method = "within"         // freed from what scores of the same proposal say of severity, whoever got which proposals
	Fixed     Method = "fixed_effects"  // least squares: the same, severity not drawn towards nil
)

// Choice is a method with the reason for it and the facts that the reason rests on.
type Choice struct {
	Method     Method      `json:"method"`
	Reason     Reason      `json:"reason"`
	Components *Components `json:"components,omitempty"` // of the model that is believed; nil when nothing can be fitted
	Test       *Test       `json:"test,omitempty"`       // whether reviewers vary; nil when none was made
	Sorting    *Test       `json:"sorting,omitempty"`    // whether they got proposals by quality; nil when none was made
	Agreement  *float64    `json:"agreement,omitempty"`  // Kendall's tau of BLUP with fixed effects; nil when not compared
	Load       float64     `json:"reviews_per_reviewer"`
	Parts      int         `json:"parts"` // connected parts of the graph of who judged what
}

// Test is a test of a variance that cannot be negative.
type Test struct {
	Statistic float64 `json:"statistic"`
	P         float64 `json:"p"`
}

// newTest is the likelihood-ratio test from two deviances: under the hypothesis that
// there is no variance, their difference is zero half the time and chi-square with
// one degree of freedom otherwise.
func newTest(without, with float64) Test {
	t := Test{Statistic: math.Max(without-with, 0), P: 1}
	if t.Statistic > 0 {
		t.P = math.Erfc(math.Sqrt(t.Statistic/2)) / 2
	}
	return t
}

// Fit is a panel with the method chosen for it and what that method says.
type Fit struct {
	Panel *Panel
	Choice
	Figures   []float64  // score points, in the order of Panel.Proposals
	Severity  []float64  // reviewers' effects, score points, in the order of Panel.Reviewers; zero where none is used
	Posterior *Posterior // nil when the scores say nothing of their own uncertainty
	Outliers  []Outlier  // scores that a person should look at
}

// Choose fits the panel and takes the method that the gates allow. It has no
// error: a panel that allows nothing better gets its plain mean and the reason.
func Choose(p *Panel, g Gates) Fit {
	f := Fit{Panel: p, Choice: Choice{Load: p.ReviewsPerReviewer()}}
	_, f.Parts = p.Parts()
	variance, freedom := p.spread()
	switch {
	case freedom == 0:
		return f.mean(g, SingleReviews)
	case variance <= rounding*rounding*math.Max(1, p.total()):
		return f.mean(g, NoDisagreement)
	case len(p.proposals) < g.LeastProposal:
		return f.mean(g, FewProposals)
	}
	without := fitProposals(p)
	f.keep(without.components())
	with, reason := f.reviewers(without, g)
	switch {
	case with == nil:
		return f.retreat(g, reason)
	case with.proposal <= nothing:
		return f.mean(g, NoProposalVariance)
	case with.reviewer > 0:
		return f.take(Adjusted, with, g, reason)
	}
	return f.take(Shrunken, with, g, reason)
}

// reviewers decides whether the model gets reviewer effects, and why; no model where
// it needs them and proposals cannot be taken for random. Whether reviewers vary is
// asked of scores of the same proposal: sorted piles look like severity to a model
// that takes the proposals for random.
func (f *Fit) reviewers(without *system, g Gates) (*system, Code) {
	p := f.Panel
	apart := f.Parts > 1
	switch {
	case apart && (f.Load < g.PerReviewer || g.Retreat != Compared):
		return without, GraphInParts
	case f.Load < g.PerReviewer:
		return without, FewReviews
	}
	compared, test := newWithin(p)
	f.Test = &test
	switch {
	case apart && test.P >= g.Alpha:
		return without, GraphInParts
	case test.P >= g.Alpha:
		return without, NoReviewerVariance
	}
	f.keep(compared.components())
	if apart {
		return nil, GraphInParts // effects that sum to zero in each part compare nothing across parts
	}
	sorted := sorting(p, compared.reviewer/compared.residual)
	f.Sorting = &sorted
	if sorted.P < g.Sorting {
		return nil, SortedPiles
	}
	with := fitReviewers(p, without)
	tau := KendallTau(with.figures(), p.FixedEffects())
	if !math.IsNaN(tau) {
		f.Agreement = &tau
	}
	if !(tau >= g.Agreement) { // NaN, when either tells nothing apart, is no agreement
		return nil, ModelsDisagree
	}
	f.keep(with.components())
	return with, ReviewerVariance
}

func (f *Fit) keep(c Components) { f.Components = &c }

// retreat is what is left when random proposals cannot be believed.
func (f Fit) retreat(g Gates, reason Code) Fit {
	switch g.Retreat {
	case Compared:
		compared, _ := newWithin(f.Panel)
		return f.take(Compared, compared, g, reason)
	case Fixed:
		if x := newFixed(f.Panel); x.variance() > 0 {
			return f.take(Fixed, x, g, reason)
		}
	}
	return f.mean(g, reason)
}

// mean falls back to the plain mean.
func (f Fit) mean(g Gates, reason Code) Fit {
	if reason != SingleReviews && reason != NoDisagreement {
		return f.take(PlainMean, plain{f.Panel}, g, reason)
	}
	f.Method, f.Figures, f.Severity = PlainMean, f.Panel.Mean(), make([]float64, len(f.Panel.reviewers))
	f.Reason = f.because(reason, g)
	return f
}

// model is what a fit has to say of a panel.
type model interface {
	posterior() Posterior
	severity(reviewer int) float64
	variance() float64
	leverages() []float64
}

// take takes what a model says.
func (f Fit) take(m Method, from model, g Gates, reason Code) Fit {
	d := from.posterior()
	f.Method, f.Figures, f.Posterior = m, d.Figures, &d
	for j := range f.Panel.reviewers {
		f.Severity = append(f.Severity, from.severity(j))
	}
	f.Outliers = f.outliers(math.Sqrt(from.variance()), from.leverages(), g.Residual)
	f.Reason = f.because(reason, g)
	return f
}
