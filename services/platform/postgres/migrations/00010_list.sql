-- +goose Up
-- Lists of many dockets: when each is due, in which order they are read, what is searched.

-- The time limit that people have in a state: what services/docket/rpc (deadlines) says in Go, kept as a column so that
-- “late” is a comparison. A draft's limit is also its call's closing time, which is on the call's row.
-- +goose StatementBegin
create function deadline_of(machine text, state text, facts jsonb) returns timestamptz language sql immutable parallel safe as $$
    select (case machine
        when 'need' then case state
            when 'RETURNED' then facts #>> '{screening,due}'
            when 'IN_RESERVE' then facts #>> '{screening,expires}' end
        when 'call' then case state
            when 'PUBLISHED' then facts #>> '{window,opens_at}'
            when 'OPEN' then facts #>> '{window,closes_at}'
            when 'IN_REVIEW' then facts #>> '{commission,due}' end
        when 'review' then case state
            when 'INVITED' then facts #>> '{review,invite_due}'
            when 'ACCEPTED' then facts #>> '{review,due}' end
        when 'project' then case state
            when 'DRAFT' then facts #>> '{intake,extended_until}'
            when 'UNIT_CHECK' then facts #>> '{intake,extended_until}'
            when 'RECOMMENDING' then facts #>> '{intake,recommend_due}'
            when 'FORMAL_CHECK' then facts #>> '{intake,check_due}'
            when 'RETURNED' then facts #>> '{intake,correction_due}'
            when 'UNDER_REVIEW' then facts #>> '{review,due}'
            when 'PUBLICITY' then facts #>> '{notice,ends}'
            when 'OBJECTION' then facts #>> '{notice,answer_due}'
            when 'RESERVE' then facts #>> '{decision,reserve_until}'
            when 'AWARDED' then facts #>> '{agreement,due}'
            when 'ACTIVE' then facts #>> '{agreement,term_ends}'
            when 'CHANGE_PENDING' then facts #>> array['run', 'changes', facts #>> '{run,change_no}', 'due']
            when 'SUSPENDED' then facts #>> '{run,suspended,due}'
            when 'TERMINATION_REVIEW' then facts #>> '{run,termination,decide_due}'
            when 'CLOSURE_DUE' then facts #>> '{closure,due}'
            when 'OVERDUE' then facts #>> '{closure,due}'
            when 'CLOSURE_REVIEW' then facts #>> '{closure,decide_due}'
            when 'REMEDIATION' then facts #>> '{closure,remediation_due}'
            when 'RECOVERY' then facts #>> '{funding,recover_due}' end
        end)::timestamptz -- times among the facts name their zone
$$;
-- +goose StatementEnd
alter table docket add column deadline timestamptz generated always as (deadline_of(machine, state, facts)) stored;
create index docket_by_deadline on docket (deadline) where deadline is not null;

