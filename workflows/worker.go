// Package workflows makes the worker that carries every workflow of Yanlu.
//
// It guarantees that each machine of the law has a workflow registered under its
// name. It refuses to know how the door was assembled and where the engine runs.
package workflows

import (
	"context"
	"log/slog"
	"time"

	"go.temporal.io/sdk/activity"
	"go.temporal.io/sdk/client"
	"go.temporal.io/sdk/worker"
	"go.temporal.io/sdk/workflow"

	"yanlu/services/docket"
	"yanlu/services/lifecycle"
	"yanlu/workflows/call"
	"yanlu/workflows/commission"
	"yanlu/workflows/contract"
	"yanlu/workflows/lobby"
	"yanlu/workflows/loop"
	"yanlu/workflows/meeting"
	"yanlu/workflows/need"
	"yanlu/workflows/project"
	"yanlu/workflows/reviewround"
)

const (
	// stickyWorkflows are kept in memory between tasks; the rest is replayed from
	// a history of a few dozen events.
	stickyWorkflows = 500
	// pollers per kind: the engine answers a waiting poll at once.
	pollers = 4
	// tasksAtOnce bounds the workflow tasks in hand, each of which waits for such an act.
	tasksAtOnce = 64
	// atOnce bounds the acts that run together, so that people's requests find a
	// free database connection however much the workflows have to catch up.
	atOnce = 6
	// restartPause lies between a worker that was given up and the next.
	restartPause = 500 * time.Millisecond
)

// Options of the worker.
type Options struct {
	Logger *slog.Logger // slog's default when nil
	// Observe, when set, hears of every plan read from the record.
	Observe func(contract.Plan)
	// StickyWorkflows is how many workflows are kept in memory; 500 when 0. It is
	// a setting of the process: the first worker made decides.
	StickyWorkflows int
}

// Run carries workflows until ctx ends, and returns nil then. A worker that the
// SDK gives up, as it does when the namespace is away, is made again.
func Run(ctx context.Context, c client.Client, door *docket.Door, opts Options) error {
	log := opts.Logger
	if log == nil {
		log = slog.Default()
	}
	for ctx.Err() == nil {
		if err := runOnce(ctx, c, door, opts); err != nil && ctx.Err() == nil {
			log.Warn("the worker was given up and is made again", "error", err)
			select {
			case <-ctx.Done():
			case <-time.After(restartPause):
			}
		}
	}
	return nil
}

func runOnce(ctx context.Context, c client.Client, door *docket.Door, opts Options) error {
	lost := make(chan error, 1)
	w := newWorker(c, door, opts, func(err error) {
		select {
		case lost <- err:
		default:
		}
	})
	if err := w.Start(); err != nil {
		return err
	}
	defer w.Stop()
	select {
	case <-ctx.Done():
		return nil
	case err := <-lost:
		return err
	}
}

// Of is the workflow function of a machine, nil when there is none.
func Of(m lifecycle.Machine) func(workflow.Context, contract.Start) error {
	switch m {
	case lifecycle.ProjectMachine:
		return project.Workflow
	case lifecycle.CallMachine:
		return call.Workflow
	case lifecycle.NeedMachine:
		return need.Workflow
	case lifecycle.ReviewMachine:
		return reviewround.Workflow
	case lifecycle.CommissionMachine:
		return commission.Workflow
	case lifecycle.MeetingMachine:
		return meeting.Workflow
	case lifecycle.LobbyMachine:
		return lobby.Workflow
	}
	return nil
}

// NewWorker makes the worker of the one task queue, with everything registered.
// The caller starts and stops it; Run does both.
func NewWorker(c client.Client, door *docket.Door, opts Options) worker.Worker {
	return newWorker(c, door, opts, nil)
}

func newWorker(c client.Client, door *docket.Door, opts Options, lost func(error)) worker.Worker {
	sticky := opts.StickyWorkflows
	if sticky == 0 {
		sticky = stickyWorkflows
	}
	worker.SetStickyWorkflowCacheSize(sticky)
	w := worker.New(c, contract.TaskQueue, worker.Options{
		MaxConcurrentWorkflowTaskPollers:        pollers,
		MaxConcurrentWorkflowTaskExecutionSize:  tasksAtOnce,
		LocalActivityWorkerOnly:                 true, // every activity runs inside its workflow task
		MaxConcurrentLocalActivityExecutionSize: atOnce,
		DisableRegistrationAliasing:             true,
		OnFatalError:                            lost,
	})
	Register(w, &loop.Record{Door: door, Observe: opts.Observe, Logger: opts.Logger})
	return w
}

// Registry is a worker, a replayer's or a test's.
type Registry interface {
	RegisterWorkflowWithOptions(w any, options workflow.RegisterOptions)
	RegisterActivityWithOptions(a any, options activity.RegisterOptions)
}

// Register names every workflow and activity.
func Register(r Registry, record *loop.Record) {
	RegisterWorkflows(r)
	RegisterActivities(r, record.Load, record.Act, record.Hold)
}

// RegisterActivities names the three activities; tests may bring their own.
func RegisterActivities(r interface {
	RegisterActivityWithOptions(a any, options activity.RegisterOptions)
}, load, act, hold any,
) {
	r.RegisterActivityWithOptions(load, activity.RegisterOptions{Name: contract.Load})
	r.RegisterActivityWithOptions(act, activity.RegisterOptions{Name: contract.Act})
	r.RegisterActivityWithOptions(hold, activity.RegisterOptions{Name: contract.Hold})
}

// RegisterWorkflows names every workflow: all that a replay needs.
func RegisterWorkflows(r interface {
	RegisterWorkflowWithOptions(w any, options workflow.RegisterOptions)
}) {
	for _, law := range lifecycle.Laws() {
		if w := Of(law.Machine); w != nil {
			r.RegisterWorkflowWithOptions(w, workflow.RegisterOptions{Name: contract.WorkflowType(law.Machine)})
		}
	}
}
