package org.drey.definitions.stream;

import java.time.Duration;
import org.drey.event.LivestreamSession;
import org.drey.event.Topics;
import org.drey.rules.schema.EntityKind;
import org.drey.rules.schema.LogSource;

/** What happens in rooms of livestream platforms: who comes and goes, never what is shown. */
public final class LivestreamSessions {
  private LivestreamSessions() {}

  public static StreamDefinition<LivestreamSession> definition() {
    return StreamDefinition.of(Topics.LIVESTREAM_SESSIONS, LivestreamSession.class)
        .category("livestream", LogSource.LIVESTREAM)
        .lateness(Duration.ofHours(1))
        .entity("subject", EntityKind.SUBJECT)
        .entity("host", EntityKind.HOST)
        .entity("payout", EntityKind.PAYEE)
        .entity("device", EntityKind.DEVICE)
        .entity("service", EntityKind.DOMAIN)
        .derived(Derived.day())
        .derived(Derived.localHour("host_local_hour", "host_utc_offset_minutes"))
        .derived(Derived.localHour("viewer_local_hour", "viewer_utc_offset_minutes"))
        .derived(Derived.registeredDomain("service"))
        .derived(Derived.publicSuffix("service"))
        .build();
  }
}
