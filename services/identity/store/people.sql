-- name: InsertPerson :execrows
insert into person (id, login, name, email, title, degree, born_on, password_hash)
values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict (login) do nothing;

-- name: UpsertPerson :exec
-- For seeds: facts follow the seed, a password that is set already stays.
insert into person (id, login, name, email, phone, born_on, title, degree, fields, password_hash, demo, sanctioned_until)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
on conflict (id) do update set login = excluded.login, name = excluded.name, email = excluded.email, phone = excluded.phone,
    born_on = excluded.born_on, title = excluded.title, degree = excluded.degree, fields = excluded.fields,
    password_hash = coalesce(person.password_hash, excluded.password_hash), demo = excluded.demo;

-- name: PersonByID :one
select id, name, title, fields from person where id = $1;

-- name: SanctionPerson :execrows
update person set sanctioned_until = $2 where id = $1;

-- name: InsertGrant :execrows
insert into role_grant (person, organisation, role, granted_by, granted_at) values ($1, $2, $3, $4, $5) on conflict do nothing;

-- name: DeleteGrant :execrows
delete from role_grant where person = $1 and organisation = $2 and role = $3;

-- name: LockAdmins :many
select g.person from role_grant g join person p on p.id = g.person
where g.role = 'admin' and p.disabled_at is null order by g.person, g.organisation for update of g;

-- name: ListPeople :many
-- People who hold a role (or, with an empty role, any), by name. With a docket
-- given, those with a recorded conflict with it or its parent are left out, and
-- those of any institution that is party to it. The bodies that organise and
-- recommend are not the applicant's institutions.
select p.id, p.name, p.title, p.fields, g.organisation, o.name as organisation_name
from person p
join lateral (select r.organisation from role_grant r
              where r.person = p.id and (@role::text = '' or r.role = @role) order by r.organisation limit 1) g on true
join organisation o on o.id = g.organisation
where p.disabled_at is null
  and (@query::text = '' or p.name ilike '%' || @query || '%' or o.name ilike '%' || @query || '%' or @query = any (p.fields))
  and (p.name, p.id) > (@after_name::text, @after_id::text)
  and (@docket::text = '' or not exists (
        select 1 from docket d where (d.id = @docket or d.code = @docket) and (
          exists (select 1 from conflict c where c.person = p.id and c.subject in (d.id, d.parent))
          or d.pi = p.id
          or exists (select 1 from role_grant x where x.person = p.id and x.organisation in (
               select v #>> '{}' from jsonb_path_query((d.facts -> 'parties') - 'agency_org' - 'recommender_org', '$.**') v
               where jsonb_typeof(v) = 'string')))))
order by p.name, p.id
limit @page;
