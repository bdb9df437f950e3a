package stock

import (
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"yanlu/seeds"
	"yanlu/services/identity"
	"yanlu/services/identity/store"
	"yanlu/services/lifecycle"
	"yanlu/services/platform/authn"
)

// Account is one demonstration account as the sign-in page offers it.
type Account struct {
	Login, Name    string
	RoleZh, RoleEn string
	Password       string
}

// DemoAccounts lists the demonstration accounts, in the order of the seeds: the bureau first, the reviewers last.
func DemoAccounts() ([]Account, error) {
	d, err := seeds.People()
	if err != nil {
		return nil, err
	}
	out := make([]Account, len(d.People))
	for i, p := range d.People {
		label := lifecycle.RoleName(p.Roles[0].Role)
		out[i] = Account{p.Login, p.Name, label.Zh, label.En, d.Password}
	}
	return out, nil
}

// hashOnce hashes the one password that all demonstration accounts share.
func hashOnce(ctx context.Context, password string) (string, error) {
	return authn.NewHasher(authn.DefaultParams, 1, 0).Hash(ctx, password)
}

// storeDistrict registers who is not registered yet. Whoever is keeps their facts, roles and password.
func storeDistrict(ctx context.Context, tx pgx.Tx, d seeds.District, passwordHash string, report *Report) error {
	for _, o := range d.Organisations {
		if known, err := exists(ctx, tx, "organisation", o.ID); err != nil || known {
			if err != nil {
				return err
			}
			continue
		}
		if err := storeOrganisation(ctx, tx, o); err != nil {
			return err
		}
		report.Organisations++
	}
	for _, p := range d.People {
		if known, err := exists(ctx, tx, "person", p.ID); err != nil || known {
			if err != nil {
				return err
			}
			continue
		}
		if err := storePerson(ctx, tx, p, passwordHash, report); err != nil {
			return err
		}
		report.People++
	}
	return nil
}

func exists(ctx context.Context, tx pgx.Tx, table, id string) (bool, error) {
	var known bool
	query := "select exists (select 1 from " + pgx.Identifier{table}.Sanitize() + " where id = $1)"
	if err := tx.QueryRow(ctx, query, id).Scan(&known); err != nil {
		return false, fmt.Errorf("%s %s: %w", table, id, err)
	}
	return known, nil
}

func storeOrganisation(ctx context.Context, tx pgx.Tx, o seeds.Organisation) error {
	entry := identity.Organisation{
		ID: o.ID, USCC: o.USCC, Name: o.Name, NameEn: o.NameEn, Kind: o.Kind, RegisteredOn: o.RegisteredOn, OutOfDistrict: !o.InDistrict,
		Address: o.Address, BankAccount: o.BankAccount,
	}
	if o.BankChecked {
		entry.BankChecked = time.Now()
	}
	if err := store.RegisterOrganisation(ctx, tx, entry); err != nil {
		return err
	}
	if o.LegalPerson {
		return nil // the register's default
	}
	_, err := tx.Exec(ctx, "update organisation set legal_person = false where id = $1", o.ID)
	return err
}

func storePerson(ctx context.Context, tx pgx.Tx, p seeds.Person, passwordHash string, report *Report) error {
	err := store.RegisterPerson(ctx, tx, identity.Person{
		ID: p.ID, Login: p.Login, Name: p.Name, Email: p.Email, BornOn: p.BornOn, Title: p.Title, Degree: p.Degree, Fields: p.Fields, Demo: true,
	}, passwordHash)
	if err != nil {
		return err
	}
	for _, g := range p.Roles {
		if err := store.GrantRole(ctx, tx, p.ID, g.Organisation, g.Role); err != nil {
			return err
		}
		report.RoleGrants++
	}
	return nil
}
