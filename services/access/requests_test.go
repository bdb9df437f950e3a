package access_test

import (
	"strings"
	"testing"

	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/reflect/protoregistry"

	formv1 "yanlu/proto/gen/yanlu/form/v1"
	"yanlu/services/lifecycle"
)

// reads are the prefixes of methods that change nothing of the record; signing in and out is not a write of it either.
var reads = []string{"List", "Get", "Check", "Rank", "Review", "Feedback", "Track", "Read", "WhoAmI", "SignIn", "SignOut", "Search", "Preview", "Compare", "DryRun", "Watch", "Attend", "Screen", "AgencyFigures"}

func isRead(name string) bool {
	if name == "CheckBankAccount" {
		return false
	}
	for _, p := range reads {
		if strings.HasPrefix(name, p) {
			return true
		}
	}
	return false
}

// Every write takes a request id, and every verb on a subject the subject and an etag:
// without them a repeated request could not be answered the same.
func TestEveryWriteTakesARequestID(t *testing.T) {
	writes, verbs := 0, map[string]bool{}
	protoregistry.GlobalFiles.RangeFiles(func(f protoreflect.FileDescriptor) bool {
		if !strings.HasPrefix(string(f.Package()), "yanlu.") {
			return true
		}
		for i := range f.Services().Len() {
			methods := f.Services().Get(i).Methods()
			for j := range methods.Len() {
				m := methods.Get(j)
				verb, _ := proto.GetExtension(m.Options(), formv1.E_Verb).(*formv1.Verb)
				if verb == nil && isRead(string(m.Name())) {
					continue
				}
				writes++
				fields := m.Input().Fields()
				if fields.ByName("request_id") == nil {
					t.Errorf("%s takes no request_id", m.FullName())
				}
				if verb == nil {
					continue
				}
				key := verb.GetMachine() + "/" + verb.GetEvent()
				if verbs[key] {
					t.Errorf("%s: a second method for %s", m.FullName(), key)
				}
				verbs[key] = true
				if verb.GetEvent() != string(lifecycle.Create) && (fields.ByName("docket") == nil || fields.ByName("etag") == nil) {
					t.Errorf("%s takes no docket or etag", m.FullName())
				}
			}
		}
		return true
	})
	if writes < 100 {
		t.Errorf("only %d writes were found", writes)
	}
	everyEventHasAMethod(t, verbs)
}

// everyEventHasAMethod: what a person may do by law can be asked for; what the system alone does cannot.
func everyEventHasAMethod(t *testing.T, verbs map[string]bool) {
	t.Helper()
	for _, l := range lifecycle.Laws() {
		for _, e := range l.Events() {
			if l.Machine == lifecycle.ReviewMachine && e == lifecycle.Create {
				continue // a review begins beside the act that invites
			}
			people := false
			for _, r := range l.Actors(e) {
				people = people || r != lifecycle.System
			}
			if key := string(l.Machine) + "/" + string(e); people != verbs[key] {
				t.Errorf("%s: people may cause it: %t, a method exists: %t", key, people, verbs[key])
			}
		}
	}
}
