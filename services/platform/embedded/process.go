package embedded

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"

	"golang.org/x/sys/unix"
)

// process is a server we run: started by us, or left by an earlier run of ours.
type process struct {
	pid    int
	exited chan struct{} // closed when it is gone
	// outcome says how it ended, as far as we can see; read it after exited.
	outcome string
	signal  func(syscall.Signal) error
}

// spawn starts cmd in a process group of its own, so that Ctrl-C in our
// terminal reaches us alone and the servers stop in our order.
func spawn(cmd *exec.Cmd) (*process, error) {
	if cmd.SysProcAttr == nil {
		cmd.SysProcAttr = &syscall.SysProcAttr{}
	}
	cmd.SysProcAttr.Setpgid = true
	if err := cmd.Start(); err != nil {
		return nil, err
	}
	p := &process{
		pid:    cmd.Process.Pid,
		exited: make(chan struct{}),
		signal: func(s syscall.Signal) error { return cmd.Process.Signal(s) },
	}
	go func() {
		defer close(p.exited)
		_ = cmd.Wait()
		p.outcome = cmd.ProcessState.String()
	}()
	return p, nil
}

// adopt follows a process that is not our child, and only if is(pid) holds once
// we have a handle on it: the id cannot be recycled between the two.
func adopt(pid int, is func(pid int) bool) (*process, error) {
	fd, err := unix.PidfdOpen(pid, 0)
	if err != nil {
		return nil, fmt.Errorf("process %d: %w", pid, err)
	}
	if !is(pid) {
		_ = unix.Close(fd)
		return nil, fmt.Errorf("process %d is not the one looked for", pid)
	}
	p := &process{
		pid:     pid,
		exited:  make(chan struct{}),
		outcome: "gone",
		signal:  func(s syscall.Signal) error { return unix.PidfdSendSignal(fd, s, nil, 0) },
	}
	go func() {
		defer close(p.exited) // the descriptor stays open: signal may still be called
		for {
			_, err := unix.Poll([]unix.PollFd{{Fd: int32(fd), Events: unix.POLLIN}}, -1)
			if err != unix.EINTR {
				return
			}
		}
	}()
	return p, nil
}

// alive says whether the process has not ended yet.
func (p *process) alive() bool {
	select {
	case <-p.exited:
		return false
	default:
		return true
	}
}

// exists says whether the number belongs to a process, be it one that has ended
// and was not reaped.
func exists(pid int) bool {
	_, err := os.Stat(filepath.Join("/proc", strconv.Itoa(pid)))
	return err == nil
}

// commandLine is what the process was started with; nil when it is gone.
func commandLine(pid int) []string {
	raw, err := os.ReadFile(filepath.Join("/proc", strconv.Itoa(pid), "cmdline"))
	if err != nil || len(raw) == 0 {
		return nil
	}
	return strings.Split(strings.TrimRight(string(raw), "\x00"), "\x00")
}

// hasFlag says whether the command line gives the flag that value, as two words.
func hasFlag(args []string, flag, value string) bool {
	for i := 0; i+1 < len(args); i++ {
		if args[i] == flag && args[i+1] == value {
			return true
		}
	}
	return false
}

// lock takes the exclusive lock of a data folder. The kernel gives it back when
// we end, however we end.
func lock(path string) (*os.File, error) {
	file, err := os.OpenFile(path, os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return nil, err
	}
	if err := unix.Flock(int(file.Fd()), unix.LOCK_EX|unix.LOCK_NB); err != nil {
		file.Close()
		return nil, &InUseError{Path: filepath.Dir(path)}
	}
	return file, nil
}
