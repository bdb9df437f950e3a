package calibrate

import "yanlu/services/platform/problem"

// Gates are the thresholds that decide what the scores allow. The caller takes them
// from the rule pack; DefaultGates are what measurement suggests.
type Gates struct {
	Alpha         float64 `json:"alpha"`          // a reviewer effect is used when the likelihood-ratio test's p is below this
	PerReviewer   float64 `json:"per_reviewer"`   // and each reviewer gave this many scores on average
	Sorting       float64 `json:"sorting"`        // and they got proposals without regard to quality: that test's p is not below this; 0 asks nothing
	Agreement     float64 `json:"agreement"`      // and Kendall's tau of BLUP with fixed effects reaches this
	Residual      float64 `json:"residual"`       // a standardised residual beyond this goes to a person
	TossUpFrom    float64 `json:"toss_up_from"`   // between these probabilities, exclusive,
	TossUpTo      float64 `json:"toss_up_to"`     // the scores do not decide
	Interval      float64 `json:"interval"`       // probability content of the interval of a figure
	LeastProposal int     `json:"least_proposal"` // fewer proposals say nothing of a variance between them
	Retreat       Method  `json:"retreat"`        // what is taken when proposals came by quality, or BLUP and fixed effects disagree: Compared, PlainMean or Fixed
}

// DefaultGates are used where a pack says nothing: test at 1 % because a needless
// effect costs little and a habit costs more; eight reviews a reviewer; sorting at
// 10 % because to miss it costs far more than to see it where it is not; tau .9;
// three standard deviations; toss-up between 5 % and 95 %; 90 % intervals; three
// proposals; and, where those are sorted, comparison within each.
func DefaultGates() Gates {
	return Gates{Alpha: .01, PerReviewer: 8, Sorting: .1, Agreement: .9, Residual: 3, TossUpFrom: .05, TossUpTo: .95, Interval: .9, LeastProposal: 3, Retreat: Compared}
}

// Check refuses (GATES_UNLAWFUL) thresholds that mean nothing, naming each.
func (g Gates) Check() error {
	p := problem.New(problem.Invalid, "GATES_UNLAWFUL", "校准参数有误，请按提示修改", "The gates of calibration are wrong; mend the points listed").For("administrator")
	for _, c := range []struct {
		ok            bool
		field, zh, en string
	}{
		{g.Alpha >= 0 && g.Alpha < 1, "alpha", "须不小于0且小于1", "must be at least 0 and below 1"},
		{g.PerReviewer >= 1, "per_reviewer", "不得小于1", "must be at least 1"},
		{g.Sorting >= 0 && g.Sorting < 1, "sorting", "须不小于0且小于1", "must be at least 0 and below 1"},
		{g.Agreement > 0 && g.Agreement <= 1, "agreement", "须大于0且不超过1", "must be above 0 and at most 1"},
		{g.Residual > 0, "residual", "须大于0", "must be above 0"},
		{g.TossUpFrom >= 0 && g.TossUpFrom < g.TossUpTo && g.TossUpTo <= 1, "toss_up_from", "须在0与1之间，且下限小于上限", "must lie between 0 and 1, and below the upper end"},
		{g.Interval > 0 && g.Interval < 1, "interval", "须在0与1之间", "must lie between 0 and 1"},
		{g.LeastProposal >= 2, "least_proposal", "不得小于2", "must be at least 2"},
		{g.Retreat == Compared || g.Retreat == PlainMean || g.Retreat == Fixed, "retreat", "只能是within、mean或fixed_effects", "must be within, mean or fixed_effects"},
	} {
		if !c.ok {
			p.At(c.field, c.zh, c.en)
		}
	}
	if len(p.Violations) > 0 {
		return p
	}
	return nil
}
