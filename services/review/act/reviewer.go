package act

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"time"

	"yanlu/services/docket"
	"yanlu/services/lifecycle"
	"yanlu/services/platform/problem"
	"yanlu/services/review"
	"yanlu/services/review/store"
)

// AcceptReview is the input of accept_review: both declarations.
type AcceptReview struct{ NoConflict, Confidential bool }

// acceptReview opens the material to the reviewer (rev.declaration_before_access).
func (r Rules) acceptReview(ctx context.Context, a *docket.Act) error {
	in := docket.Input[AcceptReview](a)
	w, err := work(a)
	if err != nil {
		return err
	}
	if passed(w.InviteDue, a.Now) {
		return problem.New(problem.Precondition, "INVITATION_LAPSED", "邀请答复期限已过", "The time to answer the invitation is over").
			With("rule", inviteSpan, "due", w.InviteDue.Format(time.RFC3339)).For(string(lifecycle.Agency))
	}
	if err := in.check(); err != nil {
		return err
	}
	f, err := r.frame(ctx, a)
	if err != nil {
		return err
	}
	if err := f.mayAccept(ctx, a); err != nil {
		return err
	}
	remind, err := r.remindBefore(a, f, *w.Due)
	if err != nil {
		return err
	}
	if remind == nil {
		a.Clear("review", "remind_at")
	}
	return a.Set("review", review.Work{DeclaredAt: &a.Now, Confidential: true, RemindAt: remind})
}

func (in AcceptReview) check() error {
	p := problem.New(problem.Invalid, "DECLARATION_REQUIRED", "须先声明不存在应回避情形并承诺保密；存在应回避情形的，请选择回避", "Declare that you have no conflict and will keep it confidential; if you have a conflict, recuse yourself").
		With("rule", "rev.declaration_before_access")
	if !in.NoConflict {
		p.At("no_conflict", "请声明不存在应回避情形", "declare that you have no conflict")
	}
	if !in.Confidential {
		p.At("confidential", "请承诺保密", "promise confidentiality")
	}
	if len(p.Violations) > 0 {
		return p
	}
	return nil
}

// passed says whether a deadline lies before now; the very moment still counts.
func passed(due *time.Time, now time.Time) bool { return due != nil && now.After(*due) }

// DeclineReview is the input of decline_review; Reason is conflict, field or load.
// Scope says with what the conflict is, as in Recuse.
type DeclineReview struct{ Reason, Note, Scope string }

const declinedForConflict = "conflict"

func (r Rules) declineReview(ctx context.Context, a *docket.Act) error {
	in := docket.Input[DeclineReview](a)
	if !slices.Contains([]string{declinedForConflict, "field", "load"}, in.Reason) {
		return problem.Missing("reason", "谢绝原因（利益冲突、非本专业或任务过多）", "One of the reasons conflict, field or load")
	}
	if in.Reason == declinedForConflict {
		if err := declare(ctx, a, "谢绝评审时申报利益冲突", in.Note, in.Scope); err != nil {
			return err
		}
	}
	return a.Set("review", review.Work{DeclineReason: in.Reason, Note: in.Note})
}

// scopes are what a declared conflict may be with: the application, its
// organisations, the same over a dispute, the batch because the reviewer takes
// part in it, or the batch for another reason.
var scopes = []string{review.OfApplication, review.OfOrganisations, review.OfDispute, review.OfParticipant, review.OfBatch}

// declare enters the reviewer's conflict with the application into the register,
// and what else it is with, so that later screenings count it.
func declare(ctx context.Context, a *docket.Act, ground, evidence, scope string) error {
	scope = cmp.Or(scope, review.OfApplication)
	if !slices.Contains(scopes, scope) {
		return problem.New(problem.Invalid, "SCOPE_UNKNOWN", "请从所列范围中选择利益冲突所涉范围", "Choose what the conflict is with from the list").At("scope", "请从所列选项中选择", "choose one of the list")
	}
	p := a.Record.Parties()
	if err := store.RecordConflict(ctx, a.Tx, p.Parent, p.Reviewer, ground, evidence, a.Now); err != nil {
		return err
	}
	return store.RecordDeclaration(ctx, a.Tx, a.Subject(), p.Parent, p.Reviewer, scope, cmp.Or(evidence, ground), a.Now)
}

// Recuse is the input of recuse. Scope says with what the conflict is; empty means the application.
type Recuse struct{ Ground, Evidence, Scope string }

