package act

import (
	"context"
	"slices"
	"strings"

	"yanlu/services/docket"
	"yanlu/services/lifecycle"
	"yanlu/services/platform/problem"
	"yanlu/services/review/commission"
	"yanlu/services/review/commission/screen"
	"yanlu/services/review/commission/store"
	"yanlu/services/review/conflict"
)

// TellApart is the input of tell_apart: the expert is not the member whose name they have.
type TellApart struct{ Application, Expert, Member, Reason string }

// tellApart keeps a decision that two of one name are two people. Only what a
// name alone says can be decided so: what is certain stands.
func (r Rules) tellApart(ctx context.Context, a *docket.Act) error {
	in := docket.Input[TellApart](a)
	if err := in.check(); err != nil {
		return err
	}
	f, err := r.frame(ctx, a)
	if err != nil {
		return err
	}
	g, err := screen.Gather(ctx, a.Tx, f.pack, f.call.ID, []string{in.Expert}, a.Now)
	if err != nil {
		return err
	}
	s, err := g.Screen()
	if err != nil {
		return err
	}
	if !doubted(s, in) {
		return problem.New(problem.Precondition, "NO_SUCH_NAMESAKE", "该专家与该项目成员之间没有待核实的同名情形", "Nothing that rests on a name alone stands between the expert and that member").
			With("rule", "rev.coi.grounds").For(string(lifecycle.Agency))
	}
	if err := store.SaveNamesake(ctx, a.Tx, in.Application, in.Expert, in.Member, in.Reason, a.Person(), a.Now); err != nil {
		return err
	}
	_, err = a.Snapshot(commission.NamesakeKind, in)
	return err
}

func (in TellApart) check() error {
	for _, c := range []struct{ field, value, zh, en string }{
		{"application", in.Application, "申报项目", "The application"}, {"expert", in.Expert, "专家", "The expert"},
		{"member", in.Member, "同名的项目组成员", "The member of the same name"}, {"reason", in.Reason, "核实情况", "How it was found out"},
	} {
		if strings.TrimSpace(c.value) == "" {
			return problem.Missing(c.field, c.zh, c.en)
		}
	}
	return nil
}

// doubted says whether something between an expert and a member rests on the name alone.
func doubted(s *conflict.Screen, in TellApart) bool {
	var list []conflict.Exclusion
	for _, f := range screen.Pairs(s, []string{in.Application}) {
		list = append(list, f.Exclusions...)
	}
	for _, c := range s.Barred() {
		for _, x := range c.Exclusions {
			if x.Evidence.Application == in.Application {
				list = append(list, x)
			}
		}
	}
	return slices.ContainsFunc(list, func(x conflict.Exclusion) bool {
		return x.Doubt() != "" && conflict.Plain(x.Doubt()) == conflict.Plain(in.Member)
	})
}
