package store_test

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"testing"

	"yanlu/services/bureau/bureautest"
	"yanlu/services/review/commission/store"
	"yanlu/services/review/conflict"
)

// batch is a call with two applications, and what a case adds to it. 苏青 of 青岚
// leads the first, with 江枳学院 as co-applicant; every case has an expert of its own.
type batch struct {
	*bureautest.World
	t                *testing.T
	call, app, other string
	version          int
	team             []any
	co               string
}

func newBatch(t *testing.T) *batch {
	t.Helper()
	w := bureautest.New(t)
	b := &batch{World: w, t: t, call: w.OpenCall(), version: 1, co: "org-jiangzhi"}
	b.app, b.other = w.FormalCheck(b.call, 0), w.FormalCheck(b.call, 1)
	b.sql("create table kept as select id, facts from docket")
	b.applies(b.app, b.co)
	t.Cleanup(func() { b.sql("update docket d set facts = k.facts from kept k where k.id = d.id") })
	return b
}

func (b *batch) sql(query string, args ...any) {
	b.t.Helper()
	if _, err := b.Pool.Exec(context.Background(), query, args...); err != nil {
		b.t.Fatalf("%s: %v", query, err)
	}
}

func (b *batch) text(query string, args ...any) (s string) {
	b.t.Helper()
	if err := b.Pool.QueryRow(context.Background(), query, args...).Scan(&s); err != nil {
		b.t.Fatalf("%s: %v", query, err)
	}
	return s
}

// applies makes an organisation a co-applicant.
func (b *batch) applies(application, org string) {
	b.t.Helper()
	b.sql(`update docket set facts = jsonb_set(facts, '{parties,co_applicants}', jsonb_build_array(jsonb_build_object('org', $2::text, 'role', '联合'))) where id = $1`, application, org)
}

// expert enters somebody with a file who works at a unit of their own.
func (b *batch) expert(id, name string) string {
	b.t.Helper()
	b.sql("insert into organisation (id, uscc, name, kind) values ($1, $1, $2, 'university')", "unit-"+id, "远山大学（"+id+"）")
	b.sql("insert into person (id, login, name) values ($1, $1, $2)", id, name)
	b.sql("insert into role_grant (person, organisation, role) values ($1, $2, 'reviewer')", id, "unit-"+id)
	b.sql("insert into expert (person, status, source, kinds, verified_at, refreshed_at) values ($1, 'active', 'imported', '{technical}', now(), now())", id)
	return id
}

// relation puts a row into a file. Columns beside kind come as name and value.
func (b *batch) relation(person, kind string, more ...string) {
	b.t.Helper()
	columns, values, args := "person, seq, kind, declared_at", "$1, (select count(*) + 1 from expert_relation where person = $1), $2, now()", []any{person, kind}
	for i := 0; i < len(more); i += 2 {
		args = append(args, more[i+1])
		cast := ""
		if more[i] == "to_day" || more[i] == "from_day" {
			cast = "::text::date"
		}
		columns, values = columns+", "+more[i], fmt.Sprintf("%s, $%d%s", values, len(args), cast)
	}
	b.sql("insert into expert_relation ("+columns+") values ("+values+")", args...)
}

// member adds a row to the team of the first application.
func (b *batch) member(row map[string]any) {
	b.t.Helper()
	b.team = append(b.team, row)
	content := b.Content(0)
	content["people.team"] = append(slices.Clone(content["people.team"].([]any)), b.team...)
	b.version++
	b.Save(b.app, bureautest.Applicants[0].PI, b.version, content)
}

func row(name, unit string) map[string]any { return map[string]any{"name": name, "unit": unit} }

// found screens one expert and gives what speaks against the first application, and against the whole batch.
func (b *batch) found(expert string) (pair, barred []conflict.Exclusion) {
	b.t.Helper()
	apps, experts, err := store.Facts(context.Background(), b.Pool, b.call, []string{expert})
	if err != nil {
		b.t.Fatal(err)
	}
	s, err := conflict.New(conflict.Rule{AsOf: conflict.Date(b.Door.Now().Format("2006-01-02")), LookbackMonths: 36, AvoidMax: 3}, apps, experts)
	if err != nil {
		b.t.Fatal(err)
	}
	if rows := maps.Collect(s.Rows())[b.app]; len(rows) > 0 {
		pair = rows[0].Exclusions
	}
	if all := s.Barred(); len(all) > 0 {
		barred = all[0].Exclusions
	}
	return pair, barred
}

