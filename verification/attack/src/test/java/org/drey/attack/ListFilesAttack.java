package org.drey.attack;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.drey.blocklist.compile.PlainLists;
import org.drey.blocklist.index.DamagedListException;
import org.drey.blocklist.index.ListIndex;
import org.drey.blocklist.index.ListKey;
import org.drey.blocklist.url.HttpUrl;

/**
 * Changed list files with a MAC that fits, as who has the key could make them: each is refused or
 * can be asked.
 */
final class ListFilesAttack implements Attack {
  private static final byte[] SECRET = "the key of this attack".getBytes(StandardCharsets.UTF_8);
  private static final ListKey KEY = ListKey.of(SECRET);
  private static final int MAC_BYTES = 32;

  private static final List<String> NAMES =
      List.of("listed.example", "www.listed.example", "n7.example", "a.n9.example", "free.example");

  private static final List<HttpUrl> URLS =
      Stream.of("http://p3.example/a/b.html", "http://p4.example/f/x?y")
          .map(url -> Objects.requireNonNull(HttpUrl.parse(url)))
          .toList();

  @Override
  public String name() {
    return "list files with a right MAC";
  }

  @Override
  public long cases() {
    return 40_000;
  }

  @Override
  public Outcome run(Draw draw, Path folder) throws Exception {
    List<byte[]> sound = new ArrayList<>();
    for (int entries : new int[] {1, 5, 60, 700}) {
      sound.add(list(entries));
    }
    Path file = folder.resolve("changed.list");
    assertTrue(canBeAsked(file, sound.get(0)), "an unchanged one");
    long[] loaded = new long[1];
    Outcome outcome =
        draw.each(
            random ->
                loaded[0] += canBeAsked(file, changed(Texts.pick(random, sound), random)) ? 1 : 0);
    return outcome.with("%,d loaded, and could be asked".formatted(loaded[0]));
  }

  private static byte[] list(int entries) throws IOException {
    StringBuilder plain = new StringBuilder("listed.example\n");
    for (int i = 0; i < entries; i++) {
      plain.append("n%1$d.example\n=h%1$d.example\nhttp://p%1$d.example/a/b.html\n".formatted(i));
      plain.append("http://p%d.example/f/*\n".formatted(i));
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PlainLists.compile("attack", plain.toString().getBytes(StandardCharsets.UTF_8), KEY)
        .writeTo(bytes);
    return bytes.toByteArray();
  }

  private static boolean canBeAsked(Path file, byte[] content) throws IOException {
    Files.write(file, content);
    ListIndex index;
    try {
      index = ListIndex.open(file, KEY);
    } catch (DamagedListException e) {
      return false;
    }
    long found = 0;
    for (String name : NAMES) {
      found += index.matchName(name) == null ? 0 : 1;
    }
    for (HttpUrl url : URLS) {
      found += index.matchUrl(url) == null ? 0 : 1;
    }
    assertTrue(found <= NAMES.size() + URLS.size(), "every answer came");
    return true;
  }

  private static byte[] changed(byte[] sound, Random random) throws GeneralSecurityException {
    byte[] content = Arrays.copyOf(sound, sound.length - MAC_BYTES);
    byte[] changed =
        switch (random.nextInt(3)) {
          case 0 -> Mutations.of(content, 0, random);
          case 1 -> words(content, random);
          default -> digits(content, random);
        };
    byte[] whole = Arrays.copyOf(changed, changed.length + MAC_BYTES);
    System.arraycopy(mac(changed), 0, whole, changed.length, MAC_BYTES);
    return whole;
  }

  /** Other words where the length stays, as the sections are words. */
  private static byte[] words(byte[] content, Random random) {
    byte[] changed = content.clone();
    for (int changes = 1 + random.nextInt(8); changes > 0; changes--) {
      int at = random.nextInt(changed.length / 8) * 8;
      byte[] word = new byte[8];
      if (random.nextBoolean()) {
        random.nextBytes(word);
      } else {
        Arrays.fill(word, (byte) (random.nextInt(3) - 1));
      }
      System.arraycopy(word, 0, changed, at, word.length);
    }
    return changed;
  }

  /** Other digits in the header, which is JSON. */
  private static byte[] digits(byte[] content, Random random) {
    byte[] changed = content.clone();
    for (int changes = 1 + random.nextInt(6); changes > 0; changes--) {
      int at = random.nextInt(Math.min(600, changed.length));
      if (changed[at] >= '0' && changed[at] <= '9') {
        changed[at] = (byte) ('0' + random.nextInt(10));
      }
    }
    return changed;
  }

  /** As the format derives it from the list's secret. */
  private static byte[] mac(byte[] content) throws GeneralSecurityException {
    byte[] purpose = "drey list file mac".getBytes(StandardCharsets.UTF_8);
    return hmac(hmac(SECRET, purpose), content);
  }

  private static byte[] hmac(byte[] key, byte[] message) throws GeneralSecurityException {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(key, "HmacSHA256"));
    return mac.doFinal(message);
  }
}
