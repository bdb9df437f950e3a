package conflict

import (
	"reflect"
	"testing"
)

// What an expert says of a whole batch, or of one application, is a dispute or a
// recusal as they said, and counts until its end and for the look-back after.
func TestDeclarationsOfTheExpert(t *testing.T) {
	for name, c := range map[string]struct {
		said  Declaration
		want  Ground // 0: none
		whole bool   // of the batch, not of the one application
	}{
		"a dispute about the application": {Declaration{Application: "a", Dispute: true}, InDispute, false},
		"a recusal from the application":  {Declaration{Application: "a"}, SelfDeclared, false},
		"a dispute about another one":     {Declaration{Application: "b", Dispute: true}, 0, false},
		"a dispute with the batch":        {Declaration{Dispute: true, Note: "诉讼"}, InDispute, true},
		"a recusal from the batch":        {Declaration{Note: "出国"}, SelfDeclared, true},
		"still within the look-back":      {Declaration{Until: "2023-03-31"}, SelfDeclared, true},
		"over before the look-back":       {Declaration{Until: "2023-03-30"}, 0, true},
		"a dispute over before it":        {Declaration{Dispute: true, Until: "2023-03-30"}, 0, true},
	} {
		a, e := plain()
		e.Declared = []Declaration{c.said}
		pair, err := rule.Pair(a, e)
		s, errAll := New(rule, []Application{a}, []Expert{e})
		if err != nil || errAll != nil {
			t.Fatal(name, err, errAll)
		}
		if got := first(pair); got != c.want {
			t.Errorf("%s: the pair meets on %d, want %d", name, got, c.want)
		}
		barred := Ground(0)
		for _, x := range s.Barred() {
			barred = first(x.Exclusions)
		}
		if want := map[bool]Ground{true: c.want}[c.whole]; barred != want {
			t.Errorf("%s: barred from the batch by %d, want %d", name, barred, want)
		}
	}
}

// first is the one ground of a list; 0 when there is none.
func first(list []Exclusion) Ground {
	if len(list) == 0 {
		return 0
	}
	return list[0].Ground
}

// Whoever only has the name and unit of somebody in the batch is barred until a
// person tells the two apart: for that application and nobody else's.
func TestToldApartFromTheBatch(t *testing.T) {
	a, e := plain()
	a.Team = append(a.Team, Member{Name: e.Name, Unit: e.Units[0]})
	b := Application{ID: "b", Team: []Member{{Person: "z", Name: "别人"}}}
	for name, c := range map[string]struct {
		decided []Namesake
		sure    bool // the register says that they are one
		barred  bool
	}{
		"undecided":                     {nil, false, true},
		"told apart":                    {[]Namesake{{e.ID, e.Name}}, false, false},
		"told apart, written otherwise": {[]Namesake{{e.ID, "赵 五"}}, false, false},
		"another expert told apart":     {[]Namesake{{"other", e.Name}}, false, true},
		"another member told apart":     {[]Namesake{{e.ID, "李二"}}, false, true},
		"the same person all the same":  {[]Namesake{{e.ID, e.Name}}, true, true},
	} {
		a := a
		a.Namesakes = c.decided
		if c.sure {
			a.Team = append(a.Team[:2:2], Member{Person: e.ID, Name: e.Name, Unit: e.Units[0]})
		}
		s, err := New(rule, []Application{b, a}, []Expert{e})
		if err != nil {
			t.Fatal(err)
		}
		if got := s.Barred(); (len(got) > 0) != c.barred {
			t.Errorf("%s: %+v", name, got)
		}
	}
	// Told apart from the member of one application, they still are the member of another.
	a.Namesakes, b.Team = []Namesake{{e.ID, e.Name}}, []Member{{Name: e.Name, Unit: e.Units[0]}}
	s, err := New(rule, []Application{a, b}, []Expert{e})
	want := []Conflict{{e.ID, []Exclusion{{SameBatch, Evidence{Fact: "team", Application: "b", Name: e.Name, Unit: e.Units[0], ByName: true}}}}}
	if err != nil || !reflect.DeepEqual(s.Barred(), want) {
		t.Errorf("%v %+v", err, s.Barred())
	}
}
