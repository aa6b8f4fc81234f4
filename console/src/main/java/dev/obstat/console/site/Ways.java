package dev.obstat.console.site;

import dev.obstat.console.oidc.ClaimedGroups;
import dev.obstat.console.oidc.Providers;
import dev.obstat.console.passkey.Passkeys;
import dev.obstat.console.signin.Browsers;
import dev.obstat.console.signin.Tokens;
import dev.obstat.core.desk.Strangers;

/// The ways in for people.
///
/// @param strangers counts who was not let in
public record Ways(
    Browsers browsers,
    Providers providers,
    ClaimedGroups groups,
    Passkeys passkeys,
    Tokens tokens,
    Strangers strangers) {}
