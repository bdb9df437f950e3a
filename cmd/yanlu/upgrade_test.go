package main

import (
	"bytes"
	"log/slog"
	"strings"
	"testing"

	"yanlu/seeds"
	"yanlu/services/bureau/bureautest"
)

// The server starts on the database of an earlier release, and says which rules wait to be adopted.
func TestTheServerStartsOnAnEarlierDatabase(t *testing.T) {
	var told bytes.Buffer
	config := Config{Stores: Stores{DatabaseURL: bureautest.Earlier(t)}, Log: slog.New(slog.NewTextHandler(&told, nil))}
	for range 2 {
		told.Reset()
		i, err := Start(t.Context(), config)
		if err != nil {
			t.Fatal(err)
		}
		i.Stop()
		if text := told.String(); !strings.Contains(text, "offered="+seeds.Version) || !strings.Contains(text, `"in force"=`+bureautest.FirstVersion) {
			t.Errorf("the operator was told %q", text)
		}
	}
}
