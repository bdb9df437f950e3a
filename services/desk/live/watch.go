package live

import (
	"strconv"
	"time"

	deskv1 "yanlu/proto/gen/yanlu/desk/v1"
	"yanlu/services/docket"
	dockrpc "yanlu/services/docket/rpc"
	"yanlu/services/identity"
	"yanlu/services/platform/problem"
)

// Watch streams words to the caller until the caller leaves, the session ends or
// the server stops.
func (s *Server) Watch(_ *deskv1.WatchRequest, stream deskv1.LiveService_WatchServer) error {
	ctx := stream.Context()
	caller, ok := identity.FromContext(ctx)
	if !ok {
		return problem.New(problem.Unauthenticated, "SIGN_IN_REQUIRED", "请先登录", "sign in first")
	}
	w := newWatcher(dockrpc.ActorOf(ctx))
	if !s.hub.join(w) {
		return problem.New(problem.Exhausted, "TOO_MANY_STREAMS", "打开的页面过多，请关闭一些标签页", "too many pages are open; close some tabs").
			With("limit", strconv.Itoa(mostStreams))
	}
	defer s.hub.leave(w)
	// The answer's headers reach a browser with the first message only.
	if err := stream.Send(&deskv1.WatchResponse{Kind: hello}); err != nil {
		return err
	}
	beats := time.NewTicker(s.Beat)
	defer beats.Stop()
	for {
		select {
		case <-ctx.Done():
			return nil
		case <-s.hub.stopped:
			return problem.New(problem.Unavailable, "SERVER_STOPS", "服务正在重启，页面会自动重新连接", "the server is stopping; the page connects again by itself")
		case <-w.wake:
			for _, m := range w.take() {
				if m.GetKind() == string(docket.PersonChanged) { // what comes next is judged by the roles they have now
					if err := s.again(stream, w, &caller); err != nil {
						return err
					}
				}
				if err := stream.Send(m); err != nil {
					return err
				}
			}
		case <-beats.C:
			if err := s.again(stream, w, &caller); err != nil {
				return err
			}
		}
	}
}

// again asks whether the caller may still hear, takes on the roles they have
// now, and says that the stream stands.
func (s *Server) again(stream deskv1.LiveService_WatchServer, w *watcher, caller *identity.Caller) error {
	if s.Again != nil {
		now, err := s.Again(stream.Context(), *caller)
		if err != nil {
			return err
		}
		*caller = now
		actor := dockrpc.ActorOf(identity.WithCaller(stream.Context(), now))
		w.actor.Store(&actor)
	}
	return stream.Send(&deskv1.WatchResponse{Kind: beat})
}
