package document

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"yanlu/services/docket"
	"yanlu/services/document/archive"
)

func (d *desk) zip(login, id string) map[string][]byte {
	d.T.Helper()
	w := d.get(login, "/papers/dockets/"+id+"/archive.zip")
	if w.Code != http.StatusOK {
		d.T.Fatalf("%d %s", w.Code, w.Body)
	}
	return entries(d.T, w.Body.Bytes())
}

// An archive holds everything that its reader may see, byte for byte where the record keeps bytes.
func TestTheArchiveIsComplete(t *testing.T) {
	d := newDesk(t)
	call := d.OpenCall()
	id := d.Draft(call, 0)
	content := map[string]string{}
	for _, field := range []string{"attachments.feasibility_report", "attachments.pi_id", "attachments.licence", "compliance.integrity_pledge"} {
		content[field] = d.file(id, field, "%PDF-1.4 "+field)
	}
	d.submit(id)
	d.Project("linzhou", id, "start_check", nil)
	files := d.zip("shenji", id)
	m := manifest(t, files)
	if len(m.Missing) != 0 || len(m.Damaged) != 0 || m.About.MadeFor != "shenji" || m.About.Events != d.Get(id).Seq || m.About.Head != hexOf(d.Get(id).Head) {
		t.Errorf("%+v %+v %+v", m.About, m.Missing, m.Damaged)
	}
	for _, name := range []string{"docket.json", "events.json", "drafts/00001.json", "papers/docket.pdf", "papers/application.pdf", "papers/receipt.pdf", archive.ReadableName} {
		if files[name] == nil {
			t.Errorf("%s is not there: %v", name, m.Counts)
		}
	}
	for field, sha := range content {
		sum := sha256.Sum256(files["files/"+field+"/材料.pdf"])
		if hex.EncodeToString(sum[:]) != sha {
			t.Errorf("%s is not the file that was uploaded", field)
		}
	}
	list, err := docket.Snapshots(t.Context(), d.Pool, id)
	if err != nil {
		t.Fatal(err)
	}
	for _, snap := range list {
		if !slices.ContainsFunc(m.Files, func(f archive.File) bool { return f.Kind == "snapshot" && f.SHA256 == hexOf(snap.Hash) }) {
			t.Errorf("no file has the hash of the snapshot %s", snap.Kind)
		}
	}
	var events []struct{ Hash string }
	if err := json.Unmarshal(files["events.json"], &events); err != nil || int64(len(events)) != d.Get(id).Seq || events[len(events)-1].Hash != hexOf(d.Get(id).Head) {
		t.Errorf("%d events, %v", len(events), err)
	}
	wants(t, "the readable manifest", squeeze(string(files[archive.ReadableName])), "示例项目1", "缺失：0", content["attachments.licence"])
}

// submit carries a draft to its receipt.
func (d *desk) submit(id string) {
	d.T.Helper()
	d.Project("suqing", id, "send_to_unit", sendToUnit)
	d.Project("liangyue", id, "unit_approve", agreed)
	d.Project("lingsong", id, "recommend", agreed)
}

// What the store lost or spoilt is named; nothing is left out in silence.
func TestLostAndSpoiltFilesAreNamed(t *testing.T) {
	d := newDesk(t)
	id := d.Draft(d.OpenCall(), 0)
	spoilt := d.file(id, "attachments.licence", "%PDF-1.4 licence")
	lost := d.file(id, "attachments.pi_id", "%PDF-1.4 identity")
	if err := os.WriteFile(filepath.Join(d.folder, spoilt[:2], spoilt), []byte("%PDF-1.4 Licence"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Remove(filepath.Join(d.folder, lost[:2], lost)); err != nil {
		t.Fatal(err)
	}
	m := manifest(t, d.zip("suqing", id))
	if len(m.Damaged) != 1 || m.Damaged[0].SHA256 != spoilt || !strings.Contains(m.Damaged[0].Name, "attachments.licence") {
		t.Errorf("damaged: %+v", m.Damaged)
	}
	if !slices.ContainsFunc(m.Missing, func(l archive.Lack) bool { return l.SHA256 == lost && strings.Contains(l.Name, "attachments.pi_id") }) || len(m.Missing) != 3 {
		t.Errorf("missing: %+v", m.Missing)
	}
}

// A file that was submitted and taken out later still belongs to what was submitted.
func TestFilesOfASnapshotStayComplete(t *testing.T) {
	d := newDesk(t)
	id := d.Draft(d.OpenCall(), 0)
	d.file(id, "attachments.licence", "%PDF-1.4 licence")
	d.submit(id)
	if _, err := d.Pool.Exec(t.Context(), "update attachment set removed_at = now() where subject = $1 and field = 'attachments.licence'", id); err != nil {
		t.Fatal(err)
	}
	files := d.zip("suqing", id)
	if string(files["files/attachments.licence/材料.pdf"]) != "%PDF-1.4 licence" {
		t.Errorf("the file is gone: %+v", manifest(t, files).Missing)
	}
}

// An auditor's archive holds the reviews with their people, an applicant's none of it.
func TestTheArchiveFollowsItsReader(t *testing.T) {
	s := stage(t)
	audit, own := s.zip("shenji", s.project), s.zip("suqing", s.project)
	if manifest(t, audit).Counts["review"] != 10 || manifest(t, own).Counts["review"] != 0 {
		t.Errorf("%v %v", manifest(t, audit).Counts, manifest(t, own).Counts)
	}
	if own["drafts/00002.json"] == nil || own["papers/application.pdf"] == nil {
		t.Error("an applicant reads their own drafts and application")
	}
	review := s.zip(s.reviewer(1), s.reviews[1])
	m := manifest(t, review)
	if review["papers/application.pdf"] == nil || m.About.Number != "" || len(m.About.Notes) < 2 {
		t.Errorf("a reviewer reads the application, and is told that a part is left out: %+v", m.About)
	}
	whole := s.zip("pingheng", s.reviews[0])
	if !slices.ContainsFunc(manifest(t, whole).Files, func(f archive.File) bool { return strings.Contains(f.Name, "opinion") }) {
		t.Error("the agency's archive of a review holds the opinion")
	}
	calls := s.zip("linzhou", s.call)
	var applications []map[string]any
	if err := json.Unmarshal(calls["applications.json"], &applications); err != nil || len(applications) != 3 {
		t.Errorf("%d applications, %v", len(applications), err)
	}
}

func TestAFlippedByteOfAnArchiveIsFound(t *testing.T) {
	d := newDesk(t)
	id := d.Draft(d.OpenCall(), 0)
	raw := d.get("suqing", "/papers/dockets/"+id+"/archive.zip").Body.Bytes()
	for _, at := range []int{200, len(raw) / 3, len(raw) / 2, len(raw) * 2 / 3} {
		bad := bytes.Clone(raw)
		bad[at] ^= 1
		if r, err := archive.Verify(bytes.NewReader(bad), int64(len(bad))); err == nil && r.OK() {
			t.Errorf("byte %d was changed and nobody noticed", at)
		}
	}
}
