package live_test

import (
	"context"
	"testing"
	"time"

	"google.golang.org/protobuf/types/known/timestamppb"

	deskv1 "yanlu/proto/gen/yanlu/desk/v1"
	identityv1 "yanlu/proto/gen/yanlu/identity/v1"
	programmev1 "yanlu/proto/gen/yanlu/programme/v1"
	applicationact "yanlu/services/application/act"
	"yanlu/services/identity"
	identityrpc "yanlu/services/identity/rpc"
)

// signedIn is a context of a call with a session of the person.
func (o *office) signedIn(login string) context.Context {
	o.t.Helper()
	ctx := o.World.As(login)
	caller, _ := identity.FromContext(ctx)
	caller.Credential = identity.BySession
	return identity.WithCaller(ctx, caller)
}

// members serves MemberService as the binary puts it together.
func (o *office) members() *identityrpc.Members {
	o.t.Helper()
	people, err := identityrpc.New(o.Pool, identityrpc.Options{Now: o.Door.Now, Changed: o.Live.PeopleChanged})
	o.must(err)
	return &identityrpc.Members{Server: people}
}

func TestATeamIsFollowedByItsOwnPeople(t *testing.T) {
	o := open(t)
	members := o.members()
	call := o.OpenCall()
	id, own := o.Draft(call, 0), o.Draft(call, 1)
	manager, colleague, stranger, admin := o.watch(o.as("liangyue")), o.watch(o.as("suqing")), o.watch(o.as("hemiao")), o.watch(o.as("guanli"))

	_, err := members.SetMemberRoles(o.World.As("liangyue"), &identityv1.SetMemberRolesRequest{
		RequestId: o.requestID(), Organisation: "org-qinglan", Person: "person-suqing", Roles: []string{"pi", "institution"},
	})
	o.must(err)
	for _, s := range []*stream{manager, admin} {
		s.hears("team", "org-qinglan")
	}
	heard := map[string]string{}
	for range 2 {
		m := colleague.change()
		heard[m.GetKind()] = m.GetDocket()
	}
	if heard["team"] != "org-qinglan" || heard["person"] != "person-suqing" {
		t.Errorf("the colleague heard %v", heard)
	}

	_, err = members.InviteMember(o.World.As("liangyue"), &identityv1.InviteMemberRequest{RequestId: o.requestID(), Name: "陈新", Roles: []string{"pi"}})
	o.must(err)
	manager.hears("team", "org-qinglan")

	o.Project("suqing", id, "send_to_unit", applicationact.SendToUnit{Pledged: true})
	o.Project("hemiao", own, "send_to_unit", applicationact.SendToUnit{Pledged: true})
	stranger.hears("docket", own) // and no team before it
}

// New roles count at once, not at the next beat.
func TestWhoGetsARoleHearsWhatItShows(t *testing.T) {
	o := open(t)
	o.Live.Beat = time.Hour
	id := o.Draft(o.OpenCall(), 0)
	s := o.watch(o.as("hemiao"))
	_, err := o.Pool.Exec(t.Context(), "insert into role_grant (person, organisation, role) values ('person-hemiao', 'org-qinglan', 'institution')")
	o.must(err)
	o.Live.PeopleChanged("", "person-hemiao")
	s.hears("person", "person-hemiao")
	o.Project("suqing", id, "send_to_unit", applicationact.SendToUnit{Pledged: true})
	s.hears("docket", id)
}

func TestStandInsAreHeardByBoth(t *testing.T) {
	o := open(t)
	members := o.members()
	principal, deputy, other := o.watch(o.as("linzhou")), o.watch(o.as("heyuan")), o.watch(o.as("suqing"))
	until := o.Door.Now().AddDate(0, 0, 3)
	made, err := members.SetStandIn(o.signedIn("linzhou"), &identityv1.SetStandInRequest{
		RequestId: o.requestID(), Deputy: "person-heyuan", Organisation: "org-bureau", Until: timestamppb.New(until), Reason: "出差",
	})
	o.must(err)
	principal.hears("person", "person-linzhou")
	deputy.hears("person", "person-heyuan")
	_, err = members.EndStandIn(o.World.As("heyuan"), &identityv1.EndStandInRequest{RequestId: o.requestID(), Id: made.GetId()})
	o.must(err)
	principal.hears("person", "person-linzhou")
	deputy.hears("person", "person-heyuan")
	o.Live.PeopleChanged("", "person-suqing")
	other.hears("person", "person-suqing")
}

func TestPackDraftsAreHeardByThoseWhoReadThem(t *testing.T) {
	o := open(t)
	id := o.Draft(o.OpenCall(), 0)
	var base string
	o.must(o.Pool.QueryRow(t.Context(), "select hash from rule_pack where code = 'fuling'").Scan(&base))
	officer, director, applicant := o.watch(o.as("linzhou")), o.watch(o.as("heyuan")), o.watch(o.as("suqing"))
	draft, err := o.Packs.StartPackDraft(o.World.As("linzhou"), &programmev1.StartPackDraftRequest{RequestId: o.requestID(), BaseHash: base, Version: "2099.1", EffectiveFrom: "2099-01-01"})
	o.must(err)
	officer.hears("pack", draft.GetId())
	if m := director.hears("pack", draft.GetId()); m.GetSeq() != 1 {
		t.Errorf("heard %v", m)
	}
	saved, err := o.Packs.SavePackDraft(o.World.As("linzhou"), &programmev1.SavePackDraftRequest{RequestId: o.requestID(), Id: draft.GetId(), BaseRevision: 1, Content: draft.GetContent()})
	o.must(err)
	if m := director.hears("pack", draft.GetId()); m.GetSeq() != saved.GetRevision() {
		t.Errorf("heard %v after revision %d", m, saved.GetRevision())
	}
	o.Project("suqing", id, "send_to_unit", applicationact.SendToUnit{Pledged: true})
	applicant.hears("docket", id) // and no pack before it
}

// Somebody who wrote along and is at the draft hears that they no longer do; somebody who is not at it hears nothing.
func TestWhoIsTakenOffADraftHearsIt(t *testing.T) {
	o := open(t)
	call := o.OpenCall()
	id, own := o.Draft(call, 0), o.Draft(call, 1)
	for _, login := range []string{"hemiao", "weigang"} {
		_, err := o.Pool.Exec(t.Context(), "insert into role_grant (person, organisation, role) values ($1, 'org-qinglan', 'pi')", "person-"+login)
		o.must(err)
	}
	o.Project("suqing", id, "name_writers", applicationact.NameWriters{Writers: []string{"person-hemiao", "person-weigang"}})
	there, away, owner := o.watch(o.as("hemiao")), o.watch(o.as("weigang")), o.watch(o.as("suqing"))
	_, err := o.client.Attend(o.as("hemiao"), &deskv1.AttendRequest{Docket: id, Field: "body.summary"})
	o.must(err)
	there.hears("presence", id)
	away.hears("presence", id)
	owner.hears("presence", id)
	o.Project("suqing", id, "name_writers", applicationact.NameWriters{})
	owner.hears("docket", id)
	if m := there.hears("docket", id); m.GetState() != "" || m.GetSeq() != 0 || m.GetParent() != "" {
		t.Errorf("who was taken off heard %v", m)
	}
	o.Live.PeopleChanged("", "person-weigang")
	away.hears("person", "person-weigang")
	o.Project("hemiao", own, "send_to_unit", applicationact.SendToUnit{Pledged: true})
	there.hears("docket", own)
}
