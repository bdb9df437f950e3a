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

// prepareDatabases brings both databases to the schema this server speaks. A
// start that was killed half way is taken up where it stopped.
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
	if current(store, logger) == want {
		return nil
	}
	create := store // DoCreateDatabase changes what it is given
	if err := sql.DoCreateDatabase(&create, maintenanceDatabase, logger); err != nil {
		return err
	}
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
	return schema.NewUpdateSchemaTask(connection, update, logger).Run()
}

// current is the schema version found, or "" when there is none to read.
func current(store config.SQL, logger log.Logger) string {
	connection, err := sql.NewConnection(&store, logger)
	if err != nil {
		return ""
	}
	defer connection.Close()
	version, err := connection.ReadSchemaVersion()
	if err != nil {
		return ""
	}
	return version
}
