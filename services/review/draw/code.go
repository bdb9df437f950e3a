package draw

import (
	"encoding/json"
	"fmt"

	"yanlu/services/platform/problem"
	"yanlu/services/review/draw/first"
	"yanlu/services/review/draw/proof"
)

// Seated is one application's panel, whatever code drew it.
type Seated struct {
	Application string
	Members     []string // locked ones too
	Reserves    []string // in the order in which they are to be called
}

// Revealed is a record after the reveal, whatever code drew it.
type Revealed struct {
	Record []byte // canonical JSON
	Panels []Seated
}

// Reveal opens a frozen record with its seed and draws by the code under which it
// was sealed. It returns what Record.Draw does, and DRAW_CODE_UNKNOWN.
func Reveal(frozen []byte, seed proof.Seed, beacon string) (Revealed, error) {
	code, err := codeOf(frozen)
	if err != nil {
		return Revealed{}, err
	}
	if code == first.Code {
		return open(frozen, func(r first.Record) (first.Record, error) { return r.Draw(seed, beacon) }, ofFirst)
	}
	return open(frozen, func(r Record) (Record, error) { return r.Draw(seed, beacon) }, ofRecord)
}

func open[R any](frozen []byte, draw func(R) (R, error), panels func(R) []Seated) (out Revealed, err error) {
	rec, err := proof.Read[R](frozen)
	if err != nil {
		return out, err
	}
	if rec, err = draw(rec); err != nil {
		return out, err
	}
	out.Panels = panels(rec)
	out.Record, err = proof.Canonical(rec)
	return out, err
}

// Verify recomputes a public record from itself alone, by the code under which
// it was sealed. A record is a proof only together with the commitment and the
// seal that were published in time, which the report repeats. The error is a
// *problem.Problem, DRAW_NOT_REVEALED, before the reveal, and DRAW_CODE_UNKNOWN
// where this program does not know the code.
func Verify(raw []byte) (proof.Report, error) {
	code, err := codeOf(raw)
	if err != nil {
		return proof.Report{}, err
	}
	if code == first.Code {
		return read(raw, first.Verify)
	}
	return read(raw, verify)
}

func read[R any](raw []byte, verify func(R) (proof.Report, error)) (proof.Report, error) {
	rec, err := proof.Read[R](raw)
	if err != nil {
		return proof.Report{}, err
	}
	return verify(rec)
}

// codeOf reads the name of the code under which a record was sealed.
func codeOf(raw []byte) (string, error) {
	var named struct {
		Batch struct {
			Code string `json:"code"`
		} `json:"batch"`
	}
	if err := json.Unmarshal(raw, &named); err != nil {
		return "", fmt.Errorf("draw: %w", err)
	}
	if code := named.Batch.Code; code != Code && code != first.Code {
		return "", problem.New(problem.Invalid, "DRAW_CODE_UNKNOWN", "记录所用的抽取程序版本“"+code+"”不在本程序所知之列", "This program does not know the code of the record, "+code).With("code", code)
	}
	return named.Batch.Code, nil
}

func ofRecord(r Record) []Seated {
	out := make([]Seated, 0, len(r.Outcome.Panels))
	for _, p := range r.Outcome.Panels {
		lists := make([][]string, 0, len(p.Members))
		for _, m := range p.Members {
			lists = append(lists, m.Reserves)
		}
		out = append(out, Seated{p.Application, p.experts(), inTurn(lists)})
	}
	return out
}

func ofFirst(r first.Record) []Seated {
	out := make([]Seated, 0, len(r.Outcome.Panels))
	for _, p := range r.Outcome.Panels {
		s := Seated{Application: p.Application}
		var lists [][]string
		for _, g := range p.Groups {
			s.Members, lists = append(append(s.Members, g.Locked...), g.Drawn...), append(lists, g.Reserves)
		}
		s.Reserves = inTurn(lists)
		out = append(out, s)
	}
	return out
}

// inTurn takes the first of each list, then the second.
func inTurn(lists [][]string) []string {
	var out []string
	for i := 0; ; i++ {
		more := false
		for _, list := range lists {
			if i < len(list) {
				out, more = append(out, list[i]), true
			}
		}
		if !more {
			return out
		}
	}
}
