package org.drey.rules.score;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.drey.base.DerivedIds;
import org.drey.rules.compile.AlertTrack;
import org.drey.rules.compile.FindingQuality;
import org.drey.rules.correlate.EvidenceEvent;
import org.drey.rules.schema.EventId;
import org.drey.rules.score.LastRevision.State;
import org.drey.rules.state.ByteWriter;
import org.drey.rules.state.TextTable;
import org.drey.rules.state.UnknownVersionException;
import org.drey.rules.verdict.Verdict;
import org.drey.rules.verdict.VerdictType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The bytes of state: each value comes back, and its bytes are fixed. */
class BookBytesTest {
  private static final String RULE = "a4547fc9-83fa-4336-9af1-7dde00753ce2";

  private static LedgerEntry entry(Random random) {
    long time = random.nextLong(-5, 5) * Evidence.DAY + random.nextInt();
    LedgerEntry entry =
        new LedgerEntry(
            random.nextBoolean() ? "PAY-04" : "ЭКС",
            random.nextBoolean() ? RULE : "no UUID",
            List.of(
                    "",
                    DerivedIds.of("f" + random.nextInt()),
                    "any-" + random.nextInt(),
                    RULE.replace('e', 'E'), // as long as a UUID, and none in lower case
                    RULE.replace('-', '0'),
                    RULE.replace("-", "").replace('c', 'g')) // as long as a hash
                .get(random.nextInt(6)),
            time,
            random.nextBoolean() ? 0.8 : random.nextDouble(),
            new FindingQuality(
                random.nextBoolean() ? 1 : 0.5, random.nextInt(2), random.nextBoolean()),
            random.nextBoolean() ? 0 : random.nextLong(),
            random.nextBoolean() ? 0 : random.nextInt(1_000_000),
            random.nextBoolean() ? 0 : time + random.nextInt(),
            random.nextBoolean(),
            random.nextBoolean() ? 0 : random.nextLong());
    return random.nextBoolean() ? entry : entry.showing(shown(random));
  }

