// Package first is the first code of a draw: an expert stood in one stratum, and
// the look-ahead knew one organisation of an expert. docs/adr/0014-verifiable-draw.md.
//
// It guarantees that a batch sealed under it is drawn, and a record of it
// verified, byte for byte as ever. It refuses to freeze new batches.
package first

import (
	"time"

	"yanlu/services/review/draw/proof"
)

// Code names the protocol: encodings, stream and order of lots. It is part of
// the frozen inputs, and any change to a drawn byte needs another name.
const Code = "yanlu-draw/1"

// maxAttempts bounds how often a batch whose lots led nowhere is drawn again
// from the same stream. It belongs to the protocol.
const maxAttempts = 100

// maxRounds bounds the simulation of chances, so that a record cannot keep its verifier busy for ever.
const maxRounds = 100_000

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
	Rounds int `json:"rounds"`  // draws simulated for chances that have no simple fraction
}

// Application asks for a panel.
type Application struct {
	ID       string      `json:"id"`
	Quotas   []Quota     `json:"quotas"`
	Locked   []string    `json:"locked,omitempty"`   // members kept from an earlier draw; each takes a seat of their stratum
	Excluded []Exclusion `json:"excluded,omitempty"` // who may not sit, and on which ground
}

// Quota is the number of seats of one stratum, such as technical, finance or industry.
type Quota struct {
	Stratum string `json:"stratum"`
	Seats   int    `json:"seats"`
}

// Exclusion keeps an expert off one panel; Ground is a stable code.
type Exclusion struct {
	Expert string `json:"expert"`
	Ground string `json:"ground"`
}

// Expert is one eligible person, who stands in exactly one stratum.
type Expert struct {
	ID      string   `json:"id"`
	Stratum string   `json:"stratum"`
	Orgs    []string `json:"orgs,omitempty"` // every organisation the expert counts for
	Load    int      `json:"load"`           // panels of this batch the expert can sit on at most, locked seats included
}

// Record is the public record of a draw. Before the reveal it holds the frozen
// batch, its seal and the chances; after it, the seed and the panels too.
type Record struct {
	Batch   Batch         `json:"batch"`
	Seal    proof.Seal    `json:"seal"`
	Chances []Chance      `json:"chances"`
	Reveal  *proof.Reveal `json:"reveal,omitempty"`
	Outcome *Outcome      `json:"outcome,omitempty"`
}

// Outcome is what the lots decided.
type Outcome struct {
	Attempt int      `json:"attempt"` // from 1; earlier attempts found no lawful panels
	Order   []string `json:"order"`   // applications in the order in which they drew
	Panels  []Panel  `json:"panels"`  // by application id
}

// Panel is one application's members and reserves, by stratum.
type Panel struct {
	Application string  `json:"application"`
	Groups      []Group `json:"groups"`
}

// Group is one stratum of a panel. Reserves may be fewer than the rule asks for when the pool is small.
type Group struct {
	Stratum  string   `json:"stratum"`
	Locked   []string `json:"locked,omitempty"`
	Drawn    []string `json:"drawn,omitempty"`    // in the order drawn
	Reserves []string `json:"reserves,omitempty"` // in the order in which they are to be called
}

// Chance is the probability, before the seed is known, that an expert sits on a panel: Hits of Of.
type Chance struct {
	Application string `json:"application"`
	Expert      string `json:"expert"`
	Hits        int    `json:"hits"`
	Of          int    `json:"of"`
	Exact       bool   `json:"exact"` // a fraction by counting; else draws of the documented simulation
}
