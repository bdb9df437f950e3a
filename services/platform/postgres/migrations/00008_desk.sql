-- +goose Up
-- What makes a desk: views, phrases, messages, stand-ins, invitations, files of people and organisations.
create table saved_view (
    id         text primary key,
    person     text not null references person (id),
    page       text not null,
    name       text not null constraint saved_view_has_name check (name <> ''),
    query      text not null,
    shared     boolean not null default false,
    saved_at   timestamptz not null,
    constraint saved_view_name_uq unique (person, page, name)
);

create table phrase (
    id         text primary key,
    topic      text not null constraint phrase_topic_known check (topic in ('formal_check', 'unit_check', 'correction', 'need', 'agreement', 'closure')),
    field      text not null default '',
    words      text not null constraint phrase_has_words check (words <> ''),
    org        text references organisation (id),    -- null: shipped with the product
    saved_by   text references person (id),
    saved_at   timestamptz not null,
    removed_at timestamptz
);
create index phrase_by_topic on phrase (topic) where removed_at is null;

create table message (
    id       text primary key,
    sender   text  not null references person (id),
    subject  text  not null,
    words    text  not null,
    filter   jsonb not null,
    dockets  int   not null,
    at       timestamptz not null
);
create index message_by_time on message (at desc, id);
alter table notification add column message text references message (id);
alter table notification drop constraint notification_once;
create unique index notification_once on notification (person, subject, seq) where message is null;
create unique index notification_once_a_message on notification (person, message) where message is not null;
create index notification_by_person on notification (person, at desc, id desc);

-- A colleague acts in somebody’s roles for a while. What was done is signed by who did it.
create table stand_in (
    id           text primary key,
    principal    text   not null references person (id),
    deputy       text   not null references person (id),
    organisation text   not null references organisation (id),
    roles        text[] not null constraint stand_in_has_roles check (cardinality(roles) > 0),
    starts_at    timestamptz not null,
    ends_at      timestamptz not null,
    reason       text   not null,
    set_at       timestamptz not null,
    ended_at     timestamptz,                     -- earlier than planned
    constraint stand_in_is_another check (principal <> deputy),
    constraint stand_in_ends_after_start check (ends_at > starts_at)
);
create index stand_in_by_deputy on stand_in (deputy, ends_at) where ended_at is null;
create index stand_in_by_principal on stand_in (principal, ends_at);

create table invitation (
    id           text primary key,
    secret_hash  bytea  not null constraint invitation_secret_uq unique, -- the secret itself is never stored
    organisation text   not null references organisation (id),
    name         text   not null,
    email        text   not null default '',
    roles        text[] not null constraint invitation_has_roles check (cardinality(roles) > 0),
    call         text   references docket (id),
    invited_by   text   not null references person (id),
    invited_at   timestamptz not null,
    expires_at   timestamptz not null,
    accepted_by  text   references person (id),
    accepted_at  timestamptz,
    revoked_at   timestamptz,
    constraint invitation_expires_later check (expires_at > invited_at),
    constraint invitation_accepted_by_somebody check ((accepted_by is null) = (accepted_at is null)),
    constraint invitation_is_accepted_or_revoked check (accepted_at is null or revoked_at is null)
);
create index invitation_by_organisation on invitation (organisation, invited_at desc);

alter table person add column profile jsonb not null default '{}';
alter table organisation add column profile jsonb not null default '{}';

-- Who is at which draft. Lost with the server, like the people at the table.
create unlogged table attendance (
    docket  text not null,
    person  text not null,
    field   text not null default '',
    seen_at timestamptz not null,
    constraint attendance_pk primary key (docket, person)
);

create table section_mark (
    docket  text not null references docket (id),
    section text not null,
    person  text not null references person (id),
    at      timestamptz not null,
    constraint section_mark_pk primary key (docket, section)
);

-- An upload in parts: what has arrived stays, and the next part goes on from there.
create table upload (
    id         text primary key,
    docket     text   not null references docket (id),
    field      text   not null,
    file_name  text   not null,
    size       bigint not null constraint upload_has_size check (size > 0),
    received   bigint not null default 0,
    person     text   not null references person (id),
    began_at   timestamptz not null,
    touched_at timestamptz not null,
    attachment text   references attachment (id),
    constraint upload_within_size check (received between 0 and size)
);
create index upload_by_age on upload (touched_at);

-- A rule pack that is being written. Every revision stays; an approved one becomes a row of rule_pack.
create table pack_draft (
    id             text primary key,
    code           text not null,
    version        text not null,
    effective_from date not null,
    base_hash      text not null references rule_pack (hash),
    status         text not null constraint pack_draft_status_known check (status in ('draft', 'submitted', 'returned', 'approved', 'discarded')),
    revision       bigint not null constraint pack_draft_revision_positive check (revision > 0),
    content        jsonb not null,
    submitted_by   text references person (id),
    submitted_at   timestamptz,
    decided_by     text references person (id),
    decided_at     timestamptz,
    reason         text not null default '',
    pack_hash      text references rule_pack (hash),
    constraint pack_draft_approved_is_a_pack check ((status = 'approved') = (pack_hash is not null)),
    constraint pack_draft_decided_by_another check (status <> 'approved' or decided_by <> submitted_by)
);
create unique index pack_draft_version_uq on pack_draft (code, version) where status in ('draft', 'submitted', 'returned');
create table pack_draft_revision (
    draft    text   not null references pack_draft (id),
    revision bigint not null,
    content  jsonb  not null,
    saved_by text   not null references person (id),
    saved_at timestamptz not null,
    constraint pack_draft_revision_pk primary key (draft, revision)
);
create trigger pack_draft_revision_append_only before update or delete on pack_draft_revision for each row execute function refuse_change();

-- +goose Down
drop table pack_draft_revision, pack_draft, upload, section_mark, attendance, invitation, stand_in, phrase, saved_view;
alter table person drop column profile;
alter table organisation drop column profile;
delete from notification where message is not null;
drop index notification_once, notification_once_a_message, notification_by_person;
alter table notification drop column message;
alter table notification add constraint notification_once unique (person, subject, seq);
drop table message;
