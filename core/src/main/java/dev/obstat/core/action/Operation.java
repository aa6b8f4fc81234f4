package dev.obstat.core.action;

/// What is asked for, by its name in the field: `aws:rds:DeleteDBInstance`,
/// `mcp:github:delete_repo`.
///
/// @param gateway the wire it came by, for instance `aws`
/// @param service the service's own name, for instance `rds`
/// @param name the operation's own name, for instance `DeleteDBInstance`
public record Operation(String gateway, String service, String name) {

  @Override
  public String toString() {
    return gateway + ":" + service + ":" + name;
  }
}
