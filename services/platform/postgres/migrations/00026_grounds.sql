-- +goose Up
-- Grounds of recusal that were declared and found no place: a dispute, a declaration against an organisation or a batch, a namesake told apart.
alter table expert_relation drop constraint expert_relation_known,
    add constraint expert_relation_known check (kind in ('supervisor','student','relative','share','post','coauthor','dispute','recusal'));

-- What a reviewer declared on answering an invitation: against the application, its organisations or the whole batch.
create table reviewer_declaration (
    review      text primary key references docket (id),          -- answered once
    person      text not null references person (id),
    scope       text not null constraint reviewer_declaration_scope_known check (scope in ('application','organisations','dispute','batch','participant')),
    application text not null references docket (id),
    call        text not null references docket (id),
    note        text not null default '',
    at          timestamptz not null
);
create index reviewer_declaration_by_person on reviewer_declaration (person);
create trigger reviewer_declaration_append_only before update or delete on reviewer_declaration for each row execute function refuse_change();

-- An expert who was found to be another person than a member's name may mean. The event that says so is in the record.
create table namesake (
    application text not null references docket (id),
    expert      text not null references person (id),
    member      text not null constraint namesake_has_name check (member <> ''),
    reason      text not null constraint namesake_has_reason check (reason <> ''),
    decided_by  text not null references person (id),
    at          timestamptz not null,
    constraint namesake_pk primary key (application, expert, member)
);
create trigger namesake_append_only before update or delete on namesake for each row execute function refuse_change();

insert into lifecycle_transition values ('commission', 'COMMISSIONED', 'tell_apart', 'COMMISSIONED', 'agency');

-- Evidence is sealed in both languages; what was sealed before has the one.
alter table commission_exclusion add column evidence_en text not null default '';

-- +goose Down
alter table commission_exclusion drop column evidence_en;
delete from lifecycle_transition where event = 'tell_apart';
drop table namesake, reviewer_declaration;
alter table expert_relation drop constraint expert_relation_known,
    add constraint expert_relation_known check (kind in ('supervisor','student','relative','share','post','coauthor'));
