package rpc_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/structpb"

	programmev1 "yanlu/proto/gen/yanlu/programme/v1"
	"yanlu/seeds"
	"yanlu/services/bureau/bureautest"
	"yanlu/services/docket"
	"yanlu/services/lifecycle"
	"yanlu/services/platform/problem"
	"yanlu/services/programme"
	programmeact "yanlu/services/programme/act"
)

// next is the version that the drafts of these tests are to be.
const next = seeds.Version + "-next"

// desk is a draft of the default pack with the hands that write it.
type desk struct {
	*bureautest.World
	base  string
	draft *programmev1.PackDraft
	n     int
}

func newDesk(t *testing.T) *desk {
	d := &desk{World: bureautest.New(t)}
	if err := d.Pool.QueryRow(t.Context(), "select hash from rule_pack where code = 'fuling'").Scan(&d.base); err != nil {
		t.Fatal(err)
	}
	d.draft = d.must(d.Packs.StartPackDraft(d.World.As("linzhou"), &programmev1.StartPackDraftRequest{
		RequestId: d.id(), BaseHash: d.base, Version: next, EffectiveFrom: "2026-03-10",
	}))
	return d
}

func (d *desk) id() string { d.n++; return fmt.Sprintf("pack-request-%d", d.n) }

func (d *desk) must(x *programmev1.PackDraft, err error) *programmev1.PackDraft {
	d.T.Helper()
	if err != nil {
		d.T.Fatal(err)
	}
	return x
}

// rule is one rule of the content.
func rule(content *structpb.Struct, id string) map[string]*structpb.Value {
	for _, v := range content.GetFields()["rules"].GetListValue().GetValues() {
		if f := v.GetStructValue().GetFields(); f["id"].GetStringValue() == id {
			return f
		}
	}
	return nil
}

func (d *desk) saving(login string, change func(*structpb.Struct)) (*programmev1.SavePackDraftRequest, context.Context) {
	content := proto.Clone(d.draft.GetContent()).(*structpb.Struct)
	change(content)
	return &programmev1.SavePackDraftRequest{RequestId: d.id(), Id: d.draft.GetId(), BaseRevision: d.draft.GetRevision(), Content: content}, d.World.As(login)
}

func (d *desk) save(login string, change func(*structpb.Struct)) *programmev1.PackDraft {
	d.T.Helper()
	req, ctx := d.saving(login, change)
	d.draft = d.must(d.Packs.SavePackDraft(ctx, req))
	return d.draft
}

// ageMax changes the age limit, with or without a reason.
func ageMax(n float64, why string) func(*structpb.Struct) {
	return func(c *structpb.Struct) {
		r := rule(c, "elig.pi.age_max")
		r["value"], r["note"], r["evidence"] = structpb.NewNumberValue(n), structpb.NewStringValue(why), structpb.NewStringValue("sourced")
	}
}

func (d *desk) submit(login string) (*programmev1.PackDraft, error) {
	return d.Packs.SubmitPackDraft(d.World.As(login), &programmev1.SubmitPackDraftRequest{RequestId: d.id(), Id: d.draft.GetId(), Revision: d.draft.GetRevision(), Reason: "按局办公会意见调整"})
}

func (d *desk) approve(login string) (*programmev1.PackDraft, error) {
	return d.Packs.ApprovePackDraft(d.World.As(login), &programmev1.ApprovePackDraftRequest{RequestId: d.id(), Id: d.draft.GetId(), Revision: d.draft.GetRevision(), Reason: "同意"})
}

func refused(t testing.TB, err error, reason string) *problem.Problem {
	t.Helper()
	if problem.ReasonOf(err) != reason {
		t.Fatalf("want %s, got %v", reason, err)
	}
	return problem.Of(err)
}

func TestAPackFromDraftToForce(t *testing.T) {
	d := newDesk(t)
	d.save("linzhou", ageMax(58, "与人社口径一致"))
	if r := rule(d.draft.GetContent(), "elig.pi.age_max"); r["evidence"].GetStringValue() != "default" || r["note"].GetStringValue() != "与人社口径一致" {
		t.Errorf("a changed value is kept as %v", r)
	}
	d.must(d.submit("linzhou"))
	old := d.createCall(seeds.Version)
	approved := d.must(d.approve("heyuan"))
	if approved.GetStatus() != "approved" || approved.GetPackHash() == "" || len(approved.GetSteps()) != 3 || approved.GetDecidedByName() == "" {
		t.Fatalf("%v", approved)
	}
	ctx := context.Background()
	inForce, err := d.Book.InForce(ctx, d.Door.Now())
	if err != nil || inForce.Version != seeds.Version {
		t.Fatalf("in force before its day: %v %v", inForce, err)
	}
	inForce, err = d.Book.InForce(ctx, time.Date(2026, 3, 10, 0, 0, 1, 0, bureautest.Start.Location()))
	if err != nil || inForce.Version != next {
		t.Fatalf("in force from its day: %v %v", inForce, err)
	}
	if n, err := inForce.Int("elig.pi.age_max"); err != nil || n != 58 {
		t.Errorf("age limit %d %v", n, err)
	}
	d.inForceForNewCallsOnly(old, approved.GetPackHash())
}

