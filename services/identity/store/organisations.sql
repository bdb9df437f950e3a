-- name: InsertOrganisation :execrows
insert into organisation (id, uscc, name, name_en, kind, registered_on, in_district, bank_account)
values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict (uscc) do nothing;

-- name: UpsertOrganisation :exec
-- For seeds: facts follow the seed; a bank check or a sanction made since stays.
insert into organisation (id, uscc, name, name_en, kind, registered_on, in_district, address, bank_account, bank_checked_at, sanctioned_until)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
on conflict (id) do update set uscc = excluded.uscc, name = excluded.name, name_en = excluded.name_en, kind = excluded.kind,
    registered_on = excluded.registered_on, in_district = excluded.in_district, address = excluded.address;

-- name: OrganisationByID :one
select id, uscc, name, name_en, kind, in_district, (bank_checked_at is not null)::bool as bank_checked from organisation where id = $1;

-- name: CheckBankAccount :execrows
update organisation set bank_account = $2, bank_checked_at = @at where id = $1;

-- name: SanctionOrganisation :execrows
update organisation set sanctioned_until = $2 where id = $1;

-- name: ListOrganisations :many
select o.id, o.uscc, o.name, o.name_en, o.kind, o.in_district, (o.bank_checked_at is not null)::bool as bank_checked
from organisation o
where (@kind::text = '' or o.kind = @kind)
  and (@query::text = '' or o.name ilike '%' || @query || '%' or o.name_en ilike '%' || @query || '%' or o.uscc = @query)
  and (@with_role::text = '' or exists (select 1 from role_grant g where g.organisation = o.id and g.role = @with_role))
  and (o.name, o.id) > (@after_name::text, @after_id::text)
order by o.name, o.id
limit @page;
