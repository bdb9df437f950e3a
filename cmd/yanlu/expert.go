package main

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"

	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/proto"

	reviewv1 "yanlu/proto/gen/yanlu/review/v1"
)

// ExpertCmd works on the pool of experts, as a person may.
type ExpertCmd struct {
	Import ExpertImportCmd `cmd:"" help:"从电子表格导入专家 / Import experts from a spreadsheet."`
}

// ExpertImportCmd sends a spreadsheet. The same file sent again by the same
// person is the same request: nobody is entered twice.
type ExpertImportCmd struct {
	portal
	File   string `arg:"" help:".xlsx 或 .csv 文件 / The spreadsheet." type:"existingfile"`
	DryRun bool   `help:"只检查，不写入 / Check only, write nothing."`
}

var errRowsRefused = errors.New("有未导入的行 / some rows were not imported")

// Run sends the file and prints what became of each row that was not kept.
func (e *ExpertImportCmd) Run(ctx context.Context) error {
	content, err := os.ReadFile(e.File)
	if err != nil {
		return err
	}
	token, err := e.bearer(ctx)
	if err != nil {
		return err
	}
	who := sha256.Sum256([]byte(e.Login + e.Token))
	sum := sha256.Sum256(append(who[:], content...))
	out := &reviewv1.ImportExpertsResponse{}
	err = e.call(ctx, token, "/yanlu.review.v1.ExpertService/ImportExperts", &reviewv1.ImportExpertsRequest{
		RequestId: "expert-import-" + hex.EncodeToString(sum[:16]), FileName: filepath.Base(e.File), Content: content, DryRun: e.DryRun,
	}, out)
	if err != nil {
		return err
	}
	return reportImport(os.Stdout, out)
}

func reportImport(w io.Writer, out *reviewv1.ImportExpertsResponse) error {
	for _, r := range out.GetRows() {
		if r.GetOutcome() == "known" {
			fmt.Fprintf(w, "= 第%d行 %s：已在库中，未改动 / row %[1]d: in the pool already\n", r.GetRow(), plain(r.GetName()))
		}
		for _, f := range r.GetFaults() {
			fmt.Fprintf(w, "✗ 第%d行 %s【%s】%s / row %[1]d: %s\n", r.GetRow(), plain(r.GetName()), f.GetColumn(), plain(f.GetZh()), plain(f.GetEn()))
		}
	}
	verb := "已导入 / imported"
	if out.GetDryRun() {
		verb = "可导入 / can be imported"
	}
	fmt.Fprintf(w, "%s %d，已在库 / known %d，未通过 / refused %d\n", verb, out.GetKept(), out.GetKnown(), out.GetRefused())
	if out.GetRefused() > 0 {
		return errRowsRefused
	}
	return nil
}

// call asks a method over the portal's address.
func (p portal) call(ctx context.Context, token, method string, in, out proto.Message) error {
	body, err := protojson.Marshal(in)
	if err != nil {
		return err
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, p.address()+method, bytes.NewReader(body))
	if err != nil {
		return err
	}
	for name, value := range map[string]string{"Content-Type": "application/json", "Connect-Protocol-Version": "1", "Authorization": "Bearer " + token} {
		req.Header.Set(name, value)
	}
	reply, err := http.DefaultClient.Do(req)
	if err != nil {
		return err
	}
	defer func() { _ = reply.Body.Close() }()
	if reply.StatusCode != http.StatusOK {
		return refusal(reply)
	}
	raw, err := io.ReadAll(reply.Body)
	if err != nil {
		return err
	}
	return protojson.UnmarshalOptions{DiscardUnknown: true}.Unmarshal(raw, out)
}
