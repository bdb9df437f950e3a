-- +goose Up
-- Rules that a release ships to a bureau that has rules already. They bind nobody until a draft made of them is approved.
create table pack_offer (
    hash       text primary key,          -- sha-256 of the canonical content
    code       text not null,
    version    text not null,             -- as shipped; the bureau may hold another pack of this version
    title      text not null,
    content    jsonb not null,
    offered_at timestamptz not null default now()
);
create index pack_offer_by_code on pack_offer (code, offered_at desc);
create trigger pack_offer_append_only before update or delete on pack_offer for each row execute function refuse_change();
alter table pack_draft add column offer_hash text references pack_offer (hash);
create unique index pack_draft_offer_uq on pack_draft (offer_hash) where status <> 'discarded'; -- taken up once

-- +goose Down
alter table pack_draft drop column offer_hash;
drop table pack_offer;
