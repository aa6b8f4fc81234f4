/// Passkeys: enrolled on a signed-in page, touched to confirm what weighs most.
@NullMarked
package dev.obstat.console.passkey;

import org.jspecify.annotations.NullMarked;
