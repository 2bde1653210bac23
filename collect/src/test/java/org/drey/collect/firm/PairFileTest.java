package org.drey.collect.firm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PairFileTest {
  private static final Instant FIRST = Instant.parse("2026-01-02T10:00:00.500Z");
  private static final Instant LATER = FIRST.plus(Duration.ofDays(30));

  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void begin() {
    file = folder.resolve("pairs.drey");
  }

  /** As many pairs as are asked for, saved. */
  private void write(int pairs) throws Exception {
    try (PairFile written = PairFile.open(file)) {
      for (int pair = 1; pair <= pairs; pair++) {
        written.add(pair, FIRST);
      }
    }
  }

  private Long[] days(int pairs) throws Exception {
    try (PairFile read = PairFile.open(file)) {
      Long[] days = new Long[pairs];
      for (int pair = 1; pair <= pairs; pair++) {
        days[pair - 1] = read.days(pair, LATER);
      }
      return days;
    }
  }

  @Test
  void whatWasSavedIsThereAfterAStart() throws Exception {
    write(3);
    assertEquals("[30, 30, 30, null]", Arrays.toString(days(4)), "to the millisecond");
    try (PairFile again = PairFile.open(file)) {
      again.add(2, LATER);
      again.add(3, FIRST.minus(Duration.ofDays(10)));
    }
    assertEquals("[30, 30, 40, null]", Arrays.toString(days(4)));
    assertEquals(32 + 4 * 16, Files.size(file), "a payment that is no first is not written");
  }

  @Test
  void aKilledProcessLosesWhatWasNotSavedAndNoMore() throws Exception {
    PairFile killed = PairFile.open(file);
    killed.add(1, FIRST);
    killed.save();
    killed.add(2, FIRST);
    Path copy = folder.resolve("copy");
    Files.copy(file, copy);
    killed.close();
    Files.move(copy, file, StandardCopyOption.REPLACE_EXISTING);
    assertEquals("[30, null]", Arrays.toString(days(2)));
  }

  @Test
  void halfARecordIsRecognisedAndWrittenOver() throws Exception {
    write(3);
    byte[] whole = Files.readAllBytes(file);
    for (int cut = 1; cut < 16; cut++) {
      Files.write(file, Arrays.copyOf(whole, whole.length - cut));
      assertEquals("[30, 30, null]", Arrays.toString(days(3)));
      try (PairFile next = PairFile.open(file)) {
        next.add(9, FIRST);
      }
      assertEquals("[30, 30, null, null, null, null, null, null, 30]", Arrays.toString(days(9)));
    }
  }

  @Test
  void aStartThatWasKilledInItsHeadIsBegunAgain() throws Exception {
    write(1);
    byte[] whole = Files.readAllBytes(file);
    for (int length : new int[] {0, 1, 20, 31}) {
      Files.write(file, Arrays.copyOf(whole, length));
      assertEquals("[null]", Arrays.toString(days(1)));
    }
  }

  @Test
  void damagedRecordsAreLeftOutAndCounted() throws Exception {
    write(4);
    byte[] bytes = Files.readAllBytes(file);
    bytes[32 + 16 + 9] ^= 1; // the time of the second
    Arrays.fill(bytes, 32 + 32, 32 + 48, (byte) 0); // the third, as a power cut leaves it
    Files.write(file, bytes);
    try (PairFile read = PairFile.open(file)) {
      assertEquals(2, read.damaged());
      assertEquals(2, read.size());
    }
    assertEquals("[30, null, null, 30]", Arrays.toString(days(4)));
  }

  private String refusal() {
    return assertThrows(IOException.class, () -> PairFile.open(file).close()).getMessage();
  }

  @Test
  void itIsForItsOwnerAloneAndHoldsNoAccount() throws Exception {
    try (PairFile pairs = PairFile.open(file)) {
      pairs.add(pairs.fingerprints().of("NL26EXAM0000000001", "GB22EXAM00000000000003"), FIRST);
    }
    for (Path each : new Path[] {file, folder.resolve("pairs.drey.key")}) {
      assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(each)));
      assertFalse(
          new String(Files.readAllBytes(each), StandardCharsets.ISO_8859_1).contains("EXAM"));
    }
  }

  @Test
  void aFileIsUsedWithItsOwnKeyAlone() throws Exception {
    write(1);
    Path key = folder.resolve("pairs.drey.key");
    Path kept = Files.move(key, folder.resolve("kept"));
    assertTrue(refusal().contains("pairs.drey.key is missing: restore it"), refusal());
    Path other = folder.resolve("other.drey");
    PairFile.open(other).close();
    Files.move(folder.resolve("other.drey.key"), key);
    assertTrue(refusal().startsWith("it was made with another key"), refusal());
    Files.move(kept, key, StandardCopyOption.REPLACE_EXISTING);
    assertEquals("[30]", Arrays.toString(days(1)));
  }

  @Test
  void whatIsNoFileOfPairsIsLeftAlone() throws Exception {
    write(1);
    for (String text : new String[] {"payer,payee\n", "payer,payee,relationship,and,some,more\n"}) {
      Files.writeString(file, text);
      assertTrue(refusal().startsWith("it is no file of pairs"), refusal());
      assertEquals(text, Files.readString(file));
    }
  }

  @Test
  void aStrangerIsSaidOnlyWhereTheFileReachesFarBack() throws Exception {
    Instant reached = FIRST.minusMillis(500).plus(PairFile.REACH);
    write(1);
    try (PairFile young = PairFile.open(file)) {
      assertEquals(FIRST.minusMillis(500), young.earliest().orElseThrow());
      assertNull(young.days(2, reached.minusSeconds(1)));
      assertEquals(0, young.days(2, reached));
      young.add(2, LATER);
      assertNull(young.days(2, LATER.plusSeconds(60)), "twice on a day: before, no one knows");
      assertEquals(2, young.days(2, LATER.plus(Duration.ofDays(2))), "at least");
      young.add(3, FIRST.minus(Duration.ofDays(10)));
      assertEquals(0, young.days(4, reached.minus(Duration.ofDays(10))));
    }
  }

  @Test
  void twoCollectorsDoNotUseOneFile() throws Exception {
    try (PairFile first = PairFile.open(file)) {
      assertTrue(refusal().startsWith("another collector uses it"), refusal());
      first.add(1, FIRST);
    }
    assertEquals("[30]", Arrays.toString(days(1)));
  }

  @Test
  void anInterruptedThreadSavesToo() throws Exception {
    try (PairFile pairs = PairFile.open(file)) {
      pairs.add(1, FIRST);
      Thread.currentThread().interrupt();
      pairs.save();
      assertTrue(Thread.interrupted());
      pairs.add(2, FIRST);
    }
    assertEquals("[30, 30]", Arrays.toString(days(2)));
  }

  @Test
  void timesBeforeAndAfterAllOthersAreKept() throws Exception {
    try (PairFile pairs = PairFile.open(file)) {
      pairs.add(1, Instant.EPOCH.minusSeconds(1));
      pairs.add(2, Instant.parse("2107-01-01T00:00:00Z"));
      pairs.add(3, Instant.parse("2050-01-01T00:00:00Z"));
    }
    try (PairFile pairs = PairFile.open(file)) {
      assertEquals(1, pairs.days(1, Instant.EPOCH.plus(Duration.ofDays(1))));
      assertEquals(0, pairs.days(2, LATER));
      assertEquals(365, pairs.days(3, Instant.parse("2051-01-01T00:00:00Z")));
    }
  }
}
