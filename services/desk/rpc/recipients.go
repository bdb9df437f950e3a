package rpc

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/jackc/pgx/v5"

	deskv1 "yanlu/proto/gen/yanlu/desk/v1"
	"yanlu/services/docket"
	dockrpc "yanlu/services/docket/rpc"
	"yanlu/services/lifecycle"
	"yanlu/services/platform/problem"
)

// byRelation says who is meant by a role: a person, the docket the message is
// filed under for them, and its number. Whoever stands in for a colleague now is
// meant as well. A reviewer is told by the review, which
// is all of the application that they may open.
var byRelation = map[string]string{
	"pi":          "select pi as person, id, seq, 0 as turn from subject where pi is not null",
	"institution": "select g.person, s.id, s.seq, 1 as turn from subject s join grant_now g on g.role = 'institution' and g.organisation = s.host_org",
	"recommender": "select g.person, s.id, s.seq, 2 as turn from subject s join grant_now g on g.role = 'recommender' and g.organisation = s.recommender_org",
	"reviewer": `select r.reviewer as person, r.id, r.seq, 3 as turn from subject s join docket r on r.parent = s.id
		where r.machine = 'review' and r.state in ('INVITED', 'ACCEPTED')`,
}

// addressed is a message's filter as SQL: subject are the dockets, told the
// people, each once.
type addressed struct {
	*dockrpc.Conditions
	subject, told string
}

func (s *Server) addressed(a docket.Actor, f *deskv1.Filter, roles []string) (addressed, error) {
	if err := checkAddress(f, roles); err != nil {
		return addressed{}, err
	}
	c := dockrpc.NewConditions(s.Door.Now())
	parts := []string{"machine = 'project'", c.Visible(a, lifecycle.ProjectMachine)}
	if len(f.GetStates()) > 0 {
		parts = append(parts, "state = any("+c.Arg(f.GetStates())+")")
	}
	if f.GetCall() != "" {
		parts = append(parts, "parent = "+c.Arg(f.GetCall()))
	}
	if len(f.GetDockets()) > 0 {
		parts = append(parts, "id = any("+c.Arg(f.GetDockets())+")")
	}
	var from []string
	for _, r := range roles {
		from = append(from, byRelation[r])
	}
	return addressed{
		Conditions: c,
		subject:    "select id, seq, pi, host_org, recommender_org from docket where " + strings.Join(parts, " and "),
		told: `select distinct on (x.person) x.person, x.id, x.seq, x.turn, p.name from (with grant_now as (select * from grants_at(` + c.Arg(s.Door.Now()) + `)) ` + strings.Join(from, " union all ") + `) as x
			join person p on p.id = x.person and p.disabled_at is null where x.person <> ` + c.Arg(a.Person) + ` order by x.person, x.turn, x.id`,
	}, nil
}

func checkAddress(f *deskv1.Filter, roles []string) error {
	p := problem.New(problem.Invalid, "MESSAGE_INVALID", "消息的收件范围有误", "It is not clear whom the message is for")
	for _, r := range roles {
		if byRelation[r] == "" {
			p.At("roles", "请选择收件人类别", "choose whom to write to")
		}
	}
	if f.GetMachine() != "" && f.GetMachine() != string(lifecycle.ProjectMachine) {
		p.At("filter.machine", "只能按项目群发", "messages go to the parties of projects")
	}
	for _, state := range f.GetStates() {
		if !slices.ContainsFunc(lifecycle.Project.Standings, func(s lifecycle.Standing) bool { return string(s.State) == state }) {
			p.At("filter.states", "没有这一状态", "there is no such state")
		}
	}
	if len(f.GetStates())+len(f.GetDockets()) == 0 && f.GetCall() == "" {
		p.At("filter", "请先限定批次、状态或项目", "name a call, a state or the projects first")
	}
	if len(p.Violations) > 0 {
		return p
	}
	return nil
}

// previewed is how many names a preview shows.
const previewed = 20

// PreviewMessage says whom a message would reach. Reviewers are counted, never
// named: who reviews what is the agency's to know.
func (s *Server) PreviewMessage(ctx context.Context, req *deskv1.PreviewMessageRequest) (*deskv1.PreviewMessageResponse, error) {
	to, err := s.addressed(dockrpc.ActorOf(ctx), req.GetFilter(), req.GetRoles())
	if err != nil {
		return nil, err
	}
	out := &deskv1.PreviewMessageResponse{}
	sql := fmt.Sprintf(`with subject as (%s), told as (%s) select (select count(*) from subject), (select count(*) from told),
		coalesce((select array_agg(name) from (select name from told where turn < 3 order by turn, name collate "zh-x-icu", person limit %d) as first), '{}')`, to.subject, to.told, previewed)
	err = s.Door.Pool().QueryRow(ctx, sql, to.Args()...).Scan(&out.Dockets, &out.People, &out.Names)
	if err != nil {
		return nil, fmt.Errorf("desk: recipients: %w", err)
	}
	return out, nil
}

// deliver writes a notification for everyone who is addressed, each once.
func (to addressed) deliver(ctx context.Context, tx pgx.Tx, id, subject string) (dockets, people int32, err error) {
	sql := fmt.Sprintf(`with subject as (%s), told as (%s),
		sent as (insert into notification (person, subject, seq, zh, en, at, message)
			select t.person, t.id, t.seq, %s, %s, m.at, m.id from told t, message m where m.id = %[5]s returning 1)
		select (select count(*) from subject), (select count(*) from sent)`, to.subject, to.told, to.Arg(subject), to.Arg(subject), to.Arg(id))
	if err = tx.QueryRow(ctx, sql, to.Args()...).Scan(&dockets, &people); err != nil {
		return 0, 0, fmt.Errorf("desk: deliver: %w", err)
	}
	return dockets, people, nil
}
