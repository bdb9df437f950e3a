package store

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"yanlu/services/docket"
	"yanlu/services/platform/postgres"
	"yanlu/services/platform/problem"
	"yanlu/services/policy"
)

// The statuses of a pack draft. Who acts next: the authors, a second person, the authors, nobody, nobody.
const (
	Drafting  = "draft"
	Submitted = "submitted"
	Returned  = "returned"
	Approved  = "approved"
	Discarded = "discarded"
)

// PackDraft is a rule pack that is being written. Times are nil where it did not come to that.
type PackDraft struct {
	ID, Code, Version, Title, EffectiveFrom string
	BaseHash, BaseVersion, Status           string
	Revision                                int64
	Content                                 json.RawMessage // nil in lists
	Authors, AuthorNames                    []string
	SavedBy                                 string
	SavedAt                                 time.Time
	SubmittedBy                             string
	SubmittedAt                             *time.Time
	DecidedBy                               string
	DecidedAt                               *time.Time
	Reason, PackHash                        string
	OfferHash                               string // the shipped pack it takes up; empty: none
}

const selectDraft = `select d.id, d.code, d.version, coalesce(d.content #>> '{title,zh}', ''), d.effective_from::text, d.base_hash, b.version, d.status, d.revision, %s,
	d.authors, coalesce((select array_agg(p.name order by t.n) from unnest(d.authors) with ordinality t(id, n) join person p on p.id = t.id), '{}'),
	s.name, r.saved_at, coalesce(u.name, ''), d.submitted_at, coalesce(c.name, ''), d.decided_at, d.reason, coalesce(d.pack_hash, ''), coalesce(d.offer_hash, '')
	from pack_draft d join rule_pack b on b.hash = d.base_hash
	join pack_draft_revision r on r.draft = d.id and r.revision = d.revision join person s on s.id = r.saved_by
	left join person u on u.id = d.submitted_by left join person c on c.id = d.decided_by `

// PackDrafts lists drafts without their content, those last saved first, at most 200.
func PackDrafts(ctx context.Context, q docket.Querier) ([]PackDraft, error) {
	rows, err := q.Query(ctx, fmt.Sprintf(selectDraft, "null::jsonb")+"order by r.saved_at desc, d.id limit 200")
	if err != nil {
		return nil, fmt.Errorf("programme: pack drafts: %w", err)
	}
	return pgx.CollectRows(rows, pgx.RowToStructByPos[PackDraft])
}

// FindPackDraft reads a draft with its content. PACK_DRAFT_NOT_FOUND when there is none.
func FindPackDraft(ctx context.Context, q docket.Querier, id string) (PackDraft, error) {
	return onePackDraft(ctx, q, "where d.id = $1", id)
}

// LockPackDraft is FindPackDraft for a change: nobody else changes the draft until the transaction ends.
func LockPackDraft(ctx context.Context, tx pgx.Tx, id string) (PackDraft, error) {
	if _, err := tx.Exec(ctx, "select 1 from pack_draft where id = $1 for update", id); err != nil {
		return PackDraft{}, fmt.Errorf("programme: lock pack draft: %w", err)
	}
	return FindPackDraft(ctx, tx, id)
}

func onePackDraft(ctx context.Context, q docket.Querier, where string, args ...any) (PackDraft, error) {
	rows, err := q.Query(ctx, fmt.Sprintf(selectDraft, "d.content")+where, args...)
	if err != nil {
		return PackDraft{}, fmt.Errorf("programme: pack draft: %w", err)
	}
	d, err := pgx.CollectExactlyOneRow(rows, pgx.RowToStructByPos[PackDraft])
	if errors.Is(err, pgx.ErrNoRows) {
		return d, problem.New(problem.NotFound, "PACK_DRAFT_NOT_FOUND", "没有找到该规则包草稿", "No such draft of a rule pack")
	}
	return d, err
}

