package org.drey.rules.score;

import java.util.ArrayList;
import java.util.List;
import org.drey.rules.score.StoredVerdict.Effect;
import org.drey.rules.state.ByteReader;
import org.drey.rules.state.ByteWriter;
import org.drey.rules.verdict.Verdict;
import org.drey.rules.verdict.VerdictType;

/** The verdicts on an alert, as part of {@link BookBytes}. */
final class VerdictBytes {
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
            | (one.undone() != StoredVerdict.NEVER ? UNDONE : 0));
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
    if (one.undone() != StoredVerdict.NEVER) {
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
        (flags & UNDONE) != 0 ? in.readSigned() : StoredVerdict.NEVER);
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
