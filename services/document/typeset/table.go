package typeset

import (
	"codeberg.org/go-pdf/fpdf"
)

// Column is one column of a table.
type Column struct {
	Head  string
	Right bool // figures, set against the right edge
	Whole bool // never narrowed, such as times
}

// Table is rows of cells under a head that is repeated on every page.
type Table struct {
	Columns []Column
	Rows    [][]string
}

// Pair is a label with its value.
type Pair struct{ Label, Value string }

const (
	cellPad   = 1.4  // millimetres around the text of a cell
	narrowest = 13.0 // a column, if there is room
	widest    = 70.0 // what one column may ask for
	labelWide = 40.0 // the labels of pairs
)

// grid is a table ready to be drawn.
type grid struct {
	widths []float64
	right  []bool
	labels bool // the first column is labels
	head   []string
}

// Table sets a table. A row that is higher than what is left of the page goes on on the next.
func (p *Paper) Table(t Table) {
	g := grid{widths: p.widths(t)}
	named := false
	for _, c := range t.Columns {
		g.right = append(g.right, c.Right)
		g.head = append(g.head, c.Head)
		named = named || c.Head != ""
	}
	if named {
		p.room(3 * height(tableSize))
		p.header(g)
	} else {
		g.head = nil
	}
	for _, row := range t.Rows {
		p.row(g, row, false)
	}
	p.y += 2
}

// Pairs sets labels with their values; pairs without a value are left out.
func (p *Paper) Pairs(pairs []Pair) {
	g := grid{widths: []float64{labelWide, textWide - labelWide}, right: []bool{false, false}, labels: true}
	for _, x := range pairs {
		if x.Value != "" {
			p.row(g, []string{x.Label, x.Value}, false)
		}
	}
	p.y += 2
}

// widths shares the page out by what the columns hold.
func (p *Paper) widths(t Table) []float64 {
	w := measure(p.face, tableSize)
	want := make([]float64, len(t.Columns))
	for i, c := range t.Columns {
		want[i] = max(narrowest, textWidth(c.Head, w)+2*cellPad+0.5)
		for _, row := range t.Rows {
			if i < len(row) {
				for _, line := range tidy(row[i]) {
					want[i] = max(want[i], min(widest, textWidth(line, w)+2*cellPad+0.5))
				}
			}
		}
	}
	rest, fixed := textWide, 0
	for i, c := range t.Columns {
		if c.Whole {
			rest, fixed = rest-want[i], fixed+1
		}
	}
	if fixed == len(want) || rest < narrowest*float64(len(want)-fixed) {
		return share(want, textWide)
	}
	var others []float64
	for i, c := range t.Columns {
		if !c.Whole {
			others = append(others, want[i])
		}
	}
	others = share(others, rest)
	for i, c := range t.Columns {
		if !c.Whole {
			want[i], others = others[0], others[1:]
		}
	}
	return want
}

// share stretches or shrinks widths to a sum; what is shrunk keeps at least an even part or what it asked for.
func share(want []float64, sum float64) []float64 {
	total, least := 0.0, 0.0
	floor := min(narrowest, sum/float64(max(1, len(want))))
	for _, x := range want {
		total += x
		least += min(x, floor)
	}
	out := make([]float64, len(want))
	for i, x := range want {
		if total <= sum {
			out[i] = x * sum / total
			continue
		}
		low := min(x, floor)
		out[i] = low + (x-low)*(sum-least)/(total-least)
	}
	return out
}

func (p *Paper) header(g grid) {
	head := g
	head.head = nil
	p.row(head, g.head, true)
}

// row sets one row, cut where a page ends.
func (p *Paper) row(g grid, cells []string, isHead bool) {
	w, high := measure(p.face, tableSize), height(tableSize)
	lines := make([][]string, len(g.widths))
	tallest := 1
	for i := range g.widths {
		if i < len(cells) {
			p.note(cells[i])
			for _, paragraph := range tidy(cells[i]) {
				lines[i] = append(lines[i], Lines(paragraph, g.widths[i]-2*cellPad, w)...)
			}
		}
		tallest = max(tallest, len(lines[i]))
	}
	for done := 0; done < tallest; {
		fits := int((bottom - p.y - 2*cellPad + 0.01) / high)
		if fits < min(tallest-done, 2) {
			p.turn()
			if g.head != nil {
				p.header(g)
			}
			fits = int((bottom - p.y - 2*cellPad) / high)
		}
		n := max(1, min(fits, tallest-done))
		p.piece(g, lines, done, n, isHead)
		done += n
	}
}

// piece draws n lines of a row from the one numbered from.
func (p *Paper) piece(g grid, lines [][]string, from, n int, isHead bool) {
	high := height(tableSize)
	tall, x := float64(n)*high+2*cellPad, left
	for i, wide := range g.widths {
		cell := lines[i][min(from, len(lines[i])):min(from+n, len(lines[i]))]
		x0, y0, shaded := x, p.y, isHead || g.labels && i == 0
		right := g.right[i]
		p.on(func(f *fpdf.Fpdf) {
			f.SetDrawColor(165, 165, 165)
			f.SetLineWidth(0.15)
			f.SetFillColor(243, 244, 246)
			shape := "D"
			if shaded {
				shape = "FD"
			}
			f.Rect(x0, y0, wide, tall, shape)
			for j, line := range cell {
				y := y0 + cellPad + float64(j)*high + high*0.72
				if right {
					p.draw(f, x0+wide-cellPad-textWidth(line, measure(p.face, tableSize)), y, tableSize, black, isHead, line)
				} else {
					p.draw(f, x0+cellPad, y, tableSize, black, isHead, line)
				}
			}
		})
		x += wide
	}
	p.y += tall
}
