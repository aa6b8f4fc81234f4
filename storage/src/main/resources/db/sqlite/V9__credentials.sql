-- By what people are known. The rest of each is in the entry at its position.

-- The latest sign-in of every subject of every provider.
create table sign_ins (
  issuer text not null,
  subject text not null,
  position integer not null unique,
  primary key (issuer, subject)
);

create table passkeys (
  id text primary key,
  position integer not null unique,
  person text not null,
  credential text not null unique,
  signed integer not null
);

create index passkeys_by_person on passkeys (person, position);

create table tokens (
  id text primary key,
  position integer not null unique
);
