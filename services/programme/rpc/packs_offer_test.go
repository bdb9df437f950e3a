package rpc_test

import (
	"testing"
	"time"

	"google.golang.org/protobuf/types/known/structpb"

	programmev1 "yanlu/proto/gen/yanlu/programme/v1"
	"yanlu/seeds"
	applicationact "yanlu/services/application/act"
	"yanlu/services/bureau/bureautest"
	"yanlu/services/bureau/stock"
	"yanlu/services/lifecycle"
	"yanlu/services/platform/postgres"
	"yanlu/services/programme"
)

// adopting is a bureau of the first release after its upgrade.
func adopting(t *testing.T) *desk {
	return &desk{World: bureautest.Upgraded(t), base: bureautest.FirstHash}
}

func (d *desk) offers() []*programmev1.PackOffer {
	d.T.Helper()
	out, err := d.Packs.ListPackOffers(d.World.As("zhaowen"), &programmev1.ListPackOffersRequest{})
	if err != nil {
		d.T.Fatal(err)
	}
	return out.GetOffers()
}

func (d *desk) adopt(hash, version string) (*programmev1.PackDraft, error) {
	return d.Packs.AdoptPackOffer(d.World.As("linzhou"), &programmev1.AdoptPackOfferRequest{RequestId: d.id(), Hash: hash, Version: version, EffectiveFrom: "2026-03-20"})
}

// reload starts the server again.
func (d *desk) reload() stock.Report {
	d.T.Helper()
	report, err := stock.Load(d.T.Context(), d.Pool, stock.Options{People: true})
	if err != nil {
		d.T.Fatal(err)
	}
	return report
}

// months is how long an applicant must have been registered: more than anybody has.
func months(c *structpb.Struct) {
	r := rule(c, "elig.unit.registered_months")
	r["value"], r["note"] = structpb.NewNumberValue(1200), structpb.NewStringValue("支持经营稳定的单位")
}

// An old call is judged by the old rules, a new one by those that were adopted, from their day.
func TestShippedRulesAreAdopted(t *testing.T) {
	d := adopting(t)
	list := d.offers()
	if len(list) != 1 || list[0].GetVersion() != seeds.Version || list[0].GetBaseHash() != d.base || list[0].GetDraft() != "" {
		t.Fatalf("%v", list)
	}
	offer := list[0].GetHash()
	seen, err := d.Packs.ComparePacks(d.World.As("zhaowen"), &programmev1.ComparePacksRequest{Before: d.base, After: offer})
	if err != nil || len(seen.GetChanges()) == 0 {
		t.Fatalf("%v %v", seen, err)
	}
	_, err = d.Packs.ComparePacks(d.World.As("suqing"), &programmev1.ComparePacksRequest{Before: d.base, After: offer})
	refused(t, err, "PACK_NOT_FOUND")
	d.draft = d.must(d.adopt(offer, seeds.Version))
	if source := rule(d.draft.GetContent(), "rev.calibrate"); source == nil {
		t.Fatal("what was shipped is not in the draft")
	}
	d.save("linzhou", months)
	d.must(d.submit("linzhou"))
	d.must(d.approve("heyuan"))
	if left := d.offers(); len(left) != 0 {
		t.Errorf("still offered: %v", left)
	}
	if report := d.reload(); !report.Empty() || report.Kept != "" {
		t.Errorf("the next start tells of what was adopted: %+v", report)
	}
	d.oldAndNew()
}

