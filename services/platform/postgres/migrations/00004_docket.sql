-- +goose Up
-- The record. docket is the fold of its events; only services/docket writes here.
create table docket (
    id        text    primary key,
    machine   text    not null,
    state     text    not null,
    terminal  boolean not null,
    seq       bigint  not null constraint docket_seq_positive check (seq > 0),
    head      bytea   not null,               -- hash of the last event
    opened_at timestamptz not null,
    since     timestamptz not null,           -- when the present state was entered
    ended_at  timestamptz,
    facts     jsonb   not null,
    -- parties, read from the facts so that they cannot differ from them
    title            text generated always as (facts #>> '{parties,title}') stored,
    code             text generated always as (facts #>> '{parties,code}') stored,
    parent           text generated always as (facts #>> '{parties,parent}') stored,
    pi               text generated always as (facts #>> '{parties,pi}') stored,
    host_org         text generated always as (facts #>> '{parties,host_org}') stored,
    recommender_org  text generated always as (facts #>> '{parties,recommender_org}') stored,
    demander_org     text generated always as (facts #>> '{parties,demander_org}') stored,
    agency_org       text generated always as (facts #>> '{parties,agency_org}') stored,
    reviewer         text generated always as (facts #>> '{parties,reviewer}') stored,
    constraint docket_state_is_lawful foreign key (machine, state, terminal)
        references lifecycle_state (machine, state, terminal),
    constraint docket_ended_iff_terminal check (terminal = (ended_at is not null)),
    constraint docket_parent_fk foreign key (parent) references docket (id),
    constraint docket_pi_fk foreign key (pi) references person (id),
    constraint docket_host_fk foreign key (host_org) references organisation (id),
    constraint docket_recommender_fk foreign key (recommender_org) references organisation (id),
    constraint docket_demander_fk foreign key (demander_org) references organisation (id),
    constraint docket_agency_fk foreign key (agency_org) references organisation (id),
    constraint docket_reviewer_fk foreign key (reviewer) references person (id),
    constraint docket_has_title check (facts #>> '{parties,title}' is not null),
    constraint project_belongs_to_a_call check (machine <> 'project' or facts #>> '{parties,parent}' is not null),
    constraint submitted_has_receipt check (machine <> 'project'
        or state in ('DRAFT', 'UNIT_CHECK', 'RECOMMENDING', 'EXPIRED', 'WITHDRAWN') or facts #>> '{intake,receipt}' is not null),
    constraint returned_has_due check (machine <> 'project' or state <> 'RETURNED' or facts #>> '{intake,correction_due}' is not null),
    constraint publicity_has_minutes_and_end check (machine <> 'project' or state not in ('PUBLICITY', 'OBJECTION')
        or (facts #>> '{decision,minutes}' is not null and facts #>> '{notice,ends}' is not null)),
    constraint awarded_has_amount check (machine <> 'project' or state not in ('AWARDED', 'AGREEMENT_REVIEW', 'ACTIVE')
        or (facts #>> '{decision,amount_fen}')::bigint > 0),
    constraint active_has_signed_agreement check (machine <> 'project' or state not in ('ACTIVE', 'CHANGE_PENDING', 'SUSPENDED', 'CLOSURE_DUE', 'OVERDUE', 'CLOSURE_REVIEW', 'PASSED')
        or (facts #>> '{agreement,signed_at}' is not null and facts #>> '{agreement,pack_hash}' is not null)),
    constraint open_call_has_window check (machine <> 'call' or state not in ('PUBLISHED', 'OPEN')
        or (facts #>> '{window,opens_at}' is not null and facts #>> '{window,closes_at}' is not null)),
    constraint review_has_reviewer check (machine <> 'review' or facts #>> '{parties,reviewer}' is not null)
);
create unique index docket_code_uq on docket (code) where code is not null;
create index docket_by_state on docket (machine, state, since desc, id);
create index docket_by_parent on docket (parent, machine, state);
create index docket_by_pi on docket (pi, machine, state) where pi is not null;
create index docket_by_host on docket (host_org, machine, state) where host_org is not null;
create index docket_by_recommender on docket (recommender_org, state) where recommender_org is not null;
create index docket_by_demander on docket (demander_org, state) where demander_org is not null;
create index docket_by_reviewer on docket (reviewer, state) where reviewer is not null;
create index docket_by_voucher on docket using gin ((facts #> '{funding,payments}')) where machine = 'project';
create index docket_by_return_voucher on docket using gin ((facts #> '{funding,returns}')) where machine = 'project';
create unique index review_once_per_round on docket (parent, reviewer, (facts #>> '{review,round}')) where machine = 'review';

create table event (
    subject    text   not null references docket (id) deferrable initially deferred,
    seq        bigint not null constraint event_seq_positive check (seq > 0),
    machine    text   not null,
    event      text   not null,
    source     text   not null,
    target     text   not null,
    role       text   not null,
    person     text   references person (id),       -- null: the system or the public
    org        text   references organisation (id),
    at         timestamptz not null,
    cause      text   not null,                     -- rule id, or the timer or event that led to a system act
    body       text   not null,                     -- canonical JSON: the patch to the facts
    snapshot   bytea,                               -- sha-256 of what was approved at this gate
    request_id text   not null,
    prev       bytea  not null,
    hash       bytea  not null,
    constraint event_pk primary key (subject, seq),
    constraint event_is_lawful foreign key (machine, source, event, target, role)
        references lifecycle_transition (machine, source, event, target, role),
    constraint event_hash_uq unique (hash),
    constraint event_has_an_actor check ((person is null) = (role in ('system', 'public'))),
    constraint event_body_is_json check (body::jsonb is not null)
);
create index event_by_time on event (at desc);
create index event_by_person on event (person, at desc) where person is not null;

create table snapshot (
    hash    bytea not null,
    subject text  not null references docket (id) deferrable initially deferred,
    seq     bigint not null,
    kind    text  not null,
    content text  not null,
    at      timestamptz not null,
    constraint snapshot_pk primary key (subject, seq, kind),
    constraint snapshot_content_is_json check (content::jsonb is not null)
);

-- Every write RPC leaves its request here: the same request is answered the same, another body is refused.
create table command (
    request_id text primary key,
    actor      text  not null,
    body_hash  bytea not null,
    subject    text  not null,
    seq        bigint not null,
    reply      jsonb,
    at         timestamptz not null
);

-- The outbox wakes a workflow; it carries no facts.
create table outbox (
    id      bigint generated always as identity primary key,
    machine text   not null,
    subject text   not null,
    seq     bigint not null,
    at      timestamptz not null
);

create table draft (
    subject  text   not null references docket (id),
    version  bigint not null constraint draft_version_positive check (version > 0),
    content  jsonb  not null,
    saved_by text   not null references person (id),
    saved_at timestamptz not null,
    constraint draft_pk primary key (subject, version)
);

-- Double entry in 分: what leaves one account enters another in the same posting.
create table ledger_entry (
    posting    text   not null,
    account    text   not null,
    amount_fen bigint not null constraint ledger_amount_not_zero check (amount_fen <> 0),
    subject    text   not null,
    seq        bigint not null,
    at         timestamptz not null,
    constraint ledger_entry_pk primary key (posting, account),
    constraint ledger_entry_event_fk foreign key (subject, seq) references event (subject, seq) deferrable initially deferred
);
create index ledger_by_account on ledger_entry (account);
create index ledger_by_subject on ledger_entry (subject);

-- A recorded conflict of interest: the person may not act on the subject (invariant 1).
create table conflict (
    subject text not null,
    person  text not null references person (id),
    ground  text not null,
    evidence text not null default '',
    at      timestamptz not null,
    constraint conflict_pk primary key (subject, person)
);

create table notification (
    id      bigint generated always as identity primary key,
    person  text not null references person (id),
    subject text not null,
    seq     bigint not null,
    zh      text not null,
    en      text not null,
    at      timestamptz not null,
    read_at timestamptz,
    constraint notification_once unique (person, subject, seq)
);
create index notification_unread on notification (person, at desc) where read_at is null;

create sequence receipt_number;
create sequence call_number;
create sequence objection_number;
create sequence agreement_number;

-- +goose StatementBegin
create function refuse_change() returns trigger language plpgsql as $$
begin
    raise exception '% is append-only', tg_table_name using errcode = 'restrict_violation';
end $$;
-- +goose StatementEnd
create trigger event_append_only before update or delete on event for each row execute function refuse_change();
create trigger snapshot_append_only before update or delete on snapshot for each row execute function refuse_change();
create trigger ledger_append_only before update or delete on ledger_entry for each row execute function refuse_change();
create trigger draft_append_only before update or delete on draft for each row execute function refuse_change();
create trigger event_no_truncate before truncate on event execute function refuse_change();

-- +goose StatementBegin
create function posting_sums_to_zero() returns trigger language plpgsql as $$
begin
    if (select sum(amount_fen) from ledger_entry where posting = new.posting) <> 0 then
        raise exception 'posting % does not sum to zero', new.posting using errcode = 'check_violation', constraint = 'posting_sums_to_zero';
    end if;
    return null;
end $$;
-- +goose StatementEnd
create constraint trigger posting_sums_to_zero after insert on ledger_entry
    deferrable initially deferred for each row execute function posting_sums_to_zero();

-- +goose StatementBegin
create function wake_relay() returns trigger language plpgsql as $$
begin
    perform pg_notify('outbox', '');
    return null;
end $$;
-- +goose StatementEnd
create trigger outbox_wakes after insert on outbox for each statement execute function wake_relay();

-- +goose Down
drop table notification, conflict, ledger_entry, draft, outbox, command, snapshot, event, docket;
drop function refuse_change, posting_sums_to_zero, wake_relay;
drop sequence receipt_number, call_number, objection_number, agreement_number;
