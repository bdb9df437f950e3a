package store_test

import (
	"context"
	"testing"

	"yanlu/services/funding/store"
	"yanlu/services/platform/postgres"
	"yanlu/services/platform/postgres/postgrestest"
)

// A voucher that one transaction looks at is nobody else's until that transaction ends.
func TestVoucherIsHeldUntilTheTransactionEnds(t *testing.T) {
	ctx, pool := context.Background(), postgrestest.New(t)
	first, err := pool.Begin(ctx)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = first.Rollback(ctx) }()
	if used, err := store.VoucherUsed(ctx, first, "PZ-1"); used || err != nil {
		t.Fatal(used, err)
	}
	look := func(voucher string) error {
		tx, err := pool.Begin(ctx)
		if err != nil {
			t.Fatal(err)
		}
		defer func() { _ = tx.Rollback(ctx) }()
		if _, err := tx.Exec(ctx, "set local lock_timeout = '20ms'"); err != nil {
			t.Fatal(err)
		}
		_, err = store.VoucherUsed(ctx, tx, voucher)
		return err
	}
	if err := look("PZ-1"); !postgres.IsLockTimeout(err) {
		t.Fatalf("the second does not wait: %v", err)
	}
	if err := look("PZ-2"); err != nil {
		t.Fatalf("another voucher waits: %v", err)
	}
	if err := first.Rollback(ctx); err != nil {
		t.Fatal(err)
	}
	if err := look("PZ-1"); err != nil {
		t.Fatal(err)
	}
}

func TestUnknownPayeeHasNoCheckedAccount(t *testing.T) {
	got, err := store.Payee(context.Background(), postgrestest.New(t), "nobody")
	if err != nil || got.BankCheckedAt != nil {
		t.Fatal(got, err)
	}
}
