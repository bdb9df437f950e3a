-- +goose Up
-- Panel meetings: the law's rows for databases that have the earlier ones (a new one has them all from 00002), what a
-- state cannot be without, and whose meeting it is.
insert into lifecycle_state values ('meeting', 'CONVENED', false);
insert into lifecycle_state values ('meeting', 'OPEN', false);
insert into lifecycle_state values ('meeting', 'MINUTED', true);
insert into lifecycle_state values ('meeting', 'CANCELLED', true);
insert into lifecycle_transition values ('meeting', '', 'create', 'CONVENED', 'agency');
insert into lifecycle_transition values ('meeting', 'CONVENED', 'revise_meeting', 'CONVENED', 'agency');
insert into lifecycle_transition values ('meeting', 'OPEN', 'revise_meeting', 'OPEN', 'agency');
insert into lifecycle_transition values ('meeting', 'CONVENED', 'remind_meeting', 'CONVENED', 'system');
insert into lifecycle_transition values ('meeting', 'CONVENED', 'open_meeting', 'OPEN', 'agency');
insert into lifecycle_transition values ('meeting', 'CONVENED', 'mark_presence', 'CONVENED', 'agency');
insert into lifecycle_transition values ('meeting', 'OPEN', 'mark_presence', 'OPEN', 'agency');
insert into lifecycle_transition values ('meeting', 'CONVENED', 'recuse_item', 'CONVENED', 'reviewer');
insert into lifecycle_transition values ('meeting', 'OPEN', 'recuse_item', 'OPEN', 'reviewer');
insert into lifecycle_transition values ('meeting', 'CONVENED', 'escalate_minutes', 'CONVENED', 'system');
insert into lifecycle_transition values ('meeting', 'OPEN', 'escalate_minutes', 'OPEN', 'system');
insert into lifecycle_transition values ('meeting', 'OPEN', 'take_item', 'OPEN', 'agency');
insert into lifecycle_transition values ('meeting', 'OPEN', 'take_item', 'OPEN', 'chair');
insert into lifecycle_transition values ('meeting', 'OPEN', 'note_item', 'OPEN', 'agency');
insert into lifecycle_transition values ('meeting', 'OPEN', 'note_item', 'OPEN', 'chair');
insert into lifecycle_transition values ('meeting', 'OPEN', 'note_item', 'OPEN', 'reviewer');
insert into lifecycle_transition values ('meeting', 'OPEN', 'set_consensus', 'OPEN', 'chair');
insert into lifecycle_transition values ('meeting', 'OPEN', 'rank_items', 'OPEN', 'agency');
insert into lifecycle_transition values ('meeting', 'OPEN', 'rank_items', 'OPEN', 'chair');
insert into lifecycle_transition values ('meeting', 'OPEN', 'sign_minutes', 'MINUTED', 'chair');
insert into lifecycle_transition values ('meeting', 'CONVENED', 'cancel_meeting', 'CANCELLED', 'agency');
insert into lifecycle_transition values ('meeting', 'OPEN', 'cancel_meeting', 'CANCELLED', 'agency');

alter table docket
    add constraint meeting_belongs_to_a_call check (machine <> 'meeting'
        or (facts #>> '{parties,parent}' is not null and facts #>> '{parties,agency_org}' is not null)),
    add constraint meeting_has_a_chair check (machine <> 'meeting' or facts #>> '{meeting,chair}' is not null),
    add constraint minuted_is_signed check (machine <> 'meeting' or state <> 'MINUTED' or facts #>> '{proceedings,signed_at}' is not null);

create index meeting_by_member on docket using gin ((facts #> '{meeting,members}') jsonb_path_ops) where machine = 'meeting';

-- One machine more has time limits (services/docket/rpc, deadlines). The function is taken as it stands, so that this does
-- not undo what another migration added; no row is of the new machine yet, so no stored column changes.
-- +goose StatementBegin
do $do$
begin
    execute replace(pg_get_functiondef('deadline_of(text, text, jsonb)'::regprocedure), $$when 'project' then case state$$,
        $$when 'meeting' then case state
            when 'CONVENED' then facts #>> '{meeting,at}'
            when 'OPEN' then facts #>> '{meeting,minutes_due}' end
        when 'project' then case state$$);
end $do$;
-- +goose StatementEnd

-- +goose Down
drop index meeting_by_member;
alter table docket drop constraint meeting_belongs_to_a_call, drop constraint meeting_has_a_chair, drop constraint minuted_is_signed;
delete from lifecycle_transition where machine = 'meeting';
delete from lifecycle_state where machine = 'meeting';
