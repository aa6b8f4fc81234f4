/// What clients are told instead of an answer from AWS, in the error format of each protocol, so
/// that unmodified SDKs and command lines print it whole and do not try again.
@NullMarked
package dev.obstat.gateways.aws.answer;

import org.jspecify.annotations.NullMarked;
