package lifecycle_test

import (
	"fmt"
	"testing"

	"yanlu/services/identity"
	"yanlu/services/lifecycle"
)

func TestEveryRoleHasAName(t *testing.T) {
	for _, law := range lifecycle.Laws() {
		for _, row := range law.Transitions {
			for _, r := range row.Actors {
				named(t, r)
			}
		}
	}
	for _, r := range identity.Grantable {
		named(t, r)
	}
	if got := lifecycle.RoleName("stranger"); got.Zh != "stranger" || got.En != "stranger" {
		t.Error(got)
	}
}

func named(t *testing.T, r lifecycle.Role) {
	t.Helper()
	if n := lifecycle.RoleName(r); n.Zh == string(r) || n.En == "" {
		t.Errorf("%s has no name", r)
	}
}

func ExampleRoleName() {
	fmt.Println(lifecycle.RoleName(lifecycle.LeadingGroup))
	// Output: {区科技领导小组 district S&T leading group}
}

func ExampleAnyOf() {
	fmt.Println(lifecycle.AnyOf([]lifecycle.Role{lifecycle.Officer, lifecycle.Writer, lifecycle.Finance}))
	// Output: {业务科室经办、参与填写人、财务 the programme officer or a co-writer or finance}
}
