package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"unicode"

	"github.com/schollz/progressbar/v3"

	"yanlu/services/document/archive"
)

// ExportCmd takes data out, as a person may see it.
type ExportCmd struct {
	Docket ExportDocketCmd `cmd:"" help:"导出一个事项的完整档案 / One docket as a complete archive."`
	List   ExportListCmd   `cmd:"" help:"把列表导出为电子表格 / A list as a spreadsheet."`
	Verify ExportVerifyCmd `cmd:"" help:"按清单核对档案 / Compare an archive with its manifest."`
}

// portal is a running instance and who asks it.
type portal struct {
	Target   string `help:"已运行实例的门户地址 / Portal address of a running instance." default:"http://127.0.0.1:8080"`
	Token    string `help:"访问令牌 / Access token." env:"YANLU_TOKEN"`
	Login    string `help:"没有令牌时的登录名 / Who signs in when there is no token."`
	Password string `help:"登录名的密码 / Password of the login." env:"YANLU_PASSWORD"`
}

var (
	errNobody = errors.New("请给出环境变量 YANLU_TOKEN，或 --login 与环境变量 YANLU_PASSWORD / give YANLU_TOKEN, or --login with YANLU_PASSWORD")
	errFaulty = errors.New("档案与清单不符 / the archive is not what its manifest says")
)

func (p portal) address() string {
	if !strings.Contains(p.Target, "://") {
		return "http://" + strings.TrimSuffix(p.Target, "/")
	}
	return strings.TrimSuffix(p.Target, "/")
}

// bearer is the token to ask with; a login is signed in for it.
func (p portal) bearer(ctx context.Context) (string, error) {
	if p.Token != "" {
		return p.Token, nil
	}
	if p.Login == "" || p.Password == "" {
		return "", errNobody
	}
	body, err := json.Marshal(map[string]string{"login": p.Login, "password": p.Password})
	if err != nil {
		return "", err
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, p.address()+"/yanlu.identity.v1.IdentityService/SignIn", bytes.NewReader(body))
	if err != nil {
		return "", err
	}
	req.Header.Set("Content-Type", "application/json")
	req.Header.Set("Connect-Protocol-Version", "1")
	reply, err := http.DefaultClient.Do(req)
	if err != nil {
		return "", fmt.Errorf("登录 / sign in: %w", err)
	}
	defer func() { _ = reply.Body.Close() }()
	if reply.StatusCode != http.StatusOK {
		return "", refusal(reply)
	}
	var session struct {
		Token string `json:"token"`
	}
	if err := json.NewDecoder(reply.Body).Decode(&session); err != nil {
		return "", fmt.Errorf("登录 / sign in: %w", err)
	}
	return session.Token, nil
}

// refusal is what the server said instead of the file.
func refusal(reply *http.Response) error {
	raw, err := io.ReadAll(io.LimitReader(reply.Body, 64<<10))
	if err != nil {
		return err
	}
	var said struct {
		Message string `json:"message"`
	}
	if json.Unmarshal(raw, &said) == nil && said.Message != "" {
		return fmt.Errorf("服务器未受理 / refused (%d): %s", reply.StatusCode, said.Message)
	}
	return fmt.Errorf("服务器未受理 / refused (%s)", reply.Status)
}

// fetch writes what the portal answers into a file: whole, or not at all.
func (p portal) fetch(ctx context.Context, path, out string) error {
	token, err := p.bearer(ctx)
	if err != nil {
		return err
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, p.address()+path, nil)
	if err != nil {
		return err
	}
	req.Header.Set("Authorization", "Bearer "+token)
	reply, err := http.DefaultClient.Do(req)
	if err != nil {
		return err
	}
	defer func() { _ = reply.Body.Close() }()
	if reply.StatusCode != http.StatusOK {
		return refusal(reply)
	}
	part, err := os.CreateTemp(filepath.Dir(out), ".yanlu-export-*")
	if err != nil {
		return err
	}
	defer func() { _ = os.Remove(part.Name()) }() // gone when it was renamed
	_, err = io.Copy(io.MultiWriter(part, meter(reply.ContentLength)), reply.Body)
	if err := errors.Join(err, part.Close()); err != nil {
		return fmt.Errorf("下载中断，未保存 / broke off, nothing was kept: %w", err)
	}
	return os.Rename(part.Name(), out)
}

