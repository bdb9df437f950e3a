package seeds

import (
	"encoding/csv"
	"os"
	"testing"
)

// released is the digest of every version of a pack that a release has shipped or will ship, by code and version.
func released(t *testing.T) map[string]string {
	t.Helper()
	file, err := os.Open("testdata/shipped.csv")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = file.Close() }()
	reader := csv.NewReader(file)
	reader.Comment = '#'
	rows, err := reader.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]string{}
	for _, row := range rows {
		name := row[0] + " " + row[1]
		if _, twice := out[name]; twice {
			t.Errorf("testdata/shipped.csv names %s twice", name)
		}
		out[name] = row[2]
	}
	return out
}

// A database that holds a version would otherwise be told that the same version says something else.
func TestAShippedVersionKeepsItsContent(t *testing.T) {
	packs, err := Packs()
	if err != nil {
		t.Fatal(err)
	}
	known := released(t)
	for _, p := range packs {
		switch digest, ok := known[p.Name()]; {
		case !ok:
			t.Errorf("%s is new: add “%s,%s,%s” to seeds/testdata/shipped.csv", p.Name(), p.Code, p.Version, p.Hash())
		case digest != p.Hash():
			t.Errorf("the content of %s is no longer what was shipped under this version. Databases keep what they hold: make a new version "+
				"(rename seeds/packs/*/%s, set seeds.Version, add the new digests to seeds/testdata/shipped.csv). "+
				"Only while no release has shipped %[2]s may its line become “%s,%[2]s,%[4]s”", p.Name(), p.Version, p.Code, p.Hash())
		}
	}
}
