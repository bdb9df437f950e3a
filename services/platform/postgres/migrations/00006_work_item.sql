-- +goose Up
-- What the system was due to do and was refused: a person has to look. One row for each record as it stood and event.
create table work_item (
    subject     text   not null references docket (id),
    seq         bigint not null constraint work_item_seq_positive check (seq > 0), -- the record as the system saw it
    event       text   not null,
    reason      text   not null constraint work_item_has_reason check (reason <> ''),
    zh          text   not null,
    en          text   not null,
    tries       int    not null default 1 constraint work_item_tries_positive check (tries > 0),
    first_at    timestamptz not null,
    at          timestamptz not null,           -- of the last refusal
    resolved_at timestamptz,                    -- the record moved on, or the act was carried
    constraint work_item_pk primary key (subject, seq, event),
    constraint work_item_resolved_after_first check (resolved_at is null or resolved_at >= first_at)
);
create index work_item_open on work_item (at desc) where resolved_at is null;

-- +goose Down
drop table work_item;
