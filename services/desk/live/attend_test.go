package live_test

import (
	"testing"
	"time"

	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"

	deskv1 "yanlu/proto/gen/yanlu/desk/v1"
)

func (o *office) attend(login, id, field string, leave bool) ([]*deskv1.Attendee, error) {
	o.t.Helper()
	r, err := o.client.Attend(o.as(login), &deskv1.AttendRequest{Docket: id, Field: field, Leave: leave})
	return r.GetOthers(), err
}

func (o *office) attends(login, id, field string) []*deskv1.Attendee {
	o.t.Helper()
	others, err := o.attend(login, id, field, false)
	o.must(err)
	return others
}

func TestPeopleAtADraftSeeOneAnother(t *testing.T) {
	o := open(t)
	call := o.OpenCall()
	id, theirs := o.Draft(call, 0), o.Draft(call, 1)
	owner, stranger := o.watch(o.as("suqing")), o.watch(o.as("hemiao"))
	if others := o.attends("suqing", id, "basics.title"); len(others) != 0 {
		t.Errorf("alone, but %v", others)
	}
	owner.hears("presence", id)
	others := o.attends("liangyue", id, "")
	if len(others) != 1 || others[0].GetPerson() != "person-suqing" || others[0].GetField() != "basics.title" || others[0].GetName() == "" {
		t.Errorf("the institution sees %v", others)
	}
	owner.hears("presence", id)
	o.attends("suqing", id, "basics.title") // staying is no news
	o.attends("suqing", id, "basics.months")
	owner.hears("presence", id)
	o.Pass(31 * time.Second)
	if others := o.attends("liangyue", id, ""); len(others) != 0 {
		t.Errorf("long gone, but %v", others)
	}
	owner.hears("presence", id)
	if _, err := o.attend("liangyue", id, "", true); err != nil {
		t.Error(err)
	}
	owner.hears("presence", id)
	if others := o.attends("suqing", id, ""); len(others) != 0 {
		t.Errorf("left, but %v", others)
	}
	o.attends("hemiao", theirs, "")
	stranger.hears("presence", theirs) // and nothing of the other draft before
}

func TestWhoMayNotReadTheDraftDoesNotAttend(t *testing.T) {
	o := open(t)
	id := o.Draft(o.OpenCall(), 0)
	o.attends("suqing", id, "")
	for _, login := range []string{"hemiao", "linzhou", "lingsong", "pingheng", "luzhiyuan", "guanli"} {
		if others, err := o.attend(login, id, "", false); status.Code(err) != codes.NotFound {
			t.Errorf("%s is answered %v, %v", login, others, err)
		}
	}
}

// An officer may read a submitted draft and see who is at it, but is not seen by the applicant.
func TestTheBureauReadsUnseen(t *testing.T) {
	o := open(t)
	id := o.FormalCheck(o.OpenCall(), 0)
	o.attends("suqing", id, "")
	if others := o.attends("linzhou", id, ""); len(others) != 1 {
		t.Errorf("the officer sees %v", others)
	}
	if others := o.attends("suqing", id, ""); len(others) != 0 {
		t.Errorf("the applicant sees %v", others)
	}
}
