package access

import (
	"errors"
	"fmt"
	"strings"

	"buf.build/go/protovalidate"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"

	formv1 "yanlu/proto/gen/yanlu/form/v1"
	"yanlu/services/platform/problem"
)

// validator checks a request against the rules written beside its fields.
type validator struct{ rules protovalidate.Validator }

func newValidator(requests []protoreflect.MessageDescriptor) (*validator, error) {
	rules, err := protovalidate.New(protovalidate.WithMessageDescriptors(requests...))
	return &validator{rules}, err
}

// check returns FIELD_REQUIRED when something that must be filled in is empty,
// FIELD_INVALID when only other rules are broken, each with every defect at once.
func (v *validator) check(request proto.Message) error {
	p := problem.New(problem.Invalid, "FIELD_INVALID", "填写有误，请按提示修改", "some fields are wrong")
	missing := map[string]bool{}
	requireAll(request.ProtoReflect(), "", func(path string, fd protoreflect.FieldDescriptor) {
		missing[path] = true
		zh, en := requiredSentence(fd)
		p.At(path, zh, en)
	})
	if len(missing) > 0 {
		p.Reason, p.Zh, p.En = "FIELD_REQUIRED", "请补全必填项", "complete the required fields"
	}
	err := v.rules.Validate(request)
	var broken *protovalidate.ValidationError
	if err != nil && !errors.As(err, &broken) {
		return fmt.Errorf("validate %s: %w", request.ProtoReflect().Descriptor().FullName(), err)
	}
	if broken != nil {
		for _, b := range broken.Violations {
			path := protovalidate.FieldPathString(b.Proto.GetField())
			if missing[path] {
				continue // one sentence for one empty field
			}
			zh, en := sentence(b)
			p.At(path, zh, en)
		}
	}
	if len(p.Violations) == 0 {
		return nil
	}
	return p
}

// requireAll reports every required field that is empty, in messages within
// messages too.
func requireAll(m protoreflect.Message, prefix string, report func(string, protoreflect.FieldDescriptor)) {
	fields := m.Descriptor().Fields()
	for i := range fields.Len() {
		fd := fields.Get(i)
		path := prefix + fd.TextName()
		if opt := fieldOption(fd); opt.GetRequired() && empty(m, fd) {
			report(path, fd)
			continue
		}
		if fd.Message() == nil || fd.IsMap() || !strings.HasPrefix(string(fd.Message().FullName()), "yanlu.") {
			continue
		}
		if fd.IsList() {
			list := m.Get(fd).List()
			for j := range list.Len() {
				requireAll(list.Get(j).Message(), fmt.Sprintf("%s[%d].", path, j), report)
			}
		} else if m.Has(fd) {
			requireAll(m.Get(fd).Message(), path+".", report)
		}
	}
}

func empty(m protoreflect.Message, fd protoreflect.FieldDescriptor) bool {
	if !m.Has(fd) {
		return true
	}
	return fd.Kind() == protoreflect.StringKind && !fd.IsList() && strings.TrimSpace(m.Get(fd).String()) == ""
}

func fieldOption(fd protoreflect.FieldDescriptor) *formv1.Field {
	opt, _ := proto.GetExtension(fd.Options(), formv1.E_Field).(*formv1.Field)
	return opt
}
