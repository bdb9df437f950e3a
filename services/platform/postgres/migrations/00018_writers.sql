-- +goose Up
-- Those whom the principal investigator names write beside them.
insert into lifecycle_transition values ('project', 'DRAFT', 'name_writers', 'DRAFT', 'pi');
insert into lifecycle_transition values ('project', 'RETURNED', 'name_writers', 'RETURNED', 'pi');
create index docket_by_writer on docket using gin ((facts #> '{parties,writers}')) where machine = 'project';

-- +goose Down
drop index docket_by_writer;
delete from lifecycle_transition where event = 'name_writers';
