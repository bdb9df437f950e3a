package act

import (
	"context"
	"fmt"
	"strings"

	"yanlu/services/application"
	"yanlu/services/award"
	"yanlu/services/award/store"
	"yanlu/services/docket"
	"yanlu/services/lifecycle"
	"yanlu/services/platform/problem"
	"yanlu/services/programme"
	programmeact "yanlu/services/programme/act"
	"yanlu/services/review"
	reviewact "yanlu/services/review/act"
)

// Integrity is the input of integrity_hit.
type Integrity struct{ Case, Reason string }

func (r Rules) integrityHit(ctx context.Context, a *docket.Act) error {
	in := docket.Input[Integrity](a)
	if strings.TrimSpace(in.Case) == "" {
		return problem.Missing("case", "案件编号", "The case number")
	}
	if err := (docket.Reason{Reason: in.Reason}).Check(); err != nil {
		return err
	}
	if err := a.Set("decision", award.Decision{Reason: in.Reason}); err != nil {
		return err
	}
	return r.Intake.OpenAppeal(ctx, a, lifecycle.NotFunded)
}

// delivered refuses to judge by a result that the agency has not handed over (rev.agency.separation).
func delivered(a *docket.Act) error {
	o, err := docket.SectionOf[review.Outcome](a.Record, "review")
	if err != nil {
		return err
	}
	return o.CheckDelivered()
}

// heard refuses to end the review before the applicant had their say (rev.rebuttal).
// Surveying and advising may go on meanwhile: both are read with the answer.
func heard(a *docket.Act) error {
	o, err := docket.SectionOf[review.Outcome](a.Record, "review")
	if err != nil {
		return err
	}
	return o.CheckHeard(a.Now)
}

// Survey is the input of survey.
type Survey struct{ Plan string }

func (r Rules) survey(_ context.Context, a *docket.Act) error {
	if err := delivered(a); err != nil {
		return err
	}
	in := docket.Input[Survey](a)
	if strings.TrimSpace(in.Plan) == "" {
		return problem.Missing("plan", "调研安排", "The plan of the survey")
	}
	return a.Set("decision", award.Decision{SurveyPlan: in.Plan})
}

// Advise is the input of advise. Money in 分.
type Advise struct {
	AmountFen                        int64
	Opinion, Departure, SurveyRecord string
}

func (r Rules) advise(ctx context.Context, a *docket.Act) error {
	if err := delivered(a); err != nil {
		return err
	}
	in := docket.Input[Advise](a)
	terms, err := docket.SectionOf[programme.Terms](a.Parent, "terms")
	if err != nil {
		return err
	}
	asked, err := docket.SectionOf[application.Intake](a.Record, "intake")
	if err != nil {
		return err
	}
	if err := checkAdvice(in, a.Record.State, terms, asked); err != nil {
		return err
	}
	standing, err := r.standing(ctx, a)
	if err != nil {
		return err
	}
	if why := standing.Departure(); why.Zh != "" && strings.TrimSpace(in.Departure) == "" {
		return problem.New(problem.Precondition, "DEPARTURE_NEEDS_REASON", why.Zh+"，请写明理由", why.En+": give the reason").
			At("departure", "请写明偏离排序的理由", "a reason is required").With("rule", "dec.rank_list")
	}
	return a.Set("decision", award.Decision{AdvisedFen: in.AmountFen, Opinion: in.Opinion, Departure: in.Departure, SurveyRecord: in.SurveyRecord, Rank: standing.Rank})
}

func checkAdvice(in Advise, state lifecycle.State, terms programme.Terms, asked application.Intake) error {
	p := problem.New(problem.Invalid, "ADVICE_INVALID", "立项建议有误", "The advice is not in order")
	if in.AmountFen <= 0 {
		p.At("amount_fen", "请填写建议资助额度", "Give the advised amount")
	}
	if terms.CapFen > 0 && in.AmountFen > terms.CapFen {
		p.At("amount_fen", "不得超过批次单项上限", "May not exceed the call's cap")
	}
	if in.AmountFen > asked.RequestFen {
		p.At("amount_fen", "不得超过申请额度", "May not exceed what was asked for")
	}
	if strings.TrimSpace(in.Opinion) == "" {
		p.At("opinion", "请填写立项建议", "Give the opinion")
	}
	if state == lifecycle.Survey && strings.TrimSpace(in.SurveyRecord) == "" {
		p.At("survey_record", "请填写调研记录", "Give the record of the survey")
	}
	if len(p.Violations) > 0 {
		return p
	}
	return nil
}

