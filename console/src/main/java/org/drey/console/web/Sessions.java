package org.drey.console.web;

import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.drey.base.Digests;
import org.drey.console.access.Person;
import org.drey.console.access.Secrets;
import org.jspecify.annotations.Nullable;

/** Who is signed in; in memory, under hashes of what their browsers have. Thread-safe. */
final class Sessions {
  private static final int MAX_OF_ONE = 16;

  private final Map<String, Session> sessions = new LinkedHashMap<>();

  /** Begins a session; returns what the browser keeps. The oldest of a person's too many ends. */
  synchronized String begin(Person person, Instant now) {
    sessions.values().removeIf(one -> one.isOver(now));
    List<String> theirs =
        sessions.entrySet().stream()
            .filter(one -> one.getValue().analyst().equals(person.id()))
            .map(Map.Entry::getKey)
            .toList();
    if (theirs.size() >= MAX_OF_ONE) {
      sessions.remove(theirs.get(0));
    }
    String secret = Secrets.next();
    sessions.put(hash(secret), new Session(person, now));
    return secret;
  }

  /** The session of a browser. */
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
