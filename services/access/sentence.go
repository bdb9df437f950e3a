package access

import (
	"fmt"
	"strings"

	"buf.build/gen/go/bufbuild/protovalidate/protocolbuffers/go/buf/validate"
	"buf.build/go/protovalidate"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"

	formv1 "yanlu/proto/gen/yanlu/form/v1"
)

// labels name the fields that are no form fields but that people fill in.
var labels = map[string][2]string{
	"bank_account": {"银行账户", "Bank account"}, "base_version": {"草稿版本", "Draft version"}, "born_on": {"出生日期", "Date of birth"},
	"content": {"内容", "Content"}, "days": {"有效天数", "Days"}, "degree": {"学位", "Degree"}, "docket": {"事项", "Subject"},
	"email": {"电子邮箱", "E-mail"}, "evidence": {"证据", "Evidence"}, "first_password": {"初始密码", "First password"},
	"ground": {"事由", "Ground"}, "id": {"编号", "Id"}, "kind": {"类别", "Kind"}, "login": {"登录名", "Login"}, "name": {"名称", "Name"},
	"name_en": {"英文名称", "English name"}, "new_password": {"新密码", "New password"}, "old_password": {"原密码", "Old password"},
	"address": {"地址", "Address"}, "after": {"修改后", "After"}, "base_hash": {"原政策包", "Base pack"}, "before": {"修改前", "Before"},
	"deputy": {"代办人", "Stand-in"}, "effective_from": {"生效日期", "Effective from"}, "fields": {"专业领域", "Fields"}, "from": {"来源", "From"},
	"phone": {"电话", "Telephone"}, "query": {"搜索词", "Query"}, "roles": {"身份", "Roles"}, "secret": {"邀请码", "Secret"},
	"section": {"部分", "Section"}, "sort": {"排序", "Sort"}, "version": {"版本", "Version"},
	"organisation": {"单位", "Organisation"}, "page_size": {"每页条数", "Page size"}, "password": {"密码", "Password"},
	"person": {"人员", "Person"}, "reason": {"理由", "Reason"}, "registered_on": {"注册日期", "Date of registration"},
	"request_id": {"请求编号", "Request id"}, "role": {"角色", "Role"}, "text": {"说明", "Text"}, "title": {"职称", "Title"},
	"unit": {"单位（计量）", "Unit"}, "uscc": {"统一社会信用代码", "Unified social credit code"}, "value": {"数值", "Value"},
	"field": {"栏目", "Field"}, "etag": {"版本标记", "Etag"}, "call": {"申报批次", "Call"}, "review": {"评审", "Review"},
	"criterion": {"评审指标", "Criterion"}, "points": {"得分", "Points"}, "comment": {"评语", "Comment"}, "number": {"编号", "Number"},
	"hash": {"内容摘要", "Hash"},
}

func label(fd protoreflect.FieldDescriptor) (zh, en string) {
	if opt := fieldOption(fd); opt.GetZh() != "" {
		return opt.GetZh(), opt.GetEn()
	}
	if l, ok := labels[string(fd.Name())]; ok {
		return l[0], l[1]
	}
	return fd.TextName(), fd.TextName()
}

func requiredSentence(fd protoreflect.FieldDescriptor) (zh, en string) {
	zh, en = label(fd)
	switch {
	case fd.Kind() == protoreflect.BoolKind:
		return "请确认“" + zh + "”", en + ": please confirm"
	case fieldOption(fd).GetKind() == formv1.Kind_KIND_CHOICE:
		return "请选择" + zh, en + ": please choose"
	}
	return "请填写" + zh, en + " is required"
}

