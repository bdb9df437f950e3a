package rpc_test

import (
	"testing"

	"google.golang.org/protobuf/types/known/structpb"

	programmev1 "yanlu/proto/gen/yanlu/programme/v1"
	"yanlu/services/platform/problem"
)

// A draft that is no pack, is of no day or is not there is refused, and what was saved before stays.
func TestWhatIsNoDraftIsNotSaved(t *testing.T) {
	d := newDesk(t)
	save := func(change func(*structpb.Struct), also func(*programmev1.SavePackDraftRequest)) error {
		req, ctx := d.saving("linzhou", change)
		also(req)
		_, err := d.Packs.SavePackDraft(ctx, req)
		return err
	}
	as, nothing := func(*structpb.Struct) {}, func(*programmev1.SavePackDraftRequest) {}
	for name, c := range map[string]struct {
		err    error
		reason string
	}{
		"rules that are no list":  {save(func(c *structpb.Struct) { c.Fields["rules"] = structpb.NewStringValue("x") }, nothing), "PACK_DRAFT_MALFORMED"},
		"a rule with other parts": {save(func(c *structpb.Struct) { rule(c, "elig.pi.age_max")["colour"] = structpb.NewStringValue("red") }, nothing), "PACK_DRAFT_MALFORMED"},
		"no day":                  {save(as, func(r *programmev1.SavePackDraftRequest) { r.EffectiveFrom = "10.3.2026" }), "DATE_INVALID"},
		"a day that never comes":  {save(as, func(r *programmev1.SavePackDraftRequest) { r.EffectiveFrom = "2026-02-30" }), "DATE_INVALID"},
		"another draft":           {save(as, func(r *programmev1.SavePackDraftRequest) { r.Id = "draft-none" }), "PACK_DRAFT_NOT_FOUND"},
	} {
		if got := problem.ReasonOf(c.err); got != c.reason {
			t.Errorf("%s: want %s, got %v", name, c.reason, c.err)
		}
	}
	if now, err := d.Packs.GetPackDraft(d.World.As("linzhou"), &programmev1.GetPackDraftRequest{Id: d.draft.GetId()}); err != nil || now.GetRevision() != d.draft.GetRevision() {
		t.Errorf("%v, revision %d, was %d", err, now.GetRevision(), d.draft.GetRevision())
	}
	_, err := d.Packs.StartPackDraft(d.World.As("linzhou"), &programmev1.StartPackDraftRequest{RequestId: d.id(), BaseHash: d.base, Version: "2027.1", EffectiveFrom: "soon"})
	refused(t, err, "DATE_INVALID")
	_, err = d.Packs.StartPackDraft(d.World.As("linzhou"), &programmev1.StartPackDraftRequest{RequestId: d.id(), BaseHash: d.base, Version: " ", EffectiveFrom: "2027-01-01"})
	refused(t, err, "FIELD_REQUIRED")
}