// RevisionOf reads the content of one revision.
func RevisionOf(ctx context.Context, q docket.Querier, id string, revision int64) (json.RawMessage, error) {
	var raw json.RawMessage
	err := q.QueryRow(ctx, "select content from pack_draft_revision where draft = $1 and revision = $2", id, revision).Scan(&raw)
	if errors.Is(err, pgx.ErrNoRows) {
		return nil, problem.New(problem.Invalid, "PACK_REVISION_UNKNOWN", "没有这一稿", "There is no such revision").With("revision", fmt.Sprint(revision))
	}
	return raw, err
}

// Beginning says what a draft begins from: a stored pack and, where it takes up a shipped one, that offer.
type Beginning struct {
	ID, BaseHash, OfferHash, Person string
	At                              time.Time
}

// StartPackDraft keeps the first revision of a draft. PACK_VERSION_TAKEN when the version exists or is being written.
func StartPackDraft(ctx context.Context, tx pgx.Tx, b Beginning, p *policy.Pack) error {
	raw, err := p.Marshal()
	if err != nil {
		return err
	}
	_, err = tx.Exec(ctx, `insert into pack_draft (id, code, version, effective_from, base_hash, status, revision, content, authors, offer_hash)
		values ($1, $2, $3, $4::text::date, $5, 'draft', 1, $6, array[$7], nullif($8, ''))`,
		b.ID, p.Code, p.Version, p.EffectiveFrom, b.BaseHash, json.RawMessage(raw), b.Person, b.OfferHash)
	switch {
	case postgres.IsUnique(err, "pack_draft_version_uq"):
		return VersionTaken(p.Version)
	case postgres.IsUnique(err, "pack_draft_offer_uq"):
		return OfferInDraft()
	case err != nil:
		return fmt.Errorf("programme: start pack draft: %w", err)
	}
	if err := keepRevision(ctx, tx, b.ID, 1, raw, b.Person, b.At); err != nil {
		return err
	}
	return keepStep(ctx, tx, b.ID, "start", 1, b.Person, b.At, "")
}

// VersionTaken refuses a version that exists or is being written.
func VersionTaken(version string) error {
	return problem.New(problem.Invalid, "PACK_VERSION_TAKEN", "该版本号已被使用，请换一个", "The version is taken; choose another").
		At("version", "版本号 "+version+" 已被使用", "version "+version+" is taken").With("version", version)
}

// VersionExists says whether a pack of this code and version is stored.
func VersionExists(ctx context.Context, q docket.Querier, code, version string) (bool, error) {
	var ok bool
	err := q.QueryRow(ctx, "select exists (select 1 from rule_pack where code = $1 and version = $2)", code, version).Scan(&ok)
	return ok, err
}

func keepRevision(ctx context.Context, tx pgx.Tx, id string, revision int64, raw []byte, person string, at time.Time) error {
	_, err := tx.Exec(ctx, "insert into pack_draft_revision (draft, revision, content, saved_by, saved_at) values ($1, $2, $3, $4, $5)", id, revision, json.RawMessage(raw), person, at)
	if err != nil {
		return fmt.Errorf("programme: keep revision: %w", err)
	}
	return nil
}

func keepStep(ctx context.Context, tx pgx.Tx, id, step string, revision int64, person string, at time.Time, reason string) error {
	_, err := tx.Exec(ctx, `insert into pack_draft_step (draft, n, step, revision, person, at, reason)
		select $1, coalesce(max(n), 0) + 1, $2, $3, $4, $5, $6 from pack_draft_step where draft = $1`, id, step, revision, person, at, reason)
	if err != nil {
		return fmt.Errorf("programme: keep step: %w", err)
	}
	return nil
}

