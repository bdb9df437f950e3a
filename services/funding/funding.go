// Package funding holds the types and pure rules of money: how much a first
// instalment may be, what has to come back after which ending, when to dun.
//
// It guarantees that every sum is an integer in 分 and that a rate is never
// rounded up. It refuses to know storage, transport and the clock, and it keeps
// no balance: balances are sums over the ledger, taken under lock.
package funding

import (
	"strings"
	"time"
)

// Funding is the section “funding” of a project: what was paid, what must come back. Money in 分.
type Funding struct {
	Payments map[string]Payment `json:"payments,omitempty"` // by voucher

	Cause      string             `json:"cause,omitempty"`       // why money must come back: a key of fund.balance.fail
	Kind       string             `json:"kind,omitempty"`        // how much must: its value
	RecoverFen *int64             `json:"recover_fen,omitempty"` // stated even when nothing has to come back
	Reason     string             `json:"reason,omitempty"`
	RecoverDue *time.Time         `json:"recover_due,omitempty"`
	DunAt      []time.Time        `json:"dun_at,omitempty"` // when the system reminds
	Dunned     int                `json:"dunned,omitempty"` // how many of these are done
	Duns       map[string]Dun     `json:"duns,omitempty"`   // by number, D1…
	Returns    map[string]Payment `json:"returns,omitempty"`
}

// Payment is one transfer, out or back.
type Payment struct {
	AmountFen int64      `json:"amount_fen"`
	At        *time.Time `json:"at,omitempty"`
	Agreement int        `json:"agreement,omitempty"` // version of the agreement it rests on
}

// Dun is one reminder of a recovery; Step is the place in the pack's steps, 0 when a person reminded in between.
type Dun struct {
	At   *time.Time `json:"at,omitempty"`
	Note string     `json:"note,omitempty"`
	Step int        `json:"step,omitempty"`
}

// Paid sums the payments, in 分.
func (f Funding) Paid() int64 {
	var sum int64
	for _, p := range f.Payments {
		sum += p.AmountFen
	}
	return sum
}

// Voucher is the form in which a voucher number is kept and compared: blanks
// around it and the case of letters make no other voucher.
func Voucher(s string) string { return strings.ToUpper(strings.TrimSpace(s)) }

// AwardAccount holds what was awarded to a project and not yet paid.
func AwardAccount(project string) string { return "award:" + project }

// PaidAccount holds what was paid to a project and has not come back.
func PaidAccount(project string) string { return "paid:" + project }

// RecoveredAccount holds what came back from a project.
func RecoveredAccount(project string) string { return "recovered:" + project }
