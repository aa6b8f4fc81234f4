/// Drawings made of a few shapes, written as SVG or painted as PNG: the same picture on a page, in
/// a file and on a projector.
@NullMarked
package dev.obstat.console.picture;

import org.jspecify.annotations.NullMarked;
