-- +goose Up
-- Whoever saved a revision of a rule pack never approves it, and every step of a draft stays.
alter table pack_draft add column authors text[] not null default '{}';
alter table pack_draft add constraint pack_draft_decided_by_no_author check (status <> 'approved' or not (decided_by = any (authors)));

create table pack_draft_step (
    draft    text   not null references pack_draft (id),
    n        int    not null,
    step     text   not null constraint pack_draft_step_known check (step in ('start', 'submit', 'return', 'approve', 'discard')),
    revision bigint not null,
    person   text   not null references person (id),
    at       timestamptz not null,
    reason   text   not null,
    constraint pack_draft_step_pk primary key (draft, n)
);
create trigger pack_draft_step_append_only before update or delete on pack_draft_step for each row execute function refuse_change();

-- +goose Down
drop table pack_draft_step;
alter table pack_draft drop constraint pack_draft_decided_by_no_author;
alter table pack_draft drop column authors;