// standing is the application's place among those of its call.
func (r Rules) standing(ctx context.Context, a *docket.Act) (award.Standing, error) {
	pack, err := r.pack(ctx, a)
	if err != nil {
		return award.Standing{}, err
	}
	terms, err := docket.SectionOf[programme.Terms](a.Parent, "terms")
	if err != nil {
		return award.Standing{}, err
	}
	s, err := store.Standing(ctx, a.Tx, a.Record)
	if err != nil {
		return s, err
	}
	pass, rubric, err := reviewact.PassOf(pack, terms)
	if err != nil {
		return s, err
	}
	s.Line = pass.FundLine.String()
	o, err := docket.SectionOf[review.Outcome](a.Record, "review")
	for _, code := range o.Short {
		if c, ok := rubric.Criterion(code); ok {
			s.Short = append(s.Short, award.Sentence{Zh: c.Zh, En: c.En})
		}
	}
	return s, err
}

func (r Rules) decline(ctx context.Context, a *docket.Act) error {
	if err := delivered(a); err != nil {
		return err
	}
	if err := heard(a); err != nil {
		return err
	}
	in := docket.Input[docket.Reason](a)
	if err := in.Check(); err != nil {
		return err
	}
	now := a.Now
	if err := a.Set("decision", award.Decision{Reason: in.Reason, DecidedAt: &now}); err != nil {
		return err
	}
	return r.Intake.OpenAppeal(ctx, a, lifecycle.NotFunded)
}

// Table is the input of table.
type Table struct{ Meeting, NoticeText string }

func (r Rules) table(ctx context.Context, a *docket.Act) error {
	if err := heard(a); err != nil {
		return err
	}
	d, err := docket.SectionOf[award.Decision](a.Record, "decision")
	if err != nil {
		return err
	}
	pack, err := r.pack(ctx, a)
	if err != nil {
		return err
	}
	role, zh, _, err := pack.LevelFor(d.AdvisedFen)
	if err != nil {
		return err
	}
	in := docket.Input[Table](a)
	a.Clear("decision", "notice_text")
	return a.Set("decision", award.Decision{Level: role, LevelZh: zh, Meeting: in.Meeting, NoticeText: strings.TrimSpace(in.NoticeText)})
}

// Minutes is the input of approve.
type Minutes struct{ Minutes string }

// approve commits the amount from the envelope and starts the public notice.
func (r Rules) approve(ctx context.Context, a *docket.Act) error {
	in := docket.Input[Minutes](a)
	if strings.TrimSpace(in.Minutes) == "" {
		return problem.Missing("minutes", "会议纪要号", "The minutes number")
	}
	d, err := docket.SectionOf[award.Decision](a.Record, "decision")
	if err != nil {
		return err
	}
	if d.Level != string(a.By.Role) {
		if err := otherCapacity(a, lifecycle.Role(d.Level)); err != nil {
			return problem.New(problem.Denied, "LEVEL_NOT_ENOUGH", fmt.Sprintf("该额度须由%s审批", d.LevelZh), "The amount calls for another level: "+d.Level).
				With("rule", "dec.levels", "level", d.Level).For(d.Level)
		}
	}
	return r.announce(ctx, a, d.AdvisedFen, award.Decision{Minutes: in.Minutes})
}

// otherCapacity lets a person who holds several roles act in the one that is called for.
func otherCapacity(a *docket.Act, want lifecycle.Role) error {
	for _, c := range a.Command.Actor.Capacities {
		if c.Role == want {
			a.By = c
			return nil
		}
	}
	return fmt.Errorf("no capacity %s", want)
}

// announce checks parties and envelope, commits the money and starts the notice clock.
func (r Rules) announce(ctx context.Context, a *docket.Act, amount int64, d award.Decision) error {
	if err := r.stillEligible(ctx, a, "award"); err != nil {
		return err
	}
	envelope := programmeact.EnvelopeAccount(a.Parent.ID)
	left, err := docket.Balance(ctx, a.Tx, envelope)
	if err != nil {
		return err
	}
	if amount > left {
		return problem.New(problem.Precondition, "ENVELOPE_EXCEEDED", fmt.Sprintf("资金盘子余额为%s，不足以安排%s", yuan(left), yuan(amount)), "The call's envelope does not cover the amount").
			With("left_fen", fmt.Sprint(left), "amount_fen", fmt.Sprint(amount)).For(string(lifecycle.Officer))
	}
	a.Post(docket.Posting{From: envelope, To: AwardAccount(a.Record.ID), Amount: amount})
	terms, err := docket.SectionOf[programme.Terms](a.Parent, "terms")
	if err != nil {
		return err
	}
	rule := terms.NoticeRule
	if rule == "" {
		rule = "dec.publicity.wd"
	}
	ends, err := r.after(ctx, a, a.Now, rule)
	if err != nil {
		return err
	}
	now := a.Now
	d.AmountFen, d.DecidedAt = amount, &now
	if err := a.Set("decision", d); err != nil {
		return err
	}
	a.Clear("notice", "paused_at", "answer_due", "escalated")
	return a.Set("notice", award.Notice{Starts: &now, Ends: ends})
}

