package document

import (
	"bytes"
	"log/slog"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"unicode/utf16"

	awardact "yanlu/services/award/act"
	"yanlu/services/docket"
	"yanlu/services/lifecycle"
	programmeact "yanlu/services/programme/act"
)

// meta is the text that a PDF says about itself: title and outline.
func meta(raw []byte) string {
	var out strings.Builder
	for _, m := range regexp.MustCompile(`(?s)/Title \(((?:\\.|[^\\)])*)\)`).FindAllSubmatch(raw, -1) {
		b := regexp.MustCompile(`(?s)\\(.)`).ReplaceAll(m[1], []byte("$1"))
		b = bytes.TrimPrefix(b, []byte("\xfe\xff"))
		units := make([]uint16, len(b)/2)
		for i := range units {
			units[i] = uint16(b[2*i])<<8 | uint16(b[2*i+1])
		}
		out.WriteString(string(utf16.Decode(units)) + "\n")
	}
	return out.String()
}

func wants(t *testing.T, what, text string, words ...string) {
	t.Helper()
	for _, w := range words {
		if !strings.Contains(text, squeeze(w)) {
			t.Errorf("%s does not say “%s”", what, w)
		}
	}
}

// texts are all texts that somebody wrote into a form.
func texts(v any) []string {
	var out []string
	switch x := v.(type) {
	case string:
		if regexp.MustCompile(`[^a-z0-9_-]`).MatchString(x) {
			out = append(out, x)
		}
	case []any:
		for _, y := range x {
			out = append(out, texts(y)...)
		}
	case map[string]any:
		for _, y := range x {
			out = append(out, texts(y)...)
		}
	}
	return out
}

func TestTheApplicationAsSubmitted(t *testing.T) {
	d := newDesk(t)
	id := d.Submitted(d.OpenCall(), 0)
	path := "/papers/dockets/" + id + "/application.pdf"
	text := d.text("suqing", path)
	for field, v := range d.Content(0) {
		for _, written := range texts(v) {
			wants(t, field, text, written)
		}
	}
	r := d.Get(id)
	wants(t, "the paper", text, "涪陵区科技局（演示）", "申报书", "青岚新材料（演示）有限公司", r.Parties().Code, "第1/", "SHA-256"+text1(r, "content_hash"),
		"与高校", "集成创新", "2027-01-01至2028-06-30", "26.00", "66.00", "合计", "附件清单", "材料.pdf", "2026-03-10")
	raw := d.get("suqing", path)
	if head := raw.Header(); head.Get("Content-Type") != "application/pdf" || !strings.HasPrefix(head.Get("Content-Disposition"), "inline;") {
		t.Errorf("%v", head)
	}
	outline := meta(raw.Body.Bytes())
	wants(t, "the outline", squeeze(outline), "示例项目1申报书", "一、封面", "六、经费")
	if !bytes.Contains(raw.Body.Bytes(), []byte("/Lang (zh-CN)")) {
		t.Error("the paper does not say its language")
	}
	if strings.Contains(text, "草稿") || strings.Contains(text, "polyurethane") || len(raw.Body.Bytes()) > 400_000 {
		t.Errorf("%d bytes: only the characters that are used belong into a paper", raw.Body.Len())
	}
}

func text1(r *docket.Record, name string) string {
	m, _ := r.Facts["intake"].(map[string]any)
	s, _ := m[name].(string)
	return s
}

func TestTheDraftIsMarked(t *testing.T) {
	d := newDesk(t)
	id := d.Draft(d.OpenCall(), 0)
	if got := d.get("suqing", "/papers/dockets/"+id+"/application.pdf"); got.Code != http.StatusNotFound {
		t.Errorf("nothing was submitted: %d", got.Code)
	}
	content := d.Content(0)
	content["body.summary"] = "修改后的摘要"
	delete(content, "body.risk")
	d.Save(id, "suqing", 2, content)
	text := d.text("suqing", "/papers/dockets/"+id+"/application.pdf?draft=1")
	wants(t, "the draft", text, "申报书（草稿）", "修改后的摘要", "草稿第2版", "（未填）")
	if got := d.get("linzhou", "/papers/dockets/"+id+"/application.pdf?draft=1"); got.Code != http.StatusNotFound {
		t.Errorf("the bureau reads a draft before it was sent: %d", got.Code)
	}
}

