package rpc

import (
	"context"
	"slices"
	"time"

	"github.com/jackc/pgx/v5"
	"google.golang.org/protobuf/proto"

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
	out, rules := &reviewv1.ListFeesResponse{}, map[string]prices{}
	for _, d := range all {
		p, ok := rules[d.PackHash]
		if !ok {
			if p, err = s.prices(ctx, d.PackHash); err != nil {
				return nil, err
			}
			rules[d.PackHash] = p
		}
		out.Evidence, out.Note = p.evidence, p.note
		fee := &reviewv1.ExpertFee{
			Call: d.Call, CallTitle: d.CallTitle, Person: d.Person, Name: d.Name, EmployerName: d.Employer, Grade: d.Grade, Items: int32(d.Items),
			ItemFen: pool.ItemFen(p.daily, p.shares, d.Grade), Days: pool.CountDays(d.Days), DaysFen: pool.DaysFen(p.daily, p.shares, d.Grade, d.Days),
		}
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

// RecordExpertDays keeps the days that experts sat for a call of the caller's agency.
func (s *Server) RecordExpertDays(ctx context.Context, req *reviewv1.RecordExpertDaysRequest) (*reviewv1.ListFeesResponse, error) {
	out, by := &reviewv1.ListFeesResponse{}, map[string][]pool.Day{}
	for _, d := range req.GetDays() {
		if err := days(d.GetDay()); err != nil || d.GetDay() == "" || d.GetDay() > s.today() {
			return nil, problem.New(problem.Invalid, "DAY_INVALID", "请填写已经过去的日期，格式为 年-月-日", "give a day that has come, written YYYY-MM-DD").At("days", "日期有误", "not such a day")
		}
		by[d.GetPerson()] = append(by[d.GetPerson()], pool.Day{Day: d.GetDay(), Half: d.GetHalf()})
	}
	c := callerOf(ctx)
	err := s.write(ctx, req, req.GetCall(), out, func(tx pgx.Tx) ([]news, error) {
		call, err := docket.Get(ctx, tx, req.GetCall())
		if err != nil {
			return nil, err
		}
		if call.Machine != lifecycle.CallMachine || !slices.Contains(agencies(c), call.Parties().AgencyOrg) {
			return nil, docket.NotFound(req.GetCall())
		}
		n, err := store.RecordDays(ctx, tx, call.ID, c.person, by, s.Door.Now())
		if err != nil {
			return nil, err
		}
		if n < len(req.GetDays()) {
			return nil, store.NotFound()
		}
		found, err := s.fees(ctx, tx, store.DuesFilter{Call: call.ID, Agencies: []string{call.Parties().AgencyOrg}})
		if err == nil {
			proto.Merge(out, found)
		}
		return nil, err
	})
	return out, err
}
