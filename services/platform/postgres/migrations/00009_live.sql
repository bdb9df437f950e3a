-- +goose Up
-- Transactions that notify commit one at a time. The door tells the relay and open
-- pages after the commit instead, once for many; the relay polls besides.
drop trigger outbox_wakes on outbox;
drop function wake_relay;

-- +goose Down
-- +goose StatementBegin
create function wake_relay() returns trigger language plpgsql as $$
begin
    perform pg_notify('outbox', '');
    return null;
end $$;
-- +goose StatementEnd
create trigger outbox_wakes after insert on outbox for each statement execute function wake_relay();
