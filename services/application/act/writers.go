package act

import (
	"context"
	"fmt"
	"slices"
	"strconv"

	"yanlu/services/application/store"
	"yanlu/services/docket"
	"yanlu/services/lifecycle"
	"yanlu/services/platform/problem"
)

// NameWriters is the input of name_writers: everybody who writes beside the
// principal investigator from now on.
type NameWriters struct{ Writers []string }

// nameWriters takes colleagues of the applicant's institutions, no more than
// intake.writers_max. They may write the draft and read what has to be corrected;
// sending, withdrawing and every other verb stays with those whom the law names.
func (r Rules) nameWriters(ctx context.Context, a *docket.Act) error {
	in := docket.Input[NameWriters](a)
	pack, err := r.pack(ctx, a.Parent)
	if err != nil {
		return err
	}
	var most int
	if err := pack.Value("intake.writers_max", &most); err != nil {
		return err
	}
	p := problem.New(problem.Invalid, "WRITERS_INVALID", "参与填写人有误", "The co-writers cannot be named").For(string(lifecycle.PI), string(lifecycle.Institution))
	if len(in.Writers) > most {
		p.At("writers", fmt.Sprintf("参与填写人不超过%d人", most), fmt.Sprintf("at most %d co-writers", most)).With("rule", "intake.writers_max", "max", strconv.Itoa(most))
	}
	parties := a.Record.Parties()
	orgs := []string{parties.HostOrg}
	for _, co := range parties.CoApplicants {
		orgs = append(orgs, co.Org)
	}
	known, err := store.Colleagues(ctx, a.Tx, in.Writers, orgs)
	if err != nil {
		return err
	}
	for i, id := range in.Writers {
		at := fmt.Sprintf("writers[%d]", i)
		switch {
		case id == parties.PI:
			p.At(at, "项目负责人本来就可以填写，不必另行指定", "the investigator writes anyway")
		case !slices.Contains(known, id):
			p.At(at, "须为申报单位或联合单位中已有账号的人员；请单位先邀请其加入", "must be a colleague of the applicant’s institutions with an account; the institution can invite them")
		case slices.Index(in.Writers, id) != i:
			p.At(at, "重复", "named twice")
		}
	}
	if len(p.Violations) > 0 {
		return p
	}
	if len(in.Writers) == 0 {
		a.Clear("parties", "writers")
		return nil
	}
	return a.Set("parties", docket.Parties{Writers: in.Writers})
}
