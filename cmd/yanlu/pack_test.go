package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"yanlu/seeds"
	"yanlu/services/policy"
)

// shipped is the folder of a pack in the tree.
func shipped(code string) string {
	return filepath.Join("..", "..", "seeds", filepath.FromSlash(seeds.PackDir(code)))
}

func TestPacksAreReadFromFolderAndFile(t *testing.T) {
	dir := shipped("practice")
	p, err := readPack(dir)
	if err != nil {
		t.Fatal(err)
	}
	raw, err := p.Marshal()
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "pack.json")
	if err := os.WriteFile(file, raw, 0o600); err != nil {
		t.Fatal(err)
	}
	back, err := readPack(file)
	if err != nil || back.Hash() != p.Hash() {
		t.Fatalf("%v", err)
	}
	if err := os.WriteFile(file, []byte(`{"code":"x"}`), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := readPack(file); err == nil {
		t.Error("a broken pack is read")
	}
}

func TestDifferencesArePrinted(t *testing.T) {
	a, err := readPack(shipped("practice"))
	if err != nil {
		t.Fatal(err)
	}
	b, err := readPack(shipped("practice-lapse"))
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if err := writeChanges(&out, policy.Compare(a, b)); err != nil || !strings.Contains(out.String(), "~ 补正期限（rules/intake.correction.days）") || !strings.Contains(out.String(), "2 秒") {
		t.Errorf("%v\n%s", err, out.String())
	}
}
