/// The Cedar policy language: parse, evaluate. Depends on nothing but the JDK.
///
/// Start at [PolicySet]: it is parsed from text once and answers any number of requests, from any
/// number of threads. The language is that of Cedar 4 without templates
/// (<https://docs.cedarpolicy.com>); what the specification leaves to the implementation follows
/// the official one and is checked against it.
@NullMarked
package dev.obstat.cedar;

import org.jspecify.annotations.NullMarked;
