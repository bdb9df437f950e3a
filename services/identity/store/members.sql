-- name: GrantsWithStandIns :many
-- What a person may act in: own roles, and those of colleagues they stand in for now.
select g.role, g.organisation, o.name as organisation_name
from (select r.role, r.organisation from role_grant r where r.person = $1
      union
      select r.role, r.organisation from stand_in s
      join role_grant r on r.person = s.principal and r.organisation = s.organisation and r.role = any (s.roles)
      join person b on b.id = s.principal and b.disabled_at is null
      where s.deputy = $1 and s.ended_at is null and s.starts_at <= @now and s.ends_at > @now
        and exists (select 1 from role_grant own where own.person = $1 and own.organisation = s.organisation)) g
join organisation o on o.id = g.organisation order by g.role, g.organisation;

-- name: ListMembers :many
-- People who hold a role in an organisation, with their roles there, by name.
select p.id, p.name, p.login, p.title, array_agg(g.role order by g.role)::text[] as roles,
       (select count(*) from docket d where d.machine = 'project' and d.pi = p.id and d.host_org = $1 and not d.terminal)::int as open
from role_grant g join person p on p.id = g.person
where g.organisation = $1 and p.disabled_at is null
group by p.id order by p.name, p.id limit 1000;

-- name: RolesIn :many
select role from role_grant where person = $1 and organisation = $2 order by role;

-- name: LockHolders :many
-- Who holds a role in an organisation; nobody else takes it away meanwhile.
select g.person from role_grant g join person p on p.id = g.person
where g.organisation = $1 and g.role = $2 and p.disabled_at is null order by g.person for update of g;

-- name: MemberByID :one
select id, name, login, title from person where id = $1 and disabled_at is null;

-- name: InsertInvitation :exec
insert into invitation (id, secret_hash, organisation, name, email, roles, call, invited_by, invited_at, expires_at)
values ($1, $2, $3, $4, $5, @roles::text[], sqlc.narg(call), $6, $7, $8);

-- name: CallOpenToInvite :one
select exists (select 1 from docket where id = $1 and machine = 'call' and state = any (@states::text[]));

-- name: ListInvitations :many
select i.*, o.name as organisation_name, b.name as invited_by_name, coalesce(a.name, '')::text as accepted_by_name
from invitation i join organisation o on o.id = i.organisation join person b on b.id = i.invited_by left join person a on a.id = i.accepted_by
where i.organisation = $1 order by i.invited_at desc, i.id limit 200;

-- name: InvitationByID :one
select i.*, o.name as organisation_name, b.name as invited_by_name, coalesce(a.name, '')::text as accepted_by_name
from invitation i join organisation o on o.id = i.organisation join person b on b.id = i.invited_by left join person a on a.id = i.accepted_by
where i.id = $1;

-- name: InvitationBySecret :one
select i.*, o.name as organisation_name, b.name as invited_by_name, coalesce(a.name, '')::text as accepted_by_name
from invitation i join organisation o on o.id = i.organisation join person b on b.id = i.invited_by left join person a on a.id = i.accepted_by
where i.secret_hash = $1;

-- name: LockInvitation :one
-- Of two who accept at once the second waits here and then finds it accepted.
select i.id, i.organisation, i.name, i.email, i.roles, i.invited_by, i.expires_at, i.accepted_by, i.revoked_at, i.for_person, o.kind
from invitation i join organisation o on o.id = i.organisation where i.secret_hash = $1 for update of i;

-- name: RevokeInvitation :execrows
update invitation set revoked_at = coalesce(revoked_at, @at) where id = $1 and accepted_at is null;

-- name: AcceptInvitation :exec
update invitation set accepted_by = $2, accepted_at = @at where id = $1;

-- name: InsertInvitationFor :exec
-- For somebody on file who cannot sign in: accepting opens that person’s account.
insert into invitation (id, secret_hash, organisation, name, email, roles, invited_by, invited_at, expires_at, for_person)
values ($1, $2, $3, $4, $5, @roles::text[], $6, $7, $8, sqlc.arg(for_person)::text);

-- name: OpenAccountOf :execrows
-- Nothing happens where a password is set, the account is closed, or the login is somebody’s.
update person p set login = $2, password_hash = $3
where p.id = $1 and p.password_hash is null and p.disabled_at is null and not exists (select 1 from person x where x.login = $2 and x.id <> $1);

-- name: ListStandIns :many
select s.*, p.name as principal_name, d.name as deputy_name
from stand_in s join person p on p.id = s.principal join person d on d.id = s.deputy
where s.principal = $1 or s.deputy = $1 order by s.set_at desc, s.id limit 200;

-- name: StandInByID :one
select s.*, p.name as principal_name, d.name as deputy_name
from stand_in s join person p on p.id = s.principal join person d on d.id = s.deputy
where s.id = $1;

-- name: InsertStandIn :exec
insert into stand_in (id, principal, deputy, organisation, roles, starts_at, ends_at, reason, set_at)
values ($1, $2, $3, $4, @roles::text[], $5, $6, $7, $8);

-- name: EndStandIn :exec
update stand_in set ended_at = coalesce(ended_at, @at) where id = $1 and ends_at > @at;

-- name: PersonProfile :one
select id, name, email, phone, title, degree, fields, profile from person where id = $1;

-- name: OrganisationProfile :one
select id, uscc, name, name_en, kind, in_district, (bank_checked_at is not null)::bool as bank_checked, address, profile from organisation where id = $1;

-- name: SavePersonProfile :exec
update person set email = $2, phone = $3, title = $4, degree = $5, fields = @fields::text[], profile = $6 where id = $1;

-- name: SaveOrganisationProfile :execrows
update organisation set address = $2, profile = $3 where id = $1;
