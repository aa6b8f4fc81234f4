-- Whether something that was handed over acts later without being asked. The fold fills it anew after this script.
alter table dispatches add column later integer not null default 0;

create index dispatches_later on dispatches (position) where later = 1;