func (r Rules) recuse(ctx context.Context, a *docket.Act) error {
	in := docket.Input[Recuse](a)
	if strings.TrimSpace(in.Ground) == "" {
		return problem.Missing("ground", "回避情形", "The ground")
	}
	if err := declare(ctx, a, in.Ground, in.Evidence, in.Scope); err != nil {
		return err
	}
	return a.Set("review", review.Work{Ground: in.Ground, Evidence: in.Evidence})
}

// remindReviewer counts the reminder that this event is.
func remindReviewer(_ context.Context, a *docket.Act) error {
	var w review.Work
	if err := a.Record.Section("review", &w); err != nil {
		return err
	}
	a.Clear("review", "remind_at")
	return a.Set("review", review.Work{Reminders: w.Reminders + 1})
}

// Score is the input of score and of note_late. Funding is in 分.
type Score struct {
	Scores          []review.Score
	Comment, Advice string
	FundingFen      int64
}

// opinion checks what was written by the call's rubric, and that the reviewer may
// submit one more today.
func (r Rules) opinion(ctx context.Context, a *docket.Act) (review.Opinion, error) {
	in := docket.Input[Score](a)
	f, err := r.frame(ctx, a)
	if err != nil {
		return review.Opinion{}, err
	}
	if err := f.checkDaily(ctx, a); err != nil {
		return review.Opinion{}, err
	}
	rubric, err := f.Rubric()
	if err != nil {
		return review.Opinion{}, err
	}
	comments, err := f.Comments()
	if err != nil {
		return review.Opinion{}, err
	}
	o, err := comments.Check(rubric, review.Opinion{Scores: in.Scores, Comment: in.Comment, Advice: in.Advice, FundingFen: in.FundingFen})
	o.SubmittedAt = &a.Now
	return o, err
}

// score keeps an opinion for good (invariant 4).
func (r Rules) score(ctx context.Context, a *docket.Act) error {
	w, err := work(a)
	if err != nil {
		return err
	}
	if passed(w.Due, a.Now) {
		return problem.New(problem.Precondition, "REVIEW_LATE", "评审期限已过，评分不再计入；可补记为逾期意见", "The review is overdue: a score no longer counts; it may be added as a late note").
			With("rule", "rev.late", "due", w.Due.Format(time.RFC3339)).For(string(lifecycle.Agency))
	}
	o, err := r.opinion(ctx, a)
	if err != nil {
		return err
	}
	if _, err := a.Snapshot(review.OpinionKind, review.NamelessOpinion{Label: w.Label, Opinion: o}); err != nil {
		return err
	}
	a.Clear("review", "remind_at")
	return a.Set("review", review.Work{Opinion: o})
}

// noteLate keeps a late opinion as a note, once; it is never counted (rev.late).
func (r Rules) noteLate(ctx context.Context, a *docket.Act) error {
	var w review.Work
	if err := a.Record.Section("review", &w); err != nil {
		return err
	}
	if w.LateNote != nil {
		return problem.New(problem.Precondition, "LATE_NOTE_ON_FILE", "逾期意见已补记，不能更改", "The late note is on file and cannot be changed")
	}
	o, err := r.opinion(ctx, a)
	if err != nil {
		return err
	}
	if _, err := a.Snapshot(review.OpinionKind, review.NamelessOpinion{Label: w.Label, Opinion: o}); err != nil {
		return err
	}
	return a.Set("review", review.Work{LateNote: &o})
}

// invalidate stops a score from counting while its round runs; what was written stays (invariant 4).
func (r Rules) invalidate(_ context.Context, a *docket.Act) error {
	if in, ok := a.Command.Input.(afterClose); ok { // beside a recount, which has judged it
		return a.Set("review", review.Work{InvalidReason: in.Reason})
	}
	in := docket.Input[docket.Reason](a)
	if err := in.Check(); err != nil {
		return err
	}
	if _, err := work(a); err != nil {
		return err
	}
	return a.Set("review", review.Work{InvalidReason: in.Reason})
}

// cancelReview ends an open review: the agency says why, the system when there is nothing left to judge.
func cancelReview(_ context.Context, a *docket.Act) error {
	if a.By.Role == lifecycle.System {
		return a.Set("review", review.Work{CancelReason: a.Command.Cause})
	}
	in := docket.Input[docket.Reason](a)
	if err := in.Check(); err != nil {
		return err
	}
	return a.Set("review", review.Work{CancelReason: in.Reason})
}
