package store_test

import (
	"context"
	"slices"
	"testing"

	"yanlu/services/bureau/bureautest"
	"yanlu/services/lifecycle"
	"yanlu/services/review/commission/store"
)

// What was given beside the form, and the keywords of works, reach the match.
func TestMatchReadsWhatWasGiven(t *testing.T) {
	t.Parallel()
	w := bureautest.New(t)
	callID := w.OpenCall()
	app, older := w.FormalCheck(callID, 0), w.Draft(callID, 1)
	sent := w.Sent(0)
	if len(sent.Keywords) == 0 || len(sent.Disciplines) == 0 {
		t.Fatal("the samples carry no keywords")
	}
	unknown := sent
	unknown.Disciplines = []string{"S9999"}
	if _, err := w.Try(bureautest.Applicants[1].PI, older, lifecycle.ProjectMachine, "send_to_unit", unknown); err == nil {
		t.Error("a discipline that does not exist was taken")
	}
	if _, err := w.Pool.Exec(context.Background(), `insert into expert (person, status, source, works, verified_at, refreshed_at) values ('person-luzhiyuan', 'active', 'imported', '[{"title": "作品", "keywords": ["聚氨酯"]}]', now(), now())
		on conflict (person) do update set works = excluded.works`); err != nil {
		t.Fatal(err)
	}
	list, err := store.Applications(t.Context(), w.Pool, callID, []string{app, older})
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range list {
		given := c.ID == app
		if (len(c.Keywords) > 0) != given || (len(c.Disciplines) > 0) != given || given && !slices.Equal(c.Keywords, sent.Keywords) {
			t.Errorf("%s: %v, %v", c.Title, c.Keywords, c.Disciplines)
		}
	}
	pool, err := store.Pool(t.Context(), w.Pool, w.Door.Now(), w.Door.Now())
	if err != nil {
		t.Fatal(err)
	}
	i := slices.IndexFunc(pool, func(m store.Member) bool { return m.ID == "person-luzhiyuan" })
	if i < 0 || len(pool[i].Works) != 1 || !slices.Equal(pool[i].Works[0].Keywords, []string{"聚氨酯"}) {
		t.Errorf("works %+v", pool[i].Works)
	}
	names, err := store.FieldNames(t.Context(), w.Pool)
	if err != nil || names["S0201"] != "高分子材料" || names["NM-02"] == "" {
		t.Errorf("%v %v", err, names)
	}
}
