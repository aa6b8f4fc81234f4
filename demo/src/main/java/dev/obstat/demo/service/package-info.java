/// The service customers see, and the probe that measures it as a customer would.
@NullMarked
package dev.obstat.demo.service;

import org.jspecify.annotations.NullMarked;