func has(list []conflict.Exclusion, g conflict.Ground, byName bool) bool {
	return slices.ContainsFunc(list, func(x conflict.Exclusion) bool { return x.Ground == g && x.Evidence.ByName == byName })
}

// grounds are the ways in which an expert is bound to the first application, each as the registers hold it.
var grounds = []struct {
	name   string
	given  func(b *batch, e string)
	ground conflict.Ground
	byName bool
	barred bool // of the whole batch
}{
	{"listed in the team", func(b *batch, e string) { b.member(row("专家 "+e, "远山大学("+e+")")) }, conflict.Participant, true, false},
	{"listed in the team, so of the batch", func(b *batch, e string) { b.member(row("专家"+e, "远山大学（"+e+"）")) }, conflict.SameBatch, true, true},
	{"listed in the team beside a namesake of the same unit", func(b *batch, e string) {
		b.sql("insert into person (id, login, name) values ($1, $1, $2)", e+"-twin", "专家"+e)
		b.sql("insert into role_grant (person, organisation, role) values ($1, $2, 'pi')", e+"-twin", "unit-"+e)
		b.member(row("专家"+e, "远山大学（"+e+"）"))
	}, conflict.Participant, true, false},
	{"of a team by a unit where they worked before", func(b *batch, e string) {
		b.sql("insert into expert_employment (person, seq, organisation_name, from_day) values ($1, 1, '旧院', '2001-01-01')", e)
		b.member(row("专家"+e, "旧 院"))
	}, conflict.Participant, true, false},
	{"telephone of a member on the register", func(b *batch, e string) {
		b.somebody(e+"-m", "成员"+e)
		b.sql("update person set phone = '138 0000 1111' where id = $1", e+"-m")
		b.sql("update person set phone = '138-00001111' where id = $1", e)
	}, conflict.SamePhone, true, false},
	{"mail of a member on the register", func(b *batch, e string) {
		b.somebody(e+"-m", "成员"+e)
		b.sql("update person set email = 'Same@example.test' where id in ($1, $2)", e+"-m", e)
	}, conflict.SameEmail, true, false},
	{"identity number of a member on the register", func(b *batch, e string) {
		b.somebody(e+"-m", "成员"+e)
		b.sql("update person set id_hash = $3 where id in ($1, $2)", e+"-m", e, "hash"+e)
	}, conflict.SameIDCard, true, false},
	{"telephone in the row of a member", func(b *batch, e string) {
		b.sql("update person set phone = '13900002222' where id = $1", e)
		b.member(map[string]any{"name": "张生", "unit": "某厂", "phone": "139 0000 2222"})
	}, conflict.SamePhone, false, false},
	{"telephone of the leader", func(b *batch, e string) {
		b.sql("update person set phone = '+86 136 0000' where id in ('person-suqing', $1)", e)
	}, conflict.SamePhone, false, false},
	{"supervisor by name", func(b *batch, e string) { b.relation(e, "supervisor", "other_name", "苏 青") }, conflict.Tutor, true, false},
	{"student by name and unit", func(b *batch, e string) {
		b.relation(e, "student", "other_name", "陈磐", "other_org_name", "青岚新材料（演示）有限公司")
	}, conflict.Tutor, true, false},
	{"supervisor on the register", func(b *batch, e string) { b.relation(e, "supervisor", "other_person", "person-suqing") }, conflict.Tutor, false, false},
	{"a member's own file names the expert a supervisor", func(b *batch, e string) {
		b.somebody(e+"-m", "成员"+e)
		b.file(e + "-m")
		b.relation(e+"-m", "supervisor", "other_person", e)
	}, conflict.Tutor, true, false},
	{"the leader's own file names the expert a student", func(b *batch, e string) {
		b.file("person-suqing")
		b.relation("person-suqing", "student", "other_name", "专家"+e)
	}, conflict.Tutor, true, false},
	{"co-author by name", func(b *batch, e string) { b.relation(e, "coauthor", "other_name", "苏青") }, conflict.Collaboration, true, false},
	{"co-author on the register", func(b *batch, e string) { b.relation(e, "coauthor", "other_person", "person-suqing") }, conflict.Collaboration, false, false},
	{"co-author who is in the team by name", func(b *batch, e string) { b.relation(e, "coauthor", "other_name", "吴澄") }, conflict.Collaboration, true, false},
	{"relative by name", func(b *batch, e string) { b.relation(e, "relative", "other_name", "罗岩", "note", "配偶") }, conflict.NearRelative, true, false},
	{"relative on the register", func(b *batch, e string) {
		b.relation(e, "relative", "other_person", "person-suqing", "note", "父母")
	}, conflict.NearRelative, false, false},
	{"dispute with the host", func(b *batch, e string) { b.relation(e, "dispute", "other_org", "org-qinglan", "note", "专利诉讼") }, conflict.InDispute, false, false},
	{"dispute with the co-applicant by name", func(b *batch, e string) {
		b.relation(e, "dispute", "other_org_name", b.text("select name from organisation where id = $1", b.co)+" ")
	}, conflict.InDispute, false, false},
	{"dispute with a member by name", func(b *batch, e string) { b.relation(e, "dispute", "other_name", "陈磐") }, conflict.InDispute, true, false},
	{"own declaration against the host", func(b *batch, e string) { b.relation(e, "recusal", "other_org", "org-qinglan") }, conflict.SelfDeclared, false, false},
	{"own declaration against the leader", func(b *batch, e string) { b.relation(e, "recusal", "other_person", "person-suqing") }, conflict.SelfDeclared, false, false},
	{"answered: not this application", func(b *batch, e string) { b.answered(e, "application", b.app) }, conflict.SelfDeclared, false, false},
	{"answered of another application: not its organisations", func(b *batch, e string) {
		b.applies(b.other, "org-qinglan")
		b.answered(e, "organisations", b.other)
	}, conflict.SelfDeclared, false, false},
	{"answered: a dispute", func(b *batch, e string) { b.answered(e, "dispute", b.app) }, conflict.InDispute, false, false},
	{"answered: nothing of the batch", func(b *batch, e string) { b.answered(e, "batch", b.other) }, conflict.SelfDeclared, false, true},
	{"answered: takes part in the batch", func(b *batch, e string) { b.answered(e, "participant", b.other) }, conflict.SameBatch, false, true},
	{"shares by the name of the organisation", func(b *batch, e string) {
		b.relation(e, "share", "other_org_name", "青岚新材料(演示) 有限公司")
	}, conflict.Shareholder, false, false},
	{"a post with the co-applicant", func(b *batch, e string) { b.relation(e, "post", "other_org", b.co) }, conflict.SeatHolder, false, false},
	{"works for the co-applicant", func(b *batch, e string) {
		b.sql("insert into role_grant (person, organisation, role) values ($1, $2, 'reviewer')", e, b.co)
	}, conflict.SameOrg, false, false},
	{"left the host within the look-back", func(b *batch, e string) {
		b.sql("insert into expert_employment (person, seq, organisation_name, from_day, to_day) values ($1, 1, '青岚新材料(演示)有限公司', '2015-01-01', ($2::timestamptz - interval '35 months')::date)", e, b.Door.Now())
	}, conflict.SameOrg, false, false},
	{"worked for the recommending organisation", func(b *batch, e string) {
		b.sql("insert into expert_employment (person, seq, organisation, organisation_name, from_day) values ($1, 1, 'org-tuijian', 'x', '2015-01-01')", e)
	}, conflict.RecommendingOrg, false, false},
	{"of the team of an earlier project of the leader", func(b *batch, e string) {
		b.earlier("person-suqing", row("专家"+e, "远山大学（"+e+"）"))
	}, conflict.Collaboration, true, false},
	{"of the team of an earlier project beside a member", func(b *batch, e string) {
		b.earlier("person-hemiao", row("专家"+e, "远山大学（"+e+"）"), row("陈磐", "青岚新材料（演示）有限公司"))
	}, conflict.Collaboration, true, false},
	{"led an earlier project with the leader in its team", func(b *batch, e string) {
		b.earlier(e, row("苏青", "青岚新材料（演示）有限公司"))
	}, conflict.Collaboration, true, false},
	{"on the list of those to avoid", func(b *batch, e string) {
		b.version++
		content := b.Content(0)
		content["compliance.avoid_experts"] = []any{row("专家"+e, "远山大学（"+e+"）")}
		b.Save(b.app, bureautest.Applicants[0].PI, b.version, content)
	}, conflict.ToAvoid, true, false},
}