func (d *desk) createCall(version string) string {
	d.T.Helper()
	return d.Do("linzhou", "", lifecycle.CallMachine, lifecycle.Create, programme.CreateCall{Template: "application-development", Title: "批次 " + version, PackCode: "fuling", PackVersion: version}).Record.ID
}

// inForceForNewCallsOnly: the call that was there keeps its pack, a new one takes the new, and none opens before the pack's day.
func (d *desk) inForceForNewCallsOnly(old, hash string) {
	t := d.T
	t.Helper()
	call := d.createCall(next)
	hashOf := func(id string) string {
		var terms programme.Terms
		if err := d.Get(id).Section("terms", &terms); err != nil {
			t.Fatal(err)
		}
		return terms.PackHash
	}
	if hashOf(old) != d.base || hashOf(call) != hash {
		t.Error("a call does not keep the pack it was made with")
	}
	for _, h := range []string{d.base, hash} {
		use, err := d.Packs.GetPackUse(d.World.As("linzhou"), &programmev1.GetPackUseRequest{Hash: h})
		if err != nil || len(use.GetCalls()) != 1 {
			t.Errorf("%v %v", use, err)
		}
		hidden, err := d.Packs.GetPackUse(d.World.As("suqing"), &programmev1.GetPackUseRequest{Hash: h})
		if err != nil || len(hidden.GetCalls()) != 0 {
			t.Errorf("an applicant sees calls that are being drafted: %v %v", hidden, err)
		}
	}
	d.At(bureautest.Start)
	d.Do("linzhou", call, lifecycle.CallMachine, "consult", docket.Note{})
	d.Pass(7*24*time.Hour + time.Second) // 9 March, the pack's day is the 10th
	d.Do("heyuan", call, lifecycle.CallMachine, "approve_call", programmeact.ApproveCall{Answers: "无", Minutes: "1"})
	early, late := d.Door.Now().Add(time.Minute), d.Door.Now().Add(24*time.Hour)
	closes := late.AddDate(0, 0, 30)
	_, err := d.Try("linzhou", call, lifecycle.CallMachine, "publish", programmeact.Publish{OpensAt: &early, ClosesAt: &closes})
	if problem.ReasonOf(err) != "PACK_NOT_IN_FORCE" {
		t.Fatalf("opened before its pack: %v", err)
	}
	d.Do("linzhou", call, lifecycle.CallMachine, "publish", programmeact.Publish{OpensAt: &late, ClosesAt: &closes})
}

func TestNobodyApprovesTheirOwn(t *testing.T) {
	d := newDesk(t)
	d.save("linzhou", ageMax(58, "理由"))
	d.save("zhaowen", ageMax(59, "理由")) // a second author
	d.must(d.submit("linzhou"))
	for _, author := range []string{"linzhou", "zhaowen"} {
		_, err := d.approve(author)
		refused(t, err, "PACK_DRAFT_OWN")
	}
	_, err := d.Pool.Exec(t.Context(), "update pack_draft set status = 'approved', pack_hash = base_hash, decided_by = 'person-zhaowen' where id = $1", d.draft.GetId())
	if err == nil || !strings.Contains(err.Error(), "pack_draft_decided_by_no_author") {
		t.Errorf("the database lets an author approve: %v", err)
	}
	seen, err := d.Packs.ListPackDrafts(d.World.As("heyuan"), &programmev1.ListPackDraftsRequest{})
	if err != nil || len(seen.GetDrafts()) != 1 || !seen.GetDrafts()[0].GetMayDecide() || seen.GetDrafts()[0].GetMayEdit() || seen.GetDrafts()[0].GetContent() != nil {
		t.Errorf("the approver's list: %v %v", seen, err)
	}
	for _, login := range []string{"suqing", "liangyue"} {
		_, err := d.approve(login)
		refused(t, err, "ROLE_REQUIRED")
	}
	d.must(d.approve("heyuan"))
	_, err = d.approve("heyuan")
	refused(t, err, "PACK_DRAFT_STATE")
}

