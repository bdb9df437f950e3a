-- +goose Up
-- The reviewer's desk. Opinions in the making are drafts like any other (table draft); what was submitted is on record.
insert into lifecycle_transition values ('review', 'SCORED', 'take_back', 'ACCEPTED', 'reviewer');
insert into lifecycle_transition values ('project', 'REVIEWED', 'rebut', 'REVIEWED', 'pi');
insert into lifecycle_transition values ('project', 'SURVEY', 'rebut', 'SURVEY', 'pi');
insert into lifecycle_transition values ('project', 'RECOMMENDED', 'rebut', 'RECOMMENDED', 'pi');

-- What was taken back no longer counts: an open review holds no score.
alter table docket add constraint open_review_has_no_score check (machine <> 'review' or state not in ('INVITED', 'ACCEPTED')
    or facts #>> '{review,submitted_at}' is null);

-- Keys that the server signs with. Each is made once, at the first need of it, and never leaves the database and the server.
create table server_secret (
    purpose    text primary key,
    value      bytea not null constraint server_secret_is_long check (length(value) >= 32),
    created_at timestamptz not null
);

-- How useful an opinion was, as the agency and the bureau judge it: once each.
create table opinion_rating (
    review     text    not null references docket (id),
    role       text    not null constraint opinion_rating_role_known check (role in ('agency', 'officer')),
    person     text    not null references person (id),
    usefulness integer not null constraint opinion_rating_in_range check (usefulness between 1 and 3),
    note       text    not null default '',
    at         timestamptz not null,
    constraint opinion_rating_once_per_role primary key (review, role)
);
create trigger opinion_rating_append_only before update or delete on opinion_rating for each row execute function refuse_change();

-- +goose Down
drop table opinion_rating, server_secret;
alter table docket drop constraint open_review_has_no_score;
delete from lifecycle_transition where event in ('take_back', 'rebut');
