package rpc

import (
	"context"

	"github.com/jackc/pgx/v5"

	reviewv1 "yanlu/proto/gen/yanlu/review/v1"
	"yanlu/services/docket"
	"yanlu/services/review/pool"
	"yanlu/services/review/pool/sheet"
	"yanlu/services/review/pool/store"
)

// What became of a row.
const (
	kept    = "kept"
	inPlace = "known"
	refused = "refused"
)

const workbookType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

// GetImportTemplate returns the workbook to fill in.
func (s *Server) GetImportTemplate(context.Context, *reviewv1.GetImportTemplateRequest) (*reviewv1.ExpertSheet, error) {
	content, err := sheet.Template()
	return &reviewv1.ExpertSheet{FileName: "专家导入模板.xlsx", MediaType: workbookType, Content: content}, err
}

// ImportExperts enters the good rows of a spreadsheet as candidates and returns
// every row with what became of it. A dry run reads the same and writes nothing.
func (s *Server) ImportExperts(ctx context.Context, req *reviewv1.ImportExpertsRequest) (*reviewv1.ImportExpertsResponse, error) {
	cells, err := sheet.Cells(req.GetFileName(), req.GetContent())
	if err != nil {
		return nil, err
	}
	known, err := store.Fields(ctx, s.Door.Pool())
	if err != nil {
		return nil, err
	}
	rows, err := sheet.Rows(cells, known)
	if err != nil {
		return nil, err
	}
	out := &reviewv1.ImportExpertsResponse{DryRun: req.GetDryRun()}
	if req.GetDryRun() {
		return out, s.takeRows(ctx, s.Door.Pool(), rows, out, func(entrant) (string, error) { return "", nil })
	}
	err = s.write(ctx, req, "experts", out, func(tx pgx.Tx) ([]news, error) {
		return nil, s.takeRows(ctx, tx, rows, out, func(x entrant) (string, error) { return s.take(ctx, tx, x) })
	})
	return out, err
}

// entrant is somebody of a good row: known is whose address it is, if anybody's.
type entrant struct {
	sheet.Row
	known store.Person
	found bool
}

// takeRows looks every row up, takes the good ones and writes the report.
func (s *Server) takeRows(ctx context.Context, q docket.Querier, rows []sheet.Row, out *reviewv1.ImportExpertsResponse, take func(entrant) (string, error)) error {
	for _, r := range rows {
		line := &reviewv1.ImportRow{Row: int32(r.Number), Name: r.Facts.Name}
		x := entrant{Row: r}
		if len(r.Faults) == 0 {
			var err error
			if x, err = s.lookUp(ctx, q, r); err != nil {
				return err
			}
		}
		switch {
		case len(x.Faults) > 0:
			line.Outcome = refused
			out.Refused++
			for _, f := range x.Faults {
				line.Faults = append(line.Faults, &reviewv1.ImportFault{Column: f.Column, Zh: f.Zh, En: f.En})
			}
		case x.known.InPool:
			line.Outcome, line.Person = inPlace, x.known.ID
			out.Known++
		default:
			var err error
			if line.Person, err = take(x); err != nil {
				return err
			}
			line.Outcome = kept
			out.Kept++
		}
		out.Rows = append(out.Rows, line)
	}
	return nil
}

// lookUp finds whose address a row gives, and adds what is wrong with that.
func (s *Server) lookUp(ctx context.Context, q docket.Querier, r sheet.Row) (x entrant, err error) {
	x.Row = r
	if x.known, x.found, err = store.PersonByEmail(ctx, q, r.Facts.Email, s.Door.Now()); err != nil || !x.found {
		return x, err
	}
	switch {
	case x.known.Name != r.Facts.Name:
		x.Faults = append(x.Faults, sheet.Fault{Column: "电子邮箱", Zh: "该邮箱已登记在另一姓名之下，请核对", En: "the address is on file under another name"})
	case x.known.Disabled || x.known.Sanctioned:
		x.Faults = append(x.Faults, sheet.Fault{Column: "姓名", Zh: "此人的账号已停用或尚在惩戒期内", En: "the account is closed or a sanction runs"})
	}
	return x, nil
}

// take enters one person as a candidate. Somebody who has an account keeps their own facts.
func (s *Server) take(ctx context.Context, tx pgx.Tx, x entrant) (string, error) {
	facts, id, now := x.Facts, x.known.ID, s.Door.Now()
	if x.found {
		facts = x.known.Facts
	} else {
		id = newID()
		if err := store.AddPerson(ctx, tx, id, facts); err != nil {
			return "", err
		}
	}
	if x.USCC != "" {
		org, err := store.Organisation(ctx, tx, x.USCC, "")
		if err != nil {
			return "", err
		}
		x.File.Employments[0].Organisation = org
	}
	if err := store.Place(ctx, tx, &x.File); err != nil {
		return "", err
	}
	e := pool.Expert{Person: id, Status: pool.Candidate, Source: pool.ByImport, Facts: facts, File: x.File, RefreshedAt: now}
	_, err := store.Add(ctx, tx, e, store.Entry{Act: pool.Import, By: callerOf(ctx).person, At: now})
	return id, err
}
