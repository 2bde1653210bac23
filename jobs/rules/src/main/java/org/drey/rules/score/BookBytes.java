package org.drey.rules.score;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.drey.rules.compile.AlertTrack;
import org.drey.rules.compile.FindingQuality;
import org.drey.rules.correlate.EvidenceEvent;
import org.drey.rules.correlate.Finding;
import org.drey.rules.correlate.SeenEvents;
import org.drey.rules.score.LastRevision.State;
import org.drey.rules.score.StoredVerdict.Effect;
import org.drey.rules.state.ByteReader;
import org.drey.rules.state.ByteWriter;
import org.drey.rules.state.UnknownVersionException;
import org.drey.rules.verdict.Verdict;
import org.drey.rules.verdict.VerdictType;

/**
 * A book as bytes, which are state and live for years. Texts that repeat are once at the head of a
 * value, and times are differences, so that a finding takes some 25 bytes. To read what another
 * release wrote, in a form that is not known here, throws an {@link UnknownVersionException}.
 */
public final class BookBytes {
  private static final int VERSION = 2;

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
    Episode shadow = ledger.shadow();
    out.writeByte(shadow == null ? 0 : 1);
    write(ledger.settled(), out);
    if (shadow != null) {
      write(shadow, out);
    }
    EntryBytes.write(ledger.kept(), out);
    return out.toBytes();
  }

  /** Reads a ledger. */
  public static Ledger ledger(byte[] bytes) {
    return read(
        "a ledger",
        bytes,
        in -> {
          boolean isShadowed = in.readByte() != 0;
          Episode settled = episode(in);
          Episode shadow = isShadowed ? episode(in) : null;
          return new Ledger(EntryBytes.read(in), settled, shadow);
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

  /** The bytes of a chunk of events, by their numbers. */
  public static byte[] of(SortedMap<Integer, EvidenceEvent> events) {
    ByteWriter out = begin().writeLong(events.size());
    int before = 0;
    for (int number : events.keySet()) {
      out.writeLong(number - before);
      before = number;
    }
    return out.writeAll(SeenEvents.of(List.copyOf(events.values())).bytes()).toBytes();
  }

  /** Reads a chunk of events. */
  public static SortedMap<Integer, EvidenceEvent> evidence(byte[] bytes) {
    return read(
        "the evidence of an entity",
        bytes,
        in -> {
          int[] numbers = new int[in.readInt()];
          int number = 0;
          for (int i = 0; i < numbers.length; i++) {
            number += in.readInt();
            numbers[i] = number;
          }
          List<EvidenceEvent> events = SeenEvents.list(in);
          SortedMap<Integer, EvidenceEvent> chunk = new TreeMap<>();
          for (int i = 0; i < numbers.length; i++) {
            chunk.put(numbers[i], events.get(i));
          }
          return chunk;
        });
  }

  /** The verdicts on an alert, as part of {@link BookBytes}. */
  private static final class VerdictBytes {
    private static final int TAKES_BACK = 1;
    private static final int SECOND = 2;
    private static final int FOLDED = 4;
    private static final int UNDONE = 8;

    /** By the number that stands for each in bytes: only added to. */
    private static final List<VerdictType> TYPES =
        List.of(
            VerdictType.CONFIRMED,
            VerdictType.LIKELY,
            VerdictType.UNFOUNDED,
            VerdictType.BENIGN_EXPLAINED,
            VerdictType.DUPLICATE,
            VerdictType.NEEDS_MORE,
            VerdictType.REOPENED);

    /** By the number that stands for each in bytes: only added to. */
    private static final List<Effect> EFFECTS =
        List.of(Effect.NOT_SETTLED, Effect.ACTED, Effect.NOTHING, Effect.LACKED_EYES);

    private VerdictBytes() {}

    static int number(VerdictType type) {
      return TYPES.indexOf(type);
    }

    static VerdictType type(int number) {
      return TYPES.get(number);
    }

    static void write(AlertVerdicts verdicts, ByteWriter out) {
      out.writeLong(verdicts.suppressed());
      out.writeLong(verdicts.kept().size());
      verdicts.kept().forEach(one -> write(one, out));
    }

    static AlertVerdicts read(ByteReader in) {
      int suppressed = in.readInt();
      List<StoredVerdict> kept = new ArrayList<>();
      for (int i = in.readInt(); i > 0; i--) {
        kept.add(one(in));
      }
      return new AlertVerdicts(List.copyOf(kept), suppressed);
    }

    private static void write(StoredVerdict one, ByteWriter out) {
      Verdict verdict = one.verdict();
      out.writeByte(
          (verdict.takesBack() != null ? TAKES_BACK : 0)
              | (verdict.secondAnalyst() != null ? SECOND : 0)
              | (one.folded() != 0 ? FOLDED : 0)
              | (one.undone() != StoredVerdict.NOT_UNDONE ? UNDONE : 0));
      out.writeByte(EFFECTS.indexOf(one.effect()));
      out.writeId(verdict.id());
      out.writeSigned(verdict.time());
      out.writeSigned(verdict.asOf() - verdict.time());
      out.writeId(verdict.alertId());
      out.writeByte(SummaryBytes.TRACKS.indexOf(verdict.track()));
      out.writeByte(number(verdict.type()));
      out.writeText(verdict.reason());
      if (verdict.takesBack() != null) {
        out.writeId(verdict.takesBack());
      }
      out.writeLong(verdict.seen().size());
      verdict.seen().forEach(out::writeId);
      out.writeTexts(verdict.suppress());
      out.writeSigned(verdict.suppressDays());
      out.writeText(verdict.analyst());
      if (verdict.secondAnalyst() != null) {
        out.writeText(verdict.secondAnalyst());
      }
      out.writeText(verdict.text());
      if (one.folded() != 0) {
        out.writeSigned(one.folded());
      }
      if (one.undone() != StoredVerdict.NOT_UNDONE) {
        out.writeSigned(one.undone());
      }
    }

    private static StoredVerdict one(ByteReader in) {
      int flags = in.readByte();
      Effect effect = EFFECTS.get(in.readByte());
      String id = in.readId();
      long time = in.readSigned();
      Verdict verdict =
          new Verdict(
              id,
              time,
              time + in.readSigned(),
              in.readId(),
              SummaryBytes.TRACKS.get(in.readByte()),
              type(in.readByte()),
              in.readText(),
              (flags & TAKES_BACK) != 0 ? in.readId() : null,
              ids(in),
              in.readTexts(),
              (int) in.readSigned(),
              in.readText(),
              (flags & SECOND) != 0 ? in.readText() : null,
              in.readText());
      return new StoredVerdict(
          verdict,
          (flags & FOLDED) != 0 ? in.readSigned() : 0,
          effect,
          (flags & UNDONE) != 0 ? in.readSigned() : StoredVerdict.NOT_UNDONE);
    }

    private static List<String> ids(ByteReader in) {
      int count = in.readInt();
      List<String> ids = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        ids.add(in.readId());
      }
      return List.copyOf(ids);
    }
  }

  /** Summaries, as part of {@link BookBytes}. */
  private static final class SummaryBytes {
    private static final int REVISION = 1;
    private static final int OLDER = 2;
    private static final int VERDICTS = 4;
    private static final int BENIGN = 8;
    private static final int SHADOW_REVISION = 16;
    private static final int TRIED = 0x80;
    private static final int EVIDENCE = 0x40;

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
      boolean isShown = !summary.evidence().equals(EntityEvidence.Head.NOTHING);
      out.writeByte(
          summary.tracks().size() | (summary.tried() ? TRIED : 0) | (isShown ? EVIDENCE : 0));
      if (isShown) {
        write(summary.evidence(), out);
      }
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

    private static void write(EntityEvidence.Head head, ByteWriter out) {
      out.writeLong(head.next()).writeLong(head.stored()).writeLong(head.unused().size());
      int before = 0;
      for (int number : new TreeSet<>(head.unused())) {
        out.writeLong(number - before);
        before = number;
      }
    }

    private static EntityEvidence.Head head(ByteReader in) {
      int next = in.readInt();
      int stored = in.readInt();
      Set<Integer> unused = new TreeSet<>();
      int number = 0;
      for (int i = in.readInt(); i > 0; i--) {
        number += in.readInt();
        unused.add(number);
      }
      return new EntityEvidence.Head(next, stored, Set.copyOf(unused));
    }

    private static int flags(EntitySummary.Part part) {
      return (part.revision() ? REVISION : 0)
          | (part.shadowRevision() ? SHADOW_REVISION : 0)
          | (part.older() ? OLDER : 0)
          | (part.verdicts() ? VERDICTS : 0)
          | (part.benign() ? BENIGN : 0);
    }

    static EntitySummary read(ByteReader in) {
      long wake = in.readFixed();
      int head = in.readByte();
      boolean tried = (head & TRIED) != 0;
      EntityEvidence.Head evidence =
          (head & EVIDENCE) != 0 ? head(in) : EntityEvidence.Head.NOTHING;
      int count = head & ~(TRIED | EVIDENCE);
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
                (flags & REVISION) != 0,
                (flags & SHADOW_REVISION) != 0,
                (flags & OLDER) != 0,
                (flags & BENIGN) != 0,
                (flags & VERDICTS) != 0,
                from.get(i),
                List.copyOf(all.subList(read, read + size))));
        read += size;
      }
      return new EntitySummary(wake, tried, evidence, parts);
    }
  }

  /**
   * Ledger entries, as part of {@link BookBytes}: what findings of one rule and strength have in
   * common is written once at the head, times are differences.
   */
  private static final class EntryBytes {
    private static final int EXPIRES = 1;
    private static final int FOLDED = 2;
    private static final int BENIGN = 4;
    private static final int SHOWN = 8;
    private static final int GROUPED = 16;

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
        out.writeByte(
            (always ? ALWAYS : 0) | (isFull ? 0 : LESS) | (quality.severe() ? SEVERE : 0));
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
      int first = 0;
      for (LedgerEntry entry : entries) {
        EventNumbers shown = entry.shown();
        boolean expires = entry.expiresAt() != Finding.NO_EXPIRY;
        int kind =
            Objects.requireNonNull(
                kinds.get(Kind.of(entry)), "the kinds of all entries are written before them");
        out.writeLong(kind);
        out.writeByte(
            (expires ? EXPIRES : 0)
                | (entry.folded() != 0 ? FOLDED : 0)
                | (isBenign(entry) ? BENIGN : 0)
                | (shown.all().length > 0 ? SHOWN : 0)
                | (shown.grouped().isEmpty() ? 0 : GROUPED));
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
        if (shown.all().length > 0) {
          shown.write(first, out);
          first = shown.all()[0];
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
      int first = 0;
      for (int i = in.readInt(); i > 0; i--) {
        Kind kind = kinds.get(in.readInt());
        int flags = in.readByte();
        boolean benign = (flags & BENIGN) != 0;
        time += in.readSigned();
        LedgerEntry entry =
            new LedgerEntry(
                kind.indicator(),
                kind.rule(),
                benign ? LedgerEntry.NO_ID : in.readId(),
                time,
                kind.strength(),
                kind.quality(),
                benign ? 0 : in.readSigned(),
                benign ? 0 : in.readInt(),
                (flags & EXPIRES) == 0 ? Finding.NO_EXPIRY : time + in.readSigned(),
                kind.always(),
                (flags & FOLDED) == 0 ? 0 : time + in.readSigned());
        if ((flags & SHOWN) != 0) {
          entry = entry.showing(EventNumbers.read(first, (flags & GROUPED) != 0, in));
          first = entry.shown().all()[0];
        }
        entries.add(entry);
      }
      return entries;
    }
  }
}
