package main

import (
	"context"
	"fmt"

	"go.temporal.io/server/common/config"
	"go.temporal.io/server/common/log"
	v12 "go.temporal.io/server/schema/postgresql/v12"
	"go.temporal.io/server/tools/common/schema"
	"go.temporal.io/server/tools/sql"
)

// maintenanceDatabase exists on every PostgreSQL server; databases are created
// from it.
const maintenanceDatabase = "postgres"

// prepareDatabases brings both databases to the schema this server speaks. A first
// start that was killed half way begins again: a schema is not made in one
// transaction, so it is made under another name and gets its own when it is whole.
func (p *plan) prepareDatabases(ctx context.Context) error {
	steps := []struct {
		store  config.SQL
		schema string
		want   string
	}{
		{p.main, "postgresql/v12/temporal", v12.Version},
		{p.visibility, "postgresql/v12/visibility", v12.VisibilityVersion},
	}
	for _, step := range steps {
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := prepare(step.store, step.schema, step.want, p.logger); err != nil {
			return fmt.Errorf("prepare the database %s: %w", step.store.DatabaseName, err)
		}
	}
	return nil
}

func prepare(store config.SQL, name, want string, logger log.Logger) error {
	switch found, version := current(store, logger); {
	case version == want:
		return nil
	case found: // older, or an empty database that somebody else made for us
		return update(store, name, want, logger)
	}
	building := store
	building.DatabaseName += "_building"
	if err := maintain(store, logger, fmt.Sprintf(`DROP DATABASE IF EXISTS %q WITH (FORCE)`, building.DatabaseName), fmt.Sprintf(`CREATE DATABASE %q`, building.DatabaseName)); err != nil {
		return err
	}
	if err := update(building, name, want, logger, fmt.Sprintf(`UPDATE schema_version SET db_name = '%s'`, store.DatabaseName)); err != nil {
		return err
	}
	return maintain(store, logger, fmt.Sprintf(`ALTER DATABASE %q RENAME TO %q`, building.DatabaseName, store.DatabaseName))
}

// update brings a database to a schema and then does what remains.
func update(store config.SQL, name, want string, logger log.Logger, then ...string) error {
	connection, err := sql.NewConnection(&store, logger)
	if err != nil {
		return err
	}
	defer connection.Close()
	if _, err := connection.ReadSchemaVersion(); err != nil {
		setup := &schema.SetupConfig{InitialVersion: "0.0"}
		if err := schema.NewSetupSchemaTask(connection, setup, logger).Run(); err != nil {
			return err
		}
	}
	update := &schema.UpdateConfig{DBName: store.DatabaseName, TargetVersion: want, SchemaName: name}
	if err := schema.NewUpdateSchemaTask(connection, update, logger).Run(); err != nil {
		return err
	}
	return execute(connection, then)
}

// maintain executes statements about databases, from one that is always there.
func maintain(store config.SQL, logger log.Logger, statements ...string) error {
	store.DatabaseName = maintenanceDatabase
	connection, err := sql.NewConnection(&store, logger)
	if err != nil {
		return err
	}
	defer connection.Close()
	return execute(connection, statements)
}

func execute(connection *sql.Connection, statements []string) error {
	for _, s := range statements {
		if err := connection.Exec(s); err != nil {
			return err
		}
	}
	return nil
}

// current says whether the database is there, and the schema version it has; "" when there is none to read.
func current(store config.SQL, logger log.Logger) (found bool, version string) {
	connection, err := sql.NewConnection(&store, logger)
	if err != nil {
		return false, ""
	}
	defer connection.Close()
	if version, err = connection.ReadSchemaVersion(); err == nil {
		return true, version
	}
	_, err = connection.ListTables() // opening alone does not say whether there is a database
	return err == nil, ""
}
