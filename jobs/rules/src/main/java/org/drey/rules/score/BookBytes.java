package org.drey.rules.score;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.drey.rules.compile.Track;
import org.drey.rules.correlate.Seen;
import org.drey.rules.event.EventId;

/**
 * A book as bytes, which are state and live for years. Each value begins with its version; one that
 * is not known here is refused. Texts that repeat stand once at the head of a value, and times are
 * differences, so that a finding takes some 25 bytes.
 */
public final class BookBytes {
  /** The version that is written; version 1 is the only one so far. */
  static final int VERSION = 1;

  private static final int TOLD = 1;
  private static final int OLDER = 2;
  private static final int OPEN = 1;
  private static final int OPENED_BY_RULE = 2;

  /** By the number that stands for each in bytes: only added to. */
  private static final List<Track> TRACKS =
      List.of(
          Track.PAYER,
          Track.FACILITATOR,
          Track.PURCHASE,
          Track.VICTIM,
          Track.RECEIVER,
          Track.ENTITY);

  /** By the number that stands for each in bytes: only added to. */
  private static final List<String> STATES = List.of("", "OPEN", "CLOSED", "WITHDRAWN");

  private BookBytes() {}

  private interface Writer {
    void write(DataOutputStream out) throws IOException;
  }

  private interface Reader<T> {
    T read(DataInputStream in) throws IOException;
  }

