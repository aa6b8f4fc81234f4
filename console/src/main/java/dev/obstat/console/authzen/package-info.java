/// Decisions for enforcement points of others: AuthZEN's Authorization API, and its Access Request
/// and Approval Profile (docs/authzen.md).
@NullMarked
package dev.obstat.console.authzen;

import org.jspecify.annotations.NullMarked;
