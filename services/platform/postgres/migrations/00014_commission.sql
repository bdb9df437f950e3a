-- +goose Up
-- Review commissions: which applications an agency is to review, who may not review what, who was chosen and why.

-- Rows of the law that 00002 has in a new database and an older one lacks.
insert into lifecycle_transition values ('project', 'UNDER_REVIEW', 'invite_reserve', 'UNDER_REVIEW', 'system');
insert into lifecycle_transition values ('project', 'UNDER_REVIEW', 'escalate_review', 'UNDER_REVIEW', 'system');
insert into lifecycle_transition values ('project', 'REVIEWED', 'recount', 'REVIEWED', 'agency');
insert into lifecycle_transition values ('project', 'REVIEWED', 'recount', 'UNDER_REVIEW', 'agency');
insert into lifecycle_transition values ('project', 'REVIEWED', 'deliver_review', 'REVIEWED', 'agency');
insert into lifecycle_transition values ('review', '', 'create', 'INVITED', 'system');
insert into lifecycle_state values ('commission', 'COMMISSIONED', false);
insert into lifecycle_state values ('commission', 'SEALED', false);
insert into lifecycle_state values ('commission', 'REVIEWING', false);
insert into lifecycle_state values ('commission', 'HANDED_OVER', false);
insert into lifecycle_state values ('commission', 'EVALUATED', true);
insert into lifecycle_state values ('commission', 'REVOKED', true);
insert into lifecycle_transition values ('commission', '', 'create', 'COMMISSIONED', 'officer');
insert into lifecycle_transition values ('commission', 'COMMISSIONED', 'revise_commission', 'COMMISSIONED', 'officer');
insert into lifecycle_transition values ('commission', 'COMMISSIONED', 'commit_draw', 'COMMISSIONED', 'agency');
insert into lifecycle_transition values ('commission', 'COMMISSIONED', 'seal_commission', 'SEALED', 'agency');
insert into lifecycle_transition values ('commission', 'SEALED', 'draw_panels', 'SEALED', 'agency');
insert into lifecycle_transition values ('commission', 'SEALED', 'propose_panels', 'SEALED', 'agency');
insert into lifecycle_transition values ('commission', 'SEALED', 'adjust_panels', 'SEALED', 'agency');
insert into lifecycle_transition values ('commission', 'SEALED', 'restore_plan', 'SEALED', 'agency');
insert into lifecycle_transition values ('commission', 'SEALED', 'adopt_panels', 'REVIEWING', 'agency');
insert into lifecycle_transition values ('commission', 'REVIEWING', 'hand_over', 'HANDED_OVER', 'agency');
insert into lifecycle_transition values ('commission', 'HANDED_OVER', 'evaluate_agency', 'EVALUATED', 'officer');
insert into lifecycle_transition values ('commission', 'COMMISSIONED', 'remind_agency', 'COMMISSIONED', 'system');
insert into lifecycle_transition values ('commission', 'SEALED', 'remind_agency', 'SEALED', 'system');
insert into lifecycle_transition values ('commission', 'REVIEWING', 'remind_agency', 'REVIEWING', 'system');
insert into lifecycle_transition values ('commission', 'COMMISSIONED', 'run_overdue', 'COMMISSIONED', 'system');
insert into lifecycle_transition values ('commission', 'SEALED', 'run_overdue', 'SEALED', 'system');
insert into lifecycle_transition values ('commission', 'REVIEWING', 'run_overdue', 'REVIEWING', 'system');
insert into lifecycle_transition values ('commission', 'COMMISSIONED', 'extend_commission', 'COMMISSIONED', 'officer');
insert into lifecycle_transition values ('commission', 'SEALED', 'extend_commission', 'SEALED', 'officer');
insert into lifecycle_transition values ('commission', 'REVIEWING', 'extend_commission', 'REVIEWING', 'officer');
insert into lifecycle_transition values ('commission', 'COMMISSIONED', 'revoke_commission', 'REVOKED', 'officer');
insert into lifecycle_transition values ('commission', 'SEALED', 'revoke_commission', 'REVOKED', 'officer');

create sequence commission_number;

-- The number that the system drew for a commission and keeps until the seal, and the salt that orders pseudonyms, which it keeps for good.
create table commission_secret (
    commission text  primary key references docket (id) deferrable initially deferred,
    nonce      bytea not null constraint nonce_is_32_bytes check (length(nonce) = 32),
    salt       bytea not null constraint salt_is_32_bytes check (length(salt) = 32)
);

-- The applications of a sealed commission. An application is commissioned once; a revoked commission lets go of its own.
create table commission_application (
    application text primary key references docket (id),
    commission  text not null references docket (id),
    pseudonym   text not null,
    seats       integer not null constraint seats_positive check (seats > 0),
    constraint commission_application_pseudonym_uq unique (commission, pseudonym)
);

