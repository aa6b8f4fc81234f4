/// What Terraform says that it made: its state, and what `terraform show -json` prints of it.
@NullMarked
package dev.obstat.catalogs.terraform;

import org.jspecify.annotations.NullMarked;
