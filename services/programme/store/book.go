// Package store keeps rule packs, call templates and the plan in PostgreSQL.
//
// It guarantees that a pack read by its hash is the pack that was loaded under
// it. It refuses to judge: rules are the business of programme and policy.
package store

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"yanlu/services/platform/problem"
	"yanlu/services/policy"
)

// Book reads rule packs by hash and keeps those it has read: a pack never changes under its hash.
type Book struct {
	pool    *pgxpool.Pool
	packs   sync.Map // hash → *policy.Pack
	shipped []*policy.Pack
}

// NewBook reads packs from a pool. Rules that a stored pack does not know, being older than they are, are answered by
// the shipped pack of its code.
func NewBook(pool *pgxpool.Pool, shipped ...*policy.Pack) *Book {
	return &Book{pool: pool, shipped: shipped}
}

// Pack returns the pack with a hash.
func (b *Book) Pack(ctx context.Context, hash string) (*policy.Pack, error) {
	if p, ok := b.packs.Load(hash); ok {
		return p.(*policy.Pack), nil
	}
	var content []byte
	err := b.pool.QueryRow(ctx, "select content from rule_pack where hash = $1", hash).Scan(&content)
	if errors.Is(err, pgx.ErrNoRows) {
		return nil, problem.New(problem.NotFound, "PACK_NOT_FOUND", "没有找到该政策包", "No such rule pack").With("hash", hash)
	}
	if err != nil {
		return nil, fmt.Errorf("programme: pack %s: %w", hash, err)
	}
	p, err := policy.Parse(content)
	if err != nil {
		return nil, fmt.Errorf("programme: pack %s: %w", hash, err)
	}
	if i := slices.IndexFunc(b.shipped, func(s *policy.Pack) bool { return s.Code == p.Code }); i >= 0 {
		p = p.Before(b.shipped[i])
	}
	b.packs.Store(hash, p)
	return p, nil
}

// Find returns the pack of a code and version.
func (b *Book) Find(ctx context.Context, code, version string) (*policy.Pack, error) {
	var hash string
	err := b.pool.QueryRow(ctx, "select hash from rule_pack where code = $1 and version = $2", code, version).Scan(&hash)
	if errors.Is(err, pgx.ErrNoRows) {
		return nil, problem.New(problem.Invalid, "PACK_NOT_FOUND", "没有找到该版本的政策包", "No such version of the rule pack").
			At("pack_version", "没有该版本", "no such version").With("code", code, "version", version)
	}
	if err != nil {
		return nil, fmt.Errorf("programme: pack %s %s: %w", code, version, err)
	}
	return b.Pack(ctx, hash)
}

// PackRow names one stored pack.
type PackRow struct {
	Hash, Code, Version, Title, EffectiveFrom string
	Practice                                  bool
}

// Packs lists what is stored, newest first.
func (b *Book) Packs(ctx context.Context) ([]PackRow, error) {
	rows, err := b.pool.Query(ctx, "select hash, code, version, title, effective_from::text, practice from rule_pack order by effective_from desc, code, version desc")
	if err != nil {
		return nil, fmt.Errorf("programme: packs: %w", err)
	}
	return pgx.CollectRows(rows, pgx.RowToStructByPos[PackRow])
}
