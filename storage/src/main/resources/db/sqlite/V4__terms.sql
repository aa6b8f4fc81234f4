-- Who cannot vote on a review besides those whom its opening names: who opened another session that
-- asks for the same.
create table barred (
  review text not null,
  person text not null,
  primary key (review, person)
);

-- Who changed what decisions stand on. `person` is empty where nobody can say who it was.
create table edits (
  position integer not null,
  kind text not null,
  person text not null,
  files integer not null,
  file text not null,
  edited_at text not null,
  primary key (position, person)
);

create index edits_by_time on edits (edited_at);

-- Which entry says what is in force.
create table in_force (
  kind text primary key,
  position integer not null
);
