package workflows_test

import (
	"context"
	"slices"
	"testing"
	"time"

	"yanlu/seeds"
	"yanlu/services/bureau"
	"yanlu/services/docket"
	"yanlu/services/docket/lawtest"
	"yanlu/services/lifecycle"
	"yanlu/services/platform/postgres/postgrestest"
	"yanlu/services/policy"
	"yanlu/services/programme"
	programmeact "yanlu/services/programme/act"
	"yanlu/workflows/contract"
	"yanlu/workflows/workflowtest"
)

// Under the product's own rules: a call is published in a window that the rule
// pack allows, then its workflow opens it, reminds twice and closes it, each at
// the moment that pack and calendar name; an extension moves what is left.
func TestCallUnderTheRulesOfThePack(t *testing.T) {
	pack, err := policy.Load(seeds.FS(), seeds.PackDir("fuling"))
	if err != nil {
		t.Fatal(err)
	}
	b := underRules(t, pack)
	day := 24 * time.Hour
	opens, closes, later := lawtest.Epoch.Add(30*day), lawtest.Epoch.Add(90*day), lawtest.Epoch.Add(100*day)
	do := func(subject string, e lifecycle.Event, r lifecycle.Role, in any) docket.Receipt {
		t.Helper()
		receipt, err := b.Door.Do(t.Context(), docket.Command{
			RequestID: subject + string(e), Machine: lifecycle.CallMachine, Subject: subject, Event: e, Actor: lawtest.ActorOf(r), Input: in,
		})
		if err != nil {
			t.Fatalf("%s: %v", e, err)
		}
		return receipt
	}
	call := do("", lifecycle.Create, lifecycle.Officer, programme.CreateCall{
		Template: "T", Title: "重点研发", PackCode: pack.Code, PackVersion: pack.Version, OpensAt: &opens, ClosesAt: &closes,
	}).Record.ID
	do(call, "consult", lifecycle.Officer, docket.Note{})
	b.SetClock(func() time.Time { return lawtest.Epoch.Add(20 * day) })
	do(call, "approve_call", lifecycle.Director, programmeact.ApproveCall{Answers: "已采纳", Minutes: "1"})
	placed := do(call, "publish", lifecycle.Officer, programmeact.Publish{}).Seq

	b.Carry(t, lifecycle.CallMachine, call, 200*day, workflowtest.Step{At: 85 * day, Do: func(wake func(contract.Nudge)) {
		wake(contract.Nudge{Subject: call, Seq: do(call, "extend", lifecycle.Director, programmeact.Extend{ClosesAt: &later, Reason: "系统维护"}).Seq})
	}})
	want := []string{"open@720h0m0s"} // the 30th day
	for _, at := range []struct {
		event string
		from  time.Time
		rule  string
	}{{"remind_drafts", closes, "call.remind.first"}, {"remind_drafts", later, "call.remind.first"}, {"remind_drafts", later, "call.remind.last"}} {
		span, err := pack.Span(at.rule)
		if err != nil {
			t.Fatal(err)
		}
		want = append(want, at.event+"@"+policy.NewCalendar().Before(at.from, span).Sub(lawtest.Epoch).String())
	}
	want = append(slices.Insert(want, 2, "extend@2040h0m0s"), "close@2400h0m0s")
	if got := b.History(t, call, placed); !slices.Equal(got, want) {
		t.Errorf("on record: %v\nwant       %v", got, want)
	}
}

// underRules is a bureau with the product's rules, one pack, one template and one topic.
func underRules(t *testing.T, pack *policy.Pack) *workflowtest.Bureau {
	t.Helper()
	pool := postgrestest.New(t)
	b := workflowtest.Over(pool, nil)
	lawtest.People(t, pool)
	full, err := bureau.New(pool, policy.NewCalendar(), b.Clock)
	if err != nil {
		t.Fatal(err)
	}
	b.Door = full.Door
	content, err := pack.Marshal()
	if err != nil {
		t.Fatal(err)
	}
	for sql, args := range map[string][]any{
		`insert into rule_pack (hash, code, version, title, practice, effective_from, content) values ($1, $2, $3, 't', false, '2026-01-01', $4)`: {pack.Hash(), pack.Code, pack.Version, content},
		`insert into call_template (code, content) values ('T', $1)`:                                                                              {programme.Terms{Rubric: "basic", PanelSize: 3, CapFen: 100, EnvelopeFen: 1000, Topics: []string{"1"}}},
		`with box as (insert into plan_box values (1, 't', 'k', 'd', 's', 'b', 1)) insert into plan_topic values ('1', 1, 'd', 't', 'b', 1)`:      nil,
	} {
		if _, err := pool.Exec(context.Background(), sql, args...); err != nil {
			t.Fatal(err)
		}
	}
	return b
}
