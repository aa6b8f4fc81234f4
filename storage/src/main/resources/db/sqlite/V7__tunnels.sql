-- Tunnels of sessions to listed hosts.
create table tunnels (
  id text primary key,
  position integer not null,
  session text not null,
  host text not null,
  opened text not null,
  standing text not null,
  sent integer not null,
  received integer not null,
  ended_at text not null
);

create index tunnels_of_session on tunnels (session, position);

create index tunnels_open on tunnels (standing, position);
