package org.drey.console.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Payloads that are gone, and entries that say that they were erased. */
final class ErasedPayloads {
  private static final JsonMapper JSON = new JsonMapper();
  private static final Pattern BLANK = Pattern.compile(" ");
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");

  private final TreeSet<Long> gone = new TreeSet<>();

  /**
   * An entry that is as it was written, in order, with its payload if that is there.
   *
   * @return whether the console can have written it
   */
  boolean see(AuditEntry entry, @Nullable String payload) {
    if (payload == null) {
      gone.add(entry.entry());
    } else if (entry.action().equals(AuditEntry.ERASE)) {
      for (String one : BLANK.split(entries(payload), -1)) {
        if (!NUMBER.matcher(one).matches()) {
          return false;
        }
        gone.remove(Long.valueOf(one));
      }
    }
    return true;
  }

  private static String entries(String payload) {
    try {
      return JSON.readTree(payload).path(AuditEntry.ENTRIES).asText();
    } catch (JsonProcessingException e) {
      return ""; // as it was put in, and not by a console
    }
  }

  /** The first payload of which no entry says that it was erased. */
  Optional<Long> unexplained() {
    return gone.stream().findFirst();
  }
}
