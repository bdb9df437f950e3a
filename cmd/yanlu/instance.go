package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"net/http"
	"os"
	"sync"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"
	"go.temporal.io/sdk/client"
	"google.golang.org/grpc"

	identityv1 "yanlu/proto/gen/yanlu/identity/v1"
	"yanlu/seeds"
	"yanlu/services/access"
	"yanlu/services/bureau"
	"yanlu/services/bureau/stock"
	"yanlu/services/docket"
	"yanlu/services/document"
	"yanlu/services/identity"
	identityrpc "yanlu/services/identity/rpc"
	"yanlu/services/platform/blob"
	"yanlu/services/platform/embedded"
	"yanlu/services/platform/postgres"
	"yanlu/services/platform/rpc"
	"yanlu/services/programme/store"
	"yanlu/web"
	"yanlu/workflows"
	"yanlu/workflows/contract"
	"yanlu/workflows/relay"
)

// Parts says what an instance runs.
type Parts struct{ API, Worker bool }

// Config is what an instance is made of.
type Config struct {
	Stores
	Parts
	HTTPAddr, GRPCAddr string
	Files              string // folder or bucket address; empty: under the data folder
	People             bool   // load the demonstration district
	Log                *slog.Logger
	Observe            func(contract.Plan) // hears of every plan that a workflow read; nil: nobody does
}

// Instance is a running product: some or all of database, engine, API, portal and workflows.
type Instance struct {
	config Config
	log    *slog.Logger
	db     *database
	engine *embedded.Engine
	client client.Client
	Pool   *pgxpool.Pool
	Bureau *bureau.Bureau
	server *rpc.Server

	cancel context.CancelFunc
	work   sync.WaitGroup
	failed chan error
}

// Start brings an instance up: the database first, then what people use, then
// the engine and the workflows, so that nobody waits for the engine.
func Start(ctx context.Context, c Config) (*Instance, error) {
	if c.Log == nil {
		c.Log = slog.Default()
	}
	i := &Instance{config: c, log: c.Log, failed: make(chan error, 8)}
	if err := i.start(ctx); err != nil {
		i.Stop()
		return nil, err
	}
	return i, nil
}

func (i *Instance) start(ctx context.Context) error {
	if err := i.openRecord(ctx); err != nil {
		return err
	}
	life, cancel := context.WithCancel(context.Background())
	i.cancel = cancel
	i.run("notifier", func() error { return i.Bureau.Door.RunNotifier(life) })
	if i.config.API {
		if err := i.serveAPI(ctx, life); err != nil {
			return err
		}
	}
	if i.config.Worker {
		return i.startWorker(ctx, life)
	}
	return nil
}

// openRecord opens the database, brings the schema up to date and loads the shipped data.
func (i *Instance) openRecord(ctx context.Context) error {
	var err error
	if i.config.DatabaseURL != "" {
		i.db, err = i.config.openDatabase(ctx, i.log)
	} else {
		i.db, err = i.config.startDatabase(ctx, i.log)
	}
	if err != nil {
		return err
	}
	if _, err := postgres.Migrate(ctx, i.db.url()); err != nil {
		return fmt.Errorf("migrate: %w", err)
	}
	if i.Pool, err = postgres.Open(ctx, i.db.url()); err != nil {
		return err
	}
	report, err := stock.Load(ctx, i.Pool, stock.Options{People: i.config.People})
	if err != nil {
		return fmt.Errorf("load the shipped data: %w", err)
	}
	if err := i.tellOfRules(ctx, report); err != nil {
		return err
	}
	cal, err := seeds.Calendar()
	if err != nil {
		return err
	}
	i.Bureau, err = bureau.New(i.Pool, cal, nil)
	return err
}

