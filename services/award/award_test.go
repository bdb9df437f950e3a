package award

import (
	"testing"

	"yanlu/services/application"
	"yanlu/services/lifecycle"
)

func TestTargetsNotLower(t *testing.T) {
	proposed := []application.Target{{Name: "精度", Value: "0.95"}, {Name: "专利", Value: "3"}, {Name: "标准", Value: "通过省级鉴定"}}
	cases := []struct {
		name   string
		agreed []application.Target
		ok     bool
	}{
		{"equal", proposed, true},
		{"higher", []application.Target{{Name: "精度", Value: "0.950"}, {Name: "专利", Value: "4"}, {Name: "标准", Value: "通过省级鉴定"}, {Name: "新增", Value: "1"}}, true},
		{"lower", []application.Target{{Name: "精度", Value: "0.949"}, {Name: "专利", Value: "3"}, {Name: "标准", Value: "通过省级鉴定"}}, false},
		{"missing", proposed[:2], false},
		{"words changed", []application.Target{proposed[0], proposed[1], {Name: "标准", Value: "通过市级鉴定"}}, false},
		{"renamed", []application.Target{{Name: "准确率", Value: "0.99"}, proposed[1], proposed[2]}, false},
	}
	for _, c := range cases {
		if err := TargetsNotLower(proposed, c.agreed); (err == nil) != c.ok {
			t.Errorf("%s: %v", c.name, err)
		}
	}
}

func TestDeparture(t *testing.T) {
	cases := []struct {
		s    Standing
		want bool
	}{
		{Standing{Aggregate: "75", Line: "75"}, false},
		{Standing{Aggregate: "74.99", Line: "75"}, true},
		{Standing{Aggregate: "100", Line: "75", Passed: 1}, true},
		{Standing{Aggregate: "80.10", Line: "75", Passed: 0}, false},
		{Standing{Aggregate: "80.10", Line: "75", Short: []Sentence{{Zh: "创新性"}}}, true},
	}
	for _, c := range cases {
		if got := c.s.Departure().Zh != ""; got != c.want {
			t.Errorf("%+v: %t", c.s, got)
		}
	}
}

func TestFellOut(t *testing.T) {
	for _, s := range lifecycle.Project.Standings {
		want := s.State == lifecycle.Forfeited || s.State == lifecycle.NotFunded || s.State == lifecycle.Withdrawn || s.State == lifecycle.Revoked
		if FellOut(s.State) != want {
			t.Errorf("%s", s.State)
		}
	}
}

func FuzzTargetsNotLower(f *testing.F) {
	f.Add("1.5", "1.5")
	f.Add("abc", "1/3")
	f.Fuzz(func(t *testing.T, a, b string) {
		one := []application.Target{{Name: "x", Value: a}}
		if TargetsNotLower(one, one) != nil {
			t.Fatal("a target is never lower than itself")
		}
		_ = TargetsNotLower(one, []application.Target{{Name: "x", Value: b}})
	})
}
