package access

import (
	"fmt"
	"strings"
	"testing"

	"buf.build/gen/go/bufbuild/protovalidate/protocolbuffers/go/buf/validate"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/reflect/protoregistry"

	closurev1 "yanlu/proto/gen/yanlu/closure/v1"
	docketv1 "yanlu/proto/gen/yanlu/docket/v1"
	identityv1 "yanlu/proto/gen/yanlu/identity/v1"
	"yanlu/services/platform/problem"
)

func TestDefectsAreAllSaidInBothLanguages(t *testing.T) {
	g := newGuard(t)
	for _, c := range []struct {
		name    string
		request proto.Message
		reason  string
		want    []string
	}{
		{"sign-in", &identityv1.SignInRequest{}, "FIELD_INVALID", []string{"login|请填写登录名|Login is required", "password|请填写密码|Password is required"}},
		{
			"lengths", &identityv1.CreateTokenRequest{RequestId: "short", Name: strings.Repeat("名", 101), Days: 400}, "FIELD_INVALID",
			[]string{"request_id|请求编号至少 8 个字符|Request id: at least 8 characters", "name|名称不能超过 100 个字符|Name: at most 100 characters", "days|有效天数应在 1 与 366 之间|Days must be between 1 and 366"},
		},
		{
			"choice", &identityv1.RegisterOrganisationRequest{RequestId: "12345678", Name: "某公司", Uscc: "1", Kind: "club"}, "FIELD_INVALID",
			[]string{
				"uscc|统一社会信用代码应为 18 个字符|Unified social credit code: exactly 18 characters",
				"kind|类别不在可选范围内（enterprise, university, hospital, institute, bureau, agency, association）|Kind must be one of enterprise, university, hospital, institute, bureau, agency, association",
			},
		},
		{
			"required form fields", &closurev1.SubmitClosureRequest{RequestId: "12345678", Docket: "d", Summary: "  ", SpentFen: -1}, "FIELD_REQUIRED",
			[]string{
				"summary|请填写任务完成情况|What was achieved is required", "truthful|请确认“承诺材料真实”|The materials are true: please confirm",
				"spent_fen|经费支出应在 0 元 与 1000000000 元 之间|Spent must be between 0 元 and 1000000000 元",
			},
		},
		{
			"within a list", &closurev1.ReturnMaterialsRequest{RequestId: "12345678", Docket: "d", Points: []*docketv1.Defect{{Field: "a"}, {Text: strings.Repeat("x", 2001)}}}, "FIELD_INVALID",
			[]string{"points[1].text|说明不能超过 2000 个字符|Text: at most 2000 characters"},
		},
		{"well formed", &identityv1.SignInRequest{Login: "wang", Password: "x"}, "", nil},
	} {
		err := g.valid.check(c.request)
		if problem.ReasonOf(err) != c.reason {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		var got []string
		if p := problem.Of(err); p != nil {
			for _, v := range p.Violations {
				got = append(got, v.Field+"|"+v.Zh+"|"+v.En)
			}
		}
		if fmt.Sprint(got) != fmt.Sprint(c.want) {
			t.Errorf("%s:\n got %q\nwant %q", c.name, got, c.want)
		}
	}
}

// TestEveryRuleHasAPhrase fails when a .proto file uses a rule that would be
// answered in protovalidate's English only, or names a field nobody can read.
func TestEveryRuleHasAPhrase(t *testing.T) {
	rules := 0
	protoregistry.GlobalFiles.RangeFiles(func(f protoreflect.FileDescriptor) bool {
		if !strings.HasPrefix(string(f.Package()), "yanlu.") {
			return true
		}
		for i := range f.Messages().Len() {
			fields := f.Messages().Get(i).Fields()
			for j := range fields.Len() {
				rules += checkRules(t, fields.Get(j))
			}
		}
		return true
	})
	if rules < 100 {
		t.Fatalf("only %d rules were found", rules)
	}
}

func checkRules(t *testing.T, fd protoreflect.FieldDescriptor) (n int) {
	t.Helper()
	r, _ := proto.GetExtension(fd.Options(), validate.E_Field).(*validate.FieldRules)
	if r == nil {
		return 0
	}
	m := r.ProtoReflect()
	kind := m.WhichOneof(m.Descriptor().Oneofs().ByName("type"))
	if kind == nil {
		return 0
	}
	m.Get(kind).Message().Range(func(rule protoreflect.FieldDescriptor, _ protoreflect.Value) bool {
		n++
		if _, ok := phrases[string(rule.Name())]; !ok {
			t.Errorf("%s: rule %s.%s has no phrase", fd.FullName(), kind.Name(), rule.Name())
		}
		return true
	})
	if zh, _ := label(fd); zh == fd.TextName() && fd.TextName() != "page_token" {
		t.Errorf("%s has rules and no Chinese label", fd.FullName())
	}
	return n
}
