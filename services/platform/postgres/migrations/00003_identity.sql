-- +goose Up
create table organisation (
    id            text primary key,
    uscc          text not null constraint organisation_uscc_uq unique, -- 统一社会信用代码
    name          text not null,
    name_en       text not null default '',
    kind          text not null constraint organisation_kind_known
                  check (kind in ('enterprise', 'university', 'hospital', 'institute', 'bureau', 'agency', 'association')),
    legal_person  boolean not null default true,
    registered_on date,
    in_district   boolean not null default true,
    address       text not null default '',
    bank_account  text not null default '',
    bank_checked_at timestamptz,              -- no payment before (invariant 2)
    sanctioned_until timestamptz,             -- 惩戒期截止; null when none
    created_at    timestamptz not null default now()
);

create table person (
    id            text primary key,
    login         text not null constraint person_login_uq unique,
    name          text not null,
    email         text not null default '',
    phone         text not null default '',
    id_hash       text not null default '',   -- of the identity number; the number itself is not kept
    born_on       date,
    title         text not null default '',
    degree        text not null default '',
    fields        text[] not null default '{}',
    password_hash text,                       -- argon2id; null: cannot sign in by password
    demo          boolean not null default false,
    disabled_at   timestamptz,
    sanctioned_until timestamptz,
    created_at    timestamptz not null default now()
);

create table role_grant (
    person       text not null references person (id),
    organisation text not null references organisation (id),
    role         text not null constraint role_grant_role_known check (role in
                 ('pi', 'institution', 'recommender', 'demander', 'reviewer', 'agency', 'officer', 'director',
                  'party_group', 'leading_group', 'finance', 'discipline', 'auditor', 'admin')),
    granted_by   text references person (id),
    granted_at   timestamptz not null default now(),
    constraint role_grant_pk primary key (person, organisation, role)
);
create index role_grant_by_role on role_grant (role, person);

create table session (
    token_hash   bytea primary key,           -- the token itself is never stored
    person       text not null references person (id),
    created_at   timestamptz not null,
    seen_at      timestamptz not null,
    expires_at   timestamptz not null,
    constraint session_expires_after_start check (expires_at > created_at)
);
create index session_by_person on session (person);

create table api_token (
    id           text primary key,
    token_hash   bytea not null constraint api_token_hash_uq unique,
    person       text not null references person (id),
    name         text not null,
    created_at   timestamptz not null,
    expires_at   timestamptz not null,
    revoked_at   timestamptz,
    used_at      timestamptz
);

-- One row per failed attempt, per login and per address: the lockout reads it, success clears it.
create table sign_in_failure (
    id     bigint generated always as identity primary key,
    login  text not null,
    source text not null,
    at     timestamptz not null
);
create index sign_in_failure_by_login on sign_in_failure (login, at);
create index sign_in_failure_by_source on sign_in_failure (source, at);

-- +goose Down
drop table sign_in_failure;
drop table api_token;
drop table session;
drop table role_grant;
drop table person;
drop table organisation;
