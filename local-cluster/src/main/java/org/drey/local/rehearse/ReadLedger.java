package org.drey.local.rehearse;

import java.util.Map;
import java.util.TreeMap;

/**
 * The ledger of a stream in the detection job: what became of the records that were read.
 *
 * @param read all of them
 * @param late older than the clock of their partition less the lateness
 * @param refused that cannot be used
 * @param duplicate that had come before
 */
public record ReadLedger(long read, long accepted, long late, long refused, long duplicate) {
  private static final String READ = ".read";

  /** The ledgers of all streams, from the job's counts. */
  static Map<String, ReadLedger> of(Map<String, Long> counts) {
    Map<String, ReadLedger> ledgers = new TreeMap<>();
    counts.forEach(
        (name, read) -> {
          if (name.endsWith(READ)) {
            String stream = name.substring(0, name.length() - READ.length());
            ledgers.put(
                stream,
                new ReadLedger(
                    read,
                    sum(counts, "accepted", stream),
                    sum(counts, "late", stream),
                    sum(counts, "refused", stream),
                    sum(counts, "duplicate", stream)));
          }
        });
    return ledgers;
  }

  /** Each step at which it is decided has a count. */
  private static long sum(Map<String, Long> counts, String fate, String stream) {
    return counts.entrySet().stream()
        .filter(count -> count.getKey().endsWith("." + fate + "." + stream))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }
}
