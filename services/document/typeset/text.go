package typeset

import (
	"strings"

	"codeberg.org/go-pdf/fpdf"
)

// ink is a colour, red, green and blue to 255.
type ink struct{ r, g, b int }

var (
	black = ink{20, 20, 20}
	quiet = ink{95, 95, 95}
)

// draw sets one line with its baseline at y. A character without a shape becomes
// its code in a box.
func (p *Paper) draw(f *fpdf.Fpdf, x, y, size float64, c ink, bold bool, line string) {
	w := measure(p.face, size)
	var run strings.Builder
	from := x
	flush := func() {
		p.set(f, from, y, size, c, bold, run.String())
		run.Reset()
	}
	for _, r := range line {
		switch {
		case silent(r):
			continue
		case missing(p.face, r):
			flush()
			p.box(f, x, y, size, c, r)
			x += w(r)
			from = x
			continue
		case p.face.Has(r):
			if run.Len() == 0 {
				from = x
			}
			run.WriteRune(r)
		default: // a blank of its own width
			flush()
			from = x + w(r)
		}
		x += w(r)
	}
	flush()
}

// set hands a run of characters, all of which have shapes, to the writer. Bold is
// the same shape with a thin line around it: a second typeface would double the product.
func (p *Paper) set(f *fpdf.Fpdf, x, y, size float64, c ink, bold bool, run string) {
	if run == "" {
		return
	}
	f.SetFontSize(size)
	f.SetTextColor(c.r, c.g, c.b)
	if !bold {
		f.Text(x, y, run)
		return
	}
	f.SetDrawColor(c.r, c.g, c.b)
	f.SetLineWidth(size * 0.028 / pointsPerMM)
	f.SetTextRenderingMode(2)
	f.Text(x, y, run)
	f.SetTextRenderingMode(0)
}

func (p *Paper) box(f *fpdf.Fpdf, x, y, size float64, c ink, r rune) {
	p.missing[r] = true
	wide, high := boxWidth(p.face, r, size), size*0.8/pointsPerMM
	f.SetDrawColor(c.r, c.g, c.b)
	f.SetLineWidth(0.15)
	f.Rect(x+boxPad, y-high*0.86, wide-2*boxPad, high, "D")
	p.set(f, x+2*boxPad, y-high*0.22, size*codeScale, c, false, code(r))
}

func (p *Paper) drawRight(f *fpdf.Fpdf, right, y, size float64, c ink, line string) {
	p.draw(f, right-textWidth(line, measure(p.face, size)), y, size, c, false, line)
}

// note remembers what has to be shown by its code before anything is drawn, so
// that Missing answers while the paper is still being set.
func (p *Paper) note(text string) {
	for _, r := range text {
		if r != '\n' && missing(p.face, r) {
			p.missing[r] = true
		}
	}
}

// style is how a piece of text is set.
type style struct {
	size   float64
	ink    ink
	bold   bool
	centre bool
	indent bool // two characters at the beginning of a paragraph
	x      float64
	wide   float64
}

// block sets text of any length, over pages where it must.
func (p *Paper) block(text string, s style) {
	if s.wide == 0 {
		s.x, s.wide = left, textWide
	}
	w, high := measure(p.face, s.size), height(s.size)
	for _, paragraph := range tidy(text) {
		if s.indent && paragraph != "" && !hangs([]rune(paragraph)[0]) {
			paragraph = "\u3000\u3000" + paragraph
		}
		p.note(paragraph)
		for _, line := range Lines(paragraph, s.wide, w) {
			p.room(high)
			x, y := s.x, p.y+high*0.72
			if s.centre {
				x += (s.wide - textWidth(line, w)) / 2
			}
			p.on(func(f *fpdf.Fpdf) { p.draw(f, x, y, s.size, s.ink, s.bold, line) })
			p.y += high
		}
	}
}

// Head sets the head of a paper: the bureau, the title, what it is about.
func (p *Paper) Head() {
	if p.meta.Bureau != "" {
		p.block(p.meta.Bureau, style{size: subSize, ink: quiet, centre: true})
		p.y += 2
	}
	title := p.meta.Title
	if p.meta.Mark != "" {
		title += "（" + p.meta.Mark + "）"
	}
	p.bookmark(title, 0)
	p.block(title, style{size: titleSize, ink: black, bold: true, centre: true})
	if p.meta.Name != "" {
		p.y++
		p.block(p.meta.Name, style{size: headSize, ink: black, centre: true})
	}
	p.y += 3
	y := p.y
	p.on(func(f *fpdf.Fpdf) {
		f.SetDrawColor(black.r, black.g, black.b)
		f.SetLineWidth(0.5)
		f.Line(left, y, left+textWide, y)
	})
	p.y += 5
}

func (p *Paper) bookmark(text string, level int) {
	last := &p.pages[len(p.pages)-1]
	last.headings = append(last.headings, heading{strings.Map(p.plain, text), level, p.y})
}

// plain leaves out of an outline what its font-less window might not show as text.
func (p *Paper) plain(r rune) rune {
	if r < ' ' || r > 0xffff {
		return '\ufffd'
	}
	return r
}

// Section begins a section; it is in the outline.
func (p *Paper) Section(title string) {
	p.y += 3
	p.room(height(headSize) + 3*height(bodySize))
	p.bookmark(title, 1)
	p.block(title, style{size: headSize, ink: black, bold: true})
	p.y += 1.2
}

// Sub sets a heading below a section.
func (p *Paper) Sub(title string) {
	p.y += 1.2
	p.room(height(subSize) + 2*height(bodySize))
	p.block(title, style{size: bodySize, ink: black, bold: true})
}

// Text sets running text: paragraphs begin two characters in.
func (p *Paper) Text(text string) {
	p.block(text, style{size: bodySize, ink: black, indent: true})
	p.y++
}

// Note sets a remark in small quiet type.
func (p *Paper) Note(text string) {
	p.block(text, style{size: tableSize - 0.5, ink: quiet})
	p.y += 0.6
}

// WritingLines leaves so many lines to write on by hand.
func (p *Paper) WritingLines(n int) {
	for range n {
		p.room(9)
		y := p.y + 8
		p.on(func(f *fpdf.Fpdf) {
			f.SetDrawColor(170, 170, 170)
			f.SetLineWidth(0.15)
			f.Line(left, y, left+textWide, y)
		})
		p.y += 9
	}
	p.y++
}

// Space leaves so many millimetres empty.
func (p *Paper) Space(mm float64) { p.y += mm }
