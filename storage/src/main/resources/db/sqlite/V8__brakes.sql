-- Who wants a halt resumed.
create table resumes (
  halt text not null,
  person text not null,
  primary key (halt, person)
);

-- Who acted when, to tell how fast.
alter table dispatches add column agent text not null default '';
alter table dispatches add column went_at text not null default '';
create index dispatches_by_agent on dispatches (agent, went_at);
create index changes_by_agent on dispatches (agent, went_at) where changes = 1;

-- Signals from outside, each good once.
create table signals (
  source text not null,
  nonce text not null,
  taken_at text not null,
  primary key (source, nonce)
);
