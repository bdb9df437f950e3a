-- +goose Up
-- Interviews and surveys: a meeting gives each of its applications a time, which the applicant confirms or asks to change
-- once; what was found on the spot is recorded.
insert into lifecycle_transition values ('meeting', 'CONVENED', 'spread_slots', 'CONVENED', 'agency');
insert into lifecycle_transition values ('meeting', 'CONVENED', 'set_slot', 'CONVENED', 'agency');
insert into lifecycle_transition values ('meeting', 'CONVENED', 'set_slot', 'CONVENED', 'chair');
insert into lifecycle_transition values ('meeting', 'OPEN', 'set_slot', 'OPEN', 'agency');
insert into lifecycle_transition values ('meeting', 'OPEN', 'set_slot', 'OPEN', 'chair');
insert into lifecycle_transition values ('meeting', 'CONVENED', 'answer_wish', 'CONVENED', 'agency');
insert into lifecycle_transition values ('meeting', 'OPEN', 'answer_wish', 'OPEN', 'agency');
insert into lifecycle_transition values ('meeting', 'OPEN', 'mark_applicant', 'OPEN', 'agency');
insert into lifecycle_transition values ('meeting', 'OPEN', 'mark_applicant', 'OPEN', 'chair');
insert into lifecycle_transition values ('meeting', 'OPEN', 'record_findings', 'OPEN', 'chair');
insert into lifecycle_transition values ('meeting', 'OPEN', 'record_findings', 'OPEN', 'reviewer');
insert into lifecycle_transition values ('project', 'UNDER_REVIEW', 'place_slot', 'UNDER_REVIEW', 'system');
insert into lifecycle_transition values ('project', 'UNDER_REVIEW', 'confirm_slot', 'UNDER_REVIEW', 'pi');
insert into lifecycle_transition values ('project', 'UNDER_REVIEW', 'confirm_slot', 'UNDER_REVIEW', 'institution');
insert into lifecycle_transition values ('project', 'UNDER_REVIEW', 'ask_slot', 'UNDER_REVIEW', 'pi');
insert into lifecycle_transition values ('project', 'UNDER_REVIEW', 'ask_slot', 'UNDER_REVIEW', 'institution');
insert into lifecycle_transition values ('project', 'UNDER_REVIEW', 'answer_slot', 'UNDER_REVIEW', 'system');
insert into lifecycle_transition values ('project', 'UNDER_REVIEW', 'drop_slot', 'UNDER_REVIEW', 'system');

-- A slot belongs to a meeting, has a beginning and takes time.
alter table docket add constraint slot_is_whole check (facts #> '{hearing,meeting}' is null
    or (facts #> '{hearing,at}' is not null and (facts #>> '{hearing,length_min}')::int > 0));

-- +goose Down
alter table docket drop constraint slot_is_whole;
delete from lifecycle_transition where event in ('spread_slots', 'set_slot', 'answer_wish', 'mark_applicant', 'record_findings', 'place_slot', 'confirm_slot', 'ask_slot', 'answer_slot', 'drop_slot');
