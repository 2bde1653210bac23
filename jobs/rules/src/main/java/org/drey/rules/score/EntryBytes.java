package org.drey.rules.score;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.drey.rules.correlate.Finding;

/**
 * Ledger entries in version 1 of {@link BookBytes}: what findings of one rule and strength have in
 * common stands once at the head, times are differences.
 */
final class EntryBytes {
  private static final int EXPIRES = 1;
  private static final int FOLDED = 2;

  private EntryBytes() {}

  /** What findings of one rule and strength have in common. */
  private record Kind(String indicator, String rule, double strength, boolean always) {
    static Kind of(LedgerEntry entry) {
      return new Kind(entry.indicator(), entry.ruleId(), entry.strength(), entry.always());
    }
  }

  static void write(List<LedgerEntry> entries, DataOutputStream out) throws IOException {
    Map<Kind, Integer> kinds = new LinkedHashMap<>();
    entries.forEach(entry -> kinds.putIfAbsent(Kind.of(entry), kinds.size()));
    Packed.writeLong(kinds.size(), out);
    for (Kind kind : kinds.keySet()) {
      Packed.writeText(kind.indicator(), out);
      Packed.writeId(kind.rule(), out);
      out.writeDouble(kind.strength());
      out.writeBoolean(kind.always());
    }
    Packed.writeLong(entries.size(), out);
    long before = 0;
    for (LedgerEntry entry : entries) {
      boolean expires = entry.expiresAt() != Finding.NEVER;
      Packed.writeLong(kinds.get(Kind.of(entry)), out);
      out.writeByte((expires ? EXPIRES : 0) | (entry.folded() != 0 ? FOLDED : 0));
      Packed.writeLong(entry.time() - before, out);
      Packed.writeId(entry.findingId(), out);
      Packed.writeLong(entry.observed(), out);
      Packed.writeLong(entry.events(), out);
      if (expires) {
        Packed.writeLong(entry.expiresAt() - entry.time(), out);
      }
      if (entry.folded() != 0) {
        Packed.writeLong(entry.folded() - entry.time(), out);
      }
      before = entry.time();
    }
  }

  static List<LedgerEntry> read(DataInputStream in) throws IOException {
    List<Kind> kinds = new ArrayList<>();
    for (int i = Packed.readInt(in); i > 0; i--) {
      kinds.add(
          new Kind(Packed.readText(in), Packed.readId(in), in.readDouble(), in.readBoolean()));
    }
    List<LedgerEntry> entries = new ArrayList<>();
    long time = 0;
    for (int i = Packed.readInt(in); i > 0; i--) {
      Kind kind = kinds.get(Packed.readInt(in));
      int flags = in.readUnsignedByte();
      time += Packed.readLong(in);
      entries.add(
          new LedgerEntry(
              kind.indicator(),
              kind.rule(),
              Packed.readId(in),
              time,
              kind.strength(),
              Packed.readLong(in),
              Packed.readInt(in),
              (flags & EXPIRES) == 0 ? Finding.NEVER : time + Packed.readLong(in),
              kind.always(),
              (flags & FOLDED) == 0 ? 0 : time + Packed.readLong(in)));
    }
    return entries;
  }
}
