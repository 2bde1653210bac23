package org.drey.console.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Payloads that are gone, and entries that say that they were erased. */
final class Erasures {
  private static final JsonMapper JSON = new JsonMapper();
  private static final Pattern BLANK = Pattern.compile(" ");

  private final TreeSet<Long> gone = new TreeSet<>();

  /** An entry that is as it was written, in order, with its payload if that is there. */
  void see(AuditEntry entry, @Nullable String payload) {
    if (payload == null) {
      gone.add(entry.entry());
    } else if (entry.action().equals(AuditEntry.ERASE)) {
      for (String one : BLANK.split(entries(payload), -1)) {
        gone.remove(Long.valueOf(one));
      }
    }
  }

  private static String entries(String payload) {
    try {
      return JSON.readTree(payload).path(AuditEntry.ENTRIES).asText();
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("as it was written, and no JSON", e);
    }
  }

  /** The first payload of which no entry says that it was erased. */
  Optional<Long> unexplained() {
    return gone.stream().findFirst();
  }
}
