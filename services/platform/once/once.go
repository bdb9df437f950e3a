// Package once makes a write safe to repeat: the same request is answered the
// same, and its effect happens one time.
//
// It guarantees that fn runs in at most one committed transaction for each
// request id, whoever repeats it and however many do so at once. It refuses to
// know what the request does; the transaction is the caller's.
package once

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"

	"github.com/jackc/pgx/v5"
	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/proto"

	"yanlu/services/platform/problem"
)

// The insert waits for another transaction that holds the same id, so that two
// callers at once are put in order by the database.
const (
	claimSQL = `insert into command (request_id, actor, body_hash, subject, seq, at)
	values ($1, $2, $3, $4, 0, now()) on conflict (request_id) do nothing`
	readSQL  = `select actor, body_hash, reply from command where request_id = $1`
	replySQL = `update command set reply = $2 where request_id = $1`
)

// Reused is the reason of the refusal of a request id that was used for something else.
const Reused = "REQUEST_ID_REUSED"

// Do runs fn the first time a request id is seen and keeps its reply, which must
// be JSON or empty. When the id was used before by the same actor with the same
// body, the kept reply is returned and fn does not run; otherwise the refusal is
// a problem.Duplicate with reason REQUEST_ID_REUSED. An error of fn is returned
// as it is: the caller rolls back, and the id is free again.
func Do(ctx context.Context, tx pgx.Tx, requestID, actor string, body []byte, subject string, fn func() (reply []byte, err error)) ([]byte, error) {
	sum := sha256.Sum256(body)
	tag, err := tx.Exec(ctx, claimSQL, requestID, actor, sum[:], subject)
	if err != nil {
		return nil, fmt.Errorf("claim request %s: %w", requestID, err)
	}
	if tag.RowsAffected() == 0 {
		return repeat(ctx, tx, requestID, actor, sum[:])
	}
	reply, err := fn()
	if err != nil {
		return nil, err
	}
	if len(reply) == 0 {
		return nil, nil
	}
	if _, err := tx.Exec(ctx, replySQL, requestID, json.RawMessage(reply)); err != nil {
		return nil, fmt.Errorf("keep the reply of request %s: %w", requestID, err)
	}
	return reply, nil
}

func repeat(ctx context.Context, tx pgx.Tx, requestID, actor string, sum []byte) ([]byte, error) {
	var by string
	var was []byte
	var reply *json.RawMessage
	if err := tx.QueryRow(ctx, readSQL, requestID).Scan(&by, &was, &reply); err != nil {
		return nil, fmt.Errorf("read request %s: %w", requestID, err)
	}
	if by != actor || !bytes.Equal(was, sum) {
		return nil, problem.New(problem.Duplicate, Reused,
			"该请求编号已用于另一内容，请换一个编号", "this request id was used for something else; choose another").With("request_id", requestID)
	}
	if reply == nil {
		return nil, nil
	}
	return *reply, nil
}

// Body returns the bytes that stand for a request: its method and its content.
// Messages that carry a secret must be stripped of it first; extra then carries
// something slow to guess that stands for the secret.
func Body(method string, request proto.Message, extra ...[]byte) ([]byte, error) {
	content, err := proto.MarshalOptions{Deterministic: true}.Marshal(request)
	if err != nil {
		return nil, fmt.Errorf("encode a request: %w", err)
	}
	parts := append([][]byte{[]byte(method), content}, extra...)
	var out []byte
	for _, p := range parts {
		out = fmt.Appendf(out, "%d:", len(p))
		out = append(out, p...)
	}
	return out, nil
}

// ErrReply is returned when a kept reply cannot be read as the message it was.
var ErrReply = errors.New("once: the kept reply cannot be read")

// Into runs Do for a gRPC method: fn fills reply, and a repeat fills it from
// what was kept.
func Into(ctx context.Context, tx pgx.Tx, requestID, actor string, body []byte, subject string, reply proto.Message, fn func() error) error {
	kept, err := Do(ctx, tx, requestID, actor, body, subject, func() ([]byte, error) {
		if err := fn(); err != nil {
			return nil, err
		}
		return protojson.Marshal(reply)
	})
	if err != nil || len(kept) == 0 {
		return err
	}
	proto.Reset(reply)
	if err := (protojson.UnmarshalOptions{DiscardUnknown: true}).Unmarshal(kept, reply); err != nil {
		return fmt.Errorf("%w: %w", ErrReply, err)
	}
	return nil
}