func (d *desk) oldAndNew() {
	d.T.Helper()
	var draft, old string
	if err := d.Pool.QueryRow(d.T.Context(), "select id, parent from docket where machine = 'project' and state = 'DRAFT'").Scan(&draft, &old); err != nil {
		d.T.Fatal(err)
	}
	d.At(time.Date(2026, 3, 21, 9, 0, 0, 0, bureautest.Start.Location()))
	d.Project("weigang", draft, "send_to_unit", applicationact.SendToUnit{Pledged: true})
	d.Project("fanglei", draft, "unit_approve", applicationact.Opinion{Opinion: "同意申报"})
	var terms programme.Terms
	if err := d.Get(old).Section("terms", &terms); err != nil || terms.PackHash != bureautest.FirstHash {
		d.T.Errorf("the old call is under %s, %v", terms.PackHash, err)
	}
	d.Version = seeds.Version
	fresh := d.Draft(d.OpenCall(), 4)
	d.Project("zhouzhi", fresh, "send_to_unit", applicationact.SendToUnit{Pledged: true})
	_, err := d.Try("songwen", fresh, lifecycle.ProjectMachine, "unit_approve", applicationact.Opinion{Opinion: "同意申报"})
	if p := refused(d.T, err, "NOT_ELIGIBLE"); p.Violations[0].Field != "elig.unit.registered_months" {
		d.T.Errorf("%+v", p.Violations)
	}
}

// What the bureau changed itself outlives the adoption, with its reason; the rest has the source it was shipped with.
func TestAdoptingKeepsWhatTheBureauChanged(t *testing.T) {
	d := adopting(t)
	d.draft = d.must(d.Packs.StartPackDraft(d.World.As("linzhou"), &programmev1.StartPackDraftRequest{RequestId: d.id(), BaseHash: d.base, Version: seeds.Version, EffectiveFrom: "2026-03-19"}))
	d.save("linzhou", ageMax(58, "与人社口径一致"))
	d.must(d.submit("linzhou"))
	own := d.must(d.approve("heyuan"))
	if report := d.reload(); report.Kept != "fuling "+seeds.Version {
		t.Errorf("the operator is told of %q", report.Kept)
	}
	list := d.offers()
	if len(list) != 1 || !list[0].GetVersionTaken() || list[0].GetBaseHash() != own.GetPackHash() {
		t.Fatalf("%v", list)
	}
	_, err := d.adopt(list[0].GetHash(), seeds.Version)
	refused(t, err, "PACK_VERSION_TAKEN")
	d.draft = d.must(d.adopt(list[0].GetHash(), next))
	age := rule(d.draft.GetContent(), "elig.pi.age_max")
	if age["value"].GetNumberValue() != 58 || age["note"].GetStringValue() != "与人社口径一致" {
		t.Errorf("the bureau's own figure became %v", age)
	}
	_, err = d.adopt(list[0].GetHash(), next+"2")
	refused(t, err, "PACK_OFFER_IN_DRAFT")
	d.save("zhaowen", func(*structpb.Struct) {})
	if why := rule(d.draft.GetContent(), "rev.calibrate")["note"].GetStringValue(); why == "" {
		t.Error("a shipped rule lost its note when the draft was saved")
	}
	_, err = d.Pool.Exec(t.Context(), `insert into pack_draft (id, code, version, effective_from, base_hash, status, revision, content, offer_hash)
		select 'pd-second', code, 'second', effective_from, base_hash, status, 1, content, offer_hash from pack_draft where id = $1`, d.draft.GetId())
	if !postgres.IsUnique(err, "pack_draft_offer_uq") {
		t.Errorf("two drafts take up one offer: %v", err)
	}
	check, err := d.Packs.CheckPackDraft(d.World.As("heyuan"), &programmev1.CheckPackDraftRequest{Id: d.draft.GetId()})
	if err != nil || len(check.GetDefects()) != 0 {
		t.Errorf("%v %v", check, err)
	}
	d.must(d.Packs.DiscardPackDraft(d.World.As("linzhou"), &programmev1.DiscardPackDraftRequest{RequestId: d.id(), Id: d.draft.GetId()}))
	if list = d.offers(); len(list) != 1 || list[0].GetDraft() != "" {
		t.Errorf("after its draft was thrown away: %v", list)
	}
}

func TestOnlyAnOpenOfferIsAdopted(t *testing.T) {
	d := adopting(t)
	_, err := d.adopt(d.base, next)
	refused(t, err, "PACK_OFFER_NOT_FOUND")
}
