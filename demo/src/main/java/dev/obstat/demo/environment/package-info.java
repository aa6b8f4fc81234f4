/// The production that is at stake: a cost-reporting service's data, made and counted.
@NullMarked
package dev.obstat.demo.environment;

import org.jspecify.annotations.NullMarked;
