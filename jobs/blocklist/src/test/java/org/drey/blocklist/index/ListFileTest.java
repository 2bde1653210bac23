package org.drey.blocklist.index;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import javax.crypto.Mac;
import org.drey.blocklist.ListEntry;
import org.drey.blocklist.url.HttpUrl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ListFileTest {
  private static final String MARK = "marked-name";
  private static final int MAC_BYTES = 32;

  @TempDir private Path folder;

  @Test
  void theSameEntriesAndKeyGiveTheSameBytesInAnyOrder() throws IOException {
    List<ListEntry> entries = many(500, "x");
    byte[] first = bytes(Lists.compiled(entries));
    Collections.shuffle(entries, new Random(1));
    entries.addAll(entries.subList(0, 50));
    assertArrayEquals(first, bytes(Lists.compiled(entries)));
  }

  @Test
  void holdsNoEntryInTheClear() throws IOException {
    byte[] file = bytes(Lists.compiled(many(100, MARK)));
    assertFalse(new String(file, StandardCharsets.ISO_8859_1).contains(MARK));
  }

  @Test
  void anotherKeyGivesOtherBytesAndCannotOpenIt() throws IOException {
    Path file = write(Lists.compiled(many(10, "x")));
    ListKey other = ListKey.of(new byte[32]);
    DamagedListException refused =
        assertThrows(DamagedListException.class, () -> ListIndex.open(file, other));
    assertTrue(refused.getMessage().contains("another key"), refused.getMessage());
    ListCompiler compiler = new ListCompiler("l", other);
    many(10, "x").forEach(compiler::add);
    assertNotEquals(
        ListFile.check(file, Lists.KEY).header().version(), compiler.finish().header().version());
  }

  @Test
  void anyChangedOrMissingByteIsNoticed() throws IOException {
    byte[] whole = bytes(Lists.compiled(many(20, "x")));
    for (int at = 0; at < whole.length; at += 7) {
      byte[] changed = whole.clone();
      changed[at] ^= 0x20;
      assertThrows(DamagedListException.class, () -> ListFile.of(changed, Lists.KEY), "byte " + at);
      byte[] cut = java.util.Arrays.copyOf(whole, at);
      assertThrows(DamagedListException.class, () -> ListFile.of(cut, Lists.KEY), "cut at " + at);
    }
    byte[] longer = java.util.Arrays.copyOf(whole, whole.length + 1);
    assertThrows(DamagedListException.class, () -> ListFile.of(longer, Lists.KEY));
  }

  /** A MAC that fits says nothing of what was authenticated. */
  @ParameterizedTest
  @ValueSource(strings = {"list_id", "version", "key_check", "types", "categories", "capacity"})
  void aHeaderThatLacksSomethingIsNoHeader(String field) throws Exception {
    byte[] whole = bytes(Lists.compiled(many(20, "x")));
    String text = new String(whole, ISO_8859_1);
    byte[] changed = text.replaceFirst(field, "x".repeat(field.length())).getBytes(ISO_8859_1);
    assertThrows(DamagedListException.class, () -> ListFile.of(authenticated(changed), Lists.KEY));
  }

  @Test
  void aRecordWithoutItsVerifyingWordIsNoticed() throws Exception {
    byte[] whole = bytes(Lists.compiled(many(20, "x")));
    ListCheck.structure(ListFile.of(whole, Lists.KEY));
    RecordCursor first = ListFile.of(whole, Lists.KEY).segment().records();
    assertTrue(first.next());
    ByteBuffer words = ByteBuffer.wrap(whole).order(ByteOrder.LITTLE_ENDIAN);
    int at = 0;
    while (words.getLong(at) != first.verifying()) {
      at += Long.BYTES;
    }
    words.putLong(at, 0);
    ListFile changed = ListFile.of(authenticated(whole), Lists.KEY);
    assertThrows(DamagedListException.class, () -> ListIndex.of(changed, Lists.KEY));
  }

  /** Who has the key could make such a file. */
  @Test
  void sectionsThatContradictOneAnotherAreRefusedAndNothingElseHappens() throws Exception {
    byte[] sound = bytes(Lists.compiled(Lists.entries("a.example", "http://b.example/p")));
    assertTrue(isSound(sound));
    int refused = 0;
    for (int at = 0; at < sound.length - MAC_BYTES; at++) {
      byte[] changed = sound.clone();
      changed[at] ^= (byte) 0x81;
      refused += isSound(changed) ? 0 : 1;
    }
    assertTrue(refused > sound.length / 3, "too little was noticed");
    assertEquals(0, sound.length % Long.BYTES);
  }

  private static boolean isSound(byte[] content) throws IOException {
    try {
      ListCheck.structure(ListFile.of(content, null));
      return true;
    } catch (DamagedListException e) {
      return false;
    }
  }

  @Test
  void aHostMayCarryAnyNumberOfUrls() throws IOException {
    List<ListEntry> entries = new ArrayList<>();
    for (int i = 0; i < 40_000; i++) {
      entries.add(Lists.entry("http://host.example/" + i));
    }
    CompiledList compiled = Lists.compiled(entries);
    assertEquals(40_000, compiled.header().entries());
    assertEquals(40_001, compiled.header().records());
    ListIndex index = ListIndex.of(compiled.inMemory(), Lists.KEY);
    for (int i = 0; i < 40_100; i += 100) {
      HttpUrl url = HttpUrl.parse("http://host.example/" + i);
      assertNotNull(url);
      assertEquals(i < 40_000, index.matchUrl(url) != null);
    }
  }

  /** The same with a MAC that fits. */
  private static byte[] authenticated(byte[] content) throws Exception {
    int end = content.length - 32;
    Mac mac = Lists.KEY.fileMac();
    mac.update(content, 0, end);
    mac.doFinal(content, end);
    return content;
  }

  /** Ids and versions reach folders, metrics, headers and terminals. */
  @ParameterizedTest
  @CsvSource({
    "'\"list_id\":\"l\"', '\"list_id\":\"/\"'",
    "'\"list_id\":\"l\"', '\"list_id\":\"-\"'",
    "'\"version\":\".', '\"version\":\"V'",
    "'\"version\":\"..', '\"version\":\"\\\\n'",
    "'\"key_check\":\".', '\"key_check\":\"_'"
  })
  void whatIsNoIdOrVersionIsNoHeader(String is, String other) throws Exception {
    byte[] whole = bytes(Lists.compiled(many(20, "x")));
    String text = new String(whole, ISO_8859_1);
    byte[] changed = text.replaceFirst(is, other).getBytes(ISO_8859_1);
    assertFalse(Arrays.equals(whole, changed));
    assertEquals(whole.length, changed.length);
    assertThrows(DamagedListException.class, () -> ListFile.of(authenticated(changed), Lists.KEY));
  }

  @Test
  void aFileOfAnotherFormatSaysWhatToDo() throws Exception {
    byte[] whole = bytes(Lists.compiled(many(20, "x")));
    ByteBuffer.wrap(whole).order(ByteOrder.LITTLE_ENDIAN).putInt(8, 2);
    String message =
        assertThrows(DamagedListException.class, () -> ListFile.of(whole, Lists.KEY)).getMessage();
    assertTrue(message.contains("compile it again"), message);
  }

  @Test
  void aFileIsSearchedAsItWasWhenItWasOpenedAlsoIfItIsReplacedOrGone() throws IOException {
    Path file = write(Lists.compiled(many(30_000, "x")));
    ListIndex index = ListIndex.open(file, Lists.KEY);
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.truncate(600);
    }
    for (int i = 0; i < 30_000; i++) {
      assertNotNull(index.matchName("x-" + i + ".test"), "cut off under the process");
    }
    Path other = write(Lists.compiled(many(30_000, "y")));
    ListIndex second = ListIndex.open(other, Lists.KEY);
    Files.write(other, new byte[(int) Files.size(other)]);
    assertNotNull(second.matchName("y-7.test"), "changed under the process");
  }

  /** Whoever has the key could make one on purpose. */
  @Test
  void noGenuineFileMakesALookupThrow() throws Exception {
    byte[] whole = bytes(Lists.compiled(many(40, "x")));
    long seed = System.nanoTime();
    Random random = new Random(seed);
    int opened = 0;
    for (int n = 0; n < 1_000; n++) {
      byte[] changed = whole.clone();
      for (int i = random.nextInt(3); i >= 0; i--) {
        changed[random.nextInt(whole.length - 32)] ^= (byte) (1 << random.nextInt(8));
      }
      ListIndex index;
      try {
        index = ListIndex.of(ListFile.of(authenticated(changed), Lists.KEY), Lists.KEY);
      } catch (DamagedListException e) {
        continue;
      }
      opened++;
      for (int i = 0; i < 50; i++) {
        String name = "x-" + i + ".test";
        assertDoesNotThrow(() -> index.matchName(name), "seed " + seed);
      }
    }
    assertTrue(opened > 0);
  }

  @Test
  void opensFromAFileAsFromMemory() throws IOException {
    CompiledList compiled = Lists.compiled(many(3_000, "x"));
    ListIndex opened = ListIndex.open(write(compiled), Lists.KEY);
    ListIndex inMemory = ListIndex.of(compiled.inMemory(), Lists.KEY);
    for (int i = 0; i < 3_500; i++) {
      assertEquals(inMemory.matchName("x-" + i + ".test"), opened.matchName("x-" + i + ".test"));
    }
    assertNotNull(opened.matchName("x-7.test"));
  }

  @Test
  void aDifferenceIsSmallAndBelongsToItsBase() throws IOException {
    List<ListEntry> entries = many(2_000, "x");
    CompiledList base = Lists.compiled(entries);
    entries.remove(5);
    entries.addAll(many(3, "new"));
    CompiledList next = Lists.compiled(entries);
    CompiledList delta = next.since(base.inMemory());
    assertEquals(4, delta.header().records());
    assertTrue(bytes(delta).length < bytes(next).length / 10);
    assertEquals(next.header().entries(), delta.header().entries());
    ListFile deltaFile = delta.inMemory();
    ListIndex index = ListIndex.of(base.inMemory(), Lists.KEY).with(deltaFile);
    assertThrows(DamagedListException.class, () -> index.with(deltaFile));
    assertThrows(DamagedListException.class, () -> ListIndex.of(deltaFile, Lists.KEY));
    assertThrows(DamagedListException.class, () -> next.since(deltaFile));
  }

  /** Of names right below a top-level domain, and of hosts that each pass a separate node. */
  @ParameterizedTest
  @ValueSource(strings = {"x", "=host.x"})
  void takesAtMostSixteenBytesInMemoryAndFortyOnDiskAnEntry(String prefix) throws IOException {
    CompiledList compiled = Lists.compiled(many(50_000, prefix));
    Path file = write(compiled);
    assertTrue(Files.size(file) <= 40 * 50_000L, "on disk " + Files.size(file));
    long memory = ListIndex.open(file, Lists.KEY).bytes();
    assertTrue(memory <= 16 * 50_000L, "in memory " + memory);
  }

  private static List<ListEntry> many(int count, String prefix) {
    List<ListEntry> entries = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      entries.add(Lists.entry(prefix + "-" + i + ".test"));
    }
    return entries;
  }

  private Path write(CompiledList compiled) throws IOException {
    return Files.write(folder.resolve(compiled.header().version()), bytes(compiled));
  }

  private static byte[] bytes(CompiledList compiled) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    compiled.writeTo(out);
    return out.toByteArray();
  }
}
