// Package rpc serves the record: it turns verb requests into commands, and
// records into what a caller may see.
//
// It guarantees that every verb of every context takes the same road (Carry) and
// that every answer passes the same projection (View). It refuses to know what
// an event means.
package rpc

import (
	"context"
	"encoding/hex"
	"fmt"
	"time"

	"google.golang.org/grpc"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/reflect/protoregistry"
	"google.golang.org/protobuf/types/known/timestamppb"

	docketv1 "yanlu/proto/gen/yanlu/docket/v1"
	formv1 "yanlu/proto/gen/yanlu/form/v1"
	"yanlu/services/docket"
	"yanlu/services/identity"
	"yanlu/services/lifecycle"
)

// Carrier carries verbs through the door. Every context's server embeds one.
type Carrier struct {
	Door *docket.Door
	View *View
}

// Request is what every verb request has.
type Request interface {
	proto.Message
	GetRequestId() string
}

type onSubject interface {
	GetDocket() string
	GetEtag() int64
}

// Carry asks the door for the event that the called method stands for, in the
// caller's name, with a typed input, and answers with the caller's view of the result.
func (c *Carrier) Carry(ctx context.Context, req Request, input any) (*docketv1.Receipt, error) {
	verb, err := verbOf(ctx)
	if err != nil {
		return nil, err
	}
	cmd := docket.Command{
		RequestID: req.GetRequestId(), Machine: lifecycle.Machine(verb.GetMachine()), Event: lifecycle.Event(verb.GetEvent()),
		Actor: ActorOf(ctx), Input: input,
	}
	if s, ok := req.(onSubject); ok {
		cmd.Subject, cmd.Etag = s.GetDocket(), s.GetEtag()
	}
	if lifecycle.Of(cmd.Machine) != nil && open(cmd) {
		cmd.Actor = docket.PublicActor
	}
	receipt, err := c.Door.Do(ctx, cmd)
	if err != nil {
		return nil, err
	}
	view, err := c.View.withParent(ctx, &receipt.Record, receipt.Parent, ActorOf(ctx))
	if err != nil {
		return nil, err
	}
	return &docketv1.Receipt{
		Docket: view, Seq: receipt.Seq, Hash: hex.EncodeToString(receipt.Hash), At: timestamppb.New(receipt.At), Number: receipt.Number,
	}, nil
}

// open says whether the law leaves an event to the public alone: then nobody acts in another capacity.
func open(c docket.Command) bool {
	actors := lifecycle.Of(c.Machine).Actors(c.Event)
	return len(actors) == 1 && actors[0] == lifecycle.Public
}

// verbOf reads which event the called method stands for.
func verbOf(ctx context.Context) (*formv1.Verb, error) {
	method, ok := grpc.Method(ctx)
	if !ok {
		return nil, fmt.Errorf("docket/rpc: called outside a method")
	}
	md, err := MethodDescriptor(method)
	if err != nil {
		return nil, err
	}
	verb, _ := proto.GetExtension(md.Options(), formv1.E_Verb).(*formv1.Verb)
	if verb == nil {
		return nil, fmt.Errorf("docket/rpc: %s is not a verb", method)
	}
	return verb, nil
}

// MethodDescriptor finds a method by its full name, such as /yanlu.application.v1.ApplicationService/Accept.
func MethodDescriptor(fullMethod string) (protoreflect.MethodDescriptor, error) {
	name := protoreflect.FullName(fullMethod[1:])
	for i := len(name) - 1; i >= 0; i-- {
		if name[i] != '/' {
			continue
		}
		d, err := protoregistry.GlobalFiles.FindDescriptorByName(name[:i])
		if err != nil {
			return nil, fmt.Errorf("docket/rpc: %s: %w", fullMethod, err)
		}
		if md := d.(protoreflect.ServiceDescriptor).Methods().ByName(protoreflect.Name(name[i+1:])); md != nil {
			return md, nil
		}
	}
	return nil, fmt.Errorf("docket/rpc: no method %s", fullMethod)
}

// ActorOf is the caller as an actor: a person with the capacities granted to them, or the public.
func ActorOf(ctx context.Context) docket.Actor {
	caller, ok := identity.FromContext(ctx)
	if !ok {
		return docket.PublicActor
	}
	a := docket.Actor{Person: caller.Person}
	for _, g := range caller.Grants {
		a.Capacities = append(a.Capacities, docket.Capacity{Role: g.Role, Org: g.Org})
	}
	return a
}

// Time reads an optional timestamp; nil stays nil.
func Time(t *timestamppb.Timestamp) *time.Time {
	if t == nil {
		return nil
	}
	v := t.AsTime()
	return &v
}

// Stamp writes an optional time; nil stays nil.
func Stamp(t *time.Time) *timestamppb.Timestamp {
	if t == nil {
		return nil
	}
	return timestamppb.New(*t)
}
