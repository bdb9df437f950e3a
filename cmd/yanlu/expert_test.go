package main

import (
	"bytes"
	"errors"
	"strings"
	"testing"

	reviewv1 "yanlu/proto/gen/yanlu/review/v1"
)

func TestImportIsReportedRowByRow(t *testing.T) {
	var b bytes.Buffer
	err := reportImport(&b, &reviewv1.ImportExpertsResponse{Kept: 3, Known: 1, Refused: 1, Rows: []*reviewv1.ImportRow{
		{Row: 2, Name: "甲", Outcome: "kept"}, {Row: 3, Name: "乙", Outcome: "known"},
		{Row: 4, Name: "\x1b[31m丙", Outcome: "refused", Faults: []*reviewv1.ImportFault{{Column: "电子邮箱", Zh: "不能为空", En: "must not be empty"}}},
	}})
	out := b.String()
	if !errors.Is(err, errRowsRefused) || strings.Contains(out, "甲") || strings.Contains(out, "\x1b") ||
		!strings.Contains(out, "第4行") || !strings.Contains(out, "【电子邮箱】不能为空") || !strings.Contains(out, "已在库 / known 1") {
		t.Errorf("%v\n%s", err, out)
	}
	b.Reset()
	if err := reportImport(&b, &reviewv1.ImportExpertsResponse{Kept: 2, DryRun: true}); err != nil || !strings.Contains(b.String(), "可导入") {
		t.Errorf("%v %s", err, b.String())
	}
}
