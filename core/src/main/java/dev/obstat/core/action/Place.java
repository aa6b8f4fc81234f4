package dev.obstat.core.action;

/// Where an action takes effect, in the other side's terms.
///
/// @param provider the kind of place: `aws`, `kubernetes`, a database system
/// @param account account, project or cluster
/// @param region region or zone; `global` where there is none
/// @param role the role on the other side that will carry it out
public record Place(String provider, String account, String region, String role) {}
