package conflict

import (
	"encoding/json"
	"fmt"
	"maps"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"
)

var rule = Rule{AsOf: "2026-03-31", LookbackMonths: 36, AvoidMax: 2}

// plain is a pair between whom nothing stands.
func plain() (Application, Expert) {
	return Application{ID: "a", Orgs: []string{"host", "partner"}, Recommend: "bureau", Team: []Member{
			{Person: "pi", Name: "王一", Phone: "ph1", Email: "em1", IDCard: "id1", Unit: "单位甲", Ties: Ties{Supervisors: []Known{{Person: "prof"}}}, Works: []Work{{ID: "w1", Kind: "project", Until: "2025-01-01"}}},
			{Person: "m2", Name: "李二", Phone: "ph2", Email: "em2", IDCard: "id2"},
		}}, Expert{ID: "e", Name: "赵五", Phone: "ph9", Email: "em9", IDCard: "id9", Posts: []Post{{Org: "elsewhere"}},
			Units: []string{"单位乙"}, Works: []Work{{ID: "w9", Kind: "paper"}},
			Ties: Ties{Relatives: []Known{{Name: "孙八", Note: "配偶"}}, Supervisors: []Known{{Person: "old"}}, Students: []Known{{Person: "young"}}}}
}

func TestEveryGround(t *testing.T) {
	type pair struct {
		a *Application
		e *Expert
	}
	for _, c := range []struct {
		name   string
		set    func(p pair)
		ground Ground // 0: none
		want   Evidence
	}{
		{"nothing", func(pair) {}, 0, Evidence{}},
		{"is a member", func(p pair) { p.e.ID = "m2" }, Participant, Evidence{Fact: "team", Member: "m2"}},
		{"namesake of a member", func(p pair) { p.e.Name = "王一" }, 0, Evidence{}},
		{"not on the register, of the same name and unit", func(p pair) { p.a.Team[1] = Member{Name: "赵 五", Unit: "单位乙"} }, Participant, Evidence{Fact: "team", Member: "赵 五", Unit: "单位乙", ByName: true}},
		{"not on the register, of the same name elsewhere", func(p pair) { p.a.Team[1] = Member{Name: "赵五", Unit: "单位丙"} }, 0, Evidence{}},
		{"not on the register, of the same name somewhere", func(p pair) { p.a.Team[1] = Member{Name: "赵五"} }, Participant, Evidence{Fact: "team", Member: "赵五", ByName: true}},
		{"told apart", func(p pair) {
			p.a.Team[1] = Member{Name: "赵五", Unit: "单位乙"}
			p.a.Namesakes = []Namesake{{"e", "赵五"}}
		}, 0, Evidence{}},
		{"told apart from somebody else", func(p pair) {
			p.a.Team[1] = Member{Name: "赵五", Unit: "单位乙"}
			p.a.Namesakes = []Namesake{{"e", "李二"}, {"f", "赵五"}}
		}, Participant, Evidence{Fact: "team", Member: "赵五", Unit: "单位乙", ByName: true}},
		{"found by name and unit", func(p pair) { p.a.Team[1] = Member{Person: "e", ByName: true, Name: "赵五", Unit: "单位乙"} }, Participant, Evidence{Fact: "team", Member: "e", Unit: "单位乙", ByName: true}},
		{"a certain member cannot be told apart", func(p pair) { p.e.ID, p.a.Namesakes = "m2", []Namesake{{"m2", "李二"}} }, Participant, Evidence{Fact: "team", Member: "m2"}},
		{"supervisor by name", func(p pair) { p.e.Supervisors = []Known{{Name: "王一", Unit: "单位甲"}} }, Tutor, Evidence{Fact: "supervisor_of_expert", Member: "pi", Unit: "单位甲", ByName: true}},
		{"student by name, of another unit", func(p pair) { p.e.Students = []Known{{Name: "王一", Unit: "单位丙"}} }, Tutor, Evidence{Fact: "student_of_expert", Member: "pi", ByName: true}},
		{"co-author by name", func(p pair) { p.e.Coauthors = []Known{{Name: "王·一"}} }, Collaboration, Evidence{Fact: "coauthor", Member: "pi", ByName: true}},
		{"co-author long ago", func(p pair) { p.e.Coauthors = []Known{{Person: "pi", Until: "2023-03-30"}} }, 0, Evidence{}},
		{"the member names the expert a supervisor", func(p pair) { p.a.Team[1].Supervisors = []Known{{Name: "赵五"}} }, Tutor, Evidence{Fact: "student_of_expert", Member: "m2", ByName: true}},
		{"the member names the expert a relative", func(p pair) { p.a.Team[1].Relatives = []Known{{Person: "e", Note: "配偶"}} }, NearRelative, Evidence{Fact: "kinship", Member: "m2", Note: "配偶"}},
		{"dispute with a person by name", func(p pair) { p.e.Declared = []Declaration{{Name: "李二", Dispute: true}} }, InDispute, Evidence{Fact: "declaration", Member: "m2", ByName: true}},
		{"dispute that ended long ago", func(p pair) { p.e.Declared = []Declaration{{Org: "host", Dispute: true, Until: "2023-03-30"}} }, 0, Evidence{}},
		{"in the batch by declaration", func(p pair) { p.e.InBatch = true }, SameBatch, Evidence{Fact: "declaration"}},
		{"works for the host", func(p pair) { p.e.Posts[0].Org = "host" }, SameOrg, Evidence{Fact: "employment", Org: "host"}},
		{"works for a co-applicant", func(p pair) { p.e.Posts[0].Org = "partner" }, SameOrg, Evidence{Fact: "employment", Org: "partner"}},
		{"left 36 months ago to the day", func(p pair) { p.e.Posts[0] = Post{"host", "2020-01-01", "2023-03-31"} }, SameOrg, Evidence{Fact: "employment", Org: "host", From: "2020-01-01", Until: "2023-03-31"}},
		{"left a day before", func(p pair) { p.e.Posts[0] = Post{"host", "2020-01-01", "2023-03-30"} }, 0, Evidence{}},
		{"works for the recommending organisation", func(p pair) { p.e.Posts[0].Org = "bureau" }, RecommendingOrg, Evidence{Fact: "employment", Org: "bureau"}},
		{"left the recommending organisation long ago", func(p pair) { p.e.Posts[0] = Post{"bureau", "", "2023-03-30"} }, 0, Evidence{}},
		{"relative on the register", func(p pair) { p.e.Relatives[0] = Known{Person: "pi", Note: "父母"} }, NearRelative, Evidence{Fact: "kinship", Member: "pi", Note: "父母"}},
		{"relative by name", func(p pair) { p.e.Relatives[0].Name = "李 二" }, NearRelative, Evidence{Fact: "kinship", Member: "m2", Note: "配偶", ByName: true}},
		{"relative on the register of another name", func(p pair) { p.e.Relatives[0] = Known{Person: "x", Name: "李二"} }, 0, Evidence{}},
		{"member taught the expert", func(p pair) { p.e.Supervisors = []Known{{Person: "pi"}} }, Tutor, Evidence{Fact: "supervisor_of_expert", Member: "pi"}},
		{"expert taught a member", func(p pair) { p.e.Students = []Known{{Person: "m2"}} }, Tutor, Evidence{Fact: "student_of_expert", Member: "m2"}},
		{"expert taught a member, by the member's entry", func(p pair) { p.e.ID = "prof" }, Tutor, Evidence{Fact: "student_of_expert", Member: "pi"}},
		{"same project", func(p pair) { p.e.Works[0] = Work{ID: "w1", Kind: "project", Until: "2025-01-01"} }, Collaboration, Evidence{Fact: "project", Member: "pi", Work: "w1", Until: "2025-01-01"}},
		{"co-applicants without end", func(p pair) { p.e.Works[0] = Work{ID: "w1", Kind: "application", Until: ""} }, Collaboration, Evidence{Fact: "application", Member: "pi", Work: "w1"}},
		{"same project, ended 36 months ago", func(p pair) { p.e.Works[0] = Work{ID: "w1", Kind: "project", Until: "2023-03-31"} }, Collaboration, Evidence{Fact: "project", Member: "pi", Work: "w1", Until: "2023-03-31"}},
		{"same project, ended a day before", func(p pair) { p.e.Works[0] = Work{ID: "w1", Kind: "project", Until: "2023-03-30"} }, 0, Evidence{}},
		{"same project, the member left long ago", func(p pair) {
			p.e.Works[0] = Work{ID: "w1", Kind: "project", Until: ""}
			p.a.Team[0].Works[0].Until = "2023-03-30"
		}, 0, Evidence{}},
		{"shares", func(p pair) { p.e.Interests = []Interest{{"host", Shares, "2024-01-01", ""}} }, Shareholder, Evidence{Fact: "shares", Org: "host", From: "2024-01-01"}},
		{"shares sold on the day", func(p pair) { p.e.Interests = []Interest{{"host", Shares, "", "2023-03-31"}} }, Shareholder, Evidence{Fact: "shares", Org: "host", Until: "2023-03-31"}},
		{"shares sold before", func(p pair) { p.e.Interests = []Interest{{"host", Shares, "", "2023-03-30"}} }, 0, Evidence{}},
		{"shares of the recommending organisation", func(p pair) { p.e.Interests = []Interest{{"bureau", Shares, "", ""}} }, 0, Evidence{}},
		{"seat", func(p pair) { p.e.Interests = []Interest{{"partner", Seat, "", ""}} }, SeatHolder, Evidence{Fact: "seat", Org: "partner"}},
		{"phone", func(p pair) { p.e.Phone = "ph2" }, SamePhone, Evidence{Fact: "phone", Member: "m2"}},
		{"mail", func(p pair) { p.e.Email = "em1" }, SameEmail, Evidence{Fact: "email", Member: "pi"}},
		{"identity number", func(p pair) { p.e.IDCard = "id1" }, SameIDCard, Evidence{Fact: "id_card", Member: "pi"}},
		{"no phone on either side", func(p pair) { p.e.Phone, p.a.Team[0].Phone = "", "" }, 0, Evidence{}},
		{"a phone that is the other's mail", func(p pair) { p.e.Phone = "em1" }, 0, Evidence{}},
		{"dispute with an organisation", func(p pair) { p.e.Declared = []Declaration{{Org: "host", Dispute: true, Note: "专利诉讼"}} }, InDispute, Evidence{Fact: "declaration", Org: "host", Note: "专利诉讼"}},
		{"dispute with a person", func(p pair) { p.e.Declared = []Declaration{{Person: "m2", Dispute: true}} }, InDispute, Evidence{Fact: "declaration", Member: "m2"}},
		{"on the list by id", func(p pair) { p.a.Avoid = []Avoided{{Person: "e"}} }, ToAvoid, Evidence{Fact: "avoid_list"}},
		{"on the list by name", func(p pair) { p.a.Avoid = []Avoided{{Name: "赵五"}} }, ToAvoid, Evidence{Fact: "avoid_list", ByName: true}},
		{"last that counts on the list", func(p pair) { p.a.Avoid = []Avoided{{Name: "甲"}, {Person: "e"}} }, ToAvoid, Evidence{Fact: "avoid_list"}},
		{"one too many on the list", func(p pair) { p.a.Avoid = []Avoided{{Name: "甲"}, {Name: "乙"}, {Person: "e"}} }, 0, Evidence{}},
		{"another person of that name on the list", func(p pair) { p.a.Avoid = []Avoided{{Person: "x", Name: "赵五"}} }, 0, Evidence{}},
		{"declared for the application", func(p pair) { p.e.Declared = []Declaration{{Application: "a"}} }, SelfDeclared, Evidence{Fact: "declaration", Application: "a"}},
		{"declared for another", func(p pair) { p.e.Declared = []Declaration{{Application: "b"}} }, 0, Evidence{}},
		{"declared for the organisation", func(p pair) { p.e.Declared = []Declaration{{Org: "partner"}} }, SelfDeclared, Evidence{Fact: "declaration", Org: "partner"}},
		{"declared for the person", func(p pair) { p.e.Declared = []Declaration{{Person: "pi"}} }, SelfDeclared, Evidence{Fact: "declaration", Member: "pi"}},
		{"declared for the batch", func(p pair) { p.e.Declared = []Declaration{{Note: "出国"}} }, SelfDeclared, Evidence{Fact: "declaration", Note: "出国"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			a, e := plain()
			c.set(pair{&a, &e})
			got, err := rule.Pair(a, e)
			var want []Exclusion
			if c.ground != 0 {
				for _, m := range a.Team {
					if c.want.Member == m.Person || c.want.Member == m.Name {
						c.want.Name = m.Name
					}
				}
				want = []Exclusion{{c.ground, c.want}}
			}
			if err != nil || !reflect.DeepEqual(got, want) {
				t.Errorf("%v\n got %+v\nwant %+v", err, got, want)
			}
		})
	}
}

