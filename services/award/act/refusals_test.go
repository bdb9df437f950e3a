package act_test

import (
	"slices"
	"testing"
	"time"

	"yanlu/services/application"
	"yanlu/services/award/act"
	"yanlu/services/bureau/bureautest"
	"yanlu/services/docket"
	"yanlu/services/lifecycle"
	"yanlu/services/platform/problem"
)

// names says whether a refusal points at a field.
func names(p *problem.Problem, field string) bool {
	return slices.ContainsFunc(p.Violations, func(v problem.Violation) bool { return v.Field == field })
}

// An agreement is whole or it is refused, each time with the part that is
// missing; it is no longer than what was applied for, and not late.
func TestAgreementIsWholeAndInTime(t *testing.T) {
	w := bureautest.New(t)
	id := w.Announced(w.OpenCall(), 0)
	w.Clock(id, "publicity_over")
	var asked application.Intake
	if err := w.Get(id).Section("intake", &asked); err != nil || asked.Months == 0 {
		t.Fatalf("%v, %d months", err, asked.Months)
	}
	submit := func(in act.SubmitAgreement) error {
		_, err := w.Try("suqing", id, project, "submit_agreement", in)
		return err
	}
	for field, spoil := range map[string]func(*act.SubmitAgreement){
		"content":   func(a *act.SubmitAgreement) { a.Content = " " },
		"ip_clause": func(a *act.SubmitAgreement) { a.IPClause = "" },
		"breach":    func(a *act.SubmitAgreement) { a.Breach = "\n" },
		"months":    func(a *act.SubmitAgreement) { a.Months = 0 },
	} {
		in := agreement(asked)
		spoil(&in)
		if p := refused(t, submit(in), "AGREEMENT_INCOMPLETE"); !names(p, field) || len(p.Violations) != 1 {
			t.Errorf("%s: %+v", field, p.Violations)
		}
	}
	longer := agreement(asked)
	longer.Months++
	if p := refused(t, submit(longer), "AGREEMENT_INCOMPLETE"); !names(p, "months") {
		t.Errorf("a longer term: %+v", p.Violations)
	}
	g := sectionOf(t, w.Get(id))
	w.At(g.Due.Add(time.Microsecond))
	refused(t, submit(agreement(asked)), "DEADLINE_PASSED")
	w.At(*g.Due)
	if err := submit(agreement(asked)); err != nil {
		t.Errorf("at the very end of the time to sign: %v", err)
	}
}

// Nobody is late for an objection while the notice runs, to its last moment, and nobody is heard after.
func TestObjectionsEndWithTheNotice(t *testing.T) {
	w := bureautest.New(t)
	id := w.Announced(w.OpenCall(), 0)
	ends := w.Due(id, "publicity_over")
	w.At(ends.Add(time.Microsecond))
	_, err := object(w, id)
	if p := refused(t, err, "NOTICE_OVER"); !slices.Contains(p.Who, string(lifecycle.Discipline)) {
		t.Errorf("nobody to turn to: %+v", p)
	}
	w.At(ends)
	if _, err := object(w, id); err != nil {
		t.Errorf("at the last moment: %v", err)
	}
}

// The reserve list is an order: no two have one place, and the first comes first.
func TestReservesAreTakenInTheirOrder(t *testing.T) {
	w := bureautest.New(t)
	call := w.OpenCall()
	var ids []string
	for n := range 3 {
		id := w.FormalCheck(call, n)
		w.Project("linzhou", id, "accept", docket.Note{})
		ids = append(ids, id)
	}
	w.Commissioned(call)
	for n, id := range ids {
		w.Reviewed(id, int64(90-5*n))
		w.Recommended(id)
	}
	gone, first, second := ids[0], ids[1], ids[2]
	w.Project("heyuan", gone, "approve", act.Minutes{Minutes: "局办纪要9"})
	reserve := func(id string, order int) error {
		_, err := w.Try("heyuan", id, project, "reserve", act.Reserve{Minutes: "局办纪要9", Order: order, Reason: "备选"})
		return err
	}
	refused(t, reserve(first, 0), "FIELD_REQUIRED")
	if err := reserve(first, 1); err != nil {
		t.Fatal(err)
	}
	if p := refused(t, reserve(second, 1), "RESERVE_ORDER_TAKEN"); !names(p, "order") {
		t.Errorf("%+v", p.Violations)
	}
	if err := reserve(second, 2); err != nil {
		t.Fatal(err)
	}
	w.Clock(gone, "publicity_over")
	w.Clock(gone, "remind_agreement")
	w.Clock(gone, "forfeit")
	promote := func(id string) error {
		_, err := w.Try("heyuan", id, project, "promote", act.Promote{InPlaceOf: gone, Minutes: "局办纪要12"})
		return err
	}
	_, err := w.Try("heyuan", first, project, "promote", act.Promote{InPlaceOf: gone})
	refused(t, err, "FIELD_REQUIRED")
	refused(t, promote(second), "NOT_NEXT_IN_RESERVE")
	if err := promote(first); err != nil {
		t.Fatal(err)
	}
	if w.State(second) != lifecycle.Reserve || balance(t, w, act.AwardAccount(second)) != 0 {
		t.Errorf("the second is %s with money committed", w.State(second))
	}
}
