-- +goose Up
-- The pool of experts: who may be invited to review, what they know, where they work, to whom they are related.
create table expert (
    person        text primary key references person (id),
    status        text not null constraint expert_status_known check (status in ('candidate','active','suspended','removed')),
    source        text not null constraint expert_source_known check (source in ('self','recommended','imported')),
    recommended_by text references organisation (id),
    kinds         text[] not null default '{}' constraint expert_kinds_known check (kinds <@ array['technical','finance','industry','management']),
    local         boolean not null default true,          -- works in the district (rev.panel.mix local_max_ratio)
    topics        text[] not null default '{}',           -- codes of the plan's topics
    disciplines   text[] not null default '{}',           -- codes of the discipline tree
    keywords      text[] not null default '{}',
    works         jsonb not null default '[]',            -- [{title, keywords:[], year}]
    grade         text not null default 'other' constraint expert_grade_known check (grade in ('academician','senior','other')), -- for fees
    max_load      integer not null default 8 constraint expert_max_load_positive check (max_load > 0), -- open reviews at once
    away          jsonb not null default '[]',            -- [{from,to,reason}] days, Asia/Shanghai
    verified_by   text references person (id),
    verified_at   timestamptz,
    refreshed_at  timestamptz not null,
    reason        text not null default '',               -- of the suspension or removal
    version       bigint not null default 1,
    constraint expert_active_is_verified check (status not in ('active') or verified_at is not null),
    constraint expert_ended_has_reason check (status not in ('suspended','removed') or reason <> '')
);
create index expert_by_status on expert (status, person);
create table expert_employment (
    person text not null references expert (person), seq integer not null,
    organisation text references organisation (id), organisation_name text not null, position text not null default '',
    from_day date not null, to_day date, constraint expert_employment_pk primary key (person, seq),
    constraint employment_ends_after_it_began check (to_day is null or to_day >= from_day));
create table expert_relation (
    person text not null references expert (person), seq integer not null,
    kind text not null constraint expert_relation_known check (kind in ('supervisor','student','relative','share','post','coauthor')),
    other_person text references person (id), other_name text not null default '', other_org text references organisation (id), other_org_name text not null default '',
    note text not null default '', from_day date, to_day date, declared_at timestamptz not null, constraint expert_relation_pk primary key (person, seq));
create table expert_history (        -- append-only: every change of an expert's file, with before → after
    id bigint generated always as identity primary key, person text not null references person (id), by_person text references person (id),
    at timestamptz not null, act text not null, change jsonb not null, note text not null default '');
create index expert_history_by_person on expert_history (person, id desc);
create trigger expert_history_append_only before update or delete on expert_history for each row execute function refuse_change();

-- The tree of fields: groups and their disciplines, loaded with the seeds.
create table discipline (
    code   text primary key,
    parent text references discipline (code),            -- null: a group
    zh     text not null,
    en     text not null
);

-- A day that an expert sat for a call (rev.fee.meeting_daily_yuan): what is due by day is counted from here, what is due by item from the reviews.
create table expert_day (
    call        text not null references docket (id),
    person      text not null references person (id),
    day         date not null,                           -- Asia/Shanghai
    half        boolean not null default false,
    recorded_by text not null references person (id),
    recorded_at timestamptz not null,
    constraint expert_day_pk primary key (call, person, day)
);

-- An invitation may be for somebody who is on file without an account: it then opens that person's account.
alter table invitation add column for_person text references person (id);

-- +goose Down
alter table invitation drop column for_person;
drop table expert_day, discipline, expert_history, expert_relation, expert_employment, expert;