func TestWordings(t *testing.T) {
	for _, g := range Grounds() {
		zh, en := g.Sentence()
		raw, _ := json.Marshal(g)
		var back Ground
		if err := json.Unmarshal(raw, &back); err != nil || back != g || zh == "" || en == "" || g.Rule() == "" {
			t.Errorf("%d: %s %v %q %q", g, raw, err, zh, en)
		}
	}
	zh, en := Exclusion{Shareholder, Evidence{Fact: "shares", Org: "host", From: "2024-01-05"}}.Sentence(map[string]string{"host": "青岚公司"})
	if zh != "持有申报单位股份；事实：持股；单位：青岚公司；自2024年1月5日" || en != "holds shares of an applicant; fact: shares; organisation 青岚公司; from 2024-01-05" {
		t.Error(zh, en)
	}
	zh, en = Exclusion{NearRelative, Evidence{Fact: "kinship", Member: "p1", Name: "王一", Note: "配偶", Unit: "甲院", ByName: true}}.Sentence(nil)
	if zh != "与项目组成员是近亲属；事实：申报的亲属关系；成员：王一；说明：配偶；姓名和单位（甲院）相同，请核实是否为同一人" || !strings.HasSuffix(en, "member 王一; note: 配偶; name and unit (甲院) are the same, to be confirmed") {
		t.Error(zh, en)
	}
}

