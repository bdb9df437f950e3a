package postgrestest

import (
	"context"
	"testing"
)

func TestDatabasesAreMigratedAndApart(t *testing.T) {
	one, two := New(t), New(t)
	ctx := context.Background()
	var applied int
	if err := one.QueryRow(ctx, "SELECT count(*) FROM goose_db_version WHERE version_id > 0").Scan(&applied); err != nil || applied == 0 {
		t.Fatalf("%d migrations, %v", applied, err)
	}
	if _, err := one.Exec(ctx, "CREATE TABLE only_here (n int)"); err != nil {
		t.Fatal(err)
	}
	var found *string
	if err := two.QueryRow(ctx, "SELECT to_regclass('only_here')::text").Scan(&found); err != nil || found != nil {
		t.Errorf("the other test's table is seen: %v, %v", found, err)
	}
}

func TestDatabaseIsDroppedWithItsTest(t *testing.T) {
	var name string
	t.Run("owner", func(t *testing.T) {
		name = New(t).Config().ConnConfig.Database
	})
	s, err := shared(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	if err := run(context.Background(), s.dsn(name), "SELECT 1"); err == nil {
		t.Errorf("%s is still there", name)
	}
}

func BenchmarkCopy(b *testing.B) {
	for b.Loop() {
		DSN(b)
	}
}
