package org.drey.blocklist.compile;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.drey.blocklist.compile.CompileReport.Refusal;
import org.jspecify.annotations.Nullable;

/** Weighs what guards say against what was approved, and keeps count of both. */
final class RefusalLog {
  private final EntryApprovals approvals;
  private final Map<String, Long> refused = new TreeMap<>();
  private final List<Refusal> refusals = new ArrayList<>();
  private final Map<String, Long> approved = new TreeMap<>();
  private final List<Refusal> passed = new ArrayList<>();
  private final List<Refusal> leftOut = new ArrayList<>();
  private long totalLeftOut;
  private final Set<String> used = new TreeSet<>();

  RefusalLog(EntryApprovals approvals) {
    this.approvals = approvals;
  }

  /** Returns whether what was refused passes by approval. */
  boolean passes(Refusal refusal) {
    String word = approvals.passing(refusal.guard(), refusal.entryId());
    if (word == null) {
      note(refusal, refused, refusals);
      return false;
    }
    used.add(word);
    note(refusal, approved, passed);
    return true;
  }

  /** Takes a line that is no entry: by approval it is left out, and never put in. */
  void malformed(Refusal line) {
    if (approvals.passing(EntryApprovals.MALFORMED, null) == null) {
      note(line, refused, refusals);
      return;
    }
    used.add(EntryApprovals.MALFORMED);
    totalLeftOut++;
    keep(line, leftOut);
  }

  /** Returns whether the version passes that another guard refused. */
  boolean passes(String guard) {
    @Nullable String word = approvals.passing(guard, null);
    if (word != null) {
      used.add(word);
      approved.merge(guard, 1L, Long::sum);
    }
    return word != null;
  }

  Map<String, Long> refused() {
    return refused;
  }

  List<Refusal> refusals() {
    return refusals;
  }

  Map<String, Long> approved() {
    return approved;
  }

  List<Refusal> passed() {
    return passed;
  }

  List<Refusal> leftOut() {
    return leftOut;
  }

  long totalLeftOut() {
    return totalLeftOut;
  }

  List<String> unused() {
    Set<String> unused = new TreeSet<>(approvals.words());
    unused.removeAll(used);
    return List.copyOf(unused);
  }

  private static void note(Refusal refusal, Map<String, Long> counts, List<Refusal> kept) {
    counts.merge(refusal.guard(), 1L, Long::sum);
    keep(refusal, kept);
  }

  private static void keep(Refusal refusal, List<Refusal> kept) {
    if (kept.size() < CompileReport.MAX_LISTED) {
      kept.add(refusal);
    }
  }
}
