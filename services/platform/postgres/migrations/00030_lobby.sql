-- +goose Up
-- The register of undue influence contacts: the law's rows, what a record cannot be without, and whose it is.
insert into lifecycle_state values ('lobby', 'RECORDED', false);
insert into lifecycle_state values ('lobby', 'TAKEN_UP', false);
insert into lifecycle_state values ('lobby', 'CLOSED', true);
insert into lifecycle_transition values ('lobby', '', 'create', 'RECORDED', 'reviewer');
insert into lifecycle_transition values ('lobby', '', 'create', 'RECORDED', 'agency');
insert into lifecycle_transition values ('lobby', '', 'create', 'RECORDED', 'officer');
insert into lifecycle_transition values ('lobby', '', 'create', 'RECORDED', 'director');
insert into lifecycle_transition values ('lobby', '', 'create', 'RECORDED', 'party_group');
insert into lifecycle_transition values ('lobby', '', 'create', 'RECORDED', 'leading_group');
insert into lifecycle_transition values ('lobby', '', 'create', 'RECORDED', 'finance');
insert into lifecycle_transition values ('lobby', 'RECORDED', 'remind_lobby', 'RECORDED', 'system');
insert into lifecycle_transition values ('lobby', 'RECORDED', 'take_up_lobby', 'TAKEN_UP', 'discipline');
insert into lifecycle_transition values ('lobby', 'TAKEN_UP', 'note_lobby', 'TAKEN_UP', 'discipline');
insert into lifecycle_transition values ('lobby', 'TAKEN_UP', 'close_lobby', 'CLOSED', 'discipline');

alter table docket
    add constraint lobby_has_a_writer check (machine <> 'lobby' or facts #>> '{parties,reporter}' is not null),
    add constraint closed_lobby_is_dated check (machine <> 'lobby' or state <> 'CLOSED' or facts #>> '{handling,closed_at}' is not null);

create index lobby_by_writer on docket ((facts #>> '{parties,reporter}')) where machine = 'lobby';

-- One machine more has a time limit (services/docket/rpc, deadlines); no row is of it yet, so no stored column changes.
-- +goose StatementBegin
do $do$
begin
    execute replace(pg_get_functiondef('deadline_of(text, text, jsonb)'::regprocedure), $$when 'project' then case state$$,
        $$when 'lobby' then case state when 'RECORDED' then facts #>> '{handling,take_up_due}' end
        when 'project' then case state$$);
end $do$;
-- +goose StatementEnd

-- +goose Down
drop index lobby_by_writer;
alter table docket drop constraint lobby_has_a_writer, drop constraint closed_lobby_is_dated;
delete from lifecycle_transition where machine = 'lobby';
delete from lifecycle_state where machine = 'lobby';