-- One direction of every column, so that a page can be read forwards and backwards.
drop index docket_by_since, docket_by_opened, docket_by_title, docket_by_state;
create index docket_by_since on docket (machine, since, id);
create index docket_by_opened on docket (machine, opened_at, id);
create index docket_by_title on docket (machine, title collate "zh-x-icu", id);
create index docket_by_code on docket (machine, coalesce(code, ''), id);
create index docket_by_state on docket (machine, state, since, id);
create index docket_open_by_since on docket (since, id) where not terminal;
drop index docket_by_parent;
create index docket_by_parent on docket (parent, machine, state) include (since, deadline);
create index docket_by_topic on docket ((facts #>> '{intake,topic}')) where machine = 'project';
create index docket_by_chair on docket ((facts #>> '{closure,chair}')) where machine = 'project';
create index docket_by_co_applicant on docket using gin ((facts #> '{parties,co_applicants}') jsonb_path_ops) where machine = 'project';
create index need_by_place on docket ((facts #>> '{ending,into}')) where machine = 'need';

-- The same grams, seven times as fast: the plan of a function in plpgsql is kept, and every new docket pays for it.
-- +goose StatementBegin
create or replace function grams(words text) returns text[] language plpgsql immutable parallel safe as $$
declare
    c text[] := string_to_array(regexp_replace(lower(words), '\s+', '', 'g'), null);
begin
    return array(select unnest(c) union select c[i] || c[i + 1] from generate_series(1, cardinality(c) - 1) as i);
end $$;
-- +goose StatementEnd
drop function enter_search(text, text, text);
-- +goose StatementBegin
create function enter_search(entry_kind text, entry_id text, entry_words text) returns void language plpgsql as $$
begin
    insert into search_entry (kind, id, words, grams) values (entry_kind, entry_id, entry_words, grams(entry_words))
    on conflict (kind, id) do update set words = excluded.words, grams = excluded.grams where search_entry.words <> excluded.words;
end $$;
-- +goose StatementEnd

-- What is compared with a query: without case and blanks, as the grams are cut.
create function folded(words text) returns text language sql immutable parallel safe as $$ select regexp_replace(lower(words), '\s+', '', 'g') $$;
alter table search_entry add column plain text generated always as (folded(words)) stored;
create index search_entry_by_beginning on search_entry (kind, (left(plain, 40)) collate "C");
-- The grams that a text with all these terms must hold: pairs, or the one character of a short term.
-- +goose StatementBegin
create function grams_of(terms text[]) returns text[] language sql immutable parallel safe as $$
    select coalesce(array_agg(distinct case when length(t) = 1 then t else substr(t, i, 2) end), '{}')
    from (select folded(x) as t from unnest(terms) as x) as cleaned, generate_series(1, greatest(length(t) - 1, 1)) as i where t <> ''
$$;
-- +goose StatementEnd
-- +goose StatementBegin
create function patterns_of(terms text[]) returns text[] language sql immutable parallel safe as $$
    select coalesce(array_agg('%' || replace(replace(replace(folded(x), '\', '\\'), '%', '\%'), '_', '\_') || '%'), '{}') from unnest(terms) as x
$$;
-- +goose StatementEnd

-- A new name of a person or an organisation is entered with their projects too.
-- +goose StatementBegin
create or replace function search_person() returns trigger language plpgsql as $$
begin
    perform enter_search('person', new.id, new.name);
    if tg_op = 'UPDATE' and new.name <> old.name then
        perform enter_search('docket', d.id, concat_ws(' ', d.title, d.code, o.name, new.name))
            from docket d left join organisation o on o.id = d.host_org where d.pi = new.id and d.machine = 'project';
    end if;
    return null;
end $$;
-- +goose StatementEnd
-- +goose StatementBegin
create or replace function search_organisation() returns trigger language plpgsql as $$
begin
    perform enter_search('organisation', new.id, concat_ws(' ', new.name, new.name_en, new.uscc));
    if tg_op = 'UPDATE' and new.name <> old.name then
        perform enter_search('docket', d.id, concat_ws(' ', d.title, d.code, new.name, p.name))
            from docket d left join person p on p.id = d.pi where d.host_org = new.id and d.machine = 'project';
    end if;
    return null;
end $$;
-- +goose StatementEnd

-- What the desk asks of the events: deadlines moved for one applicant, and what was written when something was returned.
create index event_extension on event (at desc) where event in ('extend_deadline', 'recommender_return');
create index event_returned on event (org, at desc) where event in
    ('return_once', 'return_need', 'unit_return', 'recommender_return', 'return_agreement', 'return_materials', 'return_termination', 'not_accept');
create index notification_of_message on notification (message) where message is not null;

-- +goose Down
drop index notification_of_message, event_returned, event_extension, need_by_place, docket_by_co_applicant, docket_by_chair, docket_by_topic,
    docket_by_parent, docket_open_by_since, docket_by_state, docket_by_code, docket_by_title, docket_by_opened, docket_by_since, docket_by_deadline;
create index docket_by_since on docket (machine, since desc, id);
create index docket_by_opened on docket (machine, opened_at desc, id);
create index docket_by_title on docket (machine, title, id);
create index docket_by_state on docket (machine, state, since desc, id);
create index docket_by_parent on docket (parent, machine, state);
-- +goose StatementBegin
create or replace function search_person() returns trigger language plpgsql as $$
begin
    perform enter_search('person', new.id, new.name);
    return null;
end $$;
-- +goose StatementEnd
-- +goose StatementBegin
create or replace function search_organisation() returns trigger language plpgsql as $$
begin
    perform enter_search('organisation', new.id, concat_ws(' ', new.name, new.name_en, new.uscc));
    return null;
end $$;
-- +goose StatementEnd
alter table search_entry drop column plain;
alter table docket drop column deadline;
drop function grams_of, patterns_of, folded, deadline_of;
