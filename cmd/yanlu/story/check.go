package story

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"time"

	docketv1 "yanlu/proto/gen/yanlu/docket/v1"
	"yanlu/services/lifecycle"
)

// check compares every docket named in the story's end with the record.
func (t *teller) check(ctx context.Context, r *Result) error {
	var errs []error
	for _, alias := range slices.Sorted(maps.Keys(t.story.Expect)) {
		want := t.story.Expect[alias]
		d, err := t.get(ctx, alias)
		if err != nil {
			errs = append(errs, err)
			continue
		}
		r.Reached[alias] = d.GetState()
		if d.GetState() != want.State {
			errs = append(errs, fmt.Errorf("%s reached %s, expected %s", alias, d.GetState(), want.State))
			continue
		}
		if err := t.checkRecord(ctx, alias, d, want); err != nil {
			errs = append(errs, fmt.Errorf("%s: %w", alias, err))
		}
	}
	return errors.Join(errs...)
}

func (t *teller) checkRecord(ctx context.Context, alias string, d *docketv1.Docket, want Expectation) error {
	facts, err := t.resolve(any(want.Facts))
	if err != nil {
		return err
	}
	if err := compare(d.GetFacts().AsMap(), facts.(map[string]any)); err != nil {
		return err
	}
	if err := t.checkEvents(ctx, d.GetId(), want.Events); err != nil {
		return err
	}
	for _, who := range want.Notified {
		if err := t.checkTold(ctx, who, d.GetId()); err != nil {
			return err
		}
	}
	return nil
}

// checkEvents wants the events on record in the order given; others may lie between.
func (t *teller) checkEvents(ctx context.Context, id string, want []string) error {
	if len(want) == 0 {
		return nil
	}
	auditor, err := t.as(ctx, string(lifecycle.Auditor))
	if err != nil {
		return err
	}
	reply := &docketv1.ListEventsResponse{}
	if err := t.client.invoke(ctx, auditor, docketv1.DocketService_ListEvents_FullMethodName, &docketv1.ListEventsRequest{Docket: id, PageSize: 200}, reply); err != nil {
		return sentence(err)
	}
	rest := want
	for _, e := range reply.GetEvents() {
		if len(rest) > 0 && e.GetEvent() == rest[0] {
			rest = rest[1:]
		}
	}
	if len(rest) > 0 {
		return fmt.Errorf("the event %q is not on record where it should be", rest[0])
	}
	return nil
}

const tellWithin = 20 * time.Second // notifications are written a moment after the event

func (t *teller) checkTold(ctx context.Context, who, id string) error {
	session, err := t.as(ctx, who)
	if err != nil {
		return err
	}
	for give := time.Now().Add(max(tellWithin, t.opts.Patience/2)); ; {
		reply := &docketv1.ListNotificationsResponse{}
		req := &docketv1.ListNotificationsRequest{PageSize: 100}
		if err := t.client.invoke(ctx, session, docketv1.DocketService_ListNotifications_FullMethodName, req, reply); err != nil {
			return sentence(err)
		}
		if slices.ContainsFunc(reply.GetItems(), func(n *docketv1.NotificationItem) bool { return n.GetDocket() == id }) {
			return nil
		}
		if time.Now().After(give) {
			return fmt.Errorf("%s was told nothing", who)
		}
		if err := sleep(ctx, look); err != nil {
			return err
		}
	}
}
