-- +goose Up
-- What is said of an expert's day is kept and never written over: the newest entry of a day holds, and stands in
-- place of what the signed minutes of a panel meeting say of it.
alter table expert_day drop constraint expert_day_pk;
alter table expert_day add column id bigint generated always as identity constraint expert_day_pk primary key;
alter table expert_day add column share text not null default 'day' constraint expert_day_share_known check (share in ('day', 'half', 'none'));
update expert_day set share = 'half' where half;
alter table expert_day drop column half;
alter table expert_day add column reason text not null default '';
create index expert_day_newest on expert_day (call, person, day, id desc);
create trigger expert_day_append_only before update or delete on expert_day for each row execute function refuse_change();

-- +goose Down
drop trigger expert_day_append_only on expert_day;
delete from expert_day x using expert_day y where (x.call, x.person, x.day) = (y.call, y.person, y.day) and x.id < y.id;
delete from expert_day where share = 'none';
alter table expert_day add column half boolean not null default false;
update expert_day set half = share = 'half';
drop index expert_day_newest;
alter table expert_day drop column reason, drop column share, drop column id;
alter table expert_day add constraint expert_day_pk primary key (call, person, day);
