/// The people of the story at Obstat's HTTP API: what they see there, and what they answer.
@NullMarked
package dev.obstat.demo.people;

import org.jspecify.annotations.NullMarked;