  private static EventNumbers shown(Random random) {
    int[] numbers = new int[1 + random.nextInt(60)];
    int next = random.nextInt(1_000_000);
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = next;
      next = random.nextInt(4) > 0 ? Math.max(0, next - 1) : random.nextInt(1_000_000);
    }
    return new EventNumbers(numbers, random.nextBoolean() ? List.of() : List.of("PAYEE:q:1"));
  }

  private static List<LedgerEntry> entries(Random random) {
    List<LedgerEntry> entries = new ArrayList<>();
    for (int i = random.nextInt(9); i > 0; i--) {
      entries.add(entry(random));
    }
    return entries;
  }

  @Test
  void everythingComesBack() {
    Random random = new Random(41);
    for (int i = 0; i < 500; i++) {
      Map<AlertTrack, EntitySummary.Part> parts = new EnumMap<>(AlertTrack.class);
      for (AlertTrack track : AlertTrack.values()) {
        if (random.nextBoolean()) {
          parts.put(
              track,
              new EntitySummary.Part(
                  random.nextBoolean(),
                  random.nextBoolean(),
                  random.nextBoolean(),
                  random.nextBoolean(),
                  random.nextBoolean(),
                  random.nextLong(),
                  entries(random)));
        }
      }
      Set<Integer> unused = random.nextBoolean() ? Set.of() : Set.of(3, 1_000, 5);
      EntityEvidence.Head head =
          random.nextBoolean()
              ? EntityEvidence.Head.NOTHING
              : new EntityEvidence.Head(9, random.nextInt(1_000_000), unused);
      EntitySummary summary =
          new EntitySummary(random.nextLong(), random.nextBoolean(), head, parts);
      assertEquals(summary, BookBytes.summary(BookBytes.of(summary)));
      Episode episode =
          new Episode(
              random.nextInt(9),
              random.nextBoolean(),
              61.5,
              5,
              6,
              7,
              random.nextBoolean() ? null : "v1");
      Ledger ledger =
          new Ledger(
              entries(random),
              random.nextBoolean() ? Episode.NONE : episode,
              random.nextBoolean() ? null : episode);
      assertEquals(ledger, BookBytes.ledger(BookBytes.of(ledger)));
      SortedMap<Integer, EvidenceEvent> chunk = chunk(random);
      assertEquals(chunk, BookBytes.evidence(BookBytes.of(chunk)));
    }
  }

  private static SortedMap<Integer, EvidenceEvent> chunk(Random random) {
    SortedMap<Integer, EvidenceEvent> chunk = new TreeMap<>();
    for (int i = 1 + random.nextInt(60); i > 0; i--) {
      EventId event = new EventId("bank" + random.nextInt(3), "é" + i, random.nextInt(1, 4));
      chunk.put(
          random.nextInt(9_000), new EvidenceEvent(event, random.nextLong(), details(random)));
    }
    return chunk;
  }

  /** Details that name texts, and others. */
  private static byte[] details(Random random) {
    if (random.nextBoolean()) {
      byte[] other = new byte[random.nextInt(300)];
      random.nextBytes(other);
      if (other.length > 0) {
        other[0] = 1;
      }
      return other;
    }
    ByteWriter out = new ByteWriter().writeByte(TextTable.DETAILS);
    return out.writeTexts(List.of("payer" + random.nextInt(3), "ж")).writeLong(7).toBytes();
  }

  @Test
  void whatWasReportedComesBack() {
    LastRevision lastRevision =
        new LastRevision(
            7,
            State.CLOSED,
            true,
            DerivedIds.of("x"),
            2,
            61.5,
            List.of("DNS", "PAYMENT"),
            true,
            4,
            99,
            null);
    assertEquals(lastRevision, BookBytes.lastRevision(BookBytes.of(lastRevision)));
    assertEquals(LastRevision.NOTHING, BookBytes.lastRevision(BookBytes.of(LastRevision.NOTHING)));
    for (State state : State.values()) {
      LastRevision of = new LastRevision(1, state, false, "", 0, 0, List.of(), false, 0, 0, null);
      assertEquals(of, BookBytes.lastRevision(BookBytes.of(of)));
    }
  }

  @Test
  void theBytesAreFixed() {
    LedgerEntry entry =
        new LedgerEntry(
                "PAY-04",
                RULE,
                DerivedIds.of("f"),
                1000,
                0.5,
                FindingQuality.FULL,
                3,
                4,
                2000,
                true,
                3000)
            .showing(new EventNumbers(new int[] {9, 8, 5}, List.of("PAYEE:q")));
    Ledger ledger = new Ledger(List.of(entry), new Episode(1, true, 61.5, 5, 6, 7, null));
    EntitySummary.Part part =
        new EntitySummary.Part(true, false, false, false, false, 5, List.of(entry));
    EntitySummary summary =
        new EntitySummary(9, false, EntityEvidence.Head.NOTHING, Map.of(AlertTrack.VICTIM, part));
    LastRevision lastRevision =
        new LastRevision(
            2, State.OPEN, false, DerivedIds.of("d"), 1, 61.5, List.of("DNS"), false, 3, 99, null);
    EvidenceEvent seen = new EvidenceEvent(new EventId("bank", "e1", 1), 8, new byte[] {1, 0, -1});
    SortedMap<Integer, EvidenceEvent> chunk = new TreeMap<>(Map.of(5, seen));
    assertFixed(LEDGER, BookBytes.of(ledger), ledger, BookBytes::ledger);
    assertFixed(SUMMARY, BookBytes.of(summary), summary, BookBytes::summary);
    EntitySummary.Part older =
        new EntitySummary.Part(false, false, true, true, false, 5, List.of());
    EntitySummary benign =
        new EntitySummary(9, true, EntityEvidence.Head.NOTHING, Map.of(AlertTrack.PAYER, older));
    assertFixed(SUMMARY_OF_BENIGN, BookBytes.of(benign), benign, BookBytes::summary);
    assertFixed(LAST_REVISION, BookBytes.of(lastRevision), lastRevision, BookBytes::lastRevision);
    assertFixed(EVIDENCE, BookBytes.of(chunk), chunk, BookBytes::evidence);
  }

  @Test
  void theBytesOfWhatHasAVerdictAreFixed() {
    Episode ended = new Episode(1, false, 61.5, 5, 6, 7, "v1");
    Ledger ledger = new Ledger(List.of(), ended);
    EntitySummary.Part part = new EntitySummary.Part(true, false, false, false, true, 5, List.of());
    EntitySummary summary =
        new EntitySummary(9, false, EntityEvidence.Head.NOTHING, Map.of(AlertTrack.VICTIM, part));
    LastRevision lastRevision =
        new LastRevision(
            2,
            State.CLOSED,
            false,
            DerivedIds.of("d"),
            1,
            61.5,
            List.of(),
            true,
            3,
            99,
            VerdictType.DUPLICATE);
    Verdict full =
        new Verdict(
            "v1",
            1000,
            900,
            DerivedIds.of("a"),
            AlertTrack.PAYER,
            VerdictType.UNFOUNDED,
            "NO_PATTERN",
            null,
            List.of(DerivedIds.of("f")),
            List.of("LINK"),
            30,
            "ann",
            "bob",
            "{}");
    Verdict back = Says.back("v2", 0, "v1").on(AlertTrack.PAYER).withoutText();
    AlertVerdicts verdicts =
        new AlertVerdicts(
            List.of(
                new StoredVerdict(full, 2000, StoredVerdict.Effect.ACTED, 3000),
                StoredVerdict.of(back, 0)),
            4);
    assertFixed(JUDGED_LEDGER, BookBytes.of(ledger), ledger, BookBytes::ledger);
    assertFixed(JUDGED_SUMMARY, BookBytes.of(summary), summary, BookBytes::summary);
    assertFixed(
        JUDGED_LAST_REVISION, BookBytes.of(lastRevision), lastRevision, BookBytes::lastRevision);
    assertFixed(VERDICTS, BookBytes.of(verdicts), verdicts, BookBytes::verdicts);
  }

  private static final String JUDGED_LEDGER = "02000401404ec000000000000a0c0e0476310000";
  private static final String JUDGED_SUMMARY = "0200000000000000090103050a000000";
  private static final String JUDGED_LAST_REVISION =
      "0204020117c4947dafd1c630d8b035a160e265b801404ec00000000000000303000000000000" + "006304";
  private static final String VERDICTS =
      "0204020e0100047631d00fc7010172ff6b02949dad95006c343e3db315000002144e4f5f5041"
          + "545445524e010123369601fb3dd4d01734ac0b8fbe02ac01084c494e4b3c06616e6e06626f62"
          + "047b7da01ff02e01000004763280b8992900000a616c65727400060c524541534f4e00047631"
          + "00003c0e616e616c79737400";

  private static final String LEDGER =
      "02000101404ec000000000000a0c0e010c5041592d303402a4547fc983fa43369af17dde00753ce2"
          + "3fe00000000000000101001bd00f0123369601fb3dd4d01734ac0b8fbe02ac0604d00fa01f02120203"
          + "01010e50415945453a71";
  private static final String SUMMARY_OF_BENIGN = "02000000000000000981000a0a000000";

  private static final String SUMMARY =
      "0200000000000000090103010a01010c5041592d303402a4547fc983fa43369af17dde00753ce2"
          + "3fe00000000000000101001bd00f0123369601fb3dd4d01734ac0b8fbe02ac0604d00fa01f02120203"
          + "01010e50415945453a71";
  private static final String LAST_REVISION =
      "0204010117c4947dafd1c630d8b035a160e265b801404ec000000000000106444e530003000000"
          + "0000000063";
  private static final String EVIDENCE = "020105010862616e6b010000046531011001030100ff";

  private static <T> void assertFixed(
      String hex, byte[] written, T value, Function<byte[], T> reader) {
    assertEquals(hex, HexFormat.of().formatHex(written));
    assertEquals(value, reader.apply(HexFormat.of().parseHex(hex)));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 255})
  void anotherVersionIsRefused(int version) {
    byte[] bytes = BookBytes.of(Ledger.empty());
    bytes[0] = (byte) version;
    List<Function<byte[], Object>> readers =
        List.of(
            BookBytes::ledger,
            BookBytes::summary,
            BookBytes::lastRevision,
            BookBytes::evidence,
            BookBytes::verdicts);
    for (Function<byte[], Object> reader : readers) {
      Exception refused = assertThrows(UnknownVersionException.class, () -> reader.apply(bytes));
      assertTrue(
          refused
              .getMessage()
              .contains("is of version " + version + ", this release knows version 2"),
          refused.getMessage());
    }
  }

  @Test
  void brokenBytesAreRefused() {
    byte[] bytes = BookBytes.of(chunk(new Random(5)));
    for (int length = 0; length < bytes.length; length++) {
      byte[] cut = Arrays.copyOf(bytes, length);
      assertThrows(IllegalStateException.class, () -> BookBytes.evidence(cut), "cut at " + length);
    }
  }

  @Test
  void aBenignFindingTakesFewBytes() {
    List<LedgerEntry> daily = new ArrayList<>();
    for (int day = 0; day < 100; day++) {
      daily.add(
          new LedgerEntry(
              "BEN-02",
              RULE,
              LedgerEntry.NO_ID,
              Evidence.day(20_000 + day),
              0.99,
              FindingQuality.FULL,
              0,
              0,
              0,
              false,
              0));
    }
    int bytes = BookBytes.of(new Ledger(daily, Episode.NONE)).length;
    assertTrue(bytes < 8 * 100 + 80, bytes + " bytes");
  }
}
