package org.drey.rules.score;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.drey.rules.compile.AlertTrack;
import org.drey.rules.state.ByteReader;
import org.drey.rules.state.ByteWriter;

/** Summaries, as part of {@link BookBytes}. */
final class SummaryBytes {
  private static final int LAST_REVISION = 1;
  private static final int OLDER = 2;
  private static final int VERDICTS = 4;
  private static final int BENIGN = 8;
  private static final int TRIED = 0x80;

  /** By the number that stands for each in bytes: only added to. */
  static final List<AlertTrack> TRACKS =
      List.of(
          AlertTrack.PAYER,
          AlertTrack.FACILITATOR,
          AlertTrack.PURCHASE,
          AlertTrack.VICTIM,
          AlertTrack.RECEIVER,
          AlertTrack.ENTITY);

  private SummaryBytes() {}

  static void write(EntitySummary summary, ByteWriter out) {
    out.writeFixed(summary.wake());
    out.writeByte(summary.tracks().size() | (summary.tried() ? TRIED : 0));
    List<LedgerEntry> all = new ArrayList<>();
    for (AlertTrack track : TRACKS) {
      EntitySummary.Part part = summary.tracks().get(track);
      if (part != null) {
        out.writeByte(TRACKS.indexOf(track));
        out.writeByte(flags(part));
        out.writeSigned(part.from());
        out.writeLong(part.newest().size());
        all.addAll(part.newest());
      }
    }
    EntryBytes.write(all, out);
  }

  private static int flags(EntitySummary.Part part) {
    return (part.lastRevision() ? LAST_REVISION : 0)
        | (part.older() ? OLDER : 0)
        | (part.verdicts() ? VERDICTS : 0)
        | (part.benign() ? BENIGN : 0);
  }

  static EntitySummary read(ByteReader in) {
    long wake = in.readFixed();
    int head = in.readByte();
    boolean tried = (head & TRIED) != 0;
    int count = head & ~TRIED;
    List<AlertTrack> tracks = new ArrayList<>();
    List<int[]> heads = new ArrayList<>();
    List<Long> from = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      tracks.add(TRACKS.get(in.readByte()));
      int flags = in.readByte();
      from.add(in.readSigned());
      heads.add(new int[] {flags, in.readInt()});
    }
    List<LedgerEntry> all = EntryBytes.read(in);
    Map<AlertTrack, EntitySummary.Part> parts = new LinkedHashMap<>();
    int read = 0;
    for (int i = 0; i < count; i++) {
      int flags = heads.get(i)[0];
      int size = heads.get(i)[1];
      parts.put(
          tracks.get(i),
          new EntitySummary.Part(
              (flags & LAST_REVISION) != 0,
              (flags & OLDER) != 0,
              (flags & BENIGN) != 0,
              (flags & VERDICTS) != 0,
              from.get(i),
              List.copyOf(all.subList(read, read + size))));
      read += size;
    }
    return new EntitySummary(wake, tried, parts);
  }
}
