/// By what people are known: sign-ins at a provider, passkeys, personal tokens.
@NullMarked
package dev.obstat.core.credential;

import org.jspecify.annotations.NullMarked;
