// Package faults lets a test end this process at a named point, as a power cut
// would, to show that what was acknowledged before is still there after.
//
// It guarantees that a point does nothing unless the environment variable
// YANLU_FAULT names it. It refuses to know what happens at the point.
//
//	YANLU_FAULT=relay.signalled:kill     ends the process at the first passage
//	YANLU_FAULT=relay.signalled:kill:3   … at the third
//
// Several points are separated by commas. The points that exist:
//
//	relay.taken      the relay holds outbox rows and has signalled nobody
//	relay.signalled  every signal was sent, the rows are still there
//	relay.dropped    the rows are gone
//	door.committed   an act is on record and nobody was told of it
//	act.committed    a system act is on record and the engine does not know it yet
//	upload.kept      a part of a file is on the disk and not recorded
//	upload.joined    a file is whole in the store and nobody's attachment
package faults

import (
	"fmt"
	"os"
	"strconv"
	"strings"
	"sync"
	"syscall"
)

// Variable is the environment variable that arms the points.
const Variable = "YANLU_FAULT"

var (
	mu    sync.Mutex
	armed map[string]int // passages left, by point
	once  sync.Once
)

// Point ends the process when the environment says so for this name.
func Point(name string) {
	once.Do(func() { armed = parse(os.Getenv(Variable)) })
	if len(armed) == 0 {
		return
	}
	if passes(name) {
		fmt.Fprintf(os.Stderr, "faults: ended at %s\n", name)
		_ = syscall.Kill(os.Getpid(), syscall.SIGKILL)
		select {} // nothing after the point may run while the signal is on its way
	}
}

// passes counts a passage down and says whether it is the one.
func passes(name string) bool {
	mu.Lock()
	defer mu.Unlock()
	left, ok := armed[name]
	if !ok {
		return false
	}
	armed[name] = left - 1
	return left == 1
}

// parse reads name:kill[:nth] items. What it cannot read it leaves out.
func parse(s string) map[string]int {
	out := map[string]int{}
	for _, item := range strings.Split(s, ",") {
		parts := strings.Split(strings.TrimSpace(item), ":")
		if len(parts) < 2 || len(parts) > 3 || parts[0] == "" || parts[1] != "kill" {
			continue
		}
		nth := 1
		if len(parts) == 3 {
			n, err := strconv.Atoi(parts[2])
			if err != nil || n < 1 {
				continue
			}
			nth = n
		}
		out[parts[0]] = nth
	}
	return out
}
