package dev.obstat.console;

import dev.obstat.core.catalog.People;
import dev.obstat.core.desk.CatalogDesk;
import dev.obstat.core.desk.ControlDesk;
import dev.obstat.core.desk.CredentialDesk;
import dev.obstat.core.desk.ReviewDesk;
import dev.obstat.core.desk.SessionDesk;
import dev.obstat.core.fact.Journal;
import dev.obstat.core.gather.Electorates;
import java.util.function.Supplier;

/// All that the console acts through.
public record Desks(
    Journal journal,
    SessionDesk sessions,
    ReviewDesk reviews,
    ControlDesk controls,
    CatalogDesk catalogs,
    Supplier<? extends People> people,
    NoticeChannels channels,
    Electorates electorates,
    CredentialDesk credentials) {}