// AwardAccount is the ledger account that a project's money is committed to.
func AwardAccount(project string) string { return "award:" + project }

// stillEligible asks the pack again at a later gate: a sanction between submission and award counts.
func (r Rules) stillEligible(ctx context.Context, a *docket.Act, stage string) error {
	in, err := docket.SectionOf[application.Intake](a.Record, "intake")
	if err != nil {
		return err
	}
	return r.Intake.CheckAgain(ctx, a, stage, in)
}

func (r Rules) sendBack(_ context.Context, a *docket.Act) error {
	in := docket.Input[docket.Reason](a)
	if err := in.Check(); err != nil {
		return err
	}
	return a.Set("decision", award.Decision{Reason: in.Reason})
}

// Reserve is the input of reserve.
type Reserve struct {
	Minutes string
	Order   int
	Reason  string
}

func (r Rules) reserve(ctx context.Context, a *docket.Act) error {
	in := docket.Input[Reserve](a)
	if strings.TrimSpace(in.Minutes) == "" {
		return problem.Missing("minutes", "会议纪要号", "The minutes number")
	}
	if in.Order < 1 {
		return problem.Missing("order", "备选顺序（从1起）", "The order in the list, from 1")
	}
	taken, err := store.ReserveTaken(ctx, a.Tx, a.Parent.ID, in.Order)
	if err != nil {
		return err
	}
	if taken {
		return problem.New(problem.Invalid, "RESERVE_ORDER_TAKEN", "该备选顺序已有项目", "That place in the reserve list is taken").At("order", "请换一个顺序", "choose another place")
	}
	until, err := r.after(ctx, a, a.Now, "dec.reserve.valid_months")
	if err != nil {
		return err
	}
	now := a.Now
	return a.Set("decision", award.Decision{Minutes: in.Minutes, ReserveOrder: in.Order, Reason: in.Reason, ReserveUntil: until, DecidedAt: &now})
}

func (r Rules) reserveLapse(ctx context.Context, a *docket.Act) error {
	if err := a.Set("decision", award.Decision{Reason: "备选期满未递补"}); err != nil {
		return err
	}
	return r.Intake.OpenAppeal(ctx, a, lifecycle.NotFunded)
}

// Promote is the input of promote.
type Promote struct{ InPlaceOf, Minutes string }

func (r Rules) promote(ctx context.Context, a *docket.Act) error {
	in := docket.Input[Promote](a)
	if strings.TrimSpace(in.Minutes) == "" {
		return problem.Missing("minutes", "会议纪要号", "The minutes number")
	}
	gone, err := docket.Get(ctx, a.Tx, in.InPlaceOf)
	if err != nil {
		return err
	}
	if gone.Parties().Parent != a.Parent.ID || !award.FellOut(gone.State) {
		return problem.New(problem.Precondition, "NOBODY_FELL_OUT", "只能递补同批次中已放弃、撤销或异议成立的项目", "Only a place that fell free in the same call can be taken").At("in_place_of", "该项目仍有效", "still alive")
	}
	d, err := docket.SectionOf[award.Decision](a.Record, "decision")
	if err != nil {
		return err
	}
	first, err := store.FirstReserve(ctx, a.Tx, a.Parent.ID)
	if err != nil {
		return err
	}
	if first != 0 && d.ReserveOrder > first {
		return problem.New(problem.Precondition, "NOT_NEXT_IN_RESERVE", fmt.Sprintf("应先递补备选第%d位", first), fmt.Sprintf("Place %d of the reserve list comes first", first)).For(string(lifecycle.Director))
	}
	return r.announce(ctx, a, d.AdvisedFen, award.Decision{Minutes: in.Minutes, InPlaceOf: gone.ID})
}

// yuan writes 分 as 万元 for a sentence.
func yuan(fen int64) string { return fmt.Sprintf("%d.%02d万元", fen/1_000_000, fen%1_000_000/10_000) }
