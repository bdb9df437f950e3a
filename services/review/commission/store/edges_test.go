package store_test

import (
	"context"
	"fmt"
	"testing"
	"time"

	"yanlu/services/bureau/bureautest"
	"yanlu/services/review/commission/store"
	"yanlu/services/review/conflict"
)

// longAgo is before the look-back, counted from the day of the screening.
func (b *batch) longAgo() time.Time { return b.Door.Now().AddDate(0, -37, 0) }

// answeredIn is what an expert declared on an invitation of a call at a moment.
func (b *batch) answeredIn(e, scope, application, call string, at time.Time) {
	b.t.Helper()
	b.answered(e, scope, application)
	b.sql("alter table reviewer_declaration disable trigger user")
	b.sql("update reviewer_declaration set call = $2, at = $3 where person = $1", e, call, at)
}

// anotherCall is one that ran before, without applications.
func (b *batch) anotherCall() string {
	b.t.Helper()
	b.sql(`insert into docket (id, machine, state, terminal, seq, head, opened_at, since, facts)
		select 'another-call', machine, state, terminal, seq, head, opened_at, since, facts #- '{parties,code}' from docket where id = $1 on conflict do nothing`, b.call)
	b.t.Cleanup(func() {
		b.sql("alter table reviewer_declaration disable trigger user")
		b.sql("delete from reviewer_declaration")
		b.sql("delete from docket where id = 'another-call'")
	})
	return "another-call"
}

// earlierIn makes the earlier project one of a state.
func (b *batch) earlierIn(state string, ended *time.Time, e string) {
	b.t.Helper()
	b.earlier("person-suqing", row("专家"+e, "远山大学（"+e+"）"))
	b.sql("update docket set state = $1, terminal = $2::timestamptz is not null, ended_at = $2 where id = 'earlier'", state, ended)
}

// edges are what is near a ground: found where it is one, and nobody kept out where it is none.
var edges = []struct {
	name   string
	given  func(b *batch, e string)
	ground conflict.Ground // 0: none
}{
	{"telephone of one of two namesakes of a unit: who the member is, nobody knows", func(b *batch, e string) {
		b.somebody(e+"-m", "成员"+e)
		b.sql("update person set phone = '137 0000 3333' where id = $1", e+"-m")
		b.sql("insert into person (id, login, name) values ($1, $1, $2)", e+"-n", "成员"+e)
		b.sql("insert into role_grant (person, organisation, role) values ($1, $2, 'pi')", e+"-n", "unit-"+e+"-m")
		b.sql("update person set phone = '13700003333' where id = $1", e)
	}, 0},
	{"mail that differs in capitals", func(b *batch, e string) {
		b.somebody(e+"-m", "成员"+e)
		b.sql("update person set email = 'Case@Example.test' where id = $1", e+"-m")
		b.sql("update person set email = ' case@example.test' where id = $1", e)
	}, conflict.SameEmail},
	{"mail in the row of a member", func(b *batch, e string) {
		b.sql("update person set email = 'row@example.test' where id = $1", e)
		b.member(map[string]any{"name": "张生", "unit": "某厂", "email": "Row@example.test"})
	}, conflict.SameEmail},
	{"co-author whom the register knows and the form only names, without a unit", func(b *batch, e string) {
		b.sql("insert into person (id, login, name) values ($1, $1, $2)", e+"-c", "合著"+e)
		b.relation(e, "coauthor", "other_person", e+"-c")
		b.member(row("合著"+e, ""))
	}, conflict.Collaboration},
	{"co-author who left no unit and is not on the register", func(b *batch, e string) {
		b.relation(e, "coauthor", "other_name", "合著"+e)
		b.member(row("合著"+e, ""))
	}, conflict.Collaboration},
	{"dispute that ended before the look-back", func(b *batch, e string) {
		b.relation(e, "dispute", "other_org", "org-qinglan", "to_day", b.longAgo().Format(time.DateOnly))
	}, 0},
	{"recusal from an organisation that nobody registered", func(b *batch, e string) {
		b.relation(e, "recusal", "other_org_name", "无此单位")
	}, 0},
	{"recusal from a person of the host", func(b *batch, e string) {
		b.relation(e, "recusal", "other_name", "无此人", "other_org", "org-qinglan")
	}, 0},
	{"shares sold before the look-back", func(b *batch, e string) {
		b.relation(e, "share", "other_org", "org-qinglan", "to_day", b.longAgo().Format(time.DateOnly))
	}, 0},
	{"co-author before the look-back", func(b *batch, e string) {
		b.relation(e, "coauthor", "other_person", "person-suqing", "to_day", b.longAgo().Format(time.DateOnly))
	}, 0},
	{"left the host before the look-back", func(b *batch, e string) {
		b.sql("insert into expert_employment (person, seq, organisation_name, organisation, from_day, to_day) values ($1, 1, 'x', 'org-qinglan', '2010-01-01', $2::timestamptz::date)", e, b.longAgo())
	}, 0},
	{"answered of the organisations, before the look-back", func(b *batch, e string) {
		b.answeredIn(e, "organisations", b.app, b.call, b.longAgo())
	}, 0},
	{"answered of the organisations, in another call", func(b *batch, e string) {
		b.answeredIn(e, "organisations", b.app, b.anotherCall(), b.Door.Now())
	}, conflict.SelfDeclared},
	{"answered: nothing of another batch", func(b *batch, e string) {
		b.answeredIn(e, "batch", b.other, b.anotherCall(), b.Door.Now())
	}, 0},
	{"answered: takes part in another batch", func(b *batch, e string) {
		b.answeredIn(e, "participant", b.other, b.anotherCall(), b.Door.Now())
	}, 0},
	{"answered: not another application", func(b *batch, e string) { b.answered(e, "application", b.other) }, 0},
	{"of an earlier project that ran out before the look-back", func(b *batch, e string) {
		ended := b.longAgo()
		b.earlierIn("ARCHIVED", &ended, e)
	}, 0},
	{"of an earlier project that ended within the look-back", func(b *batch, e string) {
		ended := b.Door.Now().AddDate(0, -35, 0)
		b.earlierIn("ARCHIVED", &ended, e)
	}, conflict.Collaboration},
	{"of an earlier project that was never handed in", func(b *batch, e string) { b.earlierIn("DRAFT", nil, e) }, 0},
	{"of an earlier project that was withdrawn", func(b *batch, e string) {
		ended := b.Door.Now()
		b.earlierIn("WITHDRAWN", &ended, e)
	}, 0},
}

