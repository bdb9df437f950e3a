package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"yanlu/services/policy"
)

func TestPacksAreReadFromFolderAndFile(t *testing.T) {
	dir := filepath.Join("..", "..", "seeds", "packs", "practice", "2026.1")
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
	a, err := readPack(filepath.Join("..", "..", "seeds", "packs", "practice", "2026.1"))
	if err != nil {
		t.Fatal(err)
	}
	b, err := readPack(filepath.Join("..", "..", "seeds", "packs", "practice-lapse", "2026.1"))
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if err := writeChanges(&out, policy.Compare(a, b)); err != nil || !strings.Contains(out.String(), "~ 补正期限（rules/intake.correction.days）") || !strings.Contains(out.String(), "2 秒") {
		t.Errorf("%v\n%s", err, out.String())
	}
}
