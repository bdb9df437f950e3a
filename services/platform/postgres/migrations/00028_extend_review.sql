-- +goose Up
-- Reviewers may be given more time, as far as the agency has it.
insert into lifecycle_transition values ('project', 'UNDER_REVIEW', 'extend_opinions', 'UNDER_REVIEW', 'agency');
insert into lifecycle_transition values ('review', 'INVITED', 'extend_review', 'INVITED', 'agency');
insert into lifecycle_transition values ('review', 'ACCEPTED', 'extend_review', 'ACCEPTED', 'agency');

-- +goose Down
delete from lifecycle_transition where event in ('extend_opinions', 'extend_review');
