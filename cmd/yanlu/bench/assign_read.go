package bench

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io/fs"
	"math"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"yanlu/services/review/assign"
)

// array is a matrix or list of a .npy file, by row whatever the file's order.
type array struct {
	rows, columns int
	at            func(row, column int) float64
}

var errArray = errors.New("bench: not an array that this reads")

// readArray reads a .npy file of version 1 with little-endian 64-bit or 32-bit
// numbers in one or two dimensions.
func readArray(path string) (array, error) {
	raw, err := os.ReadFile(path)
	if err != nil {
		return array{}, err
	}
	if len(raw) < 10 || !bytes.HasPrefix(raw, []byte("\x93NUMPY\x01")) {
		return array{}, fmt.Errorf("%w: %s", errArray, path)
	}
	end := 10 + int(binary.LittleEndian.Uint16(raw[8:]))
	if end > len(raw) {
		return array{}, fmt.Errorf("%w: %s ends in its header", errArray, path)
	}
	header, body := string(raw[10:end]), raw[end:]
	a, err := shape(header)
	if err != nil {
		return array{}, fmt.Errorf("%w: %s", err, path)
	}
	size := 8
	if strings.Contains(header, "'<f4'") {
		size = 4
	}
	if len(body) < size*a.rows*a.columns {
		return array{}, fmt.Errorf("%w: %s is cut short", errArray, path)
	}
	columns, rows, byColumn := a.columns, a.rows, strings.Contains(header, "'fortran_order': True")
	a.at = func(row, column int) float64 {
		k := row*columns + column
		if byColumn {
			k = column*rows + row
		}
		if size == 4 {
			return float64(math.Float32frombits(binary.LittleEndian.Uint32(body[4*k:])))
		}
		x := binary.LittleEndian.Uint64(body[8*k:])
		if strings.Contains(header, "'<i8'") {
			return float64(int64(x))
		}
		return math.Float64frombits(x)
	}
	return a, nil
}

func shape(header string) (array, error) {
	known := strings.Contains(header, "'<f8'") || strings.Contains(header, "'<i8'") || strings.Contains(header, "'<f4'")
	_, after, ok := strings.Cut(header, "'shape': (")
	inside, _, closed := strings.Cut(after, ")")
	if !ok || !closed || !known {
		return array{}, errArray
	}
	a := array{columns: 1}
	for k, field := range strings.Split(inside, ",") {
		if field = strings.TrimSpace(field); field == "" {
			continue
		}
		n, err := strconv.Atoi(field)
		switch {
		case err != nil || n < 0 || k > 1:
			return array{}, errArray
		case k == 0:
			a.rows = n
		default:
			a.columns = n
		}
	}
	return a, nil
}

// ReadInstance reads a folder: scores.npy (reviewers × proposals, −1 is a
// conflict), loads.npy, loads-lb.npy and covs.npy, with scores made from the seed
// where there are none; or aamas_text.npy with aamas_authorship.npy (proposals ×
// reviewers); or the one .in file in it. The last two lay down no loads: demand
// and load count for them, load 0 meaning one more than everybody must take.
func ReadInstance(dir string, opts AssignOptions) (assign.Instance, error) {
	loads, err := readArray(filepath.Join(dir, "loads.npy"))
	if errors.Is(err, fs.ErrNotExist) {
		return readBids(dir, opts)
	}
	if err != nil {
		return assign.Instance{}, err
	}
	covs, err := readArray(filepath.Join(dir, "covs.npy"))
	if err != nil {
		return assign.Instance{}, err
	}
	in := assign.Instance{Demand: integers(covs), Upper: integers(loads)}
	if least, err := readArray(filepath.Join(dir, "loads-lb.npy")); err == nil {
		in.Lower = integers(least)
	} else if !errors.Is(err, fs.ErrNotExist) {
		return in, err
	}
	scores, err := readArray(filepath.Join(dir, "scores.npy"))
	if errors.Is(err, fs.ErrNotExist) {
		g := generator{seed: opts.Seed, ties: opts.Ties}
		in.Row = g.rows(len(in.Demand), len(in.Upper), nil, nil)
		return in, nil
	}
	if err != nil {
		return in, err
	}
	if scores.rows != len(in.Upper) || scores.columns != len(in.Demand) {
		return in, fmt.Errorf("%w: %d × %d scores for %d reviewers and %d proposals", errArray, scores.rows, scores.columns, len(in.Upper), len(in.Demand))
	}
	in.Row, err = hold(len(in.Demand), len(in.Upper), func(i, j int) (float64, bool) { x := scores.at(j, i); return x, x == -1 })
	return in, err
}

