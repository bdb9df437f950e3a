// Package draw draws review panels by lot so that anybody can draw them again:
// a seed is committed to before the close, the batch is frozen and hashed at the
// close, the seed is revealed afterwards, and seed and hash together decide
// every lot (rev.panel.draw). docs/adr/0014-verifiable-draw.md tells the protocol.
//
// It guarantees that the same record gives the same panels byte for byte on every
// machine, in whatever order the inputs came, that every panel keeps the numbers of
// each kind, exclusions, organisations and loads, and that Verify names what was
// altered. It refuses to know people: ids may be pseudonyms, and no clock, database
// or source of chance is read.
package draw

import (
	"time"

	"yanlu/services/review/draw/proof"
)

// Code names the protocol: encodings, stream and order of lots. It is part of
// the frozen inputs, and any change to a drawn byte needs another name.
const Code = "yanlu-draw/2"

// maxAttempts bounds how often a batch whose lots led nowhere is drawn again
// from the same stream. It belongs to the protocol.
const maxAttempts = 100

// maxRounds bounds the simulation of chances, maxSeats the size of a panel, so
// that a record cannot keep its verifier busy for ever; maxKinds what a set of kinds can hold.
const (
	maxRounds = 100_000
	maxSeats  = 255
	maxKinds  = 7
)

// Batch is all that a draw depends on besides the seed. It is public.
type Batch struct {
	ID           string           `json:"id"`
	Code         string           `json:"code"`             // always Code
	Beacon       string           `json:"beacon,omitempty"` // which public value is mixed in, named before the close; empty when none is
	Commitment   proof.Commitment `json:"commitment"`
	ClosesAt     time.Time        `json:"closes_at"` // when the inputs were frozen
	Rule         Rule             `json:"rule"`
	Applications []Application    `json:"applications"`
	Pool         []Expert         `json:"pool"`
}

// Rule holds the parameters that the rule pack gave.
type Rule struct {
	OrgMax int `json:"org_max"` // members of one organisation on a panel: rev.panel.same_unit_max
	Backup int `json:"backup"`  // reserves for each seat: rev.panel.draw ratio_backup
	Rounds int `json:"rounds"`  // draws that the chances are counted in
}

// Application asks for a panel.
type Application struct {
	ID       string      `json:"id"`
	Seats    int         `json:"seats"`
	Quotas   []Quota     `json:"quotas"`             // rev.panel.mix
	Locked   []string    `json:"locked,omitempty"`   // members kept from an earlier draw
	Excluded []Exclusion `json:"excluded,omitempty"` // who may not sit, and on which ground
}

// Quota says how many members of a kind a panel has, at least and at most. Who
// is of several kinds counts for each.
type Quota struct {
	Kind string `json:"kind"`
	Min  int    `json:"min"`
	Max  int    `json:"max"`
}

// Exclusion keeps an expert off one panel; Ground is a stable code.
type Exclusion struct {
	Expert string `json:"expert"`
	Ground string `json:"ground"`
}

// Expert is one eligible person.
type Expert struct {
	ID    string   `json:"id"`
	Kinds []string `json:"kinds,omitempty"` // such as technical, finance, industry, local
	Orgs  []string `json:"orgs,omitempty"`  // every organisation the expert counts for
	Load  int      `json:"load"`            // panels of this batch the expert can sit on at most, locked seats included
}

// Record is the public record of a draw. Before the reveal it holds the frozen
// batch, its seal and the chances; after it, the seed and the panels too.
type Record struct {
	Batch   Batch         `json:"batch"`
	Seal    proof.Seal    `json:"seal"`
	Chances Chances       `json:"chances"`
	Reveal  *proof.Reveal `json:"reveal,omitempty"`
	Outcome *Outcome      `json:"outcome,omitempty"`
}

// Chances say, before the seed is known, how likely everybody is to sit: in how
// many of Rule.Rounds simulated draws they did.
type Chances struct {
	Margin int      `json:"margin"` // ten-thousandths: 19 of 20 true chances lie within this of the counted share
	Panels []Chance `json:"panels"`
}

// Chance is one application's row. Hits counts by expert, in the order of the pool.
type Chance struct {
	Application string `json:"application"`
	Hits        []int  `json:"hits"`
}

// Outcome is what the lots decided.
type Outcome struct {
	Attempt int      `json:"attempt"` // from 1; earlier attempts found no lawful panels
	Order   []string `json:"order"`   // applications in the order in which they drew
	Panels  []Panel  `json:"panels"`  // by application id
}

// Panel is one application's members, locked ones first, then in the order drawn.
type Panel struct {
	Application string   `json:"application"`
	Members     []Member `json:"members"`
	Aside       []string `json:"aside,omitempty"` // lots put aside, in the order drawn: no lawful panels would have held them
}

// Member is one seat. Each reserve could lawfully take this seat beside the
// others; they may be fewer than the rule asks for when the pool is small.
type Member struct {
	Expert   string   `json:"expert"`
	Locked   bool     `json:"locked,omitempty"`
	Reserves []string `json:"reserves,omitempty"` // in the order in which they are to be called
}
