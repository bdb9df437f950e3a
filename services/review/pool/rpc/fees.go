package rpc

import (
	"context"
	"slices"
	"time"

	reviewv1 "yanlu/proto/gen/yanlu/review/v1"
	"yanlu/services/docket"
	"yanlu/services/lifecycle"
	"yanlu/services/platform/problem"
	"yanlu/services/policy"
	"yanlu/services/review/pool"
	"yanlu/services/review/pool/sheet"
	"yanlu/services/review/pool/store"
)

// The rules of fees.
const (
	feeRule    = "rev.fee.meeting_daily_yuan"
	sharesRule = "rev.fee.shares"
)

// payers read the fees of every closed round.
var payers = []lifecycle.Role{lifecycle.Officer, lifecycle.Director, lifecycle.Finance, lifecycle.Auditor}

// ListFees lists what is due: to the bureau for closed rounds, to an agency for its calls, to an expert for their own work.
func (s *Server) ListFees(ctx context.Context, req *reviewv1.ListFeesRequest) (*reviewv1.ListFeesResponse, error) {
	c := callerOf(ctx)
	if err := days(req.GetFrom(), req.GetTo()); err != nil {
		return nil, err
	}
	f := store.DuesFilter{Call: req.GetCall(), From: req.GetFrom(), To: req.GetTo()}
	f.Closed = slices.ContainsFunc(c.roles, func(r lifecycle.Role) bool { return slices.Contains(payers, r) })
	f.Agencies = agencies(c)
	if slices.Contains(c.roles, lifecycle.Reviewer) {
		f.Self = c.person
	}
	out, err := s.fees(ctx, s.Door.Pool(), f)
	if err != nil || !req.GetWorkbook() {
		return out, err
	}
	content, err := sheet.Fees(out)
	out.Workbook = &reviewv1.ExpertSheet{FileName: "专家咨询费-" + s.Door.Now().In(policy.Shanghai).Format("20060102-150405") + ".xlsx", MediaType: workbookType, Content: content}
	return out, err
}

func agencies(c caller) []string {
	out := []string{}
	for _, x := range c.as {
		if x.Role == lifecycle.Agency {
			out = append(out, x.Org)
		}
	}
	return out
}

// days refuses what is no day.
func days(list ...string) error {
	for _, d := range list {
		if d == "" {
			continue
		}
		if _, err := time.Parse(time.DateOnly, d); err != nil {
			return problem.New(problem.Invalid, "DAY_INVALID", "日期格式应为 年-月-日", "a day is written YYYY-MM-DD").At("from", "日期应为 2006-01-02", "write YYYY-MM-DD")
		}
	}
	return nil
}

// fees prices what was done by the pack of each call, in 分.
func (s *Server) fees(ctx context.Context, q docket.Querier, f store.DuesFilter) (*reviewv1.ListFeesResponse, error) {
	all, err := store.DuesOf(ctx, q, f)
	if err != nil {
		return nil, err
	}
	out, rules, of := &reviewv1.ListFeesResponse{}, map[string]prices{}, pool.Period{From: f.From, To: f.To}
	for _, d := range all {
		p, ok := rules[d.PackHash]
		if !ok {
			if p, err = s.prices(ctx, d.PackHash); err != nil {
				return nil, err
			}
			rules[d.PackHash] = p
		}
		sat := of.Within(d.Days)
		if d.Items == 0 && len(sat) == 0 {
			continue // nothing in this period
		}
		out.Evidence, out.Note = p.evidence, p.note
		fee := &reviewv1.ExpertFee{
			Call: d.Call, CallTitle: d.CallTitle, Person: d.Person, Name: d.Name, EmployerName: d.Employer, Grade: d.Grade, Items: int32(d.Items),
			ItemFen: pool.ItemFen(p.daily, p.shares, d.Grade), Days: pool.CountDays(sat), DaysFen: pool.DaysFen(p.daily, p.shares, d.Grade, d.Days, of),
		}
		fee.Sat, fee.MayRecord = satOut(sat), d.Open && callerRecords(callerOf(ctx))
		fee.TotalFen = fee.GetItemFen()*int64(d.Items) + fee.GetDaysFen()
		out.TotalFen += fee.GetTotalFen()
		out.Fees = append(out.Fees, fee)
	}
	return out, nil
}

// prices are the rules of fees of one pack.
type prices struct {
	daily          pool.DailyFee
	shares         pool.FeeShares
	evidence, note string
}

// prices reads a call's pack. A pack that was frozen before there were shares is completed by the one in force.
func (s *Server) prices(ctx context.Context, hash string) (p prices, err error) {
	now, err := s.Book.InForce(ctx, s.Door.Now())
	if err != nil {
		return p, err
	}
	pack := now
	if hash != "" {
		if pack, err = s.Book.Pack(ctx, hash); err != nil {
			return p, err
		}
	}
	if err := pack.Value(feeRule, &p.daily); err != nil {
		return p, err
	}
	if _, ok := pack.Rule(sharesRule); !ok {
		pack = now
	}
	shares, _ := pack.Rule(sharesRule)
	p.evidence, p.note = shares.Evidence, shares.Note
	return p, pack.Value(sharesRule, &p.shares)
}