// SavePackDraft keeps the next revision of a locked draft; its author can no longer approve it.
func SavePackDraft(ctx context.Context, tx pgx.Tx, d PackDraft, person string, p *policy.Pack, at time.Time) error {
	raw, err := p.Marshal()
	if err != nil {
		return err
	}
	_, err = tx.Exec(ctx, `update pack_draft set version = $2, effective_from = $3::text::date, content = $4, revision = $5,
		authors = case when $6 = any (authors) then authors else authors || $6::text end where id = $1`, d.ID, p.Version, p.EffectiveFrom, json.RawMessage(raw), d.Revision+1, person)
	if postgres.IsUnique(err, "pack_draft_version_uq") {
		return VersionTaken(p.Version)
	}
	if err != nil {
		return fmt.Errorf("programme: save pack draft: %w", err)
	}
	return keepRevision(ctx, tx, d.ID, d.Revision+1, raw, person, at)
}

// SubmitPackDraft lays a locked draft before a second person.
func SubmitPackDraft(ctx context.Context, tx pgx.Tx, d PackDraft, person, reason string, at time.Time) error {
	_, err := tx.Exec(ctx, "update pack_draft set status = 'submitted', submitted_by = $2, submitted_at = $3, reason = $4, decided_by = null, decided_at = null where id = $1",
		d.ID, person, at, reason)
	if err != nil {
		return fmt.Errorf("programme: submit pack draft: %w", err)
	}
	return keepStep(ctx, tx, d.ID, "submit", d.Revision, person, at, reason)
}

// ReturnPackDraft gives a locked draft back to its authors.
func ReturnPackDraft(ctx context.Context, tx pgx.Tx, d PackDraft, person, reason string, at time.Time) error {
	if _, err := tx.Exec(ctx, "update pack_draft set status = 'returned', decided_by = $2, decided_at = $3, reason = $4 where id = $1", d.ID, person, at, reason); err != nil {
		return fmt.Errorf("programme: return pack draft: %w", err)
	}
	return keepStep(ctx, tx, d.ID, "return", d.Revision, person, at, reason)
}

// DiscardPackDraft ends a locked draft; what was written stays on record.
func DiscardPackDraft(ctx context.Context, tx pgx.Tx, d PackDraft, person string, at time.Time) error {
	if _, err := tx.Exec(ctx, "update pack_draft set status = 'discarded' where id = $1", d.ID); err != nil {
		return fmt.Errorf("programme: discard pack draft: %w", err)
	}
	return keepStep(ctx, tx, d.ID, "discard", d.Revision, person, at, "")
}

// ApprovePackDraft makes a pack of a locked draft. The database refuses an approver who saved a revision.
func ApprovePackDraft(ctx context.Context, tx pgx.Tx, d PackDraft, p *policy.Pack, person, reason string, at time.Time) error {
	raw, err := p.Marshal()
	if err != nil {
		return err
	}
	_, err = tx.Exec(ctx, `insert into rule_pack (hash, code, version, title, practice, effective_from, content, loaded_at) values ($1, $2, $3, $4, $5, $6::text::date, $7, $8)`,
		p.Hash(), p.Code, p.Version, p.Title.Zh, p.Practice, p.EffectiveFrom, json.RawMessage(raw), at)
	if postgres.IsUnique(err, "rule_pack_version_uq") {
		return VersionTaken(p.Version)
	}
	if err != nil {
		return fmt.Errorf("programme: keep pack %s: %w", p.Name(), err)
	}
	_, err = tx.Exec(ctx, "update pack_draft set status = 'approved', decided_by = $2, decided_at = $3, reason = $4, pack_hash = $5 where id = $1", d.ID, person, at, reason, p.Hash())
	if postgres.IsCheck(err, "pack_draft_decided_by_no_author") || postgres.IsCheck(err, "pack_draft_decided_by_another") {
		return OwnDraft()
	}
	if err != nil {
		return fmt.Errorf("programme: approve pack draft: %w", err)
	}
	return keepStep(ctx, tx, d.ID, "approve", d.Revision, person, at, reason)
}

// OwnDraft refuses an approver who wrote on the draft.
func OwnDraft() error {
	return problem.New(problem.Denied, "PACK_DRAFT_OWN", "参与编写的人不能批准自己的草稿，请由另一人批准", "Whoever wrote on a draft cannot approve it: a second person does").For("director", "officer", "admin")
}
