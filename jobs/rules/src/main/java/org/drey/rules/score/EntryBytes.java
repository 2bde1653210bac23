package org.drey.rules.score;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.drey.rules.compile.FindingQuality;
import org.drey.rules.correlate.Finding;
import org.drey.rules.state.ByteReader;
import org.drey.rules.state.ByteWriter;

/**
 * Ledger entries, as part of {@link BookBytes}: what findings of one rule and strength have in
 * common is written once at the head, times are differences.
 */
final class EntryBytes {
  private static final int EXPIRES = 1;
  private static final int FOLDED = 2;
  private static final int BENIGN = 4;

  private static final int ALWAYS = 1;
  private static final int LESS = 2;
  private static final int SEVERE = 4;

  private EntryBytes() {}

  /** The part that findings of one rule and strength have in common. */
  private record Kind(
      String indicator, String rule, double strength, FindingQuality quality, boolean always) {
    static Kind of(LedgerEntry entry) {
      return new Kind(
          entry.indicator(), entry.ruleId(), entry.strength(), entry.quality(), entry.always());
    }

    void write(ByteWriter out) {
      boolean isFull = quality.value() == 1 && quality.caveats() == 0;
      out.writeText(indicator).writeId(rule).writeDouble(strength);
      out.writeByte((always ? ALWAYS : 0) | (isFull ? 0 : LESS) | (quality.severe() ? SEVERE : 0));
      if (!isFull) {
        out.writeDouble(quality.value());
        out.writeLong(quality.caveats());
      }
    }

    static Kind read(ByteReader in) {
      String indicator = in.readText();
      String rule = in.readId();
      double strength = in.readDouble();
      int flags = in.readByte();
      boolean isLess = (flags & LESS) != 0;
      FindingQuality quality =
          new FindingQuality(
              isLess ? in.readDouble() : 1, isLess ? in.readInt() : 0, (flags & SEVERE) != 0);
      return new Kind(indicator, rule, strength, quality, (flags & ALWAYS) != 0);
    }
  }

  static void write(List<LedgerEntry> entries, ByteWriter out) {
    Map<Kind, Integer> kinds = new LinkedHashMap<>();
    entries.forEach(entry -> kinds.putIfAbsent(Kind.of(entry), kinds.size()));
    out.writeLong(kinds.size());
    kinds.keySet().forEach(kind -> kind.write(out));
    out.writeLong(entries.size());
    long before = 0;
    for (LedgerEntry entry : entries) {
      boolean expires = entry.expiresAt() != Finding.NEVER;
      int kind =
          Objects.requireNonNull(
              kinds.get(Kind.of(entry)), "the kinds of all entries are written before them");
      out.writeLong(kind);
      out.writeByte(
          (expires ? EXPIRES : 0)
              | (entry.folded() != 0 ? FOLDED : 0)
              | (isBenign(entry) ? BENIGN : 0));
      out.writeSigned(entry.time() - before);
      if (!isBenign(entry)) {
        out.writeId(entry.findingId());
        out.writeSigned(entry.observed());
        out.writeLong(entry.events());
      }
      if (expires) {
        out.writeSigned(entry.expiresAt() - entry.time());
      }
      if (entry.folded() != 0) {
        out.writeSigned(entry.folded() - entry.time());
      }
      before = entry.time();
    }
  }

  /** Returns whether it has neither an id nor counts. */
  private static boolean isBenign(LedgerEntry entry) {
    return entry.findingId().equals(LedgerEntry.NO_ID)
        && entry.observed() == 0
        && entry.events() == 0;
  }

  static List<LedgerEntry> read(ByteReader in) {
    List<Kind> kinds = new ArrayList<>();
    for (int i = in.readInt(); i > 0; i--) {
      kinds.add(Kind.read(in));
    }
    List<LedgerEntry> entries = new ArrayList<>();
    long time = 0;
    for (int i = in.readInt(); i > 0; i--) {
      Kind kind = kinds.get(in.readInt());
      int flags = in.readByte();
      boolean benign = (flags & BENIGN) != 0;
      time += in.readSigned();
      entries.add(
          new LedgerEntry(
              kind.indicator(),
              kind.rule(),
              benign ? LedgerEntry.NO_ID : in.readId(),
              time,
              kind.strength(),
              kind.quality(),
              benign ? 0 : in.readSigned(),
              benign ? 0 : in.readInt(),
              (flags & EXPIRES) == 0 ? Finding.NEVER : time + in.readSigned(),
              kind.always(),
              (flags & FOLDED) == 0 ? 0 : time + in.readSigned()));
    }
    return entries;
  }
}
