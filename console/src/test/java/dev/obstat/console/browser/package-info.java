/// The console's pages in a real browser.
@NullMarked
package dev.obstat.console.browser;

import org.jspecify.annotations.NullMarked;