// tellOfRules tells the operator what of the shipped rules is not in force, and who decides on it.
func (i *Instance) tellOfRules(ctx context.Context, report stock.Report) error {
	if report.Kept != "" {
		i.log.WarnContext(ctx, "the database holds other rules under the shipped version; the database's stay in force / 数据库中同一版本的规则与随附的不同，沿用数据库中的规则", "packs", report.Kept)
	}
	offers, err := store.Offers(ctx, i.Pool)
	if err != nil {
		return err
	}
	for _, o := range offers {
		i.log.WarnContext(ctx, "newer rules came with this release; the rules in force stay until an administrator adopts them in the portal (rule packs) / 本次升级带来新版规则，现行规则不变，管理员可在门户“政策包”页比较并采用",
			"pack", o.Code, "in force", o.BaseVersion, "offered", o.Version)
	}
	return nil
}

func (i *Instance) serveAPI(ctx, life context.Context) error {
	people, err := identityrpc.New(i.Pool, identityrpc.Options{Changed: i.Bureau.Live.PeopleChanged})
	if err != nil {
		return err
	}
	guard, err := access.New(access.Config{Authenticator: people, Log: i.log})
	if err != nil {
		return err
	}
	i.Bureau.Live.Again = people.Again
	members := &identityrpc.Members{Server: people}
	routes, err := i.routes(ctx, guard, members)
	if err != nil {
		return err
	}
	portal, err := portalFiles()
	if err != nil {
		return err
	}
	i.server, err = rpc.New(rpc.Config{
		GRPCAddr: i.config.GRPCAddr, HTTPAddr: i.config.HTTPAddr,
		Register: []func(grpc.ServiceRegistrar){
			i.Bureau.Serve,
			func(s grpc.ServiceRegistrar) {
				identityv1.RegisterIdentityServiceServer(s, people)
				identityv1.RegisterMemberServiceServer(s, members)
			},
		},
		Options: []grpc.ServerOption{grpc.ChainUnaryInterceptor(guard.Unary()), grpc.ChainStreamInterceptor(guard.Stream())},
		Routes:  routes, Portal: portal, Ready: i.Pool.Ping, Log: i.log,
		Article: func(r *http.Request) rpc.Article {
			page, _ := i.Bureau.Site.Page(r)
			return rpc.Article(page)
		},
	})
	if err != nil {
		return err
	}
	if err := i.server.Listen(); err != nil {
		return err
	}
	i.run("live", func() error { return i.Bureau.Live.Run(life) })
	i.run("API", func() error { return i.server.Serve(life) })
	return nil
}

func (i *Instance) routes(ctx context.Context, guard *access.Guard, members identityv1.MemberServiceServer) (map[string]http.Handler, error) {
	where := i.config.Files
	if where == "" {
		where = i.config.blobFolder()
	}
	store, err := blob.Open(ctx, where)
	if err != nil {
		return nil, err
	}
	files := guard.HTTP((&blob.Files{
		Store: store, Pool: i.Pool, Permits: i.Bureau.Docket, Refuse: guard.Refuse,
		Person: func(ctx context.Context) string {
			caller, _ := identity.FromContext(ctx)
			return caller.Person
		},
	}).Handler())
	papers := &document.Papers{
		Docket: i.Bureau.Docket, Store: store, Refuse: guard.Refuse, Log: i.log,
		Tables: document.Tables{Allows: guard.Allows, Desk: i.Bureau.Desk, Members: members},
	}
	routes := map[string]http.Handler{
		"/files": files, "/files/": files,
		"/papers/": guard.HTTP(papers.Handler()), "/open/": papers.Open(),
		"/feeds/": i.Bureau.Site.Feeds(),
	}
	if i.config.People {
		accounts, err := demoAccounts()
		if err != nil {
			return nil, err
		}
		routes["/demo-accounts.json"] = accounts
	}
	return routes, nil
}

