// Package store is the SQL of people, organisations, roles, sessions and API
// tokens.
//
// It guarantees that secrets enter only as hashes. It refuses to judge: who may
// do what is decided before a statement runs.
package store

import (
	"context"
	"fmt"
	"time"

	"yanlu/services/identity"
	"yanlu/services/lifecycle"
)

// RegisterOrganisation writes an organisation by its id, for seeds: run again it
// changes nothing, except that facts follow the seed.
func RegisterOrganisation(ctx context.Context, db DBTX, o identity.Organisation) error {
	err := New(db).UpsertOrganisation(ctx, UpsertOrganisationParams{
		ID: o.ID, Uscc: o.USCC, Name: o.Name, NameEn: o.NameEn, Kind: o.Kind,
		RegisteredOn: Known(o.RegisteredOn), InDistrict: !o.OutOfDistrict, Address: o.Address,
		BankAccount: o.BankAccount, BankCheckedAt: Known(o.BankChecked), SanctionedUntil: Known(o.Sanctioned),
	})
	if err != nil {
		return fmt.Errorf("register organisation %s: %w", o.ID, err)
	}
	return nil
}

// RegisterPerson writes a person by their id, for seeds. passwordHash is an
// encoded argon2id hash, or empty for somebody who cannot sign in; a password
// that was set before stays.
func RegisterPerson(ctx context.Context, db DBTX, p identity.Person, passwordHash string) error {
	var hash *string
	if passwordHash != "" {
		hash = &passwordHash
	}
	fields := p.Fields
	if fields == nil {
		fields = []string{}
	}
	err := New(db).UpsertPerson(ctx, UpsertPersonParams{
		ID: p.ID, Login: identity.NormalLogin(p.Login), Name: p.Name, Email: p.Email, Phone: p.Phone, BornOn: Known(p.BornOn),
		Title: p.Title, Degree: p.Degree, Fields: fields, PasswordHash: hash, Demo: p.Demo, SanctionedUntil: Known(p.Sanctioned),
	})
	if err != nil {
		return fmt.Errorf("register person %s: %w", p.ID, err)
	}
	return nil
}

// GrantRole gives a person a role in an organisation, for seeds; given again it
// changes nothing.
func GrantRole(ctx context.Context, db DBTX, person, organisation string, role lifecycle.Role) error {
	_, err := New(db).InsertGrant(ctx, InsertGrantParams{
		Person: person, Organisation: organisation, Role: string(role), GrantedAt: time.Now(),
	})
	if err != nil {
		return fmt.Errorf("grant %s in %s to %s: %w", role, organisation, person, err)
	}
	return nil
}

// Known turns a time that may be unknown (zero) into a nullable one.
func Known(t time.Time) *time.Time {
	if t.IsZero() {
		return nil
	}
	return &t
}
