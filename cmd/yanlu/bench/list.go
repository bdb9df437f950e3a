package bench

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/jackc/pgx/v5"
	"google.golang.org/grpc"
	"google.golang.org/grpc/credentials/insecure"
	"google.golang.org/grpc/metadata"

	deskv1 "yanlu/proto/gen/yanlu/desk/v1"
	docketv1 "yanlu/proto/gen/yanlu/docket/v1"
)

// ListOptions bound the benchmark of lists.
type ListOptions struct {
	Dockets  int // projects on file
	Asks     int // of each list in a round
	Rounds   int
	Progress Progress
}

// ListReport compares what people ask of many dockets with the bare query of the same rows.
type ListReport struct {
	Benchmark string     `json:"benchmark"`
	Machine   Machine    `json:"machine"`
	Rounds    int        `json:"rounds"`
	Dockets   int        `json:"dockets"`
	Filled    float64    `json:"filled_seconds"`
	Lists     []ListLine `json:"lists"`
}

// ListLine is one list. Server is what a caller gets by gRPC: rows with facts and
// names as far as the caller may see them, and the total. Bare is one query of
// the same rows by a client of the database, on the same indexes.
type ListLine struct {
	Caller   string  `json:"caller"`
	List     string  `json:"list"`
	Rows     int     `json:"rows"`
	Server   Figure  `json:"server"`
	Bare     Figure  `json:"bare"`
	RatioP50 float64 `json:"ratio_p50"`
	RatioP99 float64 `json:"ratio_p99"`
}

// ask is one question: by the server, and as a query. Both say which rows they got.
type ask struct {
	server func(context.Context) ([]string, error)
	sql    string
	args   []any
}

// question is a list with several askings, so that no answer is only remembered.
type question struct {
	caller, name string
	asks         []ask
	unranked     bool // the query finds the rows, and does not put them in order
}

// List measures lists, searches, pipeline and queue by gRPC, and bare queries of
// the same rows, in alternating rounds. It writes to the target.
func List(ctx context.Context, target Target, opts ListOptions) (ListReport, error) {
	report := ListReport{Benchmark: "list", Machine: thisMachine(), Rounds: opts.Rounds, Dockets: opts.Dockets}
	opts.Progress.say("登记人员与批次", "entering people and a call")
	d, err := settle(ctx, target.Pool, target.Bureau, target.Cal, max(opts.Dockets/perPerson, 10))
	if err != nil {
		return report, err
	}
	opts.Progress.say(fmt.Sprintf("写入%d个项目", opts.Dockets), fmt.Sprintf("entering %d projects", opts.Dockets))
	began := time.Now()
	l, err := fill(ctx, d, opts.Dockets)
	if err != nil {
		return report, err
	}
	report.Filled = time.Since(began).Seconds()
	conn, err := grpc.NewClient(target.GRPC, grpc.WithTransportCredentials(insecure.NewCredentials()))
	if err != nil {
		return report, fmt.Errorf("bench: connect to %s: %w", target.GRPC, err)
	}
	defer conn.Close()
	desk := &desk{lake: l, dockets: docketv1.NewDocketServiceClient(conn), desk: deskv1.NewDeskServiceClient(conn)}
	list, err := desk.questions(ctx)
	if err != nil {
		return report, err
	}
	for i, q := range list {
		opts.Progress.say(fmt.Sprintf("%d/%d %s：%s", i+1, len(list), q.caller, q.name), fmt.Sprintf("%d of %d, %s: %s", i+1, len(list), q.caller, q.name))
		line, err := l.measure(ctx, q, opts)
		if err != nil {
			return report, fmt.Errorf("bench: %s for %s: %w", q.name, q.caller, err)
		}
		report.Lists = append(report.Lists, line)
	}
	return report, nil
}

// measure asks one question in rounds that alternate between server and query.
func (l *lake) measure(ctx context.Context, q question, opts ListOptions) (ListLine, error) {
	line := ListLine{Caller: q.caller, List: q.name}
	for _, a := range q.asks { // once unmeasured: both must find the same
		rows, err := l.agree(ctx, q, a)
		if err != nil {
			return line, err
		}
		line.Rows = max(line.Rows, rows)
	}
	var served, bare []Figure
	for range opts.Rounds {
		s, err := drive(ctx, 1, opts.Asks, func(ctx context.Context, _, i int) error {
			_, err := q.asks[i%len(q.asks)].server(ctx)
			return err
		})
		if err != nil {
			return line, err
		}
		b, err := drive(ctx, 1, opts.Asks, func(ctx context.Context, _, i int) error {
			_, err := l.query(ctx, q.asks[i%len(q.asks)])
			return err
		})
		if err != nil {
			return line, err
		}
		served, bare = append(served, s), append(bare, b)
	}
	line.Server, line.Bare = medianOf(served), medianOf(bare)
	line.RatioP50, line.RatioP99 = ratio(line.Server.P50, line.Bare.P50), ratio(line.Server.P99, line.Bare.P99)
	return line, nil
}

func (l *lake) agree(ctx context.Context, q question, a ask) (int, error) {
	served, err := a.server(ctx)
	if err != nil {
		return 0, err
	}
	bare, err := l.query(ctx, a)
	if err != nil {
		return 0, err
	}
	if q.unranked {
		slices.Sort(served)
		slices.Sort(bare)
	}
	if len(bare) == 0 || !q.unranked && !slices.Equal(served, bare) {
		return 0, fmt.Errorf("the server answers %d rows, the query %d, and not the same", len(served), len(bare))
	}
	return len(served), nil
}

// query runs the bare query and reads its rows to the end; the first column says which they are.
func (l *lake) query(ctx context.Context, a ask) ([]string, error) {
	rows, err := l.pool.Query(ctx, a.sql, a.args...)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, func(row pgx.CollectableRow) (string, error) {
		values, err := row.Values()
		if err != nil {
			return "", err
		}
		id, _ := values[0].(string)
		return id, nil
	})
}

// as is a context in a caller's session.
func (l *lake) as(ctx context.Context, role string) context.Context {
	return metadata.AppendToOutgoingContext(ctx, "authorization", "Bearer "+l.sessions[role])
}