// demoAccounts tells the sign-in page of an instance with demonstration data whom one may sign in as.
func demoAccounts() (http.Handler, error) {
	list, err := stock.DemoAccounts()
	if err != nil {
		return nil, err
	}
	type account struct {
		Login    string `json:"login"`
		Name     string `json:"name"`
		RoleZh   string `json:"role_zh"`
		RoleEn   string `json:"role_en"`
		Password string `json:"password"`
	}
	out := make([]account, 0, len(list))
	for _, a := range list {
		out = append(out, account{a.Login, a.Name, a.RoleZh, a.RoleEn, a.Password})
	}
	raw, err := json.Marshal(out)
	if err != nil {
		return nil, err
	}
	return http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/json; charset=utf-8")
		_, _ = w.Write(raw)
	}), nil
}

// portalFiles is the portal's build, or nil when the binary was built without one.
func portalFiles() (fs.FS, error) {
	files := web.FS()
	if _, err := fs.Stat(files, "index.html"); err != nil {
		if errors.Is(err, fs.ErrNotExist) {
			return nil, nil
		}
		return nil, err
	}
	return files, nil
}

// startWorker starts the engine when it is ours, then the relay and the workflows.
func (i *Instance) startWorker(ctx, life context.Context) error {
	address := i.config.TemporalAddress
	if address == "" {
		if i.db.owned == nil {
			return errors.New("数据库为外部时须给出 --temporal-address / an external database needs --temporal-address too")
		}
		var err error
		i.engine, err = embedded.StartEngine(ctx, embedded.EngineOptions{
			DataDir: engineDir(i.config.DataDir), Namespace: i.config.TemporalNamespace, Logger: i.log,
			PostgresDSN: func() string { return i.db.dsn("postgres") },
		})
		if err != nil {
			return err
		}
		address = i.engine.Address()
	}
	var err error
	if i.client, err = i.config.dial(address, i.log); err != nil {
		return err
	}
	i.run("relay", func() error { return relay.Run(life, i.Pool, i.client, relay.Options{Logger: i.log, Told: i.told}) })
	i.run("pool", func() error { return i.Bureau.Experts.KeepAsking(life, i.log) })
	i.run("workflows", func() error {
		return workflows.Run(life, i.client, i.Bureau.Door, workflows.Options{Logger: i.log, Observe: i.config.Observe})
	})
	return nil
}

// told lets open pages know that somebody has a new notification.
func (i *Instance) told(subject string, seq int64) {
	i.Bureau.Door.Notify(docket.NotificationAdded, subject, seq)
}

func (i *Instance) run(name string, fn func() error) {
	i.work.Go(func() {
		if err := fn(); err != nil {
			i.failed <- fmt.Errorf("%s: %w", name, err)
		}
	})
}

// HTTP and GRPC are the addresses that are served.
func (i *Instance) HTTP() string { return i.server.HTTPAddr() }

// GRPC is the address of native gRPC.
func (i *Instance) GRPC() string { return i.server.GRPCAddr() }

// Wait returns when ctx ends (nil) or a part failed.
func (i *Instance) Wait(ctx context.Context) error {
	select {
	case <-ctx.Done():
		return nil
	case err := <-i.failed:
		return err
	}
}

const stopWithin = 20 * time.Second

// Stop ends everything in order: what people use, the workflows, the engine, the database.
func (i *Instance) Stop() {
	ctx, cancel := context.WithTimeout(context.Background(), stopWithin)
	defer cancel()
	if i.cancel != nil {
		i.cancel()
		i.work.Wait()
	}
	if i.client != nil {
		i.client.Close()
	}
	if i.engine != nil {
		_ = i.engine.Stop(ctx)
	}
	if i.Pool != nil {
		i.Pool.Close()
	}
	if i.db != nil {
		i.db.stop(ctx)
	}
}

// writeReady leaves the addresses in a file for whoever waits for them.
func (i *Instance) writeReady(path string) error {
	if path == "" {
		return nil
	}
	raw, err := json.Marshal(map[string]string{"http": "http://" + i.HTTP(), "grpc": i.GRPC()})
	if err != nil {
		return err
	}
	tmp := path + ".tmp"
	if err := os.WriteFile(tmp, raw, 0o600); err != nil {
		return err
	}
	return os.Rename(tmp, path)
}