-- The pool as it was sealed.
create table commission_expert (
    commission text    not null references docket (id),
    expert     text    not null references person (id),
    pseudonym  text    not null,
    content    jsonb   not null,          -- kinds, organisations, local, fields, load at the seal
    constraint commission_expert_pk primary key (commission, expert),
    constraint commission_expert_pseudonym_uq unique (commission, pseudonym)
);

-- Who may not review what, as it was sealed: one row for each pair, with the first ground; evidence names the others.
create table commission_exclusion (
    commission  text not null references docket (id),
    application text not null references docket (id),
    expert      text not null references person (id),
    ground      text not null,
    rule        text not null,
    evidence    text not null,
    constraint commission_exclusion_pk primary key (commission, application, expert)
);
create index commission_exclusion_by_expert on commission_exclusion (commission, expert, application);

-- Every version of the plan. The version in force is the one that the commission's facts name.
create table commission_plan (
    commission text        not null references docket (id),
    version    bigint      not null constraint plan_version_positive check (version > 0),
    event      text        not null,
    at         timestamptz not null,
    content    jsonb       not null,      -- figures, faults, locks, what was forbidden, changes by hand
    constraint commission_plan_pk primary key (commission, version)
);
create table commission_seat (
    commission  text    not null,
    version     bigint  not null,
    application text    not null references docket (id),
    expert      text    not null references person (id),
    seat        text    not null constraint seat_known check (seat in ('member', 'reserve')),
    place       integer not null constraint place_positive check (place > 0),
    locked      boolean not null default false,
    expertise   bigint  not null default 0, -- millionths
    constraint commission_seat_pk primary key (commission, version, application, expert),
    constraint commission_seat_place_uq unique (commission, version, application, seat, place),
    constraint commission_seat_plan_fk foreign key (commission, version) references commission_plan (commission, version)
);
create index commission_seat_by_application on commission_seat (application, version);

create trigger commission_expert_append_only before update or delete on commission_expert for each row execute function refuse_change();
create trigger commission_exclusion_append_only before update or delete on commission_exclusion for each row execute function refuse_change();
create trigger commission_plan_append_only before update or delete on commission_plan for each row execute function refuse_change();
create trigger commission_seat_append_only before update or delete on commission_seat for each row execute function refuse_change();

-- Nobody sits on a panel that they were excluded from, whatever a program says.
-- +goose StatementBegin
create function seat_is_not_excluded() returns trigger language plpgsql as $$
begin
    if exists (select 1 from commission_exclusion x where x.commission = new.commission and x.application = new.application and x.expert = new.expert) then
        raise exception 'an excluded expert has no seat' using errcode = 'check_violation', constraint = 'seat_is_not_excluded';
    end if;
    return new;
end $$;
-- +goose StatementEnd
create trigger seat_is_not_excluded before insert on commission_seat for each row execute function seat_is_not_excluded();

alter table docket
    add constraint commission_has_call_agency_due check (machine <> 'commission'
        or (facts #>> '{parties,parent}' is not null and facts #>> '{parties,agency_org}' is not null and facts #>> '{commission,due}' is not null)),
    add constraint sealed_commission_has_hash check (machine <> 'commission' or state in ('COMMISSIONED', 'REVOKED') or facts #>> '{seal,hash}' is not null),
    add constraint reviewing_commission_has_panels check (machine <> 'commission' or state not in ('REVIEWING', 'HANDED_OVER', 'EVALUATED')
        or facts #>> '{plan,adopted}' is not null),
    add constraint handed_over_commission_has_hash check (machine <> 'commission' or state not in ('HANDED_OVER', 'EVALUATED')
        or facts #>> '{handover,hash}' is not null),
    add constraint commissioned_result_is_delivered_first check (machine <> 'project' or state not in ('SURVEY', 'RECOMMENDED', 'DECISION', 'PUBLICITY')
        or facts #>> '{review,commission}' is null or facts #>> '{review,handed_over_at}' is not null);

-- The hand-over of a commission is a deadline too.
-- +goose StatementBegin
create or replace function deadline_of(machine text, state text, facts jsonb) returns timestamptz language sql immutable parallel safe as $$
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
        when 'commission' then case when state in ('COMMISSIONED', 'SEALED', 'REVIEWING') then facts #>> '{commission,due}' end
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

-- +goose Down
alter table docket drop constraint commission_has_call_agency_due, drop constraint sealed_commission_has_hash, drop constraint reviewing_commission_has_panels,
    drop constraint handed_over_commission_has_hash, drop constraint commissioned_result_is_delivered_first;
drop table commission_seat, commission_plan, commission_exclusion, commission_expert, commission_application, commission_secret;
drop function seat_is_not_excluded;
drop sequence commission_number;
