package bureau_test

import (
	"archive/zip"
	"bytes"
	"context"
	"io"
	"maps"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
	"google.golang.org/grpc"
	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/reflect/protoregistry"

	identityv1 "yanlu/proto/gen/yanlu/identity/v1"
	"yanlu/services/access"
	"yanlu/services/bureau/bureautest"
	"yanlu/services/docket"
	"yanlu/services/document"
	"yanlu/services/document/typeset/pdftext"
	"yanlu/services/identity"
	identityrpc "yanlu/services/identity/rpc"
	"yanlu/services/notification"
	"yanlu/services/platform/blob"
	"yanlu/services/platform/problem"
)

// A walk asks whatever can be asked: every method of every service that reads,
// every download and every feed, in the name of one caller after another and only
// where the guard lets them in. A method that reads is one whose request carries
// no request_id, for every write carries one. What it cannot fill or never sees
// answered fails the test until it is listed below with the reason.

// notRead are methods without a request_id that are no reads of the record, or are walked elsewhere.
var notRead = map[string]string{
	"SignIn":         "answers with the caller's own session; takes a password",
	"SignOut":        "ends the caller's session",
	"WhoAmI":         "answers with the caller's own session, which a walk does not have",
	"ListTokens":     "lists the caller's own tokens",
	"ReadInvitation": "opens by a secret that is not in the record",
	"Watch":          "a stream of ids, numbers and states; services/desk/live tests who hears of what",
	"GetPackDraft":   "rules, nothing of a record", "CheckPackDraft": "rules, nothing of a record",
	"DryRunPackDraft": "rules on what the caller may see; services/programme/rpc tests it",
	"Attend":          "says who else has a draft open, and lets them know of the caller; services/desk/live tests it",
	"TrackObjection":  "opens by a number that its objector alone was given",
}

// narrowing are fields that leave out some of what is answered without them.
var narrowing = []string{
	"page_size", "page_token", "status", "kinds", "topic", "discipline", "stale", "free", "sort", "machine", "states", "host_org", "pi", "mine", "late", "open",
	"since_from", "since_to", "ascending", "from", "to", "kind", "with_role", "without_conflict_with", "role", "mark_read", "limit", "field", "leave",
	"page", "hash", "number", "filter", "unread", "parent",
	"gap", "break_after", "break_minutes", "place", // of a timetable that is laid out, other times of the same
	"free_only", // of candidates: only whoever has load left
	"changes",   // of candidates: the caller's own, not saved yet
}

// filling says what a field is filled with.
type filling map[string][]string

// read is one method that reads.
type read struct {
	service, name string
	input         protoreflect.MessageType
	handle        func(ctx context.Context, req proto.Message) (any, error)
	requests      []proto.Message
}

// walk holds all reads of a world.
type walk struct {
	t        *testing.T
	w        *bureautest.World
	guard    *access.Guard
	papers   *document.Papers
	reads    []read
	fill     filling
	sheets   []string        // dockets whose papers are asked for
	answered map[string]bool // methods that told somebody something
}

// RegisterService takes a service's reads down instead of serving them.
func (x *walk) RegisterService(desc *grpc.ServiceDesc, impl any) {
	found, err := protoregistry.GlobalFiles.FindDescriptorByName(protoreflect.FullName(desc.ServiceName))
	if err != nil {
		x.t.Fatal(err)
	}
	methods := found.(protoreflect.ServiceDescriptor).Methods()
	if methods.Len() != len(desc.Methods)+len(desc.Streams) {
		x.t.Errorf("%s: %d methods described, %d served", desc.ServiceName, methods.Len(), len(desc.Methods)+len(desc.Streams))
	}
	for _, s := range desc.Streams {
		if notRead[s.StreamName] == "" {
			x.t.Errorf("%s/%s: a stream that nothing walks", desc.ServiceName, s.StreamName)
		}
	}
	for _, m := range desc.Methods {
		d := methods.ByName(protoreflect.Name(m.MethodName))
		if d.Input().Fields().ByName("request_id") != nil || notRead[m.MethodName] != "" {
			continue
		}
		input, err := protoregistry.GlobalTypes.FindMessageByName(d.Input().FullName())
		if err != nil {
			x.t.Fatal(err)
		}
		x.reads = append(x.reads, read{service: desc.ServiceName, name: m.MethodName, input: input, handle: func(ctx context.Context, req proto.Message) (any, error) {
			return m.Handler(impl, ctx, func(into any) error { proto.Merge(into.(proto.Message), req); return nil }, nil)
		}})
	}
}

