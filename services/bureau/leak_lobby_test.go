package bureau_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	docketv1 "yanlu/proto/gen/yanlu/docket/v1"
	reviewv1 "yanlu/proto/gen/yanlu/review/v1"
	"yanlu/services/docket"
	"yanlu/services/lifecycle"
	"yanlu/services/review"
	"yanlu/services/review/lobby"
	lobbyact "yanlu/services/review/lobby/act"
	lobbyrpc "yanlu/services/review/lobby/rpc"
)

// What stands in a record, and what discipline wrote about it.
const (
	lobbySaid    = "请多关照这一项"
	lobbyWho     = "某集团裘总"
	lobbyNote    = "已约谈裘总"
	lobbyFinding = "情况属实已当面告诫"
)

// recorded is a contact written by somebody about the scene's application, dealt with by discipline.
func (s blindScene) recorded(login string) string {
	s.w.T.Helper()
	at := s.w.Door.Now().Add(-time.Hour)
	id := s.w.Do(login, "", lifecycle.LobbyMachine, lifecycle.Create, lobby.Contact{
		Approacher: lobbyWho, ContactAt: &at, Way: "visit", Concerning: "评审", Subject: s.project, SubjectOf: "项目", Asked: lobbySaid, Answered: "已拒绝",
	}).Record.ID
	s.w.Do("zhengyan", id, lifecycle.LobbyMachine, "take_up_lobby", docket.Note{})
	s.w.Do("zhengyan", id, lifecycle.LobbyMachine, "note_lobby", lobbyact.Note{Text: lobbyNote})
	s.w.Do("zhengyan", id, lifecycle.LobbyMachine, "close_lobby", lobbyact.Close{Outcome: "warned", Finding: lobbyFinding})
	return id
}

// Over every reading method, every paper and every feed: a recorded contact is
// its writer's and the watchdogs', and what came of it the watchdogs' alone.
func TestARecordedContactIsItsWritersAndTheWatchdogs(t *testing.T) {
	t.Parallel()
	s := stageBlind(t, review.SingleBlind)
	writers := []string{s.login(0), "pingheng", "linzhou"}
	var ids []string
	for _, login := range writers {
		ids = append(ids, s.recorded(login))
	}
	x := newWalk(t, s.w, s.lobbyFilling(ids), append(slices.Clone(ids), s.project, s.call)...)
	words := []string{lobbySaid, lobbyWho, lobbyNote, lobbyFinding}
	for _, login := range []string{"heyuan", "zhaowen", "tangmin", "dengke", "qianhui", "weigang", "suqing", "guanli", s.login(1), "public"} {
		x.searched(login, x.as(login, login == "heyuan" || login == "suqing"), "a recorded contact", append(slices.Clone(words), ids...), "GetPackContent")
	}
	for n, login := range writers {
		told := x.as(login, true)
		x.searched(login, told, "what came of a contact", []string{lobbyNote, lobbyFinding})
		x.searched(login, told, "another's record", slices.Delete(slices.Clone(ids), n, n+1))
		if all := strings.Join(values(told), ""); !strings.Contains(all, lobbySaid) || !strings.Contains(all, ids[n]) {
			t.Errorf("%s reads their own record nowhere", login)
		}
	}
	for _, login := range []string{"zhengyan", "shenji"} {
		x.readsItself(login, append(slices.Clone(words), ids...))
	}
}

func values(told map[string]string) (out []string) {
	for _, text := range told {
		out = append(out, text)
	}
	return out
}

func (s blindScene) lobbyFilling(ids []string) filling {
	project := s.w.Get(s.project)
	one := []string{"person-" + s.login(0)}
	return filling{
		"docket": append(slices.Clone(ids), s.project, s.call), "call": {s.call}, "application": {s.project}, "expert": one, "person": one, "reviewer": one,
		"organisation": {project.Parties().HostOrg, "org-hengping"}, "query": {"请托", lobbyWho}, "year": {"2026"}, "version": {"1"}, "minutes": {"20"}, "workbook": {"true"}, "token": {"never.0.AAAA"},
		"before": {"x"}, "after": {"x"}, "roles": {"reviewer"}, "CheckNumber.number": {project.Parties().Code},
	}
}

// The relation itself: a colleague of the writer's organisation, the officer, an
// applicant and the public stand in none; a stand-in for the writer does not either.
func TestARecordIsNobodysByRoleAlone(t *testing.T) {
	t.Parallel()
	s := stageBlind(t, review.SingleBlind)
	r := s.w.Get(s.recorded("pingheng"))
	for _, role := range append(slices.Clone(lifecycle.LobbyWriters), lifecycle.PI, lifecycle.Institution, lifecycle.Chair, lifecycle.Writer, lifecycle.Admin, lifecycle.Public) {
		colleague := docket.Capacity{Role: role, Org: "org-hengping"}
		if docket.Related(colleague, "somebody-else", r, nil) {
			t.Errorf("%s is related to what somebody else recorded", role)
		}
		if mine := slices.Contains(lifecycle.LobbyWriters, role); docket.Related(colleague, "person-pingheng", r, nil) != mine {
			t.Errorf("its writer as %s: related %t", role, !mine)
		}
	}
}

// A record is not tied to a file that its writer may not see.
func TestNobodyProbesByARecord(t *testing.T) {
	t.Parallel()
	s := stageBlind(t, review.SingleBlind)
	server := &lobbyrpc.Server{Carrier: s.w.Docket.Carrier}
	for name, id := range map[string]string{"somebody else's review": s.reviews[2], "nothing": "never"} {
		_, err := server.RecordContact(s.w.As(s.login(0)), &reviewv1.RecordContactRequest{RequestId: "request-" + name, Subject: id})
		refused(t, err, "NOT_FOUND")
	}
	own := s.recorded("linzhou")
	list, err := s.w.Docket.ListDockets(s.w.As("heyuan"), &docketv1.ListDocketsRequest{Machine: "lobby"})
	if err != nil || len(list.GetDockets()) != 0 {
		t.Errorf("the director lists %v, %v", list, err)
	}
	mine, err := s.w.Docket.ListDockets(s.w.As("linzhou"), &docketv1.ListDocketsRequest{Machine: "lobby"})
	if err != nil || len(mine.GetDockets()) != 1 || mine.GetDockets()[0].GetId() != own {
		t.Errorf("its writer lists %v, %v", mine, err)
	}
	queue, err := s.w.Docket.ListDockets(s.w.As("zhengyan"), &docketv1.ListDocketsRequest{Machine: "lobby"})
	if err != nil || len(queue.GetDockets()) != 1 {
		t.Errorf("discipline lists %v, %v", queue, err)
	}
}