// meter shows on a terminal how much has come.
func meter(size int64) io.Writer {
	if info, err := os.Stderr.Stat(); err != nil || info.Mode()&os.ModeCharDevice == 0 {
		return io.Discard
	}
	return progressbar.NewOptions64(size, progressbar.OptionSetWriter(os.Stderr), progressbar.OptionSetDescription("下载 / download"),
		progressbar.OptionShowBytes(true), progressbar.OptionClearOnFinish())
}

// ExportDocketCmd fetches an archive and checks it.
type ExportDocketCmd struct {
	portal
	ID  string `arg:"" help:"事项编号 / Id or number of the docket."`
	Out string `help:"写入的文件 / File to write." required:"" type:"path"`
}

// Run fetches the archive and compares it with its manifest.
func (e *ExportDocketCmd) Run(ctx context.Context) error {
	if err := e.fetch(ctx, "/papers/dockets/"+url.PathEscape(e.ID)+"/archive.zip", e.Out); err != nil {
		return err
	}
	return checkArchive(e.Out)
}

// ExportListCmd fetches a list; its filters are those of ListDockets.
type ExportListCmd struct {
	portal
	Machine   string   `help:"need、call、project 或 review / kind of docket."`
	State     []string `help:"状态代码，可多次给出 / States."`
	Parent    string   `help:"所属批次 / The call."`
	Query     string   `help:"名称或编号的一部分 / Part of title or number."`
	HostOrg   string   `help:"申报单位 / Host institution."`
	PI        string   `help:"项目负责人 / Principal investigator." name:"pi"`
	Topic     string   `help:"规划选题 / Topic of the plan."`
	Mine      bool     `help:"只列待我办理 / Only what waits for me."`
	Late      bool     `help:"只列已超时限 / Only what is late."`
	Open      bool     `help:"只列未办结 / Only what has not ended."`
	Sort      string   `help:"排序 / since, opened, title, code or state."`
	Ascending bool     `help:"升序 / Smallest or earliest first."`
	Out       string   `help:"写入的文件 / File to write." required:"" type:"path"`
}

func (e *ExportListCmd) query() url.Values {
	q := url.Values{}
	for name, v := range map[string]string{"machine": e.Machine, "parent": e.Parent, "query": e.Query, "hostOrg": e.HostOrg, "pi": e.PI, "topic": e.Topic, "sort": e.Sort} {
		if v != "" {
			q.Set(name, v)
		}
	}
	for name, on := range map[string]bool{"mine": e.Mine, "late": e.Late, "open": e.Open, "ascending": e.Ascending} {
		if on {
			q.Set(name, strconv.FormatBool(on))
		}
	}
	for _, s := range e.State {
		q.Add("states", s)
	}
	return q
}

// Run fetches the list.
func (e *ExportListCmd) Run(ctx context.Context) error {
	if err := e.fetch(ctx, "/papers/list.xlsx?"+e.query().Encode(), e.Out); err != nil {
		return err
	}
	fmt.Println("已写入 / written:", e.Out)
	return nil
}

// ExportVerifyCmd checks an archive that somebody holds; it needs no server.
type ExportVerifyCmd struct {
	File string `arg:"" help:"档案 / The archive." type:"existingfile"`
}

// Run compares every file with the manifest.
func (e *ExportVerifyCmd) Run() error { return checkArchive(e.File) }

// plain leaves out what a terminal would obey: an archive may come from anybody.
func plain(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || unicode.Is(unicode.Cf, r) {
			return '\uFFFD'
		}
		return r
	}, text)
}

func checkArchive(path string) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return err
	}
	report, err := archive.Verify(f, info.Size())
	if err != nil {
		return err
	}
	m := report.Manifest
	fmt.Printf("%s %s（%s）\n清单 / manifest SHA-256 %s\n文件 / files %d，%d 字节 / bytes\n", plain(m.About.Number), plain(m.About.Title), plain(m.About.StateZh), report.SHA256, report.Files, report.Bytes)
	for _, l := range m.Missing {
		fmt.Printf("导出时即缺失 / was missing when made: %s（%s）\n", plain(l.Name), plain(l.Why))
	}
	for _, l := range m.Damaged {
		fmt.Printf("导出时即损坏 / was damaged when made: %s（%s）\n", plain(l.Name), plain(l.Why))
	}
	for _, x := range report.Faults {
		fmt.Printf("✗ %s：%s / %s\n", plain(x.Name), plain(x.Zh), plain(x.En))
	}
	if !report.OK() {
		return errFaulty
	}
	fmt.Println("✓ 每个文件都与清单一致 / every file is as the manifest says")
	return nil
}
