/// Real S3 and SQS servers on loopback, and how to reach them.
@NullMarked
package dev.obstat.demo.engine;

import org.jspecify.annotations.NullMarked;
