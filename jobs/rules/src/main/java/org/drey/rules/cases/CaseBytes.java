package org.drey.rules.cases;

import java.util.ArrayList;
import java.util.List;
import org.drey.rules.state.ByteReader;
import org.drey.rules.state.ByteWriter;
import org.jspecify.annotations.Nullable;

/** Links and cases as bytes, which are state and live for years. */
public final class CaseBytes {
  private static final int VERSION = 1;

  private static final int ALERT = 1;
  private static final int COUNTS = 2;
  private static final int NAMED = 4;

  private CaseBytes() {}

  /** The bytes of what an entity's track names. */
  public static byte[] of(NamedLast names) {
    ByteWriter out = new ByteWriter().writeByte(VERSION);
    out.writeSigned(names.version());
    out.writeByte(flags(names.alert()));
    write(names.alert(), out);
    write(names.centres(), out);
    write(names.others(), out);
    return out.toBytes();
  }

  /** Reads what an entity's track names. */
  public static NamedLast names(byte[] bytes) {
    ByteReader in = new ByteReader(bytes).checkVersion(VERSION);
    long version = in.readSigned();
    AlertStanding alert = standing(in.readByte(), in);
    return new NamedLast(version, namings(in), namings(in), alert);
  }

  private static void write(List<EntityMention> namings, ByteWriter out) {
    out.writeLong(namings.size());
    for (EntityMention one : namings) {
      out.writeText(one.kind()).writeText(one.token()).writeSigned(one.time());
    }
  }

  private static List<EntityMention> namings(ByteReader in) {
    List<EntityMention> namings = new ArrayList<>();
    for (int i = in.readInt(); i > 0; i--) {
      namings.add(new EntityMention(in.readText(), in.readText(), in.readSigned()));
    }
    return List.copyOf(namings);
  }

  /** The bytes of a case. */
  static byte[] of(CaseState.StoredCase kept) {
    ByteWriter out = new ByteWriter().writeByte(VERSION);
    out.writeLong(kept.revision()).writeId(kept.digest()).writeFixed(kept.wake());
    out.writeLong(kept.spokes().size());
    for (CaseSpoke spoke : kept.spokes()) {
      out.writeText(spoke.id().entity().kind()).writeText(spoke.id().entity().token());
      out.writeText(spoke.id().track()).writeSigned(spoke.version()).writeSigned(spoke.time());
      out.writeByte(flags(spoke.alert()) | (spoke.named() ? NAMED : 0));
      write(spoke.alert(), out);
    }
    return out.toBytes();
  }

  /** Reads a case. */
  static CaseState.StoredCase kept(byte[] bytes) {
    ByteReader in = new ByteReader(bytes).checkVersion(VERSION);
    long revision = in.readLong();
    String digest = in.readId();
    long wake = in.readFixed();
    List<CaseSpoke> spokes = new ArrayList<>();
    for (int i = in.readInt(); i > 0; i--) {
      spokes.add(spoke(in));
    }
    return new CaseState.StoredCase(revision, digest, wake, spokes);
  }

  private static CaseSpoke spoke(ByteReader in) {
    CaseSpoke.Entity entity = new CaseSpoke.Entity(in.readText(), in.readText());
    CaseSpoke.Id id = new CaseSpoke.Id(entity, in.readText());
    long version = in.readSigned();
    long time = in.readSigned();
    int flags = in.readByte();
    return new CaseSpoke(id, version, time, (flags & NAMED) != 0, standing(flags, in));
  }

  private static int flags(@Nullable AlertStanding alert) {
    return alert == null ? 0 : ALERT | (alert.counts() ? COUNTS : 0);
  }

  private static void write(@Nullable AlertStanding alert, ByteWriter out) {
    if (alert != null) {
      out.writeDouble(alert.peak()).writeSigned(alert.firstSeen()).writeSigned(alert.lastSeen());
    }
  }

  private static @Nullable AlertStanding standing(int flags, ByteReader in) {
    return (flags & ALERT) == 0
        ? null
        : new AlertStanding(
            (flags & COUNTS) != 0, in.readDouble(), in.readSigned(), in.readSigned());
  }
}
