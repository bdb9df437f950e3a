-- +goose Up
-- Who may act in which role at a moment: those who hold it, and colleagues who
-- stand in for them then. Who is of the organisation no longer, or may not sign
-- in, stands in for nobody and is stood in for by nobody.
-- +goose StatementBegin
create function grants_at(moment timestamptz) returns table (person text, organisation text, role text)
language sql stable as $$
    select g.person, g.organisation, g.role from role_grant g
    union
    select i.deputy, r.organisation, r.role from stand_in i
    join role_grant r on r.person = i.principal and r.organisation = i.organisation and r.role = any (i.roles)
    join person b on b.id = i.principal and b.disabled_at is null
    where i.ended_at is null and i.starts_at <= moment and i.ends_at > moment
      and exists (select 1 from role_grant own where own.person = i.deputy and own.organisation = i.organisation)
$$;
-- +goose StatementEnd

-- +goose Down
drop function grants_at;