func TestAStaleSaveSaysWhatChanged(t *testing.T) {
	d := newDesk(t)
	mine, ctx := d.saving("linzhou", ageMax(50, "我的"))
	d.save("zhaowen", func(c *structpb.Struct) {
		r := rule(c, "intake.correction.days")
		r["value"], r["note"] = structpb.NewNumberValue(7), structpb.NewStringValue("理由")
	})
	_, err := d.Packs.SavePackDraft(ctx, mine)
	p := refused(t, err, "PACK_DRAFT_STALE")
	if len(p.Violations) != 1 || p.Violations[0].Field != "rules/intake.correction.days" || p.Facts["current"] != "2" || p.Facts["saved_by"] == "" {
		t.Errorf("%+v", p)
	}
	_, err = d.Packs.SubmitPackDraft(ctx, &programmev1.SubmitPackDraftRequest{RequestId: d.id(), Id: d.draft.GetId(), Revision: 1, Reason: "理由"})
	refused(t, err, "PACK_DRAFT_STALE")
	var n int
	if err := d.Pool.QueryRow(t.Context(), "select count(*) from pack_draft_revision").Scan(&n); err != nil || n != 2 {
		t.Errorf("%d revisions %v", n, err)
	}
}

func TestTheSameRequestIsAnsweredTheSame(t *testing.T) {
	d := newDesk(t)
	req, ctx := d.saving("linzhou", ageMax(50, "理由"))
	first := d.must(d.Packs.SavePackDraft(ctx, req))
	d.draft = first
	d.save("zhaowen", ageMax(51, "理由"))
	again := d.must(d.Packs.SavePackDraft(ctx, req))
	if again.GetRevision() != 2 || !proto.Equal(again.GetContent(), first.GetContent()) {
		t.Errorf("revision %d", again.GetRevision())
	}
	req.Version = "2026.9"
	_, err := d.Packs.SavePackDraft(ctx, req)
	refused(t, err, "REQUEST_ID_REUSED")
}

func TestOnlyASoundDraftIsSubmitted(t *testing.T) {
	d := newDesk(t)
	d.save("linzhou", ageMax(50, ""))
	check, err := d.Packs.CheckPackDraft(d.World.As("heyuan"), &programmev1.CheckPackDraftRequest{Id: d.draft.GetId()})
	if err != nil || len(check.GetDefects()) != 1 || check.GetDefects()[0].GetPath() != "rules/elig.pi.age_max" || check.GetRevision() != 2 {
		t.Fatalf("%v %v", check, err)
	}
	_, err = d.submit("linzhou")
	refused(t, err, "PACK_DRAFT_DEFECTIVE")
	d.save("linzhou", ageMax(50, "理由"))
	d.must(d.submit("linzhou"))
	_, err = d.Packs.SavePackDraft(d.World.As("linzhou"), &programmev1.SavePackDraftRequest{RequestId: d.id(), Id: d.draft.GetId(), BaseRevision: 3, Content: d.draft.GetContent()})
	refused(t, err, "PACK_DRAFT_STATE")

	d.At(time.Date(2026, 3, 11, 0, 0, 0, 0, bureautest.Start.Location())) // its day is over before anybody approved
	_, err = d.approve("heyuan")
	if p := refused(t, err, "PACK_DRAFT_DEFECTIVE"); p.Violations[0].Field != "effective_from" {
		t.Errorf("%+v", p.Violations)
	}
	d.draft = d.must(d.Packs.ReturnPackDraft(d.World.As("heyuan"), &programmev1.ReturnPackDraftRequest{RequestId: d.id(), Id: d.draft.GetId(), Reason: "请改生效日期"}))
	if d.draft.GetStatus() != "returned" || d.draft.GetReason() != "请改生效日期" {
		t.Fatal(d.draft)
	}
	req, ctx := d.saving("linzhou", func(*structpb.Struct) {})
	req.EffectiveFrom = "2026-03-12"
	d.draft = d.must(d.Packs.SavePackDraft(ctx, req))
	d.must(d.submit("linzhou"))
	d.must(d.approve("heyuan"))
}

func TestVersionsAreNotTakenTwice(t *testing.T) {
	d := newDesk(t)
	for _, version := range []string{seeds.Version, next} {
		_, err := d.Packs.StartPackDraft(d.World.As("zhaowen"), &programmev1.StartPackDraftRequest{RequestId: d.id(), BaseHash: d.base, Version: version, EffectiveFrom: "2026-04-01"})
		refused(t, err, "PACK_VERSION_TAKEN")
	}
	d.must(d.Packs.DiscardPackDraft(d.World.As("linzhou"), &programmev1.DiscardPackDraftRequest{RequestId: d.id(), Id: d.draft.GetId()}))
	d.must(d.Packs.StartPackDraft(d.World.As("zhaowen"), &programmev1.StartPackDraftRequest{RequestId: d.id(), BaseHash: d.base, Version: next, EffectiveFrom: "2026-04-01"}))
}

