-- name: InsertSession :exec
insert into session (token_hash, person, created_at, seen_at, expires_at) values ($1, $2, $3, $3, $4);

-- name: CallerBySession :one
-- The caller of a session that has not ended, with every grant as role:organisation,
-- those included of colleagues whom the caller stands in for now: who is of the
-- organisation no longer is nobody's colleague there.
select p.id, p.name, p.login, p.demo, s.seen_at, s.expires_at,
       coalesce((select array_agg(g.role || ':' || g.organisation order by g.role, g.organisation) from (
           select r.role, r.organisation from role_grant r where r.person = p.id
           union
           select r.role, r.organisation from stand_in i
           join role_grant r on r.person = i.principal and r.organisation = i.organisation and r.role = any (i.roles)
           join person b on b.id = i.principal and b.disabled_at is null
           where i.deputy = p.id and i.ended_at is null and i.starts_at <= @now and i.ends_at > @now
             and exists (select 1 from role_grant own where own.person = p.id and own.organisation = i.organisation)) g), '{}')::text[] as grants
from session s join person p on p.id = s.person
where s.token_hash = $1 and s.expires_at > @now and s.seen_at > @idle_since and p.disabled_at is null;

-- name: CallerByToken :one
select p.id, p.name, p.login, p.demo, t.used_at,
       coalesce((select array_agg(g.role || ':' || g.organisation order by g.role, g.organisation) from (
           select r.role, r.organisation from role_grant r where r.person = p.id
           union
           select r.role, r.organisation from stand_in i
           join role_grant r on r.person = i.principal and r.organisation = i.organisation and r.role = any (i.roles)
           join person b on b.id = i.principal and b.disabled_at is null
           where i.deputy = p.id and i.ended_at is null and i.starts_at <= @now and i.ends_at > @now
             and exists (select 1 from role_grant own where own.person = p.id and own.organisation = i.organisation)) g), '{}')::text[] as grants
from api_token t join person p on p.id = t.person
where t.token_hash = $1 and t.expires_at > @now and t.revoked_at is null and p.disabled_at is null;

-- name: TouchSession :exec
update session set seen_at = $2 where token_hash = $1 and seen_at < $2;

-- name: TouchToken :exec
update api_token set used_at = $2 where token_hash = $1 and (used_at is null or used_at < $2);

-- name: DeleteSession :exec
delete from session where token_hash = $1;

-- name: DeleteOtherSessions :exec
delete from session where person = $1 and token_hash <> @keep;

-- name: DeleteEndedSessions :exec
delete from session where person = $1 and (expires_at <= @now or seen_at <= @idle_since);

-- name: InsertToken :exec
insert into api_token (id, token_hash, person, name, created_at, expires_at) values ($1, $2, $3, $4, $5, $6);

-- name: RevokeToken :execrows
update api_token set revoked_at = coalesce(revoked_at, @at) where id = $1 and person = $2;

-- name: ListTokens :many
select id, name, created_at, expires_at, used_at, revoked_at from api_token where person = $1 order by created_at desc, id limit 200;

-- name: CredentialByLogin :one
select id, name, demo, password_hash from person where login = $1 and disabled_at is null;

-- name: CredentialByPerson :one
select login, password_hash from person where id = $1 and disabled_at is null for update;

-- name: SetPassword :exec
update person set password_hash = $2 where id = $1;

-- name: CountFailures :one
select count(*) filter (where login = $1)::int as by_login,
       count(*) filter (where source = $2)::int as by_source,
       coalesce(min(at) filter (where login = $1), to_timestamp(0))::timestamptz as oldest_login,
       coalesce(min(at) filter (where source = $2), to_timestamp(0))::timestamptz as oldest_source
from sign_in_failure where (login = $1 or source = $2) and at > @since;

-- name: InsertFailure :exec
insert into sign_in_failure (login, source, at) values ($1, $2, $3);

-- name: ForgetFailures :exec
delete from sign_in_failure where login = $1;

-- name: PurgeFailures :exec
delete from sign_in_failure where (login = $1 or source = $2) and at <= @before;