  private static byte[] bytes(Writer writer) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(VERSION);
      writer.write(out);
    } catch (IOException e) {
      throw new UncheckedIOException("memory cannot fail to take bytes", e);
    }
    return bytes.toByteArray();
  }

  private static <T> T read(String what, byte[] bytes, Reader<T> reader) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      int version = in.readUnsignedByte();
      if (version != VERSION) {
        throw new UnknownVersionException(what, version, VERSION);
      }
      return reader.read(in);
    } catch (IOException e) {
      throw new UncheckedIOException("the state of " + what + " is broken", e);
    }
  }

  /** The bytes of a summary. */
  public static byte[] of(Summary summary) {
    return bytes(
        out -> {
          out.writeLong(summary.wake());
          out.writeByte(summary.tracks().size());
          List<LedgerEntry> all = new ArrayList<>();
          for (Track track : TRACKS) {
            Summary.Part part = summary.tracks().get(track);
            if (part != null) {
              out.writeByte(TRACKS.indexOf(track));
              out.writeByte((part.told() ? TOLD : 0) | (part.older() ? OLDER : 0));
              Packed.writeLong(part.from(), out);
              Packed.writeLong(part.newest().size(), out);
              all.addAll(part.newest());
            }
          }
          EntryBytes.write(all, out);
        });
  }

  /**
   * Reads a summary.
   *
   * @throws UnknownVersionException if another release wrote it, in a form not known here
   */
  public static Summary summary(byte[] bytes) {
    return read(
        "an entity",
        bytes,
        in -> {
          long wake = in.readLong();
          int count = in.readUnsignedByte();
          List<Track> tracks = new ArrayList<>();
          List<int[]> heads = new ArrayList<>();
          List<Long> from = new ArrayList<>();
          for (int i = 0; i < count; i++) {
            tracks.add(TRACKS.get(in.readUnsignedByte()));
            int flags = in.readUnsignedByte();
            from.add(Packed.readLong(in));
            heads.add(new int[] {flags, Packed.readInt(in)});
          }
          List<LedgerEntry> all = EntryBytes.read(in);
          Map<Track, Summary.Part> parts = new LinkedHashMap<>();
          int read = 0;
          for (int i = 0; i < count; i++) {
            int flags = heads.get(i)[0];
            int size = heads.get(i)[1];
            parts.put(
                tracks.get(i),
                new Summary.Part(
                    (flags & TOLD) != 0,
                    (flags & OLDER) != 0,
                    from.get(i),
                    List.copyOf(all.subList(read, read + size))));
            read += size;
          }
          return new Summary(wake, parts);
        });
  }

  /** The bytes of a ledger. */
  public static byte[] of(Ledger ledger) {
    return bytes(
        out -> {
          write(ledger.settled(), out);
          EntryBytes.write(ledger.kept(), out);
        });
  }

  /**
   * Reads a ledger.
   *
   * @throws UnknownVersionException if another release wrote it, in a form not known here
   */
  public static Ledger ledger(byte[] bytes) {
    return read(
        "a ledger",
        bytes,
        in -> {
          Episode settled = episode(in);
          return new Ledger(EntryBytes.read(in), settled);
        });
  }

  private static void write(Episode episode, DataOutputStream out) throws IOException {
    out.writeByte((episode.open() ? OPEN : 0) | (episode.openedByRule() ? OPENED_BY_RULE : 0));
    Packed.writeLong(episode.number(), out);
    out.writeDouble(episode.peak());
    Packed.writeLong(episode.asOf(), out);
    Packed.writeLong(episode.lastEntry(), out);
    Packed.writeLong(episode.until(), out);
  }

  private static Episode episode(DataInputStream in) throws IOException {
    int flags = in.readUnsignedByte();
    return new Episode(
        Packed.readInt(in),
        (flags & OPEN) != 0,
        in.readDouble(),
        (flags & OPENED_BY_RULE) != 0,
        Packed.readLong(in),
        Packed.readLong(in),
        Packed.readLong(in));
  }

  /** The bytes of what was told. */
  public static byte[] of(Told told) {
    return bytes(
        out -> {
          Packed.writeLong(told.revision(), out);
          out.writeByte(STATES.indexOf(told.state()));
          Packed.writeId(told.digest(), out);
          Packed.writeLong(told.episode(), out);
          out.writeDouble(told.score());
          Packed.writeTexts(told.streams(), out);
          out.writeBoolean(told.hard());
          out.writeByte(told.severity());
          out.writeLong(told.dueBy());
        });
  }

  /**
   * Reads what was told.
   *
   * @throws UnknownVersionException if another release wrote it, in a form not known here
   */
  public static Told told(byte[] bytes) {
    return read(
        "what was told of an alert",
        bytes,
        in ->
            new Told(
                Packed.readLong(in),
                STATES.get(in.readUnsignedByte()),
                Packed.readId(in),
                Packed.readInt(in),
                in.readDouble(),
                Packed.readTexts(in),
                in.readBoolean(),
                in.readUnsignedByte(),
                in.readLong()));
  }

  /** The bytes of what an alert shows of a finding. */
  public static byte[] of(Shown shown) {
    return bytes(
        out -> {
          List<String> providers =
              shown.seen().stream().map(seen -> seen.event().provider()).distinct().toList();
          Packed.writeTexts(providers, out);
          Packed.writeLong(shown.seen().size(), out);
          long before = 0;
          for (Seen seen : shown.seen()) {
            Packed.writeLong(providers.indexOf(seen.event().provider()), out);
            Packed.writeId(seen.event().eventId(), out);
            Packed.writeLong(seen.event().keyVersion(), out);
            Packed.writeLong(seen.time() - before, out);
            Packed.writeLong(seen.details().length, out);
            out.write(seen.details());
            before = seen.time();
          }
          Packed.writeTexts(shown.linked(), out);
        });
  }

  /**
   * Reads what an alert shows of a finding.
   *
   * @throws UnknownVersionException if another release wrote it, in a form not known here
   */
  public static Shown shown(byte[] bytes) {
    return read(
        "the evidence of a finding",
        bytes,
        in -> {
          List<String> providers = Packed.readTexts(in);
          List<Seen> seen = new ArrayList<>();
          long time = 0;
          for (int i = Packed.readInt(in); i > 0; i--) {
            String provider = providers.get(Packed.readInt(in));
            EventId event = new EventId(provider, Packed.readId(in), Packed.readInt(in));
            time += Packed.readLong(in);
            seen.add(new Seen(event, time, Packed.readBytes(Packed.readInt(in), in)));
          }
          return new Shown(seen, Packed.readTexts(in));
        });
  }
}
