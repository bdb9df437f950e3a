package main

import (
	"fmt"
	"net"
	"net/url"
	"time"

	"go.temporal.io/server/common/authorization"
	"go.temporal.io/server/common/cluster"
	"go.temporal.io/server/common/config"
	"go.temporal.io/server/common/dynamicconfig"
	"go.temporal.io/server/common/log"
	"go.temporal.io/server/common/membership/static"
	"go.temporal.io/server/common/metrics"
	"go.temporal.io/server/common/persistence/sql/sqlplugin/postgresql"
	"go.temporal.io/server/common/primitives"
	"go.temporal.io/server/temporal"
)

const (
	loopback = "127.0.0.1"

	// historyShards can never be changed for an existing database. Four is as
	// fast as more on the small machines this engine is for.
	historyShards = 4

	mainStore       = "main"
	visibilityStore = "visibility"
	clusterName     = "active"
)

// plan is everything decided before the server starts: where it stores and on
// which ports it listens.
type plan struct {
	main       config.SQL
	visibility config.SQL
	services   map[primitives.ServiceName]config.Service
	logger     log.Logger
}

// newPlan reads the PostgreSQL URL and takes free ports.
func newPlan(opts options) (*plan, error) {
	dsn, err := url.Parse(opts.postgresDSN)
	if err != nil || (dsn.Scheme != "postgres" && dsn.Scheme != "postgresql") || dsn.Hostname() == "" {
		// The URL itself may hold a password: it is not repeated.
		return nil, fmt.Errorf("the PostgreSQL address must be a postgres://user:password@host:port/ URL")
	}
	services, err := services(opts.grpcPort)
	if err != nil {
		return nil, err
	}
	return &plan{
		// Visibility is written far less than histories.
		main:       store(dsn, opts.database, 20),
		visibility: store(dsn, opts.database+"_visibility", 8),
		services:   services,
		logger:     log.NewZapLogger(log.BuildZapLogger(log.Config{Level: opts.logLevel})),
	}, nil
}

func store(dsn *url.URL, database string, connections int) config.SQL {
	password, _ := dsn.User.Password()
	port := dsn.Port()
	if port == "" {
		port = "5432"
	}
	attributes := map[string]string{}
	for name, values := range dsn.Query() {
		attributes[name] = values[0]
	}
	return config.SQL{
		PluginName:        postgresql.PluginNamePGX,
		User:              dsn.User.Username(),
		Password:          password,
		ConnectAddr:       net.JoinHostPort(dsn.Hostname(), port),
		ConnectProtocol:   "tcp",
		ConnectAttributes: attributes,
		DatabaseName:      database,
		MaxConns:          connections,
		MaxIdleConns:      connections,
		MaxConnLifetime:   time.Hour,
	}
}

// services gives each of the four services its two loopback ports. The
// membership ports are never listened on, static hosts being used, but the
// configuration must name them.
func services(frontendPort int) (map[primitives.ServiceName]config.Service, error) {
	ports, err := freePorts(2 * len(temporal.DefaultServices))
	if err != nil {
		return nil, err
	}
	result := map[primitives.ServiceName]config.Service{}
	for i, name := range temporal.DefaultServices {
		service := primitives.ServiceName(name)
		port := ports[2*i]
		if service == primitives.FrontendService && frontendPort != 0 {
			port = frontendPort
		}
		result[service] = config.Service{RPC: config.RPC{
			GRPCPort:       port,
			MembershipPort: ports[2*i+1],
			BindOnIP:       loopback,
		}}
	}
	return result, nil
}

// freePorts asks the kernel for n ports at once, so that they differ.
func freePorts(n int) ([]int, error) {
	ports := make([]int, 0, n)
	for range n {
		listener, err := net.Listen("tcp", loopback+":0")
		if err != nil {
			return nil, fmt.Errorf("find a free port: %w", err)
		}
		defer listener.Close()
		ports = append(ports, listener.Addr().(*net.TCPAddr).Port)
	}
	return ports, nil
}

func hostPort(service config.Service) string {
	return fmt.Sprintf("%s:%d", loopback, service.RPC.GRPCPort)
}

// address is where clients find the engine.
func (p *plan) address() string { return hostPort(p.services[primitives.FrontendService]) }

func (p *plan) newServer() (temporal.Server, error) {
	// Static hosts: ring membership refuses ports above 32767, and after a kill
	// it would wait half a minute for the dead process to be forgotten.
	hosts := map[primitives.ServiceName]static.Hosts{}
	for name, service := range p.services {
		hosts[name] = static.Hosts{All: []string{hostPort(service)}, Self: hostPort(service)}
	}
	server, err := temporal.NewServer(
		temporal.WithConfig(p.config()),
		temporal.ForServices(temporal.DefaultServices),
		temporal.WithStaticHosts(hosts),
		temporal.WithLogger(p.logger),
		temporal.WithAuthorizer(authorization.NewNoopAuthorizer()),
		temporal.WithClaimMapper(func(*config.Config) authorization.ClaimMapper {
			return authorization.NewNoopClaimMapper()
		}),
		temporal.WithCustomMetricsHandler(metrics.NoopMetricsHandler),
		temporal.WithDynamicConfigClient(dynamicConfig()),
	)
	if err != nil {
		return nil, fmt.Errorf("build the server: %w", err)
	}
	return server, nil
}

// dynamicConfig holds the settings that differ from the server's own: one
// partition per task queue, as there is one process, and search attributes
// that are seen as soon as they are added.
func dynamicConfig() dynamicconfig.StaticClient {
	return dynamicconfig.StaticClient{
		dynamicconfig.ForceSearchAttributesCacheRefreshOnRead.Key(): true,
		dynamicconfig.MatchingNumTaskqueueReadPartitions.Key():      1,
		dynamicconfig.MatchingNumTaskqueueWritePartitions.Key():     1,
		dynamicconfig.NamespaceCacheRefreshInterval.Key():           time.Second,
	}
}

func (p *plan) config() *config.Config {
	named := map[string]config.Service{}
	for name, service := range p.services {
		named[string(name)] = service
	}
	main, visibility := p.main, p.visibility
	return &config.Config{
		Global: config.Global{
			Membership: config.Membership{MaxJoinDuration: 30 * time.Second, BroadcastAddress: loopback},
		},
		Persistence: config.Persistence{
			DefaultStore:     mainStore,
			VisibilityStore:  visibilityStore,
			NumHistoryShards: historyShards,
			DataStores: map[string]config.DataStore{
				mainStore:       {SQL: &main},
				visibilityStore: {SQL: &visibility},
			},
		},
		ClusterMetadata: &cluster.Config{
			FailoverVersionIncrement: 10,
			MasterClusterName:        clusterName,
			CurrentClusterName:       clusterName,
			ClusterInformation: map[string]cluster.ClusterInformation{
				clusterName: {Enabled: true, InitialFailoverVersion: 1, RPCAddress: p.address()},
			},
		},
		DCRedirectionPolicy: config.DCRedirectionPolicy{Policy: "noop"},
		PublicClient:        config.PublicClient{HostPort: p.address()},
		Services:            named,
		Archival: config.Archival{
			History:    config.HistoryArchival{State: "disabled"},
			Visibility: config.VisibilityArchival{State: "disabled"},
		},
		NamespaceDefaults: config.NamespaceDefaults{
			Archival: config.ArchivalNamespaceDefaults{
				History:    config.HistoryArchivalNamespaceDefaults{State: "disabled"},
				Visibility: config.VisibilityArchivalNamespaceDefaults{State: "disabled"},
			},
		},
	}
}
