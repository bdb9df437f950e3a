-- +goose Up
-- Search by any part of a name. Chinese has no spaces between words, so texts are
-- cut into single characters and pairs; a GIN index finds the texts that hold all
-- of a query's, and the text itself decides. Derived: rebuilt from the record at will.

-- +goose StatementBegin
create function grams(words text) returns text[] language sql immutable parallel safe as $$
    select coalesce(array_agg(distinct g), '{}') from (
        select substr(t, i, n) as g
        from (select regexp_replace(lower(words), '\s+', '', 'g') as t) as cleaned,
             generate_series(1, length(t)) as i, generate_series(1, 2) as n
        where i + n - 1 <= length(t)
    ) as cut
$$;
-- +goose StatementEnd

create table search_entry (
    kind text   not null constraint search_entry_kind_known check (kind in ('docket', 'person', 'organisation', 'topic')),
    id   text   not null,
    words text  not null,                       -- what a person would type
    grams text[] not null,
    constraint search_entry_pk primary key (kind, id)
);
create index search_entry_by_gram on search_entry using gin (grams) with (fastupdate = off);

-- +goose StatementBegin
create function enter_search(entry_kind text, entry_id text, entry_words text) returns void language sql as $$
    insert into search_entry (kind, id, words, grams) values (entry_kind, entry_id, entry_words, grams(entry_words))
    on conflict (kind, id) do update set words = excluded.words, grams = excluded.grams where search_entry.words <> excluded.words
$$;
-- +goose StatementEnd
-- A reviewer knows a review by the application's title alone: the names of its people are entered for projects, which no reviewer lists.
-- +goose StatementBegin
create function search_docket() returns trigger language plpgsql as $$
begin
    if tg_op = 'UPDATE' and (new.title, new.code, new.pi, new.host_org) is not distinct from (old.title, old.code, old.pi, old.host_org) then
        return null;
    end if;
    perform enter_search('docket', new.id, concat_ws(' ', new.title, new.code,
        case when new.machine = 'project' then (select name from organisation where id = new.host_org) end,
        case when new.machine = 'project' then (select name from person where id = new.pi) end));
    return null;
end $$;
-- +goose StatementEnd
create trigger docket_is_found after insert or update of facts on docket for each row execute function search_docket();
-- +goose StatementBegin
create function search_person() returns trigger language plpgsql as $$
begin
    perform enter_search('person', new.id, new.name);
    return null;
end $$;
-- +goose StatementEnd
create trigger person_is_found after insert or update of name on person for each row execute function search_person();
-- +goose StatementBegin
create function search_organisation() returns trigger language plpgsql as $$
begin
    perform enter_search('organisation', new.id, concat_ws(' ', new.name, new.name_en, new.uscc));
    return null;
end $$;
-- +goose StatementEnd
create trigger organisation_is_found after insert or update of name, name_en, uscc on organisation for each row execute function search_organisation();
-- +goose StatementBegin
create function search_topic() returns trigger language plpgsql as $$
begin
    perform enter_search('topic', new.code, concat_ws(' ', new.title, new.domain));
    return null;
end $$;
-- +goose StatementEnd
create trigger topic_is_found after insert or update on plan_topic for each row execute function search_topic();

select enter_search('docket', d.id, concat_ws(' ', d.title, d.code, o.name, p.name)) from docket d
    left join organisation o on o.id = d.host_org and d.machine = 'project' left join person p on p.id = d.pi and d.machine = 'project';
select enter_search('person', id, name) from person;
select enter_search('organisation', id, concat_ws(' ', name, name_en, uscc)) from organisation;
select enter_search('topic', code, concat_ws(' ', title, domain)) from plan_topic;

create index docket_by_since on docket (machine, since desc, id);
create index docket_by_opened on docket (machine, opened_at desc, id);
create index docket_by_title on docket (machine, title, id);

-- +goose Down
drop index docket_by_since, docket_by_opened, docket_by_title;
drop trigger docket_is_found on docket;
drop trigger person_is_found on person;
drop trigger organisation_is_found on organisation;
drop trigger topic_is_found on plan_topic;
drop function search_docket, search_person, search_organisation, search_topic, enter_search;
drop table search_entry;
drop function grams;
