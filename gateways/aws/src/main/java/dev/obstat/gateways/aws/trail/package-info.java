/// What CloudTrail recorded, as actions: for the first week, before anything goes through the
/// gateway.
@NullMarked
package dev.obstat.gateways.aws.trail;

import org.jspecify.annotations.NullMarked;
