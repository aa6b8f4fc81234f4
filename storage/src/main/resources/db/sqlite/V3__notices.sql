-- Who has to be told of what, and who has looked at which review. State alone: a fold of the entries.
create table notices (
  number integer primary key,
  occasion text not null,
  subject text not null,
  raised text not null
);

create table notices_done (
  number integer not null,
  channel text not null,
  primary key (number, channel)
);

create table looks (
  review text not null,
  person text not null,
  position integer not null,
  primary key (review, person)
);
