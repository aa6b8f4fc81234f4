/// One HTTP request on the AWS wire as it was received, and the strict reading of its encodings.
@NullMarked
package dev.obstat.gateways.aws.request;

import org.jspecify.annotations.NullMarked;
