-- +goose Up
-- Whoever was excluded when a commission was sealed gets no review of its applications, whatever a program says.
-- +goose StatementBegin
create function review_is_not_excluded() returns trigger language plpgsql as $$
begin
    if exists (select 1 from commission_application a join commission_exclusion x on x.commission = a.commission and x.application = a.application
            where a.application = new.facts #>> '{parties,parent}' and x.expert = new.facts #>> '{parties,reviewer}') then
        raise exception 'an excluded expert has no review' using errcode = 'check_violation', constraint = 'review_is_not_excluded';
    end if;
    return new;
end $$;
-- +goose StatementEnd
create trigger review_is_not_excluded before insert on docket for each row when (new.machine = 'review') execute function review_is_not_excluded();

-- +goose Down
drop trigger review_is_not_excluded on docket;
drop function review_is_not_excluded;
