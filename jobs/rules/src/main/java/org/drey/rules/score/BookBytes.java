package org.drey.rules.score;

import java.util.List;
import org.drey.rules.correlate.SeenEvents;
import org.drey.rules.score.LastRevision.State;
import org.drey.rules.state.ByteReader;
import org.drey.rules.state.ByteWriter;
import org.drey.rules.state.UnknownVersionException;
import org.drey.rules.verdict.VerdictType;

/**
 * A book as bytes, which are state and live for years. Texts that repeat are once at the head of a
 * value, and times are differences, so that a finding takes some 25 bytes. To read what another
 * release wrote, in a form that is not known here, throws an {@link UnknownVersionException}.
 */
public final class BookBytes {
  private static final int VERSION = 1;

  private static final int OPEN = 1;
  private static final int ENDED = 4;
  private static final int HARD = 1;
  private static final int CLOSED_BY = 2;
  private static final int NOTIFIES = 4;

  /** By the number that stands for each in bytes: only added to. */
  private static final List<State> STATES =
      List.of(State.NONE, State.OPEN, State.CLOSED, State.WITHDRAWN, State.ENDED);

  private BookBytes() {}

  private interface Reader<T> {
    T read(ByteReader in);
  }

  private static ByteWriter begin() {
    return new ByteWriter().writeByte(VERSION);
  }

  private static <T> T read(String what, byte[] bytes, Reader<T> reader) {
    try {
      return reader.read(new ByteReader(bytes).checkVersion(VERSION));
    } catch (IndexOutOfBoundsException e) {
      throw new IllegalStateException("the state of " + what + " is broken", e);
    }
  }

  /** The bytes of a summary. */
  public static byte[] of(EntitySummary summary) {
    ByteWriter out = begin();
    SummaryBytes.write(summary, out);
    return out.toBytes();
  }

  /** Reads a summary. */
  public static EntitySummary summary(byte[] bytes) {
    return read("an entity", bytes, SummaryBytes::read);
  }

  /** The bytes of a ledger. */
  public static byte[] of(Ledger ledger) {
    ByteWriter out = begin();
    write(ledger.settled(), out);
    EntryBytes.write(ledger.kept(), out);
    return out.toBytes();
  }

  /** Reads a ledger. */
  public static Ledger ledger(byte[] bytes) {
    return read(
        "a ledger",
        bytes,
        in -> {
          Episode settled = episode(in);
          return new Ledger(EntryBytes.read(in), settled);
        });
  }

  private static void write(Episode episode, ByteWriter out) {
    String endedBy = episode.endedBy();
    out.writeByte((episode.open() ? OPEN : 0) | (endedBy != null ? ENDED : 0));
    out.writeLong(episode.number());
    out.writeDouble(episode.peak());
    out.writeSigned(episode.asOf());
    out.writeSigned(episode.lastEntry());
    out.writeSigned(episode.until());
    if (endedBy != null) {
      out.writeText(endedBy);
    }
  }

  private static Episode episode(ByteReader in) {
    int flags = in.readByte();
    return new Episode(
        in.readInt(),
        (flags & OPEN) != 0,
        in.readDouble(),
        in.readSigned(),
        in.readSigned(),
        in.readSigned(),
        (flags & ENDED) != 0 ? in.readText() : null);
  }

  /** The bytes of what was last emitted of an alert. */
  public static byte[] of(LastRevision emitted) {
    VerdictType closedBy = emitted.closedBy();
    ByteWriter out = begin().writeSigned(emitted.revision());
    out.writeByte(STATES.indexOf(emitted.state())).writeId(emitted.digest());
    out.writeLong(emitted.episode()).writeDouble(emitted.score()).writeTexts(emitted.streams());
    out.writeByte(
        (emitted.hard() ? HARD : 0)
            | (closedBy != null ? CLOSED_BY : 0)
            | (emitted.notifies() ? NOTIFIES : 0));
    out.writeByte(emitted.severity()).writeFixed(emitted.dueBy());
    if (closedBy != null) {
      out.writeByte(VerdictBytes.number(closedBy));
    }
    return out.toBytes();
  }

  /** Reads what was last emitted of an alert. */
  public static LastRevision lastRevision(byte[] bytes) {
    return read(
        "what was last emitted of an alert",
        bytes,
        in -> {
          long revision = in.readSigned();
          State state = STATES.get(in.readByte());
          String digest = in.readId();
          int episode = in.readInt();
          double score = in.readDouble();
          List<String> streams = in.readTexts();
          int flags = in.readByte();
          int severity = in.readByte();
          long dueBy = in.readFixed();
          VerdictType closedBy = (flags & CLOSED_BY) != 0 ? VerdictBytes.type(in.readByte()) : null;
          return new LastRevision(
              revision,
              state,
              (flags & NOTIFIES) != 0,
              digest,
              episode,
              score,
              streams,
              (flags & HARD) != 0,
              severity,
              dueBy,
              closedBy);
        });
  }

  /** The bytes of the verdicts on an alert. */
  public static byte[] of(AlertVerdicts verdicts) {
    ByteWriter out = begin();
    VerdictBytes.write(verdicts, out);
    return out.toBytes();
  }

  /** Reads the verdicts on an alert. */
  public static AlertVerdicts verdicts(byte[] bytes) {
    return read("the verdicts on an alert", bytes, VerdictBytes::read);
  }

  /** The bytes of what an alert shows of a finding. */
  public static byte[] of(ShownFinding shown) {
    return begin().writeAll(shown.events().bytes()).writeTexts(shown.linked()).toBytes();
  }

  /** Reads what an alert shows of a finding. */
  public static ShownFinding shown(byte[] bytes) {
    return read(
        "the evidence of a finding",
        bytes,
        in -> new ShownFinding(SeenEvents.read(in), in.readTexts()));
  }
}
