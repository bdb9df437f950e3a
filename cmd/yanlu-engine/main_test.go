package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"go.temporal.io/server/common/primitives"
)

func TestParseTakesThePasswordFromTheEnvironment(t *testing.T) {
	t.Setenv(dsnVariable, "postgres://yanlu:secret@127.0.0.1:5999/")
	opts, err := parse([]string{"--grpc-port", "7233"})
	if err != nil || opts.postgresDSN == "" || opts.grpcPort != 7233 || opts.namespace != "yanlu" {
		t.Errorf("got %+v, %v", opts, err)
	}
	t.Setenv(dsnVariable, "")
	if _, err := parse(nil); err == nil {
		t.Error("no PostgreSQL was accepted")
	}
}

func TestPlanReadsTheAddressAndRepeatsNoPassword(t *testing.T) {
	p, err := newPlan(options{postgresDSN: "postgres://yanlu:se%2Fcret@127.0.0.1:5999/x?sslmode=disable", database: "temporal", grpcPort: 7233})
	if err != nil {
		t.Fatal(err)
	}
	if p.main.ConnectAddr != "127.0.0.1:5999" || p.main.Password != "se/cret" || p.main.ConnectAttributes["sslmode"] != "disable" {
		t.Errorf("got %+v", p.main)
	}
	if p.main.DatabaseName != "temporal" || p.visibility.DatabaseName != "temporal_visibility" {
		t.Errorf("databases %s and %s", p.main.DatabaseName, p.visibility.DatabaseName)
	}
	if p.address() != "127.0.0.1:7233" {
		t.Errorf("address %s", p.address())
	}
	for _, wrong := range []string{"secret-words", "mysql://u:secret@h/", "postgres:///secret", "postgres://u:secret@%zz/"} {
		if _, err := newPlan(options{postgresDSN: wrong}); err == nil || strings.Contains(err.Error(), "secret") {
			t.Errorf("%s: %v", wrong, err)
		}
	}
}

func TestServicesListenApartAndOnLoopbackOnly(t *testing.T) {
	found, err := services(0)
	if err != nil {
		t.Fatal(err)
	}
	seen := map[int]primitives.ServiceName{}
	for name, service := range found {
		for _, port := range []int{service.RPC.GRPCPort, service.RPC.MembershipPort} {
			if other, twice := seen[port]; twice {
				t.Errorf("%s and %s share port %d", name, other, port)
			}
			seen[port] = name
		}
		if service.RPC.BindOnIP != loopback {
			t.Errorf("%s binds %s", name, service.RPC.BindOnIP)
		}
	}
	if len(found) != 4 {
		t.Errorf("%d services", len(found))
	}
}

func TestAnnounceLeavesTheFile(t *testing.T) {
	dir := t.TempDir()
	if err := announce(dir, ready{Address: "127.0.0.1:1", Namespace: "yanlu", PID: 7}); err != nil {
		t.Fatal(err)
	}
	raw, err := os.ReadFile(filepath.Join(dir, "engine.json"))
	if want := `{"address":"127.0.0.1:1","namespace":"yanlu","pid":7}` + "\n"; err != nil || string(raw) != want {
		t.Errorf("got %q, %v", raw, err)
	}
}
