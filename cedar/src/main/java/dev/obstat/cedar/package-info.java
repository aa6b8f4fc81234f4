/// The Cedar policy language: parse, evaluate. Depends on nothing but the JDK.
@NullMarked
package dev.obstat.cedar;

import org.jspecify.annotations.NullMarked;