// phrases are the sentences of the rules, by the last part of their id. %[1]s is
// the label, %[2]s the figure of the rule, %[3]s the second figure of a range.
var phrases = map[string][2]string{
	"required":    {"请填写%[1]s", "%[1]s is required"},
	"min_len":     {"%[1]s至少 %[2]s 个字符", "%[1]s: at least %[2]s characters"},
	"max_len":     {"%[1]s不能超过 %[2]s 个字符", "%[1]s: at most %[2]s characters"},
	"len":         {"%[1]s应为 %[2]s 个字符", "%[1]s: exactly %[2]s characters"},
	"pattern":     {"%[1]s的格式不正确", "%[1]s has a wrong format"},
	"in":          {"%[1]s不在可选范围内（%[2]s）", "%[1]s must be one of %[2]s"},
	"gte":         {"%[1]s不能小于 %[2]s", "%[1]s must be at least %[2]s"},
	"gt":          {"%[1]s应大于 %[2]s", "%[1]s must be more than %[2]s"},
	"lte":         {"%[1]s不能大于 %[2]s", "%[1]s must be at most %[2]s"},
	"lt":          {"%[1]s应小于 %[2]s", "%[1]s must be less than %[2]s"},
	"gte_lte":     {"%[1]s应在 %[2]s 与 %[3]s 之间", "%[1]s must be between %[2]s and %[3]s"},
	"min_items":   {"%[1]s至少 %[2]s 项", "%[1]s: at least %[2]s items"},
	"max_items":   {"%[1]s不能超过 %[2]s 项", "%[1]s: at most %[2]s items"},
	"unique":      {"%[1]s有重复项", "%[1]s has repeated items"},
	"email":       {"%[1]s不是有效的电子邮箱", "%[1]s is not a valid e-mail address"},
	"email_empty": {"请填写%[1]s", "%[1]s is required"},
}

// sentence says what rule a field broke, in both languages. A rule without a
// phrase keeps protovalidate's own English words.
func sentence(v *protovalidate.Violation) (zh, en string) {
	fd := v.FieldDescriptor
	if fd == nil {
		return "填写不符合要求", v.Proto.GetMessage()
	}
	id := v.Proto.GetRuleId()
	rule := id[strings.LastIndex(id, ".")+1:]
	zhLabel, enLabel := label(fd)
	low, high := figures(fd, rule)
	if rule == "min_len" && low == "1" {
		rule = "required"
	}
	phrase, ok := phrases[rule]
	if !ok {
		return zhLabel + "不符合要求", enLabel + ": " + v.Proto.GetMessage()
	}
	return write(phrase[0], zhLabel, low, high), write(phrase[1], enLabel, low, high)
}

// write fills a phrase, which need not use every figure.
func write(phrase, label, low, high string) string {
	return strings.NewReplacer("%[1]s", label, "%[2]s", low, "%[3]s", high).Replace(phrase)
}

// figures reads the figures of a rule from the field it is written on; of a
// range, both.
func figures(fd protoreflect.FieldDescriptor, rule string) (low, high string) {
	rules, _ := proto.GetExtension(fd.Options(), validate.E_Field).(*validate.FieldRules)
	if rules == nil {
		return "", ""
	}
	m := rules.ProtoReflect()
	kind := m.WhichOneof(m.Descriptor().Oneofs().ByName("type"))
	if kind == nil {
		return "", ""
	}
	typed := m.Get(kind).Message()
	read := func(name string) string {
		f := typed.Descriptor().Fields().ByName(protoreflect.Name(name))
		if f == nil || !typed.Has(f) {
			return ""
		}
		return figure(fd, f, typed.Get(f))
	}
	first, second, ranged := strings.Cut(rule, "_")
	if ranged && strings.HasPrefix(first, "g") && strings.HasPrefix(second, "l") {
		return read(first), read(second)
	}
	return read(rule), ""
}

// figure writes the value of a rule; money is written in yuan, not in fen.
func figure(field, rule protoreflect.FieldDescriptor, v protoreflect.Value) string {
	if rule.IsList() {
		parts := make([]string, 0, v.List().Len())
		for i := range v.List().Len() {
			parts = append(parts, v.List().Get(i).String())
		}
		return strings.Join(parts, ", ")
	}
	if fieldOption(field).GetKind() == formv1.Kind_KIND_MONEY {
		fen := v.Int()
		if fen%100 == 0 {
			return fmt.Sprintf("%d 元", fen/100)
		}
		return fmt.Sprintf("%d.%02d 元", fen/100, fen%100)
	}
	return v.String()
}