// somebody is a member of the team who is on the register, of a unit of their own.
func (b *batch) somebody(id, name string) {
	b.t.Helper()
	b.sql("insert into organisation (id, uscc, name, kind) values ($1, $1, $2, 'university')", "unit-"+id, "近水学院"+id)
	b.sql("insert into person (id, login, name) values ($1, $1, $2)", id, name)
	b.sql("insert into role_grant (person, organisation, role) values ($1, $2, 'pi')", id, "unit-"+id)
	b.member(row(name, "近水学院"+id))
}

func (b *batch) file(person string) {
	b.t.Helper()
	b.sql("insert into expert (person, status, source, kinds, verified_at, refreshed_at) values ($1, 'active', 'self', '{technical}', now(), now()) on conflict do nothing", person)
}

// answered is what an expert declared on an invitation of some time ago.
func (b *batch) answered(e, scope, application string) {
	b.t.Helper()
	b.sql("insert into reviewer_declaration (review, person, scope, application, call, note, at) values ($1, $2, $3, $1, $4, '说明', $5)", application, e, scope, b.call, b.Door.Now())
	b.t.Cleanup(func() {
		b.sql("alter table reviewer_declaration disable trigger user")
		b.sql("delete from reviewer_declaration")
	})
}

// earlier is a project of another call, led by somebody with a team.
func (b *batch) earlier(pi string, team ...any) {
	b.t.Helper()
	copied := func(id, like string, parties map[string]string) {
		b.sql(`insert into docket (id, machine, state, terminal, seq, head, opened_at, since, facts)
			select $1, machine, state, terminal, seq, head, opened_at, since, jsonb_set(facts, '{parties}', (facts -> 'parties') - 'code' || $3) from docket where id = $2`, id, like, parties)
	}
	copied("earlier-call", b.call, map[string]string{})
	copied("earlier", b.app, map[string]string{"parent": "earlier-call", "pi": pi})
	b.sql("insert into draft (subject, version, content, saved_by, saved_at) values ('earlier', 1, $1, $2, now())", map[string]any{"people.team": team}, pi)
	b.t.Cleanup(func() {
		b.sql("alter table draft disable trigger user")
		b.sql("delete from draft where subject = 'earlier'")
		b.sql("delete from docket where id = 'earlier'")
		b.sql("delete from docket where id = 'earlier-call'")
	})
}

// Every ground is found from what the registers hold, and nobody is excluded for nothing.
func TestFactsGiveEveryGround(t *testing.T) {
	t.Parallel()
	b := newBatch(t)
	stranger := b.expert("stranger", "局外人")
	for i, c := range grounds {
		t.Run(c.name, func(t *testing.T) {
			b.t = t
			e := fmt.Sprintf("e%02d", i)
			b.expert(e, "专家"+e)
			if pair, barred := b.found(e); len(pair)+len(barred) > 0 {
				t.Fatalf("before: %+v %+v", pair, barred)
			}
			c.given(b, e)
			pair, barred := b.found(e)
			if c.barred {
				pair = barred
			}
			if !has(pair, c.ground, c.byName) {
				t.Errorf("want %s, by name %v; got %+v", c.ground, c.byName, pair)
			}
			if pair, barred := b.found(stranger); len(pair)+len(barred) > 0 {
				t.Errorf("somebody else is excluded: %+v %+v", pair, barred)
			}
		})
	}
	b.t = t
}
