package org.drey.console.web;

import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.drey.base.Digests;
import org.jspecify.annotations.Nullable;

/** Who is signed in; in memory, under hashes of what their browsers have. Thread-safe. */
final class Sessions {
  private static final int MAX = 16;

  private final Map<String, Session> sessions = new LinkedHashMap<>();

  /** Begins a session; returns what the browser keeps. The oldest of too many ends. */
  synchronized String begin(String analyst, Instant now) {
    sessions.values().removeIf(one -> one.isOver(now));
    if (sessions.size() >= MAX) {
      sessions.remove(sessions.keySet().iterator().next());
    }
    String secret = Secrets.next();
    sessions.put(hash(secret), new Session(analyst, now));
    return secret;
  }

  /** The session of a browser, which is used by this. */
  synchronized Optional<Session> find(@Nullable String secret, Instant now) {
    if (secret == null) {
      return Optional.empty();
    }
    Session session = sessions.get(hash(secret));
    if (session == null) {
      return Optional.empty();
    }
    if (session.isOver(now)) {
      sessions.remove(hash(secret));
      return Optional.empty();
    }
    session.use(now);
    return Optional.of(session);
  }

  synchronized void end(@Nullable String secret) {
    if (secret != null) {
      sessions.remove(hash(secret));
    }
  }

  private static String hash(String secret) {
    return HexFormat.of().formatHex(Digests.sha256(secret));
  }
}
