/// A scripted agent that works with the AWS SDK and does not know what stands between it and
/// production.
@NullMarked
package dev.obstat.demo.agent;

import org.jspecify.annotations.NullMarked;
