-- Entries: what the ledger is made of. Written once, never changed.
create table entries (
  position integer primary key,
  event text not null
);

-- Parts of entries that are too large for them, by their SHA-256.
create table payloads (
  sha256 text primary key,
  content text not null
);

-- What the ledger keeps: signed heads, and how far entries are integrated into its tree.
create table checkpoints (
  size integer primary key,
  root text not null,
  note text not null,
  signed_at text not null
);

create table frontier (
  id integer primary key check (id = 1),
  size integer not null,
  hashes text not null
);

-- State: a fold of the entries, written by nothing else, made again by a rebuild. Times have a
-- fixed width, so that their order is the order of their text. A `position` is the entry that the
-- rest of the row's thing can be read from.
create table epoch (
  id integer primary key check (id = 1),
  policy_set text not null,
  catalog text not null,
  controls integer not null,
  removals integer not null
);

create table sessions (
  id text primary key,
  position integer not null unique,
  agent text not null,
  operator text not null,
  opened_by text not null,
  intent text not null,
  access_key_id text not null unique,
  opened text not null,
  expires text not null,
  standing text not null,
  ended_by text not null,
  ended_why text not null,
  ended_at text not null
);

create table session_uses (
  session text primary key,
  dispatched integer not null,
  held integer not null,
  refused integer not null,
  destroyed integer not null
);

create table reviews (
  id text primary key,
  position integer not null unique,
  digest text not null,
  state text not null,
  closed_by text not null,
  comment text not null,
  issued_grant text not null,
  closed_at text not null
);

create index reviews_by_digest on reviews (digest, position);
create index reviews_open on reviews (position) where state = 'open';

create table votes (
  review text not null,
  person text not null,
  position integer not null,
  primary key (review, person)
);

create table grants (
  id text primary key,
  position integer not null unique,
  digest text not null,
  state text not null,
  dispatch text not null,
  why text not null,
  spent_at text not null
);

create index grants_usable on grants (digest, position) where state = 'usable';

create table dispatches (
  id text primary key,
  position integer not null unique,
  session text not null,
  destroyed integer not null,
  state text not null,
  outcome text not null,
  ended_at text not null
);

create index dispatches_running on dispatches (position) where state = 'running';
create index dispatches_by_session on dispatches (session, position);

create table removals (
  position integer not null,
  ordinal integer not null,
  dispatch text not null,
  session text not null,
  agent text not null,
  operator text not null,
  target text not null,
  taken_at text not null,
  primary key (position, ordinal)
);

create index removals_by_time on removals (taken_at);
create index removals_by_dispatch on removals (dispatch);

create table halts (
  id text primary key,
  position integer not null unique,
  scope text not null,
  scope_name text not null,
  placed_by text not null,
  why text not null,
  placed text not null
);

create table freezes (
  id text primary key,
  position integer not null unique,
  scope text not null,
  scope_name text not null,
  placed_by text not null,
  why text not null,
  begins text not null,
  ends text not null
);

create table incidents (
  id text primary key,
  position integer not null unique,
  what text not null,
  dispatch text not null,
  opened text not null
);

insert into epoch (id, policy_set, catalog, controls, removals) values (1, '', '', 0, 0);