// What is near a ground is no ground, and none is missed for the way it is written.
func TestEdgesOfTheGrounds(t *testing.T) {
	t.Parallel()
	b := newBatch(t)
	for i, c := range edges {
		t.Run(c.name, func(t *testing.T) {
			b.t = t
			e := fmt.Sprintf("edge%02d", i)
			b.expert(e, "专家"+e)
			c.given(b, e)
			pair, barred := b.found(e)
			if c.ground == 0 && len(pair)+len(barred) > 0 {
				t.Errorf("kept out: %+v %+v", pair, barred)
			}
			if c.ground != 0 && (len(pair) == 0 || pair[0].Ground != c.ground) {
				t.Errorf("want %s; got %+v", c.ground, pair)
			}
		})
	}
	b.t = t
}

// Only what was handed in takes part in a batch, and people of one batch did not
// work together for that: the application they are of says enough.
func TestWhoTakesPartInABatch(t *testing.T) {
	t.Parallel()
	b := newBatch(t)
	inDraft, inOther := b.expert("p1", "张一一"), b.expert("p2", "张二二")
	listed := func(id, pi string, n, version int, expert, name string) {
		content := b.Content(n)
		content["people.team"] = append(content["people.team"].([]any), row(name, "远山大学（"+expert+"）"))
		b.Save(id, pi, version, content)
	}
	draft := b.Draft(b.call, 2)
	listed(draft, bureautest.Applicants[2].PI, 2, 9, inDraft, "张一一")
	listed(b.other, bureautest.Applicants[1].PI, 1, 9, inOther, "张二二")
	b.sql("update docket set facts = jsonb_set(facts, '{parties,pi}', '\"person-suqing\"') where id = $1", b.other)
	if pair, barred := b.found(inDraft); len(pair)+len(barred) > 0 {
		t.Errorf("listed in a draft that nobody handed in: %+v %+v", pair, barred)
	}
	pair, barred := b.found(inOther)
	if len(pair) > 0 || !has(barred, conflict.SameBatch, true) {
		t.Errorf("of another application of the batch: %+v %+v", pair, barred)
	}
}

// The leader is a member once, also where the form names them again; who is named
// for the leader's details is a member as well.
func TestTeamOfAForm(t *testing.T) {
	t.Parallel()
	b := newBatch(t)
	b.member(row("苏 青", "青岚公司"))
	b.member(row("苏青", "青岚新材料（演示）有限公司"))
	content := b.Content(0)
	content["people.team"] = append(content["people.team"].([]any), b.team...)
	content["people.pi_detail"] = []any{row("详情人", "某院"), row("", "某院")}
	b.Save(b.app, bureautest.Applicants[0].PI, b.version+1, content)
	apps, _, err := store.Facts(context.Background(), b.Pool, b.call, nil)
	if err != nil {
		t.Fatal(err)
	}
	times := map[string]int{}
	for _, a := range apps {
		for _, m := range a.Team {
			if a.ID == b.app {
				times[conflict.Plain(m.Name)]++
			}
		}
	}
	if times["苏青"] != 1 || times["详情人"] != 1 || times[""] != 0 || times["陈磐"] != 1 {
		t.Errorf("members %v", times)
	}
}
