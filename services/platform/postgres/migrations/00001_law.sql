-- +goose Up
-- The law as rows: what services/lifecycle says in Go, said again where no caller can get round it.
create table lifecycle_state (
    machine  text    not null,
    state    text    not null,
    terminal boolean not null,
    constraint lifecycle_state_pk primary key (machine, state),
    constraint lifecycle_state_terminal_uq unique (machine, state, terminal)
);

create table lifecycle_transition (
    machine text not null,
    source  text not null, -- '' before the first event
    event   text not null,
    target  text not null,
    role    text not null,
    constraint lifecycle_transition_pk primary key (machine, source, event, target, role),
    constraint lifecycle_transition_target_fk foreign key (machine, target) references lifecycle_state (machine, state)
);

-- +goose Down
drop table lifecycle_transition;
drop table lifecycle_state;
