-- +goose Up
create table rule_pack (
    hash           text primary key,          -- sha-256 of the canonical content
    code           text not null,
    version        text not null,
    title          text not null,
    practice       boolean not null,
    effective_from date not null,
    content        jsonb not null,
    loaded_at      timestamptz not null default now(),
    constraint rule_pack_version_uq unique (code, version)
);
create trigger rule_pack_append_only before update or delete on rule_pack for each row execute function refuse_change();

create table call_template (
    code    text primary key,
    content jsonb not null
);

create table blob (
    sha256     text primary key,
    size       bigint not null constraint blob_not_empty check (size > 0),
    media_type text not null,
    created_at timestamptz not null default now()
);

create table attachment (
    id          text primary key,
    subject     text not null references docket (id),
    field       text not null,
    file_name   text not null,
    sha256      text not null references blob (sha256),
    uploaded_by text not null references person (id),
    uploaded_at timestamptz not null,
    removed_at  timestamptz
);
create index attachment_by_subject on attachment (subject);

-- The plan as data: each row keeps the line of the plan it stands on.
create table plan_base (code text primary key, name text not null, tier text not null, lead_quote text not null, boxes int[] not null, source_line int not null);
create table plan_box (no int primary key, title text not null, kind text not null, domain text not null, section text not null, body text not null, source_line int not null);
create table plan_topic (code text primary key, box int not null references plan_box (no), domain text not null, title text not null, body text not null, source_line int not null);
create table plan_item (code text primary key, topic text not null references plan_topic (code), body text not null);
create table plan_indicator (no int primary key, category text not null, title text not null, unit text not null, value_2020 text not null, target_2025 text not null, child_of int references plan_indicator (no), kind text not null, source_line int not null, note text not null);
create table plan_institution (name text primary key, kind text not null, role text not null, source_line int not null, quote text not null);
create table plan_figure (key text primary key, year int not null, value text not null, unit text not null, source_line int, quote text not null, note text not null);
create table plan_note (id text primary key, subject text not null, value_a text not null, value_b text not null, advice text not null);

-- +goose Down
drop table plan_note, plan_figure, plan_institution, plan_indicator, plan_item, plan_topic, plan_box, plan_base, attachment, blob, call_template, rule_pack;
