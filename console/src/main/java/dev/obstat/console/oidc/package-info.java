/// Signing in at a provider that speaks OpenID Connect: code flow with PKCE.
@NullMarked
package dev.obstat.console.oidc;

import org.jspecify.annotations.NullMarked;
