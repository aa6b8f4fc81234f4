/// The index of every AWS operation that this gateway knows, and how it is loaded.
@NullMarked
package dev.obstat.gateways.aws.model;

import org.jspecify.annotations.NullMarked;
