-- +goose Up
-- Numbers that anybody may ask about without an account are found without reading the whole record.
create index docket_by_agreement on docket ((facts #>> '{agreement,number}')) where machine = 'project' and facts #>> '{agreement,number}' is not null;
create index snapshot_by_kind on snapshot (kind);

-- +goose Down
drop index docket_by_agreement, snapshot_by_kind;
