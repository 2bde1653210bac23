package org.drey.console.web;

import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.drey.base.Sha256Digests;
import org.drey.console.access.RandomSecrets;
import org.drey.console.access.SignedInPerson;
import org.jspecify.annotations.Nullable;

/**
 * The sessions of those who are signed in; in memory, under hashes of what their browsers have.
 * Thread-safe.
 */
final class AnalystSessions {
  private static final int MAX_OF_ONE = 16;

  private final Duration life;
  private final Map<String, AnalystSession> sessions = new LinkedHashMap<>();

  /**
   * No sessions yet.
   *
   * @param life after which each ends
   */
  AnalystSessions(Duration life) {
    this.life = life;
  }

  /**
   * Begins a session; returns what the browser keeps. The oldest of a person's too many ends, and
   * those in which they may something else: their roles have changed since.
   */
  synchronized String begin(SignedInPerson person, Instant now) {
    sessions.values().removeIf(one -> one.isOver(now) || isOutdated(one.person(), person));
    List<String> theirs =
        sessions.entrySet().stream()
            .filter(one -> one.getValue().analyst().equals(person.id()))
            .map(Map.Entry::getKey)
            .toList();
    if (theirs.size() >= MAX_OF_ONE) {
      sessions.remove(theirs.get(0));
    }
    String secret = RandomSecrets.next();
    sessions.put(hash(secret), new AnalystSession(person, now, life));
    return secret;
  }

  private static boolean isOutdated(SignedInPerson one, SignedInPerson now) {
    return one.id().equals(now.id()) && !one.may().equals(now.may());
  }

  /** The session of a browser. */
  synchronized Optional<AnalystSession> find(@Nullable String secret, Instant now) {
    if (secret == null) {
      return Optional.empty();
    }
    AnalystSession session = sessions.get(hash(secret));
    if (session == null) {
      return Optional.empty();
    }
    if (session.isOver(now)) {
      sessions.remove(hash(secret));
      return Optional.empty();
    }
    return Optional.of(session);
  }

  synchronized void end(@Nullable String secret) {
    if (secret != null) {
      sessions.remove(hash(secret));
    }
  }

  private static String hash(String secret) {
    return HexFormat.of().formatHex(Sha256Digests.sha256(secret));
  }
}