func TestDraftsAreNotForOutsiders(t *testing.T) {
	d := newDesk(t)
	_, err := d.Packs.ComparePacks(d.World.As("suqing"), &programmev1.ComparePacksRequest{Before: d.base, After: d.draft.GetId()})
	refused(t, err, "PACK_NOT_FOUND")
	seen, err := d.Packs.ComparePacks(d.World.As("heyuan"), &programmev1.ComparePacksRequest{Before: d.base, After: d.draft.GetId()})
	if err != nil || len(seen.GetChanges()) != 2 {
		t.Errorf("%v %v", seen, err)
	}
	content, err := d.Packs.GetPackContent(d.World.As("suqing"), &programmev1.GetPackContentRequest{Hash: d.base})
	if err != nil || rule(content.GetContent(), "elig.pi.age_max")["value"].GetNumberValue() != 60 || len(content.GetWords()) < 100 {
		t.Error(err)
	}
}

func TestDryRunJudgesByWhatWasOnRecord(t *testing.T) {
	d := newDesk(t)
	call := d.OpenCall()
	first, second := d.Submitted(call, 0), d.Submitted(call, 1)
	draft := d.Draft(call, 2) // not handed in: the applicant's own
	other := d.Recommending(call, 3)
	d.save("linzhou", func(c *structpb.Struct) {
		r := rule(c, "elig.unit.registered_months")
		r["value"], r["note"] = structpb.NewNumberValue(1200), structpb.NewStringValue("理由")
	})
	run := func(login string) *programmev1.DryRunPackDraftResponse {
		t.Helper()
		out, err := d.Packs.DryRunPackDraft(d.World.As(login), &programmev1.DryRunPackDraftRequest{Id: d.draft.GetId(), Call: call})
		if err != nil {
			t.Fatal(err)
		}
		return out
	}
	got := run("heyuan")
	var ids []string
	for _, x := range got.GetDifferences() {
		ids = append(ids, x.GetDocket())
		if !x.GetPassedBefore() || x.GetPassesAfter() || !strings.Contains(strings.Join(x.GetZh(), ""), "注册须满 1200 个月") || x.GetStateZh() == "" || x.GetTitle() == "" {
			t.Errorf("%v", x)
		}
	}
	for _, id := range []string{first, second, other} {
		if !slices.Contains(ids, id) {
			t.Errorf("%s is not judged: %v", id, got)
		}
	}
	if slices.Contains(ids, draft) || got.GetTotal() != 3 || got.GetJudged() != 3 || got.GetDiffering() != 3 || got.GetUnjudged() != 0 {
		t.Errorf("%v", got)
	}
	// What happens to the applicant later does not change how the application of then is judged.
	if _, err := d.Pool.Exec(t.Context(), "update person set sanctioned_until = $1 where id = 'person-suqing'", d.Door.Now().Add(-time.Hour)); err != nil {
		t.Fatal(err)
	}
	d.Project("suqing", first, "withdraw", docket.Reason{Reason: "另行申报"})
	d.Submitted(call, 4)
	if again := run("linzhou"); again.GetTotal() != 4 || again.GetDiffering() != 4 {
		t.Errorf("%v", again)
	}
	if blind := run("guanli"); blind.GetTotal() != 0 || len(blind.GetDifferences()) != 0 {
		t.Errorf("who sees no application learns of %v", blind)
	}
}

// A limit on what runs at once is judged by what ran when the application was submitted, not by what runs today.
func TestDryRunCountsAsOfSubmission(t *testing.T) {
	d := newDesk(t)
	call := d.OpenCall()
	first := d.Submitted(call, 0)
	d.Pass(time.Hour)
	d.Project("suqing", first, "withdraw", docket.Reason{Reason: "另行申报"})
	d.Pass(time.Hour)
	d.Submitted(call, 0) // the same investigator again: each was the only one when it was submitted
	d.save("linzhou", func(c *structpb.Struct) {
		r := rule(c, "elig.pi.active_as_lead_max")
		r["value"], r["note"] = structpb.NewNumberValue(2), structpb.NewStringValue("理由")
	})
	got, err := d.Packs.DryRunPackDraft(d.World.As("heyuan"), &programmev1.DryRunPackDraftRequest{Id: d.draft.GetId()})
	if err != nil || got.GetJudged() != 2 || got.GetDiffering() != 0 {
		t.Fatalf("%v %v", got, err)
	}
}
