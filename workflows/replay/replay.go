// Package replay keeps the histories of finished workflows and carries them again
// with today's code.
//
// It guarantees that a change which an open project's history would not survive
// fails a test here before it reaches anybody. It refuses to know the record: a
// replay needs no database and no engine.
package replay

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"

	enumspb "go.temporal.io/api/enums/v1"
	historypb "go.temporal.io/api/history/v1"
	"go.temporal.io/api/temporalproto"
	"go.temporal.io/sdk/client"
	"go.temporal.io/sdk/log"
	"go.temporal.io/sdk/worker"

	"yanlu/workflows"
)

// Files replays every *.json under dir and returns how many. The first that does
// not follow its history is an error.
func Files(dir string, logger log.Logger) (int, error) {
	files, err := filepath.Glob(filepath.Join(dir, "*.json"))
	if err != nil {
		return 0, err
	}
	replayer := worker.NewWorkflowReplayer()
	workflows.RegisterWorkflows(replayer)
	for i, file := range files {
		if err := replayer.ReplayWorkflowHistoryFromJSONFile(logger, file); err != nil {
			return i, fmt.Errorf("%s: %w", filepath.Base(file), err)
		}
	}
	return len(files), nil
}

// Record writes every run of a workflow, the newest last, as
// <dir>/<name>.<nn>.json, and returns the files. What is older under that name goes.
func Record(ctx context.Context, c client.Client, workflowID, dir, name string) ([]string, error) {
	old, err := filepath.Glob(filepath.Join(dir, name+".*.json"))
	if err != nil {
		return nil, err
	}
	runs, err := allRuns(ctx, c, workflowID)
	if err != nil {
		return nil, err
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, err
	}
	for _, file := range old {
		if err := os.Remove(file); err != nil {
			return nil, err
		}
	}
	var out []string
	for i, run := range runs {
		file := filepath.Join(dir, fmt.Sprintf("%s.%02d.json", name, i+1))
		if err := write(file, run); err != nil {
			return out, err
		}
		out = append(out, file)
	}
	return out, nil
}

// allRuns follows a workflow from its newest run back to its first.
func allRuns(ctx context.Context, c client.Client, workflowID string) ([]*historypb.History, error) {
	var out []*historypb.History
	for run := ""; ; {
		h := &historypb.History{}
		events := c.GetWorkflowHistory(ctx, workflowID, run, false, enumspb.HISTORY_EVENT_FILTER_TYPE_ALL_EVENT)
		for events.HasNext() {
			e, err := events.Next()
			if err != nil {
				return nil, fmt.Errorf("history of %s: %w", workflowID, err)
			}
			h.Events = append(h.Events, e)
		}
		if len(h.Events) == 0 {
			return nil, fmt.Errorf("history of %s is empty", workflowID)
		}
		out = append(out, h)
		run = h.Events[0].GetWorkflowExecutionStartedEventAttributes().GetContinuedExecutionRunId()
		if run == "" {
			slices.Reverse(out)
			return out, nil
		}
	}
}

// write keeps a history without the names of the machine it was recorded on.
func write(file string, h *historypb.History) error {
	raw, err := temporalproto.CustomJSONMarshalOptions{}.Marshal(h)
	if err != nil {
		return err
	}
	var content any
	if err := json.Unmarshal(raw, &content); err != nil {
		return err
	}
	scrub(content)
	if raw, err = json.MarshalIndent(content, "", " "); err != nil {
		return err
	}
	return os.WriteFile(file, append(raw, '\n'), 0o644)
}

// scrub replaces who did it and the names of sticky queues, which carry a host's name.
func scrub(v any) {
	switch x := v.(type) {
	case map[string]any:
		if x["kind"] == "TASK_QUEUE_KIND_STICKY" {
			x["name"] = "yanlu-sticky"
		}
		for k, inner := range x {
			if _, ok := inner.(string); ok && k == "identity" {
				x[k] = "yanlu"
				continue
			}
			scrub(inner)
		}
	case []any:
		for _, inner := range x {
			scrub(inner)
		}
	}
}
