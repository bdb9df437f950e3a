package act_test

import (
	"testing"

	"yanlu/seeds"
	"yanlu/services/policy"
	"yanlu/services/review"
	"yanlu/services/review/act"
)

// TestThePacksSayWhatReviewReads: every rule that review rests on is in the packs that ship, in the form it is read.
func TestThePacksSayWhatReviewReads(t *testing.T) {
	t.Parallel()
	for _, dir := range []string{seeds.PackDir("fuling"), seeds.PackDir("practice")} {
		pack, err := policy.Load(seeds.FS(), dir)
		if err != nil {
			t.Fatal(err)
		}
		methods, err := act.Value[map[string]review.Method](pack, "rev.score.aggregate")
		if err != nil {
			t.Fatal(err)
		}
		scheme, err := review.ParseScheme(methods)
		if err != nil || scheme.Quorum() < 1 {
			t.Errorf("%s: %v, quorum %d", dir, err, scheme.Quorum())
		}
		size, err := act.Value[review.SizeRule](pack, "rev.panel.size")
		if least, most := size.Bounds(true, 0); err != nil || least < scheme.Quorum() || most < least {
			t.Errorf("%s: %v, %d to %d reviewers with a quorum of %d", dir, err, least, most, scheme.Quorum())
		}
		if d, err := act.Value[review.Dispersion](pack, "rev.score.dispersion_flag"); err != nil || !d.MaxMinusMin.IsPositive() || !d.Stddev.IsPositive() {
			t.Errorf("%s: %v %+v", dir, err, d)
		}
		if c, err := act.Value[review.CommentRule](pack, "rev.score.comment_min_chars"); err != nil || c.Overall < 1 || !c.BelowScore.IsPositive() {
			t.Errorf("%s: %v %+v", dir, err, c)
		}
		if p, err := act.Value[review.PassRule](pack, "rev.score.pass"); err != nil || !p.FundLine.IsPositive() {
			t.Errorf("%s: %v %+v", dir, err, p)
		}
		if n, err := act.Value[int](pack, "rev.panel.same_unit_max"); err != nil || n < 1 {
			t.Errorf("%s: %v %d", dir, err, n)
		}
		if n, err := act.Value[int](pack, review.DailyRule); err != nil || n < 1 {
			t.Errorf("%s: %v %d a day", dir, err, n)
		}
		for _, id := range []string{"rev.invite.reply_wd", "rev.opinion_wd", "rev.remind.before"} {
			if s, err := pack.Span(id); err != nil || s.N < 1 {
				t.Errorf("%s %s: %v %v", dir, id, err, s)
			}
		}
	}
}
