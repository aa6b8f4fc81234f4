-- Counting over time. State alone: the fold of the entries fills all of it anew after this script.
drop table removals;

-- What was taken, and what of it still counts. `name` is empty where the target is not known; `remade` says
-- whether it was made again since: nothing, `made`, or `restored` with its data.
create table removals (
  position integer not null,
  ordinal integer not null,
  dispatch text not null,
  session text not null,
  agent text not null,
  operator text not null,
  target text not null,
  name text not null,
  taken_at text not null,
  gone integer not null,
  lost integer not null,
  remade text not null,
  primary key (position, ordinal)
);

create index removals_by_time on removals (taken_at);
create index removals_by_dispatch on removals (dispatch);
create index removals_by_operator on removals (operator, taken_at);
create index removals_by_agent on removals (agent, taken_at);
create index removals_by_name on removals (name, position);
create index removals_remade on removals (name) where remade <> '';

-- Actions under way that make something good when they complete: `made`, `restored`, `serving`, `described`.
create table returns (
  dispatch text not null,
  name text not null,
  kind text not null,
  position integer not null,
  primary key (dispatch, name)
);

-- What was asked for and does not exist.
create table missing (
  name text primary key,
  dispatch text not null,
  noticed_at text not null
);

create index missing_by_time on missing (noticed_at);

-- What operators and agents used up, by the hour.
create table uses (
  holder text not null,
  name text not null,
  hour text not null,
  held integer not null,
  refused integer not null,
  destroyed integer not null,
  primary key (holder, name, hour)
);

-- Changes that did not go, the last time of each.
create table stops (
  operation text not null,
  target text not null,
  operator text not null,
  agent text not null,
  safeguards text not null,
  position integer not null,
  stopped_at text not null,
  primary key (operation, target, operator, agent, safeguards)
);

create index stops_by_goal on stops (operation, target, position);

-- Whether the action changes anything.
alter table dispatches add column changes integer not null default 0;
