-- In which account the actions of a session take effect; empty for those that were opened before
-- there was a choice.
alter table sessions add column account text not null default '';