func newWalk(t *testing.T, w *bureautest.World, fill filling, sheets ...string) *walk {
	t.Helper()
	x := &walk{t: t, w: w, fill: fill, sheets: sheets, answered: map[string]bool{}}
	people, err := identityrpc.New(w.Pool, identityrpc.Options{})
	if err != nil {
		t.Fatal(err)
	}
	members := &identityrpc.Members{Server: people}
	if x.guard, err = access.New(access.Config{}); err != nil {
		t.Fatal(err)
	}
	w.Serve(x)
	identityv1.RegisterIdentityServiceServer(x, people)
	identityv1.RegisterMemberServiceServer(x, members)
	store, err := blob.Open(t.Context(), t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = store.Close() })
	x.papers = &document.Papers{
		Docket: w.Docket, Store: store, Tables: document.Tables{Allows: x.guard.Allows, Desk: w.Desk, Members: members},
		Refuse: func(rw http.ResponseWriter, r *http.Request, err error) {
			if problem.Of(err) == nil {
				t.Errorf("%s: %v", r.URL, err)
			}
			http.Error(rw, err.Error(), http.StatusNotFound)
		},
	}
	for i := range x.reads {
		x.reads[i].requests = x.requests(x.reads[i])
	}
	x.notify()
	return x
}

// notify delivers what every event of every subject tells people.
func (x *walk) notify() {
	x.t.Helper()
	all, err := docket.Select(x.t.Context(), x.w.Pool, "order by opened_at, id")
	if err != nil {
		x.t.Fatal(err)
	}
	for _, r := range all {
		for seq := int64(1); seq <= r.Seq; seq++ {
			if err := notification.Deliver(x.t.Context(), x.w.Pool, r.ID, seq); err != nil {
				x.t.Fatal(err)
			}
		}
	}
}

// as asks everything in a person's name: what was answered, by method or path. papers says whether papers are asked for, too.
func (x *walk) as(login string, papers bool) map[string]string {
	x.t.Helper()
	ctx := x.w.As(login)
	var caller *identity.Caller
	if c, ok := identity.FromContext(ctx); ok {
		caller = &c
	}
	out := map[string]string{}
	for _, r := range x.reads {
		if x.guard.Allows("/"+r.service+"/"+r.name, caller) != nil {
			continue
		}
		for _, req := range r.requests {
			reply, err := r.handle(ctx, req)
			if err != nil {
				if problem.Of(err) == nil {
					x.t.Errorf("%s: %s %v: %v", login, r.name, req, err)
				}
				out[r.name] += err.Error() + "\n" // a refusal, too, tells something
				continue
			}
			x.answered[r.name] = true
			out[r.name] += legible(x.t, reply.(proto.Message)) + "\n"
		}
	}
	if papers {
		maps.Copy(out, x.downloads(ctx, login == "public"))
	}
	return out
}

// legible is an answer as text; a spreadsheet in it is read, too.
func legible(t *testing.T, m proto.Message) string {
	t.Helper()
	text := protojson.MarshalOptions{Multiline: true, Indent: " "}.Format(m)
	m.ProtoReflect().Range(func(f protoreflect.FieldDescriptor, v protoreflect.Value) bool {
		if f.Kind() == protoreflect.MessageKind && !f.IsList() && !f.IsMap() {
			if b := v.Message().Descriptor().Fields().ByName("content"); b != nil && b.Kind() == protoreflect.BytesKind {
				text += readable(t, string(f.Name()), v.Message().Get(b).Bytes())
			}
		}
		return true
	})
	return text
}

// requests fills a request with everything of the scene that fits its fields.
func (x *walk) requests(r read) []proto.Message {
	x.t.Helper()
	out := []proto.Message{r.input.New().Interface()}
	fields := r.input.Descriptor().Fields()
	for i := range fields.Len() {
		f := fields.Get(i)
		values, known := x.fill[r.name+"."+string(f.Name())]
		if !known {
			values, known = x.fill[string(f.Name())]
		}
		switch {
		case f.Name() == "page_size":
			for _, m := range out {
				m.ProtoReflect().Set(f, protoreflect.ValueOfInt32(100))
			}
		case known:
			out = cross(out, f, values)
		case !slices.Contains(narrowing, string(f.Name())):
			x.t.Errorf("%s/%s: nothing of the scene fits %s; fill it, or list it with the reason why it only narrows", r.service, r.name, f.Name())
		}
	}
	return out
}

