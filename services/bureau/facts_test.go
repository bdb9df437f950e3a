package bureau_test

import (
	"flag"
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"

	"yanlu/services/application"
	"yanlu/services/award"
	"yanlu/services/closure"
	"yanlu/services/delivery"
	"yanlu/services/docket"
	dockrpc "yanlu/services/docket/rpc"
	"yanlu/services/funding"
	"yanlu/services/lifecycle"
	"yanlu/services/programme"
	"yanlu/services/review"
	"yanlu/services/review/commission"
	"yanlu/services/review/lobby"
	"yanlu/services/review/meeting"
)

var update = flag.Bool("update", false, "write the golden files again")

// visible is the golden list of every fact that somebody may see. The portal's
// tests read it: each of them needs words in both languages.
const visible = "../../web/src/words/facts.txt"

// sections says which type holds a section of a machine's facts.
var sections = map[lifecycle.Machine]map[string]any{
	lifecycle.NeedMachine: {"parties": docket.Parties{}, "screening": programme.Screening{}, "ending": programme.Ending{}},
	lifecycle.CallMachine: {
		"parties": docket.Parties{}, "terms": programme.Terms{}, "window": programme.Window{}, "consultation": programme.Consultation{},
		"commission": programme.Commission{}, "ending": programme.Ending{},
	},
	lifecycle.ProjectMachine: {
		"parties": docket.Parties{}, "intake": application.Intake{}, "appeal": application.Appeal{}, "review": review.Outcome{}, "hearing": meeting.Hearing{}, "decision": award.Decision{},
		"notice": award.Notice{}, "agreement": award.Agreement{}, "funding": funding.Funding{}, "run": delivery.Run{}, "closure": closure.Closure{},
	},
	lifecycle.ReviewMachine: {"parties": docket.Parties{}, "review": review.Work{}},
	lifecycle.CommissionMachine: {
		"parties": docket.Parties{}, "commission": commission.Brief{}, "draw": commission.Drawing{}, "seal": commission.Seal{}, "plan": commission.Planned{},
		"handover": commission.Handover{}, "evaluation": commission.Evaluation{},
	},
	lifecycle.LobbyMachine:   {"parties": docket.Parties{}, "lobby": lobby.Contact{}, "handling": lobby.Handling{}},
	lifecycle.MeetingMachine: {"parties": docket.Parties{}, "meeting": meeting.Convened{}, "proceedings": meeting.Proceedings{}},
}

// TestVisibleFacts keeps the list of facts that the portal has words for.
func TestVisibleFacts(t *testing.T) {
	for machine, section := range dockrpc.Sections() {
		if sections[machine][section] == nil {
			t.Errorf("%s.%s is shown to somebody and has no type here", machine, section)
		}
	}
	var list []string
	for machine, known := range sections {
		for section, holder := range known {
			for path := range factsOf(reflect.TypeOf(holder)) {
				top, _, _ := strings.Cut(path, ".")
				if dockrpc.Shown(machine, section, top) {
					list = append(list, section+"."+path)
				}
			}
		}
	}
	slices.Sort(list)
	got := strings.Join(slices.Compact(list), "\n") + "\n"
	if *update {
		if err := os.WriteFile(visible, []byte(got), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(visible)
	if err != nil || string(want) != got {
		t.Errorf("the facts that people see have changed (%v): write the list again with -update and give the new ones words in web/src/words/labels.ts", err)
	}
}

// factsOf yields the names under which a type is written, records inside it by their path.
func factsOf(of reflect.Type) func(func(string) bool) {
	return func(yield func(string) bool) { eachFact(of, "", yield) }
}

func eachFact(of reflect.Type, before string, yield func(string) bool) bool {
	of = inner(of)
	if of.Kind() != reflect.Struct || strings.HasPrefix(of.PkgPath(), "time") || strings.HasPrefix(of.PkgPath(), "github.com") {
		return true
	}
	for i := range of.NumField() {
		f := of.Field(i)
		name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
		switch {
		case f.Anonymous && name == "":
			if !eachFact(f.Type, before, yield) {
				return false
			}
		case name == "" || name == "-":
		default:
			if !yield(before+name) || !eachFact(f.Type, before+name+".", yield) {
				return false
			}
		}
	}
	return true
}

// inner is what a list, a map or a pointer holds.
func inner(of reflect.Type) reflect.Type {
	for slices.Contains([]reflect.Kind{reflect.Pointer, reflect.Slice, reflect.Map}, of.Kind()) {
		of = of.Elem()
	}
	return of
}