// A paper of an older snapshot shows that one, and only a snapshot of the docket.
func TestAnOlderSnapshotIsShown(t *testing.T) {
	d := newDesk(t)
	call := d.OpenCall()
	id, foreign := d.Submitted(call, 0), d.Submitted(call, 1)
	list, err := docket.Snapshots(t.Context(), d.Pool, id)
	if err != nil || len(list) == 0 {
		t.Fatal(list, err)
	}
	others, err := docket.Snapshots(t.Context(), d.Pool, foreign)
	if err != nil {
		t.Fatal(err)
	}
	path := "/papers/dockets/" + id + "/application.pdf?snapshot="
	wants(t, "the snapshot", d.text("suqing", path+hexOf(list[0].Hash)), hexOf(list[0].Hash))
	for _, hash := range []string{hexOf(others[0].Hash), "00"} {
		if got := d.get("suqing", path+hash); got.Code != http.StatusNotFound {
			t.Errorf("%s: %d", hash, got.Code)
		}
	}
}

func hexOf(b []byte) string {
	const digits = "0123456789abcdef"
	var out strings.Builder
	for _, x := range b {
		out.WriteByte(digits[x>>4])
		out.WriteByte(digits[x&15])
	}
	return out.String()
}

func TestReceipt(t *testing.T) {
	d := newDesk(t)
	call := d.OpenCall()
	id := d.Submitted(call, 0)
	r := d.Get(id)
	wants(t, "the receipt", d.text("suqing", "/papers/dockets/"+id+"/receipt.pdf"), "受理回执", r.Parties().Code, "示例项目1", "青岚新材料（演示）有限公司",
		"2026年度区级应用开发项目", "2026-03-10 10:00:00", text1(r, "content_hash"), "http://example.com/check?number="+r.Parties().Code)
	if got := d.get("hemiao", "/papers/dockets/"+d.Draft(call, 1)+"/receipt.pdf"); got.Code != http.StatusNotFound {
		t.Errorf("a draft has no receipt: %d", got.Code)
	}
}

func TestBlankForm(t *testing.T) {
	d := newDesk(t)
	call := d.OpenCall()
	text := d.text("public", "/open/calls/"+call+"/form.pdf")
	r := d.Get(call)
	terms, _ := r.Facts["terms"].(map[string]any)
	pack, err := d.Book.Pack(t.Context(), terms["pack_hash"].(string))
	if err != nil {
		t.Fatal(err)
	}
	form, _ := pack.Form("proposal")
	for _, section := range form.Sections {
		wants(t, "the form", text, section.Zh)
		for _, f := range section.Fields {
			wants(t, section.Code, text, labelled(f.Zh, f.Req), f.Hint)
			for _, o := range f.Options {
				wants(t, f.F, text, "□"+o.Zh)
			}
			for _, c := range f.Columns {
				wants(t, f.F, text, c.Zh)
			}
		}
	}
}

func TestNoticeIsPublicWhileItRuns(t *testing.T) {
	d := newDesk(t)
	call := d.OpenCall()
	id := d.FormalCheck(call, 0)
	if got := d.get("public", "/open/notices/"+id+".pdf"); got.Code != http.StatusNotFound {
		t.Errorf("before the notice: %d", got.Code)
	}
	id = d.Announced(call, 1)
	wants(t, "the notice", d.text("public", "/open/notices/"+id+".pdf"), "拟立项项目公示", "示例项目2", "10.00万元", "/notices/"+id, "2026年度区级应用开发项目")
	d.Clock(id, "publicity_over")
	if got := d.get("public", "/open/notices/"+id+".pdf"); got.Code != http.StatusNotFound {
		t.Errorf("after the notice: %d", got.Code)
	}
}

