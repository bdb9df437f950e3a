package font

import (
	"testing"
)

func TestTheFaceHasWhatPapersNeed(t *testing.T) {
	f, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	// Characters of names that GB2312 lacks are there: that is why it is GBK.
	for _, r := range "研路科研项目申报书0123456789ABCxyz，。、；：？！（）《》“”‘’…—·￥〔〕①②㎡℃≤≥±×α镕堃喆昇玥珺祎翀濛淼晞暘" {
		if !f.Has(r) || f.Width(r) == 0 {
			t.Errorf("%c (U+%04X) is missing", r, r)
		}
	}
	for _, r := range []rune{'😀', '𠮷', '\ue000', -1, 0x10ffff} {
		if f.Has(r) || f.Width(r) != 0 {
			t.Errorf("U+%04X should be known as missing", r)
		}
	}
	if f.Width('研') != 1000 {
		t.Errorf("a Chinese character is as wide as it is high, not %d", f.Width('研'))
	}
}

func TestBrokenFilesAreRefused(t *testing.T) {
	f, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	for _, cut := range []int{0, 4, 11, 40, 300, len(f.TTF) / 2} {
		if _, err := read(f.TTF[:cut]); err == nil {
			t.Errorf("a file cut at %d was read", cut)
		}
	}
}