// No id and no code of a fact is ever shown to people.
func TestSentencesShowNoCodes(t *testing.T) {
	apps, experts := Invent(80, 80, 7)
	s, err := New(rule, apps, experts)
	if err != nil {
		t.Fatal(err)
	}
	said := 0
	tell := func(list []Conflict) {
		for _, c := range list {
			for _, x := range c.Exclusions {
				names := map[string]string{}
				for _, id := range x.Named() {
					names[id] = "名称"
				}
				zh, en := x.Sentence(names)
				if said++; strings.ContainsFunc(zh, func(r rune) bool { return r >= 'a' && r <= 'z' }) || strings.ContainsAny(en, "_#") || words[x.Evidence.Fact][0] == "" {
					t.Fatalf("%+v: %s, %s", x, zh, en)
				}
			}
		}
	}
	for _, row := range s.Rows() {
		tell(row)
	}
	if tell(s.Barred()); said < 100 {
		t.Errorf("only %d sentences", said)
	}
}

func TestPlain(t *testing.T) {
	for _, same := range [][2]string{{"王 一", "王一"}, {"阿依古丽·买买提", "阿依古丽•买买提"}, {"阿依古丽・买买提", "阿依古丽买买提"}, {"青岚（演示）公司", "青岚(演示) 公司"}, {"ＡＢ大学", "ab大学"}, {"王\u200b一", "王　一"}} {
		if Plain(same[0]) != Plain(same[1]) {
			t.Errorf("%q and %q are told apart", same[0], same[1])
		}
	}
	if Plain("王一") == Plain("王二") || place("王一", "") != "" {
		t.Error("different names are one")
	}
}

