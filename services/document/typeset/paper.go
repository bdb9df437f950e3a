// Package typeset sets Chinese papers: A4 pages with a head, sections, running
// text, tables and a foot that says what the paper is, when it was made and which
// content it shows.
//
// It guarantees that no character of a text is lost — one without a shape is
// shown by its code in a box and reported — and that no line begins or ends with
// a sign that may not stand there. It refuses to know what a paper is about.
package typeset

import (
	"fmt"
	"io"
	"slices"
	"time"

	"codeberg.org/go-pdf/fpdf"

	"yanlu/services/document/font"
)

// The page, in millimetres, and sizes of type, in points.
const (
	pageWidth, pageHeight = 210.0, 297.0
	left, top, bottom     = 22.0, 24.0, 268.0
	textWide              = pageWidth - 2*left

	titleSize, headSize, subSize, bodySize, tableSize, smallSize = 20.0, 13.0, 11.0, 10.5, 9.0, 7.5

	leading = 1.65 // line height against the size
)

// Meta is what a paper says of itself.
type Meta struct {
	Bureau string
	Title  string // of the paper, such as 申报书
	Name   string // of what it is about
	Number string
	Hash   string // SHA-256 of the content that is shown, hex; empty when there is none
	At     time.Time
	Zone   *time.Location
	Mark   string // across every page, such as 草稿
}

// Paper is a paper being set, page by page.
type Paper struct {
	meta    Meta
	face    *font.Face
	pages   []page
	y       float64 // the next line begins here
	missing map[rune]bool
}

// page is what is drawn on one page, and which headings begin there.
type page struct {
	draw     []func(*fpdf.Fpdf)
	headings []heading
}

type heading struct {
	text  string
	level int
	y     float64
}

// New begins a paper.
func New(m Meta) (*Paper, error) {
	f, err := font.Load()
	if err != nil {
		return nil, err
	}
	if m.Zone == nil {
		m.Zone = time.UTC
	}
	p := &Paper{meta: m, face: f, missing: map[rune]bool{}}
	p.turn()
	return p, nil
}

// Missing lists the characters that were shown by their codes.
func (p *Paper) Missing() []rune {
	out := make([]rune, 0, len(p.missing))
	for r := range p.missing {
		out = append(out, r)
	}
	slices.Sort(out)
	return out
}

// turn begins a page.
func (p *Paper) turn() {
	p.pages = append(p.pages, page{})
	p.y = top
}

// room makes sure that so many millimetres are left on the page.
func (p *Paper) room(mm float64) {
	if p.y+mm > bottom && p.y > top {
		p.turn()
	}
}

// Break goes on with the next page, unless this one is still empty.
func (p *Paper) Break() {
	if p.y > top {
		p.turn()
	}
}

func (p *Paper) on(draw func(*fpdf.Fpdf)) {
	last := &p.pages[len(p.pages)-1]
	last.draw = append(last.draw, draw)
}

func height(size float64) float64 { return size * leading / pointsPerMM }

// Write writes the paper as PDF.
func (p *Paper) Write(w io.Writer) error {
	f := fpdf.New("P", "mm", "A4", "")
	f.SetAutoPageBreak(false, 0)
	f.SetMargins(left, top, left)
	f.SetCatalogSort(true)
	f.AddUTF8FontFromBytes(family, "", p.face.TTF)
	f.SetFont(family, "", bodySize)
	p.describe(f)
	for i, page := range p.pages {
		f.AddPage()
		p.frame(f, i+1)
		for _, h := range page.headings {
			f.Bookmark(h.text, h.level, h.y)
		}
		for _, draw := range page.draw {
			draw(f)
		}
	}
	if err := f.Output(w); err != nil {
		return fmt.Errorf("typeset: %w", err)
	}
	return nil
}

const family = "noto-serif-sc"

func (p *Paper) describe(f *fpdf.Fpdf) {
	title := p.meta.Title
	if p.meta.Name != "" {
		title = p.meta.Name + " " + title
	}
	f.SetTitle(title, true)
	f.SetAuthor(p.meta.Bureau, true)
	f.SetSubject(p.meta.Number, true)
	f.SetKeywords(p.meta.Hash, true)
	f.SetCreator("研路 Yanlu", true)
	f.SetProducer("研路 Yanlu", true)
	f.SetLang("zh-CN")
	f.SetCreationDate(p.meta.At)
	f.SetModificationDate(p.meta.At)
}

// frame draws what stands around the text of every page.
func (p *Paper) frame(f *fpdf.Fpdf, n int) {
	if p.meta.Mark != "" {
		p.mark(f)
	}
	grey := ink{110, 110, 110}
	f.SetDrawColor(190, 190, 190)
	f.SetLineWidth(0.2)
	right := pageWidth - left
	if n > 1 {
		p.draw(f, left, 16, smallSize, grey, false, p.clip(p.meta.Title+"　"+p.meta.Name, smallSize, textWide-50))
		p.drawRight(f, right, 16, smallSize, grey, p.meta.Number)
		f.Line(left, 18, right, 18)
	}
	f.Line(left, 274, right, 274)
	made := "生成时间 " + p.meta.At.In(p.meta.Zone).Format("2006-01-02 15:04:05 -07:00")
	if p.meta.Number != "" {
		made = "编号 " + p.meta.Number + "　" + made
	}
	p.draw(f, left, 279, smallSize, grey, false, made)
	p.drawRight(f, right, 279, smallSize, grey, fmt.Sprintf("第 %d / %d 页", n, len(p.pages)))
	if p.meta.Hash != "" {
		p.draw(f, left, 283.5, smallSize, grey, false, "内容凭证 SHA-256 "+p.meta.Hash)
	}
}

// clip shortens a line of the frame; the whole text stands on the first page.
func (p *Paper) clip(text string, size, most float64) string {
	w := measure(p.face, size)
	if textWidth(text, w) <= most {
		return text
	}
	return Lines(text, most-w('…'), w)[0] + "…"
}

func (p *Paper) mark(f *fpdf.Fpdf) {
	const size = 110.0
	wide := textWidth(p.meta.Mark, measure(p.face, size))
	f.TransformBegin()
	f.TransformRotate(40, pageWidth/2, pageHeight/2)
	p.draw(f, (pageWidth-wide)/2, pageHeight/2+size/pointsPerMM/3, size, ink{232, 232, 232}, false, p.meta.Mark)
	f.TransformEnd()
}
