/// What an identified operation does to which resources, and whether it can be undone. What people
/// curated about single operations is in text files beside the classes, one line each with its
/// reason.
@NullMarked
package dev.obstat.gateways.aws.describe;

import org.jspecify.annotations.NullMarked;
