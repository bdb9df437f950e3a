package seeds

import "testing"

func TestThePlanIsWhole(t *testing.T) {
	p, err := Plan()
	if err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string][2]int{
		"indicators": {len(p.Indicators), 24}, "bases": {len(p.Bases), 8}, "boxes": {len(p.Boxes), 24}, "topics": {len(p.Topics), 36},
		"items": {len(p.Items), 98}, "institutions": {len(p.Institutions), 75}, "notes": {len(p.Notes), 16},
		"requirements": {len(p.Requirements), 68}, "figures": {len(p.Figures), 30 + 42},
	} {
		if c[0] != c[1] {
			t.Errorf("%d %s, want %d", c[0], name, c[1])
		}
	}
}

func TestContradictionsAreKept(t *testing.T) {
	p, err := Plan()
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []struct {
		no          int
		unit, value string
		child       int
	}{
		{5, "家", "108", 0}, // the prose says 112
		{11, "", "2", 10},  // the unit is blank in the plan
		{14, "名", "", 0},   // no value of 2020
		{19, "件/万人", "3.58", 0},
	} {
		i := p.Indicators[want.no-1]
		if i.No != want.no || i.Unit != want.unit || i.Value2020 != want.value || i.ChildOf != want.child {
			t.Errorf("%+v, want %+v", i, want)
		}
	}
	if b := p.Boxes[9]; b.Title != "建设国家火炬重庆涪陵聚氨脂特色产业基地" {
		t.Errorf("the plan's misprint is part of its words: %s", b.Title)
	}
	for _, f := range p.Figures {
		if f.Key == "hightech_total" && f.Value != "112" {
			t.Errorf("%+v", f)
		}
	}
}

func TestDamagedPlansAreRefusedByLine(t *testing.T) {
	for _, c := range []struct {
		file, old, by string
		line          int
		words         string
	}{
		{"plan/topic_items.csv", "ZC-01-02,ZC-01,3", "ZC-01-02,ZC-99,3", 3, "no topic ZC-99"},
		{"plan/topic_items.csv", "ZC-01-02,ZC-01,3", "ZC-01-02,ZC-01,4", 3, "is in box 3"},
		{"plan/topic_items.csv", "青菜头“双低”良种创新", "青菜头良种创新", 3, "does not say"},
		{"plan/topic_items.csv", "ZC-01-02", "ZC-01-01", 3, "named twice"},
		{"plan/topics.csv", "ZC-02,3,", "ZC-02,2,", 3, "not a box of topics"},
		{"plan/topics.csv", "topic_code,box_no", "code,box_no", 1, "the header is"},
		{"plan/bases.csv", "4;5;6", "4;5;60", 3, "no box"},
		{"plan/bases.csv", "FUTURE_ZHACAI,未来榨菜产业科创基地,international", "FUTURE_ZHACAI,未来榨菜产业科创基地,worldwide", 2, "worldwide"},
		{"plan/indicators.csv", "1,综合,科技进步贡献率,%,56.5,63", "1,综合,科技进步贡献率,%,56.5,六十三", 2, "not a number"},
		{"plan/indicators.csv", "10,7,level,134", "10,9,level,134", 9, "no indicator 9 above"},
		{"plan/indicators.csv", "level,81", "level,82", 2, "line 82 of the plan does not say"},
		{"plan/institutions.csv", "government,issuer,1,", "government,issuer,one,", 2, "not a whole number"},
		{"plan/targets_2025.csv", "see discrepancy D9", "see discrepancy D99", 0, "D99"},
		{"plan/discrepancies.csv", "D2,高新技术企业 2020", "D2,", 3, "subject is empty"},
		{"plan/requirements.csv", "S02,", "S02,\"", 0, ""},
	} {
		_, err := readPlan(altered(t, c.file, c.old, c.by))
		wantFault(t, err, c.file, c.line, c.words)
	}
}
