package problem

import (
	"errors"
	"fmt"
	"testing"
)

func TestReasonSurvivesWrapping(t *testing.T) {
	err := fmt.Errorf("while testing: %w", New(Denied, "NOT_YOURS", "不是您的", "not yours").With("docket", "d1").For("officer"))
	p := Of(err)
	if ReasonOf(err) != "NOT_YOURS" || p.Facts["docket"] != "d1" || p.Who[0] != "officer" {
		t.Fatalf("%+v", p)
	}
	if !errors.Is(err, New(Invalid, "NOT_YOURS", "", "")) || errors.Is(err, New(Denied, "OTHER", "", "")) {
		t.Fatal("errors.Is must compare reasons")
	}
	if ReasonOf(errors.New("plain")) != "" {
		t.Fatal("a plain error has no reason")
	}
}

func TestViolationsAreSaid(t *testing.T) {
	err := Missing("title", "名称", "Name").At("cap", "过高", "too high")
	if got := err.Error(); got != "FIELD_REQUIRED: Complete the required fields (title: Name is required; cap: too high)" {
		t.Fatal(got)
	}
}
