package main

import (
	"fmt"
	"io"
	"os"
	"path/filepath"

	"yanlu/services/policy"
)

// PackCmd looks at rule packs outside the product: in a folder as they are written, or in a file as they are stored.
type PackCmd struct {
	Check PackCheckCmd `cmd:"" help:"检查一个政策包 / Check a rule pack; every fault with its place."`
	Diff  PackDiffCmd  `cmd:"" help:"比较两个政策包 / Compare two rule packs, rule by rule and field by field."`
}

// PackCheckCmd checks one pack.
type PackCheckCmd struct {
	Path string `arg:"" help:"文件夹或 JSON 文件 / Folder or JSON file." type:"path"`
}

// Run prints what the pack is; every fault is in the error.
func (c *PackCheckCmd) Run() error {
	p, err := readPack(c.Path)
	if err != nil {
		return err
	}
	fmt.Printf("%s %s：%d 条规则、%d 张评分表、%d 张表单、%d 条资格条件，检查通过\n%s\n", p.Title.Zh, p.Version, len(p.Rules), len(p.Rubrics), len(p.Forms), len(p.Eligibility), p.Hash())
	return nil
}

// PackDiffCmd compares two packs.
type PackDiffCmd struct {
	Before string `arg:"" help:"文件夹或 JSON 文件 / Folder or JSON file." type:"path"`
	After  string `arg:"" help:"文件夹或 JSON 文件 / Folder or JSON file." type:"path"`
}

// Run prints the differences.
func (c *PackDiffCmd) Run() error {
	before, err := readPack(c.Before)
	if err != nil {
		return err
	}
	after, err := readPack(c.After)
	if err != nil {
		return err
	}
	return writeChanges(os.Stdout, policy.Compare(before, after))
}

var changeSigns = map[string]string{policy.Added: "+", policy.Removed: "-", policy.Changed: "~", policy.Moved: ">"}

func writeChanges(w io.Writer, list []policy.Change) error {
	for _, c := range list {
		if _, err := fmt.Fprintf(w, "%s %s（%s）\n", changeSigns[c.Change], c.Zh, c.Path); err != nil {
			return err
		}
		for _, side := range []struct{ name, text string }{{"原来", c.Before.Zh}, {"改后", c.After.Zh}} {
			if side.text != "" {
				fmt.Fprintf(w, "  %s：%q\n", side.name, side.text)
			}
		}
	}
	fmt.Fprintf(w, "%d 处不同\n", len(list))
	return nil
}

// readPack reads a folder code/version, whose neighbours it may extend, or a stored pack.
func readPack(path string) (*policy.Pack, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, err
	}
	if info.IsDir() {
		root, version := filepath.Split(filepath.Clean(path))
		packs, code := filepath.Split(filepath.Clean(root))
		return policy.Load(os.DirFS(packs), code+"/"+version)
	}
	raw, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	return policy.Parse(raw)
}