func TestWindow(t *testing.T) {
	for _, c := range []struct {
		asOf   Date
		months int
		since  Date
	}{
		{"2026-03-31", 36, "2023-03-31"}, {"2028-02-29", 36, "2025-02-28"}, {"2026-05-31", 3, "2026-02-28"},
		{"2026-01-15", 1, "2025-12-15"}, {"2026-03-31", 0, "2026-03-31"}, {"2024-03-31", 1, "2024-02-29"},
	} {
		w, err := Rule{AsOf: c.asOf, LookbackMonths: c.months}.window()
		if err != nil || w.since != c.since {
			t.Errorf("%+v: %v %v", c, w.since, err)
		}
	}
	a, e := plain()
	e.Posts[0].Until = "2023/3/31"
	if _, err := New(rule, []Application{a}, []Expert{e}); err == nil {
		t.Error("a date of another form was compared")
	}
	if _, err := (Rule{AsOf: "today"}).Pair(a, e); err == nil {
		t.Error("a rule without a day was applied")
	}
}

func TestBeyondTheList(t *testing.T) {
	list := []Avoided{{Name: "甲"}, {Name: "乙"}, {Name: "丙"}}
	for n, want := range []int{0, 0, 0, 1} {
		if got := rule.Beyond(Application{Avoid: list[:n]}); len(got) != want {
			t.Errorf("%d names: %v are too many", n, got)
		}
	}
}