func TestAgreement(t *testing.T) {
	d := newDesk(t)
	id := d.Announced(d.OpenCall(), 0)
	d.Clock(id, "publicity_over")
	path := "/papers/dockets/" + id + "/agreement.pdf"
	if got := d.get("suqing", path); got.Code != http.StatusNotFound {
		t.Errorf("there is no agreement yet: %d", got.Code)
	}
	d.agree(id, "suqing")
	wants(t, "the agreement", d.text("suqing", path), "未签署", "按申报书的研究内容实施。", "植物油多元醇替代率（%）", "成果归承担单位所有。", "资助金额10.00万元")
	d.Project("heyuan", id, "sign", awardact.Sign{Opinion: "同意"})
	signed := d.text("suqing", path)
	wants(t, "the signed agreement", signed, "HT-2026-", "甲方（盖章）", "18个月")
	if strings.Contains(signed, "未签署") {
		t.Error("a signed agreement is marked as unsigned")
	}
}

// codeLike is what a person should never have to read: a code of the record, an id.
var codeLike = regexp.MustCompile(`[a-z]+_[a-z_]+|[a-z]+(?:\.[a-z_]+)+|[A-Z]{3,}_[A-Z_]+|(?:person|org)-[a-z]+|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}`)

func TestTheDossierSpeaksInWords(t *testing.T) {
	s := stage(t)
	for _, id := range []string{s.call, s.project, s.onNotice, s.reviews[0], s.signedLater()} {
		for _, login := range []string{"shenji", "linzhou", "suqing", s.reviewer(0)} {
			w := s.get(login, "/papers/dockets/"+id+"/docket.pdf")
			if w.Code != http.StatusOK {
				continue
			}
			keep(t, login, id, w.Body.Bytes())
			text := readable(t, "docket.pdf", w.Body.Bytes())
			if found := codeLike.FindAllString(text, -1); len(found) > 0 {
				slices.Sort(found)
				t.Errorf("%s reads codes in the dossier of a %s: %v", login, s.Get(id).Machine, slices.Compact(found))
			}
		}
	}
	text := s.text("shenji", "/papers/dockets/"+s.project+"/docket.pdf")
	wants(t, "the dossier", text, "办理记录", "新建申报", "苏青", "单位意见：同意申报", "存证内容", "附件清单", "评审", "专家A", "申请金额26.00万元")
	if strings.Count(text, "第") == 0 || !strings.Contains(text, "生成时间") {
		t.Error("the foot is missing")
	}
}

func (s *scene) signedLater() string {
	s.T.Helper()
	return s.signed(s.OpenCall(), 3)
}

// A character that the typeface lacks is shown by its code and reported.
func TestMissingCharactersAreShownAndReported(t *testing.T) {
	d := newDesk(t)
	id := d.Draft(d.OpenCall(), 0)
	content := d.Content(0)
	content["cover.pi"] = "𠮷田\u200b😀"
	content["body.summary"] = "第一段\r\n第二段\t含制表符\x01与�"
	d.Save(id, "suqing", 2, content)
	var log bytes.Buffer
	d.papers.Log = slog.New(slog.NewTextHandler(&log, nil))
	text := d.text("suqing", "/papers/dockets/"+id+"/application.pdf?draft=1")
	wants(t, "the paper", text, "20BB7", "田", "1F600", "第一段", "第二段", "含制表符", "0001", "FFFD")
	if !strings.Contains(log.String(), "U+20BB7") || !strings.Contains(log.String(), "U+1F600") {
		t.Errorf("nothing was reported: %s", log.String())
	}
}

func TestPapersAtTheSameTime(t *testing.T) {
	d := newDesk(t)
	id := d.Submitted(d.OpenCall(), 0)
	var all sync.WaitGroup
	for range 6 {
		all.Go(func() {
			if w := d.get("suqing", "/papers/dockets/"+id+"/application.pdf"); w.Code != http.StatusOK {
				t.Errorf("%d %s", w.Code, w.Body)
			}
		})
	}
	all.Wait()
}

func TestANeedIsPrinted(t *testing.T) {
	d := newDesk(t)
	id := d.Do("jiangwei", "", lifecycle.NeedMachine, lifecycle.Create, programmeact.CreateNeed{Title: "冷链保温需求"}).Record.ID
	wants(t, "the need", d.text("jiangwei", "/papers/dockets/"+id+"/application.pdf?draft=1"), "需求表", "冷链保温需求")
}
