package rpc_test

import (
	"testing"

	reviewv1 "yanlu/proto/gen/yanlu/review/v1"
)

// How an expert is reached is an address alone, and nothing of a refused file is kept.
func TestTheAddressOfAnExpertIsOne(t *testing.T) {
	o := newOffice(t)
	for _, bad := range []string{"suqing", "suqing@", "苏青 <suqing@example.invalid>", "a@example.invalid, b@example.invalid", " suqing@example.invalid x"} {
		_, err := o.RegisterExpert(o.as("suqing"), &reviewv1.RegisterExpertRequest{RequestId: o.id(), File: file(qinglan), Title: "高级工程师", Email: bad, Truthful: true})
		o.refused(err, "EMAIL_INVALID")
	}
	if n := one[int](o, "select count(*) from expert where person = 'person-suqing'"); n != 0 {
		t.Errorf("%d files were kept", n)
	}
}
