package bureau_test

import (
	"context"
	"testing"

	reviewv1 "yanlu/proto/gen/yanlu/review/v1"
	"yanlu/services/lifecycle"
	"yanlu/services/review"
)

// A link is no way around the register: who is a reviewer no more can read that
// they are asked and cannot answer, until they are one again.
func TestALinkAnswersForReviewersAlone(t *testing.T) {
	s := stageBlind(t, review.SingleBlind)
	ctx, token := context.Background(), s.links[s.reviews[1]]
	exec := func(sql string, args ...any) {
		t.Helper()
		if _, err := s.w.Pool.Exec(ctx, sql, args...); err != nil {
			t.Fatal(err)
		}
	}
	person := "person-" + s.login(1)
	exec("create table kept as select * from role_grant where person = $1 and role = 'reviewer'", person)
	exec("delete from role_grant where person = $1 and role = 'reviewer'", person)
	_, err := s.w.Desktop.AnswerInvitation(ctx, accepting(token, "request-barred"))
	refused(t, err, "REVIEWER_NOT_ACTIVE")
	if state := s.w.State(s.reviews[1]); state != lifecycle.ReviewInvited {
		t.Errorf("the review is %s", state)
	}
	if _, err := s.w.Desktop.GetInvitationByLink(ctx, &reviewv1.GetInvitationByLinkRequest{Token: token}); err != nil {
		t.Error(err)
	}
	exec("insert into role_grant select * from kept")
	if got, err := s.w.Desktop.AnswerInvitation(ctx, accepting(token, "request-again")); err != nil || got.GetState() != "ACCEPTED" {
		t.Errorf("a reviewer again: %v %v", got, err)
	}
}