// integers are the numbers of a list that holds whole ones.
func integers(a array) []int {
	out := make([]int, a.rows)
	for k := range out {
		out[k] = int(a.at(k, 0))
	}
	return out
}

// readBids reads text similarities with their authorship mask, or a .in file.
func readBids(dir string, opts AssignOptions) (assign.Instance, error) {
	text, err := readArray(filepath.Join(dir, "aamas_text.npy"))
	if errors.Is(err, fs.ErrNotExist) {
		return readLines(dir, opts)
	}
	if err != nil {
		return assign.Instance{}, err
	}
	authors, err := readArray(filepath.Join(dir, "aamas_authorship.npy"))
	if err != nil {
		return assign.Instance{}, err
	}
	in := evenLoads(text.rows, text.columns, opts)
	in.Row, err = hold(text.rows, text.columns, func(i, j int) (float64, bool) { return text.at(i, j), authors.at(i, j) != 0 })
	return in, err
}

// readLines reads “proposals reviewers”, then a row of bids for each proposal; 0
// is a conflict.
func readLines(dir string, opts AssignOptions) (assign.Instance, error) {
	names, _ := filepath.Glob(filepath.Join(dir, "*.in"))
	if len(names) != 1 {
		return assign.Instance{}, fmt.Errorf("bench: %s holds no instance that this reads", dir)
	}
	f, err := os.Open(names[0])
	if err != nil {
		return assign.Instance{}, err
	}
	defer f.Close()
	in := bufio.NewReader(f)
	var n, m int
	if _, err := fmt.Fscan(in, &n, &m); err != nil {
		return assign.Instance{}, fmt.Errorf("bench: %s: %w", names[0], err)
	}
	bids := make([]float64, n*m)
	for k := range bids {
		if _, err := fmt.Fscan(in, &bids[k]); err != nil {
			return assign.Instance{}, fmt.Errorf("bench: %s: %w", names[0], err)
		}
	}
	out := evenLoads(n, m, opts)
	out.Row, err = hold(n, m, func(i, j int) (float64, bool) { return bids[i*m+j], bids[i*m+j] == 0 })
	return out, err
}

func evenLoads(proposals, reviewers int, opts AssignOptions) assign.Instance {
	load := opts.Load
	if load == 0 {
		load = (proposals*opts.Demand+reviewers-1)/reviewers + 1
	}
	in := assign.Instance{Demand: make([]int, proposals), Upper: make([]int, reviewers)}
	for i := range in.Demand {
		in.Demand[i] = opts.Demand
	}
	for j := range in.Upper {
		in.Upper[j] = load
	}
	return in
}

// hold scales similarities to billionths once and keeps them by proposal.
func hold(n, m int, at func(i, j int) (similarity float64, conflict bool)) (func(int, []int64), error) {
	held := make([]int32, n*m)
	for i := range n {
		for j := range m {
			x, conflict := at(i, j)
			scaled, ok := assign.Scaled(x)
			switch {
			case conflict:
				scaled = heldConflict
			case !ok || scaled >= math.MaxInt32 || scaled <= heldConflict:
				return nil, fmt.Errorf("%w: similarity %v of proposal %d and reviewer %d", errArray, x, i, j)
			}
			held[i*m+j] = int32(scaled)
		}
	}
	return unfold(held, m), nil
}

const heldConflict = math.MinInt32

func unfold(held []int32, m int) func(int, []int64) {
	return func(i int, into []int64) {
		for j, x := range held[i*m : (i+1)*m] {
			into[j] = int64(x)
			if x == heldConflict {
				into[j] = assign.Conflict
			}
		}
	}
}