// cross makes of each request one for each value of a field, beside the one without.
func cross(list []proto.Message, f protoreflect.FieldDescriptor, values []string) []proto.Message {
	out := slices.Clone(list)
	for _, m := range list {
		for _, v := range values {
			one := proto.Clone(m)
			switch f.Kind() {
			case protoreflect.StringKind:
				if f.IsList() {
					one.ProtoReflect().Mutable(f).List().Append(protoreflect.ValueOfString(v))
				} else {
					one.ProtoReflect().Set(f, protoreflect.ValueOfString(v))
				}
			case protoreflect.BoolKind:
				one.ProtoReflect().Set(f, protoreflect.ValueOfBool(true))
			case protoreflect.Int32Kind:
				one.ProtoReflect().Set(f, protoreflect.ValueOfInt32(int32(bureautest.Start.Year())))
			case protoreflect.Int64Kind:
				one.ProtoReflect().Set(f, protoreflect.ValueOfInt64(1))
			default:
				panic("a field of kind " + f.Kind().String() + " cannot be filled: " + string(f.FullName()))
			}
			out = append(out, one)
		}
	}
	return out
}

// downloads asks for every paper of the scene and every feed: what they say and what their files are called.
func (x *walk) downloads(ctx context.Context, public bool) map[string]string {
	x.t.Helper()
	out := map[string]string{}
	for _, path := range append(x.papers.Downloads(x.sheets...), "/feeds/calls.atom", "/feeds/notices.atom", "/feeds/results.atom") {
		handler := x.papers.Handler()
		switch {
		case strings.HasPrefix(path, "/open/"):
			handler = x.papers.Open()
		case strings.HasPrefix(path, "/feeds/"):
			handler = x.w.Site.Feeds()
		case public:
			continue // the guard lets nobody pass
		}
		w := httptest.NewRecorder()
		handler.ServeHTTP(w, httptest.NewRequestWithContext(ctx, http.MethodGet, path, nil))
		name, err := url.PathUnescape(w.Header().Get("Content-Disposition"))
		if err != nil {
			x.t.Fatal(err)
		}
		out[path] = name + readable(x.t, path, w.Body.Bytes())
	}
	return out
}

// readable is what can be read of a file, without what breaking lines adds.
func readable(t *testing.T, name string, raw []byte) string {
	t.Helper()
	switch {
	case bytes.HasPrefix(raw, []byte("%PDF")):
		text, err := pdftext.Extract(raw)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		return blanks.ReplaceAllString(text, "")
	case bytes.HasPrefix(raw, []byte("PK")):
		return unpacked(t, name, raw)
	}
	return string(raw)
}

func unpacked(t *testing.T, name string, raw []byte) string {
	t.Helper()
	var out strings.Builder
	if f, err := excelize.OpenReader(bytes.NewReader(raw)); err == nil {
		defer f.Close()
		for _, sheet := range f.GetSheetList() {
			rows, err := f.GetRows(sheet)
			if err != nil {
				t.Fatal(err)
			}
			for _, row := range rows {
				out.WriteString(strings.Join(row, "\t") + "\n")
			}
		}
		return out.String()
	}
	z, err := zip.NewReader(bytes.NewReader(raw), int64(len(raw)))
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		content, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		out.WriteString(f.Name + "\n" + readable(t, f.Name, content))
	}
	return out.String()
}

// searched reports where what was answered holds one of the words; in the methods excepted it may.
func (x *walk) searched(login string, told map[string]string, what string, words []string, except ...string) {
	x.t.Helper()
	for _, where := range slices.Sorted(maps.Keys(told)) {
		if slices.Contains(except, where) {
			continue
		}
		for _, word := range words {
			if strings.Contains(told[where], word) {
				x.t.Errorf("%s reads %s “%s” through %s", login, what, word, where)
				break
			}
		}
	}
}

// whole fails for a read that told nobody anything: then the walk proves nothing of it.
func (x *walk) whole(silent map[string]string) {
	x.t.Helper()
	for _, r := range x.reads {
		if reason := silent[r.name]; x.answered[r.name] == (reason != "") {
			x.t.Errorf("%s/%s: answered: %t, listed as silent: %q", r.service, r.name, x.answered[r.name], reason)
		}
	}
}
