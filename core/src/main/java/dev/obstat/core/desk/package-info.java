/// Where people act: open sessions, vote, halt and resume.
@NullMarked
package dev.obstat.core.desk;

import org.jspecify.annotations.NullMarked;
