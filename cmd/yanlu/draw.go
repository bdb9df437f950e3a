package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"strings"
	"time"

	"yanlu/services/review/commission"
	"yanlu/services/review/draw/proof"
)

// DrawCmd keeps the agency's side of a draw: the seed never leaves the machine before it is revealed.
type DrawCmd struct {
	Commit DrawCommitCmd `cmd:"" help:"生成种子存入文件，打印应公布的承诺 / Make a seed, keep it in a file, print the commitment to publish."`
	Reveal DrawRevealCmd `cmd:"" help:"打印文件中的种子 / Print the seed of a file, to be revealed when the panels are drawn."`
}

// DrawCommitCmd makes a seed.
type DrawCommitCmd struct {
	Commission string `arg:"" help:"委托的标识 / Id of the commission."`
	Out        string `help:"存放种子的新文件 / A new file for the seed." default:"draw-seed.txt" type:"path"`
}

// Run writes the seed to a file that must not exist and prints what may be published of it.
func (c *DrawCommitCmd) Run() error {
	seed := proof.NewSeed()
	f, err := os.OpenFile(c.Out, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	if _, err := fmt.Fprintln(f, seed); err != nil {
		return errors.Join(err, f.Close())
	}
	fmt.Println(seed.Commit(c.Commission))
	return f.Close()
}

// DrawRevealCmd reads a seed back.
type DrawRevealCmd struct {
	File string `arg:"" help:"存放种子的文件 / The file of the seed." type:"existingfile"`
}

// Run prints the seed.
func (c *DrawRevealCmd) Run() error {
	raw, err := os.ReadFile(c.File)
	if err != nil {
		return err
	}
	seed, err := proof.ParseSeed(strings.TrimSpace(string(raw)))
	if err != nil {
		return err
	}
	fmt.Println(seed)
	return nil
}

// VerifyDrawCmd recomputes a draw from its public record; it needs no account and no database.
type VerifyDrawCmd struct {
	Source string `arg:"" help:"公开记录文件，或 http(s)://服务地址/委托编号 / A file of the record, or http(s)://address/commission."`
	JSON   bool   `help:"以 JSON 输出 / Print JSON." name:"json"`
}

// errDraw makes the command exit non-zero.
var errDraw = errors.New("抽取记录未通过核验 / the draw does not verify")

// Run reads the record, draws again and prints what does not follow.
func (v *VerifyDrawCmd) Run(ctx context.Context) error {
	rec, published, err := readDraw(ctx, v.Source)
	if err != nil {
		return err
	}
	report, err := commission.Verify(rec)
	if err != nil {
		return err
	}
	published.compare(&report)
	if v.JSON {
		err = printJSON(report)
	} else {
		printDraw(report)
	}
	if err == nil && !report.Sound() {
		err = errDraw
	}
	return err
}

func printDraw(r proof.Report) {
	fmt.Printf("委托 commission %s · 承诺 commitment %s · 封存 seal %s · 项目 applications %d · 专家 experts %d · 问题 findings %d\n",
		r.Batch, r.Commitment, r.Seal, r.Applications, r.Pool, len(r.Findings))
	for _, f := range r.Findings {
		fmt.Printf("   %s %s：%s / %s\n", f.Code, f.At, f.Zh, f.En)
	}
}

// publication is what the server published beside the record; empty where a file holds the record alone.
type publication struct {
	Record           string    `json:"record"`
	Docket           string    `json:"docket"`
	AgencyCommitment string    `json:"agencyCommitment"`
	SystemCommitment string    `json:"systemCommitment"`
	BatchHash        string    `json:"batchHash"`
	SealedAt         time.Time `json:"sealedAt"`
	Drawn            bool      `json:"drawn"`
}

// compare adds what was published otherwise than the record says.
func (p publication) compare(r *proof.Report) {
	for _, x := range []struct{ at, published, recorded string }{
		{"batch/id", p.Docket, r.Batch}, {"batch/commitment/hash", p.AgencyCommitment, r.Commitment},
		{"batch/beacon", p.SystemCommitment, commission.NumberCommitment(r.Beacon)}, {"seal/hash", p.BatchHash, r.Seal},
	} {
		if x.published != "" && x.published != x.recorded {
			r.Find("NOT_AS_PUBLISHED", x.at, "与事先公布的不同", "is not what was published")
		}
	}
}

// longestRecord bounds what is read of a stranger.
const longestRecord = 512 << 20

// readDraw reads a record from a file or from a server. A file may hold the record, or the server's answer.
func readDraw(ctx context.Context, source string) ([]byte, publication, error) {
	raw, err := rawDraw(ctx, source)
	if err != nil {
		return nil, publication{}, err
	}
	var p publication
	if json.Unmarshal(raw, &p) == nil && p.Record != "" {
		raw = []byte(p.Record)
	}
	return raw, p, nil
}

func rawDraw(ctx context.Context, source string) ([]byte, error) {
	if !strings.HasPrefix(source, "http://") && !strings.HasPrefix(source, "https://") {
		return os.ReadFile(source)
	}
	i := strings.LastIndex(source, "/")
	body, err := json.Marshal(map[string]string{"docket": source[i+1:]})
	if err != nil {
		return nil, err
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, source[:i]+"/yanlu.review.v1.CommissionService/GetDrawRecord", bytes.NewReader(body))
	if err != nil {
		return nil, err
	}
	req.Header.Set("Content-Type", "application/json")
	reply, err := http.DefaultClient.Do(req)
	if err != nil {
		return nil, err
	}
	defer reply.Body.Close()
	raw, err := io.ReadAll(io.LimitReader(reply.Body, longestRecord))
	switch {
	case err != nil:
		return nil, err
	case reply.StatusCode != http.StatusOK:
		return nil, fmt.Errorf("%s: %s", reply.Status, raw)
	case !bytes.Contains(raw, []byte(`"record"`)):
		return nil, errors.New("尚未抽取 / not drawn yet")
	}
	return raw, nil
}
