/// The one handler of the console's port: who may come in, assets, pages and their forms.
@NullMarked
package dev.obstat.console.site;

import org.jspecify.annotations.NullMarked;
