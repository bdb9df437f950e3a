package embedded

import (
	"context"
	"log/slog"
	"sync"
	"syscall"
	"time"
)

const (
	firstBackoff = 100 * time.Millisecond
	longestWait  = 10 * time.Second
	// steady is how long a server must have lived for its next death to count
	// as the first again.
	steady = 30 * time.Second
	// stopGrace is how long each stop signal is given before the next.
	stopGrace = 15 * time.Second
)

// supervisor keeps one server running until it is told to stop.
type supervisor struct {
	name string
	log  *slog.Logger
	// launch returns once the server answers; it leaves no process behind when
	// it fails or ctx ends.
	launch func(ctx context.Context) (*process, error)
	// stopSignals go from polite to final.
	stopSignals []syscall.Signal

	mu       sync.Mutex
	current  *process // nil while it is down
	restarts int
	changed  chan struct{} // closed and replaced whenever the two above change

	quit context.CancelFunc
	done chan struct{} // closed when nothing runs any more
	// hurry is closed when the caller of Stop will not wait any longer.
	hurry     chan struct{}
	hurryOnce sync.Once
}

// start launches the server for the first time; ctx bounds only that.
func (s *supervisor) start(ctx context.Context) error {
	s.changed = make(chan struct{})
	s.done = make(chan struct{})
	s.hurry = make(chan struct{})
	p, err := s.launch(ctx)
	if err != nil {
		return err
	}
	s.set(p, 0)
	life, quit := context.WithCancel(context.Background())
	s.quit = quit
	go s.watch(life, p)
	return nil
}

func (s *supervisor) watch(life context.Context, p *process) {
	defer close(s.done)
	deaths := 0
	for p != nil {
		born := time.Now()
		select {
		case <-life.Done():
			s.terminate(p)
			s.set(nil, 0)
			return
		case <-p.exited:
		}
		s.set(nil, 0)
		if time.Since(born) > steady {
			deaths = 0
		}
		s.log.Error("子进程意外退出，正在重新启动 / a child ended unexpectedly and is being started again",
			"child", s.name, "pid", p.pid, "outcome", p.outcome)
		p, deaths = s.relaunch(life, deaths)
	}
}

// relaunch tries until the server is up or we are stopped; nil means stopped.
func (s *supervisor) relaunch(life context.Context, deaths int) (*process, int) {
	for {
		wait := min(firstBackoff<<min(deaths, 10), longestWait)
		deaths++
		select {
		case <-life.Done():
			return nil, deaths
		case <-time.After(wait):
		}
		p, err := s.launch(life)
		if life.Err() != nil && p == nil {
			return nil, deaths
		}
		if err != nil {
			s.log.Error("子进程未能重新启动，稍后再试 / a child could not be started again; trying later",
				"child", s.name, "error", err)
			continue
		}
		s.set(p, 1)
		s.log.Warn("子进程已重新启动 / a child was started again", "child", s.name, "pid", p.pid)
		return p, deaths
	}
}

// terminate ends p, each signal being given its time.
func (s *supervisor) terminate(p *process) {
	for _, signal := range append(s.stopSignals, syscall.SIGKILL) {
		_ = p.signal(signal)
		select {
		case <-p.exited:
			return
		case <-time.After(stopGrace):
		case <-s.hurry:
		}
	}
	<-p.exited
}

func (s *supervisor) set(p *process, restarted int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.current = p
	s.restarts += restarted
	close(s.changed)
	s.changed = make(chan struct{})
}

func (s *supervisor) state() (p *process, restarts int, changed <-chan struct{}) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.current, s.restarts, s.changed
}

// await returns when the server is up after at least n restarts.
func (s *supervisor) await(ctx context.Context, n int) error {
	for {
		p, restarts, changed := s.state()
		if p != nil && restarts >= n {
			return nil
		}
		select {
		case <-changed:
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

// stop ends the server and returns when it is gone. When ctx ends first, the
// remaining signals are sent without waiting in between.
func (s *supervisor) stop(ctx context.Context) error {
	s.quit()
	select {
	case <-s.done:
		return nil
	case <-ctx.Done():
		s.hurryOnce.Do(func() { close(s.hurry) })
		<-s.done
		return ctx.Err()
	}
}

func (s *supervisor) pid() int {
	if p, _, _ := s.state(); p != nil {
		return p.pid
	}
	return 0
}
