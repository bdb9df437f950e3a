package bench

import (
	"context"
	"fmt"
	"runtime"

	"github.com/jackc/pgx/v5/pgxpool"
	"google.golang.org/grpc"
	"google.golang.org/grpc/credentials/insecure"
	"google.golang.org/grpc/metadata"

	applicationv1 "yanlu/proto/gen/yanlu/application/v1"
	applicationact "yanlu/services/application/act"
	"yanlu/services/bureau"
	"yanlu/services/policy"
)

// Target is a private instance that holds nothing of value.
type Target struct {
	Pool   *pgxpool.Pool
	Bureau *bureau.Bureau
	Cal    *policy.Calendar
	GRPC   string // address of native gRPC
}

// Load is how many clients carry how many acts in a round.
type Load struct{ Clients, Acts int }

// SubmitOptions bound the benchmark of submissions.
type SubmitOptions struct {
	Loads    []Load
	Rounds   int
	Progress Progress
}

// SubmitReport compares statutory submissions with the same rows written by nobody's rules.
type SubmitReport struct {
	Benchmark string        `json:"benchmark"`
	Machine   Machine       `json:"machine"`
	Rounds    int           `json:"rounds"`
	Row       RowSizes      `json:"row"`
	Levels    []SubmitLevel `json:"levels"`
}

// SubmitLevel is one number of clients. GRPC is what a caller gets; Door is the
// same command without transport, session and answer; Limit is the rows alone;
// Heard is the limit with a notification inside each transaction, for which
// PostgreSQL lets one transaction commit at a time: the door notifies afterwards.
type SubmitLevel struct {
	Clients   int     `json:"clients"`
	GRPC      Figure  `json:"grpc"`
	Door      Figure  `json:"door"`
	Limit     Figure  `json:"limit"`
	Heard     Figure  `json:"limit_heard"`
	Ratio     float64 `json:"ratio"`      // GRPC to Limit, per second
	DoorRatio float64 `json:"door_ratio"` // Door to Limit, per second
}

// Machine is what the figures were measured on.
type Machine struct {
	Processors int    `json:"processors"`
	System     string `json:"system"`
	Go         string `json:"go"`
}

func thisMachine() Machine {
	return Machine{runtime.NumCPU(), runtime.GOOS + "/" + runtime.GOARCH, runtime.Version()}
}

// submission prepares and measures.
type submission struct {
	*district
	target  Target
	opts    SubmitOptions
	clients []applicationv1.ApplicationServiceClient
	used    int // applications created so far
	sizes   RowSizes
}

// Submit measures acknowledged submissions by gRPC, by the door alone, and the
// same rows by bare transactions, in alternating rounds. It writes to the target.
func Submit(ctx context.Context, target Target, opts SubmitOptions) (SubmitReport, error) {
	report := SubmitReport{Benchmark: "submit", Machine: thisMachine(), Rounds: opts.Rounds}
	perRound := 0
	for _, l := range opts.Loads {
		perRound += 2 * l.Acts
	}
	opts.Progress.say("登记人员与批次", "entering people and a call")
	d, err := settle(ctx, target.Pool, target.Bureau, target.Cal, opts.Rounds*perRound)
	if err != nil {
		return report, err
	}
	s := &submission{district: d, target: target, opts: opts}
	closeAll, err := s.dial(target.GRPC)
	defer closeAll()
	if err != nil {
		return report, err
	}
	rounds := make([][]SubmitLevel, len(opts.Loads))
	for round := range opts.Rounds {
		for i, l := range opts.Loads {
			opts.Progress.say(fmt.Sprintf("第%d/%d轮，%d个客户端", round+1, opts.Rounds, l.Clients), fmt.Sprintf("round %d of %d, %d clients", round+1, opts.Rounds, l.Clients))
			level, err := s.round(ctx, l)
			if err != nil {
				return report, err
			}
			rounds[i] = append(rounds[i], level)
		}
	}
	for _, r := range rounds {
		report.Levels = append(report.Levels, medianLevel(r))
	}
	report.Row = s.sizes
	return report, nil
}

func medianLevel(rounds []SubmitLevel) SubmitLevel {
	of := func(pick func(SubmitLevel) Figure) Figure {
		list := make([]Figure, len(rounds))
		for i, r := range rounds {
			list[i] = pick(r)
		}
		return medianOf(list)
	}
	out := SubmitLevel{
		Clients: rounds[0].Clients,
		GRPC:    of(func(l SubmitLevel) Figure { return l.GRPC }),
		Door:    of(func(l SubmitLevel) Figure { return l.Door }),
		Limit:   of(func(l SubmitLevel) Figure { return l.Limit }),
		Heard:   of(func(l SubmitLevel) Figure { return l.Heard }),
	}
	out.Ratio, out.DoorRatio = ratio(out.GRPC.PerSecond, out.Limit.PerSecond), ratio(out.Door.PerSecond, out.Limit.PerSecond)
	return out
}

// round measures one load every way, one after the other.
func (s *submission) round(ctx context.Context, l Load) (SubmitLevel, error) {
	level := SubmitLevel{Clients: l.Clients}
	list, err := s.create(ctx, s.used, 2*l.Acts)
	if err != nil {
		return level, err
	}
	s.used += len(list)
	if err := s.ready(ctx, list); err != nil {
		return level, err
	}
	byGRPC, byDoor := list[:l.Acts], list[l.Acts:]
	if level.GRPC, err = s.submitByGRPC(ctx, l, byGRPC); err != nil {
		return level, err
	}
	if level.Door, err = drive(ctx, l.Clients, l.Acts, func(ctx context.Context, client, i int) error {
		return s.do(ctx, &byDoor[i], "recommend", recommender(client), applicationact.Opinion{Opinion: opinion})
	}); err != nil {
		return level, err
	}
	if level.Limit, err = s.limit(ctx, l, byDoor); err != nil {
		return level, err
	}
	level.Heard, err = s.heard(ctx, l, byGRPC)
	return level, err
}

const opinion = "经审核，申报材料齐全、真实，符合推荐条件，同意推荐。"

func (s *submission) submitByGRPC(ctx context.Context, l Load, list []application) (Figure, error) {
	return drive(ctx, l.Clients, l.Acts, func(ctx context.Context, client, i int) error {
		ctx = metadata.AppendToOutgoingContext(ctx, "authorization", "Bearer "+s.sessions[client%len(s.sessions)])
		receipt, err := s.clients[client%len(s.clients)].Recommend(ctx, &applicationv1.RecommendRequest{
			RequestId: requestID(), Docket: list[i].id, Etag: list[i].etag, Opinion: opinion,
		})
		if err == nil && receipt.GetNumber() == "" {
			return fmt.Errorf("bench: %s was acknowledged without a receipt number", list[i].id)
		}
		return err
	})
}

// dial gives every client a connection of its own.
func (s *submission) dial(address string) (closeAll func(), err error) {
	var open []*grpc.ClientConn
	closeAll = func() {
		for _, c := range open {
			_ = c.Close()
		}
	}
	most := 1
	for _, l := range s.opts.Loads {
		most = max(most, l.Clients)
	}
	for range most {
		c, err := grpc.NewClient(address, grpc.WithTransportCredentials(insecure.NewCredentials()))
		if err != nil {
			return closeAll, fmt.Errorf("bench: connect to %s: %w", address, err)
		}
		open = append(open, c)
		s.clients = append(s.clients, applicationv1.NewApplicationServiceClient(c))
	}
	return closeAll, nil
}
