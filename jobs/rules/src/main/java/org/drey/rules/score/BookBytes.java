package org.drey.rules.score;

import java.util.List;
import org.drey.rules.correlate.SeenEvents;
import org.drey.rules.log.ByteReader;
import org.drey.rules.log.ByteWriter;
import org.drey.rules.verdict.VerdictType;

/**
 * A book as bytes, which are state and live for years. Each value begins with its version; one that
 * is not known here is refused. Texts that repeat are once at the head of a value, and times are
 * differences, so that a finding takes some 25 bytes.
 */
public final class BookBytes {
  /** The version of what has nothing of a verdict in it. */
  private static final int FIRST_VERSION = 1;

  /** The version of what has, which a release that knows no verdicts refuses. */
  static final int VERSION = 2;

  private static final int OPEN = 1;
  private static final int OPENED_BY_RULE = 2;
  private static final int ENDED = 4;
  private static final int HARD = 1;
  private static final int CLOSED_BY = 2;

  /** By the number that stands for each in bytes: only added to. */
  private static final List<String> STATES = List.of("", "OPEN", "CLOSED", "WITHDRAWN", "ENDED");

  private BookBytes() {}

  private interface Writer {
    void write(ByteWriter out);
  }

  private interface Reader<T> {
    T read(ByteReader in);
  }

  private static byte[] bytes(boolean isJudged, Writer writer) {
    ByteWriter out = new ByteWriter().writeByte(isJudged ? VERSION : FIRST_VERSION);
    writer.write(out);
    return out.toBytes();
  }

  private static <T> T read(String what, byte[] bytes, Reader<T> reader) {
    try {
      ByteReader in = new ByteReader(bytes);
      int version = in.readByte();
      if (version < FIRST_VERSION || version > VERSION) {
        throw new UnknownVersionException(what, version, VERSION);
      }
      return reader.read(in);
    } catch (IndexOutOfBoundsException e) {
      throw new IllegalStateException("the state of " + what + " is broken", e);
    }
  }

  /** The bytes of a summary. */
  public static byte[] of(Summary summary) {
    return bytes(
        summary.tracks().values().stream().anyMatch(Summary.Part::verdicts),
        out -> SummaryBytes.write(summary, out));
  }

  /**
   * Reads a summary.
   *
   * @throws UnknownVersionException if another release wrote it, in a form not known here
   */
  public static Summary summary(byte[] bytes) {
    return read("an entity", bytes, SummaryBytes::read);
  }

  /** The bytes of a ledger. */
  public static byte[] of(Ledger ledger) {
    return bytes(
        ledger.settled().endedBy() != null,
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

  private static void write(Episode episode, ByteWriter out) {
    String endedBy = episode.endedBy();
    out.writeByte(
        (episode.open() ? OPEN : 0)
            | (episode.openedByRule() ? OPENED_BY_RULE : 0)
            | (endedBy != null ? ENDED : 0));
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
        (flags & OPENED_BY_RULE) != 0,
        in.readSigned(),
        in.readSigned(),
        in.readSigned(),
        (flags & ENDED) != 0 ? in.readText() : null);
  }

  /** The bytes of what was last emitted of an alert. */
  public static byte[] of(LastRevision emitted) {
    VerdictType closedBy = emitted.closedBy();
    return bytes(
        closedBy != null,
        out -> {
          out.writeSigned(emitted.revision());
          out.writeByte(STATES.indexOf(emitted.state()));
          out.writeId(emitted.digest());
          out.writeLong(emitted.episode());
          out.writeDouble(emitted.score());
          out.writeTexts(emitted.streams());
          out.writeByte((emitted.hard() ? HARD : 0) | (closedBy != null ? CLOSED_BY : 0));
          out.writeByte(emitted.severity());
          out.writeFixed(emitted.dueBy());
          if (closedBy != null) {
            out.writeByte(VerdictBytes.number(closedBy));
          }
        });
  }

  /**
   * Reads what was last emitted of an alert.
   *
   * @throws UnknownVersionException if another release wrote it, in a form not known here
   */
  public static LastRevision lastRevision(byte[] bytes) {
    return read(
        "what was last emitted of an alert",
        bytes,
        in -> {
          long revision = in.readSigned();
          String state = STATES.get(in.readByte());
          String digest = in.readId();
          int episode = in.readInt();
          double score = in.readDouble();
          List<String> streams = in.readTexts();
          int flags = in.readByte();
          int severity = in.readByte();
          long dueBy = in.readFixed();
          VerdictType closedBy = (flags & CLOSED_BY) != 0 ? VerdictBytes.type(in.readByte()) : null;
          boolean hard = (flags & HARD) != 0;
          return new LastRevision(
              revision, state, digest, episode, score, streams, hard, severity, dueBy, closedBy);
        });
  }

  /** The bytes of the verdicts on an alert. */
  public static byte[] of(Verdicts verdicts) {
    return bytes(true, out -> VerdictBytes.write(verdicts, out));
  }

  /**
   * Reads the verdicts on an alert.
   *
   * @throws UnknownVersionException if another release wrote it, in a form not known here
   */
  public static Verdicts verdicts(byte[] bytes) {
    return read("the verdicts on an alert", bytes, VerdictBytes::read);
  }

  /** The bytes of what an alert shows of a finding. */
  public static byte[] of(Shown shown) {
    return bytes(
        false,
        out -> {
          out.writeAll(shown.events().bytes());
          out.writeTexts(shown.linked());
        });
  }

  /**
   * Reads what an alert shows of a finding.
   *
   * @throws UnknownVersionException if another release wrote it, in a form not known here
   */
  public static Shown shown(byte[] bytes) {
    return read(
        "the evidence of a finding", bytes, in -> new Shown(SeenEvents.read(in), in.readTexts()));
  }
}