// The batch bars its participants from every application.
func TestBarred(t *testing.T) {
	a, e := plain()
	b := a
	b.ID, b.Team = "b", []Member{{Person: "e", IDCard: "other"}, {Person: "z", IDCard: "id-f"}}
	f, g := e, e
	f.ID, f.IDCard = "f", "id-f"
	g.ID, g.IDCard = "g", ""
	x := []Exclusion{{SameBatch, Evidence{Fact: "team", Application: "b"}}}
	b.Team = append(b.Team, Member{Name: "周六", Unit: "单位乙"})
	h := e
	h.ID, h.IDCard, h.Name = "h", "", "周六"
	s, err := New(rule, []Application{b, a}, []Expert{g, f, e, h})
	if err != nil {
		t.Fatal(err)
	}
	named := []Exclusion{{SameBatch, Evidence{Fact: "team", Application: "b", Name: "周六", Unit: "单位乙", ByName: true}}}
	if want := []Conflict{{"e", x}, {"f", x}, {"h", named}}; !reflect.DeepEqual(s.Barred(), want) {
		t.Errorf("%+v", s.Barred())
	}
}

// agree compares the indexed screening with the reference for every pair of a
// small district, and with itself in another order of the registers.
func agree(t *testing.T, seed uint64) map[Ground]int {
	r := rand.New(rand.NewPCG(seed, 1))
	apps, experts := Invent(1+r.IntN(12), 1+r.IntN(16), seed)
	s, err := New(rule, apps, experts)
	if err != nil {
		t.Fatal(err)
	}
	if plain := maps.Collect(s.Pairwise()); !reflect.DeepEqual(maps.Collect(s.Rows()), plain) {
		t.Fatalf("seed %d: pair by pair the answer is another", seed)
	}
	rows, seen := maps.Collect(s.Rows()), map[Ground]int{}
	for _, a := range apps {
		found := map[string][]Exclusion{}
		for _, c := range rows[a.ID] {
			found[c.Expert] = c.Exclusions
		}
		if len(found) != len(rows[a.ID]) {
			t.Fatalf("an expert is listed twice for %s", a.ID)
		}
		for _, e := range experts {
			want := reference(rule, a, e)
			got := found[e.ID]
			if !reflect.DeepEqual(got, want) {
				t.Fatalf("seed %d, %s and %s:\n got %+v\nwant %+v", seed, a.ID, e.ID, got, want)
			}
			one, err := rule.Pair(a, e)
			if err != nil || !reflect.DeepEqual(one, tidy(slices.Concat(want, s.window.barred(&e)))) {
				t.Fatalf("seed %d: Pair of %s and %s: %+v", seed, a.ID, e.ID, one)
			}
			for _, x := range got {
				seen[x.Ground]++
			}
		}
	}
	r.Shuffle(len(apps), func(i, j int) { apps[i], apps[j] = apps[j], apps[i] })
	r.Shuffle(len(experts), func(i, j int) { experts[i], experts[j] = experts[j], experts[i] })
	again, _ := New(rule, apps, experts)
	if a, b := fmt.Sprint(slices.Collect(maps.Values(rows))), maps.Collect(again.Rows()); len(a) == 0 || !reflect.DeepEqual(rows, b) || !reflect.DeepEqual(s.Barred(), again.Barred()) {
		t.Fatalf("seed %d: another order gave another answer", seed)
	}
	return seen
}

func TestIndexAgreesWithReference(t *testing.T) {
	total := map[Ground]int{}
	for seed := range uint64(400) {
		for g, n := range agree(t, seed) {
			total[g] += n
		}
	}
	for _, g := range Grounds() {
		if g != SameBatch && total[g] == 0 {
			t.Errorf("no district has %s", g)
		}
	}
	t.Log(total)
}

func FuzzIndexAgreesWithReference(f *testing.F) {
	f.Add(uint64(12345))
	f.Fuzz(func(t *testing.T, seed uint64) { agree(t, seed) })
}

// More look-back and a longer list never free anybody.
func TestMoreRuleMoreConflicts(t *testing.T) {
	apps, experts := Invent(60, 60, 4)
	count := func(r Rule) map[string]bool {
		s, _ := New(r, apps, experts)
		out := map[string]bool{}
		for a, row := range s.Rows() {
			for _, c := range row {
				out[a+c.Expert] = true
			}
		}
		return out
	}
	last := count(Rule{AsOf: rule.AsOf})
	for months := 12; months <= 84; months += 12 {
		next := count(Rule{AsOf: rule.AsOf, LookbackMonths: months, AvoidMax: months / 24})
		for pair := range last {
			if !next[pair] {
				t.Fatalf("%d months free %s", months, pair)
			}
		}
		last = next
	}
}
